/**
 * The same change to the same workbook: as a file in a folder, and as a file in a library of Microsoft 365. Processes of their
 * own that take turns, as in xlsx.ts.
 */
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, timed } from './timed.ts';

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
    const run = (name: string, book: string): number =>
      timed([process.execPath, CASE, name, book, String(rows)], { NODE_COMPILE_CACHE: join(folder, 'cache') }).wallMs;
    const turn = (name: string): number => {
      copyFileSync(input, path);
      return run(name, path);
    };
    run('make', input);
    turn('file');
    turn('online');
    const turns = Array.from({ length: repeats }, () => ({ file: turn('file'), online: turn('online') }));
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
