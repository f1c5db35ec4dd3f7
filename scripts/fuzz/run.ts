/** Tries a target’s inputs in a worker under a watchdog. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { inputsOf } from './inputs.ts';
import type { Input, Target } from './target.ts';
import type { Drawn, FuzzWork, Given, WorkerSaid } from './worker.ts';

/** What one target's inputs came to. */
export interface Result {
  readonly target: string;
  readonly tried: number;
  /** How often which kind of outcome came of them. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly findings: readonly FuzzFinding[];
  readonly milliseconds: number;
}

interface FuzzFinding {
  readonly error: string;
  readonly input: Input;
}

interface Amount {
  readonly seed: number;
  readonly inputs: number;
  readonly seconds: number;
}

/** What a process on the smallest machine has, and what the whole program may grow by for one input. */
const HEAP_MB = 512;
const GROWTH_MB = 1024;
const LOOK_MS = 100;
/** How many times its patience an input may take on the wall’s clock. */
const WAITING = 20;
const MOST_RESTARTS = 20;

/** Tries drawn inputs. A worker that hangs or runs out of memory is ended, its input kept, and the next one goes on behind it. */
export const fuzz = async (target: Target, { seed, inputs, seconds }: Amount): Promise<Result> => {
  const until = Date.now() + seconds * 1000;
  return inWorkers(target, async (work) => {
    let from = 0;
    for (let starts = 0; starts < MOST_RESTARTS && from < inputs && Date.now() < until; starts++) {
      const ended = await work({ seed, from, to: inputs, until });
      if (ended === null) return;
      from = ended.index + 1;
      const folder = mkdtempSync(join(tmpdir(), 'baton-fuzz-'));
      const input = inputsOf(await target.prepare(folder), seed)(ended.index);
      rmSync(folder, { recursive: true, force: true });
      ended.found(input);
    }
  });
};

/** Tries what was kept of earlier findings. */
export const again = (target: Target, files: Given['files']): Promise<Result> =>
  inWorkers(target, async (work) => {
    const ended = await work({ files });
    ended?.found(files[ended.index]?.name ?? null);
  });

/** A worker that has done its work does the next target's. */
let spare: Worker | null = null;
const newWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });

/** Bytes lose their kind on the way between threads. */
const unshared = (input: Input): Input => (input instanceof Uint8Array ? Buffer.from(input) : input);

interface Ended {
  readonly index: number;
  readonly found: (input: Input) => void;
}

const inWorkers = async (
  target: Target,
  drive: (work: (job: Drawn | Given) => Promise<Ended | null>) => Promise<void>,
): Promise<Result> => {
  const begun = Date.now();
  const outcomes: Record<string, number> = {};
  const findings: FuzzFinding[] = [];
  let tried = 0;
  const work = (job: Drawn | Given) =>
    new Promise<Ended | null>((resolve, reject) => {
      const at = new Float64Array(new SharedArrayBuffer(16));
      const folder = mkdtempSync(join(tmpdir(), 'baton-fuzz-'));
      const worker = spare ?? newWorker();
      spare = null;
      const before = process.memoryUsage.rss();
      let isDone = false;
      const end = async (why: string | null) => {
        if (isDone) return;
        isDone = true;
        clearInterval(watch);
        const index = Math.floor(at[0] ?? 0);
        worker.removeAllListeners('message').removeAllListeners('error');
        if (why === null) spare = worker;
        else await worker.terminate();
        rmSync(folder, { recursive: true, force: true });
        if (why === null) return resolve(null);
        tried += 'from' in job ? index - job.from + 1 : 0;
        resolve({ index, found: (input) => findings.push({ error: why, input }) });
      };
      // Time on the processor: others may be at work on this machine. One that waits for ever has used none.
      let last = { index: -1, used: 0 };
      const watch = setInterval(() => {
        const [index = 0, since = 0] = at;
        if (since === 0) return;
        const { user, system } = process.cpuUsage();
        const used = (user + system) / 1000;
        if (last.index !== index) last = { index, used };
        const isLong = used - last.used > target.patience || Date.now() - since > WAITING * target.patience;
        if (isLong) void end(`hangs: longer than ${target.patience} ms`);
        else if (process.memoryUsage.rss() - before > GROWTH_MB * 2 ** 20) {
          void end(`memory: grows by more than ${GROWTH_MB} MiB`);
        }
      }, LOOK_MS);
      worker.on('message', (said: WorkerSaid) => {
        if (said.kind === 'found') findings.push({ error: said.error, input: unshared(said.input) });
        else {
          tried += said.tried;
          for (const [kind, count] of Object.entries(said.outcomes)) outcomes[kind] = (outcomes[kind] ?? 0) + count;
          void end(null);
        }
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        const [, since = 0] = at;
        if (since > 0) void end(`${error.code ?? error.name}: ${error.message}`);
        else reject(error);
      });
      worker.postMessage({ target: target.name, folder, at, job } satisfies FuzzWork);
    });
  await drive(work);
  return { target: target.name, tried, outcomes, findings, milliseconds: Date.now() - begun };
};
