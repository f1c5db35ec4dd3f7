/** Says why, why not, what next and what is wrong: a code and its facts as a sentence of the reader's language. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Problem } from '../problem.ts';
import type { Day } from '../time/day.ts';
import type { Because, DutyRule, FactsOf, NextFacts, WhyQuiet, WrittenFacts } from './facts.ts';
import { isDutyRule, sayDuty } from './flow.ts';
import { BECAUSE, LANGUAGES, NEXT, PROBLEM, WRITTEN } from './languages.ts';
import { type Sentence, type Sentences, speaker } from './speaker.ts';

const sentence = <ByCode, C extends keyof ByCode & string>(
  said: Sentences<ByCode>,
  code: C,
  facts: ByCode[C],
  locale: Locale,
  today: Day,
  book = locale,
): string => {
  const found: Sentence<ByCode[C]> | undefined = said[code];
  // A ledger that a later release has written may name what this one cannot say.
  if (!found) throw new Error(`no sentence ${code}`);
  return found(facts, speaker(locale, today, book));
};

export const sayBecause = (because: Because, locale: Locale, today: Day, book = locale): string =>
  isDuty(because)
    ? sayDuty(because.code, because.facts, locale, today, book)
    : sentence(BECAUSE[locale], because.code, because.facts, locale, today, book);
export const sayQuiet = ({ code, facts }: WhyQuiet, locale: Locale, today: Day): string =>
  sentence(LANGUAGES[locale].quiet, code, facts, locale, today);
export const sayNext = <C extends keyof NextFacts>(code: C, facts: NextFacts[C], locale: Locale, today: Day): string =>
  sentence(NEXT[locale], code, facts, locale, today);
export const sayWritten = <C extends keyof WrittenFacts>(
  code: C,
  facts: WrittenFacts[C],
  locale: Locale,
  today: Day,
): string => sentence(WRITTEN[locale], code, facts, locale, today);

/** What is wrong with a row and what to write instead. */
export const sayProblem = (
  { tab, column, code, facts }: Pick<Problem, 'tab' | 'column' | 'code' | 'facts'>,
  locale: Locale,
  today: Day,
  book = locale,
): string => sentence(PROBLEM[locale], code, { ...facts, tab, column }, locale, today, book);

/** The same of a finding that the keeper is told of. */
export const sayFinding = (facts: FactsOf<'digest.keeper'>, locale: Locale, today: Day, book = locale): string =>
  sayProblem({ ...facts, facts }, locale, today, book);

const isDuty = (because: Because): because is Because<DutyRule> => isDutyRule(because.code);

export type { DutyRule, RuleKey, StandingCode } from './facts.ts';
export {
  dutyStep,
  isDutyRule,
  isOfDuty,
  sayAbove,
  sayAsk,
  sayDetails,
  sayPress,
  sayStanding,
  sayWaits,
  sayWhen,
} from './flow.ts';
