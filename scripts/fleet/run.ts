/** A fleet of workbooks swept on virtual time, under Google’s quotas. */
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { ADMIN, type Cloud, limitsOf, openCloud, ROBOT, rawOf, setSetting, TEAM } from '../../test/support/cloud.ts';
import { headerOf } from '../../test/support/google/gmail/mime.ts';
import type { Workbook } from '../../test/support/google/sheets/workbook.ts';
import type { Logged } from '../../test/support/google/wire/server.ts';
import { randomOf } from '../../test/support/random.ts';
import { Clock } from '../../test/support/wire/clock.ts';
import { type Demand, type Fleet, floorOf, GOOGLE, minutesFor, type Quotas } from './model.ts';
import { PLANNED, plan, TUESDAY, typed, ZONE } from './workbook.ts';

interface FleetOptions {
  readonly workbooks: number;
  /** Tasks in each. */
  readonly items: number;
  /** Share of the workbooks whose sweep has everything to do, from 0 to 1. */
  readonly busy: number;
  /** Requests of each kind that Sheets takes of one user in a minute; Google's unless given. */
  readonly perMinute?: number;
  readonly instances?: number;
  readonly seed?: number;
  /** How many sweeps have begun. */
  readonly onProgress?: (begun: number) => void;
}

export interface FleetResult {
  readonly fleet: Fleet;
  readonly quotas: Quotas;
  /** Virtual minutes from the scheduler's call to the last sweep's end; what the quotas dictate; what the model says. */
  readonly minutes: number;
  readonly floor: number;
  readonly model: number;
  readonly asked: Demand;
  /** Requests that were refused for too many; each was made again. */
  readonly refused: Readonly<Record<'sheets' | 'gmail', number>>;
  readonly mails: number;
  /** What must not be, a sentence each. */
  readonly faults: readonly string[];
}

/** Milliseconds that Google takes to answer, before chance makes it half or twice as long. */
const LATENCY: Readonly<Record<string, number>> = {
  'spreadsheets.get': 900,
  'spreadsheets.batchUpdate': 700,
  'users.drafts.create': 300,
  'users.drafts.send': 500,
};

/** The whole way of so many workbooks at once, on virtual time: dispatch, Cloud Tasks, sweep, Sheets, Gmail. */
export const runFleet = async (options: FleetOptions): Promise<FleetResult> => {
  const { workbooks, items, busy: share, perMinute = GOOGLE.user, instances = 1, seed = 1, onProgress } = options;
  const random = randomOf(seed);
  const clock = new Clock('2026-03-03T20:00:00Z');
  const tally = createTally();
  let isRunning = false;
  const cloud = await openCloud({
    clock,
    quotas: { sheets: limitsOf(perMinute) },
    perMinute,
    instances,
    random,
    latency: (_, method) => {
      tally.look(cloud.google);
      onProgress?.(cloud.queue.attempts.length);
      return isRunning ? (LATENCY[method] ?? 0) * (0.5 + 1.5 * random()) : 0;
    },
  });
  const [quietOne, busyOne] = [await template(cloud, items, false), await template(cloud, items, true)];
  const quietBooks = copies(cloud, quietOne.workbook, Math.round(workbooks * (1 - share)));
  const busyBooks = copies(cloud, busyOne.workbook, workbooks - quietBooks.length);
  // Busy and quiet ones lie between each other.
  for (const book of [...quietBooks, ...busyBooks].sort(() => random() - 0.5))
    cloud.list(book, ZONE, { owner: 'keeper@example.com' });

  await clock.advance(Date.parse(PLANNED) - clock.now());
  tally.clear(cloud.google);
  const faults: string[] = [];
  isRunning = true;
  const dispatching = cloud.dispatch(PLANNED);
  await clock.run();
  const dispatched = await dispatching;
  isRunning = false;
  if (dispatched.status !== 200 || dispatched.body.taken !== workbooks)
    faults.push(`dispatched ${JSON.stringify(dispatched.body)}`);
  const minutes = (clock.now() - Date.parse(PLANNED)) / 60_000;
  tally.look(cloud.google, 0);

  const fleet: Fleet = { quiet: quietBooks.length, busy: busyBooks.length, mails: busyOne.mails };
  const quotas: Quotas = { ...GOOGLE, user: perMinute, project: 5 * perMinute };
  const { sent } = cloud.google.gmail.mailbox(TEAM);
  const ids = new Set(sent.map(({ mime }) => headerOf(mime, 'x-baton-id')));
  if (ids.size !== sent.length) faults.push(`${sent.length - ids.size} mails left twice`);
  if (sent.length !== fleet.busy * fleet.mails)
    faults.push(`${sent.length} mails left instead of ${fleet.busy * fleet.mails}`);
  const told = sent.filter(({ mime }) => (headerOf(mime, 'to') ?? '').match(`${ADMIN}|keeper@`));
  if (told.length > 0) faults.push(`${told.length} times a person was told of a failure`);
  if (cloud.queue.attempts.length !== workbooks) faults.push(`${cloud.queue.attempts.length} deliveries`);
  const failed = cloud.queue.attempts.filter(({ status }) => status !== 200);
  const [first] = failed;
  if (first) faults.push(`${failed.length} deliveries answered ${first.status}`);
  for (const line of cloud.log) if (line.severity === 'ERROR') faults.push(`log: ${JSON.stringify(line)}`);
  for (const book of [...busyBooks, ...quietBooks]) check(book, faults);
  await cloud.close();
  const asked = { ...tally.asked };
  return {
    fleet,
    quotas,
    minutes,
    floor: floorOf(asked, quotas),
    model: minutesFor(fleet, quotas),
    asked,
    refused: tally.refused,
    mails: sent.length,
    faults,
  };
};

/** A workbook that was swept the day before, and how many mails the next sweep of it is to send. */
const template = async (
  cloud: Cloud,
  items: number,
  isBusy: boolean,
): Promise<{ workbook: Workbook; mails: number }> => {
  const { clock } = cloud.google;
  const workbook = await cloud.make({
    project: isBusy ? 'Busy' : 'Quiet',
    zone: ZONE,
    now: TUESDAY,
    fill: async (store) => void (await store.apply(plan(items))),
  });
  const at = () => new Date(clock.now()).toISOString();
  const mails = await clock.during(async () => {
    const store = cloud.open(workbook);
    await sweepWorkbook({ store, mailer: createMemoryMailer(), now: TUESDAY, clock: at });
    if (isBusy) await store.apply(typed(items));
    const { plan: next } = await sweepWorkbook({
      store,
      mailer: createMemoryMailer(),
      now: PLANNED,
      clock: at,
      dryRun: true,
    });
    return next.mails.length;
  });
  await clock.advance(120_000);
  return { workbook, mails };
};

/** Workbooks of their own that say the same. */
const copies = (cloud: Cloud, like: Workbook, count: number): Workbook[] => {
  return Array.from({ length: count }, (_, i) => {
    const copy = cloud.google.sheets.create({
      title: `${like.book.properties.title} ${i + 1}`,
      like,
      people: { [ROBOT]: 'writer' },
    });
    setSetting(copy, 'workbookId', copy.id);
    setSetting(copy, 'workbookHome', `gsheet:${copy.id}`);
    return copy;
  });
};

/** Says what is not as a finished sweep leaves it. */
const check = (book: Workbook, faults: string[]): void => {
  const { ledger, runs } = readSnapshot(rawOf(book), { now: PLANNED });
  if (runs.at(-1)?.status !== 'done') faults.push(`${book.id}: its last run is ${runs.at(-1)?.status}`);
  if (!verifyLedger(ledger, headsOf(runs)).ok) faults.push(`${book.id}: the ledger’s chain is broken`);
};

/** Counts requests as they go by; a fleet's bodies would fill the memory. */
const createTally = () => {
  const asked = { reads: 0, writes: 0, units: 0 };
  const refused = { sheets: 0, gmail: 0 };
  const units: Readonly<Record<string, number>> = { 'users.drafts.create': 10, 'users.drafts.send': 100 };
  const count = (api: 'sheets' | 'gmail', { method, status }: Logged) => {
    if (status === 429) refused[api]++;
    else if (api === 'gmail') asked.units += units[method] ?? 1;
    else if (method.endsWith('.get')) asked.reads++;
    else asked.writes++;
  };
  type Services = Pick<Cloud['google'], 'sheets' | 'gmail' | 'tasks'>;
  return {
    asked,
    refused,
    /** The newest are still under way. */
    look: (google: Services, newest = 100) => {
      for (const api of ['sheets', 'gmail'] as const) {
        const { requests } = google[api];
        if (requests.length <= 4 * newest) continue;
        for (const logged of requests.splice(0, requests.length - newest)) count(api, logged);
      }
      google.tasks.requests.length = 0;
    },
    clear: ({ sheets, gmail }: Services) => {
      sheets.requests.length = 0;
      gmail.requests.length = 0;
      Object.assign(asked, { reads: 0, writes: 0, units: 0 });
    },
  };
};
