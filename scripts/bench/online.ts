import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The same change to the same workbook: as a file in a folder, and as a file in a library of Microsoft 365. Processes of their
 * own that take turns, as in xlsx.ts.
 */

export interface Online {
  /** Bytes of the workbook. */
  readonly size: number;
  /** Medians, milliseconds, start of the process to its end. */
  readonly fileMs: number;
  readonly onlineMs: number;
  /** Median of the turns' own ratios. */
  readonly ratio: number;
}

const CASE = fileURLToPath(new URL('./online-case.ts', import.meta.url));

export const benchOnline = (rows: number, repeats: number): Online => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const [input, path] = [join(folder, 'in.xlsx'), join(folder, 'book.xlsx')];
    const run = (name: string, book: string): number => {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [CASE, name, book, String(rows)], {
        encoding: 'utf8',
        env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') },
      });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      return performance.now() - start;
    };
    const timed = (name: string): number => {
      copyFileSync(input, path);
      return run(name, path);
    };
    run('make', input);
    timed('file');
    timed('online');
    const turns = Array.from({ length: repeats }, () => ({ file: timed('file'), online: timed('online') }));
    return {
      size: statSync(input).size,
      fileMs: median(turns.map(({ file }) => file)),
      onlineMs: median(turns.map(({ online }) => online)),
      ratio: median(turns.map(({ file, online }) => online / file)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

if (import.meta.main) console.log(JSON.stringify(benchOnline(Number(process.argv[2] ?? 100_000), 5)));
