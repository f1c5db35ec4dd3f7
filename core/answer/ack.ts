/** The answers of somebody who only wants to be left alone about it for a while: "Got it", and "Remind me later". */
import type { Clock } from '../item.ts';
import { formatClock } from '../messages/format.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import { type Day, dayFromIso, isoOf } from '../time/day.ts';
import { hasPassed } from '../time/limit.ts';
import { type Asked, dayIn } from './about.ts';
import type { FormReader } from './form.ts';
import type { AnswerForm, Draft } from './kind.ts';

/** For so many workdays nobody is reminded of what they have seen, and for so many at most of what they put off. */
const USUAL = 3;
const MOST = 10;
/** Workdays from today that are offered. */
const OFFERED = [1, 3, 5, 10] as const;

/** "Got it": nothing to fill in. It comes up again on its own day where that is soon, else after some workdays. */
export const ack: AnswerForm = (about) => {
  const again = againFor(about);
  return {
    ...quietBefore(again),
    effects: [[about.say.effect.quietBefore(dayIn(about, again))], ...escalating(about)],
  };
};

/** "Remind me later": on one of some workdays to come. */
export const snooze: AnswerForm = (about, form) => {
  const days = daysOffered(about, form);
  const usual = isoOf(againFor(about));
  const choices = days.map((day) => ({ key: isoOf(day), label: dayIn(about, day) }));
  const value = (choices.filter(({ key }) => key <= usual).pop() ?? choices[0])?.key ?? '';
  const again = dayFromIso(form.choice('again', about.say.field.again, choices, { required: true, value }));
  if (again === null) return { effects: escalating(about), work: NOTHING, summary: () => ({}) };
  return {
    ...quietBefore(again),
    effects: escalating(about),
    next: [about.say.effect.quietBefore(dayIn(about, again))],
  };
};

/** Nothing stands in any sheet: the ledger's key says until when it holds. */
const NOTHING = () => ({ writes: [], undo: [] });

const quietBefore = (again: Day): Pick<Draft, 'work' | 'summary' | 'date'> => {
  const until = isoOf(again - 1);
  return { work: NOTHING, summary: () => ({ until }), date: until };
};

const againFor = ({ facts: { snapshot }, item, duty }: Asked): Day => {
  const { calendar, today } = snapshot;
  const usual = calendar.addWorkdays(today, USUAL + 1);
  const end = item?.due ?? duty?.end ?? null;
  const own = end === null ? usual : calendar.workdayOnOrBefore(end);
  return own > today && own < usual ? own : usual;
};

/** Some workdays to come, and the one that is filled in already, as a reply names it. */
const daysOffered = ({ facts: { snapshot } }: Asked, form: FormReader): readonly Day[] => {
  const { calendar, today } = snapshot;
  const named = dayFromIso(form.given('again'));
  const fits =
    named !== null && named > today && calendar.isWorkday(named) && named <= calendar.addWorkdays(today, MOST + 1);
  const days = new Set([...OFFERED.map((n) => calendar.addWorkdays(today, n)), ...(fits ? [named] : [])]);
  return [...days].sort((a, b) => a - b);
};

const NOBODY_NEXT: Pick<Clock, 'escalatesOn' | 'escalatesAt' | 'escalatesTo'> = { escalatesOn: null, escalatesTo: [] };

/** What being left alone does not hold up. */
const escalating = (about: Asked): readonly Line[] => {
  const { say, item, duty, reader } = about;
  const { escalatesOn, escalatesAt, escalatesTo } = item ?? duty ?? NOBODY_NEXT;
  if (escalatesOn === null || escalatesTo.length === 0 || hasPassed(escalatesOn, reader, escalatesAt)) return [];
  const names = escalatesTo.map(({ name }) => oneLine(name));
  const day = dayIn(about, escalatesOn);
  return [[say.effect.escalates(day, formatClock(escalatesAt ?? reader.policy.workdayEnd), names)]];
};
