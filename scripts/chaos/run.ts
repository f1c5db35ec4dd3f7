/** Days of sweeps in the cloud while dice decide what goes wrong. */
import type { WriteValue } from '../../core/plan.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import { must } from '../../core/text/must.ts';
import { createCalendar, instantOf } from '../../core/time/calendar.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';
import { append } from '../../core/writes/rows.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { tabOf } from '../../sheet-templates/index.ts';
import { ADMIN, type Cloud, openCloud, rawOf, TEAM } from '../../test/support/cloud.ts';
import { headerOf } from '../../test/support/google/gmail/mime.ts';
import type { Workbook } from '../../test/support/google/sheets/workbook.ts';
import type { How } from '../../test/support/google/wire/script.ts';
import { randomOf } from '../../test/support/random.ts';
import { Clock } from '../../test/support/wire/clock.ts';
import { cycled } from '../lists.ts';
import { tabIn } from '../tab-in.ts';

interface ChaosOptions {
  readonly seed: number;
  /** Workdays, one sweep each, and as many deliveries as it takes. */
  readonly sweeps: number;
}

interface ChaosResult {
  readonly mails: number;
  readonly deliveries: number;
  /** Faults that met a request, deaths and human edits in mid-sweep among them. */
  readonly faults: number;
  /** Days on which somebody was told that a sweep could not be done. */
  readonly told: number;
  /** Notices whose fate nobody can know; every reading tells the keeper of them. */
  readonly held: number;
  /** What must not be, a sentence each. */
  readonly broken: readonly string[];
}

const ZONE = 'Asia/Shanghai';
const NINE = 9 * 60;
const START = '2026-03-02';
const HOUR = 3_600_000;
const PEOPLE = ['Li Na', 'Wang Wei', 'Zhao Min', 'Sun Jie', 'Ana Silva'];
const { title: RACI } = tabOf('raci');
const { title: TRACKER } = tabOf('tracker');

const FAULTS: readonly How[] = [
  'drop-before',
  'drop-after',
  'expire-token',
  { status: 429, retryAfter: 5 },
  { status: 429 },
  { status: 500 },
  { status: 502, after: true },
  { status: 503 },
  { status: 503, after: true },
];

/** What people have written about a task: by its name, which nobody changes. */
interface Typed {
  responsible: string;
  accountable: string;
  due: string;
}

/**
 * Sweeps day after day through dispatch, queue, Sheets and Gmail, while dice decide which requests fail and how, which
 * processes die, which tasks are delivered twice, and what people do to the workbook between two requests.
 */
export const runChaos = async ({ seed, sweeps }: ChaosOptions): Promise<ChaosResult> => {
  const random = randomOf(seed);
  const upTo = (n: number) => Math.floor(random() * n);
  const clock = new Clock(`${START}T00:00:00Z`);
  const cloud = await openCloud({ clock, mortal: true, random });
  const { google, queue } = cloud;
  const calendar = createCalendar([], null);
  const typed = new Map<string, Typed>();
  const broken: string[] = [];
  let day = must(dayFromIso(START), START);
  let faults = 0;

  const newTask = (): Record<string, WriteValue> => {
    const name = `Task ${typed.size + 1}`;
    const who = upTo(PEOPLE.length);
    const task = {
      responsible: cycled(PEOPLE, who),
      accountable: cycled(PEOPLE, who + 1),
      due: isoOf(calendar.addWorkdays(day, 1 + upTo(8))),
    };
    typed.set(name, task);
    return { name, ...task, output: 'Report', doneWhen: 'It is signed' };
  };
  const workbook = await cloud.make({
    project: 'Chaos',
    zone: ZONE,
    now: `${START}T08:00:00+08:00`,
    fill: async (store) => {
      await store.apply([
        append('departments', 'Sales', { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' }),
        ...PEOPLE.map((name) =>
          append('directory', name, {
            name,
            email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
            department: 'Sales',
          }),
        ),
        ...Array.from({ length: 6 }, (_, i) => append('raci', `new ${i}`, newTask())),
      ]);
    },
  });
  cloud.list(workbook, ZONE, { owner: 'keeper@example.com' });

  const people = humans(workbook, typed, upTo);
  for (let n = 1; n <= sweeps; n++, day = calendar.addWorkdays(day, 1)) {
    const planned = instantOf(day, NINE, ZONE);
    await clock.advance(Date.parse(planned) - clock.now());
    if (typed.size < 40 && random() < 0.15) {
      await clock.during(() => cloud.open(workbook).apply([append('raci', 'typed', newTask())]));
    }
    for (let i = upTo(4); i > 0; i--) {
      const api = random() < 0.6 ? 'sheets' : 'gmail';
      google.fail({ api, nth: 1 + upTo(8), how: cycled(FAULTS, upTo(FAULTS.length)), times: random() < 0.1 ? 4 : 1 });
      faults++;
    }
    for (let i = upTo(3); i > 0; i--) {
      google.meanwhile({ api: 'sheets', nth: 1 + upTo(8), when: random() < 0.5 ? 'before' : 'after', act: people });
      faults++;
    }
    if (random() < 0.35) cloud.kill();
    const sweeping = cloud.dispatch(planned);
    await clock.run(1_000);
    const name = queue.tasks[0]?.name?.split('/').at(-1);
    if (name && random() < 0.2) queue.run(name);
    if (name && random() < 0.2) queue.redeliver({ task: name, afterSeconds: random() < 0.5 ? 1 : 3_600 });
    await clock.run(2 * HOUR);
    if ((await sweeping).status !== 200) await dispatchAndWait(cloud, planned);
    google.calm();
    await judge(cloud, workbook, typed, `day ${n}, ${isoOf(day)}`, broken);
    if (broken.length > 0) break;
  }

  // Whatever was left is done by a sweep that nothing disturbs; then there is nothing more to say.
  const at = instantOf(day, NINE, ZONE);
  await clock.advance(Date.parse(at) - clock.now());
  await dispatchAndWait(cloud, at);
  const { plan } = await clock.during(() =>
    sweepWorkbook({
      store: cloud.open(workbook),
      mailer: createMemoryMailer(),
      now: at,
      clock: () => new Date(clock.now()).toISOString(),
      dryRun: true,
    }),
  );
  if (plan.mails.length > 0) broken.push(`${plan.mails.length} mails were still due at the end`);
  await judge(cloud, workbook, typed, 'the end', broken);

  const { sent } = google.gmail.mailbox(TEAM);
  const isReport = (to: string | undefined) => to === ADMIN || to === 'keeper@example.com';
  const { ledger } = readSnapshot(rawOf(workbook), { now: at });
  google.calm();
  await cloud.close();
  return {
    mails: sent.filter(({ mime }) => !isReport(headerOf(mime, 'to'))).length,
    deliveries: queue.attempts.length,
    faults,
    told: sent.filter(({ mime }) => headerOf(mime, 'to') === ADMIN).length,
    held: ledger.filter(({ status }) => status === 'held').length,
    broken,
  };
};

/** The scheduler's call, and all that it brings about. */
const dispatchAndWait = async (cloud: Cloud, planned: string): Promise<void> => {
  const dispatched = cloud.dispatch(planned);
  await cloud.google.clock.run(2 * HOUR);
  await dispatched;
};

/** One of the things that people do while a sweep is under way. */
const humans = (workbook: Workbook, typed: Map<string, Typed>, upTo: (n: number) => number) => {
  const at = (tab: 'raci' | 'tracker') => {
    const { headerRow, sheet, column } = tabIn(rawOf(workbook), tab);
    return { header: headerRow, column, rows: sheet.rows };
  };
  const rowsWith = (tab: 'raci' | 'tracker', key: string) => {
    const { header, column, rows } = at(tab);
    return rows.filter((row) => row.at > header && row.cells[column(key) - 1]);
  };
  const deeds = [
    () =>
      workbook.sort(RACI.en, {
        column: at('raci').column('name'),
        from: at('raci').header + 1,
        descending: upTo(2) === 0,
      }),
    () =>
      workbook.sort(TRACKER.en, {
        column: at('tracker').column('id'),
        from: at('tracker').header + 1,
        descending: upTo(2) === 0,
      }),
    () => workbook.insertRows(RACI.en, at('raci').header + 1 + upTo(5)),
    () => {
      const { column } = at('raci');
      const rows = rowsWith('raci', 'name');
      const row = cycled(rows, upTo(rows.length));
      const task = must(typed.get(String(row.cells[column('name') - 1])), 'task that was typed');
      task.responsible = cycled(PEOPLE, upTo(PEOPLE.length));
      workbook.set(RACI.en, row.at, column('responsible'), task.responsible);
    },
    () => {
      const { column } = at('tracker');
      const rows = rowsWith('tracker', 'id');
      if (rows.length === 0) return;
      const row = cycled(rows, upTo(rows.length));
      workbook.set(TRACKER.en, row.at, column('status'), cycled(['In progress', 'Delayed', 'Done'], upTo(3)));
    },
  ];
  return () => void cycled(deeds, upTo(deeds.length))();
};

/** What holds after every day, whatever happened on it. */
const judge = async (
  cloud: Cloud,
  workbook: Workbook,
  typed: ReadonlyMap<string, Typed>,
  when: string,
  broken: string[],
) => {
  const say = (what: string) => broken.push(`${when}: ${what}`);
  const raw = rawOf(workbook);
  const { ledger, runs, rows } = readSnapshot(raw, { now: new Date(cloud.google.clock.now()).toISOString() });
  const { sent } = cloud.google.gmail.mailbox(TEAM);
  const ids = sent.map(({ mime }) => headerOf(mime, 'x-baton-id') ?? '');
  const left = new Set(ids);
  if (left.size < ids.length) say(`${ids.length - left.size} mails left twice`);
  for (const { mime } of sent) if (!/^[^,]+$/.test(headerOf(mime, 'to') ?? '')) say('a mail with several recipients');

  const reached = new Map<string, number>();
  for (const { key, to, status } of ledger) {
    if (status === 'sent') reached.set(`${key} → ${to}`, (reached.get(`${key} → ${to}`) ?? 0) + 1);
  }
  for (const [what, times] of reached) if (times > 1) say(`${what} was sent ${times} times`);
  for (const { mail, status, key } of ledger)
    if (status === 'sent' && !left.has(mail)) say(`${key} counts as sent and has not left`);
  const known = new Set(ledger.filter(({ status }) => status === 'sent' || status === 'held').map(({ mail }) => mail));
  const open = new Set(stillSending(ledger).map(({ mail }) => mail));
  const reports = new Set(
    sent
      .filter(({ mime }) => /^(admin|keeper)@/.test(headerOf(mime, 'to') ?? ''))
      .map(({ mime }) => headerOf(mime, 'x-baton-id')),
  );
  for (const id of left)
    if (!known.has(id) && !open.has(id) && !reports.has(id)) say(`mail ${id} left and is not in the ledger`);

  if (!verifyLedger(ledger, headsOf(runs)).ok) say('the ledger’s chain is broken');
  const found = rows.raci.filter(({ values }) => values.name !== '');
  const names = found.map(({ values }) => values.name).sort();
  if (names.join() !== [...typed.keys()].sort().join()) say(`the tasks are ${names.join(', ')}`);
  const plain = tabIn(raw, 'raci');
  for (const { at, cells } of plain.sheet.rows) {
    const cell = (key: string) => cells[plain.column(key) - 1] ?? '';
    const task = at > plain.headerRow ? typed.get(String(cell('name'))) : undefined;
    if (task && (cell('responsible') !== task.responsible || cell('accountable') !== task.accountable)) {
      say(`${cell('name')} is not as people wrote it`);
    }
  }
  const given = found.map(({ id, fresh }) => (fresh ? '' : id)).filter(Boolean);
  if (new Set(given).size < given.length) say('two tasks have one id');
};
