import { createGraphMail } from '../../../../functions/adapters/graph-mail/mail.ts';
import { openGraph } from '../../../../test/support/graph/graph.ts';
import { addressOf, PEOPLE } from '../../../../test/support/office.ts';
import { createLife } from '../bench.ts';
import type { OpenBench } from '../run.ts';
import { noticesIn } from './mail.ts';
import { armWire, createPlaces, timeOf } from './wire.ts';

const TEAM = 'baton@example.com';

/** A shared mailbox at the fake of Exchange, which gives drafts Message-IDs of its own or not; the workbook stays in memory. */
export const graphMailBench =
  (keepsMessageId: boolean): OpenBench =>
  async (office) => {
    const graph = await openGraph();
    const { clock } = graph;
    const team = graph.mailbox(TEAM, { keepsMessageId });
    const inboxes = PEOPLE.map((name) => graph.mailbox(addressOf(name)));
    const { met, ahead } = createPlaces({ graph: graph.requests });
    const secrets: string[] = [];
    let life = createLife();
    return {
      process: () => {
        const own = createLife();
        life = own;
        const mailer = createGraphMail({
          from: { name: 'Baton', address: TEAM },
          mailbox: TEAM,
          rootUrl: graph.url,
          token: async () => {
            const token = graph.token();
            secrets.push(token);
            return token;
          },
          time: timeOf(clock, own),
          random: () => 0.5,
        });
        return { store: office, mailer, until: own.until };
      },
      now: clock.now,
      advance: clock.advance.bind(clock),
      met,
      arm: (place, mishap) =>
        armWire(
          { stage: graph, ahead, victim: () => life },
          place,
          mishap === 'full' ? { status: 507, lasting: true } : mishap,
        ),
      calm: graph.calm,
      raw: () => office.read(),
      delivered: async () =>
        (await Promise.all(inboxes.flatMap(({ inbox }) => inbox.map(({ raw }) => noticesIn(raw))))).flat(),
      litter: async () => team.drafts.map(({ id }) => `draft ${id}`),
      secrets,
      close: graph.close,
    };
  };
