/** A mail as the MIME that Graph takes. */
import { createTransport } from 'nodemailer';
import { messageOf } from '../../base/mail-message.ts';
import type { Address, OutgoingMail } from '../../ports.ts';

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/**
 * The message as Graph takes it, base64: as JSON it would take neither a plain text beside the HTML nor a header that does
 * not begin with x-. Throws RecipientError `bad-address` (refused).
 */
export const mimeOf = async (mail: OutgoingMail, from: Address): Promise<string> => {
  const { message } = await composer.sendMail(messageOf(mail, from));
  return (message as Buffer).toString('base64');
};
