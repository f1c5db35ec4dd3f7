/** Says what would stop a notice, in the reader's language. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Facts } from '../problem.ts';
import type { Day } from '../time/day.ts';
import { isDutyRule, sayAsk } from './flow.ts';
import { LANGUAGES } from './languages.ts';
import { type Sentence, speaker } from './speaker.ts';

/** What would stop a notice of a rule; facts are the notice's. */
export const sayStop = (rule: string, facts: Facts, locale: Locale, today: Day, book = locale): string => {
  if (isDutyRule(rule)) return LANGUAGES[locale].stops.duty(sayAsk(rule, facts, locale, today, book));
  const found = (LANGUAGES[locale].stops.stops as Readonly<Record<string, Sentence>>)[rule];
  if (!found) throw new Error(`no sentence stops.${rule}`);
  return found(facts, speaker(locale, today, book));
};
