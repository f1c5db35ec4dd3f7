/** How long the installed command line takes for its shortest calls, against an empty Node. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePackage } from '../package/make.ts';
import { median, timed } from './timed.ts';

export interface InstalledTimes {
  readonly emptyMs: number;
  /** Each call with what it took and the median of the ratios, pair by pair, and the most that it may be. */
  readonly calls: readonly {
    readonly what: string;
    readonly ms: number;
    readonly ratio: number;
    readonly most: number;
  }[];
}

const NOW = '2026-11-20T09:00';

/** `baton --help`, and a sweep of the demo's forty tasks that finds nothing new to say, each in turn with `node -e 0`. */
export const benchInstalled = async (pairs: number): Promise<InstalledTimes> => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-installed-'));
  try {
    const { folder: made } = await makePackage(folder);
    const script = join(made, 'lib/cli/baton.js');
    const book = join(folder, 'demo.xlsx');
    const env = { XDG_CACHE_HOME: join(folder, 'cache'), LANG: 'en', BATON_CONFIG: join(folder, 'none.json') };
    const sweep = ['sweep', book, '--now', NOW] as const;
    timed([process.execPath, script, 'init', book, '--demo', '--country', 'GB', '--now', NOW], env);
    // It has rows to mend, which is its exit code; what fails otherwise fails in each pair, too.
    spawnSync(process.execPath, [script, ...sweep], { env: { ...process.env, ...env } });
    const calls = [
      { what: '`baton --help`', args: ['--help'], most: 8 },
      { what: 'a quiet sweep of 40 tasks', args: sweep, most: 15 },
    ];
    const empty: number[] = [];
    const measured = calls.map(({ what, args, most }) => {
      const turns: { readonly ms: number; readonly ratio: number }[] = [];
      // The first pair warms the caches.
      for (let i = -1; i < pairs; i++) {
        const nothing = timed([process.execPath, '-e', '0'], env).wallMs;
        const { wallMs } = timed([process.execPath, script, ...args], env);
        if (i < 0) continue;
        empty.push(nothing);
        turns.push({ ms: wallMs, ratio: wallMs / nothing });
      }
      return { what, most, ms: median(turns.map(({ ms }) => ms)), ratio: median(turns.map(({ ratio }) => ratio)) };
    });
    return { emptyMs: median(empty), calls: measured };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) console.log(JSON.stringify(await benchInstalled(11), null, 2));
