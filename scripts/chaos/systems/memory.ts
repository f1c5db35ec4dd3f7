/** Letters in memory, so many at a time. */
import { inAll } from '../../../core/messages/in-all.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { BatonError, RecipientError } from '../../../functions/errors.ts';
import { linesOf, type SystemKind } from './system.ts';

const SAID = { deferred: '451 4.7.1 Try again later', refused: '550 5.1.1 No such user' };
const WORDS = inAll('standIn').failure;

export const memorySystem = (batch?: number): SystemKind => ({
  key: 'memory',
  title: 'In memory',
  how: 'Letters in batches of 1, 2 and 20; the port itself fails.',
  open: async () => {
    const box = createMemoryMailer(batch === undefined ? {} : { batch });
    const turnedDown = new Map<string, RecipientError['outcome']>();
    let isAway = false;
    return {
      mailer: () => ({
        batch: box.batch,
        find: async (id, trace) => (isAway ? 'unsent' : box.find(id, trace)),
        send: async (mail) => {
          if (isAway) throw new BatonError('backend', 'test', WORDS);
          const outcome = turnedDown.get(mail.to.address);
          if (outcome) throw new RecipientError(outcome, 'test', WORDS, SAID[outcome]);
          return box.send(mail);
        },
      }),
      arrived: async () => box.sent.flatMap(({ to, text }) => linesOf(text, to.address)),
      turnDown: (address, outcome) => void turnedDown.set(address, outcome),
      goAway: () => {
        isAway = true;
      },
      calm: () => {
        isAway = false;
        turnedDown.clear();
      },
      close: async () => {},
    };
  },
});
