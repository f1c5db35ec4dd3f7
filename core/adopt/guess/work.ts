/** Whether anything says that the rows of a table are work: a table of things has names, people and days as well. */
import { headerKey } from '../../read/headers.ts';
import type { ColumnMeaning } from '../proposal.ts';
import type { GuessColumn } from './claims.ts';
import { COMPLETED } from './days.ts';
import type { Guess } from './guessed.ts';
import { STRONG } from './kinds.ts';
import { namesWork } from './registers.ts';
import { TIER } from './score.ts';

/**
 * Words of state that are known, or a share that is done; a word for a task, with when or how far it is beside it; or a plainer one beside a
 * deadline, or how urgent each row is. Views of a database, contracts, courses and events have names, people and days, and none of these.
 */
export const saysWork = (guesses: readonly Guess[], columns: readonly GuessColumn[]): boolean => {
  const task = guesses.find(({ meaning }) => meaning === 'task');
  if (task === undefined || task.because === 'chosen' || saysWorkBeside(guesses, columns)) return true;
  if (NAMES.has(headerKey(task.header))) return false;
  return (
    task.tier >= TIER.known ||
    guesses.some(saysUntilWhen) ||
    columns.some(isOfWork) ||
    // Activities and who has them alone are a division of duties.
    ((task.tier >= TIER.parts || namesWork(task.header)) && guesses.some(({ meaning }) => WHEN_OR_HOW_FAR.has(meaning)))
  );
};
/** What things of any kind have. */
const NAMES: ReadonlySet<string> = new Set(['name', 'title', '名称', '标题']);
const WHEN_OR_HOW_FAR: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['due', 'start', 'status', 'progress']);

/** The same where the task is in doubt: a word for one says nothing then. */
export const saysWorkBeside = (guesses: readonly Guess[], columns: readonly GuessColumn[]): boolean =>
  guesses.some((guess) => saysHowFar(guess, columns)) ||
  (guesses.some(saysUntilWhen) && guesses.some((guess) => saysSomebody(guess) || saysState(guess)));

/** How urgent something is, and on which day it was over: that is said of what is to be done. */
export const isOfWork = ({ says, profile }: GuessColumn): boolean =>
  (says.signs.has('priority') && profile.filled >= 2) || (says.signs.get('actual') ?? 0) >= COMPLETED;

/** Words of state that are known, and not those of tests or of things in use; a share that is done; or marks below Done. */
const saysHowFar = (guess: Guess, columns: readonly GuessColumn[]): boolean => {
  if (guess.meaning === 'progress') return !guess.ask;
  if (!saysState(guess)) return false;
  const { verdicts = 0, inUse = 0 } = columns.find(({ at }) => at === guess.at)?.profile ?? {};
  return ((guess.fit ?? 0) >= SOME_KNOWN && verdicts + inUse < HALF) || SAYS_DONE.test(guess.header.trim());
};
/** At least one word of state is known. */
const SOME_KNOWN = 0.8;
const HALF = 0.5;
const SAYS_DONE = /^done\s*\??$|^(?:是否)?已?完成$/i;

const saysState = ({ meaning, ask }: Guess): boolean => meaning === 'status' && !ask;

const saysSomebody = ({ meaning, ask, tier, signs }: Guess): boolean =>
  meaning === 'responsible' && !ask && (tier >= TIER.known || (signs.get('responsible') ?? 0) >= STRONG);

/** Deadline, 计划完成: an end is one of anything, as of a lease. */
const saysUntilWhen = ({ meaning, ask, signs }: Guess): boolean =>
  meaning === 'due' && !ask && (signs.get('due') ?? 0) >= STRONG;
