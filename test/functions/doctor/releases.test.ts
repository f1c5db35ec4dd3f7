import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { settingsOfBook } from '../../../core/adopt/complete.ts';
import { migrationOf } from '../../../core/adopt/migrate.ts';
import { locate } from '../../../core/read/locate.ts';
import type { CellEdit, RawWorkbook } from '../../../core/workbook.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { changeXlsxFile, openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../../functions/adopt/index.ts';
import { fixWorkbook } from '../../../functions/doctor/fix.ts';
import { readContextOf } from '../../../functions/reading/official.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { CHECK, columnsOf, TAB_KEYS, tabOf } from '../../../sheet-templates/index.ts';
import { tempFolder } from '../../support/cli.ts';
import { appendOf, type Rows, setOf } from '../../support/starter.ts';

const RELEASES = new URL('../../fixtures/releases/', import.meta.url);
/** A Friday; the sweep of the day before has left its notes. */
const NOW = '2026-03-06T09:00:00+08:00';
const YESTERDAY = '2026-03-05T09:00:00+08:00';

const releases = (await readdir(RELEASES)).filter((name) => /^\d+$/.test(name)).map(Number);
const files = (
  await Promise.all(
    releases.map(async (release) =>
      (await readdir(new URL(`${release}/`, RELEASES))).map((file) => ({ release, file })),
    ),
  )
).flat();
/** The release that brought the full template, with all that the starter does without. */
const FULL_SINCE = 2;
const folder = await tempFolder();
let count = 0;

const ROWS: Rows = {
  departments: [
    { name: '设计部', head: '李明', divisionLeader: '赵总' },
    { name: '生产部', head: '王丽', divisionLeader: '赵总' },
  ],
  directory: [
    { name: '李明', email: 'li@example.com', department: '设计部' },
    { name: '王丽', email: 'wang@example.com', department: '生产部' },
    { name: '赵总', email: 'zhao@example.com', department: '设计部' },
  ],
  raci: [
    { id: 'T-0001', name: '画草图', department: '设计部', responsible: '李明', accountable: '赵总', due: '2026-03-03' },
    { id: 'T-0002', name: '做样品', department: '生产部', responsible: '王丽', accountable: '赵总', due: '2026-03-10' },
    {
      id: 'T-0003',
      name: '写说明书',
      department: '设计部',
      responsible: '周五',
      accountable: '赵总',
      due: '2026-03-02',
    },
  ],
  tracker: [
    { id: 'T-0001', status: 'blocked' },
    { id: 'T-0002', status: 'in-progress' },
  ],
};

/** A workbook of a release as a team has filled it, with a sweep behind it. */
const filled = async ({ release, file }: (typeof files)[number]): Promise<string> => {
  const path = join(folder, `book-${++count}.xlsx`);
  await copyFile(new URL(`${release}/${file}`, RELEASES), path);
  const rows = Object.entries(ROWS).flatMap(([tab, of]) => of.map((row) => appendOf(tab as never, row)));
  const settings = { country: 'CN', zone: 'Asia/Shanghai', keeper: '王丽' };
  const receipts = await openXlsxFile(path).apply([
    ...Object.entries(settings).map(([key, value]) => setOf('settings', key, { value })),
    ...rows,
  ]);
  expect(receipts.filter(({ outcome }) => outcome !== 'written')).toEqual([]);
  await swept(path, YESTERDAY);
  return path;
};

const swept = async (path: string, now: string) => {
  const clock = () => now;
  const store = openXlsxFile(path);
  return sweepWorkbook({
    store,
    mailer: createMemoryMailer(),
    now,
    clock,
    decide: async (raw, read) => decide(raw, await readContextOf(raw, read.now)),
  });
};

const seen = async (path: string) => {
  const raw = await openXlsxFile(path).read();
  const { plan } = decide(raw, await readContextOf(raw, NOW));
  return { notices: plan.notices.map(({ key, to }) => [key, to.map(({ name }) => name)]), problems: plan.problems };
};

/** What people's sheets hold: what they typed, without formulas and without what stands to the right of what was there `before`. */
const humanCells = (raw: RawWorkbook, before: RawWorkbook = raw) => {
  const places = new Map([...locate(before).tabs].map(([tab, place]) => [place.sheet.title, { tab, ...place }]));
  return raw.sheets.flatMap(({ title, rows, merges }) => {
    const place = places.get(title);
    if (place && tabOf(place.tab).machine) return [];
    const isTheirs = (column: number) =>
      column <= (place?.header.length ?? column) && column !== place?.check && !place?.sheet.calculated?.has(column);
    return [
      { title, merges, rows: rows.map(({ at, cells }) => [at, ...trimmed(cells.filter((_, i) => isTheirs(i + 1)))]) },
    ];
  });
};

const trimmed = <T>(cells: readonly T[]): readonly T[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);

const fix = (path: string) => fixWorkbook(path, openXlsxFile(path), () => NOW);

describe.each(files)('a workbook made from release $release, $file', (made) => {
  let path: string;
  let before: { raw: RawWorkbook } & Awaited<ReturnType<typeof seen>>;
  let done: Awaited<ReturnType<typeof fix>>;

  beforeAll(async () => {
    path = await filled(made);
    before = { raw: await openXlsxFile(path).read(), ...(await seen(path)) };
    done = await fix(path);
  });

  it('lacks nothing any more', async () => {
    const { columns, tabs, settings } = migrationOf(await openXlsxFile(path).read(), true);
    expect({ columns, tabs, settings }).toEqual({ columns: [], tabs: [], settings: [] });
    // The last release was whole but for the days that nobody had put into its calendar, unless something came since.
    expect(done.some(({ code }) => code === 'columns-added')).toBe(migrationOf(before.raw, true).columns.length > 0);
    if (made.release < 5) expect(done.map(({ code }) => code)).toContain('columns-added');
  });

  it('tells the same people the same, and finds the same to mend', async () => {
    const after = await seen(path);
    expect(before.notices.length).toBeGreaterThan(1);
    expect(after).toEqual({ notices: before.notices, problems: before.problems });
  });

  it('keeps every cell that people wrote', async () => {
    const after = humanCells(await openXlsxFile(path).read(), before.raw);
    for (const [index, { title, rows, merges }] of humanCells(before.raw).entries()) {
      expect([title, after[index]!.title, after[index]!.merges]).toEqual([title, title, merges]);
      // Settings and official days come after what was there.
      expect(after[index]!.rows.slice(0, rows.length), title).toEqual(rows);
    }
  });

  it('is left as it is the second time, byte for byte', async () => {
    const bytes = await readFile(path);
    expect(await fix(path)).toEqual([]);
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  it('is swept with notes in what was added', async () => {
    const { outcome, problems } = await swept(path, NOW);
    expect([outcome, problems.map(({ code }) => code)]).toEqual(['done', before.problems.map(({ code }) => code)]);
    const { sheet, columns } = locate(await openXlsxFile(path).read()).tabs.get('_state')!;
    const courts = sheet.rows.slice(1).map(({ cells }) => cells[columns.get('courts')! - 1]);
    expect(courts.some((cell) => String(cell ?? '') !== '')).toBe(true);
  });
});

/** What a team does to its sheet: own columns beside ours, headers in other words, rows in another order. */
const rearranged = (raw: RawWorkbook): CellEdit[] => {
  const { sheet, headerRow, header, columns } = locate(raw).tabs.get('raci')!;
  const last = header.length;
  const rows = sheet.rows.filter(({ at }) => at > headerRow && at <= headerRow + 3);
  const own = ['预算', '备注（我们的）'].map((value, i) => ({
    sheet: sheet.title,
    row: headerRow,
    column: last + 1 + i,
    value,
  }));
  const notes = rows.map(({ at }) => ({ sheet: sheet.title, row: at, column: last + 1, value: at * 100 }));
  const renamed = { sheet: sheet.title, row: headerRow, column: columns.get('responsible')!, value: '负责人' };
  const typed = ['id', 'name', 'department', 'responsible', 'accountable', 'due'].map((key) => columns.get(key)!);
  const swapped = [rows[0]!, rows[1]!].flatMap((row, i, [a, b]) =>
    typed.map((column) => {
      const from = i === 0 ? b! : a!;
      return { sheet: sheet.title, row: row.at, column, value: from.cells[column - 1] as string | number };
    }),
  );
  return [...own, ...notes, renamed, ...swapped];
};

describe('what a team has made of it', () => {
  it('stays: own columns, headers in its own words, rows in another order', async () => {
    const path = await filled({ release: 1, file: 'starter-zh-CN.xlsx' });
    await changeXlsxFile(path, (raw) => ({ edits: rearranged(raw), addSheets: [], result: null }));
    const before = { raw: await openXlsxFile(path).read(), ...(await seen(path)) };
    await fix(path);
    const raw = await openXlsxFile(path).read();
    expect(await seen(path)).toEqual({ notices: before.notices, problems: before.problems });
    const { header } = locate(raw).tabs.get('raci')!;
    const added = columnsOf('raci').flatMap(([, { since, header }]) => (since ? [header['zh-CN']] : []));
    const rest = header.filter((text) => !added.includes(text));
    expect(rest.slice(-3)).toEqual(['预算', '备注（我们的）', CHECK.header['zh-CN']]);
    expect(header).toContain('负责人');
    const rowsOf = (book: RawWorkbook) =>
      humanCells(book, before.raw).find(({ title }) => title === locate(raw).tabs.get('raci')!.sheet.title);
    expect(rowsOf(raw)).toEqual(rowsOf(before.raw));
    expect(await fix(path)).toEqual([]);
  });

  it('stays away: a column of the first release that it has done away with, and a role', async () => {
    const path = await filled({ release: 3, file: 'starter-en.xlsx' });
    await changeXlsxFile(path, (raw) => {
      const { sheet, headerRow, columns } = locate(raw).tabs.get('tracker')!;
      const column = columns.get('reason')!;
      return { edits: [{ sheet: sheet.title, row: headerRow, column, value: null }], addSheets: [], result: null };
    });
    // Nobody is asked for a role whose row is not there.
    await changeXlsxFile(path, (raw) => {
      const { sheet, columns } = locate(raw).tabs.get('settings')!;
      const key = columns.get('key')!;
      const row = sheet.rows.find(({ cells }) => cells[key - 1] === 'executive')!.at;
      return { edits: [{ sheet: sheet.title, row, column: key, value: null }], addSheets: [], result: null };
    });
    const before = await seen(path);
    await fix(path);
    expect(await seen(path)).toEqual(before);
    expect(settingsOfBook(locate(await openXlsxFile(path).read())).has('executive')).toBe(false);
    expect(
      locate(await openXlsxFile(path).read())
        .tabs.get('tracker')!
        .columns.has('reason'),
    ).toBe(false);
  });

  it('lacks nothing right after its own sheet was adopted, with a sheet of ours beside it for how far tasks are', async () => {
    const path = join(folder, `book-${++count}.xlsx`);
    const book = new exceljs.Workbook();
    book.addWorksheet('Plan 2026').addRows([
      ['Task', 'Who', 'Until'],
      ['Draw', 'Li Ming', '2026-03-03'],
      ['Build', 'Wang Li', '2026-03-10'],
    ]);
    await book.xlsx.writeFile(path);
    const { added } = await adoptFile(path, { now: YESTERDAY, locale: 'en', country: 'none', zone: 'Asia/Shanghai' });
    expect(added.map(({ tab }) => tab)).toContain('tracker');
    expect(migrationOf(await openXlsxFile(path).read(), true).columns).toEqual([]);
    await swept(path, YESTERDAY);
    expect(await fix(path)).toEqual([]);
  });

  it('gets Baton’s notes completed where its own sheet was adopted, and no column beside its own', async () => {
    const path = join(folder, `book-${++count}.xlsx`);
    const book = new exceljs.Workbook();
    book.addWorksheet('Plan 2026').addRows([
      ['Task', 'Who', 'Until', 'State'],
      ['Draw', 'Li Ming', '2026-03-03', 'in progress'],
      ['Build', 'Wang Li', '2026-03-10', 'not started'],
    ]);
    await book.xlsx.writeFile(path);
    await adoptFile(path, { now: YESTERDAY, locale: 'en', country: 'none', zone: 'Asia/Shanghai' });
    await swept(path, YESTERDAY);
    // As an earlier Baton would have adopted it.
    await changeXlsxFile(path, (raw) => {
      const { sheet, columns } = locate(raw).tabs.get('_state')!;
      const blank = ['standing', 'courts'].flatMap((key) =>
        sheet.rows.map(({ at }) => ({ sheet: sheet.title, row: at, column: columns.get(key)!, value: null })),
      );
      return { edits: blank, addSheets: [], result: null };
    });
    const before = await openXlsxFile(path).read();
    expect((await fix(path)).map(({ code }) => code)).toContain('columns-added');
    const after = await openXlsxFile(path).read();
    const plan = ({ sheets }: RawWorkbook) => sheets.find(({ title }) => title === 'Plan 2026');
    expect(plan(after)).toEqual(plan(before));
    expect([...locate(after).tabs.get('_state')!.columns.keys()].sort()).toEqual(
      columnsOf('_state')
        .map(([key]) => key)
        .sort(),
    );
    expect((await swept(path, NOW)).outcome).toBe('done');
  });
});

describe('what is declared today', () => {
  it('says of every column of people’s tabs that came later with which release', async () => {
    const first = new Map<string, number>();
    const tabs = new Map<string, number>();
    for (const { release, file } of files) {
      const located = locate(await openXlsxFile(new URL(`${release}/${file}`, RELEASES).pathname).read());
      for (const [tab, { columns }] of located.tabs) {
        tabs.set(tab, Math.min(release, tabs.get(tab) ?? release));
        for (const key of columns.keys())
          first.set(`${tab}.${key}`, Math.min(release, first.get(`${tab}.${key}`) ?? release));
      }
    }
    const next = Math.max(...releases) + 1;
    const wrong = TAB_KEYS.filter((tab) => !tabOf(tab).machine).flatMap((tab) =>
      columnsOf(tab).flatMap(([key, { since, extra }]) => {
        const came = first.get(`${tab}.${key}`) ?? next;
        const isFirst = came === (extra ? FULL_SINCE : (tabs.get(tab) ?? next));
        return since === (isFirst ? undefined : came) ? [] : [`${tab}.${key}: since ${since}, came with ${came}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
