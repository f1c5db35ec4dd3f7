/** Says where a matter of the process stands and what a duty waits for, in the reader's language. */
import type { Locale } from '../../sheet-templates/index.ts';
import { factOf } from '../problem.ts';
import type { Day } from '../time/day.ts';
import { duties } from './en/flow.ts';
import type { DutyFacts, DutyRule, StandingCode, StandingFacts, StepFacts, ToldDuty } from './facts.ts';
import { FLOW } from './languages.ts';
import { type DutyWords, type Sentences, speaker } from './speaker.ts';

/** Which step of a duty its facts are about: the one place where that is told from what is in them. */
const STEP_OF: { readonly [R in keyof StepFacts]: (facts: DutyFacts[R]) => keyof StepFacts[R] } = {
  'assessment.adjust': ({ refused }) => (refused ? 'refused' : 'adjust'),
  'meeting.materials': ({ feedback, empty }) => {
    if (feedback) return 'feedback';
    return empty ? 'empty' : 'materials';
  },
  'meeting.minutes': ({ approval, changed }) => {
    if (!approval) return 'write';
    return changed ? 'again' : 'approve';
  },
  dispute: ({ help }) => (help ? 'help' : 'settle'),
  acceptance: (facts) => {
    if (factOf(facts, 'rework')) return 'rework';
    if (factOf(facts, 'departments')) return 'confirm';
    if (factOf(facts, 'round')) return 'conclude';
    return factOf(facts, 'failed') ? 'again' : 'start';
  },
};

/** The words of a duty; of one that goes in steps, those of the step that its facts are about. */
const wordsOf = <R extends DutyRule>(rule: R, facts: DutyFacts[R], locale: Locale): DutyWords<DutyFacts[R]> => {
  const words: unknown = FLOW[locale].duties[rule];
  const stepOf = (STEP_OF as Partial<Record<DutyRule, (facts: never) => string>>)[rule];
  return (stepOf ? (words as Record<string, unknown>)[stepOf(facts as never)] : words) as DutyWords<DutyFacts[R]>;
};

/** The name of a duty, with its step where it goes in steps: `acceptance.confirm`. */
export const dutyStep = <R extends DutyRule>(rule: R, facts: DutyFacts[R]): string => {
  const stepOf = (STEP_OF as Partial<Record<DutyRule, (facts: never) => string>>)[rule];
  return stepOf ? `${rule}.${stepOf(facts as never)}` : rule;
};

/** In all of these, `book` is the language of the workbook, whose sheets and columns are called by their own names. */
export const sayStanding = <C extends StandingCode>(
  code: C,
  facts: StandingFacts[C],
  locale: Locale,
  today: Day,
  book = locale,
): string => {
  const table: Sentences<StandingFacts> = FLOW[locale].standing;
  return table[code](facts, speaker(locale, today, book));
};

/** What a duty waits for and until when: a whole sentence. */
export const sayDuty = <R extends DutyRule>(
  rule: R,
  facts: ToldDuty<R>,
  locale: Locale,
  today: Day,
  book = locale,
): string => {
  const say = speaker(locale, today, book);
  const { waits, when } = wordsOf(rule, facts, locale);
  const limit = facts.level === 2 ? null : when?.(facts, say);
  return `${waits(facts, say)}${limit ? FLOW[locale].limitAfter(limit) : FLOW[locale].dutyLimit(facts, say)}`;
};

/** How a duty's limit stands, as the heading of a card; null where it is said like any other limit. */
export const sayWhen = <R extends DutyRule>(rule: R, facts: ToldDuty<R>, locale: Locale, today: Day): string | null =>
  wordsOf(rule, facts, locale).when?.(facts, speaker(locale, today)) ?? null;

/** What a duty waits for, without its limit. */
export const sayWaits = <R extends DutyRule>(
  rule: R,
  facts: DutyFacts[R],
  locale: Locale,
  today: Day,
  book = locale,
): string => wordsOf(rule, facts, locale).waits(facts, speaker(locale, today, book));

export const sayAsk = <R extends DutyRule>(
  rule: R,
  facts: DutyFacts[R],
  locale: Locale,
  today: Day,
  book = locale,
): string => wordsOf(rule, facts, locale).ask(facts, speaker(locale, today, book));

/** What is asked where a button does it. */
export const sayPress = <R extends DutyRule>(
  rule: R,
  facts: DutyFacts[R],
  locale: Locale,
  today: Day,
  book = locale,
): string => {
  const { ask, press = ask } = wordsOf(rule, facts, locale);
  return press(facts, speaker(locale, today, book));
};

/** What is asked of those to whom a duty is escalated; null where that is the same for all. */
export const sayAbove = <R extends DutyRule>(
  rule: R,
  facts: ToldDuty<R>,
  locale: Locale,
  today: Day,
  book = locale,
): string | null => wordsOf(rule, facts, locale).above?.(facts, speaker(locale, today, book)) ?? null;

/** What helps to do it, a line each; none where there is nothing to add. */
export const sayDetails = <R extends DutyRule>(
  rule: R,
  facts: DutyFacts[R],
  locale: Locale,
  today: Day,
  book = locale,
): readonly string[] => wordsOf(rule, facts, locale).details?.(facts, speaker(locale, today, book)) ?? [];

export const isDutyRule = (rule: string): rule is DutyRule => rule in duties;

/** Whether something is said of a duty: then its facts are a duty's. */
export const isOfDuty = <Told extends { readonly rule: string }>(
  told: Told,
): told is Extract<Told, { readonly rule: DutyRule }> => isDutyRule(told.rule);
