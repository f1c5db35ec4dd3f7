/** What one command takes that sweeps many workbooks. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { append } from '../../core/writes/rows.ts';
import { filled } from './filled.ts';
import type { Release } from './release.ts';
import { median, timed } from './timed.ts';

/** What one command takes that sweeps so many workbooks, each with ten late tasks of five people. */
export interface Many {
  readonly workbooks: number;
  /** Milliseconds from start to end, the mails in an outbox; of the second sweep of the day, which finds nothing to do. */
  readonly busyMs: number;
  readonly quietMs: number;
  /** Peak of resident memory of the first, MiB. */
  readonly rssMiB: number;
}

const ROOT = new URL('../../', import.meta.url);
const NOW = '2026-03-06T09:00:00+08:00';
const TASKS = 10;
const PEOPLE = 5;
const TAKEN = new URL('say-taken.ts', import.meta.url).href;

const each = <T>(count: number, one: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => one(n));
const starter = (): Buffer =>
  filled('en', [
    ...each(PEOPLE, (n) => append('directory', `Owner ${n}`, { name: `Owner ${n}`, email: `owner${n}@example.com` })),
    ...each(TASKS, (n) =>
      append('raci', `T-000${n}`, {
        id: `T-000${n}`,
        name: `Task ${n}`,
        responsible: `Owner ${n % PEOPLE}`,
        accountable: `Owner ${(n + 1) % PEOPLE}`,
        due: '2026-03-03',
      }),
    ),
  ]);

/** `root`: whose command line does it, this one's or a release's. */
const benchMany = (workbooks: number, root: string): Many => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const first = join(folder, '0.xlsx');
    writeFileSync(first, starter());
    const files = Array.from({ length: workbooks }, (_, n) => join(folder, `${n}.xlsx`));
    for (const file of files.slice(1)) copyFileSync(first, file);
    const sweep = () =>
      timed(
        [
          process.execPath,
          '--import',
          TAKEN,
          join(root, 'functions/cli/main.ts'),
          'sweep',
          ...files,
          ...['--now', NOW, '--mail', `outbox:${join(folder, 'outbox')}`],
        ],
        { NODE_COMPILE_CACHE: join(tmpdir(), 'baton-bench-cache') },
      );
    const busy = sweep();
    const quiet = sweep();
    return { workbooks, busyMs: busy.wallMs, quietMs: quiet.wallMs, rssMiB: busy.rssMiB };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const HERE = fileURLToPath(ROOT);

export const benchGrowth = (sizes: readonly number[]): Many[] => sizes.map((workbooks) => benchMany(workbooks, HERE));

/** A sweep of one workbook, start to end, against the release's: the median of the turns' own ratios. */
export const sweepAgainst = (release: Release, repeats: number): number | null => {
  const main = release.file('functions/cli/main.ts');
  if (main === null) return null;
  const before = main.slice(0, -'functions/cli/main.ts'.length);
  const turn = () => {
    const [ours, theirs] = [benchMany(1, HERE), benchMany(1, before)];
    return ours.busyMs / theirs.busyMs;
  };
  turn();
  return median(Array.from({ length: repeats }, turn));
};
