/** Letters through Slack: from an app to one person, and finding out later whether one arrived. */
import { fitted } from '../../../core/mail/fit.ts';
import type { Digest } from '../../../core/mail/model.ts';
import { badAddress, isOneAddress } from '../../base/mail-message.ts';
import type { Mailer, MailTrace } from '../../ports.ts';
import { createDoubts } from '../../remote/doubts.ts';
import { createMinutes } from '../../remote/pace.ts';
import { fits } from './blocks.ts';
import { createSlackClient, type SlackOptions, SlackRefused, SlackUnsure } from './client.ts';
import { isNobodyThere, lacksRight, slackError, slackRecipientError, slackUnsure } from './errors.ts';
import { fallbackOf, slackBlocks } from './print.ts';

/**
 * So many requests a minute: https://docs.slack.dev/apis/web-api/rate-limits. Looking up and opening are "50 and more" for each method,
 * messages "several hundred" for a workspace, and one a second for one person, who gets one letter.
 */
const PER_MINUTE = { looking: 45, posting: 120 } as const;

/** Under which our id stands in a message's metadata, where apps that read the conversation see it, and people do not. */
const EVENT = 'baton_letter';

/**
 * How long it is waited before each look for a message whose answer got lost, in ms. People saw that the history lags behind
 * (https://github.com/korotovsky/slack-mcp-server/pull/284), and nobody says by how much: what does not show by the last look was not posted.
 */
const LOOKS = [0, 15_000, 30_000, 60_000] as const;
const LAST_LOOK = LOOKS.reduce<number>((sum, ms) => sum + ms, 0);

/** Clocks may differ by so much, in seconds. */
const SKEW = 3_600;
const DAY = 86_400;

/** What is known of a letter that could not be sent is asked for at once, if at all. */
const REMEMBERED = 300_000;
/** Of a letter begun longer ago nothing is under way any more, in ms: whoever sends has a claim, and renews it by the minute. */
const LONG_AGO = 3 * 3_600_000;

/** Of a letter that could not be sent: it stayed here, or when its answer got lost. */
type Doubt = 'unsent' | { readonly lostAt: number };

/** A page of the history. */
const PAGE = '200';

export interface SlackMailOptions extends SlackOptions {
  /** Presses in its messages come in somewhere (door.ts): answers that need no page are buttons. */
  readonly takesPresses?: boolean;
}

/**
 * Sends through Slack's Web API. A message carries our id, and one whose answer got lost is looked for in the conversation before it is posted
 * again. Errors: see errors.ts.
 */
export const createSlackMail = ({ takesPresses = false, ...options }: SlackMailOptions): Mailer => {
  const client = createSlackClient(options);
  const { now, sleep } = client.time;
  const doubts = createDoubts<Doubt>(now, REMEMBERED);
  const turnOf = {
    look: createMinutes(PER_MINUTE.looking, client.time),
    open: createMinutes(PER_MINUTE.looking, client.time),
    history: createMinutes(PER_MINUTE.looking, client.time),
    post: createMinutes(PER_MINUTE.posting, client.time),
  };
  /** When a letter of a dead sweep was first missed here. */
  let missedAt: number | null = null;
  /** From when on it is known that what does not show was not posted; null where that holds already. */
  const sureFrom = (doubt: Doubt | null, { begunAt }: MailTrace): number | null => {
    if (doubt !== null && doubt !== 'unsent') return doubt.lostAt + LAST_LOOK;
    // What nobody began is not under way; what was begun may be until a moment ago.
    if (begunAt === undefined || now() - Date.parse(begunAt) > LONG_AGO) return null;
    if (missedAt === null || now() - missedAt > REMEMBERED) missedAt = now();
    return missedAt + LAST_LOOK;
  };

  /** The conversation between the app and whoever has this address. Throws SlackRefused. */
  const openWith = async (address: string): Promise<string> => {
    await turnOf.look();
    const { body: found } = await client.ask('users.lookupByEmail', { email: address });
    await turnOf.open();
    const { body: opened } = await client.ask('conversations.open', { users: idIn(found.user) });
    return idIn(opened.channel);
  };

  /** Does it with the conversation that an earlier letter went to; where that is gone, with one looked up. */
  const inConversation = async <T>(
    address: string,
    remembered: readonly string[] | undefined,
    work: (channel: string) => Promise<T>,
  ): Promise<T> => {
    const known = channelIn(remembered);
    if (known === null) return work(await openWith(address));
    try {
      return await work(known);
    } catch (error) {
      if (!(error instanceof SlackRefused) || !isNobodyThere(error.failure)) throw error;
      return work(await openWith(address));
    }
  };

  /** Whether a letter stands in a conversation: its receipt, or null. `since`: seconds since 1970. Throws SlackRefused. */
  const look = async (channel: string, id: string, since: number): Promise<string | null> => {
    for (let cursor: string | null = ''; cursor !== null; ) {
      await turnOf.history();
      const { body } = await client.ask('conversations.history', {
        channel,
        oldest: String(since),
        limit: PAGE,
        include_all_metadata: 'true',
        ...(cursor && { cursor }),
      });
      const ts = tsOf(body.messages, id);
      if (ts !== null) return receiptOf(channel, ts);
      cursor = nextIn(body);
    }
    return null;
  };

  /** Once nothing is under way any more. */
  const lookLater = async (channel: string, id: string, since: number): Promise<string | null> => {
    for (const wait of LOOKS) {
      if (wait > 0) await sleep(wait);
      const receipt = await look(channel, id, since);
      if (receipt !== null) return receipt;
    }
    return null;
  };

  /** Throws SlackRefused; SlackUnsure where nobody knows whether it was posted. */
  const post = async (channel: string, id: string, content: ReturnType<typeof contentOf>): Promise<string> => {
    const since = Math.floor(now() / 1000) - SKEW;
    const metadata = { event_type: EVENT, event_payload: { id } };
    for (let attempt = 1; ; attempt++) {
      await turnOf.post();
      try {
        const { body } = await client.change('chat.postMessage', { channel, ...content, metadata });
        return receiptOf(channel, String(body.ts));
      } catch (error) {
        if (!(error instanceof SlackUnsure)) throw error;
        const receipt = await lookLater(channel, id, since).catch(() => {
          throw error;
        });
        if (receipt !== null) return receipt;
        if (attempt === ATTEMPTS) throw new SlackRefused(error.failure);
      }
    }
  };

  return {
    batch: 20,
    send: async ({ id, to: { address }, letter, remembered }) => {
      if (!isOneAddress(address)) throw badAddress(address);
      doubts.set(id, 'unsent');
      const content = contentOf(letter, takesPresses);
      try {
        const receipt = await inConversation(address, remembered, (channel) => post(channel, id, content));
        doubts.delete(id);
        return { receipt };
      } catch (error) {
        if (!(error instanceof SlackRefused)) throw error;
        const { failure } = error;
        if (error instanceof SlackUnsure) {
          doubts.set(id, { lostAt: now() });
          throw slackUnsure(failure);
        }
        throw slackRecipientError(failure, address) ?? slackError(failure);
      }
    },
    find: async (id, trace) => {
      const doubt = doubts.get(id);
      if (doubt === 'unsent') {
        // By the next time it is asked, another process may have sent it.
        doubts.delete(id);
        return doubt;
      }
      try {
        return await inConversation(trace.to, trace.remembered, async (channel) => {
          const since = sinceIn(trace);
          if (await look(channel, id, since)) return 'sent';
          const left = (sureFrom(doubt, trace) ?? 0) - now();
          if (left <= 0) return 'unsent';
          await sleep(left);
          return (await look(channel, id, since)) ? 'sent' : 'unsent';
        });
      } catch (error) {
        if (!(error instanceof SlackRefused)) throw error;
        // With somebody whom Slack does not know there is no conversation to post in.
        if (isNobodyThere(error.failure)) return 'unsent';
        throw slackError(error.failure);
      }
    },
  };
};

/** How often a letter is posted whose answer got lost, each time after it did not show. */
const ATTEMPTS = 2;

/** What a message says. Its links are shown without a picture of their pages, so that Slack opens none of them. */
const contentOf = (letter: Digest, takesPresses: boolean) => {
  const shown = fitted(letter, (smaller) => fits(slackBlocks(smaller, takesPresses)));
  return {
    blocks: slackBlocks(shown, takesPresses),
    text: fallbackOf(shown),
    unfurl_links: false,
    unfurl_media: false,
  };
};

/** Names the conversation, for the next letter, and the message in it. */
const receiptOf = (channel: string, ts: string): string => `slack:${channel}:${ts}`;

const channelIn = (receipts: readonly string[] = []): string | null => {
  for (const receipt of receipts) {
    const channel = /^slack:([A-Z0-9]+):[\d.]+$/.exec(receipt)?.[1];
    if (channel !== undefined) return channel;
  }
  return null;
};

const sinceIn = ({ since, begunAt }: MailTrace): number =>
  begunAt === undefined ? Date.parse(since) / 1000 - DAY : Math.floor(Date.parse(begunAt) / 1000) - SKEW;

const idIn = (value: unknown): string => String((value as { readonly id?: unknown } | undefined)?.id ?? '');

interface Listed {
  readonly ts?: unknown;
  readonly metadata?: { readonly event_type?: unknown; readonly event_payload?: { readonly id?: unknown } };
}

const tsOf = (messages: unknown, id: string): string | null => {
  const listed = Array.isArray(messages) ? (messages as readonly Listed[]) : [];
  const found = listed.find(({ metadata }) => metadata?.event_type === EVENT && metadata.event_payload?.id === id);
  return found === undefined ? null : String(found.ts);
};

/** Fewer may come than were asked for, although there are more. */
const nextIn = (body: Readonly<Record<string, unknown>>): string | null => {
  const { next_cursor: next } = (body.response_metadata ?? {}) as { readonly next_cursor?: unknown };
  return body.has_more === true && typeof next === 'string' && next !== '' ? next : null;
};

/** What its methods ask for: https://docs.slack.dev/reference/methods. */
const RIGHTS = ['chat:write', 'im:write', 'im:history', 'users:read', 'users:read.email'] as const;

/** As whom a token signs in, and where; sends nothing. Errors are BatonError, as of `send`, also where a right is missing. */
export const trySlack = async (options: SlackOptions): Promise<{ readonly bot: string; readonly team: string }> => {
  try {
    const { body, scopes } = await createSlackClient(options).ask('auth.test');
    const lacking = RIGHTS.find((right) => !scopes.includes(right));
    if (lacking !== undefined) throw lacksRight(lacking);
    return { bot: String(body.user), team: String(body.team) };
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    throw slackError(error.failure);
  }
};
