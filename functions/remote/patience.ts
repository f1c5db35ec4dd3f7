/** When a failed request is tried again: waits, deadline, and a budget of repeats. */
import type { Failure } from './failure.ts';

export interface Time {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface PatienceOptions {
  readonly time?: Time;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** How often one thing is tried at the most; as long as there is time unless given. */
  readonly attempts?: number;
}

/** How often and how long requests that belong together are repeated. */
export interface Patience<F extends Failure> {
  readonly time: Time;
  /** A request was answered. */
  succeeded(): void;
  /** Work whose requests share a deadline. Its function waits before another attempt, or answers false: none is left. */
  begin(): (failure: F) => Promise<boolean>;
}

/** Long enough for limits that are counted by the minute to pass several times; well within a claim's 15 minutes. */
const DEADLINE = 300_000;
/** Truncated exponential backoff with full jitter: sweeps that met a limit together part. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 64_000;
/** Each success earns one back, as in gRPC's retry throttling. */
const REPEATS = 20;

export const REAL: Time = { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

/**
 * One budget of repeats: whatever goes wrong, it leaves the service to others. `mayPass`: whether a later attempt may
 * bring more, which each service says in its own way.
 */
export const createPatience = <F extends Failure>(
  mayPass: (failure: F) => boolean,
  { time = REAL, random = Math.random, attempts = Number.POSITIVE_INFINITY }: PatienceOptions = {},
): Patience<F> => {
  let repeats = REPEATS;
  return {
    time,
    succeeded: () => {
      repeats = Math.min(REPEATS, repeats + 1);
    },
    begin: () => {
      const until = time.now() + DEADLINE;
      let attempt = 0;
      return async (failure) => {
        const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt++);
        const wait = (failure.retryAfter ?? 0) + random() * longest;
        if (!mayPass(failure) || attempt >= attempts || repeats === 0 || time.now() + wait > until) return false;
        repeats--;
        await time.sleep(wait);
        return true;
      };
    },
  };
};
