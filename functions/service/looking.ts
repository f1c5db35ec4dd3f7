/** Looks for replies every few minutes, inside a process that keeps running: where no scheduler calls. */
import { setTimeout } from 'node:timers/promises';
import type { Lifetime } from '../base/lifetime.ts';
import { createLog, framesOf } from '../base/log.ts';
import { BatonError } from '../errors.ts';
import type { Endpoint, Host, HttpCall } from '../http/call.ts';
import { noReplies } from '../http/replies.ts';

const EVERY = 5 * 60_000;

/** A call of the function `replies`, as a scheduler makes it. */
export const LOOK: HttpCall = {
  method: 'POST',
  header: () => undefined,
  query: new URLSearchParams(),
  raw: Buffer.alloc(0),
  body: {},
};

export type Wait = (ms: number) => Promise<unknown>;

/** Until the process ends. `look` throws nothing. */
export const keepLooking = async (
  look: () => Promise<unknown>,
  lifetime: Lifetime,
  wait: Wait = idle,
): Promise<void> => {
  for (;;) {
    await wait(EVERY);
    if (lifetime.isEnding()) return;
    await lifetime.during(look);
  }
};

/** The same for the function itself, and what is wrong in the log. Nothing where no mailbox is read. */
export const keepReadingReplies = async (endpoint: Endpoint, host: Host, wait?: Wait): Promise<void> => {
  if (endpoint === noReplies) return;
  const { project, write, lifetime } = host;
  const log = createLog({ requestId: 'replies', header: () => undefined, project, write });
  const look = async () => {
    try {
      await endpoint.answer(LOOK, log);
    } catch (error) {
      const fault = error instanceof BatonError ? { code: error.code } : { code: 'internal', frames: framesOf(error) };
      log('ERROR', 'replies not read', fault);
    }
  };
  await keepLooking(look, lifetime, wait);
};

/** Keeps no process alive. */
const idle = (ms: number): Promise<void> => setTimeout(ms, undefined, { ref: false });
