import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { backUp, remembered } from '../../functions/backup.ts';
import { parseBackup } from '../../functions/backup-file.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { restore } from '../../functions/restore.ts';
import { openBook as openSpreadsheet } from '../adapters/google-sheets/book.ts';
import { openBook as openOnline } from '../adapters/graph-excel/book.ts';
import { xlsxOf } from '../support/books.ts';
import { setOf } from '../support/starter.ts';
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
    await open().apply([setOf('settings', 'workbookHome', { value: (await open().read()).home })]);
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
