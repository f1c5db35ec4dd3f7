import { createGraphMail, type GraphMailOptions } from '../../../functions/adapters/graph-mail/mail.ts';
import type { Mailer } from '../../../functions/ports.ts';
import { type Graph, type GraphOptions, openGraph } from '../../support/graph/graph.ts';
import type { Mailbox, MailboxOptions } from '../../support/graph/mail/mailbox.ts';

export const TEAM = 'baton@example.com';
export const LI = 'li@example.com';

/** A tenant with a shared mailbox, with Baton's mailer in front. */
export interface Post {
  readonly graph: Graph;
  /** The mailbox that sends. */
  readonly team: Mailbox;
  readonly inboxOf: (address?: string) => Mailbox['inbox'];
  /** Another process, signed in unless told otherwise. */
  open(change?: Partial<GraphMailOptions>): Mailer;
  /** A process that dies as soon as a request of its own has failed. `work` ends when it is done or dead. */
  openMortal(): { readonly mailer: Mailer; until<T>(work: Promise<T>): Promise<T | 'dead'> };
  /** Graph's pages in the order they were called. */
  calls(): string[];
}

interface PostOptions extends GraphOptions {
  /** How the mailbox that sends is. */
  readonly team?: MailboxOptions;
  readonly people?: readonly string[];
}

const opened: Graph[] = [];
export const closeAll = async () => {
  for (const graph of opened.splice(0)) await graph.close();
};

export const openPost = async ({ people = [LI], team: kind, ...options }: PostOptions = {}): Promise<Post> => {
  const graph = await openGraph(options);
  opened.push(graph);
  const team = graph.mailbox(TEAM, { keepsMessageId: true, ...kind });
  const inboxes = new Map(people.map((address) => [address, graph.mailbox(address)]));
  const settings = (change: Partial<GraphMailOptions> = {}): GraphMailOptions => ({
    from: { name: 'Baton', address: TEAM },
    mailbox: TEAM,
    rootUrl: graph.url,
    token: async () => graph.token(),
    time: { now: graph.clock.now, sleep: (ms) => graph.clock.advance(ms) },
    random: () => 0.5,
    ...change,
  });
  return {
    graph,
    team,
    inboxOf: (address = people[0]!) => inboxes.get(address)!.inbox,
    open: (change) => createGraphMail(settings(change)),
    openMortal: () => {
      const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
      const sleep = () => {
        die('dead');
        return new Promise<void>(() => {});
      };
      const mailer = createGraphMail(settings({ time: { now: graph.clock.now, sleep } }));
      return { mailer, until: (work) => Promise.race([work, death]) };
    },
    calls: () => graph.requests.map(({ method }) => method),
  };
};
