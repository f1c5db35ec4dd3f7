import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readArchives } from '../../../core/keep/archives.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';

let folder: string;
const baton = async (...args: string[]) => {
  const { code, out, err } = await run('baton', folder, args);
  return { code, said: (out + err).trim() };
};

/** A demo whose history lies in 2024, as it was, and as it is after a sweep. */
beforeAll(async () => {
  folder = await tempFolder();
  const path = join(folder, 'launch.xlsx');
  await makeDemo({ path, locale: 'en', zone: 'Europe/London', country: null, now: '2024-03-06T09:00' });
  await copyFile(path, join(folder, 'old.xlsx'));
  await baton('sweep', 'launch.xlsx', '--now', '2024-03-07T09:00');
});

it('an old version of a workbook gets back what it lacks, once', async () => {
  expect(await baton('backup', 'launch.xlsx')).toMatchObject({
    code: 0,
    said: expect.stringMatching(
      /^Backed up \d+ items, \d+ entries of the record of mails and \d+ sweeps to launch\.backup\.json$/,
    ),
  });
  await copyFile(join(folder, 'old.xlsx'), join(folder, 'launch.xlsx'));
  expect(await baton('backup', 'launch.xlsx')).toMatchObject({
    code: 1,
    said: expect.stringContaining('was not replaced'),
  });
  const { code, said } = await baton('restore', 'launch.xlsx', 'launch.backup.json');
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(/^Brought back from the backup:\nRecord of mails +\d+ added/),
  ]);
  expect((await baton('restore', 'launch.xlsx', 'launch.backup.json')).said).toContain('Nothing is lost');
});

it('what a roll-over moved is verified and explained as before', async () => {
  const count = (said: string) => Number(/has (\d+) rows/.exec(said)![1]);
  const before = count((await baton('verify', 'launch.xlsx')).said);
  const { code, said } = await baton('rollover', 'launch.xlsx');
  expect([code, said]).toEqual([0, expect.stringMatching(/^Moved \d+ entries .* to _ledger_2024 and _runs_2024\./)]);
  const after = await baton('verify', 'launch.xlsx');
  expect(after).toEqual({ code: 0, said: expect.stringContaining('those in 1 archive included') });
  // And what the ledger keeps of them.
  expect(count(after.said)).toBe(before + 1);
  const raw = await openXlsxFile(join(folder, 'launch.xlsx')).read({ archives: true });
  const [archive] = readArchives(raw, { now: '2026-03-06T09:00:00Z' });
  const { key } = archive!.ledger.findLast(({ status }) => status === 'sent')!;
  expect((await baton('explain', 'launch.xlsx', key)).said).toMatch(/Mailed so far\n.* sent/);
});
