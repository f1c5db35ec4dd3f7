/** A mail as Gmail takes it: MIME with Baton's id in a header of its own. */
import { createTransport } from 'nodemailer';
import { messageOf } from '../../base/mail-message.ts';
import type { Address, OutgoingMail } from '../../ports.ts';

/** Keeps our id: Gmail replaces Message-ID when a message leaves. */
export const ID_HEADER = 'X-Baton-Id';

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** The message as Gmail takes it, base64url. Throws RecipientError `bad-address` (refused). */
export const rawOf = async (mail: OutgoingMail, from: Address): Promise<string> => {
  const message = messageOf(mail, from);
  const { message: bytes } = await composer.sendMail({
    ...message,
    headers: { ...(message.headers as Readonly<Record<string, string>>), [ID_HEADER]: mail.id },
  });
  return (bytes as Buffer).toString('base64url');
};
