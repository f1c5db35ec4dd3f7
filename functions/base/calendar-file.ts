/** A mail's dates as a calendar file (.ics). */
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { CalendarEntry } from '../../core/mail/calendar.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { instantOf } from '../../core/time/calendar.ts';
import { isoOf } from '../../core/time/day.ts';

/** Dates as a workbook says them. */
export interface Dates {
  readonly dates: readonly CalendarEntry[];
  readonly snapshot: Pick<Snapshot, 'at' | 'policy'>;
}

/**
 * A mail's dates, of one workbook or several, as a calendar file (RFC 5545). Times are instants in UTC, so that no program has to know the workbook's
 * zone; whole days have none. The same entries of the same sweep give the same bytes.
 */
export const calendarFile = (workbooks: readonly Dates[]): string => {
  const file = ical({ prodId: '//Baton//Baton//EN', method: ICalCalendarMethod.PUBLISH });
  const entries = workbooks.flatMap(({ dates, snapshot }) => dates.map((date) => ({ date, snapshot })));
  for (const { date, snapshot } of entries) {
    const { uid, sequence, kind, title, day, start, end, place, description } = date;
    const { at, policy } = snapshot;
    const instant = (minute: number) => new Date(instantOf(day, minute, policy.zone));
    file.createEvent({
      id: uid,
      sequence,
      stamp: new Date(at),
      ...(start === null
        ? { start: new Date(isoOf(day)), allDay: true }
        : { start: instant(start), ...(end !== null && { end: instant(end) }) }),
      summary: title,
      ...(place && { location: place }),
      description,
      // A due date takes nobody's time.
      transparency: kind === 'due' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  return `${file.toString()}\r\n`;
};
