/** A mail as Gmail takes it: MIME with Baton's id in a header of its own. */
import { composed } from '../../base/mail-bytes.ts';
import { messageOf } from '../../base/mail-message.ts';
import type { Address, OutgoingMail } from '../../ports.ts';

/** Keeps our id: Gmail replaces Message-ID when a message leaves. */
export const ID_HEADER = 'X-Baton-Id';

/** The message as Gmail takes it, base64url. Throws RecipientError `bad-address` (refused). */
export const rawOf = async (mail: OutgoingMail, from: Address): Promise<string> => {
  const message = messageOf(mail, from);
  const { bytes } = composed({
    ...message,
    headers: { ...(message.headers as Readonly<Record<string, string>>), [ID_HEADER]: mail.id },
  });
  return bytes.toString('base64url');
};
