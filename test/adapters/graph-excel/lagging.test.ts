import { describe, expect, test } from 'vitest';
import type { RowMove } from '../../../core/keep/archives.ts';
import { readArchives } from '../../../core/keep/archives.ts';
import { locate } from '../../../core/read/locate.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { readPackage } from '../../../functions/xlsx/read.ts';
import { appendOf, setOf } from '../../support/starter.ts';
import { type Book, openStarterBook } from './book.ts';
import { typed } from './people.ts';

// A download may be up to some 20 s older than what was written through a workbook session, under the newest eTag.
const SECONDS_20 = 20_000;

const idsIn = ({ item }: Book, tab: 'raci' | '_runs'): string[] => {
  const { sheets } = readPackage(openPackage(item.bytes));
  const { sheet, columns, headerRow } = locate({ ...NOBODY, sheets }).tabs.get(tab)!;
  const key = columns.get(tab === 'raci' ? 'id' : 'run')!;
  return sheet.rows.flatMap(({ at, cells }) => (at > headerRow && cells[key - 1] ? [String(cells[key - 1])] : []));
};
const NOBODY = { name: '', location: '', movedFrom: () => false, foundAt: async () => null, dateSystem: 1900 } as const;

const task = (id: string) => appendOf('raci', { id, name: `Task ${id}` });
const claim = appendOf('_runs', { run: 'ours', status: 'claimed' });
const years: readonly RowMove[] = [{ tab: '_runs', title: '_runs_2024', keys: new Set(['old']) }];

/** A workbook with a sweep of years ago, opened through Excel's API, and swept a moment ago. */
const swept = async (lag: number) => {
  const book = await openStarterBook({ way: 'api', lag });
  await book.store.apply([appendOf('_runs', { run: 'old', status: 'done' })]);
  book.item.rest();
  await book.store.read();
  await book.store.apply([claim, task('T-0001')]);
  return book;
};

describe('rows of past years that move while the file lags behind the session', () => {
  const archive = ({ archive }: WorkbookStore) =>
    archive!(years, [setOf('_runs', 'ours', { note: 'moved' }, { status: 'claimed' })]);

  test('take with them what was written a moment ago', async () => {
    const book = await swept(SECONDS_20);
    expect(await archive(book.store)).toMatchObject([{ outcome: 'written' }]);
    expect(idsIn(book, '_runs')).toEqual(['ours']);
    expect(idsIn(book, 'raci')).toContain('T-0001');
    const { sheets } = readPackage(openPackage(book.item.bytes));
    const now = '2026-03-06T09:00:00+08:00';
    expect(readArchives({ ...NOBODY, sheets }, { now })[0]!.runs.map(({ run }) => run)).toEqual(['old']);
  });

  test('take with them what another process wrote meanwhile', async () => {
    const book = await swept(SECONDS_20);
    const other = book.open();
    book.graph.meanwhile({
      api: 'graph',
      method: 'workbook-closesession',
      when: 'after',
      act: async () => {
        await other.apply([task('T-0002')]);
        book.graph.sessions.end(book.item);
      },
    });
    await archive(book.store);
    expect(idsIn(book, 'raci')).toEqual(expect.arrayContaining(['T-0001', 'T-0002']));
  });

  test('stay where the file does not catch up: that is said, and nothing is changed', async () => {
    const book = await swept(24 * 3_600_000);
    const { eTag } = book.item;
    const error = await archive(book.store).catch((thrown) => thrown);
    expect(error).toMatchObject({ kind: 'backend', code: 'graph-lagging' });
    expect(error.words.en).toContain('nothing was changed');
    expect(error.words['zh-CN']).toContain('没有改动');
    expect(book.item.eTag).toBe(eTag);
  });

  test('are seen by who reads the archives right after a write', async () => {
    const book = await swept(SECONDS_20);
    const runs = locate(await book.store.read({ archives: true })).tabs.get('_runs')!.sheet.rows;
    expect(runs.flatMap(({ cells }) => cells[0])).toContain('ours');
  });
});

describe('a process that takes the file', () => {
  test.each([0, 5_000, 19_000, 21_000])('%i ms after a session wrote to it loses nothing of that', async (later) => {
    const book = await swept(SECONDS_20);
    await book.graph.clock.advance(later);
    const other = book.open({ way: 'file' });
    await other.read();
    book.graph.sessions.end(book.item);
    expect(await other.apply([task('T-0002')])).toMatchObject([{ outcome: 'written' }]);
    expect(idsIn(book, '_runs')).toEqual(['old', 'ours']);
    expect(idsIn(book, 'raci')).toEqual(expect.arrayContaining(['T-0001', 'T-0002']));
  });

  test('loses nothing of what people typed in Excel for the web a moment ago', async () => {
    const book = await openStarterBook({ lag: SECONDS_20 });
    const { sheet, columns } = locate(await book.store.read()).tabs.get('raci')!;
    typed(book.item, { sheet: sheet.title, row: 30, column: columns.get('id')!, value: 'T-0009' });
    expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    expect(idsIn(book, 'raci')).toEqual(expect.arrayContaining(['T-0001', 'T-0009']));
  });

  test('does not wait for what it uploaded itself, in another opening too', async () => {
    const book = await openStarterBook();
    await book.store.apply([task('T-0001')]);
    const at = book.graph.clock.now();
    await book.store.apply([task('T-0002')]);
    await book.open().apply([task('T-0003')]);
    expect(book.graph.clock.now()).toBe(at);
  });

  test('waits at most half a minute after somebody saved', async () => {
    const book = await openStarterBook();
    book.item.replace(book.item.bytes);
    const at = book.graph.clock.now();
    await book.store.apply([task('T-0001')]);
    expect(book.graph.clock.now() - at).toBeGreaterThan(0);
    expect(book.graph.clock.now() - at).toBeLessThanOrEqual(30_000);
  });
});
