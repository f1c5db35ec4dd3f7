/** Says what would stop a notice, in the reader's language. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { Day } from '../time/day.ts';
import type { DutyFacts, DutyRule, StopFacts } from './facts.ts';
import { isOfDuty, sayAsk } from './flow.ts';
import { LANGUAGES } from './languages.ts';
import { type Sentences, type Speaker, speaker } from './speaker.ts';

/** A notice, or what is known of it without one: a duty's own facts, or of a rule that keeps quiet none. */
export type Stoppable =
  | { readonly rule: keyof StopFacts; readonly facts: null }
  | { readonly [R in DutyRule]: { readonly rule: R; readonly facts: DutyFacts[R] } }[DutyRule]
  | { readonly [R in keyof StopFacts]: { readonly rule: R; readonly facts: StopFacts[R] } }[keyof StopFacts];

/** What would stop a notice of a rule; of a duty that is what it asks for. */
export const sayStop = (told: Stoppable, locale: Locale, today: Day, book = locale): string => {
  const { stops, stopOfDuty } = LANGUAGES[locale];
  return isOfDuty(told)
    ? stopOfDuty(sayAsk(told.rule, told.facts, locale, today, book))
    : sentence(stops, told.rule, told.facts, speaker(locale, today, book));
};

const sentence = <R extends keyof StopFacts>(
  stops: Sentences<StopFacts>,
  rule: R,
  facts: StopFacts[R],
  say: Speaker,
): string => stops[rule](facts, say);
