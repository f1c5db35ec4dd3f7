import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { backUp, remembered } from '../../functions/keep/backup.ts';
import { parseBackup } from '../../functions/keep/backup-file.ts';
import { keepBackup } from '../../functions/keep/backup-keep.ts';
import { restore } from '../../functions/keep/restore.ts';
import { rollover } from '../../functions/keep/rollover.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { openBook as openSpreadsheet } from '../adapters/google-sheets/book.ts';
import { openBook as openOnline } from '../adapters/graph-excel/book.ts';
import { xlsxOf } from '../support/books.ts';
import { appendOf, setOf } from '../support/starter.ts';
import { instantAt, live, type Years, yearsOf } from '../support/years.ts';

const folder = await mkdtemp(join(tmpdir(), 'baton-'));
afterAll(() => rm(folder, { recursive: true }));

/** Eleven days, of which two are a weekend. */
const DAYS = yearsOf(5, { from: '2026-03-01', to: '2026-03-14', tasks: 6, daily: true });

interface Place {
  readonly store: WorkbookStore;
  /** Another process, which has read nothing yet. */
  readonly open: () => WorkbookStore;
  /** Keeps the workbook as it is; what comes back brings it back. */
  readonly keep: () => Promise<() => Promise<void>>;
}

const PLACES: Readonly<Record<string, (years: Years) => Promise<Place>>> = {
  'an .xlsx file': async ({ workbook }) => {
    const path = join(folder, 'Launch.xlsx');
    const memory = openMemory(workbook);
    await writeFile(path, await xlsxOf(memory));
    const open = () => openXlsxFile(path);
    await open().apply([setOf('settings', 'workbookHome', { value: (await open().read()).location })]);
    const keep = async () => {
      const old = `${path}.old`;
      await copyFile(path, old);
      return () => copyFile(old, path);
    };
    return { store: open(), open, keep };
  },
  'a Google spreadsheet': async ({ workbook }) => {
    const book = await openSpreadsheet(openMemory(workbook));
    const keep = async () => {
      const old = book.workbook.book;
      return async () => book.workbook.replace(old);
    };
    return { store: book.store, open: book.open, keep };
  },
  'a workbook on SharePoint, as a file': async ({ workbook }) => {
    const book = await openOnline(openMemory(workbook));
    const keep = async () => {
      const old = book.item.bytes;
      return async () => book.item.replace(old);
    };
    return { store: book.store, open: book.open, keep };
  },
};

const keysOf = (mails: readonly { readonly to: string; readonly keys: readonly string[] }[]) =>
  mails.flatMap(({ to, keys }) => keys.map((key) => `${to} ${key}`)).sort();

const OPEN_PLACES: typeof PLACES = {
  ...PLACES,
  'a workbook on SharePoint that Excel has open': async ({ workbook }) => {
    const book = await openOnline(openMemory(workbook), { way: 'api' });
    return { store: book.store, open: book.open, keep: async () => async () => {} };
  },
};

describe.each(Object.entries(PLACES))('what was lost with an old version of %s', (_, make) => {
  test('comes back from a backup: nobody hears anything twice, and nothing is lost', async () => {
    const { steps } = DAYS;
    const reference = await live(openMemory(DAYS.workbook), steps);
    const { store, open, keep } = await make(DAYS);
    const mailer = createMemoryMailer();
    const clock = () => instantAt(steps[10]!);
    const before = await live(store, steps.slice(0, 5), { mailer });
    const bringBack = await keep();
    before.push(...(await live(store, steps.slice(5, 10), { mailer })));
    const { text } = await backUp(store, clock());
    await bringBack();

    const backup = parseBackup(text);
    const other = open();
    const dry = await restore({ store: other, backup, adopt: false, dryRun: true, clock });
    expect((await remembered(open(), clock())).notes.ledger.length).toBeLessThan(backup.notes.ledger.length);
    const { counts, now } = await restore({ store: other, backup, adopt: false, dryRun: false, clock });
    expect(counts).toEqual(dry.counts);
    expect(counts._ledger.added).toBeGreaterThan(20);
    expect(now.verdict).toEqual({ ok: true, rows: backup.notes.ledger.length });
    const again = await restore({ store: open(), backup, adopt: false, dryRun: false, clock });
    expect(again.counts).toEqual({ _state: NONE, _ledger: NONE, _runs: NONE });

    // People type again what the old version had not.
    for (const { edits } of steps.slice(5, 10)) await other.apply(edits);
    const after = await live(other, steps.slice(10, 11), { mailer });
    const told = new Set(keysOf(before.flat()));
    expect(keysOf(after.flat()).filter((key) => told.has(key))).toEqual([]);
    expect(keysOf(after.flat())).toEqual(keysOf(reference[10]!));
    expect((await remembered(open(), clock())).verdict).toMatchObject({ ok: true });
  }, 60_000);
});

const NONE = { added: 0, changed: 0 };
const NOTHING = { _state: NONE, _ledger: NONE, _runs: NONE };

describe('restore', () => {
  const { workbook, steps } = yearsOf(7, { from: '2026-03-01', to: '2026-03-12', tasks: 4, daily: true });
  const now = instantAt(steps.at(-1)!);
  const clock = () => now;
  const make = async () => {
    const store = openMemory(workbook);
    await live(store, steps.slice(0, 6));
    const early = await store.read();
    await live(store, steps.slice(6));
    return { early, late: await store.read(), backup: (await backUp(store, now)).text };
  };
  let made: ReturnType<typeof make> | undefined;
  const ready = () => {
    made ??= make();
    return made;
  };
  const bring = (store: WorkbookStore, text: string, { adopt = false, dryRun = false } = {}) =>
    restore({ store, backup: parseBackup(text), adopt, dryRun, clock });

  /** A workbook without some rows of a sheet, as they are counted below its header. */
  const without = (raw: RawWorkbook, title: string, goes: (n: number) => boolean): RawWorkbook => ({
    ...raw,
    sheets: raw.sheets.map((sheet) =>
      sheet.title === title
        ? {
            ...sheet,
            rows: sheet.rows.filter(({ at }) => at === 1 || !goes(at - 1)).map((row, i) => ({ ...row, at: i + 1 })),
          }
        : sheet,
    ),
  });
  const ledgerOf = async (store: WorkbookStore) => (await remembered(store, now)).notes.ledger;

  test.each(Object.entries(OPEN_PLACES))('rows that were lost in the middle come back in %s', async (_, open) => {
    const { late, backup } = await ready();
    const place = await open({ workbook: without(late, '_ledger', (n) => n === 5 || n === 6 || n === 9), steps });
    expect((await bring(place.store, backup)).counts._ledger).toEqual({ added: 3, changed: 0 });
    expect(await ledgerOf(place.open())).toEqual(await ledgerOf(openMemory(late)));
    expect((await remembered(place.open(), now)).verdict).toMatchObject({ ok: true });
  });

  test.each([
    ['at the end', (n: number) => n > 10],
    ['in the middle', (n: number) => n === 5 || n === 6 || n === 9],
    ['at the beginning', (n: number) => n < 4],
    ['all over', () => true],
  ])('rows of the ledger that were lost %s are back in their places', async (_, goes) => {
    const { late, backup } = await ready();
    const store = openMemory(without(late, '_ledger', goes));
    const lost = (await ledgerOf(openMemory(late))).length - (await ledgerOf(store)).length;
    expect((await bring(store, backup)).counts).toEqual({ ...NOTHING, _ledger: { added: lost, changed: 0 } });
    expect(await ledgerOf(store)).toEqual(await ledgerOf(openMemory(late)));
    expect((await remembered(store, now)).verdict).toMatchObject({ ok: true });
    expect((await bring(store, backup)).counts).toEqual(NOTHING);
  });

  test('an entry that somebody changed becomes again what it was', async () => {
    const { late, backup } = await ready();
    const store = openMemory(late);
    store.type([{ sheet: '_ledger', row: 5, column: 3, value: 'somebody@example.com' }]);
    expect((await bring(store, backup)).counts._ledger).toEqual({ added: 0, changed: 1 });
    expect(await ledgerOf(store)).toEqual(await ledgerOf(openMemory(late)));
  });

  test('clocks and sweeps that were deleted come back, and what is newer stays as it is', async () => {
    const { late, backup } = await ready();
    const half = without(
      without(late, '_state', (n) => n % 2 === 0),
      '_runs',
      (n) => n === 2,
    );
    const store = openMemory(half);
    const [id] = (await remembered(store, now)).snapshot.state.keys();
    const newer = { next: 'Newer', changedOn: '2026-03-20' };
    expect((await store.apply([setOf('_state', id!, newer)])).map(({ outcome }) => outcome)).toEqual(['written']);
    const { counts } = await bring(store, backup);
    expect(counts._state.changed).toBe(0);
    expect(counts._runs).toEqual({ added: 1, changed: 0 });
    const { snapshot } = await remembered(store, now);
    expect(snapshot.state.get(id!)).toMatchObject({ next: 'Newer' });
    expect([...snapshot.state.keys()].sort()).toEqual(
      [...(await remembered(openMemory(late), now)).snapshot.state.keys()].sort(),
    );
  });

  test('an old backup takes nothing back of what came since', async () => {
    const { early, late } = await ready();
    const old = (await backUp(openMemory(early), now)).text;
    const store = openMemory(late);
    expect((await bring(store, old)).counts).toEqual(NOTHING);
    expect(await store.read()).toBe(late);
  });

  test('a workbook that was swept since it lost its notes is left alone, with words', async () => {
    const { early, backup } = await ready();
    const store = openMemory(early);
    await live(store, [
      { ...steps.at(-1)!, edits: [setOf('raci', 'T-0001', { responsible: 'Wang Fang', due: '2026-06-01' })] },
    ]);
    const before = await store.read();
    await expect(bring(store, backup)).rejects.toMatchObject({ code: 'restore-diverged' });
    expect(await store.read()).toBe(before);
  });

  test('a row that nobody can place is named and has to go first', async () => {
    const { late, backup } = await ready();
    const store = openMemory(late);
    const sheet = late.sheets.find(({ title }) => title === '_ledger')!;
    const last = sheet.rows.at(-1)!;
    store.type(
      last.cells.map((value, i) => ({ sheet: '_ledger', row: last.at + 1, column: i + 1, value: value as string })),
    );
    await expect(bring(store, backup)).rejects.toMatchObject({ code: 'restore-inserted' });
  });

  test('of another workbook it takes nothing, unless this one is to take its place', async () => {
    const { late, backup } = await ready();
    const blank = openMemory({ ...workbook, location: 'new place' });
    await blank.apply([setOf('settings', 'workbookId', { value: 'W-OTHER' })]);
    await expect(bring(blank, backup)).rejects.toMatchObject({ code: 'restore-other' });
    expect((await bring(blank, backup, { adopt: true, dryRun: true })).adopted).toBe(true);
    const { adopted, now: after } = await bring(blank, backup, { adopt: true });
    expect(adopted).toBe(true);
    expect(after.snapshot.policy).toMatchObject({ workbookId: 'W-TEST', workbookHome: 'new place' });
    expect(after.notes.ledger).toEqual(await ledgerOf(openMemory(late)));
    expect((await bring(blank, backup, { adopt: true })).adopted).toBe(false);
  });

  test('a workbook that lacks a sheet of Baton’s is told how to get it', async () => {
    const { late, backup } = await ready();
    const store = openMemory({ ...late, sheets: late.sheets.filter(({ title }) => title !== '_ledger') });
    await expect(bring(store, backup)).rejects.toMatchObject({ code: 'restore-no-tabs' });
  });

  test('what a roll-over moved is in the backup, and comes back where its archive is gone', async () => {
    const { late } = await ready();
    const store = openMemory(late);
    const clock = () => '2027-06-01T09:00:00+08:00';
    await store.apply(['T-0001', 'T-0002'].map((id) => setOf('tracker', id, { status: 'done' })));
    await rollover({ store, year: 2026, dryRun: false, clock });
    const { text, notes, archives } = await backUp(store, clock());
    expect(archives.map(({ title }) => title)).toEqual(['_ledger_2026', '_runs_2026']);
    const whole = await store.read({ archives: true });
    const bare = openMemory({ ...whole, sheets: whole.sheets.filter(({ title }) => !title.startsWith('_ledger_')) });
    const { counts, now: after } = await restore({
      store: bare,
      backup: parseBackup(text),
      adopt: false,
      dryRun: false,
      clock,
    });
    expect(counts._ledger).toEqual({ added: notes.archived.ledger.length, changed: 0 });
    expect(after.verdict).toMatchObject({ ok: true });
  });

  test('it keeps out of the way of a sweep', async () => {
    const { early, backup } = await ready();
    const store = openMemory(early);
    await store.apply([
      appendOf('_runs', { run: 'r', status: 'claimed', day: '2026-03-09', until: '2099-01-01T00:00:00Z' }),
    ]);
    await expect(bring(store, backup)).rejects.toMatchObject({ code: 'sweep-at-work' });
  });
});

describe('a backup', () => {
  const { workbook, steps } = yearsOf(7, { from: '2026-03-01', to: '2026-03-06', tasks: 3, daily: true });

  test('is the same bytes whenever it is asked for, and nothing in it was changed since', async () => {
    const store = openMemory(workbook);
    await live(store, steps);
    const { text } = await backUp(store, '2026-03-06T09:00:00+08:00');
    expect((await backUp(store, '2026-09-01T21:00:00+08:00')).text).toBe(text);
    expect(parseBackup(text).workbook).toEqual({ id: 'W-TEST', home: 'here' });
    expect(Object.keys(JSON.parse(text))).toEqual([
      'baton',
      'version',
      'for',
      'workbook',
      'ledger',
      'sheets',
      'sha256',
    ]);
    expect(() => parseBackup(text.replace('li@example.com', 'lu@example.com'))).toThrow(/changed or cut off/);
    expect(() => parseBackup(text.slice(0, -40))).toThrow(/not a backup/);
    expect(() => parseBackup('{"baton":"backup","version":2}')).toThrow(/later Baton/);
  });

  test('replaces a file only where it goes on from it', async () => {
    const store = openMemory(workbook);
    await live(store, steps.slice(0, 2));
    const old = (await backUp(store, instantAt(steps[2]!))).text;
    await live(store, steps.slice(2));
    const { text } = await backUp(store, instantAt(steps[2]!));
    const path = join(folder, 'kept.json');
    expect(await keepBackup(path, old)).toBe(true);
    expect(await keepBackup(path, old)).toBe(false);
    expect(await keepBackup(path, text)).toBe(true);
    await expect(keepBackup(path, old)).rejects.toMatchObject({ code: 'backup-in-the-way' });
    // Of a workbook that has lost some of it.
    store.type([{ sheet: '_ledger', row: 4, column: 10, value: 'gone' }]);
    const damaged = (await backUp(store, instantAt(steps[2]!))).text;
    await expect(keepBackup(path, damaged)).rejects.toMatchObject({ code: 'backup-in-the-way' });
    await writeFile(path, 'a letter to a friend');
    await expect(keepBackup(path, text)).rejects.toMatchObject({ code: 'backup-in-the-way' });
    expect(await readFile(path, 'utf8')).toBe('a letter to a friend');
  });
});
