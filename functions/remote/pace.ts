/** Lets no more than so many requests leave within a minute. */
import { REAL, type Time } from './patience.ts';

/**
 * A minute, and what a request may take longer on its way than an earlier one. No service says when its minutes begin, so
 * no stretch of this length has more than allowed: that satisfies any window, and any bucket.
 */
const WINDOW = 61_000;

/** Answers what resolves when the next may leave: no more within a minute than allowed, first come, first served. */
export const createMinutes = (perMinute: number, { now, sleep }: Time = REAL): (() => Promise<void>) => {
  const times: number[] = [];
  return async () => {
    const first = times.length < perMinute ? undefined : times.shift();
    const at = first === undefined ? now() : Math.max(now(), first + WINDOW);
    times.push(at);
    if (at > now()) await sleep(at - now());
  };
};
