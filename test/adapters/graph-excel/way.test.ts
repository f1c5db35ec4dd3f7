import { describe, expect, test } from 'vitest';
import { type GraphExcelOptions, openGraphWorkbook } from '../../../functions/adapters/graph-excel/store.ts';
import { CLOUDS } from '../../../functions/microsoft/clouds.ts';
import { appendOf } from '../../support/starter.ts';
import { type Book, openStarterBook } from './book.ts';

/** Where nobody says which way. */
const unasked = ({ address, options }: Book, more: GraphExcelOptions = {}) => {
  const { way: _, ...own } = options();
  return openGraphWorkbook(address, { ...own, ...more });
};

describe('the way', () => {
  test('is Excel’s API where that works', async () => {
    const book = await openStarterBook();
    const store = unasked(book);
    await store.read();
    expect(store.way()).toMatchObject({ name: 'api', why: { en: 'Excel’s API takes it' } });
    expect(book.graph.storage.requests).toEqual([]);
  });

  test.each([
    ['refused', /it does not take/],
    ['absent', /it is not there/],
  ] as const)('is the file’s where the API is %s, and that is said and asked once', async (workbookApi, why) => {
    const book = await openStarterBook({ workbookApi });
    const store = unasked(book);
    await store.read();
    expect(store.way()).toMatchObject({ name: 'file', why: { en: expect.stringMatching(why) } });
    book.requests();
    const [receipt] = await store.apply([appendOf('raci', { id: 'T-0001', name: 'Task' })]);
    expect(receipt).toMatchObject({ outcome: 'written' });
    expect(book.requests()).toEqual(['driveitem-put-content']);
  });

  test('is not another than the one that was asked for', async () => {
    const book = await openStarterBook({ workbookApi: 'refused' });
    const store = openGraphWorkbook(`${book.address}?way=api`, book.options());
    await expect(store.read()).rejects.toMatchObject({ kind: 'backend', code: 'graph-way-refused' });
  });

  test('is not given up for what passes, or for a workbook that is not there', async () => {
    const book = await openStarterBook();
    const store = unasked(book);
    book.item.trash();
    await expect(store.read()).rejects.toMatchObject({ code: 'graph-not-found' });
    expect(store.way().name).toBe('api');
  });

  test('in China is the file’s, and that is said', async () => {
    const book = await openStarterBook();
    const store = unasked(book, { cloud: CLOUDS.china });
    expect(store.way().name).toBe('file');
    expect(store.way().why.en).toMatch(/21Vianet/);
    expect((await store.read()).name).toBe('Launch');
  });

  test('is the one that the address names', async () => {
    const book = await openStarterBook();
    const { way: _, ...options } = book.options();
    const store = openGraphWorkbook(`${book.address}?way=file`, options);
    expect(store.way()).toMatchObject({ name: 'file', why: { en: 'it was asked for' } });
    expect((await store.read()).location).toBe(`graph:${book.address}`);
  });

  test.each(['', 'drive', 'drive/', 'a/b/c', 'a/b?way=fax', 'a b/c'])('no address: “%s”', (given) => {
    expect(() => openGraphWorkbook(given)).toThrow(expect.objectContaining({ kind: 'call', code: 'graph-bad-id' }));
  });
});
