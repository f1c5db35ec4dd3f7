/** Waiting for a server that says nothing: nobody does so by the clock in a trial. */
import { Socket } from 'node:net';

/** Clients that are hurried. */
interface Hurry {
  /** Nobody says anything on this connection any more: whoever waits gives up, the least patient first, until it is closed. */
  readonly silent: (connection: Socket) => void;
  /** All wait as they did before. */
  readonly over: () => void;
}

/** What is waited for so long is waited for by somebody who may be kept waiting for ever. */
const LONG = 10_000;
/** Where nobody says that all is silent, such a wait takes so much less; what is answered at all is answered sooner. */
const SOONER = 40;
/** Time for what was on its way, between one who gives up and the next. */
const MOMENT = 10;

export const hurried = (): Hurry => {
  const [wait, stop, idle] = [globalThis.setTimeout, globalThis.clearTimeout, Socket.prototype.setTimeout];
  const waiting = new Map<object, { readonly ms: number; readonly giveUp: () => void }>();

  globalThis.setTimeout = ((act: () => void, ms = 0) => {
    if (ms < LONG) return wait(act, ms);
    const end = () => {
      waiting.delete(timer);
      act();
    };
    const timer = wait(end, ms / SOONER);
    const giveUp = () => {
      stop(timer);
      end();
    };
    waiting.set(timer, { ms, giveUp });
    return timer;
  }) as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    if (typeof timer === 'object') waiting.delete(timer);
    stop(timer);
  };
  Socket.prototype.setTimeout = function (this: Socket, ms: number, act?: () => void) {
    if (ms < LONG) waiting.delete(this);
    else waiting.set(this, { ms, giveUp: () => void (this.destroyed || this.emit('timeout')) });
    return idle.call(this, ms < LONG ? ms : ms / SOONER, act);
  };

  const leastPatient = () => {
    const [first] = [...waiting].sort(([, a], [, b]) => a.ms - b.ms);
    if (!first) return;
    const [who, { giveUp }] = first;
    waiting.delete(who);
    giveUp();
  };
  return {
    silent: (connection) => {
      const next = () => {
        if (connection.destroyed) return;
        leastPatient();
        wait(next, MOMENT);
      };
      wait(next, MOMENT);
    },
    over: () => {
      waiting.clear();
      globalThis.setTimeout = wait;
      globalThis.clearTimeout = stop;
      Socket.prototype.setTimeout = idle;
    },
  };
};
