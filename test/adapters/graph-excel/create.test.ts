import { expect, test } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { graphExcel } from '../../../functions/adapters/graph-excel/backend.ts';
import { createGraphFile } from '../../../functions/adapters/graph-excel/create.ts';
import { openGraphWorkbook } from '../../../functions/adapters/graph-excel/store.ts';
import { makeWorkbook } from '../../../functions/create/make-workbook.ts';
import { type Book, openStarterBook } from './book.ts';

const NOW = '2026-03-06T09:00:00+08:00';
const wanted = { locale: 'zh-CN', zone: 'Asia/Shanghai', country: 'CN', project: '', now: NOW } as const;

const PUT = { api: 'graph', method: 'driveitem-put-content' } as const;
const names = ({ drive }: Book) => drive.children(drive.root).map(({ name }) => name);

test.each(['新品上市 #1 100%.xlsx', "Li's plan & more.xlsx"])(
  'init makes the workbook %s where it is told',
  async (name) => {
    const book = await openStarterBook();
    const folder = book.drive.folder('项目 #2');
    const made = await makeWorkbook({ ...wanted, path: `graph:${book.drive.id}/${folder.id}/${name}` }, [
      graphExcel(book.options()),
    ]);
    const item = book.drive.children(folder)[0]!;
    expect(item.name).toBe(name);
    expect(made.uri).toBe(`graph:${book.drive.id}/${item.id}`);
    const raw = await openGraphWorkbook(made.uri.slice('graph:'.length), book.options()).read();
    const { policy } = readSnapshot(raw, { now: NOW });
    expect(policy).toMatchObject({ workbookHome: made.uri, project: name.replace('.xlsx', ''), zone: 'Asia/Shanghai' });
    expect(policy.workbookId).toMatch(/^[0-9a-f]{16}$/);
    expect(made.days).toBeGreaterThan(20);
  },
);

test('without a name it is called after Baton, in the library itself', async () => {
  const book = await openStarterBook();
  await makeWorkbook({ ...wanted, path: `graph:${book.drive.id}/root` }, [graphExcel(book.options())]);
  expect(names(book)).toEqual(['Launch.xlsx', '接力.xlsx']);
});

test('a file that is there already is left alone', async () => {
  const book = await openStarterBook();
  const before = book.item.bytes;
  const place = `${book.drive.id}/root/launch.XLSX`;
  await expect(createGraphFile({ place, name: '', bytes: Buffer.from('new') }, book.options())).rejects.toMatchObject({
    kind: 'call',
    code: 'file-exists',
  });
  expect(book.item.bytes).toBe(before);
});

test.each([
  'drop-before',
  'drop-after',
  { status: 503 },
  { status: 504, after: true },
  { status: 429, retryAfter: 5 },
] as const)('when the request fails (%s), one file is made', async (how) => {
  const book = await openStarterBook();
  book.graph.fail({ ...PUT, how });
  const place = `${book.drive.id}/root/New.xlsx`;
  const address = await createGraphFile({ place, name: '', bytes: Buffer.from('new') }, book.options());
  expect(names(book)).toEqual(['Launch.xlsx', 'New.xlsx']);
  expect(book.drive.find(address.split('/')[1]!)?.bytes.toString()).toBe('new');
});

test('when our answer got lost and somebody made another of that name, theirs stays', async () => {
  const book = await openStarterBook();
  book.graph.fail({ ...PUT, how: 'drop-before' });
  book.graph.meanwhile({
    api: 'graph',
    method: 'driveitem-get',
    act: () => void book.drive.file('New.xlsx', Buffer.from('theirs')),
  });
  const place = `${book.drive.id}/root/New.xlsx`;
  await expect(createGraphFile({ place, name: '', bytes: Buffer.from('new') }, book.options())).rejects.toMatchObject({
    code: 'file-exists',
  });
  expect(book.drive.at('New.xlsx')?.bytes.toString()).toBe('theirs');
});

test('when it cannot be filled in, the error names what was made', async () => {
  const book = await openStarterBook();
  book.graph.fail({ ...PUT, nth: 2, how: { status: 403 } });
  const error = await makeWorkbook({ ...wanted, path: `graph:${book.drive.id}/root/New.xlsx` }, [
    graphExcel(book.options()),
  ]).catch((e) => e);
  expect(error).toMatchObject({ kind: 'data', code: 'graph-forbidden' });
  const uri = `graph:${book.drive.id}/${book.drive.at('New.xlsx')!.id}`;
  expect(error.words.en).toContain(uri);
  expect(error.words['zh-CN']).toContain(uri);
});

test.each([
  ['', 'graph-bad-folder'],
  ['drive', 'graph-bad-folder'],
  ['drive/root/a:b.xlsx', 'graph-bad-name'],
  ['drive/root/a/b.xlsx', 'graph-bad-name'],
  ['drive/root/plan.xls', 'graph-bad-name'],
  ['drive/root/ plan.xlsx', 'graph-bad-name'],
])('no place for a new workbook: “%s”', async (place, code) => {
  await expect(createGraphFile({ place, name: '', bytes: Buffer.alloc(1) })).rejects.toMatchObject({
    kind: 'call',
    code,
  });
});

test('a folder that is not there, or not to be seen, is said to be missing', async () => {
  const book = await openStarterBook();
  const place = `${book.drive.id}/01NOWHERE/a.xlsx`;
  await expect(createGraphFile({ place, name: '', bytes: Buffer.alloc(1) }, book.options())).rejects.toMatchObject({
    kind: 'call',
    code: 'folder-missing',
  });
});
