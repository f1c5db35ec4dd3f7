/** A person's calendar by its private address: for their calendar program, and the page that says how to subscribe. */
import { createHash } from 'node:crypto';
import { emptyPage } from '../../core/answer/open.ts';
import type { Page } from '../../core/answers/model.ts';
import { ownDates } from '../../core/mail/own-dates.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { calendarTurns } from '../../core/record/calendar.ts';
import { CALENDAR_NAMES } from '../answer/calendar-links.ts';
import { type LinkedView, lookFor, NoEntry } from '../answer/linked.ts';
import type { Links } from '../answer/links.ts';
import { calendarFeed } from '../base/calendar-feed.ts';
import type { WorkbookStore } from '../ports.ts';
import type { ClaimClock } from '../sweep/claim.ts';
import type { CalendarAnswer, HttpCall } from './call.ts';

export interface CalendarParts {
  readonly links: Pick<Links, 'openCalendar' | 'calendarOf'>;
  readonly clock: ClaimClock;
}

/** Whether a call is for a calendar. */
export const isForCalendar = ({ method, query }: HttpCall): boolean =>
  method !== 'POST' && query.has(CALENDAR_NAMES.token);

/** A calendar, or how to subscribe to it. */
export type CalendarSaid = CalendarAnswer | { readonly as: 'page'; readonly page: Page };

/** What stands in the way of it; `find` throws NoEntry for a workbook that is not served. */
export const calendarFor = async (
  { links, clock }: CalendarParts,
  call: HttpCall,
  find: (workbook: string) => Promise<{ readonly uri: string; readonly store: Pick<WorkbookStore, 'read'> }>,
): Promise<CalendarSaid> => {
  const link = links.openCalendar(call.query.get(CALENDAR_NAMES.token) ?? '');
  if (link === 'forged') throw new NoEntry('invalid');
  const { uri, store } = await find(link.workbook);
  const view = await lookFor({ clock }, store, link);
  const { snapshot, by } = view;
  if (calendarTurns(snapshot.ledger)(by.email) !== link.turn) throw new NoEntry('ended');
  if (call.query.has(CALENDAR_NAMES.page)) {
    return { as: 'page', page: howToSubscribe(view, links.calendarOf(uri, snapshot)(by.email)) };
  }
  return calendarAnswer(view, call);
};

/** The same calendar as before costs a program nothing (RFC 9110, 13.1.2). */
const calendarAnswer = ({ facts, snapshot, by }: LinkedView, { header }: HttpCall): CalendarAnswer => {
  const text = calendarFeed(ownDates(facts, by), snapshot);
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const isKnown = (header('if-none-match') ?? '')
    .split(',')
    .some((known) => /^(?:W\/)?(.*)$/.exec(known.trim())?.[1] === tag);
  const headers = {
    ETag: tag,
    'Cache-Control': 'private, no-cache',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex',
    'Content-Disposition': 'inline; filename="baton.ics"',
  };
  return { as: 'calendar', status: isKnown ? 304 : 200, text: isKnown ? '' : text, headers };
};

const howToSubscribe = ({ facts, by }: LinkedView, address: string): Page => {
  const { locale } = by;
  const { name } = ownDates(facts, by);
  const say = LANGUAGES[locale].page;
  return {
    ...emptyPage(locale, say.subscribe),
    place: name,
    lines: [[say.whatItHas]],
    document: [
      { title: say.address, lines: [[address]], whole: true },
      ...say.programs.map(({ title, text }) => ({ title, lines: [[text]], whole: true as const })),
    ],
    notes: say.addressNotes,
  };
};
