import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import fs, { copyFile, mkdtemp, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { createOutbox } from '../../functions/adapters/outbox/outbox.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import type { Mailer } from '../../functions/ports.ts';
import { decide } from '../../functions/sweep/decide.ts';
import type { SweepOptions } from '../../functions/sweep/sweep.ts';
import { addressOf, createMemoryMailer, FRIDAY, MONDAY, PEOPLE, run, snapshotOf, tasks } from '../support/office.ts';
import { appendOf, setOf } from '../support/starter.ts';

const STARTER = new URL('../../sheet-templates/generated/starter-en.xlsx', import.meta.url);
const folder = await mkdtemp(join(tmpdir(), 'baton-'));
/** A small disk of its own; null where nobody may mount one, and the call that writes fails instead. */
const disk = (() => {
  const at = join(folder, 'disk');
  mkdirSync(at);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', at]).status === 0 ? at : null;
})();
afterAll(async () => {
  if (disk) spawnSync('umount', [disk]);
  await rm(folder, { recursive: true });
});

const path = join(folder, 'Project.xlsx');
const byRules: Partial<SweepOptions> = { decide };
const sweepFile = (file: string, now = FRIDAY) => {
  const mailer = createMemoryMailer();
  return run(openXlsxFile(file), mailer, { ...byRules, now }).then((result) => ({ ...result, mails: mailer.sent }));
};

beforeEach(async () => {
  for (const file of await readdir(folder)) if (file.endsWith('.xlsx')) await rm(join(folder, file));
  await copyFile(STARTER, path);
  await openXlsxFile(path).apply([
    setOf('settings', 'project', { value: 'Launch' }),
    appendOf('departments', { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' }),
    ...PEOPLE.map((name) => appendOf('directory', { name, email: addressOf(name), department: 'Sales' })),
    // Typed by a person: no ids yet, and two of them were due on Wednesday.
    ...tasks.map(({ id: _, ...typed }, i) => appendOf('raci', { ...typed, due: i < 2 ? '2026-03-04' : '2026-03-20' })),
  ]);
});

test('a workbook file is swept: ids, tracker rows, memories, mails and a ledger that verifies', async () => {
  const result = await sweepFile(path);
  expect(result).toMatchObject({ outcome: 'done', conflicts: [] });
  expect(result.mails.length).toBeGreaterThan(0);
  const { rows, state, ledger, runs } = await snapshotOf(openXlsxFile(path));
  expect(rows.raci.map(({ id, fresh }) => `${id} ${fresh}`)).toEqual(tasks.map(({ id }) => `${id} false`));
  expect(rows.tracker.map(({ id }) => id)).toEqual(tasks.map(({ id }) => id));
  expect(state.size).toBe(5);
  expect(ledger.length).toBeGreaterThan(0);
  expect(verifyLedger(ledger, headsOf(runs))).toEqual({ ok: true, rows: ledger.length });
});

test('the second sweep of a day adds one row about itself, and nothing else', async () => {
  await sweepFile(path);
  const before = await openXlsxFile(path).read();
  const again = await sweepFile(path);
  expect(again).toMatchObject({ outcome: 'done', mails: [] });
  const after = await openXlsxFile(path).read();
  const changed = after.sheets.filter((sheet, i) => JSON.stringify(sheet) !== JSON.stringify(before.sheets[i]));
  expect(changed.map(({ title }) => title)).toEqual(['_runs']);
});

test('the outbox’s page shows all mails after a sweep, and what a sweep that died left out after the next, quiet or not', async () => {
  const outbox = join(await mkdtemp(join(tmpdir(), 'baton-box-')), 'outbox');
  const index = join(outbox, 'index.html');
  const from = { name: 'Baton', address: 'baton@example.com' };
  const sweepInto = (more: Partial<SweepOptions> = {}, change: Partial<Mailer> = {}) => {
    const mailer = createOutbox({ folder: outbox, from, locale: 'en' });
    return run(openXlsxFile(path), { ...mailer, ...change }, { ...byRules, ...more });
  };
  const shown = async () => (await readFile(index, 'utf8')).match(/<span class="subject">/g)?.length;
  const mails = async () => (await readdir(outbox)).filter((file) => file.endsWith('.eml')).length;

  await sweepInto({ dryRun: true });
  await expect(readdir(outbox)).rejects.toMatchObject({ code: 'ENOENT' });
  expect((await sweepInto()).sent.length).toBeGreaterThan(1);
  expect(await shown()).toBe(await mails());

  // It dies once all mails are in the ledger, before it comes to the page.
  await expect(sweepInto({ now: MONDAY }, { flush: () => Promise.reject(new Error('dies')) })).rejects.toThrow('dies');
  expect(await shown()).toBeLessThan(await mails());
  const before = await readFile(index);
  await sweepInto({ now: MONDAY, dryRun: true });
  expect(await readFile(index)).toEqual(before);
  expect((await sweepInto({ now: MONDAY })).sent).toEqual([]);
  expect(await shown()).toBe(await mails());
  await rm(join(outbox, '..'), { recursive: true });
});

test('a copy of the file mails nobody and stays untouched; the original goes on', async () => {
  await sweepFile(path);
  const copy = join(folder, 'Copy of Project.xlsx');
  await copyFile(path, copy);
  const bytes = await readFile(copy);
  expect(await sweepFile(copy, MONDAY)).toMatchObject({ outcome: 'copy', mails: [] });
  expect(await readFile(copy)).toEqual(bytes);
  expect((await sweepFile(path, MONDAY)).mails.length).toBeGreaterThan(0);
});

test('a renamed file is the workbook it was', async () => {
  await sweepFile(path);
  const { workbookId } = (await snapshotOf(openXlsxFile(path))).policy;
  const renamed = join(folder, 'Project 2026.xlsx');
  await rename(path, renamed);
  expect(await sweepFile(renamed, MONDAY)).toMatchObject({ outcome: 'done' });
  expect((await snapshotOf(openXlsxFile(renamed))).policy.workbookId).toBe(workbookId);
});

test('two sweeps of one file at once mail everybody once', async () => {
  const results = await Promise.all([sweepFile(path), sweepFile(path)]);
  // The second either found the first at work, or came after it and found nothing left to do.
  expect(results.map(({ outcome }) => outcome)).toContain('done');
  const to = results.flatMap(({ mails }) => mails.map((mail) => mail.to.address));
  expect(to.length).toBeGreaterThan(0);
  expect(to.length).toBe(new Set(to).size);
  const { ledger, runs } = await snapshotOf(openXlsxFile(path));
  expect(verifyLedger(ledger, headsOf(runs)).ok).toBe(true);
});

test('a cell as full as a cell can be stops no sweep', async () => {
  const full = 'x'.repeat(32_760);
  await openXlsxFile(path).apply([
    setOf('settings', 'keeper', { value: 'Ana Silva' }),
    appendOf('raci', { name: 'Task 6', responsible: full, due: '2026-03-20' }),
  ]);
  const result = await sweepFile(path);
  expect(result).toMatchObject({ outcome: 'done', conflicts: [] });
  expect(result.plan.notices.map(({ rule }) => rule)).toContain('digest.keeper');
});

test(`a disk that fills up during a sweep: what was written before stands, and is not denied (${disk ? 'a real disk' : 'A FAULT AT THE CALL, for nothing can be mounted here'})`, async () => {
  const file = join(disk ?? folder, 'Full.xlsx');
  await copyFile(path, file);
  const before = await readFile(file);
  const mailer = createMemoryMailer({ batch: 1 });
  const { open } = fs;
  const full: typeof open = async (name, ...rest) => {
    if (String(name).endsWith('.baton-tmp')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    return open(name, ...rest);
  };
  const fillUp = () => {
    if (disk) return writeFile(join(disk, 'filler'), Buffer.alloc(4_000_000)).catch(() => {});
    vi.spyOn(fs, 'open').mockImplementation(full);
    return syncBuiltinESMExports();
  };
  const filling: Mailer = {
    ...mailer,
    send: async (mail) => {
      const sent = await mailer.send(mail);
      await fillUp();
      return sent;
    },
  };
  const error = await run(openXlsxFile(file), filling, byRules).catch((thrown) => thrown);
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  expect(error).toMatchObject({ kind: 'backend', code: 'disk-full' });
  expect(error.words.en).toBe(
    'The disk is full. This change was not written to Full.xlsx; what was written before stands. Free some space and try again.',
  );
  expect(error.words['zh-CN']).toBe('磁盘已满，这次的改动没有写进 Full.xlsx，之前写入的都在。请腾出空间后再试。');

  // The claim and the letters that were about to leave: the sweep before it was full.
  expect(await readFile(file)).not.toEqual(before);
  const { ledger } = await snapshotOf(openXlsxFile(file));
  expect(ledger.map(({ status }) => status)).toContain('sending');
  expect(mailer.sent.length).toBeGreaterThan(0);
  // What left stands in the record beside the file, which needed no more room: nobody has to guess, and nothing lies about in the end.
  const beside = async () => (await readdir(join(file, '..'))).filter((name) => name.includes('.baton-'));
  expect((await beside()).filter((name) => !name.endsWith('.baton-letters'))).toEqual([]);
  if (disk) await unlink(join(disk, 'filler'));
  const again: Mailer = { ...mailer, find: async () => 'unknown' };
  expect(await run(openXlsxFile(file), again, { ...byRules, takeOver: true })).toMatchObject({ outcome: 'done' });
  const told = mailer.sent.map(({ to }) => to.address);
  expect(new Set(told).size).toBe(told.length);
  expect((await snapshotOf(openXlsxFile(file))).ledger.filter(({ status }) => status === 'held')).toEqual([]);
  expect(await beside()).toEqual([]);
});
