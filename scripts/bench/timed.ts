/** What a process takes, measured from outside. */
import { spawnSync } from 'node:child_process';
import { must } from '../../core/text/must.ts';

/** What a process took, from outside. */
interface Timed {
  readonly wallMs: number;
  /** Peak of resident memory, MiB, as the process itself says on its last line, in KiB; NaN where it does not. */
  readonly rssMiB: number;
  readonly stdout: string;
}

/** Runs a program to its end. Throws what it said where it failed. */
export const timed = (command: readonly [string, ...string[]], env: Record<string, string> = {}): Timed => {
  const [program, ...args] = command;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
  });
  const wallMs = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return { wallMs, rssMiB: Number(stdout.trim().split('\n').at(-1)) / 1024, stdout };
};

export const median = (values: readonly number[]): number =>
  must(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)], 'value to take the median of');
