/** Gives each column under one header at most one meaning, and each meaning one column, by the best scores together. */
import type { ColumnMeaning } from '../proposal.ts';
import type { Surroundings } from './alone.ts';
import { betterBeside, isOfElsewhere } from './belongs.ts';
import { isUnit, lackingByCells } from './by-contents.ts';
import {
  ASKED,
  BORNE_OUT,
  type Claim,
  claimsOf,
  ENOUGH,
  type GuessColumn,
  isAnchor,
  isDayOver,
  isUnknown,
  SURE,
} from './claims.ts';
import { comesBefore, dueByOrder } from './day-order.ts';
import { describes, isDoubtful, rivalsOf } from './doubts.ts';
import { becauseOf, DAYS, type Guess, OF_USE } from './guessed.ts';
import type { Profile } from './profile.ts';
import { fitOf, isOwnText, TIER } from './score.ts';
import { taskByCells } from './task-by-cells.ts';

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
    if (taken.has(claim.meaning) || used.has(claim.column.at) || isUnit(claim)) continue;
    taken.set(claim.meaning, claim);
    used.add(claim.column.at);
  }
  if (!meant.has('task')) {
    betterTask(taken, used, likely);
    finerTask(taken, used, claims);
  }
  // Of days of which no word says more their order tells which is which: that is asked further down.
  const weakStart = taken.get('start');
  if (weakStart && weakStart.strength < A_DAY && (taken.get('due')?.strength ?? 1) < A_DAY && !meant.has('due')) {
    taken.delete('start');
    used.delete(weakStart.column.at);
  }
  for (const [meaning, betterOf] of BETTER) {
    const own = taken.get(meaning);
    const others = likely.filter((one) => one.meaning === meaning && !used.has(one.column.at));
    const better = own && betterOf(own, others, columns);
    if (better) handOver(taken, used, better);
  }
  const what = taken.get('task')?.column;
  for (const meaning of ['responsible', 'due', 'status'] as const) {
    const own = taken.get(meaning);
    const others = likely.filter((one) => one.meaning === meaning && !used.has(one.column.at));
    const better = what && own && betterBeside(what, own, others);
    if (better) handOver(taken, used, better);
  }
  const rest = meant.has('task') ? [] : taskByCells(taken, free, used, firstAnchor);
  for (const { at } of rest)
    for (const [meaning, { column }] of taken) if (meaning === 'task' || column.at === at) taken.delete(meaning);
  // What somebody has said to be the task is one for the rest as well.
  const task = rest[0]?.at ?? chosen.find(({ meaning }) => meaning === 'task')?.at;
  const lacking = lackingByCells({
    taken,
    likely,
    claims,
    columns: free.filter((one) => !isDayOver(one, free)),
    meant,
    task,
  });
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
  const needed = new Set([...taken].flatMap(([meaning, { column }]) => (OF_USE.has(meaning) ? [column.at] : [])));
  const better = likely.find((claim) => claim.meaning === 'task' && !needed.has(claim.column.at));
  if (better && (!own || better.score > own.score)) {
    for (const [meaning, { column }] of taken) if (column === better.column) taken.delete(meaning);
    handOver(taken, used, better);
  }
};

/** Title, 风险, over several rows each, before the only texts of which no two are the same: those are what is to be done. */
const finerTask = (taken: Map<ColumnMeaning, Claim>, used: Set<number>, claims: readonly Claim[]): void => {
  const own = taken.get('task');
  if (!own || !isOverSeveral(own.column.profile)) return;
  const needed = new Set([...taken].flatMap(([meaning, { column }]) => (OF_USE.has(meaning) ? [column.at] : [])));
  const finer = claims.filter(
    ({ meaning, column, contradicted, strength }) =>
      meaning === 'task' &&
      !contradicted &&
      strength >= HARDLY_SAID &&
      column.at > own.column.at &&
      !needed.has(column.at) &&
      isInEachRow(column.profile),
  );
  const [only] = finer;
  if (!only || finer.length > 1) return;
  for (const [meaning, { column }] of taken) if (column === only.column) taken.delete(meaning);
  handOver(taken, used, only);
};
const isOverSeveral = ({ filled, different, coverage }: Profile): boolean =>
  filled >= 2 && (coverage < 0.7 || different < 0.7 * filled);
const isInEachRow = (profile: Profile): boolean =>
  isOwnText(profile) && profile.filled >= 4 && profile.coverage >= 0.9 && profile.different >= 0.95 * profile.filled;
const HARDLY_SAID = 0.3;

/** A meaning goes from the column that has it, if any does, to a better one. */
const handOver = (taken: Map<ColumnMeaning, Claim>, used: Set<number>, better: Claim): void => {
  const own = taken.get(better.meaning);
  if (own) used.delete(own.column.at);
  taken.set(better.meaning, better);
  used.add(better.column.at);
};

/** 挂网时间, 开标时间: of days of which no word says more it is the first that no other comes after, be it under a word that nobody knows. */
const betterDue = (own: Claim, others: readonly Claim[], columns: readonly GuessColumn[]): Claim | undefined => {
  if (own.strength >= A_DAY || own.column.profile.dates < MOSTLY) return undefined;
  const isLater = (one: GuessColumn) =>
    isUnknown(one) && one.header !== '' && one.profile.dates >= MOSTLY && comesBefore(own.column, one);
  const alike = [
    own,
    ...others.filter(({ strength, column }) => strength >= own.strength - 0.1 && column.profile.dates >= MOSTLY),
    ...columns.filter(isLater).map((column): Claim => ({ ...own, ...UNSAID, column })),
  ];
  const due = dueByOrder(alike.map(({ column }) => column).sort((a, b) => a.at - b.at));
  return due === own.column ? undefined : alike.find(({ column }) => column === due);
};
const A_DAY = 0.6;
/** A column of days whose header says nothing. */
const UNSAID = { score: 0.32, rank: 0.32, strength: 0, tier: TIER.none, fit: 1 } as const;
const MOSTLY = 0.7;

/** Responsible party, Finding, Responsibility: of two who may do it the one behind what is to be done. */
const betterPerson = (own: Claim, others: readonly Claim[], columns: readonly GuessColumn[]): Claim | undefined =>
  own.tier > TIER.parts
    ? undefined
    : others.find(
        ({ strength, fit, tier, column: { at } }) =>
          strength >= own.strength &&
          tier >= own.tier &&
          (fit ?? 0) >= BORNE_OUT &&
          columns.some((one) => one.at > own.column.at && one.at < at && isOwnText(one.profile)),
      );

/** State over TX and OH beside Disposition: of two that may say how far it is the one whose cells sound like states. */
const betterStatus = (own: Claim, others: readonly Claim[]): Claim | undefined =>
  own.column.profile.words >= MOSTLY && soundsIn(own) === 0
    ? others.find((one) => one.strength >= A_DAY && soundsIn(one) >= SOUNDS)
    : undefined;
const soundsIn = ({ column: { profile } }: Claim): number => profile.states + profile.likelyStates;
const SOUNDS = 0.3;

const BETTER = [
  ['status', betterStatus],
  ['due', betterDue],
  ['responsible', betterPerson],
] as const satisfies readonly (readonly [
  ColumnMeaning,
  (own: Claim, others: readonly Claim[], columns: readonly GuessColumn[]) => Claim | undefined,
])[];

const chosenGuess = ({ at, header, says }: GuessColumn, meaning: ColumnMeaning): Guess => ({
  at,
  header,
  meaning,
  score: 1,
  tier: TIER.own,
  signs: says.signs,
  ask: false,
  because: 'chosen',
  fit: null,
  others: [],
  rivals: [],
  isSaidTwice: false,
});

const guessOf = (claim: Claim, beside: Surroundings): Guess[] => {
  const { meaning, score, tier, column, fit } = claim;
  const rivals = rivalsOf(claim, beside).map(({ column: { at, header } }) => ({ at, header }));
  const ask = rivals.length > 0 || isOfElsewhere(claim, beside) || isDoubtful(claim, beside);
  if (ask && !ASKED.has(meaning) && rivals.length === 0) return [];
  return [
    {
      at: column.at,
      header: column.header,
      meaning,
      score: Math.min(1, score),
      tier,
      signs: column.says.signs,
      ask,
      because: becauseOf(tier, isScarce(column.profile) ? null : fit),
      fit,
      others: beside.all
        .filter((other) => other.column === column && other.meaning !== meaning && other.score >= 0.2)
        .map((other) => other.meaning),
      rivals,
      isSaidTwice: beside.all.some(
        (other) =>
          other.column !== column &&
          other.meaning === meaning &&
          other.score >= ENOUGH &&
          !(meaning === 'task' && describes(other.column, column)),
      ),
    },
  ];
};

/** One or two cells among many rows bear nothing out. */
const isScarce = ({ filled, coverage }: Profile): boolean =>
  filled > 0 && filled <= 2 && coverage < 0.25 && filled >= MANY_ROWS * coverage;
const MANY_ROWS = 8;

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
