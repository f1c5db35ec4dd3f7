/** A mail as the MIME that Graph takes. */
import { composed } from '../../base/mail-bytes.ts';
import { messageOf } from '../../base/mail-message.ts';
import type { Address, OutgoingMail } from '../../ports.ts';

/**
 * The message as Graph takes it, base64: as JSON it would take neither a plain text beside the HTML nor a header that does
 * not begin with x-. Throws RecipientError `bad-address` (refused).
 */
export const mimeOf = async (mail: OutgoingMail, from: Address): Promise<string> => {
  return composed(messageOf(mail, from)).bytes.toString('base64');
};
