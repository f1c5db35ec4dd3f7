/** Waiting for a server that says nothing, in less time than its client would. */
import { Socket } from 'node:net';

/** From now on what a client waits ten seconds and more for is over in less than one, until what it answers is called. */
export const hurried = (): (() => void) => {
  const [wait, idle] = [globalThis.setTimeout, Socket.prototype.setTimeout];
  const sooner = (ms: number) => (ms >= 10_000 ? ms / 40 : ms);
  globalThis.setTimeout = ((act: () => void, ms?: number) =>
    wait(act, ms === undefined ? ms : sooner(ms))) as typeof setTimeout;
  Socket.prototype.setTimeout = function (this: Socket, ms: number, act?: () => void) {
    return idle.call(this, sooner(ms), act);
  };
  return () => {
    globalThis.setTimeout = wait;
    Socket.prototype.setTimeout = idle;
  };
};
