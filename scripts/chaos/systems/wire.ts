/** Faults at the requests that a fake logs. */
import type { Clock } from '../../../test/support/wire/clock.ts';
import type { FaultPlace, Life } from '../matrix/bench.ts';
import type { Mishap } from '../matrix/kinds.ts';
import { MANY } from './system.ts';

/** Of a fake, what plays faults. */
interface Stage {
  readonly fail: (fault: never) => void;
  readonly meanwhile: (interlude: never) => void;
  readonly calm: () => void;
}

const REAL_TIMEOUT = AbortSignal.timeout;
const waiting = new Set<AbortController>();

/** From now on a request’s time is up when `timeIsUp` says so, and never by the clock: nobody waits three minutes in a test. */
export const holdTimeouts = (): void => {
  AbortSignal.timeout = () => {
    const controller = new AbortController();
    waiting.add(controller);
    return controller.signal;
  };
};
/** Every request that waits for an answer is given up. */
export const timeIsUp = (): void => {
  for (const controller of waiting)
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  waiting.clear();
};
export const letTimeouts = (): void => {
  waiting.clear();
  AbortSignal.timeout = REAL_TIMEOUT;
};

/** Requests as a fake logs them; parts of a batch are counted, and are no requests of their own. */
type Log = readonly { readonly method: string; readonly batched?: boolean }[];

/** The places of several services, in the order in which they were come by, as far as anybody looked in between. */
export const createPlaces = (logs: Readonly<Record<string, Log>>) => {
  const places: FaultPlace[] = [];
  const seen = new Map<string, number>();
  return {
    met: (): readonly FaultPlace[] => {
      for (const [api, log] of Object.entries(logs)) {
        const before = seen.get(api) ?? 0;
        for (const [at, { method, batched }] of log.slice(before).entries()) {
          if (!batched) places.push({ name: method, api, nth: before + at + 1 });
        }
        seen.set(api, log.length);
      }
      return places;
    },
    /** Which of those that are still to come. */
    ahead: ({ api, nth }: FaultPlace): number => nth - (logs[api]?.length ?? 0),
  };
};

interface Arms {
  readonly stage: Stage;
  readonly ahead: (place: FaultPlace) => number;
  /** The process that is disturbed. */
  readonly victim: () => Life;
}

/** Plays a mishap at a request that is still to come. */
export const armWire = ({ stage, ahead, victim }: Arms, place: FaultPlace, mishap: Mishap): boolean => {
  const which = { api: place.api, nth: ahead(place), ...(place.byName && { method: place.name }) };
  const fail = (how: unknown, times = 1) => stage.fail({ ...which, how, times } as never);
  const meanwhile = (when: string, act: () => void) => stage.meanwhile({ ...which, when, act } as never);
  if (typeof mishap === 'object') {
    const { lasting, ...how } = mishap;
    fail(how, lasting ? MANY : 1);
  } else if (mishap === 'out') fail('drop-before', MANY);
  else if (mishap === 'token') fail('expire-token');
  else if (mishap.startsWith('die-') || mishap.startsWith('silent-')) {
    const [what, when] = mishap.split('-') as ['die' | 'silent', string];
    fail(`silent-${when}`);
    meanwhile(when, what === 'die' ? () => victim().die() : timeIsUp);
  } else if (mishap.startsWith('drop-') || mishap.startsWith('garbled-')) fail(mishap);
  else return false;
  return true;
};

/** Virtual time of a process: it stands still for the dead. */
export const timeOf = (clock: Clock, life: Life) => ({
  now: clock.now,
  sleep: (ms: number) => (life.isDead() ? new Promise<void>(() => {}) : clock.advance(ms)),
});
