/** The sweeps to come if nobody changes anything, decided one after the other as real ones are. */
import type { Locale } from '../../sheet-templates/index.ts';
import { sayBecause } from '../messages/index.ts';
import type { Plan, Waiting, Write } from '../plan.ts';
import { planOf } from '../planning/make-plan.ts';
import { type Outgoing, outgoingOf } from '../planning/outgoing.ts';
import { type Facts, readFacts } from '../process/facts.ts';
import { type ReadContext, readSnapshot, settingOf } from '../read/index.ts';
import { noteOf } from '../record/delivery.ts';
import { chain, headOf, type LedgerEntry, ledgerWrite } from '../record/ledger.ts';
import { isSweep, type RunStatus } from '../record/run.ts';
import type { Snapshot } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { instantOf } from '../time/calendar.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { RawWorkbook } from '../workbook.ts';
import { withEdits } from '../write/overlay.ts';
import { givesId, resolveWrites } from '../write/write.ts';
import { append } from '../writes/rows.ts';

/** A sweep that is to come. */
export interface ForecastDay extends Outgoing {
  readonly date: Day;
  /** What will be true that morning. */
  readonly facts: Facts;
}

export interface Forecast {
  /** The workbook as it is now. */
  readonly snapshot: Snapshot;
  /** One for each workday, also for those without mails. */
  readonly days: readonly ForecastDay[];
}

export interface ForecastOptions {
  /** ISO 8601; without an offset the workbook's wall clock. */
  readonly now: string;
  /** Workdays to look ahead. */
  readonly days: number;
  /** What the workbook will be read with at an instant. */
  readonly contextAt: (now: string) => ReadContext;
}

/**
 * Who will be mailed about what if nobody changes anything. Each sweep to come is decided as a real one is, from a
 * reading; what it would write and send is laid over that reading, and the next one reads what came of it. Begins with
 * today's sweep where it has not been yet. Cost is that of so many sweeps, without mail programs and files.
 */
export const forecastOf = (raw: RawWorkbook, { now, days: count, contextAt }: ForecastOptions): Forecast => {
  const snapshot = readSnapshot(raw, contextAt(now));
  const days: ForecastDay[] = [];
  let book = raw;
  for (let date = firstDay(snapshot); days.length < count; ) {
    const { zone, sweepTime } = snapshot.policy;
    const there = readSnapshot(book, contextAt(instantOf(date, sweepTime, zone)));
    const facts = readFacts(there);
    const plan = planOf(facts);
    const outgoing = outgoingOf(plan, there);
    days.push({ date, facts, ...outgoing });
    book = swept(book, there, plan, outgoing);
    date = there.calendar.addWorkdays(date, 1);
  }
  return { snapshot, days };
};

const firstDay = ({ calendar, runs, today }: Snapshot): Day => {
  const isOver = runs.some((run) => isSweep(run) && run.day === today);
  return calendar.addWorkdays(today, isOver ? 1 : 0);
};

/** The workbook after a sweep in which everything went well. */
const swept = (book: RawWorkbook, snapshot: Snapshot, plan: Plan, { mails, waits, fuse }: Outgoing): RawWorkbook => {
  if (fuse) return book;
  const { at, today, ledger } = snapshot;
  const run = `forecast-${isoOf(today)}`;
  // With the notice itself, as a real sweep's first row has it: what is over later is told to whoever was asked.
  const noted = (all: readonly Waiting[], status: 'sent' | 'waits') =>
    all.flatMap(({ to, notices, preferred }: Waiting) =>
      notices.map(
        (notice): LedgerEntry => ({
          key: notice.key,
          to: must(to.email, 'address of a mail'),
          mail: '',
          status,
          day: today,
          at,
          run,
          receipt: noteOf(notice, to, preferred && { preferred }),
        }),
      ),
    );
  const over = plan.over.map(
    ({ key, to, mail }): LedgerEntry => ({ key, to, mail, status: 'overtaken', day: today, at, run, receipt: '' }),
  );
  const writes = [
    append('_runs', run, { run, day: isoOf(today), status: 'done' satisfies RunStatus }),
    ...plan.writes.filter(givesId),
    ...plan.writes.filter((write) => !givesId(write)),
    ...chain([...noted(mails, 'sent'), ...noted(waits, 'waits'), ...over], headOf(ledger)).map(ledgerWrite),
    ...heartbeat(book, snapshot),
  ];
  return withEdits(book, resolveWrites(book, writes).edits);
};

/** Triggers that keep watch today will do so tomorrow. */
const heartbeat = (book: RawWorkbook, { at, problems }: Snapshot): Write[] =>
  settingOf(book, 'heartbeat') === '' || problems.some(({ code }) => code === 'no-heartbeat')
    ? []
    : [{ tab: 'settings', kind: 'set', item: 'heartbeat', values: { value: at }, expected: {} }];

/** The forecast as `--json` prints it: people by address, reasons in the workbook's language. */
export const forecastJson = ({ snapshot, days }: Forecast) => ({
  workbook: snapshot.workbook.id,
  from: isoOf(days[0]?.date ?? snapshot.today),
  days: days.map(({ date, mails, fuse }) => ({
    date: isoOf(date),
    mails: fuse ? [] : mails.map((mail) => mailJson(mail, snapshot.policy.locale, date)),
    ...(fuse && { stopped: fuse.facts }),
  })),
});

const mailJson = ({ to, subject, notices }: ForecastDay['mails'][number], locale: Locale, today: Day) => ({
  to: to.email,
  subject,
  notices: notices.map(({ key, rule, item, level, because }) => ({
    key,
    rule,
    item,
    level,
    because: sayBecause(because, locale, today),
  })),
});
