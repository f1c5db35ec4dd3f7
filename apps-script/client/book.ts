/** The workbook for a page: asked of the script, and read by core as a sweep reads it. */
import { formatClock } from '../../core/messages/format.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { type Located, locate } from '../../core/read/locate.ts';
import type { Person, Snapshot } from '../../core/snapshot.ts';
import { isoOf } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { BookJson } from '../protocol.ts';
import { call } from './server.ts';

/** The workbook as this page read it, with all that core makes of it. */
export interface PageBook {
  readonly raw: RawWorkbook;
  readonly located: Located;
  readonly now: string;
  readonly snapshot: Snapshot;
  readonly locale: Locale;
  /** Today, ISO. */
  readonly today: string;
  /** Whoever reads the page, as the directory knows them; null for somebody it does not. */
  readonly me: Person | null;
}

export const bookOf = ({ raw: sent, now, user }: BookJson): PageBook => {
  const raw: RawWorkbook = { ...sent, movedFrom: () => false, foundAt: async () => null };
  const snapshot = readSnapshot(raw, { now });
  const address = user.toLowerCase();
  const me = [...snapshot.people.values()].find(({ email }) => email !== null && email.toLowerCase() === address);
  return {
    raw,
    located: locate(raw),
    now,
    snapshot,
    locale: snapshot.policy.locale,
    today: isoOf(snapshot.today),
    me: me ?? null,
  };
};

export const readBook = async (): Promise<PageBook> => bookOf(await call<BookJson>('batonBook'));

/** The facts at the next sweep, as the sheets are now: today's while it is still to come, else the next workday's. */
export const factsAtNextSweep = ({ raw, snapshot }: PageBook): Facts => {
  const { calendar, policy, today, minute, runs } = snapshot;
  const swept = runs.some(({ day }) => day === today);
  const isToCome = calendar.isWorkday(today) && minute < policy.sweepTime && !swept;
  const day = isToCome ? today : calendar.addWorkdays(today, 1);
  return readFacts(readSnapshot(raw, { now: `${isoOf(day)}T${formatClock(policy.sweepTime)}` }));
};
