/** What one workbook's week comes to, and the weeks of several added up. */
import { migrationOf } from '../../core/adopt/migrate.ts';
import { inAll } from '../../core/messages/in-all.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { Day } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { type Found, look } from '../base/finding.ts';
import { findBackend } from '../connect/connect.ts';
import { calendarFindings, copyFindings, templateFindings } from '../doctor/book.ts';
import { sentenceOf } from '../doctor/finding.ts';
import { eventFindings, owedFindings } from '../doctor/owed.ts';
import { ledgerFindings, mailsSentOn, verdictOf } from '../doctor/record.ts';
import { plannedDays, sweepFindings, sweptDays, triggerFindings } from '../doctor/runs.ts';
import type { WeekSum } from '../ports.ts';
import type { Location } from '../sweep/location.ts';

const say = inAll('week');

export const EMPTY: WeekSum = {
  workbooks: 0,
  planned: 0,
  swept: 0,
  mails: [0, 0, 0, 0, 0, 0, 0],
  answers: 0,
  exceptions: [],
  more: 0,
};

/** A list that is longer is not read, nor carried in a task. */
const MOST = 40;

export const addSums = (a: WeekSum, b: WeekSum): WeekSum => {
  const exceptions = [...a.exceptions, ...b.exceptions];
  return {
    workbooks: a.workbooks + b.workbooks,
    planned: a.planned + b.planned,
    swept: a.swept + b.swept,
    mails: a.mails.map((count, i) => count + (b.mails[i] ?? 0)),
    answers: a.answers + b.answers,
    exceptions: exceptions.slice(0, MOST),
    more: a.more + b.more + Math.max(0, exceptions.length - MOST),
  };
};

/** What of all that doctor finds is the administrator's, and cannot wait for somebody to ask. */
const TOLD: ReadonlySet<string> = new Set([
  'copy',
  'never-swept',
  'not-swept',
  'missed-in-week',
  'sweeps-failed',
  'triggers-silent',
  'ledger-broken',
  'ledger-long',
  'mails-held',
  'notes-lost',
  'notes-renamed',
  'tabs-missing',
  'calendar-ends',
]);

export interface Looked {
  readonly uri: string;
  readonly raw: RawWorkbook;
  readonly snapshot: Snapshot;
  /** The same with what the record of letters beside it knows. */
  readonly recorded: Snapshot;
  readonly location: Location;
}

/** One workbook's week, which began on that Monday. `now`: the real time. */
export const weekSumOf = (
  { uri, raw, snapshot, recorded, location }: Looked,
  monday: Day,
  now: string,
  locale: Locale,
): WeekSum => {
  const { ledger, today } = snapshot;
  const swept = sweptDays(snapshot.runs);
  // What a copy remembers is the original's week.
  const planned = location.copy ? [] : plannedDays(snapshot, monday, monday + 6);
  const missed = planned.filter((day) => !swept.has(day));
  const isIn = (day: Day | null) => !location.copy && day !== null && day >= monday && day < monday + 7;
  const backend = findBackend(uri)?.backend;
  const found: Found[] = [
    ...copyFindings(snapshot, location),
    ...templateFindings(migrationOf(raw, backend?.marks === 'column'), snapshot, backend?.change !== undefined),
    ...sweepFindings(snapshot, now, uri),
    ...triggerFindings(snapshot, false),
    ...ledgerFindings(recorded, verdictOf(snapshot), now, uri),
    ...(location.copy ? [] : [...owedFindings(recorded, uri), ...eventFindings(recorded)]),
    ...calendarFindings(snapshot),
  ];
  if (missed.length > 0 && !found.some(({ code }) => code === 'not-swept')) found.push(missedOn(missed, today));
  return {
    workbooks: 1,
    planned: planned.length,
    swept: planned.length - missed.length,
    mails: EMPTY.mails.map((_, i) => mailsSentOn(ledger, (day) => isIn(day) && day === monday + i)),
    answers: ledger.filter(({ status, day }) => status === 'answered' && isIn(day)).length,
    exceptions: found
      .filter(({ code, state }) => state !== 'fine' && TOLD.has(code))
      .map((one) => ({
        workbook: raw.name,
        ...(raw.url && { url: raw.url }),
        code: one.code,
        text: sentenceOf(one, locale),
      })),
    more: 0,
  };
};

const missedOn = (days: readonly Day[], today: Day): Found => look('missed-in-week', say.missedInWeek({ days, today }));

/** A workbook that cannot be read has no week, and is an exception. */
export const unread = (workbook: string, code: string, text: string): WeekSum => ({
  ...EMPTY,
  workbooks: 1,
  exceptions: [{ workbook, code, text }],
});
