import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Shared } from '../../core/read/shared.ts';
import { readShared } from '../../core/share/book.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { tempFolder } from '../support/cli.ts';
import { appendOf } from '../support/starter.ts';
import { bookOf, li, openBook, openTeam, rowsOf, sweepWith, task } from './sharing.ts';

/** A company of two thousand people in forty departments of fifty; the first of each is its head. */
const department = (i: number) => `Department ${Math.floor(i / 50) + 1}`;
const people = (from = 0, to = 2000) =>
  Array.from({ length: to - from }, (_, i) => ({
    name: `Person ${from + i}`,
    email: `p${from + i}@example.com`,
    department: department(from + i),
  }));
const departments = Array.from({ length: 40 }, (_, i) => ({
  name: department(i * 50),
  head: `Person ${i * 50}`,
  divisionLeader: `Person ${1999 - i}`,
}));

describe('of an address book of a whole company', () => {
  let book: RawWorkbook;
  let shared: Shared;
  beforeAll(async () => {
    book = await openBook({ directory: people(), departments });
    shared = readShared(book)!;
  });
  const names = async (store: Awaited<ReturnType<typeof openTeam>>) =>
    new Set((await rowsOf(store, 'directory')).map(({ name }) => name));

  test('a workbook gets the departments it works with, everybody in them, whom it names, and who heads and covers', async () => {
    const covered = { name: 'Ana Silva', email: 'ana@example.com', delegate: 'Bo Lund', active: false };
    const bo = { name: 'Bo Lund', email: 'bo@example.com' };
    const wider = await bookOf({ directory: [...people(), covered, bo, li], departments });
    const store = await openTeam({
      raci: [task('Person 120', { department: 'Department 7' }), { ...task('Ana Silva'), id: 'T-2' }],
    });
    const { mails, problems } = await sweepWith(store, wider);
    const listed = await names(store);
    // Department 3, where Person 120 works, and Department 7, each with its division leader.
    expect(listed).toEqual(
      new Set([
        ...people(100, 150).map(({ name }) => name),
        ...people(300, 350).map(({ name }) => name),
        'Person 1997',
        'Person 1993',
        'Ana Silva',
        'Bo Lund',
        'Li Na',
      ]),
    );
    expect((await rowsOf(store, 'departments')).map(({ name }) => name)).toEqual(['Department 3', 'Department 7']);
    expect(mails).toEqual(expect.arrayContaining(['p120@example.com', 'bo@example.com']));
    expect(problems).not.toContain('unknown-person');
    expect(problems).not.toContain('unknown-department');
    expect((await sweepWith(store, wider)).result.plan.writes).toEqual([]);
  });

  test('a workbook that names nobody gets nobody', async () => {
    const store = await openTeam({ raci: [] }, { projectLead: '' });
    await sweepWith(store, shared);
    expect(await names(store)).toEqual(new Set());
  });

  test('a department that somebody leaves to the book is filled in, and its people come with the next sweep', async () => {
    const store = await openTeam({ raci: [], departments: [{ name: 'Department 2' }] }, { projectLead: '' });
    await sweepWith(store, shared);
    expect((await names(store)).size).toBe(51);
  });

  test('all of it comes into a workbook that works with all, in one write, and costs in proportion', async () => {
    const rows = { raci: [], departments: departments.map(({ name }) => ({ name })) };
    const store = await openTeam(rows, { projectLead: '' });
    const applied: number[] = [];
    const counted: WorkbookStore = {
      read: () => store.read(),
      apply: (writes) => {
        applied.push(writes.filter(({ tab }) => tab === 'directory').length);
        return store.apply(writes);
      },
    };
    await sweepWith(counted as typeof store, shared);
    expect(applied.filter((count) => count > 0)).toEqual([2000]);
    expect((await names(store)).size).toBe(2000);
    const again = await sweepWith(store, shared);
    expect(again.result.plan.writes).toEqual([]);
  });

  test('what came before is kept up to date, whether or not the workbook still needs it', async () => {
    const small = await bookOf({ directory: people(0, 150), departments });
    const store = await openTeam({ raci: [] }, { projectLead: '' });
    await sweepWith(store, small);
    expect((await names(store)).size).toBe(150);
    await sweepWith(store, { ...shared, people: shared.people.map((one) => ({ ...one, department: 'Moved' })) });
    const rows = await rowsOf(store, 'directory');
    expect(rows).toHaveLength(150);
    expect(new Set(rows.map(({ department }) => department))).toEqual(new Set(['Moved']));
  });

  test('those whom a workbook names come first, where its matrix looks', async () => {
    const small = await bookOf({ directory: people(0, 150) });
    const store = await openTeam({ raci: [task('Person 149')] }, { projectLead: 'Person 77' });
    await sweepWith(store, small);
    expect((await rowsOf(store, 'directory')).slice(0, 3).map(({ name }) => name)).toEqual([
      'Person 77',
      'Person 149',
      'Person 0',
    ]);
  });
});

describe('a workbook made before there was a column “Source”', () => {
  const release = new URL('../fixtures/releases/5/starter-en.xlsx', import.meta.url);
  let folder: string;
  beforeAll(async () => {
    folder = await tempFolder();
  });

  test('gets whom it lacks once; what is new about them is the keeper’s to decide', async () => {
    const path = join(folder, 'old.xlsx');
    await copyFile(release, path);
    await openXlsxFile(path).apply([appendOf('raci', task('Person 1'))]);
    const store = openMemory(await openXlsxFile(path).read());
    const few = people(0, 3);
    const first = await sweepWith(store, await bookOf({ directory: few }));
    expect(first.mails).toContain('p1@example.com');
    expect(first.problems).not.toContain('book-behind');
    expect(await rowsOf(store, 'directory')).toHaveLength(3);
    const moved = few.map((one, i) => (i === 1 ? { ...one, department: 'Elsewhere' } : one));
    const second = await sweepWith(store, await bookOf({ directory: moved }));
    expect(second.result.problems).toContainEqual(
      expect.objectContaining({ tab: 'directory', code: 'book-behind', facts: { behind: 1 } }),
    );
    expect(second.result.plan.writes.filter(({ tab }) => tab === 'directory')).toEqual([]);
    expect((await rowsOf(store, 'directory')).map(({ department }) => department)).not.toContain('Elsewhere');
  });
});
