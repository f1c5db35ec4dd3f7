/** Dates as a calendar file (.ics): those that a mail brings, and those that somebody subscribes to. */
import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { CalendarEntry } from '../../core/mail/calendar.ts';
import type { OwnDates } from '../../core/mail/own-dates.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { instantOf } from '../../core/time/calendar.ts';
import { isoOf } from '../../core/time/day.ts';

/** Dates as a workbook says them. */
export interface Dates {
  readonly dates: readonly CalendarEntry[];
  readonly snapshot: Pick<Snapshot, 'at' | 'policy'>;
}

const PRODUCT = { prodId: '//Baton//Baton//EN', method: ICalCalendarMethod.PUBLISH } as const;

/**
 * A mail's dates, of one workbook or several, as a calendar file (RFC 5545). Times are instants in UTC, so that no program has to know the workbook's
 * zone; whole days have none. The same entries of the same sweep give the same bytes.
 */
export const calendarFile = (workbooks: readonly Dates[]): string => {
  const file = ical(PRODUCT);
  for (const { dates, snapshot } of workbooks) addDates(file, dates, snapshot);
  return `${file.toString()}\r\n`;
};

/** Programs ask again after so many seconds, if they do as the file says (RFC 7986, 5.7); many ask when they like. */
const ASKED_EVERY = 6 * 3600;

/** A calendar to subscribe to: it has a name, says how often to ask, and where nothing changed it is the same, byte for byte. */
export const calendarFeed = ({ name, entries }: OwnDates, snapshot: Dates['snapshot']): string => {
  const file = ical({ ...PRODUCT, name, ttl: ASKED_EVERY });
  addDates(file, entries, snapshot);
  const text = `${file.toString()}\r\n`;
  return entries.length > 0 ? text : text.replace('END:VCALENDAR', `${NO_DATES.join('\r\n')}\r\nEND:VCALENDAR`);
};

/** A calendar has at least one component (RFC 5545, 3.6), and some programs refuse one that has none. */
const NO_DATES = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
] as const;

const addDates = (file: ICalCalendar, dates: readonly CalendarEntry[], { at, policy }: Dates['snapshot']): void => {
  const instant = (day: number, minute: number) => new Date(instantOf(day, minute, policy.zone));
  for (const { uid, sequence, kind, title, day, start, end, place, description, changedOn, url } of dates) {
    file.createEvent({
      id: uid,
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
