/** The thread in which inputs are tried. */
import { mkdirSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { must } from '../../core/text/must.ts';
import { inputOf, inputsOf, smallest } from './inputs.ts';
import { type Input, outcomeOf, type ReadyTarget } from './target.ts';
import { FUZZ_TARGETS } from './targets/index.ts';

/** Tries inputs one after the other. What it is at stands in shared memory, where a watchdog looks. */
export interface FuzzWork {
  readonly target: string;
  readonly folder: string;
  /** `[the input's number, when it began]`, in ms since 1970; 0 while nothing is tried. */
  readonly at: Float64Array;
  readonly job: Drawn | Given;
}
/** Inputs number `from` up to `to` of a seed, while there is time. */
export interface Drawn {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly until: number;
}
/** Inputs that were kept. */
export interface Given {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export type WorkerSaid =
  | { readonly kind: 'done'; readonly tried: number; readonly outcomes: Readonly<Record<string, number>> }
  | { readonly kind: 'found'; readonly index: number; readonly error: string; readonly input: Input };

/** Every so many inputs one is tried twice: the same must come of it. */
const TWICE = 8;
/** How long a finding is made smaller. */
const SHRINKING = 15_000;
const MOST_FINDINGS = 20;

const parent = must(parentPort, 'process that asks this worker');
const say = (said: WorkerSaid) => parent.postMessage(said);

/** The first line and the first place in our own code: what makes two findings the same. */
const nameOf = (error: unknown): string => {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const frames = stack.split('\n').filter((line) => /\.ts:\d+/.test(line) && !/scripts\/fuzz\/\w+\.ts/.test(line));
  const places = frames
    .slice(0, 3)
    .map((line) => /((?:core|functions|scripts|sheet-templates)\/[^)]*?:\d+)/.exec(line)?.[1]);
  return `${message.replace(/\n[\s\S]*/, '').slice(0, 300)} @ ${places.join(' < ')}`;
};

let unhandled: unknown = null;
process.on('unhandledRejection', (error) => {
  unhandled = error;
});

const tryIt = async (ready: ReadyTarget, input: Input, twice: boolean): Promise<string> => {
  const outcome = await outcomeOf(ready, input);
  if (twice && (await outcomeOf(ready, input)) !== outcome)
    throw new Error('the second time something else came of it');
  if (unhandled !== null) {
    const error = unhandled;
    unhandled = null;
    throw new Error(`rejected and not handled: ${nameOf(error)}`);
  }
  return outcome;
};

const work = async ({ target, folder, at, job }: FuzzWork): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const ready = await must(
    FUZZ_TARGETS.find(({ name }) => name === target),
    `target ${target}`,
  ).prepare(folder);
  const outcomes: Record<string, number> = {};
  const seen = new Set<string>();
  let tried = 0;

  const attempt = async (input: Input, index: number, twice: boolean): Promise<void> => {
    at[0] = index;
    at[1] = Date.now();
    try {
      const [kind = ''] = (await tryIt(ready, input, twice)).split(' ');
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
    } catch (error) {
      const what = nameOf(error);
      outcomes.found = (outcomes.found ?? 0) + 1;
      if (seen.has(what)) return;
      seen.add(what);
      const fails = async (smaller: Input) => {
        // Each of them has the whole time.
        at[0] = (at[0] ?? index) + 1e-6;
        at[1] = Date.now();
        return tryIt(ready, smaller, twice).then(
          () => false,
          (other) => nameOf(other) === what,
        );
      };
      say({ kind: 'found', index, error: what, input: await smallest(input, fails, Date.now() + SHRINKING) });
    } finally {
      at[1] = 0;
      tried++;
    }
  };

  if ('files' in job) {
    for (const [index, { name, bytes }] of job.files.entries())
      await attempt(inputOf(name, Buffer.from(bytes)), index, true);
  } else {
    const inputAt = inputsOf(ready, job.seed);
    for (let index = job.from; index < job.to && Date.now() < job.until && seen.size < MOST_FINDINGS; index++) {
      await attempt(inputAt(index), index, index % TWICE === 0);
    }
  }
  say({ kind: 'done', tried, outcomes });
};

// Another target is another message: most of a short run would be loading the program again.
parent.on('message', (given: FuzzWork) => void work(given));
