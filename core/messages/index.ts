/** Says why, why not, what next and what is wrong: a code and its facts as a sentence of the reader's language. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Because } from '../plan.ts';
import type { Facts, Problem } from '../problem.ts';
import type { Day } from '../time/day.ts';
import { type DutyRule, isDutyRule, sayDuty } from './flow.ts';
import type { Language } from './language.ts';
import { BECAUSE, LANGUAGES, NEXT, PROBLEM, WRITTEN } from './languages.ts';
import { type Sentence, speaker } from './speaker.ts';

export type BecauseCode = keyof Language['because'] | DutyRule;
export type QuietCode = keyof Language['quiet'];

type Said = Readonly<Record<string, Sentence>>;
const sentence = (said: Said, code: string, facts: Facts, locale: Locale, today: Day, book = locale) => {
  const found = said[code];
  if (!found) throw new Error(`no sentence ${code}`);
  return found(facts, speaker(locale, today, book));
};

export const sayBecause = ({ code, facts }: Because, locale: Locale, today: Day, book = locale) =>
  isDutyRule(code)
    ? sayDuty(code, facts, locale, today, book)
    : sentence(BECAUSE[locale], code, facts, locale, today, book);
export const sayQuiet = ({ code, facts }: Because, locale: Locale, today: Day) =>
  sentence(LANGUAGES[locale].quiet, code, facts, locale, today);
export const sayNext = (code: keyof Language['next'], facts: Facts, locale: Locale, today: Day) =>
  sentence(NEXT[locale], code, facts, locale, today);
export const sayWritten = (code: keyof Language['written'], facts: Facts, locale: Locale, today: Day) =>
  sentence(WRITTEN[locale], code, facts, locale, today);

/** What is wrong with a row and what to write instead. */
export const sayProblem = (
  { tab, column, code, facts }: Pick<Problem, 'tab' | 'column' | 'code' | 'facts'>,
  locale: Locale,
  today: Day,
  book = locale,
) => sentence(PROBLEM[locale], code, { ...facts, tab, column }, locale, today, book);

export {
  type DutyRule,
  isDutyRule,
  type StandingCode,
  sayAbove,
  sayAsk,
  sayDetails,
  sayStanding,
  sayWaits,
  sayWhen,
} from './flow.ts';
