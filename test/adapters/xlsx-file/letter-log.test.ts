import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLetterLog } from '../../../functions/adapters/xlsx-file/letter-log.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-letters-'));
  path = join(folder, 'Launch.xlsx');
  writeFileSync(path, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const RUN = '2026-03-06-00000001';
const there = () => readdirSync(folder).filter((name) => name !== 'Launch.xlsx');
const only = () => join(folder, there()[0]!);

it('keeps what becomes of each letter, without anybody’s address', async () => {
  const log = openLetterLog(path, 'W-1');
  const open = await log.open(RUN);
  expect(await open.begin('a')).toBe(true);
  await open.end('a', { status: 'sent', receipt: '<a@example.com>' });
  expect(await open.begin('b')).toBe(true);
  expect(readFileSync(only(), 'utf8')).toBe(
    '{"mail":"a"}\n{"mail":"a","status":"sent","receipt":"<a@example.com>"}\n{"mail":"b"}\n',
  );
  await open.close();
  const records = await log.take();
  expect([...records]).toEqual([
    [
      RUN,
      new Map([
        ['a', { status: 'sent', receipt: '<a@example.com>' }],
        ['b', null],
      ]),
    ],
  ]);
  await log.forget(records.keys());
  expect(there()).toEqual([]);
});

it('can be looked at without being taken, also after somebody took it', async () => {
  const open = await openLetterLog(path, 'W-1').open(RUN);
  expect(await open.begin('a')).toBe(true);
  const other = openLetterLog(path, 'W-1');
  expect([...(await other.peek())]).toEqual([[RUN, new Map([['a', null]])]]);
  await open.end('a', { status: 'deferred', receipt: '451 later' });
  expect(await open.begin('b')).toBe(true);
  await open.close();
  await other.take();
  expect((await other.peek()).get(RUN)?.get('a')).toEqual({ status: 'deferred', receipt: '451 later' });
  expect([...(await openLetterLog(path, 'W-2').peek())]).toEqual([]);
});

it('once it was taken away no other letter begins, and what was begun before is in it', async () => {
  const open = await openLetterLog(path, 'W-1').open(RUN);
  expect(await open.begin('a')).toBe(true);
  const records = await openLetterLog(path, 'W-1').take();
  expect(await open.begin('b')).toBe(false);
  expect([...records.get(RUN)!]).toEqual([['a', null]]);
  await open.close();
});

it('is found again by whoever takes over from one that died while it took it', async () => {
  const open = await openLetterLog(path, 'W-1').open(RUN);
  await open.begin('a');
  await open.close();
  await openLetterLog(path, 'W-1').take();
  expect([...(await openLetterLog(path, 'W-1').take()).keys()]).toEqual([RUN]);
});

it('of another workbook in the same folder is left alone', async () => {
  await (await openLetterLog(path, 'W-1').open(RUN)).close();
  const other = openLetterLog(path, 'W-2');
  expect([...(await other.take())]).toEqual([]);
  await other.forget([RUN]);
  expect(there()).toHaveLength(1);
});

it('a line that was cut off says nothing', async () => {
  const open = await openLetterLog(path, 'W-1').open(RUN);
  await open.begin('a');
  await open.end('a', { status: 'deferred', receipt: '450 later' });
  await open.close();
  const text = readFileSync(only(), 'utf8');
  writeFileSync(only(), `${text}{"mail":"b"}\n{"mail":"b","status":"se`);
  expect([...(await openLetterLog(path, 'W-1').take()).get(RUN)!]).toEqual([
    ['a', { status: 'deferred', receipt: '450 later' }],
    ['b', null],
  ]);
});

it('cannot be begun twice for one run', async () => {
  const open = await openLetterLog(path, 'W-1').open(RUN);
  await expect(openLetterLog(path, 'W-1').open(RUN)).rejects.toBeTruthy();
  await open.close();
});
