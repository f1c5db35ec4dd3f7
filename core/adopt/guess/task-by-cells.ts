/** Which column says what is to be done where no header says it. */
import type { ColumnMeaning } from '../proposal.ts';
import { ANCHORS, type Claim, ENOUGH, type GuessColumn, HARDLY, isOther, isUnknown } from './claims.ts';
import { type Guess, guessedAs } from './guessed.ts';
import type { Sign, Signs } from './kinds.ts';
import { fitOf, isOwnText, TIER } from './score.ts';

/**
 * Under a header that says who, when or how far, some column has to say what. Where no header does, it is the first whose cells are
 * texts of their own nearly as long as any, else the one whose cells look most like tasks. A word that hardly says it gives way to such
 * texts under a word that nobody knows.
 */
export const taskByCells = (
  taken: ReadonlyMap<ColumnMeaning, Claim>,
  columns: readonly GuessColumn[],
  used: Set<number>,
  firstAnchor: number,
): Guess[] => {
  const own = taken.get('task');
  const open = columns.filter(({ at, says }) => !used.has(at) && !isOther(says));
  if (!ANCHORS.some((anchor) => taken.has(anchor)) && !isTelling(open)) return [];
  const isHeld = own !== undefined && (own.fit ?? 1) >= HARDLY;
  const column = isHeld ? betterThan(own, open, firstAnchor) : likeliest(columns, open, firstAnchor);
  if (!column) return [];
  used.add(column.at);
  return [guessedAs('task', column, 0.3 + 0.15 * Math.max(0.2, fitOf('task', column.profile) ?? 0))];
};

const betterThan = (own: Claim, open: readonly GuessColumn[], firstAnchor: number): GuessColumn | undefined => {
  if (own.tier > TIER.weak || own.strength >= A_WORD || own.fit === null) return undefined;
  const better = firstOfTexts(open.filter(isUnknown), firstAnchor);
  const isBefore = better !== undefined && better.at < own.column.at;
  return isBefore || ((better?.at ?? firstAnchor) < firstAnchor && !isOwnText(own.column.profile)) ? better : undefined;
};
const A_WORD = 0.6;

const likeliest = (
  columns: readonly GuessColumn[],
  open: readonly GuessColumn[],
  firstAnchor: number,
): GuessColumn | undefined => {
  const isBlank = columns.every(({ profile }) => profile.filled === 0);
  return (
    firstOfTexts(open, firstAnchor) ??
    mostLikeTasks(open, firstAnchor) ??
    onlyWords(columns, firstAnchor) ??
    saidTask(open, firstAnchor) ??
    (isBlank ? open.find(({ at }) => at < firstAnchor) : undefined)
  );
};

/** Two of days, people and states in the cells: then a sheet whose header says nothing may hold tasks. */
const isTelling = (columns: readonly GuessColumn[]): boolean =>
  (['dates', 'people', 'states'] as const).filter((one) =>
    columns.some(({ profile }) => profile.filled >= SEVERAL && profile[one] >= 0.7),
  ).length >= 2;

const firstOfTexts = (columns: readonly GuessColumn[], firstAnchor: number): GuessColumn | undefined => {
  const texts = columns.filter(({ says, profile }) => isPlain(says.signs) && isOwnText(profile));
  const before = texts.filter(({ at }) => at < firstAnchor);
  const some = before.length > 0 ? before : texts;
  const longest = Math.max(...some.map(({ profile }) => profile.length));
  return some.find(({ profile }) => profile.length >= NEARLY_AS_LONG * longest);
};
/** A name before a long description of it is the task; a word for its kind is none. */
export const NEARLY_AS_LONG = 0.35;
/** Nothing in the header says that a column is something else. */
const isPlain = (signs: Signs): boolean => [...signs.keys()].every((sign) => PLAIN.has(sign));
const PLAIN: ReadonlySet<Sign> = new Set<Sign>(['task', 'description', 'risk', 'request']);

const mostLikeTasks = (columns: readonly GuessColumn[], firstAnchor: number): GuessColumn | undefined => {
  let best: { readonly column: GuessColumn; readonly fit: number } | undefined;
  for (const column of columns) {
    const { at, says, profile } = column;
    const isGroup = says.signs.has('category');
    const fit = (fitOf('task', profile) ?? 0) - (at > firstAnchor ? ASIDE : 0) - (isGroup ? ASIDE : 0);
    if (fit >= ENOUGH && (!best || fit > best.fit + CLEARLY)) best = { column, fit };
  }
  return best?.column;
};
/** Short words or few of them, each another one, in the only column of words before days, people and states. */
const onlyWords = (columns: readonly GuessColumn[], firstAnchor: number): GuessColumn | undefined => {
  const ofWords = columns.filter(({ at, profile }) => at < firstAnchor && profile.filled > 0 && profile.words >= 0.5);
  const [only] = ofWords.filter(
    ({ says: { signs }, profile }) =>
      (signs.size === 0 || signs.has('department')) &&
      profile.filled >= FEWEST_WORDS &&
      profile.different >= 0.9 * profile.filled &&
      profile.states < 0.5,
  );
  return ofWords.length === 1 ? only : undefined;
};
/** 里程碑描述 over 任务 1, 任务 2, 任务 1: what its header says, whatever stands below. */
const saidTask = (columns: readonly GuessColumn[], firstAnchor: number): GuessColumn | undefined =>
  columns.find(
    ({ at, says, profile }) =>
      at < firstAnchor && (says.signs.get('task') ?? 0) >= ENOUGH && profile.filled >= SEVERAL && profile.words >= 0.5,
  );
const FEWEST_WORDS = 4;
const CLEARLY = 0.15;
const ASIDE = 0.2;

const SEVERAL = 3;
