/** What a sweep takes as the people of a workbook, or the rows of its ledger, grow in number. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCH_NOW } from './dataset.ts';
import { LATER, type Size, sweep, workbookFile } from './sweeps.ts';

export interface Grown {
  readonly size: Size;
  /** Letters of the first sweep. */
  readonly letters: number;
  /** CPU of the process from start to end, milliseconds. */
  readonly dryMs: number;
  readonly firstMs: number;
  readonly secondMs: number;
  /** Peak of resident memory of the first, MiB. */
  readonly rssMiB: number;
}

const grown = (size: Size): Grown => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-growing-'));
  try {
    const [file, outbox] = [join(folder, 'book.xlsx'), join(folder, 'outbox')];
    writeFileSync(file, workbookFile(size));
    const dry = sweep(file, BENCH_NOW, '--dry-run');
    const first = sweep(file, BENCH_NOW, '--mail', `outbox:${outbox}`);
    const second = sweep(file, LATER, '--mail', `outbox:${outbox}`);
    const letters = readdirSync(outbox).filter((name) => name.endsWith('.eml')).length;
    return { size, letters, dryMs: dry.ms, firstMs: first.ms, secondMs: second.ms, rssMiB: first.rssMiB };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const TASKS = 5000;

/** Among more and more people who share the same number of tasks. */
export const benchPeople = (counts: readonly number[]): Grown[] =>
  counts.map((people) => grown({ tasks: TASKS, people }));

/** With a longer and longer ledger; the first sweep moves what is over to an archive sheet, the second one does without. */
export const benchLedger = (counts: readonly number[]): Grown[] =>
  counts.map((ledger) => grown({ tasks: TASKS, ledger }));

if (import.meta.main) console.log(JSON.stringify([...benchPeople([50, 500]), ...benchLedger([0, 50_000])], null, 2));
