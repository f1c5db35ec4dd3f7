import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const baton = async (...args: string[]) => {
  const { code, out, err } = await run('baton', folder, args);
  return { code, said: (out + err).trim() };
};
const swept = (day: string) => baton('sweep', 'launch.xlsx', '--now', `2026-03-${day}T10:00`, '--mail', 'outbox:out');

/** Rows of a sheet below its header, of which somebody keeps so many. */
const clear = async (title: string, kept: number) => {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(at('launch.xlsx'));
  const sheet = book.getWorksheet(title)!;
  const rows = sheet.rowCount - 1;
  for (let row = sheet.rowCount; row > 1 + kept; row--) sheet.getRow(row).values = [];
  await book.xlsx.writeFile(at('launch.xlsx'));
  return rows;
};

/** A workbook that was swept on a Friday, and its backup. */
beforeAll(async () => {
  folder = await tempFolder();
  await makeDemo({
    path: at('launch.xlsx'),
    locale: 'en',
    zone: 'Europe/London',
    country: null,
    now: '2026-03-05T09:00',
  });
  await swept('06');
  await baton('backup', 'launch.xlsx');
  await copyFile(at('launch.xlsx'), at('swept.xlsx'));
});

beforeEach(() => copyFile(at('swept.xlsx'), at('launch.xlsx')));

describe.each([
  ['all', 0],
  ['the last rows', 4],
])('a record of mails of which somebody cleared %s', (_, kept) => {
  it('is not taken for a new one: nobody is told again, nothing is written, and it says how to go on', async () => {
    const rows = await clear('_ledger', kept);
    const before = await readFile(at('launch.xlsx'));
    const { code, said } = await swept('09');
    expect(code).toBe(1);
    expect(said).toContain(`The sheet _ledger has lost ${rows - kept} rows that an earlier run noted`);
    expect(said).toContain('npm run -s baton -- restore launch.xlsx BACKUP');
    expect(await readFile(at('launch.xlsx'))).toEqual(before);
    for (const command of ['doctor', 'check', 'backup'])
      expect((await baton(command, 'launch.xlsx')).said, command).toContain('The sheet _ledger has lost');
    expect((await baton('sweep', 'launch.xlsx', '--now', '2026-03-09T10:00', '--dry-run')).said).toContain(
      'The sheet _ledger has lost',
    );
  });

  it('is brought back from a backup, and the next sweep says what it would have said', async () => {
    const whole = await swept('09');
    await copyFile(at('swept.xlsx'), at('launch.xlsx'));
    await clear('_ledger', kept);
    expect((await baton('restore', 'launch.xlsx', 'launch.backup.json')).said).toContain('Record of mails');
    expect(await swept('09')).toEqual(whole);
    expect((await baton('verify', 'launch.xlsx')).code).toBe(0);
  });

  it('is left as it is where somebody adopts the workbook, and the next sweeps go on', async () => {
    await clear('_ledger', kept);
    const { code, said } = await baton('adopt', 'launch.xlsx', '--yes');
    expect([code, said]).toEqual([0, expect.stringContaining('what was told before may be told again')]);
    expect((await baton('adopt', 'launch.xlsx', '--yes')).said).toContain('there is nothing to do');
    expect((await swept('09')).code).toBe(0);
    expect((await swept('10')).code).toBe(0);
    expect((await baton('verify', 'launch.xlsx')).code).toBe(0);
  });
});

it('a record of mails that goes on from an older backup is swept: what came after it may be told again', async () => {
  await swept('09');
  await clear('_ledger', 0);
  expect((await baton('restore', 'launch.xlsx', 'launch.backup.json')).code).toBe(0);
  expect((await swept('10')).code).toBe(0);
});

it('a record of mails that was deleted with its sheet goes on where somebody adopts the workbook', async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(at('launch.xlsx'));
  book.removeWorksheet('_ledger');
  await book.xlsx.writeFile(at('launch.xlsx'));
  expect((await swept('09')).code).toBe(1);
  expect((await baton('adopt', 'launch.xlsx', '--yes')).said).toContain('what was told before may be told again');
  expect((await swept('09')).code).toBe(0);
});

it('a workbook whose record and list of runs are both cleared begins anew', async () => {
  await clear('_ledger', 0);
  await clear('_runs', 0);
  expect((await swept('09')).code).toBe(0);
});
