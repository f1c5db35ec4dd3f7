import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { bookOf } from '../../apps-script/client/book.ts';
import { followOf, rawFollowed } from '../../apps-script/client/follow-writes.ts';
import type { BookJson, CallFailure, Follow, FollowAhead, FollowBook } from '../../apps-script/protocol.ts';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../core/adopt/propose.ts';
import { followedIn } from '../../core/adopt/rebind.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { LIN, leave, openAddOn, openPage } from '../support/add-on.ts';
import type { Simulator } from '../support/apps-script/simulator.ts';
import { builtFiles } from '../support/built-add-on.ts';
import { openChromium } from '../support/chromium.ts';

/** A tracker as a team has it, with a sum beneath nothing and a note of its own. */
const TRACKERS = {
  en: {
    title: 'Sprint plan',
    values: [
      ['Website relaunch', '', '', '', ''],
      ['Task', 'Owner', 'Due date', 'Status', 'Remarks'],
      ['Draft the copy', 'Maya', '2026-03-10', 'In progress', 'with Chen'],
      ['Choose photos', 'Chen', '2026-03-12', 'Not started', ''],
      ['Test the shop', 'Maya', '2026-03-16', 'Parked', ''],
      ['Move the server', 'Omar', '2026-03-20', 'Done', ''],
    ],
    word: 'Parked',
  },
  'zh-CN': {
    title: '新站上线计划',
    values: [
      ['新站上线', '', '', '', ''],
      ['任务', '负责人', '截止日期', '状态', '备注'],
      ['写文案', '马雅', '2026-03-10', '进行中', '和陈洁一起'],
      ['选照片', '陈洁', '2026-03-12', '未开始', ''],
      ['测试商城', '马雅', '2026-03-16', '搁置中', ''],
      ['迁移服务器', '韩宇', '2026-03-20', '已完成', ''],
    ],
    word: '搁置中',
  },
} as const;

const files = await builtFiles();

const openTracker = (locale: Locale): Simulator => {
  const { title, values } = TRACKERS[locale];
  return openAddOn(locale, {
    spreadsheet: { name: title, sheets: [{ name: title, values: values.map((line) => [...line]) }] },
  });
};

const readFor = (sim: Simulator) => sim.user(LIN).run('batonFollowBook') as FollowBook;

const wantedFor = (book: FollowBook, said: ReadingChoices = {}): Follow => {
  const raw = rawFollowed(book);
  const wanted = followOf(book, raw, acceptedIn(proposalOf(raw, said, 'en'), said));
  if (!wanted) throw new Error('Nothing is followed.');
  return wanted;
};

const bookIn = (sim: Simulator) => bookOf(sim.user(LIN).run('batonBook') as BookJson);
const theirs = (sim: Simulator, locale: Locale) => sim.shown(`'${TRACKERS[locale].title}'!A1:E6`);

describe.each(LOCALES)('a sheet of their own, followed in %s', (locale) => {
  const sim = openTracker(locale);
  const before = theirs(sim, locale);
  const { title, word } = TRACKERS[locale];
  const answer = sim.user(LIN).run('batonFollow', wantedFor(readFor(sim), { statuses: { [word]: 'blocked' } }));

  it('is read by every sweep from then on, with an id for each task', () => {
    expect(answer).toBe(true);
    const { snapshot, located } = bookIn(sim);
    expect(located.tabs.get('raci')?.sheet.title).toBe(title);
    expect(snapshot.rows.raci.map(({ id }) => id)).toEqual(['T-0001', 'T-0002', 'T-0003', 'T-0004']);
    expect(snapshot.rows.tracker.map(({ values }) => values.status)).toEqual([
      'in-progress',
      'not-started',
      'blocked',
      'done',
    ]);
    expect(snapshot.policy).toMatchObject({ locale, zone: 'Asia/Shanghai', workbookHome: bookIn(sim).raw.location });
  });

  it('keeps every cell that people wrote', () => {
    expect(theirs(sim, locale)).toEqual(before);
  });

  it('has what was said in its settings, so that it is not asked again', () => {
    expect(followedIn(rawFollowed(readFor(sim)))?.said).toMatchObject({
      sheets: [title],
      statuses: { [word]: 'blocked' },
    });
  });

  it('is watched by whoever followed it, and its headers are sound', () => {
    expect(sim.user(LIN).run('batonStatus')).toMatchObject({ triggers: 'ours', copy: false, readOnlyTabs: [] });
  });
});

/** What their owner did by menus, one rule by words and one by a range beside the table. */
const RULES = `function offer() {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
  const words = SpreadsheetApp.newDataValidation().requireValueInList(['Not started', 'In progress', 'On trial', 'Parked', 'Done'], true);
  sheet.getRange('D3:D40').setDataValidation(words.build());
  const names = SpreadsheetApp.newDataValidation().requireValueInRange(sheet.getRange('G3:G5'), true);
  sheet.getRange('B3:B40').setDataValidation(names.build());
  sheet.getRange('C3:C40').setDataValidation(SpreadsheetApp.newDataValidation().requireDate().build());
}`;

it('what a drop-down offers and no row has yet is asked about, and is known once somebody has said yes', () => {
  const { title, values } = TRACKERS.en;
  const names = ['', '', 'Maya', 'Chen', 'Omar'];
  const sim = openAddOn('en', {
    files: { ...files, 'Rules.js': RULES },
    spreadsheet: {
      name: title,
      sheets: [{ name: title, values: values.map((line, i) => [...line, '', names[i] ?? '']) }],
    },
  });
  sim.user(LIN).run('offer');
  const book = readFor(sim);
  expect(book.raw.sheets[0]?.offered).toEqual([
    {
      at: [{ top: 3, left: 2, bottom: expect.any(Number), right: 2 }],
      words: ['Maya', 'Chen', 'Omar'],
      from: { top: 3, left: 7, bottom: 5, right: 7 },
    },
    {
      at: [{ top: 3, left: 4, bottom: expect.any(Number), right: 4 }],
      words: ['Not started', 'In progress', 'On trial', 'Parked', 'Done'],
    },
  ]);
  const [own] = proposalOf(rawFollowed(book), {}, 'en').sheets;
  expect(own?.statuses).toContainEqual({ text: 'On trial', count: 0, status: null, guess: 'in-progress' });
  expect(sim.user(LIN).run('batonFollow', wantedFor(book))).toBe(true);
  sim.user(LIN).type(`${title}!D4`, 'On trial');
  expect(bookIn(sim).snapshot.rows.tracker[1]?.values.status).toBe('in-progress');
});

it('a sheet whose drop-downs cannot be read is followed without them', () => {
  const sim = openTracker('en');
  for (const call of [1, 2]) sim.fail({ call, of: 'Range.getDataValidations' });
  const book = readFor(sim);
  expect(book.raw.sheets[0]?.offered).toEqual([]);
  expect(sim.user(LIN).run('batonFollow', wantedFor(book))).toBe(true);
});

it('nothing is done where a cell was changed since it was read, be it in the column that gets the ids', () => {
  for (const cell of ['A3', 'F4']) {
    const sim = openTracker('en');
    const wanted = wantedFor(readFor(sim));
    sim.user(LIN).select(`${TRACKERS.en.title}!${cell}`).type(`${TRACKERS.en.title}!${cell}`, 'mine');
    const { error } = sim.user(LIN).run('batonFollow', wanted) as CallFailure;
    expect(error).toMatchObject({ code: 'moved', message: expect.stringContaining('changed meanwhile') });
    expect(sim.sheets).toEqual([TRACKERS.en.title]);
  }
});

it('a cell that holds something is never written, whatever the page asks for', () => {
  const sim = openTracker('en');
  const wanted = wantedFor(readFor(sim));
  const edits = [...wanted.edits, { sheet: TRACKERS.en.title, row: 3, column: 1, value: 'other' }];
  expect(sim.user(LIN).run('batonFollow', { ...wanted, edits })).toMatchObject({ error: { code: 'moved' } });
  expect(theirs(sim, 'en')[2]?.[0]).toBe('Draft the copy');
});

it('broken off halfway, what was added is gone, and it can be followed the next time', () => {
  const sim = openTracker('en');
  for (const call of [6, 7]) sim.fail({ call, of: 'Sheet.setFrozenRows' });
  expect(sim.user(LIN).run('batonFollow', wantedFor(readFor(sim)))).toMatchObject({ error: { code: 'google' } });
  expect(sim.sheets).toEqual([TRACKERS.en.title]);
  expect(sim.user(LIN).run('batonFollow', wantedFor(readFor(sim)))).toBe(true);
});

it('two thousand tasks are followed in as few calls as four', () => {
  const { title, values } = TRACKERS.en;
  const many = Array.from({ length: 2000 }, (_, n) => [`Task number ${n}`, 'Maya', '2026-03-10', 'In progress', '']);
  const callsFor = (rows: readonly (readonly string[])[]): number => {
    const lines = [...values.slice(0, 2), ...rows].map((line) => [...line]);
    const sim = openAddOn('en', { spreadsheet: { name: title, sheets: [{ name: title, values: lines }] } });
    expect(sim.user(LIN).run('batonFollow', wantedFor(readFor(sim)))).toBe(true);
    expect(sim.last('batonFollow').timedOut).toBe(false);
    return sim.last('batonFollow').calls;
  };
  expect(callsFor(many)).toBeLessThanOrEqual(callsFor(many.slice(0, 4)) + 5);
});

it('a matrix of letters is taken over beside itself', () => {
  const sim = openAddOn('en', {
    spreadsheet: {
      name: 'RACI chart',
      sheets: [
        {
          name: 'Chart',
          values: [
            ['Activity', 'Maya', 'Chen', 'Omar'],
            ['Draft the copy', 'R', 'A', 'C'],
            ['Choose photos', 'A', 'R', 'I'],
            ['Test the shop', 'R', 'C', 'A'],
          ],
        },
      ],
    },
  });
  expect(sim.user(LIN).run('batonFollow', wantedFor(readFor(sim)))).toBe(true);
  const { snapshot } = bookIn(sim);
  expect(snapshot.rows.raci.map(({ values }) => [values.name, values.responsible?.name])).toEqual([
    ['Draft the copy', 'Maya'],
    ['Choose photos', 'Chen'],
    ['Test the shop', 'Maya'],
  ]);
  expect(sim.shown('Chart!A2:D2')).toEqual([['Draft the copy', 'R', 'A', 'C']]);
});

/** A sheet for each team, of one layout; one of them has its header further down. */
const TEAMS = [
  {
    name: 'Web',
    values: [
      ['Task', 'Owner', 'Due date', 'Status', 'Remarks'],
      ['Draft the copy', 'Maya', '2026-03-10', 'In progress', ''],
      ['Choose photos', 'Chen', '2026-03-12', 'Not started', ''],
      ['Thank the team', 'Chen', '', 'Not started', ''],
    ],
  },
  {
    name: 'Mobile',
    values: [
      ['Mobile team', '', '', '', ''],
      ['Task', 'Owner', 'Due date', 'Status', 'Remarks'],
      ['Test the shop', 'Omar', '2026-03-16', 'In progress', ''],
      ['Ship the beta', 'Maya', '2026-03-20', 'Not started', ''],
    ],
  },
];
const openTeams = (): Simulator =>
  openAddOn('en', {
    spreadsheet: {
      name: 'Teams',
      sheets: TEAMS.map(({ name, values }) => ({ name, values: values.map((line) => [...line]) })),
    },
  });

describe('sheets of one layout, followed together', () => {
  const sim = openTeams();
  const answer = sim.user(LIN).run('batonFollow', wantedFor(readFor(sim), { sheets: ['Web'], together: true }));

  it('are one list of tasks, each with an id in its own sheet', () => {
    expect(answer).toBe(true);
    expect(bookIn(sim).snapshot.tasks.map(({ id, values }) => `${id} ${values.name}`)).toEqual([
      'T-0001 Draft the copy',
      'T-0002 Choose photos',
      'T-0003 Thank the team',
      'T-0004 Test the shop',
      'T-0005 Ship the beta',
    ]);
    expect(sim.shown('Mobile!F2:F4')).toEqual([['Baton ID'], ['T-0004'], ['T-0005']]);
  });

  it('are checked as they are typed into, each by its own rows', () => {
    sim.user(LIN).type('Mobile!C4', 'soon');
    expect(sim.shown('Mobile!C4')).toEqual([['2026-03-20']]);
    sim.user(LIN).type('Mobile!C4', '2026-03-21');
    expect(sim.last().error).toBeUndefined();
    expect(sim.cell('Mobile!C4').note).toMatch(/Sat 21 Mar is a day off/);
    expect(sim.cell('Web!C4').note).toBe('');
    sim.user(LIN).type('Mobile!C4', '2026-03-20');
    expect(sim.cell('Mobile!C4').note).toBe('');
    sim.user(LIN).paste('Mobile!A5', [['Write the notes', 'Chen', '2026-03-25', 'Not started']]);
    expect(sim.last().error).toBeUndefined();
    expect(sim.shown('Mobile!F5')).toEqual([['T-0006']]);
    expect(sim.user(LIN).run('batonCheckAll')).toMatchObject({ raci: expect.any(Number) });
    expect(sim.last('batonCheckAll').error).toBeUndefined();
  });

  it('say who would be mailed, before and after', () => {
    const fresh = openTeams();
    const { edits, addSheets } = wantedFor(readFor(fresh), { sheets: ['Web'], together: true });
    const trial = { edits, addSheets, writes: [], named: ['Maya', 'Chen', 'Omar'] };
    const ahead = fresh.user(LIN).run('batonFollowAhead', trial) as FollowAhead;
    expect(ahead).toMatchObject({ days: 20, of: 20 });
    expect(ahead.people.map(({ name }) => name).sort()).toEqual(['Chen', 'Maya', 'Omar']);
    expect(fresh.sheets).toEqual(['Web', 'Mobile']);
  });
});

it('the dialog asks a browser for nothing newer than we promise', async () => {
  const newer = /\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy|isWellFormed|fromAsync)\(/;
  const page = (await builtFiles())['follow.html']!;
  expect([newer.exec(page)?.[0], Buffer.byteLength(page) < 450_000]).toEqual([undefined, true]);
});

const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

describe.skipIf(!browser)('the dialog', () => {
  it('shows how it would be read, takes what is said instead, and follows it', async () => {
    const sim = openTracker('en');
    sim.user(LIN).open().choose('Baton', 'Follow this sheet');
    expect(sim.user(LIN).dialog?.title).toBe('Follow this sheet');
    const { page, outside } = await openPage(browser!, sim, LIN, 'follow', 640);
    expect(await page.getByLabel('Column B Owner').inputValue()).toBe('responsible');
    expect(await page.getByText('Maya · Chen · Maya · Omar').count()).toBe(1);
    await page.getByLabel('Column E Remarks').selectOption('description');
    await page.getByLabel('Parked (1)').selectOption('blocked');
    await page.getByLabel('Address of Maya').fill('maya at home');
    await page.getByRole('button', { name: 'Follow it like this' }).click();
    await page.locator('.said.late', { hasText: '“maya at home” isn’t an address' }).waitFor();
    await page.getByLabel('Address of Maya').fill('maya@example.com');
    await page.getByRole('button', { name: 'Follow it like this' }).click();
    await page.locator('.said.fine', { hasText: 'It is followed from now on' }).waitFor();
    const { snapshot } = bookIn(sim);
    expect(snapshot.rows.raci[0]?.values).toMatchObject({ description: 'with Chen' });
    expect(snapshot.rows.tracker[2]?.values.status).toBe('blocked');
    expect(snapshot.people.get('Maya')?.email).toBe('maya@example.com');
    expect(outside).toEqual([]);
    await leave(page);
  });

  it('takes addresses from a list that is pasted, and says who has none yet', async () => {
    const sim = openTracker('en');
    const { page } = await openPage(browser!, sim, LIN, 'follow', 640);
    await page
      .getByLabel('Or paste a list of people')
      .fill('Maya <maya@example.com>\nChen Jie, chen@example.com\nZoe Stone zoe@example.com');
    await page.getByRole('button', { name: 'Read the list' }).click();
    const said = page.locator('.said.soon');
    await said.filter({ hasText: '2 addresses read from the list' }).waitFor();
    await said.filter({ hasText: '“Chen” may be Chen Jie <chen@example.com>.' }).waitFor();
    await said.filter({ hasText: 'Still without an address: Omar.' }).waitFor();
    expect(await page.getByLabel('Address of Chen').inputValue()).toBe('chen@example.com');
    await page.getByRole('button', { name: 'Follow it like this' }).click();
    await page.locator('.said.fine', { hasText: 'It is followed from now on' }).waitFor();
    const { people } = bookIn(sim).snapshot;
    expect([...people.values()].map(({ name, email }) => [name, email])).toEqual([
      ['Maya', 'maya@example.com'],
      ['Chen', 'chen@example.com'],
      ['Omar', null],
    ]);
    await leave(page);
  });

  it('asks who is meant by a first name, and writes nothing of it into their sheet', async () => {
    const { title, values } = TRACKERS.en;
    const people = [
      ['Name', 'Email', 'Department'],
      ['Maya Cohen', 'maya@example.com', 'Marketing'],
      ['Chen Jie', 'chen@example.com', 'Design'],
    ];
    const sheets = [
      { name: title, values: values.map((line) => [...line]) },
      { name: 'People', values: people },
    ];
    const sim = openAddOn('en', { spreadsheet: { name: title, sheets } });
    const { page, closed } = await openPage(browser!, sim, LIN, 'follow', 640);
    expect(await page.getByLabel('Maya', { exact: false }).first().inputValue()).toBe('Maya Cohen');
    await page.getByRole('button', { name: 'Follow it like this' }).click();
    await page.locator('.said.fine', { hasText: 'It is followed from now on' }).waitFor();
    expect(bookIn(sim).snapshot.rows.raci[0]?.values.responsible?.name).toBe('Maya Cohen');
    expect(sim.shown(`'${title}'!B3:B6`)).toEqual([['Maya'], ['Chen'], ['Maya'], ['Omar']]);
    await page.keyboard.press('Escape');
    await expect.poll(closed).toBe(true);
    await leave(page);
  });

  it('shows who would be mailed, asks after what has no date, and has sheets of one layout followed together or one alone', async () => {
    const sim = openTeams();
    const { page } = await openPage(browser!, sim, LIN, 'follow', 640);
    expect(await page.getByLabel('1 other sheet with the same headers').inputValue()).toBe('yes');
    await page.getByLabel('Ask for updates where there is no date (1)').selectOption('5');
    await page.getByRole('button', { name: 'Show who would be mailed' }).click();
    await page.locator('.said.fine', { hasText: 'Then, in the next 20 workdays' }).waitFor();
    await page.locator('.said.fine li', { hasText: /^Omar · \d+ mails?, / }).waitFor();
    await page.getByRole('button', { name: 'Follow it like this' }).click();
    await page.locator('.said.fine', { hasText: 'It is followed from now on' }).waitFor();
    await leave(page);
    expect(bookIn(sim).snapshot.policy.quietDays).toBe(5);
    expect(bookIn(sim).snapshot.tasks.length).toBe(5);

    const again = await openPage(browser!, sim, LIN, 'follow', 640);
    await again.page.getByLabel('Sheet', { exact: true }).selectOption('Mobile');
    await again.page.getByRole('button', { name: 'Save' }).click();
    await again.page.locator('.said.fine', { hasText: '“Mobile” is followed from now on' }).waitFor();
    await leave(again.page);
    expect(bookIn(sim).snapshot.tasks.map(({ id }) => id)).toEqual(['T-0004', 'T-0005']);
  });

  it('changes later what was said', async () => {
    const sim = openTracker('zh-CN');
    sim.user(LIN).run('batonFollow', wantedFor(readFor(sim)));
    const { page } = await openPage(browser!, sim, LIN, 'follow', 640);
    // The column of ids is no one's to choose a meaning for.
    expect(await page.getByLabel('F 列').count()).toBe(0);
    await page.getByLabel('E 列 备注').selectOption('description');
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('.said.fine', { hasText: '已保存' }).waitFor();
    expect(bookIn(sim).snapshot.rows.raci[0]?.values).toMatchObject({ description: '和陈洁一起' });
    await leave(page);
  });
});
