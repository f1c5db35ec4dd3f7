import { afterEach, expect, test } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { stillSending } from '../../core/record/open-mail.ts';
import { type Cloud, openCloud, ROBOT, rawOf, setSetting, TEAM } from '../support/cloud.ts';
import { headerOf } from '../support/google/gmail/mime.ts';
import type { Workbook } from '../support/google/sheets/workbook.ts';
import { addressOf } from '../support/office.ts';
import { appendOf } from '../support/starter.ts';
import { Clock } from '../support/wire/clock.ts';

const ZONE = 'Asia/Shanghai';
const PLANNED = '2026-03-06T01:00:00Z';
const HOUR = 3_600_000;
const PEOPLE = ['Li Na', 'Wang Wei', 'Zhao Min'];

let cloud: Cloud;
afterEach(() => cloud.close());

/** Everybody of the book has a task in the first workbook, two of them one in the second. */
const openTeam = async (): Promise<readonly Workbook[]> => {
  cloud = await openCloud({ clock: new Clock('2026-03-06T00:50:00Z'), random: () => 0.5, mortal: true });
  const now = '2026-03-05T09:00:00+08:00';
  const make = async (project: string, rows: Parameters<typeof appendOf>[]) =>
    cloud.make({
      project,
      zone: ZONE,
      now,
      fill: async (store) => void (await store.apply(rows.map((row) => appendOf(...row)))),
    });
  const book = await make('People', [
    ['departments', { name: 'Sales', head: PEOPLE[0]!, divisionLeader: PEOPLE[1]! }],
    ...PEOPLE.map(
      (name): Parameters<typeof appendOf> => ['directory', { name, email: addressOf(name), department: 'Sales' }],
    ),
  ]);
  const plan = (project: string, people: readonly string[]) =>
    make(
      project,
      people.map(
        (name, i): Parameters<typeof appendOf> => [
          'raci',
          {
            name: `${project} ${i + 1}`,
            responsible: name,
            accountable: name,
            due: '2026-03-06',
            output: 'Report',
            doneWhen: 'Signed',
          },
        ],
      ),
    );
  const team = [await plan('Launch', PEOPLE), await plan('Move', PEOPLE.slice(0, 2))];
  cloud.registry.set('Sheet1', 1, 5, 'Address book');
  for (const [i, workbook] of team.entries()) {
    cloud.list(workbook, ZONE);
    cloud.registry.set('Sheet1', i + 2, 5, `gsheet:${book.id}`);
  }
  await cloud.google.clock.advance(Date.parse(PLANNED) + 1_000 - cloud.google.clock.now());
  return team;
};

/** Others of the same beginning in their places on the list. */
const others = (like: readonly Workbook[]): Workbook[] =>
  like.map((workbook, i) => {
    const copy = cloud.google.sheets.create({
      title: `Office ${i + 1}`,
      like: workbook,
      people: { [ROBOT]: 'writer' },
    });
    setSetting(copy, 'workbookId', copy.id);
    setSetting(copy, 'workbookHome', `gsheet:${copy.id}`);
    cloud.registry.set('Sheet1', i + 2, 1, `gsheet:${copy.id}`);
    return copy;
  });

const sweepAll = async (): Promise<void> => {
  await cloud.dispatch(PLANNED);
  await cloud.google.clock.run(2 * HOUR);
};

const recipients = (from = 0) =>
  cloud.google.gmail
    .mailbox(TEAM)
    .sent.slice(from)
    .map(({ mime }) => /[^<\s]+@[^>\s]+/.exec(headerOf(mime, 'to') ?? '')?.[0] ?? '')
    .sort();

/** Whom each notice of a workbook reached, by its ledger. */
const toldBy = (workbook: Workbook): string[] =>
  readSnapshot(rawOf(workbook), { now: PLANNED })
    .ledger.filter(({ status }) => status === 'sent')
    .map(({ key, to }) => `${key} ${to}`)
    .sort();

/** Ids of the mails that its ledger has as sent. */
const sentBy = (workbook: Workbook): Set<string> =>
  new Set(
    readSnapshot(rawOf(workbook), { now: PLANNED }).ledger.flatMap(({ mail, status }) =>
      status === 'sent' ? mail : [],
    ),
  );

const stateOf = (workbook: Workbook) => {
  const { ledger, runs } = readSnapshot(rawOf(workbook), { now: PLANNED });
  return {
    chain: verifyLedger(ledger, headsOf(runs)).ok,
    open: stillSending(ledger).length,
    held: ledger.filter(({ status }) => status === 'held').length,
    claims: runs.filter(({ status }) => status === 'claimed').length,
  };
};
const CLEAN = { chain: true, open: 0, held: 0, claims: 0 };

test('people on two workbooks get one mail, and a process that dies leaves nothing undone or told twice', {
  timeout: 300_000,
}, async () => {
  const like = await openTeam();
  const first = others(like);
  const { sheets, gmail } = cloud.google;
  const before = sheets.requests.length;
  await sweepAll();
  const requests = sheets.requests.length - before;
  expect(cloud.queue.attempts.map(({ status }) => status)).toEqual([200]);
  expect(recipients()).toEqual(PEOPLE.map(addressOf).sort());
  const [launch, move] = first.map((workbook) => sentBy(workbook)) as [Set<string>, Set<string>];
  expect([launch.size, move.size, [...launch].filter((id) => move.has(id)).length]).toEqual([3, 2, 2]);
  expect(first.map(stateOf)).toEqual([CLEAN, CLEAN]);
  const told = first.map(toldBy);
  expect(told.map(({ length }) => length > 0)).toEqual([true, true]);

  for (const [api, count] of [
    ['sheets', requests],
    ['gmail', gmail.requests.length],
  ] as const) {
    // The first reading is of dispatch's list, the second of the book.
    for (let nth = api === 'sheets' ? 3 : 1; nth <= count; nth += 6) {
      const team = others(like);
      const from = recipients().length;
      cloud.google.fail({ api, nth, how: 'drop-after' });
      cloud.kill();
      await sweepAll();
      // By the ledgers everybody was told everything once; and as many mails left as say so.
      const mails = new Set(team.flatMap((workbook) => [...sentBy(workbook)]));
      expect([api, nth, team.map(toldBy), team.map(stateOf)]).toEqual([api, nth, told, [CLEAN, CLEAN]]);
      expect([api, nth, mails.size]).toEqual([api, nth, recipients(from).length]);
    }
  }
});
