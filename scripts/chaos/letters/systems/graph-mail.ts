import { createGraphMail } from '../../../../functions/adapters/graph-mail/mail.ts';
import type { RecipientError } from '../../../../functions/errors.ts';
import { openGraph } from '../../../../test/support/graph/graph.ts';
import { Clock } from '../../../../test/support/wire/clock.ts';
import { noticesIn } from '../../matrix/benches/mail.ts';
import type { SystemKind } from '../system.ts';

const TEAM = 'baton@example.com';
/** More requests than a sweep makes. */
const MANY = 1_000;
const REFUSALS = {
  deferred: { method: 'user-post-messages', how: { status: 413, code: 'RequestEntityTooLarge' } },
  refused: { method: 'message-send', how: { status: 400, code: 'ErrorInvalidRecipients' } },
} as const;

/** A shared mailbox at the fake of Exchange. */
export const graphMailSystem: SystemKind = {
  key: 'graph-mail',
  title: 'Exchange through Microsoft Graph',
  how: 'The wire fake of Graph’s mail, which has one recipient for invalid (400), or one letter for too large (413).',
  open: async (at) => {
    const clock = new Clock(at);
    const graph = await openGraph({ clock });
    const team = graph.mailbox(TEAM, { keepsMessageId: true });
    let turnedDown: readonly [address: string, outcome: RecipientError['outcome']] | null = null;
    return {
      mailer: () => {
        const mailer = createGraphMail({
          from: { name: 'Baton', address: TEAM },
          mailbox: TEAM,
          rootUrl: graph.url,
          token: async () => graph.token(),
          time: { now: clock.now, sleep: (ms) => clock.advance(ms) },
          random: () => 0.5,
        });
        return {
          ...mailer,
          send: (mail) => {
            if (turnedDown && mail.to.address === turnedDown[0])
              graph.fail({ api: 'graph', ...REFUSALS[turnedDown[1]] });
            return mailer.send(mail);
          },
        };
      },
      arrived: async () => {
        // What is on its way out is in no folder until the mailbox has sent it.
        await clock.advance(60_000);
        return (await Promise.all(team.sent.map(({ raw }) => noticesIn(raw)))).flat();
      },
      turnDown: (address, outcome) => {
        turnedDown = [address, outcome];
      },
      goAway: () => graph.fail({ api: 'graph', how: 'drop-before', times: MANY }),
      calm: () => {
        turnedDown = null;
        graph.calm();
      },
      close: graph.close,
    };
  },
};
