/** What is known by a part of its header alone, in a table that hardly has another header that is known as a whole. */
import { ASKED } from './claims.ts';
import type { Guess } from './guessed.ts';
import { TIER } from './score.ts';

/**
 * The same guesses with more asked about. A part of a word is worth what stands around it: where people write Owner, Due date and Status, Action Item
 * is what is to be done; where no header is a word that people are known to write, Action Office may be whoever does it.
 */
export const askedInPart = (guesses: readonly Guess[]): readonly Guess[] =>
  guesses.map((guess) =>
    isInPart(guess) && (mayBeAnother(guess, guesses) || isVagueDay(guess, guesses)) ? { ...guess, ask: true } : guess,
  );

const isInPart = ({ meaning, tier, ask }: Guess): boolean => !ask && tier <= TIER.parts && ASKED.has(meaning);

/** The words over another column may say the same, and none of the table's is known outright. Of several departments the first leads. */
const mayBeAnother = (guess: Guess, guesses: readonly Guess[]): boolean =>
  guess.isSaidTwice && !guess.signs.has('department') && knownBeside(guess, guesses) === 0;

/** 调查结束时间, 反馈时间: a day in weak words and without a start may be one of something else. Of a day of completion the rows say whether it is over. */
const isVagueDay = (guess: Guess, guesses: readonly Guess[]): boolean =>
  guess.meaning === 'due' &&
  guess.tier <= TIER.weak &&
  !guess.signs.has('actual') &&
  !guesses.some(({ meaning, ask }) => meaning === 'start' && !ask) &&
  knownBeside(guess, guesses) <= HARDLY_ANY;

/** 任务执行: a person by a part of a word that may as well name what is done, where hardly another header is known. */
export const isVaguePerson = (guess: Guess, guesses: readonly Guess[]): boolean =>
  guess.meaning === 'responsible' &&
  guess.tier === TIER.parts &&
  (guess.signs.get('responsible') ?? 1) < OUTRIGHT &&
  knownBeside(guess, guesses) <= HARDLY_ANY;
/** Owner, 负责人 and whatever is made of these. */
const OUTRIGHT = 0.9;

/** How many of the other columns have a header that people are known to write, as a whole. */
const knownBeside = ({ at }: Guess, guesses: readonly Guess[]): number =>
  guesses.filter((one) => one.at !== at && !one.ask && one.tier >= TIER.known).length;
const HARDLY_ANY = 1;

/**
 * 角色名称, 关键活动, 负责人: the words over two columns say what each row is about, neither of them outright, and nothing says when or how far.
 * What somebody has and does looks the same as what is to be done.
 */
export const mayBeNoWork = (guesses: readonly Guess[]): boolean =>
  guesses.some(({ meaning, tier, isSaidTwice }) => meaning === 'task' && tier <= TIER.parts && isSaidTwice) &&
  !guesses.some(({ meaning }) => SAYS_WHEN.has(meaning));
const SAYS_WHEN: ReadonlySet<Guess['meaning']> = new Set<Guess['meaning']>(['due', 'start', 'status', 'progress']);
