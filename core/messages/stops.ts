/** Says what would stop a notice, in the reader's language. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Facts } from '../problem.ts';
import type { Day } from '../time/day.ts';
import { isDutyRule, sayAsk } from './flow.ts';
import { type Sentence, speaker } from './speaker.ts';
import * as en from './stops.en.ts';
import * as zh from './stops.zh-CN.ts';

const STOPS = { 'zh-CN': zh, en } as const satisfies Record<
  Locale,
  { stops: Record<keyof typeof en.stops, Sentence>; duty: (ask: string) => string }
>;

/** What would stop a notice of a rule; facts are the notice's. */
export const sayStop = (rule: string, facts: Facts, locale: Locale, today: Day, book = locale): string => {
  if (isDutyRule(rule)) return STOPS[locale].duty(sayAsk(rule, facts, locale, today, book));
  const found = (STOPS[locale].stops as Readonly<Record<string, Sentence>>)[rule];
  if (!found) throw new Error(`no sentence stops.${rule}`);
  return found(facts, speaker(locale, today, book));
};
