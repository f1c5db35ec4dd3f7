/** Says why, why not, what next and what is wrong: a code and its facts as a sentence of the reader's language. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Because } from '../plan.ts';
import type { Facts, Problem } from '../problem.ts';
import type { Day } from '../time/day.ts';
import { type DutyRule, isDutyRule, sayDuty } from './flow.ts';
import * as en from './sentences.en.ts';
import * as zh from './sentences.zh-CN.ts';
import { type Sentence, speaker } from './speaker.ts';

export type BecauseCode = keyof typeof en.because | DutyRule;
export type QuietCode = keyof typeof en.quiet;

/** Sentences of one kind by code, in every language. A language is one file of sentences and a name in each of these. */
type Table<Code extends string> = Readonly<Record<Locale, Readonly<Record<Code, Sentence>>>>;
// Apart, so that a bundle carries only the kinds it says.
const BECAUSE: Table<keyof typeof en.because> = { 'zh-CN': zh.because, en: en.because };
const QUIET: Table<QuietCode> = { 'zh-CN': zh.quiet, en: en.quiet };
const NEXT: Table<keyof typeof en.next> = { 'zh-CN': zh.next, en: en.next };
const WRITTEN: Table<keyof typeof en.written> = { 'zh-CN': zh.written, en: en.written };
const PROBLEM: Table<keyof typeof en.problem> = { 'zh-CN': zh.problem, en: en.problem };

const sentence = (table: Table<string>, code: string, facts: Facts, locale: Locale, today: Day, book = locale) => {
  const found = table[locale][code];
  if (!found) throw new Error(`no sentence ${code}`);
  return found(facts, speaker(locale, today, book));
};

export const sayBecause = ({ code, facts }: Because, locale: Locale, today: Day, book = locale) =>
  isDutyRule(code) ? sayDuty(code, facts, locale, today, book) : sentence(BECAUSE, code, facts, locale, today, book);
export const sayQuiet = ({ code, facts }: Because, locale: Locale, today: Day) =>
  sentence(QUIET, code, facts, locale, today);
export const sayNext = (code: keyof typeof en.next, facts: Facts, locale: Locale, today: Day) =>
  sentence(NEXT, code, facts, locale, today);
export const sayWritten = (code: keyof typeof en.written, facts: Facts, locale: Locale, today: Day) =>
  sentence(WRITTEN, code, facts, locale, today);

/** What is wrong with a row and what to write instead. */
export const sayProblem = (
  { tab, column, code, facts }: Pick<Problem, 'tab' | 'column' | 'code' | 'facts'>,
  locale: Locale,
  today: Day,
  book = locale,
) => sentence(PROBLEM, code, { ...facts, tab, column }, locale, today, book);

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
