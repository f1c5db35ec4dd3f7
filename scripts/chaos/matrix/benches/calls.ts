/** Calls of a port by several processes, at any of which it may go wrong for one of them. */
import { inAll } from '../../../../core/messages/in-all.ts';
import { BatonError } from '../../../../functions/errors.ts';
import { type FaultPlace, type Life, never } from '../bench.ts';
import type { Mishap } from '../kinds.ts';

const brokenCall = () => new BatonError('backend', 'broken', inAll('standIn').failure);

interface Armed {
  readonly nth: number;
  readonly mishap: Mishap;
  readonly victim: () => Life;
  readonly meanwhile: () => Promise<unknown>;
}

export const createCalls = () => {
  const names: string[] = [];
  let armed: Armed | null = null;
  const dueFor = (own: Life): Armed | null => {
    if (armed === null || own !== armed.victim()) return null;
    return names.length === armed.nth || (armed.mishap === 'out' && names.length > armed.nth) ? armed : null;
  };
  return {
    met: (): readonly FaultPlace[] => names.map((name, i) => ({ name, api: '', nth: i + 1 })),
    /** False where a call cannot go wrong in this way. */
    arm: ({ nth }: FaultPlace, mishap: Mishap, more: Pick<Armed, 'victim' | 'meanwhile'>): boolean => {
      if (typeof mishap !== 'string' || !/^(die|drop)-|^out$|^changed$|^copied$/.test(mishap)) return false;
      armed = { nth, mishap, ...more };
      return true;
    },
    calm: () => {
      armed = null;
    },
    guard:
      (own: Life) =>
      async <T>(name: string, work: () => Promise<T>): Promise<T> => {
        if (own.isDead()) return never();
        names.push(name);
        const { mishap: due, meanwhile } = dueFor(own) ?? {};
        if (due === 'out' || due === 'drop-before') throw brokenCall();
        if (due === 'changed' || due === 'copied') await meanwhile?.();
        if (due === 'die-before') own.die();
        if (own.isDead()) return never();
        const answer = await work();
        if (due === 'die-after') own.die();
        if (own.isDead()) return never();
        if (due === 'drop-after') throw brokenCall();
        return answer;
      },
  };
};
