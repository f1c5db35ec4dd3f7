/** Mail through the Gmail API: sending by drafts, and finding out later whether a mail left. */
import { must } from '../../../core/text/must.ts';
import type { BatonError } from '../../errors.ts';
import type { Address, Mailer, MailTrace, OutgoingMail } from '../../ports.ts';
import { createDoubts } from '../../remote/doubts.ts';
import { createGmailClient, type GmailClientOptions, GmailFailed, type GmailRequests, isGmailGone } from './client.ts';
import { gmailDraftGone, gmailRecipientError, notSender, unsure } from './errors.ts';
import { draftsAbout, newestDraft, newestSent, sentTo, threadOf } from './look.ts';
import { rawOf } from './message.ts';

export interface GmailOptions extends GmailClientOptions {
  /** An address that the mailbox may send as: its own, or one of its aliases. */
  readonly from: Address;
}

/** Of a mail that could not be sent. */
type Doubt = 'unsent' | 'unknown';

/** Search may know a message some moments after it left; by the end of this minute it does. */
const REMEMBERED = 60_000;

/**
 * Sends through Gmail: a draft is made, then sent. A draft can be sent once only, so a sending whose answer got lost is
 * tried again without fear, and a mail whose draft was deleted cannot leave any more. Errors: see errors.ts.
 */
export const createGmail = ({ from, ...options }: GmailOptions): Mailer => {
  const client = createGmailClient(options);
  const doubts = createDoubts<Doubt>(client.now, REMEMBERED);
  let mayBeFrom: Promise<void> | undefined;
  const checkSender = (): Promise<void> => {
    mayBeFrom ??= sender(client.begin(), from, options.access.mailbox).catch((error) => {
      mayBeFrom = undefined;
      throw error;
    });
    return mayBeFrom;
  };

  return {
    batch: 20,
    send: async (mail) => {
      const raw = await rawOf({ ...mail, earlier: [] }, from);
      doubts.set(mail.id, 'unsent');
      await checkSender();
      const operation = client.begin();
      const thread = await threadOf(operation, mail);
      const message = thread
        ? { raw: await rawOf({ ...mail, earlier: thread.earlier }, from), threadId: thread.id }
        : { raw };
      const draft = await makeDraft(operation, mail, message);
      const receipt = await sendDraft(operation, mail, draft, (known) => doubts.set(mail.id, known));
      doubts.delete(mail.id);
      return { receipt };
    },
    find: async (id, trace) => {
      const known = doubts.get(id);
      if (known === 'unsent') return known;
      const operation = client.begin();
      // Drafts first: what leaves after this look is seen by the next, or has no draft left to leave by.
      const drafts = await withdraw(operation, id, trace);
      if ((await sentTo(operation, id, trace, client.now())) !== null) return 'sent';
      if (drafts === 'vanished') return 'unknown';
      return drafts === 'withdrawn' ? 'unsent' : (known ?? 'unsent');
    },
  };
};

/** Gmail would put the mailbox's own address in place of one that it may not use. */
const sender = async (operation: GmailRequests, from: Address, mailbox: string): Promise<void> => {
  const { sendAs = [] } = await operation.ask((users, request) =>
    users.settings.sendAs.list({ userId: 'me' }, request),
  );
  const mine = sendAs.filter((alias) => alias.isPrimary || alias.verificationStatus === 'accepted');
  if (!mine.some(({ sendAsEmail }) => sendAsEmail?.toLowerCase() === from.address.toLowerCase())) {
    throw notSender(from.address, mailbox);
  }
};

/** Answers the draft's id. One whose making brought no answer is looked for before another is made. */
const makeDraft = async (
  operation: GmailRequests,
  mail: OutgoingMail,
  message: { readonly raw: string; readonly threadId?: string | null },
): Promise<string> => {
  for (;;) {
    try {
      const { raw, threadId } = message;
      const requestBody = { message: { raw, ...(threadId && { threadId }) } };
      const { id } = await operation.once((users, request) =>
        users.drafts.create({ userId: 'me', requestBody }, request),
      );
      return must(id, 'id of a draft');
    } catch (error) {
      const refused = error as GmailFailed;
      const ofOne = refused.byGmail ? gmailRecipientError(refused.failure, mail.to.address) : null;
      if (ofOne) throw ofOne;
      await operation.pause(refused);
      const made = refused.undone ? null : await newestDraft(operation, mail.id);
      if (made !== null) return made;
    }
  }
};

/** Answers the receipt. `tell` hears whether the mail may have left. */
const sendDraft = async (
  operation: GmailRequests,
  mail: OutgoingMail,
  draft: string,
  tell: (known: Doubt) => void,
): Promise<string> => {
  let mayHaveLeft = false;
  /** Without its draft the mail stays here, also where an answer got lost; a draft that is gone says nothing. */
  const giveUp = async (error: BatonError): Promise<never> => {
    const deleted = await discard(operation, draft);
    tell(mayHaveLeft && !deleted ? 'unknown' : 'unsent');
    throw error;
  };
  for (;;) {
    try {
      tell('unknown');
      const requestBody = { id: draft };
      const sent = await operation.once((users, request) => users.drafts.send({ userId: 'me', requestBody }, request));
      return receiptOf(sent);
    } catch (error) {
      const refused = error as GmailFailed;
      mayHaveLeft ||= !refused.undone;
      if (isGmailGone(refused)) {
        const sent = mayHaveLeft ? await seek(operation, mail.id, refused) : null;
        if (sent !== null) return receiptOf(sent);
        tell(mayHaveLeft ? 'unknown' : 'unsent');
        throw mayHaveLeft ? unsure(refused.failure) : gmailDraftGone(refused.failure);
      }
      const ofOne = refused.byGmail ? gmailRecipientError(refused.failure, mail.to.address) : null;
      if (ofOne) {
        // Its draft is there, and so did not leave before either.
        mayHaveLeft = false;
        return giveUp(ofOne);
      }
      await operation.pause(refused).catch(giveUp);
    }
  }
};

/** Gmail's id of the message and of its thread. */
const receiptOf = ({ id, threadId }: { id?: string | null; threadId?: string | null }): string =>
  `${id ?? ''} ${threadId ?? ''}`.trim();

/** How often the list of what was sent is asked for a mail whose draft is gone. */
const LOOKS = 4;

const seek = async (operation: GmailRequests, id: string, gone: GmailFailed) => {
  for (let look = 1; ; look++) {
    const sent = await newestSent(operation, id);
    if (sent !== null || look === LOOKS) return sent;
    await operation.pause(new GmailFailed({ ...gone.failure, status: 503 }, true));
  }
};

/** Deletes a draft; false where it was gone, or that cannot be told. */
const discard = (operation: GmailRequests, id: string): Promise<boolean> =>
  operation
    .once((users, request) => users.drafts.delete({ userId: 'me', id }, request))
    .then(
      () => true,
      () => false,
    );

/** Deletes the drafts that a dead process left, so that they cannot be sent: `vanished` when one was gone before. */
const withdraw = async (
  operation: GmailRequests,
  id: string,
  trace: MailTrace,
): Promise<'none' | 'withdrawn' | 'vanished'> => {
  const drafts = await draftsAbout(operation, id, trace);
  if (drafts === null) return 'vanished';
  for (const draft of drafts) if (!(await discard(operation, draft))) return 'vanished';
  return drafts.length === 0 ? 'none' : 'withdrawn';
};
