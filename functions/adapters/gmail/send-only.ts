/** Mail through the Gmail API with the right to send and no other: as whoever signed in here. */
import type { Address, Mailer } from '../../ports.ts';
import { createGmailClient, type GmailClientOptions, GmailFailed } from './client.ts';
import { gmailRecipientError } from './errors.ts';
import { rawOf } from './message.ts';

/**
 * Sends at once, without a draft: with `gmail.send` alone no draft can be made, and no mail found again. So `find` knows only what surely did not leave
 * through this instance, and batches are of one. A request whose answer got lost is not made again. Gmail writes the account's own address over one
 * that it may not send as.
 */
export const createGmailSender = ({ from, ...options }: GmailClientOptions & { readonly from: Address }): Mailer => {
  const client = createGmailClient(options);
  const unsent = new Set<string>();
  return {
    batch: 1,
    send: async (mail) => {
      unsent.add(mail.id);
      // Without reading the mailbox nobody knows the Message-IDs that Gmail gave earlier mails.
      const raw = await rawOf({ ...mail, earlier: [] }, from);
      const operation = client.begin();
      for (;;) {
        try {
          const { id, threadId } = await operation.once((users, request) =>
            users.messages.send({ userId: 'me', requestBody: { raw } }, request),
          );
          unsent.delete(mail.id);
          return { receipt: `${id ?? ''} ${threadId ?? ''}`.trim() };
        } catch (error) {
          // Whoever signed in has to do so again: without them nothing was asked of Gmail.
          if (!(error instanceof GmailFailed)) throw error;
          const ofOne = error.byGmail ? gmailRecipientError(error.failure, mail.to.address) : null;
          if (ofOne) throw ofOne;
          if (!error.undone) {
            unsent.delete(mail.id);
            throw operation.error(error);
          }
          await operation.pause(error);
        }
      }
    },
    find: async (id) => (unsent.has(id) ? 'unsent' : 'unknown'),
  };
};
