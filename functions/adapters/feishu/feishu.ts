/** Sends letters as cards of a Feishu app to single persons, and asks the chat with somebody what has arrived there. */
import { badAddress, isOneAddress } from '../../base/mail-message.ts';
import type { Mailer, MailTrace, OutgoingMail, Recipient } from '../../ports.ts';
import type { PatienceOptions } from '../../remote/patience.ts';
import { SignedInRefused } from '../../remote/signed-in.ts';
import { feishuCard, markOf } from './card.ts';
import { createFeishuClient, type FeishuApp, type FeishuClient } from './client.ts';
import { feishuError, feishuRecipientError, notFound } from './errors.ts';

export interface FeishuOptions extends PatienceOptions {
  readonly app: FeishuApp;
  /** Presses in its cards come in somewhere (door.ts): answers that need no page are given by them. */
  readonly takesPresses?: boolean;
}

/** Under what somebody is written to. */
interface Target {
  readonly type: 'chat_id' | 'open_id' | 'email';
  readonly id: string;
}

/**
 * A letter is one card, sent by its id as `uuid`: within an hour Feishu takes the same only once, so whatever may pass is repeated as it is.
 * Later, and after a death, the chat is asked for the card's mark. Which chat it has with somebody Feishu says only when something is sent
 * there, so the receipt keeps it: a letter in doubt that is the first to its reader stays in doubt. Errors: see errors.ts.
 */
export const createFeishu = ({ app, takesPresses = false, ...options }: FeishuOptions): Mailer => {
  const client = createFeishuClient(app, options);
  /** What surely did not leave, and what may have. */
  const unsent = new Set<string>();
  const doubtful = new Map<string, number>();
  const chats = new Map<string, string>();

  const send = async (mail: OutgoingMail): Promise<{ receipt: string }> => {
    const { to, id } = mail;
    unsent.add(id);
    doubtful.delete(id);
    if (!isOneAddress(to.address)) throw badAddress(to.address);
    const content = JSON.stringify(feishuCard(mail.letter, markOf(id), takesPresses));
    try {
      const known = chats.get(to.address) ?? chatsIn(app, mail.remembered)[0];
      const { chat, message } = await post(client, content, id, targets(client, to, known));
      if (chat) chats.set(to.address, chat);
      return { receipt: receiptOf(app, chat, message) };
    } catch (thrown) {
      if (!(thrown instanceof SignedInRefused)) throw thrown;
      const { failure, mayBeDone } = thrown;
      if (!mayBeDone) throw feishuRecipientError(failure, to.address, app) ?? feishuError(failure, app);
      unsent.delete(id);
      doubtful.set(id, client.time.now());
      throw feishuError(failure, app);
    }
  };

  return {
    batch: 1,
    send: async (mail) => {
      const sent = await send(mail);
      unsent.delete(mail.id);
      return sent;
    },
    find: async (id, trace) => {
      // By the next time it is asked, another process may have sent it.
      if (unsent.delete(id)) return 'unsent';
      const doubt = doubtful.get(id);
      // What was on its way has arrived by then, or never will.
      if (doubt !== undefined) await client.time.sleep(Math.max(0, doubt + UNDER_WAY - client.time.now()));
      const known = [chats.get(trace.to), ...chatsIn(app, trace.remembered)].find((chat) => chat !== undefined);
      try {
        if (known !== undefined) return await look(client, id, known, trace);
        // Whom Feishu does not know, it cannot have written to.
        return (await openIdOf(client, { address: trace.to, ...(trace.phone && { phone: trace.phone }) }))
          ? 'unknown'
          : 'unsent';
      } catch (thrown) {
        if (!(thrown instanceof SignedInRefused)) throw thrown;
        // Where the app may not look, and will not either the next time, nobody knows.
        if (CANNOT_LOOK.has(thrown.failure.reason)) return 'unknown';
        throw feishuError(thrown.failure, app);
      }
    },
  };
};

/** No permission to read, not in that chat, no such chat: https://open.feishu.cn/document/server-docs/im-v1/message/list */
const CANNOT_LOOK: ReadonlySet<string> = new Set([
  '99991672',
  '230001',
  '230002',
  '230006',
  '230013',
  '230027',
  '230073',
]);

/** Longer than a request whose connection broke may still be at work. */
const UNDER_WAY = 20_000;

/** `feishu cli_a1 oc_b2 om_c3`: the app, the chat with this person, the message. */
const receiptOf = ({ id }: FeishuApp, chat: string, message: string): string =>
  ['feishu', id, chat || '-', message || '-'].join(' ');

/** The chats that this app has had with somebody, the latest first. */
const chatsIn = ({ id }: FeishuApp, remembered: readonly string[] = []): string[] =>
  remembered.flatMap((receipt) => {
    const [, app, chat] = /^feishu (\S+) (oc_\S+) \S+$/.exec(receipt) ?? [];
    return app === id && chat ? [chat] : [];
  });

/**
 * By the chat that is known, since some tenants refuse the first letter by an id (https://github.com/openclaw/openclaw/issues/109409); then by
 * whoever has this address or number.
 */
async function* targets(client: FeishuClient, to: Recipient, chat: string | undefined): AsyncGenerator<Target> {
  if (chat) yield { type: 'chat_id', id: chat };
  const id = await openIdOf(client, to);
  // Whom the app does not see, nobody is.
  if (id === undefined) throw notFound(to.address);
  yield { type: 'open_id', id };
  yield { type: 'email', id: to.address };
}

/** It is not with this one that one may write: the bot is not in the chat, the chat is gone, nobody is there, or an id is refused where a chat is not. */
const TRY_ANOTHER: Readonly<Record<Target['type'], ReadonlySet<string>>> = {
  chat_id: new Set(['230001', '230002', '230013', '230034', '230101', '232009']),
  open_id: new Set(['230101']),
  email: new Set(),
};

interface Posted {
  readonly chat: string;
  readonly message: string;
}

const post = async (
  client: FeishuClient,
  content: string,
  uuid: string,
  candidates: AsyncGenerator<Target>,
): Promise<Posted> => {
  for await (const { type, id } of candidates) {
    try {
      const body = { receive_id: id, msg_type: 'interactive', content, uuid };
      const path = `/im/v1/messages?receive_id_type=${type}`;
      const sent = await client.ask<{ chat_id?: unknown; message_id?: unknown }>({ method: 'POST', path, body });
      const text = (value: unknown) => (typeof value === 'string' ? value : '');
      return { chat: text(sent.chat_id), message: text(sent.message_id) };
    } catch (thrown) {
      if (!(thrown instanceof SignedInRefused)) throw thrown;
      if (thrown.mayBeDone || !TRY_ANOTHER[type].has(thrown.failure.reason)) throw thrown;
    }
  }
  throw new Error('nobody to write to');
};

interface Found {
  readonly user_list?: readonly { readonly user_id?: string }[];
}

export const openIdOf = async (
  client: FeishuClient,
  { address, phone }: Omit<Recipient, 'name'>,
): Promise<string | undefined> => {
  const ask = async (by: object): Promise<string | undefined> => {
    const path = '/contact/v3/users/batch_get_id?user_id_type=open_id';
    const { user_list: users = [] } = await client.ask<Found>({ method: 'POST', path, body: by }).catch(nothingSent);
    return users.find(({ user_id: id }) => id)?.user_id;
  };
  return (await ask({ emails: [address] })) ?? (phone ? ask({ mobiles: [phone] }) : undefined);
};

/** Whatever became of a question, no letter has left by it. */
const nothingSent = (thrown: unknown): never => {
  throw thrown instanceof SignedInRefused ? new SignedInRefused(thrown.failure, false) : thrown;
};

interface Listed {
  readonly has_more?: boolean;
  readonly page_token?: string;
  readonly items?: readonly {
    readonly msg_type?: string;
    readonly deleted?: boolean;
    readonly sender?: { readonly id?: string; readonly sender_type?: string };
    readonly body?: { readonly content?: string };
  }[];
}

/** A card of ours as the chat keeps it; one that was taken back, or is shown as a stub, has none. */
const ANY_MARK = /"element_id":"b[0-9A-Za-z]{1,19}"/;

/**
 * Whether the chat has the card. With `user_card_content` a list holds cards as they were sent, and a stub without it
 * (https://github.com/openclaw/openclaw/issues/78289). A card of the app's that cannot be read may be the one.
 */
const look = async (
  client: FeishuClient,
  id: string,
  chat: string,
  { since, begunAt }: MailTrace,
): Promise<'sent' | 'unsent' | 'unknown'> => {
  const from = Math.floor((begunAt === undefined ? Date.parse(since) - DAY : Date.parse(begunAt) - MINUTE) / 1000);
  const mark = `"element_id":"${markOf(id)}"`;
  let isSure = true;
  for (let page: string | undefined = ''; page !== undefined; ) {
    const query = new URLSearchParams({
      container_id_type: 'chat',
      container_id: chat,
      start_time: String(from),
      sort_type: 'ByCreateTimeAsc',
      page_size: '50',
      card_msg_content_type: 'user_card_content',
      ...(page && { page_token: page }),
    });
    const listed: Listed = await client.ask<Listed>({ method: 'GET', path: `/im/v1/messages?${query}` });
    for (const { msg_type: type, sender, body, deleted } of listed.items ?? []) {
      if (sender?.sender_type !== 'app' || type !== 'interactive') continue;
      const content = compact(body?.content ?? '');
      if (content.includes(mark)) return 'sent';
      if (deleted || !ANY_MARK.test(content)) isSure = false;
    }
    page = listed.has_more && listed.page_token ? listed.page_token : undefined;
  }
  return isSure ? 'unsent' : 'unknown';
};

/** As JSON.stringify writes it, however it comes. */
const compact = (content: string): string => {
  try {
    return JSON.stringify(JSON.parse(content));
  } catch {
    return content;
  }
};

const MINUTE = 60_000;
const DAY = 86_400_000;
