/** What whole sweeps of a large workbook take from the shell, against a dry run of it, which reads and plans once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chain, ledgerWrite } from '../../core/record/ledger.ts';
import type { Write } from '../../core/row-write.ts';
import type { RawCell } from '../../core/workbook.ts';
import { append } from '../../core/writes/rows.ts';
import { columnsOf, keyColumn, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { BENCH_NOW, benchWorkbook, TODAY } from './dataset.ts';
import { filled } from './filled.ts';
import { median, timed } from './timed.ts';

export interface SweepTimes {
  readonly tasks: number;
  /** CPU of the process from start to end, milliseconds: user and system. */
  readonly dryMs: number;
  readonly sweeps: readonly {
    readonly what: string;
    readonly ms: number;
    /** Median of the turns' own ratios to what it is measured by. */
    readonly ratio: number;
    /** The same against a dry run of the workbook as it stands right before: by then it holds what earlier sweeps wrote. */
    readonly ratioThen: number;
    readonly most: number;
    /** Peak of resident memory, MiB. */
    readonly rssMiB: number;
  }[];
}

const MAIN = fileURLToPath(new URL('../../functions/cli/main.ts', import.meta.url));
const SINK = fileURLToPath(new URL('smtp-sink.ts', import.meta.url));
export const LATER = BENCH_NOW.replace('T09', 'T11');
const NEXT = BENCH_NOW.replace('03-06', '03-09');
const LEDGER = 50_000;
const TAKEN = new URL('say-taken.ts', import.meta.url).href;

export interface Size {
  readonly tasks: number;
  readonly people?: number;
  /** Rows of the ledger about what is long over. */
  readonly ledger?: number;
}

/** The benchmark's tasks and people in a file of the starter. */
export const workbookFile = ({ tasks, people, ledger = 0 }: Size): Buffer => {
  const { sheets } = benchWorkbook(tasks, people);
  const rowsOf = (tab: TabKey): Write[] => {
    const keys = columnsOf(tab).map(([key]) => key);
    const rows = sheets.find(({ title }) => title === tabOf(tab).title['zh-CN'])?.rows.slice(1) ?? [];
    return rows.map(({ cells }) => {
      const values = Object.fromEntries(keys.flatMap((key, i) => (isSaid(cells[i]) ? [[key, cells[i]]] : [])));
      return append(tab, String(values[keyColumn(tab)]), values);
    });
  };
  const entries = Array.from({ length: ledger }, (_, i) => ({
    key: `task.soon:X-${i >> 1}:2025-12-01:1`,
    to: `p${(i >> 1) % 200}@example.com`,
    mail: `m${i >> 6}`,
    status: i % 2 ? ('sent' as const) : ('sending' as const),
    day: TODAY - 95,
    at: '2025-12-01T09:00:00+08:00',
    run: '2025-12-01-bench',
    receipt: '',
  }));
  const notes = chain(entries, { seq: 0, hash: '' }).map(ledgerWrite);
  return filled('zh-CN', [...(['directory', 'departments', 'raci', 'tracker'] as const).flatMap(rowsOf), ...notes]);
};

const isSaid = (cell: RawCell | undefined): cell is string | number | boolean =>
  cell !== undefined && cell !== null && typeof cell !== 'object';

interface Taken {
  readonly ms: number;
  readonly rssMiB: number;
}

/** A sweep from the shell. Rows to mend are its exit code 1, which the workbook has none of. */
export const sweep = (file: string, now: string, ...more: readonly string[]): Taken => {
  const env = {
    NODE_COMPILE_CACHE: join(tmpdir(), 'baton-bench-cache'),
    BATON_CONFIG: join(tmpdir(), 'no-baton.json'),
  };
  const { stdout, rssMiB } = timed(
    [process.execPath, '--import', TAKEN, MAIN, 'sweep', file, '--now', now, ...more],
    env,
  );
  return { ms: Number(stdout.trim().split('\n').at(-2)), rssMiB };
};

/** Sweeps of so many tasks among two hundred people: the first by outbox and by SMTP, the second of the day and the next workday's; and what a long ledger costs. */
export const benchSweeps = async (tasks: number, turns: number): Promise<SweepTimes> => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-sweeps-'));
  const sink = spawn(process.execPath, [SINK], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(sink.stdout, 'data')) as [Buffer];
    const smtp = ['--mail', `smtp://127.0.0.1:${String(port).trim()}`, '--from', 'baton@example.com'];
    const [fresh, swept, long] = ['fresh', 'swept', 'long'].map((name) => join(folder, `${name}.xlsx`)) as [
      string,
      string,
      string,
    ];
    writeFileSync(fresh, workbookFile({ tasks }));
    writeFileSync(long, workbookFile({ tasks, ledger: LEDGER }));
    const quietly = ['--mail', `outbox:${join(folder, 'long')}`];
    sweep(long, BENCH_NOW, ...quietly);
    const measured = Array.from({ length: turns }, (_, i) => {
      const outbox = ['--mail', `outbox:${join(folder, `outbox${i}`)}`];
      copyFileSync(fresh, swept);
      const dry = sweep(swept, BENCH_NOW, '--dry-run');
      const first = sweep(swept, BENCH_NOW, ...outbox);
      const dryAgain = sweep(swept, LATER, '--dry-run');
      const second = sweep(swept, LATER, ...outbox);
      const dryLong = sweep(long, LATER, '--dry-run');
      const longAgain = sweep(long, LATER, ...quietly);
      const dryNext = sweep(swept, NEXT, '--dry-run');
      const next = sweep(swept, NEXT, ...outbox);
      copyFileSync(fresh, swept);
      const bySmtp = sweep(swept, BENCH_NOW, ...smtp);
      return { dry, first, dryAgain, second, dryLong, longAgain, dryNext, next, bySmtp };
    });
    type Turn = (typeof measured)[number];
    const line = (
      what: string,
      most: number,
      of: keyof Turn,
      by: { before?: keyof Turn; against?: keyof Turn } = {},
    ) => ({
      what,
      most,
      ms: median(measured.map((turn) => turn[of].ms)),
      ratio: median(measured.map((turn) => turn[of].ms / turn[by.against ?? 'dry'].ms)),
      ratioThen: median(measured.map((turn) => turn[of].ms / turn[by.before ?? 'dry'].ms)),
      rssMiB: Math.max(...measured.map((turn) => turn[of].rssMiB)),
    });
    return {
      tasks,
      dryMs: median(measured.map(({ dry }) => dry.ms)),
      sweeps: [
        line('the first, into an outbox', 2.5, 'first'),
        line('the first, by SMTP', 3, 'bySmtp'),
        line('the second of the day', 1.2, 'second', { before: 'dryAgain' }),
        line('the next workday’s', 2.5, 'next', { before: 'dryNext' }),
        line(
          `the second of the day with ${LEDGER.toLocaleString('en')} rows in the ledger, against one without`,
          1.2,
          'longAgain',
          { before: 'dryLong', against: 'second' },
        ),
      ],
    };
  } finally {
    sink.stdin.end();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) console.log(JSON.stringify(await benchSweeps(Number(process.argv[2] ?? 10_000), 1), null, 2));
