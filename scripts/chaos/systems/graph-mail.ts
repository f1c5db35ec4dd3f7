/** A shared mailbox at the fake of Exchange. */
import { createGraphMail } from '../../../functions/adapters/graph-mail/mail.ts';
import type { RecipientError } from '../../../functions/errors.ts';
import { openGraph } from '../../../test/support/graph/graph.ts';
import { Clock } from '../../../test/support/wire/clock.ts';
import { createLife } from '../matrix/bench.ts';
import { FROM, MANY, noticesIn, type SystemKind, TEAM, type WiredMail } from './system.ts';
import { armWire, createPlaces, timeOf } from './wire.ts';

const REFUSALS = {
  deferred: { method: 'user-post-messages', how: { status: 413, code: 'RequestEntityTooLarge' } },
  refused: { method: 'message-send', how: { status: 400, code: 'ErrorInvalidRecipients' } },
} as const;

/** `keepsMessageId`: it gives drafts no Message-IDs of its own. */
export const graphMailSystem = (keepsMessageId: boolean): SystemKind<WiredMail> => ({
  key: 'graph-mail',
  title: 'Exchange through Microsoft Graph',
  how: 'The wire fake of Graph’s mail, which has one recipient for invalid (400), or one letter for too large (413).',
  open: async (at) => {
    const graph = await openGraph({ clock: new Clock(at) });
    const { clock } = graph;
    const team = graph.mailbox(TEAM, { keepsMessageId });
    const { met, ahead } = createPlaces({ graph: graph.requests });
    const secrets: string[] = [];
    let turnedDown: readonly [address: string, outcome: RecipientError['outcome']] | null = null;
    return {
      mailer: (life = createLife()) => {
        const mailer = createGraphMail({
          from: FROM,
          mailbox: TEAM,
          rootUrl: graph.url,
          token: async () => {
            const token = graph.token();
            secrets.push(token);
            return token;
          },
          time: timeOf(clock, life),
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
        return noticesIn(team.sent.map(({ raw }) => raw));
      },
      turnDown: (address, outcome) => {
        turnedDown = [address, outcome];
      },
      goAway: () => graph.fail({ api: 'graph', how: 'drop-before', times: MANY }),
      calm: () => {
        turnedDown = null;
        graph.calm();
      },
      now: clock.now,
      advance: clock.advance.bind(clock),
      met,
      arm: (place, mishap, victim) =>
        armWire({ stage: graph, ahead, victim }, place, mishap === 'full' ? { status: 507, lasting: true } : mishap),
      litter: async () => team.drafts.map(({ id }) => `draft ${id}`),
      secrets,
      close: graph.close,
    };
  },
});
