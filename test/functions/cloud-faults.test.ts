import { afterEach, describe, expect, test } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import { tabOf } from '../../sheet-templates/index.ts';
import { ADMIN, type Cloud, type CloudOptions, openCloud, ROBOT, rawOf, setSetting, TEAM } from '../support/cloud.ts';
import { openCloudOffice } from '../support/cloud-office.ts';
import { headerOf, textOf } from '../support/google/gmail/mime.ts';
import type { Workbook } from '../support/google/sheets/workbook.ts';
import { Clock } from '../support/wire/clock.ts';

const PLANNED = '2026-03-06T01:00:00Z';
const HOUR = 3_600_000;
const KEEPER = 'keeper@example.com';
const PEOPLE = ['Li Na', 'Wang Wei', 'Zhao Min'];
const addressOf = (name: string) => `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;

let cloud: Cloud;
afterEach(() => cloud.close());

/** A workbook in which each of these people has a task due on the day of the sweep, and no task has an id yet. */
const openOffice = async (
  options: CloudOptions = {},
  people = PEOPLE,
  without: readonly string[] = [],
): Promise<Workbook> => {
  const reports = people.map((responsible, i) => ({
    name: `Report ${i + 1}`,
    responsible,
    accountable: people[(i + 1) % people.length]!,
    due: '2026-03-06',
  }));
  const team = { people, head: people[0]!, divisionLeader: people[1]!, reports, without, owner: KEEPER };
  const office = await openCloudOffice(team, options);
  cloud = office.cloud;
  return office.workbook;
};

/** The scheduler's call, and all that it brings about. */
const sweepAll = async (planned = PLANNED): Promise<void> => {
  await cloud.dispatch(planned);
  await cloud.google.clock.run(2 * HOUR);
};

const letters = () =>
  cloud.google.gmail.mailbox(TEAM).sent.map(({ mime }) => ({
    to: headerOf(mime, 'to') ?? '',
    id: headerOf(mime, 'x-baton-id') ?? '',
    subject: headerOf(mime, 'subject') ?? '',
  }));
const recipients = (from = 0) =>
  letters()
    .slice(from)
    .map(({ to }) => /[^<\s]+@[^>\s]+/.exec(to)?.[0] ?? '')
    .sort();
const codes = () => cloud.log.map(({ code }) => code).filter(Boolean);

const stateOf = (workbook: Workbook) => {
  const { ledger, runs, rows } = readSnapshot(rawOf(workbook), { now: PLANNED });
  return {
    chain: verifyLedger(ledger, headsOf(runs)).ok,
    open: stillSending(ledger).length,
    held: ledger.filter(({ status }) => status === 'held').length,
    claims: runs.filter(({ status }) => status === 'claimed').length,
    ids: rows.raci.filter(({ fresh }) => !fresh).length,
  };
};
const CLEAN = { chain: true, open: 0, held: 0, claims: 0, ids: PEOPLE.length };

/** Another workbook of the same beginning, alone on the list. */
const another = (like: Workbook): Workbook => {
  const copy = cloud.google.sheets.create({ title: 'Office', like, people: { [ROBOT]: 'writer' } });
  setSetting(copy, 'workbookId', copy.id);
  setSetting(copy, 'workbookHome', `gsheet:${copy.id}`);
  cloud.registry.set('Sheet1', 2, 1, `gsheet:${copy.id}`);
  return copy;
};

describe('a task that comes more than once', () => {
  test('twice at the same moment: one sweep does it, the other leaves and comes again to find it done', async () => {
    let isSlow = false;
    const workbook = await openOffice({ latency: (api) => (isSlow && api !== 'tasks' ? 400 : 0) });
    isSlow = true;
    await cloud.google.clock.advance(Date.parse(PLANNED) - cloud.google.clock.now());
    const dispatched = cloud.dispatch(PLANNED);
    await cloud.google.clock.run(600);
    const [task] = cloud.queue.tasks;
    cloud.queue.run(task!.name!.split('/').at(-1)!);
    await cloud.google.clock.run(2 * HOUR);
    await dispatched;
    expect(cloud.queue.attempts.length).toBeGreaterThanOrEqual(2);
    expect(cloud.queue.attempts.some(({ at }, i, all) => i > 0 && at - all[0]!.at < 2_000)).toBe(true);
    expect(recipients()).toEqual(PEOPLE.map(addressOf).sort());
    expect(stateOf(workbook)).toEqual(CLEAN);
  });

  test('again after an hour, when its name is known no more: nobody hears of it a second time', async () => {
    const workbook = await openOffice();
    await cloud.dispatch(PLANNED);
    cloud.queue.redeliver({ task: cloud.queue.tasks[0]!.name!.split('/').at(-1)!, afterSeconds: 3_700 });
    await cloud.google.clock.run(2 * HOUR);
    expect(cloud.queue.attempts.map(({ again, status }) => [again, status])).toEqual([
      [false, 200],
      [true, 200],
    ]);
    // So does the whole dispatch.
    await sweepAll();
    expect(cloud.queue.attempts).toHaveLength(3);
    expect(recipients()).toEqual(PEOPLE.map(addressOf).sort());
    expect(stateOf(workbook)).toEqual(CLEAN);
  });
});

test('a process that dies after any of its requests leaves nothing undone or done twice', {
  timeout: 300_000,
}, async () => {
  const like = await openOffice({ mortal: true });
  another(like);
  await cloud.google.clock.advance(Date.parse(PLANNED) + 1_000 - cloud.google.clock.now());
  const { sheets, gmail } = cloud.google;
  const before = sheets.requests.length;
  await sweepAll();
  const counts = { sheets: sheets.requests.length - before, gmail: gmail.requests.length };
  expect(counts.sheets).toBeGreaterThanOrEqual(6);
  expect(counts.gmail).toBeGreaterThanOrEqual(2 * PEOPLE.length);
  for (const api of ['sheets', 'gmail'] as const) {
    // The first reading is of dispatch's list.
    for (let nth = api === 'sheets' ? 2 : 1; nth <= counts[api]; nth++) {
      const workbook = another(like);
      const before = letters().length;
      cloud.google.fail({ api, nth, how: 'drop-after' });
      cloud.kill();
      await sweepAll();
      const ids = letters()
        .slice(before)
        .map(({ id }) => id);
      const done = [api, nth, recipients(before), new Set(ids).size, stateOf(workbook)];
      expect(done).toEqual([api, nth, PEOPLE.map(addressOf).sort(), PEOPLE.length, CLEAN]);
    }
  }
});

test('a dispatch of which any request fails is made again, and asks for nothing twice', async () => {
  const like = await openOffice();
  for (const fault of [
    { api: 'sheets', how: 'drop-before' },
    { api: 'sheets', how: { status: 503 } },
    { api: 'tasks', how: 'drop-before' },
    { api: 'tasks', how: 'drop-after' },
    { api: 'tasks', how: { status: 429 } },
  ] as const) {
    another(like);
    const [before, deliveries] = [letters().length, cloud.queue.attempts.length];
    cloud.google.fail(fault);
    const dispatched = cloud.dispatch(PLANNED);
    await cloud.google.clock.run(2 * HOUR);
    expect([fault, (await dispatched).status]).toEqual([fault, 200]);
    expect([fault, letters().length - before, cloud.queue.attempts.length - deliveries]).toEqual([fault, 3, 1]);
  }
});

test.each([-10, 10])('functions whose clock is %d minutes off sweep as ever', async (minutes) => {
  const workbook = await openOffice({ skew: minutes * 60_000, mortal: true });
  cloud.google.fail({ api: 'gmail', method: 'users.drafts.send', nth: 2, how: 'drop-after' });
  cloud.kill();
  await sweepAll();
  expect(recipients()).toEqual(PEOPLE.map(addressOf).sort());
  expect(stateOf(workbook)).toEqual(CLEAN);
});

test.each([
  ['Europe/Berlin', '2026-03-29', '2026-03-29T00:00:00Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:30:00Z'],
])(
  'a sweep due at half past two, which %s does not have on %s, happens once on that day and on those around it',
  async (zone, date, planned) => {
    cloud = await openCloud({ clock: new Clock(new Date(Date.parse(planned) - 25 * HOUR).toISOString()) });
    const workbook = await cloud.make({ project: 'Office', zone, now: planned });
    cloud.list(workbook, zone, { time: '02:30' });
    for (const days of [-1, 0, 1]) {
      await cloud.google.clock.advance(Date.parse(planned) + days * 24 * HOUR - cloud.google.clock.now());
      const at = new Date(cloud.google.clock.now()).toISOString();
      await cloud.dispatch(at);
      await cloud.google.clock.run(12 * HOUR);
      await cloud.dispatch(at);
      await cloud.google.clock.run(2 * HOUR);
    }
    const swept = cloud.log.filter(({ message }) => message === 'swept');
    expect(new Set(swept.map((line) => line.date)).size).toBe(3);
    expect(swept.map((line) => line.date)).toContain(date);
    expect(swept.every(({ status }) => status === 200)).toBe(true);
  },
);

describe('what only a person can mend is told to the keeper and the administrator, once a week', () => {
  test.each([
    ['is shared with Baton no more', (book: Workbook) => book.unshare(ROBOT), 'gsheet-forbidden'],
    ['is gone', (book: Workbook) => void Object.assign(book, { removed: true }), 'gsheet-not-found'],
  ])('a workbook that %s', async (_, spoil, code) => {
    const workbook = await openOffice();
    spoil(workbook);
    await sweepAll();
    await sweepAll();
    expect(codes()).toContain(code);
    expect(recipients()).toEqual([ADMIN, KEEPER]);
    expect(cloud.queue.dropped).toEqual([]);
  });

  test('a right to Sheets that was taken back, at the third attempt', async () => {
    const workbook = await openOffice();
    const before = workbook.revision;
    await cloud.dispatch(PLANNED);
    cloud.revoke();
    await cloud.google.clock.run(2 * HOUR);
    expect(codes()).toContain('gsheet-auth');
    expect(recipients()).toEqual([ADMIN, KEEPER]);
    expect(workbook.revision).toBe(before);
  });

  test('a right to the mailbox that was taken back cannot be told by mail: the log has it, and the mails stay due', async () => {
    const workbook = await openOffice();
    cloud.google.tokens.revoke(TEAM);
    await sweepAll();
    expect(codes()).toContain('gmail-auth');
    expect(recipients()).toEqual([]);
    const { ledger } = readSnapshot(rawOf(workbook), { now: PLANNED });
    expect(ledger.filter(({ status }) => status === 'sent' || status === 'held')).toEqual([]);
    expect(stateOf(workbook)).toMatchObject({ chain: true, open: 0, claims: 0 });
  });
});

test('a plan whose tab got another name goes on under it, and the keeper hears which was taken', async () => {
  const workbook = await openOffice();
  setSetting(workbook, 'keeper', 'Zhao Min');
  await sweepAll();
  const [before, plan] = [letters().length, tabOf('raci').title.en];
  workbook.renameTab(plan, 'Who does what this spring');
  await cloud.google.clock.advance(Date.parse('2026-03-10T01:00:00Z') - cloud.google.clock.now());
  await sweepAll('2026-03-10T01:00:00Z');
  expect(recipients(before)).toContain(addressOf('Li Na'));
  const keeper = cloud.google.gmail.mailbox(TEAM).sent.slice(before);
  const told = keeper.find(({ mime }) => headerOf(mime, 'to')!.includes(addressOf('Zhao Min')));
  expect(textOf(told!.mime)).toContain('Who does what this spring');
});

test('a plan that cannot be found is not taken for one that has ended: the keeper hears what to do', async () => {
  const workbook = await openOffice();
  setSetting(workbook, 'keeper', 'Zhao Min');
  await sweepAll();
  const [before, remembered] = [letters().length, workbook.rows('_state')];
  // Called a copy, it is nobody's plan.
  workbook.renameTab(tabOf('raci').title.en, 'Copy of RACI (2)');
  const tuesday = '2026-03-10T01:00:00Z';
  await cloud.google.clock.advance(Date.parse(tuesday) - cloud.google.clock.now());
  await sweepAll(tuesday);
  const told = cloud.google.gmail.mailbox(TEAM).sent.slice(before);
  expect(recipients(before)).toEqual([addressOf('Zhao Min')]);
  expect(textOf(told[0]!.mime)).toContain('RACI');
  expect(workbook.rows('_state')).toEqual(remembered);

  workbook.renameTab('Copy of RACI (2)', tabOf('raci').title.en);
  await cloud.google.clock.advance(24 * HOUR);
  await sweepAll('2026-03-11T01:00:00Z');
  expect(recipients(before + 1)).toContain(addressOf('Li Na'));
});

test('a person without an address keeps nobody else from hearing', async () => {
  await openOffice({}, PEOPLE, ['Wang Wei']);
  await sweepAll();
  expect(recipients()).toEqual([addressOf('Li Na'), addressOf('Zhao Min')].sort());
  expect(cloud.log.find(({ message }) => message === 'swept')).toMatchObject({ status: 200, outcome: 'done' });
});

test('however many people are told, each mail has one recipient', async () => {
  const many = Array.from({ length: 120 }, (_, i) => `Person ${i + 1}`);
  await openOffice({}, many);
  await sweepAll();
  expect(recipients()).toEqual(many.map(addressOf).sort());
  for (const { mime } of cloud.google.gmail.mailbox(TEAM).sent) {
    expect([headerOf(mime, 'to')!.split('@').length, headerOf(mime, 'cc'), headerOf(mime, 'bcc')]).toEqual([
      2,
      undefined,
      undefined,
    ]);
  }
});
