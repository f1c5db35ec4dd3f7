import { REAL, type Time } from './patience.ts';

/** Google counts each kind by itself: https://developers.google.com/workspace/sheets/api/limits */
export type RequestKind = 'read' | 'write';

/** Resolves when a request of this kind may leave. */
export type Pace = (kind: RequestKind) => Promise<void>;

/**
 * A minute, and what a request may take longer on its way than an earlier one. Google does not say when its minutes
 * begin, so no stretch of this length has more than allowed: that satisfies any window, and any bucket.
 */
const WINDOW = 61_000;

/**
 * What all sweeps of a process share: no more requests of a kind leave within a minute than allowed, first come, first
 * served. So a quiet sweep takes little of the quota and a busy one much, and nobody has to know beforehand which it
 * is; what is refused all the same, since somebody else works as the same user, is tried again (patience.ts).
 */
export const createPace = (perMinute: number, { now, sleep }: Time = REAL): Pace => {
  const left: Record<RequestKind, number[]> = { read: [], write: [] };
  return async (kind) => {
    const times = left[kind];
    const at = times.length < perMinute ? now() : Math.max(now(), times.shift()! + WINDOW);
    times.push(at);
    if (at > now()) await sleep(at - now());
  };
};
