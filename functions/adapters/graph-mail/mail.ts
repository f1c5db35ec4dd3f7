/** Mail through Microsoft Graph: sending by drafts, and finding out later whether a mail left. */
import { messageIdOf } from '../../base/mail-message.ts';
import { RecipientError } from '../../errors.ts';
import {
  createGraphClient,
  type GraphOptions,
  NotDone,
  type Operation,
  path,
  RequestRefused,
} from '../../microsoft/client.ts';
import type { GraphFailure } from '../../microsoft/failure.ts';
import type { Address, Mailer } from '../../ports.ts';
import { createDoubts } from '../../remote/doubts.ts';
import { createMinutes } from '../../remote/pace.ts';
import {
  exchangeDraftGone,
  exchangeError,
  exchangeRecipientError,
  exchangeUnsure,
  isMessageGone,
  PER_MINUTE,
} from './errors.ts';
import { type Mailbox, type Message, markDraft, messageAt, stateOf, trailOf, withdraw } from './look.ts';
import { mimeOf } from './message.ts';

export interface GraphMailOptions extends GraphOptions {
  readonly from: Address;
  /** Address of the mailbox that sends: the sender's own, or one that may send as the sender. */
  readonly mailbox: string;
}

/** Of a mail that could not be sent: it stayed here, or this draft of it may have left. */
type Doubt = 'unsent' | { readonly draft: string };

/** What has left may be in no folder for a while: https://learn.microsoft.com/graph/outlook-immutable-id */
const REMEMBERED = 300_000;

/**
 * Sends through Microsoft Graph: a draft is made, then sent. A sending whose answer got lost is tried again only while its
 * draft waits, and a mail whose draft was deleted cannot leave any more. Errors: see errors.ts.
 */
export const createGraphMail = ({ from, mailbox: address, ...options }: GraphMailOptions): Mailer => {
  const client = createGraphClient(options);
  const mailbox: Mailbox = { address, from };
  const doubts = createDoubts<Doubt>(client.time.now, REMEMBERED);
  const turn = createMinutes(PER_MINUTE, client.time);

  return {
    batch: 20,
    send: async (mail) => {
      const mime = await mimeOf(mail, from);
      doubts.delete(mail.id);
      let doubt: Doubt = 'unsent';
      try {
        return await worded(
          address,
          async () => {
            const draft = await makeDraft(client.begin(), mailbox, mail.id, mime);
            // Whoever takes this sweep over while it waits can withdraw the draft.
            await turn();
            await sendDraft(client.begin(), mailbox, mail.id, draft, (now) => {
              doubt = now;
            });
            return { receipt: draft.internetMessageId };
          },
          mail.to.address,
        );
      } catch (error) {
        // What is refused for its reader's sake did not leave before either, when an answer got lost.
        doubts.set(mail.id, error instanceof RecipientError ? 'unsent' : doubt);
        throw error;
      }
    },
    find: async (id) => {
      const doubt = doubts.get(id);
      if (doubt === 'unsent') {
        // By the next time it is asked, another process may have sent it.
        doubts.delete(id);
        return doubt;
      }
      return worded(address, async () => {
        const operation = client.begin();
        const { drafts, hasLeft } = await trailOf(operation, mailbox, id);
        // Also where one has left: whoever still means to send another cannot.
        const fates = new Map<string, Awaited<ReturnType<typeof withdraw>>>();
        for (const draft of drafts) fates.set(draft.id, await withdraw(operation, mailbox, draft.id));
        const all = [...fates.values()];
        if (hasLeft || all.includes('leaving')) return 'sent';
        if (all.includes('unclear')) return (await trailOf(operation, mailbox, id)).hasLeft ? 'sent' : 'unknown';
        // Where one may have left, another one says nothing.
        return doubt && !fates.has(doubt.draft) ? 'unknown' : 'unsent';
      });
    },
  };
};

/** Errors as a person reads them. `to`: where a mail is to go, while one is sent. */
const worded = async <T>(mailbox: string, work: () => Promise<T>, to?: string): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    const { failure } = error;
    throw (to === undefined ? null : exchangeRecipientError(failure, to)) ?? exchangeError(failure, mailbox);
  }
};

/** One whose making brought no answer is taken away before another is made. Errors are Refused. */
const makeDraft = async (operation: Operation, mailbox: Mailbox, id: string, mime: string): Promise<Message> => {
  for (;;) {
    try {
      const draft = await operation.post<Message>(path`/users/${mailbox.address}/messages`, mime, {
        headers: { 'Content-Type': 'text/plain' },
      });
      if (draft.internetMessageId === messageIdOf(id, mailbox.from)) return draft;
      await markDraft(operation, mailbox, draft, id).catch(async (error) => {
        await withdraw(operation, mailbox, draft.id);
        throw error;
      });
      return draft;
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      await operation.pause(error.failure);
      const { drafts } = await trailOf(operation, mailbox, id);
      for (const draft of drafts) await withdraw(operation, mailbox, draft.id);
    }
  }
};

/** `tell` hears whether the mail may have left. */
const sendDraft = async (
  operation: Operation,
  mailbox: Mailbox,
  id: string,
  draft: Message,
  tell: (doubt: Doubt) => void,
): Promise<void> => {
  let mayHaveLeft = false;
  /** Without its draft the mail stays here, also where an answer got lost. */
  const giveUp = async (failure: GraphFailure): Promise<void> => {
    const outcome = await withdraw(operation, mailbox, draft.id);
    if (outcome === 'leaving') return;
    if (!mayHaveLeft || outcome === 'withdrawn') tell('unsent');
    throw new RequestRefused(failure);
  };
  for (;;) {
    try {
      tell({ draft: draft.id });
      return await operation.post(`${messageAt(mailbox, draft.id)}/send`, undefined);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      const { failure } = error;
      if (error instanceof NotDone) {
        mayHaveLeft = true;
        if (!(await waited(operation, failure))) return giveUp(failure);
      } else if (!isMessageGone(failure)) return giveUp(failure);
      else if (!mayHaveLeft) {
        tell('unsent');
        throw exchangeDraftGone(failure);
      }
      if (await hasLeft(operation, mailbox, id, draft, failure)) return;
    }
  }
};

/** Whether another attempt may bring more; it has waited for that. */
const waited = (operation: Operation, failure: GraphFailure): Promise<boolean> =>
  operation.pause(failure).then(
    () => true,
    () => false,
  );

/** How often, and how many milliseconds apart, a mail is looked for whose draft is gone. */
const LOOKS = 5;
const APART = 15_000;

/** False while its draft waits. Throws where neither is to be seen. */
const hasLeft = async (
  operation: Operation,
  mailbox: Mailbox,
  id: string,
  draft: Message,
  failure: GraphFailure,
): Promise<boolean> => {
  for (let look = 1; ; look++) {
    const state = await stateOf(operation, mailbox, draft.id);
    if (state !== 'gone') return state === 'leaving';
    if ((await trailOf(operation, mailbox, id)).hasLeft) return true;
    if (look === LOOKS || !(await waited(operation, { ...failure, status: 503, retryAfter: APART }))) {
      throw exchangeUnsure(failure);
    }
  }
};
