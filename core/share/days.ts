/** Brings the company's days of a book into a workbook's calendar. */
import type { Write } from '../plan.ts';
import { isShared } from '../read/people.ts';
import type { DaysHere, Shared } from '../read/shared.ts';
import type { Row } from '../snapshot.ts';
import { isWeekend, yearOf } from '../time/calendar.ts';
import { type Day, isoOf, yearStart } from '../time/day.ts';
import { append } from '../writes/rows.ts';
import { type Brought, broughtChanges } from './brought.ts';

/**
 * The company's days that a workbook's calendar lacks, from this year on, and what has become of those that came from the
 * book before. A day that the book has no more is again what it is without: as the official list says, else by its weekday.
 */
export const bringDays = (
  { days }: Shared,
  rows: readonly Row<'calendar'>[],
  columns: ReadonlyMap<string, number>,
  { official, weekend, today }: DaysHere,
): Brought => {
  const from = yearStart(yearOf(today));
  const isNow = (date: Day | null): date is Day => date !== null && date >= from;
  const [own, shared] = [new Map<Day, Row<'calendar'>>(), new Map<Day, Row<'calendar'>>()];
  const without = new Map(official.map(({ date, kind }) => [date, kind]));
  for (const row of rows) {
    const { date, kind, source } = row.values;
    if (!isNow(date)) continue;
    if (source === 'official') {
      if (kind !== null) without.set(date, kind);
    } else (isShared(row) ? shared : own).set(date, row);
  }
  const writes: Write[] = [];
  let behind = 0;
  const set = (date: Day, values: Write['values']) => {
    if (Object.keys(values).length === 0) return;
    writes.push({ tab: 'calendar', kind: 'set', item: isoOf(date), values, expected: { source: 'shared' } });
  };
  const theBook = new Map(days.filter(({ date }) => isNow(date)).map((day) => [day.date, day]));
  for (const [date, { kind, note }] of theBook) {
    const [row, theirs] = [shared.get(date), own.get(date)];
    if (row) set(date, broughtChanges(row.values, { kind, note }, columns));
    else if (!theirs) {
      const values = { date: isoOf(date), kind, source: 'shared', note };
      writes.push(append('calendar', isoOf(date), broughtChanges({}, values, columns)));
    } else if (!columns.has('source') && theirs.values.kind !== kind) behind++;
  }
  for (const [date, { values }] of shared) {
    if (theBook.has(date)) continue;
    const kind = without.get(date) ?? (isWeekend(date, weekend) ? 'off' : 'work');
    set(date, broughtChanges(values, { kind, note: '' }, columns));
  }
  return { writes, behind };
};
