/** Dates as a calendar (.ics) that somebody subscribes to; no sweep needs it. */
import ical from 'ical-generator';
import type { OwnDates } from '../../core/mail/own-dates.ts';
import { addDates, type Dates, PRODUCT } from './calendar-file.ts';

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
