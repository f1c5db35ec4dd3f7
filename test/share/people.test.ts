import { describe, expect, test } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import { readShared } from '../../core/share/book.ts';
import { sharing } from '../../core/share/index.ts';
import type { RawSheet } from '../../core/workbook.ts';
import { appendOf } from '../support/starter.ts';
import {
  bookOf,
  li,
  openBook,
  openTeam,
  plant,
  rowsOf,
  sales,
  setOf,
  snapshotAt,
  sweepWith,
  task,
  wang,
  zhao,
} from './sharing.ts';

const MONDAY = '2026-03-09T09:00:00+08:00';
const TUESDAY = '2026-03-10T09:00:00+08:00';
const book = (...directory: object[]) => bookOf({ directory: directory as never, departments: [sales, plant] });

describe('a colleague typed once in the shared address book', () => {
  test('is known and mailed in each workbook by its next sweep, and then stands in its sheets', async () => {
    const shared = await book(li, wang, zhao);
    for (const store of [await openTeam(), await openTeam({ raci: [task('wang.wei@example.com')] })]) {
      const { mails, problems } = await sweepWith(store, shared);
      expect(mails).toContain('wang.wei@example.com');
      expect(problems).not.toContain('unknown-person');
      expect(await rowsOf(store, 'directory')).toEqual(
        expect.arrayContaining([
          { ...wang, source: 'Shared' },
          { ...zhao, source: 'Shared' },
        ]),
      );
      expect(await rowsOf(store, 'departments')).toEqual([
        { ...sales, source: 'Shared' },
        { ...plant, source: 'Shared' },
      ]);
      // Whoever reads the workbook without the book (an edit check, the add-on) knows them too.
      const { people, problems: left } = await snapshotAt(store);
      expect([...people.keys()].sort()).toEqual(['Li Na', 'Wang Wei', 'Zhao Min']);
      expect(left.map(({ code }) => code)).not.toContain('unknown-person');
    }
  });

  test('is not mailed in a workbook without the book', async () => {
    const { mails, problems } = await sweepWith(await openTeam(), null);
    expect(mails).toEqual([]);
    expect(problems).toContain('unknown-person');
  });

  test('costs nothing in the sweeps after: the second writes one row and no more', async () => {
    const [store, shared] = [await openTeam(), await book(li, wang, zhao)];
    await sweepWith(store, shared);
    const before = await rowsOf(store, 'directory');
    const { result } = await sweepWith(store, shared);
    expect(result.plan.writes).toEqual([]);
    expect(await rowsOf(store, 'directory')).toEqual(before);
  });
});

describe('what changes in the book is seen in each workbook', () => {
  const nextDay = async (before: object[], now: object[], rows = {}) => {
    const store = await openTeam(rows);
    await sweepWith(store, await book(...before));
    const swept = await sweepWith(store, await book(...now), MONDAY);
    return { ...swept, store, directory: await rowsOf(store, 'directory') };
  };

  test('department, address, language, delegate and days away, in place', async () => {
    const moved = {
      ...wang,
      email: 'w.wei@example.com',
      department: 'Sales',
      language: 'zh-CN',
      delegate: 'Zhao Min',
      delegateFrom: '2026-03-09',
      delegateTo: '2026-03-13',
    };
    const { directory, mails } = await nextDay([li, wang, zhao], [li, moved, zhao]);
    expect(directory).toHaveLength(3);
    expect(directory.find(({ name }) => name === 'Wang Wei')).toMatchObject({
      email: 'w.wei@example.com',
      department: 'Sales',
      language: '中文',
      delegate: 'Zhao Min',
    });
    // The task of somebody away is brought to whoever covers, in this very sweep.
    expect(mails).toContain('zhao.min@example.com');
    expect(mails).not.toContain('w.wei@example.com');
  });

  test('a new name of the same address, with the keeper told where the old one is still written', async () => {
    const { directory, problems } = await nextDay([li, wang], [li, { ...wang, name: 'Wang Weiwei' }]);
    expect(directory.map(({ name }) => name)).toEqual(['Li Na', 'Wang Weiwei']);
    expect(problems).toContain('unknown-person');
  });

  test('whoever left becomes inactive and is not deleted; who comes back is active again', async () => {
    const { directory, mails, problems, store } = await nextDay([li, wang, zhao], [li, zhao]);
    expect(directory).toContainEqual({ ...wang, active: 'No', source: 'Shared' });
    expect(mails).not.toContain('wang.wei@example.com');
    expect(problems).toContain('inactive-person');
    await sweepWith(store, await book(li, wang, zhao), TUESDAY);
    expect(await rowsOf(store, 'directory')).toContainEqual({ ...wang, active: 'Yes', source: 'Shared' });
  });

  test('a new head of a department', async () => {
    const store = await openTeam();
    await sweepWith(store, await book(li, wang, zhao));
    await sweepWith(
      store,
      await bookOf({ directory: [li, wang, zhao], departments: [sales, { ...plant, head: 'Wang Wei' }] }),
    );
    expect(await rowsOf(store, 'departments')).toContainEqual({ name: 'Plant', head: 'Wang Wei', source: 'Shared' });
  });

  test('but an address that the book has lost is kept', async () => {
    const { directory } = await nextDay([li, wang], [li, { ...wang, email: '' }]);
    expect(directory).toContainEqual({ ...wang, source: 'Shared' });
    const typo = await nextDay([li, wang], [li, { ...wang, email: 'wang.wei@@example' }]);
    expect(typo.directory).toContainEqual({ ...wang, source: 'Shared' });
  });

  test('a shared row that somebody changed by hand is as the book has it again, until it is theirs', async () => {
    const [store, shared] = [await openTeam(), await book(li, wang)];
    await sweepWith(store, shared);
    await store.apply([setOf('directory', 'Wang Wei', { email: 'other@example.com' })]);
    await sweepWith(store, shared);
    expect(await rowsOf(store, 'directory')).toContainEqual({ ...wang, source: 'Shared' });
    await store.apply([setOf('directory', 'Wang Wei', { email: 'other@example.com', source: 'ours' })]);
    await sweepWith(store, shared);
    expect(await rowsOf(store, 'directory')).toContainEqual({ ...wang, email: 'other@example.com', source: 'Ours' });
  });
});

describe('a workbook’s own rows', () => {
  test('are never touched and win, by address or else by name', async () => {
    const own = [
      { ...wang, email: 'WANG.WEI@example.com', name: 'Wang', department: 'Here' },
      { name: 'Zhao Min', email: 'another@example.com', active: false },
    ];
    const store = await openTeam({
      directory: own,
      departments: [{ name: 'PLANT', head: 'Wang' }],
      raci: [task('Wang')],
    });
    const before = [await rowsOf(store, 'directory'), await rowsOf(store, 'departments')];
    const { mails } = await sweepWith(store, await book(li, wang, zhao));
    const [directory, departments] = [await rowsOf(store, 'directory'), await rowsOf(store, 'departments')];
    expect(directory.slice(0, 2)).toEqual(before[0]);
    expect(directory.slice(2)).toEqual([{ ...li, source: 'Shared' }]);
    expect(departments.slice(0, 1)).toEqual(before[1]);
    expect(departments.slice(1)).toEqual([{ ...sales, source: 'Shared' }]);
    expect(mails).toContain('WANG.WEI@example.com');
  });

  test('typed after the shared one win too, and make nobody ambiguous', async () => {
    const [store, shared] = [await openTeam(), await book(li, wang, zhao)];
    await sweepWith(store, shared);
    await store.apply([
      appendOf('directory', { name: 'Wang Wei', email: 'own@example.com' }),
      appendOf('directory', { name: 'Min', email: zhao.email }),
    ]);
    const { people, problems } = await snapshotAt(store);
    expect(people.get('Wang Wei')).toMatchObject({ email: 'own@example.com' });
    expect([...people.keys()]).toEqual(['Wang Wei', 'Min', 'Li Na']);
    expect(problems.map(({ code }) => code)).not.toContain('duplicate-person');
    const { mails } = await sweepWith(store, shared, MONDAY);
    expect(mails).toContain('own@example.com');
    expect((await sweepWith(store, shared, MONDAY)).result.plan.writes).toEqual([]);
  });

  test('name who heads a shared department as this workbook does', async () => {
    const store = await openTeam({ directory: [{ name: 'Minnie', email: zhao.email }] });
    const { problems } = await sweepWith(store, await book(li, wang, zhao));
    expect(await rowsOf(store, 'departments')).toContainEqual({ name: 'Plant', head: 'Minnie', source: 'Shared' });
    expect(problems).not.toContain('unknown-person');
  });

  test('that are left to the book, a name and Shared, are filled in from it', async () => {
    const store = await openTeam({ directory: [{ name: 'Wang Wei', source: 'shared' }] });
    const { mails } = await sweepWith(store, await book(li, wang));
    expect((await rowsOf(store, 'directory'))[0]).toEqual({ ...wang, source: 'Shared' });
    expect(mails).toContain(wang.email);
  });
});

describe('two people of one name', () => {
  const other = { name: 'Wang Wei', email: 'wang.wei.2@example.com', department: 'Sales' };

  test('both come, once; the name says nobody, and the address says who', async () => {
    const store = await openTeam({
      raci: [task('Wang Wei'), { ...task(other.email), id: 'T-0002', name: 'Order the first samples' }],
    });
    const shared = await book(li, wang, other);
    const { mails, result } = await sweepWith(store, shared);
    expect(mails).toContain(other.email);
    expect(mails).not.toContain(wang.email);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ code: 'unknown-person', tab: 'raci', facts: { text: 'Wang Wei', namesakes: true } }),
    );
    // It is told where somebody writes the name; a company has many namesakes that a team never meets.
    expect(result.problems.map(({ code }) => code)).not.toContain('duplicate-person');
    expect((await rowsOf(store, 'directory')).map(({ email }) => email).sort()).toEqual([
      li.email,
      other.email,
      wang.email,
    ]);
    expect((await sweepWith(store, shared)).result.plan.writes).toEqual([]);
  });

  test('each is kept up to date for itself', async () => {
    const store = await openTeam();
    await sweepWith(store, await book(li, wang, other));
    await sweepWith(store, await book(li, wang, { ...other, department: 'Legal' }));
    await sweepWith(store, await book(li, { ...other, department: 'Legal' }));
    expect(await rowsOf(store, 'directory')).toEqual(
      expect.arrayContaining([
        { ...wang, active: 'No', source: 'Shared' },
        { ...other, department: 'Legal', source: 'Shared' },
      ]),
    );
  });

  test('one who covers is found by the address that tells them apart', async () => {
    const away = { ...zhao, delegate: wang.email, delegateFrom: '2026-03-02', delegateTo: '2026-03-13' };
    const store = await openTeam({ raci: [task('Zhao Min')] });
    const { mails, problems } = await sweepWith(store, await book(li, wang, other, away));
    expect(mails).toContain(wang.email);
    expect(mails).not.toContain(zhao.email);
    expect(problems).not.toContain('unknown-person');
  });

  test('somebody listed twice in the book is one person', async () => {
    const store = await openTeam();
    const { mails } = await sweepWith(
      store,
      await bookOf({
        directory: [li, wang, { ...wang, email: 'Wang.Wei@example.com' }],
        departments: [{ name: 'Plant', head: 'Wang Wei' }],
      }),
    );
    expect(mails).toContain(wang.email);
    expect(await rowsOf(store, 'departments')).toEqual([{ name: 'Plant', head: 'Wang Wei', source: 'Shared' }]);
  });

  test('one who shares an address with another keeps the own row', async () => {
    const [store, shared] = [await openTeam(), await book(li, wang, { ...wang, name: '王伟' })];
    await sweepWith(store, shared);
    const before = await rowsOf(store, 'directory');
    expect(before).toHaveLength(3);
    expect((await sweepWith(store, shared)).result.plan.writes).toEqual([]);
  });
});

/** As a sheet of an older template. */
const withoutSource = (sheet: RawSheet): RawSheet => ({
  ...sheet,
  rows: sheet.rows.map(({ at, cells }) => ({ at, cells: cells.map((cell) => (cell === 'Source' ? null : cell)) })),
});

describe('the book', () => {
  test('shares nothing with itself, however it names its people', async () => {
    const rows = {
      directory: [li, { ...wang, delegate: zhao.email }, zhao],
      departments: [{ ...plant, head: zhao.email }],
    };
    const store = await openTeam(rows);
    const raw = await store.read();
    const older = { ...raw, sheets: raw.sheets.map(withoutSource) };
    const { sharedRows, problems } = readSnapshot(older, { now: MONDAY, shared: sharing(readShared(older)!) });
    expect(sharedRows).toEqual([]);
    expect(problems.map(({ code }) => code)).not.toContain('book-behind');
  });

  test('may be a copy of a workbook: it is read and nothing else', async () => {
    const raw = await openBook({
      directory: [li, wang, zhao],
      settings: [{ key: 'workbookHome', value: 'elsewhere' }] as never,
    });
    const { mails } = await sweepWith(await openTeam(), readShared(raw));
    expect(mails).toContain(wang.email);
  });

  test('may name its sheets and columns in words of its own', async () => {
    const cells = (rows: (string | null)[][]) => rows.map((cells, i) => ({ at: i + 1, cells }));
    const raw = {
      ...(await openBook({})),
      sheets: [
        {
          title: '员工花名册',
          merges: [],
          rows: cells([
            ['电子邮箱', '工号', '成员', '编制部门'],
            ['wang.wei@example.com', '7', 'Wang Wei', 'Plant'],
          ]),
        },
        {
          title: 'Settings',
          merges: [],
          rows: cells([
            ['Setting', 'Value'],
            ['tab.directory', '员工花名册'],
            ['column.directory.department', '编制部门'],
          ]),
        },
        {
          title: 'Departments',
          merges: [],
          rows: cells([
            ['Team', 'Manager', 'Liaison'],
            ['Plant', 'Wang Wei', null],
          ]),
        },
      ],
    };
    const store = await openTeam();
    const { mails } = await sweepWith(store, readShared(raw));
    expect(mails).toContain(wang.email);
    expect(await rowsOf(store, 'directory')).toEqual([{ ...wang, source: 'Shared' }]);
    expect(await rowsOf(store, 'departments')).toEqual([{ name: 'Plant', head: 'Wang Wei', source: 'Shared' }]);
  });

  test('in which nobody is listed is none, so that nobody is said to have left', async () => {
    expect(readShared(await openBook({ departments: [sales] }))).toBeNull();
  });
});
