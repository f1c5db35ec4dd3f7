import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Write, WriteValue } from '../../core/plan.ts';
import { locate, textOf } from '../../core/read/locate.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { markWorkbook } from '../../functions/sweep/mark.ts';
import { CHECK, CHECK_KEY, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import { tempFolder } from '../support/cli.ts';

const NOW = '2026-03-06T09:00';

let path: string;
let store: WorkbookStore;

const make = async (locale: Locale) => {
  path = join(await tempFolder(), 'demo.xlsx');
  await makeDemo({ path, locale, zone: 'Europe/London', country: null, now: NOW });
  store = openXlsxFile(path);
};

beforeEach(() => make('en'));

const set = async (tab: TabKey, item: string, values: Record<string, WriteValue>) => {
  const write: Write = { tab, kind: 'set', item, values, expected: {} };
  const [receipt] = await store.apply([write]);
  expect(receipt!.outcome).toBe('written');
};

/** What the check column says, by row. */
const marksIn = async (tab: TabKey): Promise<Record<string, string>> => {
  const { tabs } = locate(await store.read());
  const { sheet, headerRow, columns, check } = tabs.get(tab)!;
  const marks: Record<string, string> = {};
  for (const { at, cells } of sheet.rows) {
    const mark = textOf(cells[check! - 1]);
    if (at > headerRow && mark !== '') marks[textOf(cells[columns.get('id')! - 1])] = mark;
  }
  return marks;
};

describe('marks beside the rows', () => {
  it('say under which header what is to be mended, errors first, and go when it is', async () => {
    await markWorkbook(store, NOW);
    expect(await marksIn('raci')).not.toHaveProperty('T-0003');
    await set('raci', 'T-0003', { due: 'next week', name: 'Clear the name asap', responsible: 'Zoe' });
    await markWorkbook(store, NOW);
    const lines = (await marksIn('raci'))['T-0003']!.split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['Responsible (R)', 'Due', 'Task']);
    expect(lines[1]).toContain('next week');

    await set('raci', 'T-0003', { due: '2026-04-01', name: 'Clear the name', responsible: 'Li Na' });
    await markWorkbook(store, NOW);
    expect(await marksIn('raci')).not.toHaveProperty('T-0003');
  });

  it('are written once: the next check of the same rows changes no byte', async () => {
    await set('raci', 'T-0003', { due: 'next week' });
    expect((await markWorkbook(store, NOW)).receipts.length).toBeGreaterThan(0);
    const before = await readFile(path);
    expect((await markWorkbook(store, NOW)).receipts).toEqual([]);
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('give a row that somebody typed its id, and stand beside it', async () => {
    await store.apply([
      { tab: 'raci', kind: 'append', item: '', values: { name: 'Book the hall', due: 'soon' }, expected: {} },
    ]);
    await markWorkbook(store, NOW);
    const marks = Object.entries(await marksIn('raci')).filter(([, mark]) => mark.includes('soon'));
    expect(marks.map(([id]) => id)).toEqual([expect.stringMatching(/^T-\d{4}$/)]);
  });

  it('go along with a row that is sorted, and a mark that was typed over comes back', async () => {
    await set('raci', 'T-0003', { due: 'next week' });
    await markWorkbook(store, NOW);
    const said = (await marksIn('raci'))['T-0003'];
    await set('raci', 'T-0003', { [CHECK_KEY]: 'it is fine' });
    await markWorkbook(store, NOW);
    expect((await marksIn('raci'))['T-0003']).toBe(said);
  });

  it('are read by nothing: what stands there moves no clock and is no problem', async () => {
    await set('raci', 'T-0003', { due: 'next week' });
    await markWorkbook(store, NOW);
    const before = await marksIn('raci');
    await set('raci', 'T-0003', { [CHECK_KEY]: '=1+1 everyone asap' });
    await markWorkbook(store, NOW);
    expect(await marksIn('raci')).toEqual(before);
  });
});

it('speak the language of the workbook', async () => {
  await make('zh-CN');
  await set('raci', 'T-0003', { due: '下周' });
  await markWorkbook(store, NOW);
  expect((await marksIn('raci'))['T-0003']).toMatch(/^截止日期：/);
});

it('of two rows with one id each is marked', async () => {
  await set('raci', 'T-0003', { id: 'T-0004' });
  await markWorkbook(store, NOW);
  const { tabs } = locate(await store.read());
  const { sheet, columns, check } = tabs.get('raci')!;
  const twice = sheet.rows.filter(({ cells }) => textOf(cells[columns.get('id')! - 1]) === 'T-0004');
  expect(twice.map(({ cells }) => textOf(cells[check! - 1]) !== '')).toEqual([true, true]);
  // Whoever reads it beside the first of them is not told to clear that one.
  for (const { cells } of twice)
    expect(textOf(cells[check! - 1])).toContain(
      `T-0004 is in row ${twice[1]!.at} and again in row ${twice[0]!.at}. Clear it in row ${twice[0]!.at} `,
    );
  const again = await markWorkbook(store, NOW);
  expect(again.receipts).toEqual([]);
});

it('a sheet without the column stays as it is, and its header is all that it takes', async () => {
  const raw = await store.read();
  const title = (header: string) => ({
    ...raw,
    sheets: raw.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map(({ at, cells }) => ({
        at,
        cells: cells.map((cell) => (cell === CHECK.header.en ? header : cell)),
      })),
    })),
  });
  const written: Write[] = [];
  const storeOf = (header: string): WorkbookStore => ({
    read: async () => title(header),
    apply: async (writes) => {
      written.push(...writes);
      return [];
    },
  });
  expect((await markWorkbook(storeOf('Remarks'), NOW)).marked).toBeNull();
  expect(written).toEqual([]);
  expect((await markWorkbook(storeOf('接力检查'), NOW)).marked).toBeGreaterThan(0);
});

it('waits while a sweep is at work, which gives rows their ids itself', async () => {
  await set('raci', 'T-0003', { due: 'next week' });
  const values = {
    run: 'r-1',
    day: '2026-03-06',
    startedAt: `${NOW}:00Z`,
    status: 'claimed',
    until: '2026-03-06T09:15:00Z',
  };
  await store.apply([{ tab: '_runs', kind: 'append', item: 'r-1', values, expected: {} }]);
  await expect(markWorkbook(store, '2026-03-06T09:01:00Z')).rejects.toMatchObject({ code: 'sweep-at-work' });
  expect(await marksIn('raci')).not.toHaveProperty('T-0003');
  await markWorkbook(store, '2026-03-06T09:16:00Z');
  expect(await marksIn('raci')).toHaveProperty('T-0003');
});
