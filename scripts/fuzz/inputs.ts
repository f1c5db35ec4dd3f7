/** Inputs by number, as files, and made smaller. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { cycled } from '../lists.ts';
import type { Input, Json, ReadyTarget } from './target.ts';

/** Inputs are drawn in batches, each with a seed of its own: the n-th of a seed is the same wherever it is asked for. */
const BATCH = 64;

export const inputsOf = (ready: ReadyTarget, seed: number): ((index: number) => Input) => {
  let known: { readonly batch: number; readonly inputs: readonly Input[] } | null = null;
  return (index) => {
    const batch = Math.floor(index / BATCH);
    if (known?.batch !== batch) {
      known = { batch, inputs: fc.sample(ready.inputs, { seed: (seed * 1_000_003 + batch) | 0, numRuns: BATCH }) };
    }
    return cycled(known.inputs, index);
  };
};

/** As it is kept in a file; what is no bytes is JSON, in which half of a surrogate pair survives as an escape. */
export const fileOf = (input: Input): { readonly ending: 'bin' | 'json'; readonly bytes: Buffer } =>
  Buffer.isBuffer(input)
    ? { ending: 'bin', bytes: input }
    : { ending: 'json', bytes: Buffer.from(`${JSON.stringify(input, null, 1)}\n`) };

export const inputOf = (name: string, bytes: Buffer): Input =>
  name.endsWith('.bin') ? bytes : (JSON.parse(bytes.toString()) as Json);

/**
 * The smallest input that still fails, as far as it is found until `deadline` (ms since 1970): parts of it are left out, the large ones
 * first.
 */
export const smallest = async (
  input: Input,
  fails: (input: Input) => Promise<boolean>,
  deadline: number,
): Promise<Input> => {
  let best = input;
  for (let found = true; found; ) {
    found = false;
    for (const smaller of Buffer.isBuffer(best) ? withoutBytes(best) : without(best)) {
      if (Date.now() > deadline) return best;
      if (!(await fails(smaller))) continue;
      best = smaller;
      found = true;
      break;
    }
  }
  return best;
};

function* withoutBytes(bytes: Buffer): Generator<Buffer> {
  for (let size = bytes.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < bytes.length; at += size) {
      yield Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)]);
    }
  }
}

function* without(value: Json): Generator<Json> {
  if (typeof value === 'string') {
    for (let size = value.length >> 1; size >= 1; size >>= 1) {
      for (let at = 0; at < value.length; at += size) yield value.slice(0, at) + value.slice(at + size);
    }
  } else if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) yield value.toSpliced(at, 1);
    for (const [at, item] of value.entries()) for (const less of without(item)) yield value.with(at, less);
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    for (const [key] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== key));
    for (const [key, item] of entries) for (const less of without(item)) yield { ...value, [key]: less };
  }
}
