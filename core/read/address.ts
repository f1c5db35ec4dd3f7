/** E-mail addresses as people type them: cleaned of what nobody sees, and checked. */
import { visible } from '../text/words.ts';

/** An address as somebody wrote it, without what nobody sees of it and without blanks around it. */
export const addressIn = (text: string): string =>
  visible(text).replace(/^[ \t\u00a0\u3000]+|(?<![ \t\u00a0\u3000])[ \t\u00a0\u3000]+$/g, '');

/**
 * An address that one mail can go to: one, without blanks, brackets, line breaks or invisible characters. RFC 5321 limits
 * the length.
 */
export const isAddress = (text: string): boolean =>
  text.length <= 254 &&
  // By itself: of an ASCII text, as nearly all are, it needs none of Unicode's tables, whose loading costs a cold start milliseconds.
  visible(text) === text &&
  /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(\.[^\s@<>()[\]\\,;:".]+)+$/u.test(text);
