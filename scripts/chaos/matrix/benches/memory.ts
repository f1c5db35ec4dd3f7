/** The ports themselves as a bench. */
import { inAll } from '../../../../core/messages/in-all.ts';
import { createMemoryMailer } from '../../../../functions/adapters/memory/mailer.ts';
import { BatonError } from '../../../../functions/errors.ts';
import { delivered } from '../../../../test/support/office.ts';
import { Clock } from '../../../../test/support/wire/clock.ts';
import { createProcesses, type FaultPlace, never } from '../bench.ts';
import type { Mishap } from '../kinds.ts';
import type { OpenBench } from '../run.ts';
import { noteIn } from '../stories.ts';

const broken = () => new BatonError('backend', 'broken', inAll('standIn').failure);

/** Workbook and mailbox in memory, at which every call of the ports may fail: what holds here holds for any adapter. */
export const memoryBench: OpenBench = async (office) => {
  const clock = new Clock();
  const mailer = createMemoryMailer({ batch: 2 });
  const places: FaultPlace[] = [];
  let armed: { readonly at: number; readonly mishap: Mishap } | null = null;
  const edit = () => office.read().then((raw) => office.type([noteIn(raw)]));

  const { process } = createProcesses((life) => {
    const guard = async <T>(name: string, call: () => Promise<T>): Promise<T> => {
      places.push({ name, api: '', nth: places.length + 1 });
      const at = places.length;
      const due = armed && (at === armed.at || (armed.mishap === 'out' && at > armed.at)) ? armed.mishap : null;
      if (due === 'out' || due === 'drop-before') throw broken();
      if (due === 'changed') await edit();
      if (due === 'die-before') life.die();
      if (life.isDead()) return never();
      const answer = await call();
      if (due === 'die-after') life.die();
      if (life.isDead()) return never();
      if (due === 'drop-after') throw broken();
      return answer;
    };
    return {
      store: {
        read: () => guard('read', () => office.read()),
        apply: (writes) => guard('apply', () => office.apply(writes)),
      },
      mailer: {
        batch: mailer.batch,
        send: (mail) => guard('send', () => mailer.send(mail)),
        find: (id, trace) => guard('find', () => mailer.find(id, trace)),
      },
    };
  });
  return {
    process,
    now: clock.now,
    advance: (ms) => clock.advance(ms),
    met: () => places,
    arm: ({ nth }, mishap) => {
      const isPossible = (typeof mishap === 'string' && /^(die|drop)-|^out$/.test(mishap)) || mishap === 'changed';
      if (isPossible) armed = { at: nth, mishap };
      return isPossible;
    },
    calm: () => {
      armed = null;
    },
    raw: () => office.read(),
    delivered: async () => delivered(mailer),
    litter: async () => [],
    secrets: [],
    close: async () => {},
  };
};
