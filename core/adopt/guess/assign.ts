/** Gives each column under one header at most one meaning, and each meaning one column, by the best scores together. */
import { headerKey } from '../../read/headers.ts';
import type { ColumnMeaning } from '../proposal.ts';
import type { Profile } from './profile.ts';
import { fitOf, type HeaderSays, type Score, scoresOf, TIER, type Tier } from './score.ts';
import type { Sign, Signs } from './signs.ts';

/** A column under a header that is looked at. */
export interface GuessColumn {
  /** 1-based. */
  readonly at: number;
  readonly header: string;
  readonly says: HeaderSays;
  readonly profile: Profile;
}

/** Why a column has its meaning: by name of the sentence that says so. */
export type GuessReason = 'header' | 'cells' | 'both' | 'headerOnly' | 'chosen';

/** A column, and what it is taken for. */
export interface Guess {
  readonly at: number;
  readonly header: string;
  readonly meaning: ColumnMeaning;
  readonly score: number;
  readonly tier: Tier;
  /** A person had better look at it: it is unlikely enough, or another column is nearly as likely. */
  readonly ask: boolean;
  readonly because: GuessReason;
  /** How well its cells bear that out, 0 to 1; null where it has none, or nobody asked them. */
  readonly fit: number | null;
  /** What else it may be, the likeliest first. */
  readonly others: readonly ColumnMeaning[];
  /** Other columns that are nearly as likely. */
  readonly rivals: readonly { readonly at: number; readonly header: string }[];
}

/** A column whose header names a day while its cells are no dates. */
export interface Misnamed {
  readonly at: number;
  readonly header: string;
  readonly meaning: ColumnMeaning;
}

export interface Guessed {
  readonly guesses: readonly Guess[];
  readonly misnamed: readonly Misnamed[];
}

/** What a person has said of columns, by 1-based column; null: it means nothing. */
export interface GivenColumns {
  readonly columns: ReadonlyMap<number, ColumnMeaning | null>;
  /** Meanings that no column has. */
  readonly none: ReadonlySet<ColumnMeaning>;
}

const SURE = 0.6;
/** Cells that fit at least so well bear a header out. */
const BORNE_OUT = 0.6;
/** What a column without cells lacks beside one that has some. */
const EMPTY = 0.4;
const LEAD = 0.15;
const ASK = 0.3;
/** Without these something lacks; of any other column that is unsure nobody is asked. */
export const ASKED: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['task', 'responsible', 'due', 'status']);
/** Meanings whose cells are days. */
export const DAYS: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['due', 'start', 'newDue', 'updatedOn']);
/** A word of Baton's own goes before one that people use, and that before parts of words. */
const BEFORE = { [TIER.own]: 0.1, [TIER.known]: 0.05 } as Readonly<Partial<Record<Tier, number>>>;

interface Claim extends Score {
  readonly column: GuessColumn;
  readonly rank: number;
}

/** Linear in the columns but for the sorting of what they may be. */
export const assign = (columns: readonly GuessColumn[], given: GivenColumns): Guessed => {
  const chosen = columns.flatMap((column): Guess[] => {
    const meaning = given.columns.get(column.at);
    return meaning ? [chosenGuess(column, meaning)] : [];
  });
  const meant = new Set([...given.none, ...chosen.map(({ meaning }) => meaning)]);
  const free = columns.filter(({ at }) => !given.columns.has(at));
  const claims = free.flatMap((column) =>
    scoresOf(column.says, column.profile).map((one): Claim => {
      const score = one.meaning === 'task' && dividesOthers(column, free) ? asDivider(one) : one;
      return { ...score, column, rank: score.score + (BEFORE[score.tier] ?? 0) };
    }),
  );
  const hasTasks = claims.some(
    ({ meaning, fit, score }) => meaning === 'task' && score >= ASK && (fit ?? 0) >= BORNE_OUT,
  );
  const firstAnchor = Math.min(...claims.filter(isAnchor).map(({ column }) => column.at));
  const likely = claims
    .filter(({ meaning, score, contradicted }) => !meant.has(meaning) && score >= ASK && !contradicted)
    .filter((claim) => !isBehind(claim, firstAnchor, free))
    .map((claim) =>
      hasTasks && claim.meaning === 'task' && claim.fit === null ? { ...claim, rank: claim.rank - EMPTY } : claim,
    )
    .sort((a, b) => b.rank - a.rank || a.column.at - b.column.at);

  const taken = new Map<ColumnMeaning, Claim>();
  const used = new Set<number>();
  for (const claim of likely) {
    if (taken.has(claim.meaning) || used.has(claim.column.at)) continue;
    taken.set(claim.meaning, claim);
    used.add(claim.column.at);
  }
  if (!meant.has('task')) betterTask(taken, used, likely);
  const rest = meant.has('task') ? [] : taskByCells(taken, free, used, firstAnchor);
  if (rest.length > 0) taken.delete('task');
  const lacking = fillIn(taken, likely, free, meant, new Set(rest.map(({ at }) => at)));
  const filled = new Set(lacking.map(({ at }) => at));
  const kept = [...taken.values()].filter(({ column }) => !filled.has(column.at));
  const guesses = [...kept.flatMap((claim) => guessOf(claim, likely, taken, claims, free)), ...rest, ...lacking];
  return {
    guesses: [...chosen, ...guesses].sort((a, b) => a.at - b.at),
    misnamed: misnamedIn(claims, used, new Set(guesses.flatMap(({ meaning, ask }) => (ask ? [] : [meaning])))),
  };
};

/** Two or three words over and over, beside longer texts of which hardly two are the same: which kind of row it is. */
const dividesOthers = ({ at, profile }: GuessColumn, columns: readonly GuessColumn[]): boolean =>
  profile.filled >= SOME &&
  profile.different <= 3 &&
  profile.different * 2 <= profile.filled &&
  columns.some((one) => one.at !== at && !isOther(one.says) && tellsApart(one.profile, profile));
const tellsApart = (one: Profile, other: Profile): boolean =>
  one.filled >= FEWER * other.filled &&
  one.different >= NEARLY_ALL * one.filled &&
  one.length > other.length &&
  (fitOf('task', one) ?? 0) >= BORNE_OUT;
const NEARLY_ALL = 0.85;
const SOME = 4;
const asDivider = (score: Score): Score => ({ ...score, score: 0.5 * score.score, fit: 0.05 });

/** Who, when or how far, in words that are known or as good as that. */
const isAnchor = ({ meaning, tier, contradicted }: Claim): boolean =>
  ANCHORS.includes(meaning) && tier >= TIER.parts && !contradicted;

/** A plain word for a task to the right of who and when, while a column without a header stands where tasks stand. */
const isBehind = ({ meaning, tier, column }: Claim, firstAnchor: number, columns: readonly GuessColumn[]): boolean =>
  meaning === 'task' &&
  tier === TIER.weak &&
  column.at > firstAnchor &&
  columns.some(({ at, header, profile }) => at < firstAnchor && header === '' && (fitOf('task', profile) ?? 0) >= 0.7);

/**
 * Without a word that says so, what is to be done is rather a risk, a result or a description than whatever is left: what
 * nobody would miss gives way. A column whose cells are no tasks gives way to any that may be one.
 */
const betterTask = (taken: Map<ColumnMeaning, Claim>, used: Set<number>, likely: readonly Claim[]): void => {
  const own = taken.get('task');
  if (own && own.score >= SURE) return;
  const needed = new Set([...taken].flatMap(([meaning, { column }]) => (NEEDED.has(meaning) ? [column.at] : [])));
  const better = likely.find((claim) => claim.meaning === 'task' && !needed.has(claim.column.at));
  if (better && (!own || better.score > own.score)) {
    for (const [meaning, { column }] of taken) if (column === better.column) taken.delete(meaning);
    if (own) used.delete(own.column.at);
    taken.set('task', better);
    used.add(better.column.at);
  }
};
const HARDLY = 0.25;

/** What stands in a column of ids, of hours or of addresses is no task. */
const NO_TASK: ReadonlySet<Sign> = new Set<Sign>(['id', 'number', 'priority', 'contact', 'requester', 'checker']);

/**
 * Under a header that says who, when or how far, some column has to say what. Where no header does, it is the one whose
 * cells look most like tasks, the first of such.
 */
const taskByCells = (
  taken: ReadonlyMap<ColumnMeaning, Claim>,
  columns: readonly GuessColumn[],
  used: Set<number>,
  firstAnchor: number,
): Guess[] => {
  const own = taken.get('task');
  if ((own && (own.fit ?? 1) >= HARDLY) || !ANCHORS.some((anchor) => taken.has(anchor))) return [];
  let best: { readonly column: GuessColumn; readonly fit: number } | null = null;
  for (const column of columns) {
    const { at, says, profile } = column;
    if (used.has(at) || isOther(says)) continue;
    const isGroup = says.signs.has('category');
    const fit = (fitOf('task', profile) ?? 0) - (at > firstAnchor ? ASIDE : 0) - (isGroup ? ASIDE : 0);
    if (fit >= ENOUGH && (!best || fit > best.fit + CLEARLY)) best = { column, fit };
  }
  const isBlank = columns.every(({ profile }) => profile.filled === 0);
  const first = isBlank && columns.find(({ at, says }) => !used.has(at) && at < firstAnchor && !isOther(says));
  if (!best && first) best = { column: first, fit: 0.2 };
  if (!best) return [];
  const { at, header } = best.column;
  used.add(at);
  const score = 0.3 + 0.15 * best.fit;
  return [
    {
      at,
      header,
      meaning: 'task',
      score,
      tier: TIER.none,
      ask: true,
      because: 'cells',
      fit: null,
      others: [],
      rivals: [],
    },
  ];
};
/**
 * Who, when and how far where no header says it: a column that may say it beside something else that nobody would miss, or one
 * whose cells are people, days or words of state. It is always asked.
 */
const fillIn = (
  taken: ReadonlyMap<ColumnMeaning, Claim>,
  likely: readonly Claim[],
  columns: readonly GuessColumn[],
  meant: ReadonlySet<ColumnMeaning>,
  tasks: ReadonlySet<number>,
): Guess[] => {
  const needed = new Set(tasks);
  for (const [meaning, { column }] of taken) if (NEEDED.has(meaning)) needed.add(column.at);
  if (tasks.size === 0 && !taken.has('task')) return [];
  return FILLED.flatMap((meaning): Guess[] => {
    if (taken.has(meaning) || meant.has(meaning) || (meaning === 'status' && taken.has('progress'))) return [];
    const open = columns.filter(({ at }) => !needed.has(at));
    const said = likely.find((claim) => claim.meaning === meaning && open.includes(claim.column));
    const column = said?.column ?? open.find(({ says, profile }) => LOOKS[meaning](profile, says.signs));
    if (!column) return [];
    needed.add(column.at);
    const { at, header, profile } = column;
    const because = said ? becauseOf(said.tier, said.fit) : 'cells';
    const score = Math.min(0.55, said?.score ?? 0.32);
    const tier = profile.filled === 0 ? TIER.weak : TIER.none;
    return [{ at, header, meaning, score, tier, ask: true, because, fit: null, others: [], rivals: [] }];
  });
};
const FILLED = ['responsible', 'due', 'status'] as const satisfies readonly ColumnMeaning[];
const NEEDED: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>([
  'task',
  'responsible',
  'accountable',
  'due',
  'start',
  'status',
  'progress',
  'newDue',
  'updatedOn',
]);

const isNone = (signs: Signs, ...ofThese: readonly Sign[]): boolean => ofThese.every((sign) => !signs.has(sign));
/** What the cells of a column have to be, and its header not, for it to be proposed by its cells. */
const LOOKS: Readonly<Record<(typeof FILLED)[number], (profile: Profile, signs: Signs) => boolean>> = {
  responsible: ({ people, maybePeople, roles, filled, coverage, length }, signs) =>
    isNone(signs, 'requester', 'checker', 'contact', 'id', 'priority', 'number', 'task') &&
    (isNone(signs, 'category') || people >= 0.8) &&
    filled >= 3 &&
    coverage >= 0.2 &&
    (people >= 0.5 || (maybePeople >= 0.9 && length <= 16 && signs.has('department') && roles <= 0.2)),
  due: ({ dates, filled }, signs) => isNone(signs, 'actual', 'created', 'id', 'number') && filled >= 2 && dates >= 0.7,
  status: ({ states, ticks, filled, different }, signs) =>
    isNone(signs, 'id', 'number', 'contact') && filled >= 3 && different <= 8 && (states >= 0.6 || ticks >= 0.8),
};

const isOther = ({ signs }: HeaderSays): boolean => [...signs.keys()].some((sign) => NO_TASK.has(sign));
const ANCHORS: readonly ColumnMeaning[] = ['responsible', 'due', 'start', 'status', 'progress'];
const ENOUGH = 0.5;
const CLEARLY = 0.15;
const ASIDE = 0.2;

const chosenGuess = ({ at, header }: GuessColumn, meaning: ColumnMeaning): Guess => ({
  at,
  header,
  meaning,
  score: 1,
  tier: TIER.own,
  ask: false,
  because: 'chosen',
  fit: null,
  others: [],
  rivals: [],
});

const guessOf = (
  claim: Claim,
  likely: readonly Claim[],
  taken: ReadonlyMap<ColumnMeaning, Claim>,
  all: readonly Claim[],
  columns: readonly GuessColumn[],
): Guess[] => {
  const { meaning, score, tier, column, fit } = claim;
  const paired = isPaired(claim, taken, columns);
  const rivals = likely
    .filter(
      (other) => other.meaning === meaning && other.column !== column && !paired && rivalsWith(other, claim, taken),
    )
    .map(({ column: { at, header } }) => ({ at, header }));
  const ask =
    score < SURE ||
    tier < TIER.weak ||
    claim.strength < 0.5 ||
    rivals.length > 0 ||
    standsLate(claim, all) ||
    isSparse(claim, columns) ||
    isGroup(claim, columns, taken) ||
    isBare(claim) ||
    isEmptyBeside(claim, likely) ||
    (!paired && hasRival(claim, columns, taken)) ||
    isRepeated(claim, columns) ||
    isOfAll(claim) ||
    standsFar(claim, columns) ||
    isBesideRisks(claim, columns) ||
    isHalfSaid(claim) ||
    mayBePast(claim, taken);
  if (ask && !ASKED.has(meaning) && rivals.length === 0) return [];
  return [
    {
      at: column.at,
      header: column.header,
      meaning,
      score: Math.min(1, score),
      tier,
      ask,
      because: becauseOf(tier, fit),
      fit,
      others: all
        .filter((other) => other.column === column && other.meaning !== meaning && other.score >= 0.2)
        .map((other) => other.meaning),
      rivals,
    },
  ];
};

/**
 * A task to the right of who and when both, in words that are not known or over cells that are hardly tasks: what stands
 * before them may be it.
 */
const standsLate = ({ meaning, tier, column, fit }: Claim, all: readonly Claim[]): boolean =>
  meaning === 'task' &&
  (tier < TIER.known || (fit !== null && fit < BORNE_OUT)) &&
  new Set(all.filter((one) => isAnchor(one) && one.column.at < column.at).map((one) => one.meaning)).size >= 2;

const MANY = 5;
/** A task in few rows, while what stands to the left of it in many looks like tasks as well. */
const isSparse = ({ meaning, column: { at, profile } }: Claim, columns: readonly GuessColumn[]): boolean =>
  meaning === 'task' &&
  profile.filled > 0 &&
  columns.some(
    (other) =>
      other.at < at &&
      other.profile.filled >= MANY &&
      other.profile.filled > 2 * profile.filled &&
      (fitOf('task', other.profile) ?? 0) >= BORNE_OUT,
  );

/** A task that stands over several rows each time, before longer texts of which hardly two are the same and that nothing else is said of. */
const isGroup = (
  { meaning, tier, column: { at, profile } }: Claim,
  columns: readonly GuessColumn[],
  taken: ReadonlyMap<ColumnMeaning, Claim>,
): boolean =>
  meaning === 'task' &&
  tier < TIER.own &&
  columns.some(
    (one) =>
      one.at > at &&
      one.header !== '' &&
      one.profile.filled >= MANY &&
      profile.different * 2 <= one.profile.filled &&
      [...one.says.signs.keys()].every((sign) => LOOSE.has(sign)) &&
      ![...taken.values()].some(({ column, score }) => column === one && score >= SURE) &&
      tellsApart(one.profile, profile),
  );

/** Over an empty column a part of a word does not say enough; of a task not even a plain word's. */
const isBare = ({ meaning, tier, fit }: Claim): boolean =>
  fit === null && ASKED.has(meaning) && tier < (meaning === 'task' ? TIER.known : TIER.parts);

/** An empty column, while another one that may mean the same has something in it. */
const isEmptyBeside = ({ meaning, fit, column }: Claim, likely: readonly Claim[]): boolean =>
  fit === null && likely.some((one) => one.meaning === meaning && one.column !== column && one.fit !== null);

/**
 * Another column whose cells say the same, and whose header says nothing else: what a header is called and what stands in
 * the cells disagree on which of the two is meant. A task is looked for to the left, and where its header is weak to the
 * right as well; a description follows what it describes.
 */
const hasRival = (claim: Claim, columns: readonly GuessColumn[], taken: ReadonlyMap<ColumnMeaning, Claim>): boolean => {
  const { meaning, tier, column, fit } = claim;
  const isAlike = RIVAL[meaning];
  if (!isAlike) return false;
  const used = new Set([...taken.values()].flatMap((one) => (one.score >= SURE ? [one.column] : [])));
  const others = columns.filter(
    (one) =>
      one !== column &&
      !used.has(one) &&
      one.profile.filled >= Math.max(2, (meaning === 'due' ? FEW : FEWER) * column.profile.filled) &&
      (one.header !== '' || (meaning === 'task' && tier < TIER.known)) &&
      [...one.says.signs.keys()].every(
        (sign) => sign === meaning || LOOSE.has(sign) || (sign === 'category' && describes(column, one)),
      ) &&
      isAlike(one.profile),
  );
  if (meaning !== 'task') return others.length > 0;
  const isFirm = tier === TIER.own && (fit ?? 0) >= FIRM;
  // 子模块 before 功能描述: a name that differs in every row, of which the other may be the description.
  // What stands behind it may be it where neither its word nor its cells say enough, or where it describes something.
  const isPoor = tier <= TIER.weak || (fit ?? 1) < (tier <= TIER.parts ? BORNE_OUT : ENOUGH);
  const tells = tier === TIER.parts && DESCRIBES.test(column.header);
  return others.some((one) =>
    one.at < column.at
      ? !isFirm || describes(column, one)
      : !describes(one, column) && (isPoor || (tells && one.says.signs.has('task') && !one.says.signs.has('risk'))),
  );
};
const FIRM = 0.8;
const FEW = 0.3;

/** A word that may as well speak of another state, over cells that are no words of state; and a day over what is none. */
const isHalfSaid = ({ meaning, tier, fit }: Claim): boolean =>
  fit !== null &&
  ((meaning === 'status' && tier <= TIER.weak && fit < SOME_STATES) || (meaning === 'due' && fit <= HARDLY));
const SOME_STATES = 0.8;

/** The same words over several columns that hold something, or Member 1, Member 2: each belongs to another step, or to another table. */
const isRepeated = ({ column: { at, header, profile } }: Claim, columns: readonly GuessColumn[]): boolean =>
  header !== '' &&
  profile.filled > 0 &&
  columns.some((one) => one.at !== at && one.profile.filled > 1 && stemOf(one.header) === stemOf(header));
const stemOf = (header: string): string => headerKey(header).replace(/\d+/g, '#');

/** Project Manager: one and the same name in every row is somebody's who has to do with the whole, unless a word says more. */
const isOfAll = ({ meaning, tier, column: { profile } }: Claim): boolean =>
  meaning === 'responsible' && tier <= TIER.weak && profile.different === 1 && profile.filled >= MANY;

/** What is to be done stands among the first columns of nearly every table. */
const standsFar = ({ meaning, column }: Claim, columns: readonly GuessColumn[]): boolean =>
  meaning === 'task' && columns.filter(({ at, header }) => header !== '' && at < column.at).length >= FAR;
const FAR = 6;
/** Signs that do not say that a column is something else. */
const LOOSE: ReadonlySet<Sign> = new Set<Sign>(['task', 'description', 'risk', 'request', 'due', 'start']);
const RIVAL: Readonly<Partial<Record<ColumnMeaning, (profile: Profile) => boolean>>> = {
  task: (profile) => (fitOf('task', profile) ?? 0) >= ENOUGH,
  responsible: ({ people }) => people >= 0.5,
  due: ({ dates }) => dates >= 0.5,
};

/** In a list of risks, whatever else is called a task there may only say what a risk is about. */
const isBesideRisks = ({ meaning, column: { says } }: Claim, columns: readonly GuessColumn[]): boolean =>
  meaning === 'task' &&
  !says.signs.has('risk') &&
  columns.some((one) => one.says.signs.has('measure')) &&
  columns.some((one) => /risk|风险/i.test(one.header));

/** Completion date, 完成日期: the day on which it is to be done beside a start, and alone as likely the day on which it was. */
const mayBePast = ({ meaning, tier, column }: Claim, taken: ReadonlyMap<ColumnMeaning, Claim>): boolean =>
  meaning === 'due' && tier < TIER.own && column.says.signs.has('actual') && !isBegun(taken.get('start'));
/** A start that is sure of itself, and not the day on which something was found, raised or decided. */
const isBegun = (start: Claim | undefined): boolean =>
  start !== undefined && start.score >= SURE && start.strength >= 0.5 && !start.column.says.signs.has('created');

/** Right behind the only start there is: these two days belong together, whatever other days there are. */
const isPaired = (
  { meaning, column }: Claim,
  taken: ReadonlyMap<ColumnMeaning, Claim>,
  columns: readonly GuessColumn[],
): boolean => {
  const start = taken.get('start');
  return (
    meaning === 'due' &&
    isBegun(start) &&
    start?.column.at === column.at - 1 &&
    columns.filter(({ says }) => says.known?.meaning === 'start' || (says.signs.get('start') ?? 0) >= SURE).length === 1
  );
};

/** Whether another column is nearly as likely, and not something else with more reason. */
const rivalsWith = (other: Claim, claim: Claim, taken: ReadonlyMap<ColumnMeaning, Claim>): boolean => {
  const { filled } = claim.column.profile;
  if (other.column.profile.filled === 0 && filled > 1) return false;
  if (headerKey(other.column.header) === headerKey(claim.column.header) && claim.column.header !== '') return true;
  if (other.column.profile.filled === 0 && filled > 0) return false;
  if (claim.meaning === 'task' && describes(other.column, claim.column)) return false;
  // What stands over several tasks at once heads them.
  if (claim.meaning === 'task' && other.column.profile.filled < FEWER * filled) return false;
  const elsewhere = [...taken.values()].find(({ column }) => column === other.column);
  if (elsewhere && elsewhere.score >= other.score) return false;
  return other.tier >= claim.tier && other.score > claim.score - LEAD;
};

const FEWER = 0.6;

/** A description follows what it describes, and so does what it is for. */
const describes = (column: GuessColumn, what: GuessColumn): boolean =>
  column.at > what.at && DESCRIBES.test(column.header) && !DESCRIBES.test(what.header);
const DESCRIBES = /descri|detail|goal|objective|purpose|描述|说明|介绍|详情|详细|目标|目的/i;

const becauseOf = (tier: Tier, fit: number | null): GuessReason => {
  if (tier === TIER.none) return 'cells';
  if (fit === null) return 'headerOnly';
  return fit >= BORNE_OUT ? 'both' : 'header';
};

/** Headers that name a day by known words, over cells that are none. */
const misnamedIn = (
  claims: readonly Claim[],
  used: ReadonlySet<number>,
  sure: ReadonlySet<ColumnMeaning>,
): Misnamed[] =>
  claims.flatMap(({ meaning, contradicted, tier, column: { at, header, profile } }) =>
    contradicted &&
    DAYS.has(meaning) &&
    tier >= TIER.known &&
    profile.numbers === 1 &&
    !used.has(at) &&
    !sure.has(meaning)
      ? [{ at, header, meaning }]
      : [],
  );
