/** Mail through Microsoft Graph with the right to send and no other: as whoever signed in here. */
import { messageIdOf } from '../../base/mail-message.ts';
import { createGraphClient, type GraphOptions, NotDone, RequestRefused } from '../../microsoft/client.ts';
import type { Address, Mailer } from '../../ports.ts';
import { createMinutes } from '../../remote/pace.ts';
import { exchangeError, exchangeRecipientError, PER_MINUTE } from './errors.ts';
import { mimeOf } from './message.ts';

/**
 * Sends at once (sendMail answers 202): with `Mail.Send` alone no draft can be made, and no mail found again. So `find` knows only what surely did not
 * leave through this instance, and batches are of one. A request whose answer got lost is not made again.
 */
export const createGraphSender = ({ from, ...options }: GraphOptions & { readonly from: Address }): Mailer => {
  const client = createGraphClient(options);
  const turn = createMinutes(PER_MINUTE, client.time);
  const unsent = new Set<string>();
  return {
    batch: 1,
    send: async (mail) => {
      unsent.add(mail.id);
      const mime = await mimeOf(mail, from);
      await turn();
      try {
        await client.begin().post('/me/sendMail', mime, { headers: { 'Content-Type': 'text/plain' } });
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error;
        if (error instanceof NotDone) unsent.delete(mail.id);
        const { failure } = error;
        throw exchangeRecipientError(failure, mail.to.address) ?? exchangeError(failure, from.address);
      }
      unsent.delete(mail.id);
      return { receipt: messageIdOf(mail.id, from) };
    },
    find: async (id) => (unsent.has(id) ? 'unsent' : 'unknown'),
  };
};
