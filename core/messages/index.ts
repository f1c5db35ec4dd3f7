import type { Locale } from '../../sheet-templates/index.ts';
import type { Day } from '../day.ts';
import type { Because } from '../plan.ts';
import type { Facts, Problem } from '../problem.ts';
import { type DutyRule, isDutyRule, sayDuty } from './flow.ts';
import * as en from './sentences.en.ts';
import * as zh from './sentences.zh-CN.ts';
import { type Sentence, speaker } from './speaker.ts';

/** Every sentence in every language. A language is one file of sentences and one line here. */
const SENTENCES = { 'zh-CN': zh, en } as const;
type Kind = keyof typeof en;
export type BecauseCode = keyof typeof en.because | DutyRule;
export type QuietCode = keyof typeof en.quiet;

const sentence = (kind: Kind, code: string, facts: Facts, locale: Locale, today: Day, book = locale): string => {
  const table = SENTENCES[locale][kind] as Readonly<Record<string, Sentence>>;
  const found = table[code];
  if (!found) throw new Error(`no sentence ${kind}.${code}`);
  return found(facts, speaker(locale, today, book));
};

export const sayBecause = ({ code, facts }: Because, locale: Locale, today: Day, book = locale) =>
  isDutyRule(code) ? sayDuty(code, facts, locale, today, book) : sentence('because', code, facts, locale, today, book);
export const sayQuiet = ({ code, facts }: Because, locale: Locale, today: Day) =>
  sentence('quiet', code, facts, locale, today);
export const sayNext = (code: keyof typeof en.next, facts: Facts, locale: Locale, today: Day) =>
  sentence('next', code, facts, locale, today);
export const sayWritten = (code: keyof typeof en.written, facts: Facts, locale: Locale, today: Day) =>
  sentence('written', code, facts, locale, today);

/** What is wrong with a row and what to write instead. */
export const sayProblem = (
  { tab, column, code, facts }: Pick<Problem, 'tab' | 'column' | 'code' | 'facts'>,
  locale: Locale,
  today: Day,
  book = locale,
) => sentence('problem', code, { ...facts, tab, column }, locale, today, book);

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
