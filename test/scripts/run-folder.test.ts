import { spawnSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TestProject } from 'vitest/node';
import { tempFolder } from '../support/cli.ts';
import begin from '../support/run-folder.ts';

it('a run of tests takes its folder away, and those of runs that were killed, and no other', async () => {
  const folder = await tempFolder();
  const { pid: gone } = spawnSync('true');
  const [own, killed, other] = [
    `baton-tests-${process.pid}-a`,
    `baton-tests-${gone}-b`,
    `baton-tests-${process.ppid}-c`,
  ];
  for (const name of [killed, other, 'baton-cli-d']) await mkdir(join(folder, name));
  await writeFile(join(folder, killed, 'left.xlsx'), '');

  const end = await begin({ config: { env: { TMPDIR: join(folder, own) } } } as unknown as TestProject);
  expect((await readdir(folder)).sort()).toEqual(['baton-cli-d', own, other].sort());
  await writeFile(join(folder, own, 'made.xlsx'), '');
  await end();
  expect((await readdir(folder)).sort()).toEqual(['baton-cli-d', other].sort());
});
