import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeWorkbook } from './xlsx-workbook.ts';

/**
 * Reading and changing a workbook, against the floor (what unzipping and zipping alone cost) and other libraries. Each
 * piece of work is a process of its own, timed whole from outside; the pieces take turns, and a ratio is the median
 * of the turns' own ratios, so that a machine that is busy for a while slows both sides.
 */

export interface Measured {
  readonly name: string;
  /** Median, milliseconds, start of the process to its end. */
  readonly wallMs: number;
  /** Median peak of resident memory, MiB. */
  readonly rssMiB: number;
  /** Wall time against the floor of the same work. */
  readonly ratioToFloor: number;
}

const OURS = ['floor read', 'baton read', 'floor edit', 'baton edit'];
const PEERS = ['hucre', 'sheetjs', 'exceljs'].flatMap((tool) => [`${tool} read`, `${tool} edit`]);
const CASE = fileURLToPath(new URL('./xlsx-case.ts', import.meta.url));

export const benchXlsx = async (options: { rows: number; repeats: number; peers: boolean }): Promise<Measured[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const input = join(folder, 'in.xlsx');
    writeFileSync(input, makeWorkbook(options.rows));
    const names = options.peers ? [...OURS, ...PEERS] : OURS;
    const run = (name: string) => measure(name, input, join(folder, 'out.xlsx'), join(folder, 'cache'));
    for (const name of names) run(name); // fills the compile cache and the disk's
    const turns = Array.from({ length: options.repeats }, () => new Map(names.map((name) => [name, run(name)])));
    return names.map((name) => {
      const floor = name.replace(/^\S+/, 'floor');
      return {
        name,
        wallMs: median(turns.map((turn) => turn.get(name)!.wallMs)),
        rssMiB: median(turns.map((turn) => turn.get(name)!.rssMiB)),
        ratioToFloor: median(turns.map((turn) => turn.get(name)!.wallMs / turn.get(floor)!.wallMs)),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const measure = (name: string, input: string, output: string, cache: string) => {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [CASE, name, input, output], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  const wallMs = performance.now() - start;
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return { wallMs, rssMiB: Number(stdout) / 1024 };
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rows = 100_000, repeats = 5] = process.argv.slice(2).map(Number);
  const measured = await benchXlsx({ rows, repeats, peers: !process.argv.includes('--no-peers') });
  for (const { name, wallMs, rssMiB, ratioToFloor } of measured) {
    console.log(
      `${name.padEnd(14)}${wallMs.toFixed(0).padStart(7)} ms${rssMiB.toFixed(0).padStart(6)} MiB${ratioToFloor.toFixed(2).padStart(8)} × floor`,
    );
  }
}
