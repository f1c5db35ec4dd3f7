/** Gives each column under one header at most one meaning, and each meaning one column, by the best scores together. */
import type { ColumnMeaning } from '../proposal.ts';
import {
  ANCHORS,
  ASKED,
  BORNE_OUT,
  type Claim,
  claimsOf,
  ENOUGH,
  type GuessColumn,
  HARDLY,
  isAnchor,
  isOther,
  SURE,
} from './claims.ts';
import { isDoubtful, rivalsOf, type Surroundings } from './doubts.ts';
import type { Profile } from './profile.ts';
import { fitOf, STATES, TIER, type Tier } from './score.ts';
import type { Sign, Signs } from './signs.ts';

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

/** What a column without cells lacks beside one that has some. */
const EMPTY = 0.4;
const ASK = 0.3;
/** Meanings whose cells are days. */
export const DAYS: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['due', 'start', 'newDue', 'updatedOn']);
/** Linear in the columns but for the sorting of what they may be. */
export const assign = (columns: readonly GuessColumn[], given: GivenColumns): Guessed => {
  const chosen = columns.flatMap((column): Guess[] => {
    const meaning = given.columns.get(column.at);
    return meaning ? [chosenGuess(column, meaning)] : [];
  });
  const meant = new Set([...given.none, ...chosen.map(({ meaning }) => meaning)]);
  const free = columns.filter(({ at }) => !given.columns.has(at));
  const claims = claimsOf(free);
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
  const guesses = [
    ...kept.flatMap((claim) => guessOf(claim, { likely, taken, all: claims, columns: free })),
    ...rest,
    ...lacking,
  ];
  return {
    guesses: [...chosen, ...guesses].sort((a, b) => a.at - b.at),
    misnamed: misnamedIn(claims, used, new Set(guesses.flatMap(({ meaning, ask }) => (ask ? [] : [meaning])))),
  };
};

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
    const who = taken.get('responsible')?.column.at;
    const column =
      said?.column ??
      open.find(({ says, profile }) => LOOKS[meaning](profile, says.signs)) ??
      open.find((one) => meaning === 'status' && who !== undefined && one.at > who && isStage(one));
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
    isNone(signs, 'id', 'number', 'contact') &&
    filled >= 3 &&
    different <= 8 &&
    (states >= 0.6 || (ticks >= 0.8 && !signs.has('task'))),
};

/** Stage, 阶段, behind who does it: how far each has come, and before it which part of a plan it belongs to. */
const isStage = ({ header, says, profile }: GuessColumn): boolean =>
  says.signs.has('category') &&
  /\bstage\b|阶段|环节/i.test(header) &&
  profile.filled >= SEVERAL &&
  (fitOf('status', profile) ?? 0) >= STATES.few;
const SEVERAL = 3;

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

const guessOf = (claim: Claim, beside: Surroundings): Guess[] => {
  const { meaning, score, tier, column, fit } = claim;
  const rivals = rivalsOf(claim, beside).map(({ column: { at, header } }) => ({ at, header }));
  const ask = rivals.length > 0 || isDoubtful(claim, beside);
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
      others: beside.all
        .filter((other) => other.column === column && other.meaning !== meaning && other.score >= 0.2)
        .map((other) => other.meaning),
      rivals,
    },
  ];
};

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
