import { describe, expect, test } from 'vitest';
import { openGraphWorkbook } from '../../../functions/adapters/graph-excel/store.ts';
import type { Opening } from '../../support/graph/reports.ts';
import { appendOf, setOf } from '../../support/starter.ts';
import { type Book, type BookOptions, openStarterBook } from './book.ts';

// A large workbook: https://learn.microsoft.com/graph/workbook-best-practice
const MINUTE = 60_000;
const task = (id: string) => appendOf('raci', { id, name: `Task ${id}` });

/** As nobody says which way. */
const unasked = (book: Book) => {
  const { way: _, ...rest } = book.options();
  return openGraphWorkbook(book.address, rest);
};
const open = async (opening: Opening, more: BookOptions = {}) => {
  const book = await openStarterBook({ reports: { opening }, ...more });
  return { book, store: unasked(book) };
};

describe('a workbook that takes long to open', () => {
  test.each(['accepted', 'slow'] as const)('is waited for (%s), and written cell by cell', async (opening) => {
    const { book, store } = await open(opening);
    const at = book.graph.clock.now();
    await store.read();
    expect(store.way().name).toBe('api');
    expect(book.graph.clock.now() - at).toBeLessThan(1.5 * MINUTE);
    expect(await store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    book.graph.sessions.end(book.item);
    expect(await store.apply([setOf('raci', 'T-0001', { output: 'Again' })])).toMatchObject([{ outcome: 'written' }]);
    expect(store.way().name).toBe('api');
  });

  test.each(['too-slow', 'fails', 'unopenable'] as const)(
    'and never does (%s) is taken as a file, within two minutes',
    async (opening) => {
      const { book, store } = await open(opening);
      const at = book.graph.clock.now();
      await store.read();
      expect(store.way().name).toBe('file');
      expect(store.way().why.en).toContain('in time');
      expect(book.graph.clock.now() - at).toBeLessThan(2 * MINUTE);
      expect(await store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    },
  );

  test('is said to be so where only Excel’s API was asked for', async () => {
    const { store } = await openStarterBook({ reports: { opening: 'too-slow' }, way: 'api' });
    await expect(store.read()).rejects.toMatchObject({ code: 'graph-way-refused' });
  });

  test('by an app that may not ask how it goes on is taken as a file', async () => {
    const { book, store } = await open('accepted');
    book.graph.fail({ api: 'graph', method: 'workbookoperation-get', how: { status: 403 } });
    await store.read();
    expect(store.way().name).toBe('file');
  });

  test('as one request with others that nobody answers in time is taken as a file', async () => {
    const { book, store } = await open('at-once');
    book.graph.fail({ api: 'graph', method: 'batch', times: 30, how: { status: 504 } });
    await store.read();
    expect(store.way().name).toBe('file');
    book.graph.calm();
  });

  test('only once: a 504 that passes is no reason to leave Excel’s API', async () => {
    const { book, store } = await open('at-once');
    book.graph.fail({ api: 'graph', method: 'workbook-createsession', how: { status: 504 } });
    await store.read();
    expect(store.way().name).toBe('api');
  });
});

test('a session that ended and cannot be had again ends what was half done with an error, and the file is left alone', async () => {
  const book = await openStarterBook();
  const store = unasked(book);
  await store.apply([task('T-0001')]);
  const uploads = book.item.uploads;
  book.graph.meanwhile({
    api: 'graph',
    method: 'tablerowcollection-add',
    when: 'after',
    act: () => {
      book.graph.sessions.end(book.item);
      book.graph.fail({ api: 'graph', method: 'workbook-createsession', times: 60, how: { status: 504 } });
    },
  });
  await expect(store.apply([task('T-0002'), appendOf('tracker', { id: 'T-0002' })])).rejects.toMatchObject({
    code: 'graph-unreachable',
  });
  book.graph.calm();
  expect(book.item.uploads).toBe(uploads);
});
