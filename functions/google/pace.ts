/** Holds requests to Google Sheets to so many a minute, readings and writings each by themselves. */
import { createMinutes } from '../remote/pace.ts';
import type { Time } from '../remote/patience.ts';

/** Google counts each kind by itself: https://developers.google.com/workspace/sheets/api/limits */
export type RequestKind = 'read' | 'write';

/** Resolves when a request of this kind may leave. */
export type RequestPace = (kind: RequestKind) => Promise<void>;

/**
 * What all sweeps of a process share: no more requests of a kind leave within a minute than allowed, first come, first
 * served. So a quiet sweep takes little of the quota and a busy one much, and nobody has to know beforehand which it
 * is; what is refused all the same, since somebody else works as the same user, is tried again (remote/patience.ts).
 */
export const createPace = (perMinute: number, time?: Time): RequestPace => {
  const kinds = { read: createMinutes(perMinute, time), write: createMinutes(perMinute, time) };
  return (kind) => kinds[kind]();
};
