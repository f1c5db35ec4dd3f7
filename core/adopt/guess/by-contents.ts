/** Who, when and how far where no header says it: from the cells of all columns, held against each other. */
import type { ColumnMeaning } from '../proposal.ts';
import { BORNE_OUT, type Claim, type GuessColumn, isUnknown } from './claims.ts';
import { startBefore } from './day-order.ts';
import { becauseOf, type Guess, guessedAs, OF_USE } from './guessed.ts';
import { BY_CELLS, isShare } from './looks.ts';

/** What is known when the rest is filled in. */
interface Lacking {
  readonly taken: ReadonlyMap<ColumnMeaning, Claim>;
  readonly likely: readonly Claim[];
  /** Also what its cells deny. */
  readonly claims: readonly Claim[];
  readonly columns: readonly GuessColumn[];
  /** What somebody has spoken of. */
  readonly meant: ReadonlySet<ColumnMeaning>;
  /** The column taken for the task by its cells alone, or because somebody said so. */
  readonly task: number | undefined;
}

/**
 * Who, when and how far where no header says it: a column that may say it beside something else that nobody would miss, or one
 * whose cells are people, days or words of state. Each is asked about, but for the day before the one that is due.
 */
export const lackingByCells = ({ taken, likely, claims, columns, meant, task }: Lacking): Guess[] => {
  const needed = new Set(task === undefined ? [] : [task]);
  for (const [meaning, { column }] of taken) if (OF_USE.has(meaning)) needed.add(column.at);
  if (task === undefined && !taken.has('task')) return [];
  const placeOf = (meaning: ColumnMeaning) =>
    found.find((one) => one.meaning === meaning)?.at ?? taken.get(meaning)?.column.at;
  const lacks = (meaning: ColumnMeaning) => !taken.has(meaning) && !meant.has(meaning);
  const found: Guess[] = [];
  const add = (guess: Guess) => {
    needed.add(guess.at);
    found.push(guess);
  };
  for (const meaning of FILLED) {
    if (!lacks(meaning)) continue;
    const isBesideShare = meaning === 'status' && taken.has('progress');
    const open = columns.filter((one) => !needed.has(one.at) && (!isBesideShare || saysStates(one)));
    const said = firstUnit(likely.filter((claim) => claim.meaning === meaning && open.includes(claim.column)));
    if (said) {
      const guess = guessedAs(meaning, said.column, Math.min(0.55, said.score));
      const isBorneOut = isUnit(said) && (said.fit ?? 0) >= BORNE_OUT;
      // A word for it over names of departments, where nobody is named: they do it.
      add({ ...guess, because: becauseOf(said.tier, said.fit), ...(isBorneOut && { ask: false, tier: said.tier }) });
      continue;
    }
    const what = task ?? placeOf('task');
    const isOfPeople = columns.some(({ at, profile }) => at === what && profile.people >= 0.5);
    const places = {
      task: what,
      due: placeOf('due'),
      responsible: placeOf('responsible'),
      isOfPeople,
      hasState: placeOf('status') !== undefined,
    };
    const outright = saidOutright(claims, meaning, open);
    if (outright) {
      add(guessedAs(meaning, outright.column, 0.32));
      continue;
    }
    const column = BY_CELLS[meaning](open, places);
    const over = meaning === 'responsible' ? taken.get('accountable') : undefined;
    // Person accountable, and nobody beside them: they do it.
    if (!column && over && !meant.has('accountable')) add(guessedAs(meaning, over.column, 0.45));
    if (column) add(guessedAs(meaning === 'status' && isShare(column) ? 'progress' : meaning, column, 0.32));
  }
  const due = columns.find(({ at }) => at === placeOf('due'));
  const start = due && lacks('start') ? startBefore(due, columns) : undefined;
  // Nobody is asked about it: of two columns of days the one right before the other hardly says anything else.
  if (start && !needed.has(start.at) && (isUnknown(start) || isJustSomeDay(start)))
    found.push({ ...guessedAs('start', start, 0.5), ask: false });
  return found;
};

/** Status over sentences, Assigned to over who does which part, Due month over M9: cells that nobody can read, under a word that says it outright. */
const saidOutright = (
  claims: readonly Claim[],
  meaning: ColumnMeaning,
  open: readonly GuessColumn[],
): Claim | undefined =>
  claims.find(
    ({ meaning: own, contradicted, strength, column }) =>
      own === meaning &&
      contradicted &&
      strength >= OUTRIGHT &&
      open.includes(column) &&
      column.profile.filled > 0 &&
      column.profile.words >= SOME_WORDS &&
      (meaning === 'due' || column.profile.dateLike < HALF) &&
      !HOW_LONG.test(column.header) &&
      column.profile.listed === null,
  );
/** ETA: in how many hours. */
const HOW_LONG = /^eta$/i;
const OUTRIGHT = 0.85;
const SOME_WORDS = 0.2;
const HALF = 0.5;

/** 挂网时间: a day of which no word says more. */
const isJustSomeDay = ({ says: { known, signs } }: GuessColumn): boolean =>
  known === null &&
  [...signs].every(([sign, strength]) => (sign === 'due' || sign === 'start') && strength < UNSURE_DAY);
const UNSURE_DAY = 0.5;

/** The likeliest; of several departments alike the first leads. */
const firstUnit = ([first, ...others]: readonly Claim[]): Claim | undefined =>
  first && isUnit(first)
    ? others.reduce((one, other) => (isUnit(other) && other.column.at < one.column.at ? other : one), first)
    : first;

/** A department that does it where nobody is named. */
export const isUnit = ({ meaning, column }: Claim): boolean =>
  meaning === 'responsible' && column.says.signs.has('department');

/** Words of state that are known, under a header that says nothing: beside a share that is done they say more than it. */
const saysStates = (column: GuessColumn): boolean =>
  isUnknown(column) && column.profile.filled >= SEVERAL && column.profile.states >= MOSTLY;
const SEVERAL = 2;
const MOSTLY = 0.8;

const FILLED = ['due', 'responsible', 'status'] as const satisfies readonly ColumnMeaning[];
