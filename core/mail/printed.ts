/** A letter with its printings for mail programs, each made when somebody first asks for it. */
import { lazily } from '../text/lazily.ts';
import { htmlOf } from './html.ts';
import type { Digest } from './model.ts';
import { digestText } from './text.ts';

/** A letter as a mail says it. */
export interface Printed {
  readonly subject: string;
  readonly letter: Digest;
  readonly text: string;
  readonly html: string;
}

/** These fields with the printings of somebody else, which stay unprinted until they are asked for; a spread would print them. */
export const withPrints = <T extends object>(
  prints: Pick<Printed, 'text' | 'html'>,
  fields: T,
): T & Pick<Printed, 'text' | 'html'> => ({
  ...fields,
  get text() {
    return prints.text;
  },
  get html() {
    return prints.html;
  },
});

/** A letter and its printings, with what else goes along. */
export const printed = <T extends object>(letter: Digest, besides: T): Printed & T => {
  const text = lazily(() => digestText(letter));
  const html = lazily(() => htmlOf(letter) as string);
  return {
    ...besides,
    subject: letter.subject,
    letter,
    get text() {
      return text();
    },
    get html() {
      return html();
    },
  };
};
