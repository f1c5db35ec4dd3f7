import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { settingOf } from '../../core/read/index.ts';
import { locate } from '../../core/read/locate.ts';
import { widthOf } from '../../core/text/width.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../functions/adopt/index.ts';
import { adoptLines } from '../../functions/adopt/print.ts';
import { makeWorkbook } from '../../functions/create/make-workbook.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { BINDING, type Locale, STARTER, settingsIn, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { schemaJson } from '../../sheet-templates/schema.ts';
import { tempFolder } from '../support/cli.ts';
import { appendOf, type Rows } from '../support/starter.ts';

/** A Friday. */
const NOW = '2026-03-06T09:00:00+08:00';
const folder = await tempFolder();
let count = 0;
const fresh = () => join(folder, `book-${++count}.xlsx`);

/** One task late and blocked, one due soon, one done without evidence, one without a tracker row. */
const ROWS: Rows = {
  directory: [
    { name: '李明', email: 'li@example.com', department: '设计部' },
    { name: '王丽', email: 'wang@example.com', department: '生产部' },
    { name: '赵总', email: 'zhao@example.com', department: '设计部' },
  ],
  departments: [
    { name: '设计部', head: '李明', divisionLeader: '赵总' },
    { name: '生产部', head: '王丽', divisionLeader: '赵总' },
  ],
  raci: [
    { id: 'T-0001', name: '画草图', department: '设计部', responsible: '李明', accountable: '赵总', due: '2026-03-03' },
    { id: 'T-0002', name: '做样品', department: '生产部', responsible: '王丽', accountable: '赵总', due: '2026-03-10' },
    {
      id: 'T-0003',
      name: '写说明书',
      department: '设计部',
      responsible: '李明',
      accountable: '赵总',
      due: '2026-03-02',
    },
    { id: 'T-0004', name: '付定金', department: '生产部', responsible: '王丽', accountable: '赵总', due: '2026-03-06' },
  ],
  tracker: [
    { id: 'T-0001', status: 'blocked' },
    { id: 'T-0002', status: 'in-progress' },
    { id: 'T-0003', status: 'done', updatedOn: '2026-03-02' },
  ],
};

const HUMAN = STARTER.filter((tab) => !tabOf(tab).machine);

interface Built {
  readonly locale: Locale;
  readonly tabs: readonly TabKey[];
  readonly rows?: Rows;
  readonly headerRow?: number;
  /** Columns that are left out, as `raci.id`. */
  readonly without?: readonly string[];
}

/** A workbook that somebody makes by program with nothing at hand but `schema --json`. */
const build = async ({ locale, tabs, rows = ROWS, headerRow = 1, without = [] }: Built): Promise<string> => {
  const book = new exceljs.Workbook();
  for (const { key, title, columns } of schemaJson(locale).tabs) {
    if (!tabs.includes(key as TabKey)) continue;
    const sheet = book.addWorksheet(title);
    const shown = columns.filter((column) => !without.includes(`${key}.${column.key}`));
    sheet.getRow(headerRow).values = shown.map(({ header }) => header);
    const given = rows[key as TabKey] ?? [];
    for (let i = 0; i < given.length + 3; i++) {
      shown.forEach((column, at) => {
        const value = given[i]?.[column.key] ?? null;
        const cell = sheet.getCell(headerRow + 1 + i, at + 1);
        const option = column.options.find((known) => known.key === value);
        if (column.lookup) cell.value = { formula: 'IF(TRUE,"","")', result: '' };
        else if (column.type === 'date' && value !== null) cell.value = new Date(`${value}T00:00:00Z`);
        else if (value !== null) cell.value = option?.label ?? (value as string);
      });
    }
  }
  const path = fresh();
  await book.xlsx.writeFile(path);
  return path;
};

const initialised = async (locale: Locale, rows: Rows = ROWS): Promise<string> => {
  const path = fresh();
  const fill = async (store: ReturnType<typeof openXlsxFile>) => {
    const writes = Object.entries(rows).flatMap(([tab, of]) => of.map((values) => appendOf(tab as TabKey, values)));
    await store.apply(writes);
  };
  await makeWorkbook({ path, locale, zone: 'Asia/Shanghai', country: 'CN', project: '', now: NOW, fill });
  return path;
};

const planOf = async (path: string) => {
  const raw = await openXlsxFile(path).read();
  return decide(raw, await readContextOf(raw, NOW)).plan;
};

const noticesOf = async (path: string) =>
  (await planOf(path)).notices.map(({ key, to, cc, because }) => ({
    key,
    to: to.map(({ email }) => email),
    cc: cc.map(({ email }) => email),
    because,
  }));

const read = (path: string) => openXlsxFile(path).read();
const titlesOf = async (path: string) => (await read(path)).sheets.map(({ title }) => title);
const titled = (locale: Locale, tabs: readonly TabKey[]) => tabs.map((tab) => tabOf(tab).title[locale]);
const MACHINE: readonly TabKey[] = ['_state', '_ledger', '_runs'];
const PLACE = { zone: 'Asia/Shanghai', country: 'CN' };

const settingKeys = async (path: string): Promise<string[]> => {
  const { sheet, headerRow, columns } = locate(await read(path)).tabs.get('settings')!;
  return sheet.rows.filter(({ at }) => at > headerRow).map(({ cells }) => String(cells[columns.get('key')! - 1]));
};

describe('a workbook made of Baton’s own tabs, once adopted,', () => {
  it.each([
    ['zh-CN', HUMAN, 1],
    ['en', HUMAN, 4],
    ['zh-CN', ['raci', 'tracker', 'directory', 'departments'], 1],
    ['en', ['raci', 'tracker', 'directory', 'departments'], 2],
    ['en', ['raci', 'directory', 'departments'], 1],
  ] as const)('is swept as one that init made: %s, %j, headers in row %i', async (locale, tabs, headerRow) => {
    const path = await build({ locale, tabs, headerRow });
    const rows = tabs.includes('tracker' as never) ? ROWS : { ...ROWS, tracker: [] };
    const { outcome } = await adoptFile(path, { now: NOW, ...PLACE });
    expect(outcome).toBe('adopted');
    const notices = await noticesOf(path);
    expect(notices.length).toBeGreaterThan(4);
    expect(notices).toEqual(await noticesOf(await initialised(locale, rows)));

    const mailer = createMemoryMailer();
    expect((await sweepWorkbook({ store: openXlsxFile(path), mailer, now: NOW })).outcome).toBe('done');
    expect(mailer.sent.length).toBeGreaterThan(1);
  });

  it.each(['zh-CN', 'en'] as const)(
    'has what it lacked, in its own language, and nothing is bound: %s',
    async (locale) => {
      const tabs: readonly TabKey[] = ['raci', 'tracker', 'departments'];
      const path = await build({ locale, tabs });
      const added: TabKey[] = ['directory', 'settings', 'calendar', ...MACHINE];
      const report = await adoptFile(path, { now: NOW, ...PLACE });
      expect(report.added.map(({ tab }) => tab)).toEqual(added);
      expect(await titlesOf(path)).toEqual(titled(locale, [...tabs, ...added]));
      expect((await settingKeys(path)).sort()).toEqual(settingsIn(false).sort());
      const raw = await read(path);
      expect(settingOf(raw, 'locale')).toBe(locale);
      expect(settingOf(raw, 'sameDay')).toBe({ 'zh-CN': '是', en: 'Yes' }[locale]);
      expect(settingOf(raw, 'workbookHome')).toBe(raw.location);
      expect(locate(raw).tabs.get('calendar')!.sheet.rows.length).toBeGreaterThan(30);
      expect(report.missing.addresses).toEqual({ people: 3, without: 3, names: ['李明', '赵总', '王丽'] });
    },
  );

  it('keeps its settings and its calendar; settings that are missing follow', async () => {
    const settings = [
      { key: 'zone', value: 'Europe/Berlin' },
      { key: 'country', value: 'DE' },
      { key: 'keeper', value: '王丽' },
      { key: 'remindDays', value: '5' },
    ];
    const calendar = [{ date: '2026-03-16', kind: 'off', source: 'ours', note: '搬家' }];
    const path = await build({ locale: 'zh-CN', tabs: HUMAN, rows: { ...ROWS, settings, calendar } });
    const report = await adoptFile(path, { now: NOW, ...PLACE });
    expect(report).toMatchObject({
      zone: 'Europe/Berlin',
      country: 'DE',
      missing: { roles: ['projectLead', 'executive'] },
    });
    const keys = await settingKeys(path);
    expect(keys.slice(0, 4)).toEqual(settings.map(({ key }) => key));
    expect([...keys].sort()).toEqual(settingsIn(false).sort());
    const raw = await read(path);
    for (const { key, value } of settings) expect(settingOf(raw, key)).toBe(value);
    expect(settingOf(raw, 'stuckDays')).toBe('3');
    expect(locate(raw).tabs.get('calendar')!.sheet.rows).toHaveLength(2);
  });

  it('has the official days of its country where its calendar is empty', async () => {
    const path = await build({
      locale: 'en',
      tabs: HUMAN,
      rows: { ...ROWS, settings: [{ key: 'country', value: 'CN' }] },
    });
    await adoptFile(path, { now: NOW });
    const { sheet } = locate(await read(path)).tabs.get('calendar')!;
    expect(sheet.rows.some(({ cells }) => cells.includes('Work') && cells.includes('Official'))).toBe(true);
  });

  it('has a column for ids where its plan has none', async () => {
    const raci = ROWS.raci!.map(({ id: _, ...row }) => row);
    const path = await build({ locale: 'en', tabs: HUMAN, rows: { ...ROWS, raci, tracker: [] }, without: ['raci.id'] });
    await adoptFile(path, { now: NOW, ...PLACE });
    await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now: NOW });
    const { sheet, columns, headerRow } = locate(await read(path)).tabs.get('raci')!;
    const ids = sheet.rows.filter(({ at }) => at > headerRow).map(({ cells }) => cells[columns.get('id')! - 1]);
    expect(ids.filter(Boolean)).toEqual(['T-0001', 'T-0002', 'T-0003', 'T-0004']);
  });

  it('from before Baton noted who held what keeps its notes, and gets the columns for it', async () => {
    const tabs = [...HUMAN, '_state', '_ledger', '_runs'] as const;
    const state = [{ id: 'T-0001', seenOn: '2026-02-02', court: '李明' }];
    const without = ['_state.courts', '_state.standing'];
    const path = await build({ locale: 'en', tabs, rows: { ...ROWS, _state: state }, without });
    await adoptFile(path, { now: NOW, ...PLACE });
    await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now: NOW });
    const { snapshot } = decide(await read(path), { now: NOW });
    expect(snapshot.state.get('T-0001')).toMatchObject({ seenOn: 20_486, courts: '[["2026-03-06","设计部"]]' });
  });

  it('that has a title over an empty sheet gets its header there', async () => {
    const path = await build({ locale: 'en', tabs: ['raci', 'tracker', 'departments'] });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    book.addWorksheet('Directory');
    await book.xlsx.writeFile(path);
    await adoptFile(path, { now: NOW, ...PLACE });
    const titles = await titlesOf(path);
    expect(titles.filter((title) => /directory|通讯录/i.test(title))).toEqual(['Directory']);
    expect(
      locate(await read(path))
        .tabs.get('directory')!
        .columns.get('email'),
    ).toBeDefined();
  });

  it('is told about in both languages, under the names of its sheets', async () => {
    const path = await build({ locale: 'zh-CN', tabs: ['raci', 'tracker', 'directory'] });
    const report = await adoptFile(path, { now: NOW, ...PLACE });
    const [zh, en] = (['zh-CN', 'en'] as const).map((locale) =>
      adoptLines(report, 'x.xlsx', locale, widthOf).join('\n'),
    );
    expect(zh).toContain('添加了工作表“部门”、“设置”、“工作日历”，以及三张隐藏的记录表。');
    expect(en).toContain('Added: the sheets 部门, 设置, 工作日历 and three hidden sheets for Baton’s notes.');
    expect(en).toContain('check x.xlsx');
  });

  it('is one that needs nothing more', async () => {
    const path = await build({ locale: 'en', tabs: HUMAN });
    await adoptFile(path, { now: NOW, ...PLACE });
    const before = await readFile(path);
    expect(await adoptFile(path, { now: NOW })).toMatchObject({ outcome: 'nothing-to-do', added: [] });
    expect(await readFile(path)).toEqual(before);
  });
});

describe('a workbook of ours that lost a sheet', () => {
  const without = async (path: string, title: string) => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    book.removeWorksheet(title);
    await book.xlsx.writeFile(path);
  };

  it.each(MACHINE)('gets it back and stays what it was: %s', async (lost) => {
    const path = await initialised('zh-CN');
    const [notices, id] = [await noticesOf(path), settingOf(await read(path), 'workbookId')];
    await without(path, lost);
    const titles = await titlesOf(path);
    const report = await adoptFile(path, { now: NOW });
    expect(report).toMatchObject({
      outcome: 'adopted',
      added: [{ tab: lost, title: lost }],
      workbook: { id },
      recordLost: false,
    });
    expect(await titlesOf(path)).toEqual([...titles, lost]);
    expect((await settingKeys(path)).filter((key) => BINDING.test(key))).toEqual([]);
    expect(await noticesOf(path)).toEqual(notices);
  });

  it('says that mails may be told again when it is the record of mails', async () => {
    const path = await initialised('en');
    await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now: NOW });
    await without(path, '_ledger');
    const report = await adoptFile(path, { now: NOW });
    expect(report.recordLost).toBe(true);
    const lines = adoptLines(report, 'x.xlsx', 'en', widthOf).join('\n');
    expect(lines).toContain('Added: one hidden sheet for Baton’s notes.');
    expect(lines).toContain('may be told again');
    // First of all, with what to run before any sweep.
    expect(lines.split('\n')[0]).toContain('npm run -s baton -- restore x.xlsx BACKUP');
  });

  it('gets an id of its own too when it is a copy', async () => {
    const path = await initialised('en');
    const copy = fresh();
    await copyFile(path, copy);
    await without(copy, '_runs');
    const report = await adoptFile(copy, { now: NOW });
    expect(report).toMatchObject({ outcome: 'copy', added: [{ tab: '_runs' }] });
    const raw = await read(copy);
    expect(settingOf(raw, 'workbookHome')).toBe(raw.location);
    expect(settingOf(raw, 'workbookId')).not.toBe(settingOf(await read(path), 'workbookId'));
  });
});

describe('a copy made before the first sweep, in a folder', () => {
  it('mails nobody while the file it was copied from is filled, and is an instance of it while that is empty', async () => {
    const template = await initialised('en', {});
    const instance = fresh();
    await copyFile(template, instance);
    await openXlsxFile(instance).apply(
      Object.entries(ROWS).flatMap(([tab, of]) => of.map((values) => appendOf(tab as TabKey, values))),
    );
    const swept = async (path: string) => {
      const mailer = createMemoryMailer();
      const { outcome } = await sweepWorkbook({ store: openXlsxFile(path), mailer, now: NOW });
      return { outcome, mails: mailer.sent.length };
    };
    const original = await initialised('en');
    const copy = fresh();
    await copyFile(original, copy);
    expect(await swept(copy)).toEqual({ outcome: 'copy', mails: 0 });
    expect((await swept(original)).outcome).toBe('done');
    expect(await swept(copy)).toEqual({ outcome: 'copy', mails: 0 });

    const { outcome, mails } = await swept(instance);
    expect([outcome, mails > 1]).toEqual(['done', true]);
    const ids = await Promise.all([template, instance].map(async (path) => settingOf(await read(path), 'workbookId')));
    expect(new Set(ids).size).toBe(2);
  });
});

it('a team’s own sheet under one of our titles is still theirs', async () => {
  const path = fresh();
  const book = new exceljs.Workbook();
  book.addWorksheet('RACI').addRows([
    ['Task', 'Department', 'Owner', 'Due', 'Status'],
    ['Paint', 'Design', 'Li Ming', new Date('2026-03-20'), 'Open'],
  ]);
  await book.xlsx.writeFile(path);
  const report = await adoptFile(path, { now: NOW, ...PLACE });
  expect(report.ids).toMatchObject({ header: 'Baton ID', added: true });
  expect(await settingKeys(path)).toContain('column.tracker.status');
});
