/** What stands below a letter in a chat. */
import type { Digest } from '../../core/mail/model.ts';
import { MAIL } from '../../core/messages/languages.ts';

/** Without what is said of a mail and is not so of a chat: it has no attachment, and nobody reads replies to it. */
export const chatFooter = ({ footer, locale }: Digest): readonly string[] => {
  const { reply, dates } = MAIL[locale].footer;
  return footer.filter((line) => line !== reply && line !== dates);
};
