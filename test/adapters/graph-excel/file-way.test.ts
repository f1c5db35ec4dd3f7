import { beforeAll, describe, expect, test } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import type { CellEdit, RawWorkbook } from '../../../core/workbook.ts';
import { openGraphWorkbook } from '../../../functions/adapters/graph-excel/store.ts';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { inflateEntry, readZip, writeZip } from '../../../functions/xlsx/zip.ts';
import type { DriveItem } from '../../support/graph/drive/item.ts';
import { randomOf } from '../../support/random.ts';
import { appendOf, setOf } from '../../support/starter.ts';
import { type Book, openBytes, openStarterBook } from './book.ts';

const task = (id: string) => appendOf('raci', { id, name: `Task ${id}`, responsible: 'Li Na', due: '2026-03-06' });

const cellOf = (raw: RawWorkbook, item: string, column: string) => {
  const { sheet, columns } = locate(raw).tabs.get('raci')!;
  const row = sheet.rows.find(({ cells }) => cells[columns.get('id')! - 1] === item);
  return {
    value: row?.cells[columns.get(column)! - 1] ?? null,
    at: { sheet: sheet.title, row: row?.at ?? 0, column: columns.get(column)! },
  };
};
const valueAt = async ({ store }: Pick<Book, 'store'>, item: string, column: string) =>
  cellOf(await store.read(), item, column).value;

/** Somebody's save from a program of theirs. */
const save = (item: DriveItem, ...edits: CellEdit[]) =>
  item.replace(patchWorkbook(item.bytes, { edits, addSheets: [] }));

const PUT = { api: 'graph', method: 'driveitem-put-content' } as const;

describe('somebody saves between reading and writing', () => {
  test('and both are kept', async () => {
    const book = await openStarterBook();
    await book.store.apply([task('T-0001')]);
    const { at } = cellOf(await book.store.read(), 'T-0001', 'output');
    book.graph.meanwhile({ ...PUT, act: () => save(book.item, { ...at, value: 'Theirs' }) });
    expect(await book.store.apply([task('T-0002')])).toMatchObject([{ outcome: 'written' }]);
    expect(await valueAt(book, 'T-0001', 'output')).toBe('Theirs');
    expect(await valueAt(book, 'T-0002', 'name')).toBe('Task T-0002');
  });

  test('in the very cell that is to be written: theirs stays, and that is said', async () => {
    const book = await openStarterBook();
    await book.store.apply([task('T-0001')]);
    const { at } = cellOf(await book.store.read(), 'T-0001', 'output');
    book.graph.meanwhile({ ...PUT, act: () => save(book.item, { ...at, value: 'Theirs' }) });
    expect(await book.store.apply([setOf('raci', 'T-0001', { output: 'Ours' }, { output: '' })])).toMatchObject([
      { outcome: 'conflict', found: { output: 'Theirs' } },
    ]);
    expect(await valueAt(book, 'T-0001', 'output')).toBe('Theirs');
  });

  test('a conflict that was seen in an old reading is looked at again before it is said', async () => {
    const book = await openStarterBook();
    await book.store.apply([task('T-0001')]);
    const { at } = cellOf(await book.store.read(), 'T-0001', 'output');
    save(book.item, { ...at, value: 'Draft' });
    await book.store.read();
    save(book.item, { ...at, value: null });
    expect(await book.store.apply([setOf('raci', 'T-0001', { output: 'Ours' }, { output: '' })])).toMatchObject([
      { outcome: 'written' },
    ]);
  });

  test('which a service may also say with a conflict', async () => {
    const book = await openStarterBook();
    book.graph.fail({ ...PUT, how: { status: 409, inner: 'resourceModified' } });
    expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
  });

  test('again and again: nothing is written, and that is said', async () => {
    const book = await openStarterBook();
    for (let nth = 1; nth <= 5; nth++) book.graph.meanwhile({ ...PUT, nth, act: () => book.item.touch() });
    await expect(book.store.apply([task('T-0001')])).rejects.toMatchObject({ code: 'workbook-changing' });
    expect(await valueAt(book, 'T-0001', 'name')).toBeNull();
  });

  test('and the answer to our upload gets lost: it is neither made twice nor taken for theirs', async () => {
    const book = await openStarterBook();
    await book.store.apply([task('T-0001')]);
    const { at } = cellOf(await book.store.read(), 'T-0001', 'name');
    book.graph.fail({ ...PUT, how: 'drop-after' });
    // Before we look again.
    book.graph.meanwhile({
      api: 'graph',
      method: 'driveitem-get',
      act: () => save(book.item, { ...at, value: 'Mine' }),
    });
    const write = setOf('raci', 'T-0001', { output: 'Report' }, { output: '' });
    expect(await book.store.apply([write, task('T-0002')])).toMatchObject([
      { outcome: 'written' },
      { outcome: 'written' },
    ]);
    expect(await valueAt(book, 'T-0001', 'name')).toBe('Mine');
    expect(await valueAt(book, 'T-0001', 'output')).toBe('Report');
    const { sheet, columns } = locate(await book.store.read()).tabs.get('raci')!;
    expect(sheet.rows.filter(({ cells }) => cells[columns.get('id')! - 1] === 'T-0002')).toHaveLength(1);
  });
});

describe('a file that is not where or how it was', () => {
  test('renamed and moved to another folder it is the same workbook, under its new name', async () => {
    const book = await openStarterBook({ name: '计划 #1 100%.xlsx' });
    const { name, location } = await book.store.read();
    expect(name).toBe('计划 #1 100%');
    book.item.rename('Übersicht & Plan #2.xlsx');
    book.item.move(book.drive.folder('存档 #%'));
    await book.store.apply([task('T-0001')]);
    expect(await book.store.read()).toMatchObject({ name: 'Übersicht & Plan #2', location });
    expect(location).toBe(`graph:${book.address}`);
  });

  test('deleted between reading and writing: that is said, and nothing comes back', async () => {
    const book = await openStarterBook();
    await book.store.read();
    book.item.trash();
    await expect(book.store.apply([task('T-0001')])).rejects.toMatchObject({ kind: 'data', code: 'graph-not-found' });
  });

  test('a copy knows the original by its location, and finds it', async () => {
    const book = await openStarterBook();
    const copy = book.drive.file('Copy.xlsx', book.item.bytes);
    const raw = await openGraphWorkbook(`${book.drive.id}/${copy.id}`, book.options()).read();
    expect(raw.location).not.toBe((await book.store.read()).location);
    expect(raw.movedFrom(`graph:${book.address}`)).toBe(false);
    expect(await raw.foundAt(`graph:${book.address}`)).toMatchObject({ name: 'Launch' });
    expect(await raw.foundAt('graph:nowhere/nothing')).toBeNull();
    expect(await raw.foundAt('gsheet:abc')).toBeNull();
  });

  test('a folder is no workbook', async () => {
    const book = await openStarterBook();
    const folder = book.drive.folder('Plans');
    const store = openGraphWorkbook(`${book.drive.id}/${folder.id}`, book.options());
    await expect(store.read()).rejects.toMatchObject({ kind: 'call', code: 'graph-no-file' });
  });

  test('more than 100 MB are refused before they are downloaded', async () => {
    const book = await openStarterBook();
    book.item.replace(Buffer.alloc(100 * 1024 * 1024 + 1));
    await expect(book.store.read()).rejects.toMatchObject({ kind: 'data', code: 'graph-too-large' });
    expect(book.graph.storage.requests).toEqual([]);
  });

  test('what a sensitivity label encrypts is said to be so', async () => {
    const book = await openStarterBook();
    book.item.encrypt();
    await expect(book.store.read()).rejects.toMatchObject({ kind: 'data', code: 'graph-encrypted' });
  });
});

describe('a file that somebody holds', () => {
  test.each(['lock', 'checkOut'] as const)('for a minute (%s) is waited for', async (hold) => {
    const book = await openStarterBook();
    book.item[hold]();
    book.graph.clock.at(book.graph.clock.now() + 60_000, () => book.item.release());
    expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
  });

  test('for longer: nothing is written, and what to do is said in both languages', async () => {
    const book = await openStarterBook();
    book.item.lock();
    const start = book.graph.clock.now();
    const error = await book.store.apply([task('T-0001')]).catch((thrown) => thrown);
    expect(error).toMatchObject({ kind: 'backend', code: 'graph-locked' });
    expect(error.words.en).toMatch(/Close it, or check it in/);
    expect(error.words['zh-CN']).toMatch(/关闭.*签入/);
    expect(book.graph.clock.now() - start).toBeLessThanOrEqual(300_000);
    expect(await valueAt(book, 'T-0001', 'name')).toBeNull();
  });

  test('may be read all the same', async () => {
    const book = await openStarterBook();
    book.item.checkOut();
    expect((await book.store.read()).sheets.length).toBeGreaterThan(5);
  });
});

describe('an app that may not', () => {
  test('write where it may read is told so', async () => {
    const book = await openStarterBook();
    book.graph.apps.set('reader', { roles: ['Files.Read.All'] });
    const store = openGraphWorkbook(book.address, { ...book.options(), token: async () => book.graph.token('reader') });
    await store.read();
    await expect(store.apply([task('T-0001')])).rejects.toMatchObject({ kind: 'data', code: 'graph-forbidden' });
  });

  test('sign in is told so', async () => {
    const book = await openStarterBook();
    const store = openGraphWorkbook(book.address, { ...book.options(), token: async () => 'stale' });
    await expect(store.read()).rejects.toMatchObject({ kind: 'backend', code: 'graph-auth' });
  });
});

test('throttled for five minutes it waits as long as it is told and then says so', async () => {
  const book = await openStarterBook();
  book.graph.fail({ api: 'graph', how: { status: 429, retryAfter: 60 }, times: 5 });
  const start = book.graph.clock.now();
  await expect(book.store.read()).rejects.toMatchObject({ kind: 'backend', code: 'graph-throttled' });
  expect(book.graph.clock.now() - start).toBeGreaterThan(180_000);
  book.graph.calm();
  expect((await book.store.read()).name).toBe('Launch');
});

test('a second reading of a file that nobody touched is not downloaded again', async () => {
  const book = await openStarterBook();
  await book.store.read();
  await book.store.apply([task('T-0001')]);
  await book.store.read();
  expect(book.graph.storage.requests).toHaveLength(1);
});

test('of the file only what has to change does, and protected sheets stay so', async () => {
  const book = await openStarterBook();
  const partsOf = () => new Map(readZip(book.item.bytes).entries.map((entry) => [entry.name, inflateEntry(entry)]));
  const before = partsOf();
  const run = { run: 'run-1', day: '2026-03-06', startedAt: '2026-03-06T09:00:00+08:00', status: 'claimed' };
  await book.store.apply([task('T-0001'), appendOf('_runs', run)]);
  const after = partsOf();
  expect([...after.keys()]).toEqual([...before.keys()]);
  const changed = [...after].filter(([name, bytes]) => !bytes.equals(before.get(name)!));
  const sheets = changed.filter(([name]) => name.startsWith('xl/worksheets/'));
  expect(sheets).toHaveLength(2);
  const isProtected = (bytes: Buffer) => bytes.includes('<sheetProtection');
  expect(sheets.some(([, bytes]) => isProtected(bytes))).toBe(true);
  for (const [name, bytes] of sheets)
    expect([name, isProtected(bytes)]).toEqual([name, isProtected(before.get(name)!)]);
  const others = changed
    .map(([name]) => name)
    .filter((name) => !/^xl\/(worksheets|tables)\/|^xl\/styles\.xml$/.test(name));
  expect(others.filter((name) => name !== 'xl/workbook.xml' && name !== 'xl/calcChain.xml')).toEqual([]);
});

describe('a file of more than 4 MB', () => {
  const UNIT = 320 * 1024;
  let bytes: Buffer;
  beforeAll(async () => {
    const random = randomOf(1);
    // What hardly packs, so that the file is as large as it is said to be.
    const noise = Buffer.alloc(11 * 1024 * 1024);
    for (let i = 0; i < noise.length; i += 4) noise.writeUInt32LE(Math.floor(random() * 2 ** 32), i);
    const { item } = await openStarterBook();
    bytes = writeZip(readZip(item.bytes), new Map([['xl/media/noise.bin', noise]]));
  });
  const large = async () => {
    const book = await openBytes(bytes);
    await book.store.read();
    book.requests();
    return book;
  };
  const parts = ({ graph }: Book) =>
    graph.storage.requests.filter(({ method }) => method === 'upload').map(({ headers }) => headers['content-range']!);

  test('goes up in parts, the last one small and right after a look', async () => {
    const book = await large();
    expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    expect(book.requests()).toEqual(['driveitem-createuploadsession', 'driveitem-get']);
    expect(parts(book)).toHaveLength(3);
    const total = book.item.bytes.length;
    const last = Number(/^bytes (\d+)/.exec(parts(book).at(-1)!)![1]);
    expect(total - last).toBeLessThanOrEqual(UNIT);
    expect(await valueAt(book, 'T-0001', 'name')).toBe('Task T-0001');
  });

  test.each([
    ['before the session', 'graph', 'driveitem-createuploadsession', 1],
    ['between two parts', 'storage', 'upload', 2],
    ['before the last look', 'graph', 'driveitem-get', 1],
  ] as const)('somebody saves %s: both are kept', async (_, api, method, nth) => {
    const book = await large();
    const { sheet, columns } = locate(await openGraphWorkbook(book.address, book.options()).read()).tabs.get('raci')!;
    const at = { sheet: sheet.title, row: 30, column: columns.get('name')! };
    book.graph.meanwhile({ api, method, nth, act: () => save(book.item, { ...at, value: 'Theirs' }) });
    expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    expect(await valueAt(book, 'T-0001', 'name')).toBe('Task T-0001');
    const seen = (await book.store.read()).sheets.find(({ title }) => title === at.sheet)!;
    expect(seen.rows.find((row) => row.at === at.row)?.cells[at.column - 1]).toBe('Theirs');
  });

  test.each(
    [1, 2, 3].flatMap((nth) =>
      (['drop-before', 'drop-after', { status: 503 }, { status: 500, after: true }] as const).map(
        (how) => [nth, how] as const,
      ),
    ),
  )('part %i fails (%s): it goes on from what has arrived', async (nth, how) => {
    const book = await large();
    book.graph.fail({ api: 'storage', method: 'upload', nth, how });
    expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    expect(await valueAt(book, 'T-0001', 'name')).toBe('Task T-0001');
    const { sheet, columns } = locate(await book.store.read()).tabs.get('raci')!;
    expect(sheet.rows.filter(({ cells }) => cells[columns.get('id')! - 1] === 'T-0001')).toHaveLength(1);
    expect(parts(book).length).toBeLessThanOrEqual(4);
  });

  test('the session ends while we wait: it begins anew', async () => {
    const book = await large();
    book.graph.fail({ api: 'storage', method: 'upload', nth: 2, how: { status: 404 } });
    book.graph.fail({ api: 'storage', method: 'upload-status', how: { status: 404 } });
    expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    expect(await valueAt(book, 'T-0001', 'name')).toBe('Task T-0001');
  });

  test('somebody opens it before the last part: it is waited for', async () => {
    const book = await large();
    book.graph.meanwhile({ api: 'storage', method: 'upload', nth: 3, act: () => book.item.lock() });
    book.graph.clock.at(book.graph.clock.now() + 20_000, () => book.item.release());
    expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    expect(await valueAt(book, 'T-0001', 'name')).toBe('Task T-0001');
  });

  const isLeftOpen = ({ graph, item }: Book) => graph.storage.isOpen(item);
  const again = async (book: Book) => {
    const apply = book.open().apply([task('T-0002')]);
    expect(await apply).toMatchObject([{ outcome: 'written' }]);
    expect(await valueAt(book, 'T-0002', 'name')).toBe('Task T-0002');
  };

  test.each([
    [
      'somebody saves before the last part',
      ({ graph, item }: Book) =>
        graph.meanwhile({ api: 'storage', method: 'upload', nth: 2, when: 'after', act: () => item.touch() }),
    ],
    [
      'a part is refused for good',
      ({ graph }: Book) => graph.fail({ api: 'storage', method: 'upload', nth: 2, how: { status: 403 } }),
    ],
    [
      'parts are refused for as long as we try',
      ({ graph }: Book) => graph.fail({ api: 'storage', method: 'upload', nth: 2, times: 40, how: { status: 503 } }),
    ],
    [
      'the last look fails for good',
      ({ graph }: Book) => graph.fail({ api: 'graph', method: 'driveitem-get', how: { status: 403 } }),
    ],
    [
      'the first try of taking it back fails',
      ({ graph }: Book) => {
        graph.fail({ api: 'storage', method: 'upload', nth: 2, how: { status: 403 } });
        graph.fail({ api: 'storage', method: 'upload-cancel', how: { status: 503 } });
      },
    ],
  ] as const)('%s: no upload is left open, which would keep the next one out', async (_, prepare) => {
    const book = await large();
    prepare(book);
    await book.store.apply([task('T-0001')]).catch(() => {});
    book.graph.calm();
    expect(isLeftOpen(book)).toBe(false);
    await again(book);
  });

  test('an upload that could not be taken back is taken back by the next one of this process', async () => {
    const book = await large();
    book.graph.fail({ api: 'storage', method: 'upload', nth: 2, how: { status: 403 } });
    book.graph.fail({ api: 'storage', method: 'upload-cancel', times: 10, how: { status: 403 } });
    await expect(book.store.apply([task('T-0001')])).rejects.toMatchObject({ code: 'graph-forbidden' });
    book.graph.calm();
    expect(isLeftOpen(book)).toBe(true);
    const at = book.graph.clock.now();
    await again(book);
    expect(book.graph.clock.now()).toBe(at);
  });

  test('an upload that a dead process left open: the file goes up in one request instead', async () => {
    const book = await openBytes(bytes, { mostInPut: 250 * 1024 * 1024 });
    book.graph.storage.leaveOpen(book.item);
    await again(book);
    expect(book.requests()).toContain('driveitem-put-content');
  });

  test.each([
    ['that takes no more beside it', { reports: { uploadHolds: true }, mostInPut: 250 * 1024 * 1024 }],
    ['that takes no request of this size', {}],
  ])('an upload that a dead process left open, at a service %s: it is said when it passes', async (_, options) => {
    const book = await openBytes(bytes, options);
    const { eTag } = book.item;
    book.graph.storage.leaveOpen(book.item);
    const error = await book.store.apply([task('T-0001')]).catch((thrown) => thrown);
    expect(error).toMatchObject({ kind: 'backend', code: 'graph-upload-open' });
    expect(error.words.en).toContain('15 minutes');
    expect(error.words['zh-CN']).toContain('15 分钟');
    expect(book.item.eTag).toBe(eTag);
    await book.graph.clock.advance(15 * 60_000);
    await again(book);
  });

  test('an upload of somebody else’s that ends is waited for', async () => {
    const book = await openBytes(bytes);
    book.graph.storage.leaveOpen(book.item);
    await book.graph.clock.advance(14 * 60_000);
    await again(book);
  });

  test('an upload whose beginning got no answer is nobody’s to take back: the file goes up in one request', async () => {
    const book = await openBytes(bytes, { mostInPut: 250 * 1024 * 1024 });
    book.graph.fail({ api: 'graph', method: 'driveitem-createuploadsession', how: 'drop-after' });
    await again(book);
  });
});

test('a small file that cannot be replaced beside an open upload: it is said when it passes', async () => {
  const book = await openStarterBook({ reports: { uploadHolds: true } });
  const { eTag } = book.item;
  book.graph.storage.leaveOpen(book.item);
  await expect(book.store.apply([task('T-0001')])).rejects.toMatchObject({ code: 'graph-upload-open' });
  expect(book.item.eTag).toBe(eTag);
});
