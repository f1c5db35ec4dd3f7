/** Says where a matter of the process stands and what a duty waits for, in the reader's language. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Facts } from '../problem.ts';
import type { Day } from '../time/day.ts';
import { duties } from './en/flow.ts';
import type { Language } from './language.ts';
import { FLOW } from './languages.ts';
import { type DutyWords, speaker } from './speaker.ts';

export type StandingCode = keyof Language['flow']['standing'];
export type DutyRule = keyof Language['flow']['duties'];

/** In all of these, `book` is the language of the workbook, whose sheets and columns are called by their own names. */
export const sayStanding = (code: StandingCode, facts: Facts, locale: Locale, today: Day, book = locale): string =>
  FLOW[locale].standing[code](facts, speaker(locale, today, book));

/** What a duty waits for and until when: a whole sentence. */
export const sayDuty = (rule: DutyRule, facts: Facts, locale: Locale, today: Day, book = locale): string => {
  const { duties, dutyLimit, limitAfter } = FLOW[locale];
  const say = speaker(locale, today, book);
  const { waits, when }: DutyWords = duties[rule];
  const limit = facts.level === 2 ? null : when?.(facts, say);
  return `${waits(facts, say)}${limit ? limitAfter(limit) : dutyLimit(facts, say)}`;
};

/** How a duty's limit stands, as the heading of a card; null where it is said like any other limit. */
export const sayWhen = (rule: DutyRule, facts: Facts, locale: Locale, today: Day): string | null => {
  const { when }: DutyWords = FLOW[locale].duties[rule];
  return when ? when(facts, speaker(locale, today)) : null;
};

/** What a duty waits for, without its limit. */
export const sayWaits = (rule: DutyRule, facts: Facts, locale: Locale, today: Day, book = locale): string =>
  FLOW[locale].duties[rule].waits(facts, speaker(locale, today, book));

export const sayAsk = (rule: DutyRule, facts: Facts, locale: Locale, today: Day, book = locale): string =>
  FLOW[locale].duties[rule].ask(facts, speaker(locale, today, book));

/** What is asked of those to whom a duty is escalated; null where that is the same for all. */
export const sayAbove = (rule: DutyRule, facts: Facts, locale: Locale, today: Day, book = locale): string | null => {
  const { above }: DutyWords = FLOW[locale].duties[rule];
  return above ? above(facts, speaker(locale, today, book)) : null;
};

/** What helps to do it, a line each; none where there is nothing to add. */
export const sayDetails = (
  rule: DutyRule,
  facts: Facts,
  locale: Locale,
  today: Day,
  book = locale,
): readonly string[] => {
  const { details }: DutyWords = FLOW[locale].duties[rule];
  return details ? details(facts, speaker(locale, today, book)) : [];
};

export const isDutyRule = (rule: string): rule is DutyRule => rule in duties;
