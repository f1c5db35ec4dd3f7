/** Regular meetings: on which days their rhythm falls, and the rows that are to be there in time for the next one. */
import { sayWritten } from '../messages/index.ts';
import type { RecordOf } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import type { Calendar } from '../time/calendar.ts';
import { type Day, dayOf, isoOf, mondayOf, monthEnd, partsOf, weekdayOf } from '../time/day.ts';
import { hasPassed } from '../time/limit.ts';
import { endOf } from './held.ts';
import type { NewRow } from './matter.ts';
import { newRow } from './new-row.ts';
import { type Slot, slotIn, slotOf } from './slots.ts';
import type { Source } from './source.ts';

type Values = RecordOf<'meetings'>;
type Rhythm = NonNullable<Values['repeats']>;

/** A meeting that a rhythm brings and that is not in the sheet yet. */
export interface DueMeeting {
  readonly values: Values;
  readonly slot: Slot;
}

const WEEK = 7;
const WEEKS: Readonly<Record<Exclude<Rhythm, 'monthly'>, number>> = { weekly: 1, fortnightly: 2 };

/** Days by which a rhythm may be moved and still mean the same meeting. */
const NEAR: Readonly<Record<Rhythm, number>> = { weekly: 3, fortnightly: 6, monthly: 13 };

/** The days of a rhythm after its first one, from one day to another. */
export const rhythmDays = (rhythm: Rhythm, first: Day, from: Day, to: Day): readonly Day[] => {
  if (rhythm === 'monthly') return monthDays(first, from, to);
  const step = WEEKS[rhythm] * WEEK;
  const days: Day[] = [];
  for (let day = first + step * Math.max(1, Math.ceil((from - first) / step)); day <= to; day += step) days.push(day);
  return days;
};

/** The same weekday of each month, the second Friday say; what is in the fifth week is the month's last. */
const monthDays = (first: Day, from: Day, to: Day): readonly Day[] => {
  const nth = Math.ceil(partsOf(first).date / WEEK);
  const dayIn = (year: number, month: number): Day => {
    const [start, end] = [dayOf(year, month, 1) ?? 0, monthEnd(dayOf(year, month, 1) ?? 0)];
    const day = start + ((weekdayOf(first) - weekdayOf(start) + WEEK) % WEEK) + (nth - 1) * WEEK;
    return day <= end ? day : day - WEEK;
  };
  const days: Day[] = [];
  const begin = partsOf(Math.max(first, from));
  for (let [year, month] = [begin.year, begin.month]; (dayOf(year, month, 1) ?? to + 1) <= to; ) {
    const day = dayIn(year, month);
    if (day > first && day >= from && day <= to) days.push(day);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return days;
};

/**
 * The workday on which a day of the rhythm is held: itself; off, the workday before it in its week, else the one after; a week
 * that is off as a whole has no weekly meeting, and one that is held more rarely comes after it.
 */
export const heldOn = (rhythm: Rhythm, day: Day, calendar: Calendar): Day | null => {
  const [before, after] = [calendar.workdayOnOrBefore(day), calendar.addWorkdays(day, 0)];
  const isSameWeek = (other: Day) => mondayOf(other) === mondayOf(day);
  if (isSameWeek(before)) return before;
  return isSameWeek(after) || rhythm !== 'weekly' ? after : null;
};

/** Days off that one holiday may have, and some more. */
const HOLIDAY = 14;

/**
 * The meetings that regular ones bring by today and that have no row: each day of a rhythm has one, once, `repeatDays` workdays
 * ahead. A day for which there was a row brings no other, be it moved, cancelled or deleted; nor one on which there is a meeting of
 * that name. A series ends with its last day, with its request, and when the row that has the rhythm is cancelled or gone.
 */
export const dueMeetings = (source: Source, isOver: (request: string) => boolean): readonly DueMeeting[] => {
  const { snapshot } = source;
  const { calendar, policy, state, today, has } = snapshot;
  const rows = source.rows('meetings');
  /** Whether it goes on cannot be told while somebody's word on its end cannot be read. */
  const isUnsure = (id: string) =>
    source.isUnread('meetings.repeatsUntil', id) || source.isUnread('meetings.cancelledOn', id);
  // A request is kicked off once.
  const patterns = rows.filter(
    ({ id, values: v }) =>
      v.repeats !== null && v.date !== null && v.cancelledOn === null && v.kind !== 'kickoff' && !isUnsure(id),
  );
  if (!has.meetings || patterns.length === 0) return [];
  const made = new Map<string, Day[]>();
  const note = (slot: Slot | null) => slot && push(made, slot.series, slot.day);
  const known = new Set(rows.map(({ id }) => id));
  for (const row of rows) note(slotOf(row, source));
  // What was deleted is remembered.
  for (const [id, { slot }] of state) if (!known.has(id)) note(slotIn(slot));
  const there = new Set(rows.map(({ values }) => placeOf(values)));

  const due: DueMeeting[] = [];
  for (const { id, values: v } of patterns) {
    const { repeats, repeatsUntil, date: first, request } = v;
    if (repeats === null || first === null || isOver(request)) continue;
    const last = calendar.addWorkdays(today, policy.repeatDays) + HOLIDAY;
    for (const day of rhythmDays(repeats, first, today - HOLIDAY, last)) {
      if (repeatsUntil !== null && day > repeatsUntil) break;
      const date = heldOn(repeats, day, calendar);
      if (date === null || calendar.addWorkdays(date, -policy.repeatDays) > today) continue;
      if (hasPassed(date, snapshot, endOf(v, snapshot))) continue;
      const isMade = (made.get(id) ?? []).some((other) => Math.abs(other - day) <= NEAR[repeats]);
      const values = nextOf(v, id, date);
      if (isMade || there.has(placeOf(values))) continue;
      there.add(placeOf(values));
      due.push({ values, slot: { series: id, day } });
    }
  }
  return due;
};

const placeOf = ({ name, date }: Values): string => `${normal(name)}\n${date ?? ''}`;

/** What was prepared, said and settled is each meeting's own; so is what Baton fills in. */
const nextOf = (v: Values, series: string, date: Day): Values => ({
  ...v,
  series,
  date,
  id: '',
  repeats: null,
  repeatsUntil: null,
  materials: '',
  materialsOn: null,
  feedbackFrom: [],
  feedback: '',
  minutes: '',
  minutesOn: null,
  approvedOn: null,
  cancelledOn: null,
  note: '',
});

/** Its row, in the columns that the sheet has; what is moved off a day off says so. */
export const rowOfMeeting = (id: string, { values: v, slot }: DueMeeting, { snapshot }: Source): NewRow => {
  const { policy, today } = snapshot;
  const note =
    v.date === slot.day ? '' : sayWritten('meeting.shifted', { from: isoOf(slot.day) }, policy.locale, today);
  return newRow('meetings', id, { ...v, note }, snapshot);
};
