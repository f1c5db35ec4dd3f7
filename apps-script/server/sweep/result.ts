/** What a promise comes to, at once: see `promise.ts`, which the build puts in the place of `Promise`. */
import type { QueuedPromise } from './promise.ts';

/** Answers, or throws what the work threw. */
export const resultOf = <T>(work: PromiseLike<T>): T => {
  let ended: { readonly value: T } | { readonly error: unknown } | null = null;
  work.then(
    (value) => {
      ended = { value };
    },
    (error: unknown) => {
      ended = { error };
    },
  );
  (Promise as unknown as typeof QueuedPromise).drain();
  const seen = ended as { readonly value: T } | { readonly error: unknown } | null;
  if (seen === null) throw new Error('nothing in Apps Script answers later');
  if ('error' in seen) throw seen.error;
  return seen.value;
};
