import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../../../core/workbook.ts';
import { openGraphWorkbook } from '../../../functions/adapters/graph-excel/store.ts';
import type { WayName } from '../../../functions/adapters/graph-excel/way.ts';
import { newWorkbook } from '../../../functions/xlsx/new-workbook.ts';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { readPackage } from '../../../functions/xlsx/read.ts';
import { VIEW_KEYS, viewOf } from '../../../sheet-templates/views.ts';
import { gridOf } from '../../support/graph/workbook/grid.ts';
import { withProtection } from '../../support/graph/workbook/write.ts';
import { findLibreOffice, resaved } from '../../support/libreoffice.ts';
import { createMemoryMailer, openOffice, run, tasks } from '../../support/office.ts';
import { appendOf, columnOf, HEADER_ROW, setOf } from '../../support/starter.ts';
import { type Book, openBook, openBytes, openStarterBook } from './book.ts';
import { typed } from './people.ts';

const soffice = findLibreOffice();

const task = (id: string, more = {}) =>
  appendOf('raci', { id, name: `Task ${id}`, responsible: 'Li Na', due: '2026-03-06', ...more });

const generated = (name: string) =>
  readFile(new URL(`../../../sheet-templates/generated/${name}.xlsx`, import.meta.url));

/** Rows as people would compare them: what is empty at their ends counts for nothing. */
const shown = (sheets: readonly RawSheet[]) => {
  const views = new Set(VIEW_KEYS.flatMap((key) => Object.values(viewOf(key).title)));
  const trimmed = (cells: readonly RawCell[]) => {
    const last = cells.findLastIndex((cell) => cell !== null && cell !== '');
    return cells.slice(0, last + 1).map((cell) => cell ?? '');
  };
  return sheets
    .filter(({ title }) => !views.has(title))
    .map(({ title, rows }) => ({
      title,
      rows: rows.map(({ at, cells }) => [at, ...trimmed(cells)]).filter(({ length }) => length > 1),
    }));
};

describe('both ways', () => {
  test.each(['starter-en', 'starter-zh-CN', 'full-en', 'full-zh-CN'])('read the same in %s', async (name) => {
    const bytes = await generated(name);
    const [api, file] = await Promise.all(
      (['api', 'file'] as const).map(async (way) =>
        (await openBytes(bytes, { way, name: '项目 #1 50%.xlsx' })).store.read(),
      ),
    );
    expect(shown(api!.sheets)).toEqual(shown(file!.sheets));
    expect(locate(api!)).toMatchObject({ problems: [], locale: locate(file!).locale });
    expect([api!.name, api!.location, api!.url, api!.dateSystem]).toEqual([
      file!.name,
      file!.location,
      file!.url,
      file!.dateSystem,
    ]);
    expect(api!.name).toBe('项目 #1 50%');
  });

  test.skipIf(!soffice)('read the same in a workbook that LibreOffice saved, and write the same', async () => {
    const saved = await resaved(soffice!, await generated('starter-en'));
    const both = async (way: WayName) => {
      const { store, item } = await openBytes(saved, { way });
      const before = shown((await store.read()).sheets);
      await store.apply([task('T-0001', { doneWhen: '0012' }), appendOf('tracker', { id: 'T-0001' })]);
      await store.apply([setOf('tracker', 'T-0001', { status: 'blocked', newDue: '2026-04-01' })]);
      return { before, written: shown(readPackage(openPackage(item.bytes)).sheets) };
    };
    expect(await both('api')).toEqual(await both('file'));
  });

  test('leave the same workbook behind a sweep and what people did to it', async () => {
    const swept = async (way: WayName) => {
      const book = await openBook(await openOffice({ raci: tasks.map(({ id: _, ...row }) => row) }), { way });
      const mailer = createMemoryMailer({ batch: 2 });
      let ids = 0;
      const options = { uniqueId: () => `same-${++ids}` };
      await run(book.store, mailer, options);
      typed(book.item, { sheet: 'RACI', row: HEADER_ROW + 2, column: columnOf('raci', 'due'), value: 46_090 });
      await run(book.store, mailer, options);
      await book.store.apply([
        setOf('tracker', 'T-0001', { status: 'delayed', progress: 40, newDue: '2026-03-30' }),
        appendOf('calendar', { date: '2026-05-04', kind: 'off', source: 'ours' }),
        appendOf('calendar', { date: '2026-05-04', kind: 'off', source: 'official' }),
      ]);
      return { sheets: shown(readPackage(openPackage(book.item.bytes)).sheets), mails: mailer.sent };
    };
    expect(await swept('api')).toEqual(await swept('file'));
  });

  test('know a workbook that counts its days from 1904', async () => {
    const bytes = await generated('starter-en');
    const parts = openPackage(bytes);
    const old = await import('../../../functions/xlsx/zip.ts').then(({ writeZip }) => {
      const name = parts.find(parts.workbook)!.name;
      const xml = parts.text(parts.workbook).replace(/<workbookPr\b/, '<workbookPr date1904="1"');
      return writeZip(parts.zip, new Map([[name, Buffer.from(xml)]]));
    });
    const { store } = await openBytes(old, { way: 'api' });
    await store.apply([task('T-0001')]);
    const raw = await store.read();
    expect(raw.dateSystem).toBe(1904);
    const { sheet, columns } = locate(raw).tabs.get('raci')!;
    const row = sheet.rows.find(({ cells }) => cells[columns.get('id')! - 1] === 'T-0001')!;
    expect(row.cells[columns.get('due')! - 1]).toBe(46_087 - 1462);
  });
});

const unasked = (book: Book) => {
  const { way: _, ...options } = book.options();
  return openGraphWorkbook(book.address, options);
};

describe('which way', () => {
  test('is the API where it answers', async () => {
    const store = unasked(await openStarterBook());
    await store.read();
    expect(store.way().name).toBe('api');
  });

  test.each([
    ['refused', 'it does not take this app'],
    ['absent', 'it is not there'],
  ] as const)('is the file where the API is %s, with the reason', async (workbookApi, en) => {
    const store = unasked(await openStarterBook({ workbookApi }));
    expect(locate(await store.read()).problems).toEqual([]);
    expect(await store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    expect(store.way()).toMatchObject({ name: 'file', why: { en } });
  });

  test('is the file where a header needs its merged cells to be read', async () => {
    const book = await openStarterBook();
    typed(book.item, { sheet: 'RACI', row: HEADER_ROW, column: columnOf('raci', 'name'), value: 'Whatever' });
    book.item.rest();
    const store = unasked(book);
    await store.read();
    expect(store.way().name).toBe('file');
    // Nothing holds the file any more.
    const at = book.graph.clock.now();
    expect(await store.apply([appendOf('tracker', { id: 'T-0001' })])).toMatchObject([{ outcome: 'written' }]);
    expect(book.graph.clock.now()).toBe(at);
  });

  test('is the API where a column is not there, and nothing can hide it', async () => {
    const header = ['Task', 'Owner', 'Status', 'Due'];
    const bare = { hidden: false, protect: false, widths: [], headerRow: 0 };
    const rowsOf = (...rows: readonly string[][]) => rows.map((cells) => cells.map((value) => ({ value })));
    const own = { ...bare, title: 'RACI', rows: rowsOf(header, ['Print', 'Li Na', 'open', '2026-03-06']) };
    const grouped = { ...own, rows: rowsOf(['Task', 'People', '', 'Days'], ['', 'Owner', 'Status', 'Due']) };
    for (const [sheet, way] of [
      [own, 'api'],
      [grouped, 'file'],
    ] as const) {
      const store = unasked(await openBytes(newWorkbook([sheet])));
      expect(locate(await store.read()).problems.map(({ code }) => code)).toContain('header-missing');
      expect(store.way().name).toBe(way);
    }
  });

  test('is not guessed where one was asked for', async () => {
    const { store } = await openStarterBook({ way: 'api', workbookApi: 'refused' });
    await expect(store.read()).rejects.toMatchObject({ code: 'graph-way-refused' });
  });

  test('is none for a workbook that is not there', async () => {
    const book = await openStarterBook({ way: 'api' });
    book.item.trash();
    await expect(book.store.read()).rejects.toMatchObject({ code: 'graph-not-found', kind: 'data' });
  });
});

const bytesOf = ({ item }: Book) => shown(readPackage(openPackage(item.bytes)).sheets);
const protect = ({ item }: Book, title: string) => {
  const sheet = gridOf(item.bytes).sheets.find((one) => one.title === title)!;
  item.coauthor(withProtection(item.bytes, sheet, true));
};

describe('what cannot be written', () => {
  test('is named when a sheet is protected, and what was written before it is taken back', async () => {
    const book = await openStarterBook({ way: 'api' });
    await book.store.apply([task('T-0001', { output: 'Before' }), appendOf('tracker', { id: 'T-0001' })]);
    protect(book, 'Tracker');
    const before = bytesOf(book);
    const writes = [
      setOf('raci', 'T-0001', { output: 'Ours' }),
      task('T-0002'),
      setOf('tracker', 'T-0001', { status: 'delayed' }),
      appendOf('_state', { id: 'T-0001' }),
    ];
    const error = await book.store.apply(writes).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'graph-protected', kind: 'data' });
    expect(error.words.en).toContain('“Tracker”');
    expect(error.words['zh-CN']).toContain('“Tracker”');
    expect(bytesOf(book)).toEqual(before);
  });

  test('machine tabs are protected before and after', async () => {
    const book = await openStarterBook({ way: 'api' });
    const guarded = () =>
      gridOf(book.item.bytes)
        .sheets.filter(({ protection }) => protection)
        .map(({ title }) => title);
    const before = guarded();
    expect(before).toEqual(['_state', '_ledger', '_runs']);
    await book.store.apply([appendOf('_runs', { run: 'run-a', status: 'done' })]);
    expect(guarded()).toEqual(before);
  });

  test('a machine tab that cannot be protected again has taken what was written all the same', async () => {
    const book = await openStarterBook({ way: 'api' });
    const refused = {
      api: 'graph',
      method: 'worksheetprotection-protect',
      how: { status: 400, code: 'InvalidArgument' },
    } as const;
    for (let nth = 1; nth <= 10; nth++) book.graph.fail({ ...refused, nth });
    expect(await book.store.apply([appendOf('_runs', { run: 'run-a' })])).toMatchObject([{ outcome: 'written' }]);
    book.graph.calm();
    const { rows } = locate(await book.open().read()).tabs.get('_runs')!.sheet;
    expect(rows.slice(1).map(({ cells }) => cells[0])).toEqual(['run-a']);
  });

  test('another sweep that protects a machine tab in between is waited for', async () => {
    const book = await openStarterBook({ way: 'api' });
    await book.store.apply([appendOf('_runs', { run: 'run-a', status: 'claimed' })]);
    book.graph.meanwhile({
      api: 'graph',
      method: 'tablerowcollection-add',
      act: () => protect(book, '_runs'),
    });
    expect(await book.store.apply([appendOf('_runs', { run: 'run-b' })])).toMatchObject([{ outcome: 'written' }]);
  });

  test.each([
    ['adds its claim', 'tablerowcollection-add'],
    ['makes tables of them', 'tablecollection-add'],
  ])('another sweep that %s to machine tabs right before this one is not written over', async (_, method) => {
    const book = await openStarterBook({ way: 'api' });
    const other = book.open();
    const claim = (run: string) => appendOf('_runs', { run, status: 'claimed' });
    book.graph.meanwhile({ api: 'graph', method, act: async () => void (await other.apply([claim('theirs')])) });
    expect(await book.store.apply([claim('ours')])).toMatchObject([{ outcome: 'written' }]);
    const runs = async (store: typeof other) =>
      locate(await store.read())
        .tabs.get('_runs')!
        .sheet.rows.slice(1)
        .map(({ cells }) => cells[0]);
    expect(await runs(book.store)).toEqual(['theirs', 'ours']);
    expect(await runs(other)).toEqual(['theirs', 'ours']);
    // What either knows of the machine tabs is not taken for what it was.
    const end = (run: string) => setOf('_runs', run, { status: 'done' }, { status: 'claimed' });
    expect(await book.store.apply([end('ours')])).toMatchObject([{ outcome: 'written' }]);
    expect(await other.apply([end('theirs')])).toMatchObject([{ outcome: 'written' }]);
  });

  test.each(['lock', 'checkOut'] as const)(
    'a workbook that somebody holds (%s) is left alone, in words',
    async (hold) => {
      const book = await openStarterBook({ way: 'api' });
      await book.store.read();
      const { eTag } = book.item;
      book.item[hold]();
      await expect(book.store.apply([task('T-0001')])).rejects.toMatchObject({ code: 'graph-locked', kind: 'backend' });
      expect(book.item.eTag).toBe(eTag);
      book.item.release();
      expect(await book.store.apply([task('T-0001')])).toMatchObject([{ outcome: 'written' }]);
    },
  );

  test('a text that is too long is refused before anything is sent', async () => {
    const book = await openStarterBook({ way: 'api' });
    const { eTag } = book.item;
    await expect(book.store.apply([task('T-0001', { output: 'x'.repeat(32_768) })])).rejects.toMatchObject({
      code: 'text-too-long',
    });
    expect(book.item.eTag).toBe(eTag);
  });
});

test('what is known of the machine tabs is as old as their reading, whatever else was read since', async () => {
  const book = await openStarterBook({ way: 'api' });
  const other = book.open();
  await book.store.apply([task('T-0001'), appendOf('_runs', { run: 'ours', status: 'claimed' })]);
  await other.read();
  await book.graph.clock.advance(6 * 60_000);
  await book.store.apply([setOf('_runs', 'ours', { status: 'failed' })]);
  await other.apply([setOf('raci', 'T-0001', { output: 'Theirs' })]);
  const [receipt] = await other.apply([setOf('_runs', 'ours', { status: 'done' }, { status: 'claimed' })]);
  expect(receipt).toMatchObject({ outcome: 'conflict', found: { status: 'failed' } });
});

test('a session that ended while nobody wrote is not noticed', async () => {
  const book = await openStarterBook({ way: 'api' });
  await book.store.apply([task('T-0001')]);
  for (const end of [() => book.graph.clock.advance(6 * 60_000), () => book.graph.sessions.end(book.item)]) {
    await end();
    expect(await book.store.apply([setOf('raci', 'T-0001', { output: String(end) })])).toMatchObject([
      { outcome: 'written' },
    ]);
  }
});

test('a file that is saved over the one that was open is read anew', async () => {
  const book = await openStarterBook({ way: 'api' });
  await book.store.apply([task('T-0001')]);
  const older = book.item.bytes;
  await book.store.apply([setOf('raci', 'T-0001', { output: 'Ours' })]);
  book.item.replace(older);
  const receipts = await book.store.apply([setOf('raci', 'T-0001', { output: 'Again' }, { output: 'Ours' })]);
  expect(receipts).toMatchObject([{ outcome: 'conflict', found: { output: null } }]);
});

test('a sheet that is too large for one answer is read in pages', async () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => [
    { value: `T-${i + 1}` },
    ...Array.from({ length: 7 }, (_, j) => ({ value: `${i + 1} ${j + 1} something that fills the cell` })),
  ]);
  const sheet = { title: 'Large', hidden: false, protect: false, widths: [], headerRow: 0, rows };
  const { store } = await openBytes(newWorkbook([sheet]), { way: 'api' });
  const read = (raw: RawWorkbook) => raw.sheets.find(({ title }) => title === 'Large')!.rows;
  expect(read(await store.read())).toEqual(
    rows.map((cells, i) => ({ at: i + 1, cells: cells.map(({ value }) => value) })),
  );
});
