/** What is asked about as well where a sheet has to be asked about anyway. */
import type { ColumnMeaning } from '../proposal.ts';
import { saysUnheard } from './belongs.ts';
import { ASKED, BORNE_OUT } from './claims.ts';
import { isJustADay } from './days.ts';
import type { Guess } from './guessed.ts';
import { isVaguePerson } from './in-part.ts';
import { TIER, type Tier } from './score.ts';

/** Whether a person is asked about any of it: who says one thing may as well look at the next. */
export const asksAbout = (guesses: readonly Guess[]): boolean =>
  guesses.some(({ ask, meaning }) => ask && (ASKED.has(meaning) || isHowFar(meaning, guesses)));

/** A share that is done, where nothing else says how far it is: beside a status nobody is asked about one. */
const isHowFar = (meaning: ColumnMeaning, guesses: readonly Guess[]): boolean =>
  meaning === 'progress' && !guesses.some((one) => one.meaning === 'status');

/**
 * The same guesses with what no header says outright as asked about: where words are missing, those that are left mean less than
 * elsewhere. Somebody accountable by such a word is left out, as nobody is asked about that.
 */
export const askedAlong = (guesses: readonly Guess[], isSure: boolean): readonly Guess[] => {
  const saysLittle = (guess: Guess) =>
    guess.because !== 'chosen' &&
    (isWeakStart(guess) ||
      guess.tier <= (guess.meaning === 'task' ? (isSure ? TIER.parts : TIER.known) : (WEAK.get(guess.meaning) ?? -1)) ||
      saysNotOfWhat(guess) ||
      isVaguePerson(guess, guesses));
  return guesses.flatMap((guess) => {
    const isLeft = guess.meaning === 'progress' && !isHowFar(guess.meaning, guesses);
    if (guess.ask || isLeft || !saysLittle(guess)) return [guess];
    return guess.meaning === 'accountable' ? [] : [{ ...guess, ask: true }];
  });
};
/** A day on which it begins that its header and its cells do not say together. Nobody is asked about it alone. */
const isWeakStart = ({ meaning, because }: Guess): boolean => meaning === 'start' && because !== 'both';

/** Lease expires: until when something is, and nobody knows what. Date alone, or a day over hardly any, is no clearer. */
const saysNotOfWhat = ({ meaning, tier, header, fit }: Guess): boolean =>
  tier <= TIER.parts &&
  ASKED.has(meaning) &&
  ((meaning === 'due' && (isJustADay(header) || (fit !== null && fit < BORNE_OUT))) ||
    (saysUnheard(header) && !(meaning === 'due' && UNTIL.test(header))));
/** Rectification due, 官方期限: by then it has to be over, be it what it may. */
const UNTIL = /\b(?:due|deadline)\b|期限|时限|截止|交期/i;

/** Days are hardly ever other ones than their header says, be it in a weak word. */
const WEAK: ReadonlyMap<ColumnMeaning, Tier> = new Map<ColumnMeaning, Tier>([
  ['responsible', TIER.weak],
  ['accountable', TIER.weak],
  ['status', TIER.weak],
  ['progress', TIER.parts],
]);
