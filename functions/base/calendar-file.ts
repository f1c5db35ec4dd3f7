/** Dates as a calendar file (.ics): those that a mail brings. */
import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { CalendarEntry } from '../../core/mail/calendar.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { oneLine } from '../../core/text/width.ts';
import { instantOf } from '../../core/time/calendar.ts';
import { isoOf } from '../../core/time/day.ts';

/** Dates as a workbook says them. */
export interface Dates {
  readonly dates: readonly CalendarEntry[];
  readonly snapshot: Pick<Snapshot, 'at' | 'policy'>;
}

export const PRODUCT = { prodId: '//Baton//Baton//EN', method: ICalCalendarMethod.PUBLISH } as const;

/**
 * A mail's dates, of one workbook or several, as a calendar file (RFC 5545). Times are instants in UTC, so that no program has to know the workbook's
 * zone; whole days have none. The same entries of the same sweep give the same bytes.
 */
export const calendarFile = (workbooks: readonly Dates[]): string => {
  const file = ical(PRODUCT);
  for (const { dates, snapshot } of workbooks) addDates(file, dates, snapshot);
  return `${file.toString()}\r\n`;
};

export const addDates = (
  file: ICalCalendar,
  dates: readonly CalendarEntry[],
  { at, policy }: Dates['snapshot'],
): void => {
  const instant = (day: number, minute: number) => new Date(instantOf(day, minute, policy.zone));
  for (const { uid, sequence, kind, title, day, start, end, place, description, changedOn, url } of dates) {
    file.createEvent({
      // The only text that is written as it is: an id of theirs could begin lines of its own.
      id: oneLine(uid),
      sequence,
      stamp: new Date(changedOn === undefined ? at : isoOf(changedOn)),
      ...(start === null
        ? { start: new Date(isoOf(day)), allDay: true }
        : { start: instant(day, start), ...(end !== null && { end: instant(day, end) }) }),
      summary: title,
      ...(place && { location: place }),
      description,
      ...(url !== undefined && { url }),
      // A due date takes nobody's time.
      transparency: kind === 'due' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
};
