/**
 * Reading and changing a workbook, against the floor (what unzipping and zipping alone cost), other libraries and the
 * last release. Each piece of work is a process of its own, timed whole from outside; the pieces take turns, and a ratio is
 * the median of the turns' own ratios, so that a machine that is busy for a while slows both sides.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '../../core/text/must.ts';
import type { Release } from './release.ts';
import { median, timed } from './timed.ts';
import { makeBenchWorkbook } from './xlsx-workbook.ts';

export interface Measured {
  readonly tool: string;
  readonly work: BenchWork;
  /** Median, milliseconds, start of the process to its end. */
  readonly wallMs: number;
  /** Median peak of resident memory, MiB. */
  readonly rssMiB: number;
  /** Wall time against the floor of the same work. */
  readonly ratioToFloor: number;
  /** What Baton takes against this one's wall time. */
  readonly oursToThis: number;
}

export type BenchWork = 'read' | 'edit';
const WORKS: readonly BenchWork[] = ['read', 'edit'];

interface XlsxOptions {
  readonly rows: number;
  readonly repeats: number;
  readonly peers: boolean;
  readonly release?: Release | null;
}

export const BEFORE = 'last release';
const OURS: ReadonlySet<string> = new Set(['floor', 'baton', BEFORE]);
/** The others take half a minute a turn, and no small difference matters. */
const PEER_TURNS = 1;

/** By tool, the program that does a piece of work with it. */
const toolsFor = ({ peers, release }: XlsxOptions): Map<string, readonly [string, ...string[]]> => {
  const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const node = (tool: string, script = here('./xlsx-case.ts')) =>
    [tool, [process.execPath, script, tool]] as const satisfies [string, [string, ...string[]]];
  const before = release?.file('scripts/bench/xlsx-case.ts');
  return new Map<string, readonly [string, ...string[]]>([
    node('floor'),
    node('baton'),
    ...(before ? [[BEFORE, [process.execPath, before, 'baton']] as const] : []),
    ...(peers ? ['hucre', 'exceljs'].map((tool) => node(tool)) : []),
  ]);
};

export const benchXlsx = (options: XlsxOptions): Measured[] => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const input = join(folder, 'in.xlsx');
    writeFileSync(input, makeBenchWorkbook(options.rows));
    const tools = toolsFor(options);
    const run = (tool: string, work: BenchWork) => {
      const [program, script, name] = tools.get(tool) as [string, string, string];
      return timed([program, script, `${name} ${work}`, input, join(folder, 'out.xlsx')], {
        NODE_COMPILE_CACHE: join(folder, 'cache'),
      });
    };
    const turn = (names: readonly string[]) =>
      WORKS.map((work) => ({ work, by: new Map(names.map((tool) => [tool, run(tool, work)])) }));
    const all = [...tools.keys()];
    const ours = all.filter((tool) => OURS.has(tool));
    turn(ours); // fills the compile cache and the disk's
    const turns = Array.from({ length: options.repeats }, (_, n) => turn(n < PEER_TURNS ? all : ours)).flat();
    return WORKS.flatMap((work) =>
      all.map((tool): Measured => {
        const of = turns.flatMap((one) => (one.work === work && one.by.has(tool) ? [one.by] : []));
        const timing = (by: (typeof of)[number], other: string) => must(by.get(other), `timing of ${other}`);
        const wall = (by: (typeof of)[number], other: string) => timing(by, other).wallMs;
        return {
          tool,
          work,
          wallMs: median(of.map((by) => wall(by, tool))),
          rssMiB: median(of.map((by) => timing(by, tool).rssMiB)),
          ratioToFloor: median(of.map((by) => wall(by, tool) / wall(by, 'floor'))),
          oursToThis: median(of.map((by) => wall(by, 'baton') / wall(by, tool))),
        };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
