import { createSlackMail } from '../../../functions/adapters/slack/mail.ts';
import type { Mailer } from '../../../functions/ports.ts';
import type { ChatMessage } from '../../contracts/mailer.ts';
import { openSlack, type Slack, type SlackMessage } from '../../support/slack/slack.ts';

export const LI = 'li@example.com';

/** A workspace with Baton's mailer in front. */
export interface Post {
  readonly slack: Slack;
  /** Another process, with the app's token unless told otherwise. */
  open(token?: string): Mailer;
  /** A process that dies as soon as a request of its own has failed. `work` ends when it is done or dead. */
  openMortal(): { readonly mailer: Mailer; until<T>(work: Promise<T>): Promise<T | 'dead'> };
  /** What Li has got, as it is read. */
  arrived(): Promise<readonly ChatMessage[]>;
  /** Slack's methods in the order they were called. */
  calls(): string[];
}

const opened: Slack[] = [];
export const closeAll = async () => {
  for (const slack of opened.splice(0)) await slack.close();
};

export const openPost = async (options: Parameters<typeof openSlack>[0] = {}): Promise<Post> => {
  const slack = await openSlack({ people: [LI], ...options });
  opened.push(slack);
  const { now } = slack.clock;
  const settings = {
    token: slack.token,
    rootUrl: slack.url,
    time: { now, sleep: (ms: number) => slack.clock.advance(ms) },
    random: () => 0.5,
  };
  return {
    slack,
    open: (token = slack.token) => createSlackMail({ ...settings, token }),
    openMortal: () => {
      const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
      const sleep = () => {
        die('dead');
        return new Promise<void>(() => {});
      };
      const mailer = createSlackMail({ ...settings, time: { now, sleep } });
      return { mailer, until: (work) => Promise.race([work, death]) };
    },
    arrived: async () => slack.messagesOf(LI).map((message) => readAs(LI, message)),
    calls: () => slack.requests.map(({ method }) => method),
  };
};

interface Node {
  readonly type?: string;
  readonly text?: unknown;
  readonly url?: string;
  readonly elements?: readonly Node[];
}

/** A message as Slack shows it: texts of blocks as they are, links with their words, and of `text` what it makes of mark-up. */
export const readAs = (to: string, { blocks, text }: Pick<SlackMessage, 'blocks' | 'text'>): ChatMessage => {
  const says: string[] = [];
  const links: string[] = [];
  const calls: string[] = [];
  const read = (node: Node): void => {
    if (typeof node.text === 'string') says.push(node.text);
    else if (node.text) read(node.text as Node);
    if (node.type === 'link' && node.url) links.push(node.url);
    if (['user', 'usergroup', 'broadcast', 'channel'].includes(node.type ?? '')) calls.push(JSON.stringify(node));
    for (const each of node.elements ?? []) read(each);
    if (node.type?.startsWith('rich_text_') || node.type === 'header') says.push('\n');
  };
  for (const block of blocks as readonly Node[]) read(block);
  // https://docs.slack.dev/messaging/formatting-message-text#advanced
  for (const [, inside = ''] of text.matchAll(/<([^>]*)>/g)) (/^[@!#]/.test(inside) ? calls : links).push(inside);
  return { to, says: says.join(''), links, calls };
};
