/** Makes texts safe to print in a terminal: one line, no control characters, no hidden ones. */
import { shorten, widthOf } from '../../core/text/width.ts';

/** What `Terminal.paint` puts around a text, and nothing else that moves a cursor, names a window or hides text: bold, gray, red, yellow, and their ends. */
const PAINT = /(\x1b\[(?:1|22|90|31|33|39)m)/;
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
/** Control characters, and the invisible ones that reorder or hide text. */
const UNSEEN =
  /[\p{Cc}\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * A JSON document as a terminal may show it. JSON escapes the control characters up to 31 and no others: a terminal obeys those
 * from 128 on as well. What a program reads from it is the same.
 */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(ESCAPED, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
const ESCAPED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A line of output with texts that people typed: one line, whatever stands in them, and what is seen is all there is. */
export const onOneLine = (line: string): string =>
  line
    .split(PAINT)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(BREAKS, ' ').replace(UNSEEN, '')))
    .join('');

/** The same for one text among others, at most `columns` wide. What is painted stays whole. */
export const shortText = (text: string, columns: number): string => {
  const line = onOneLine(text);
  return widthOf(line) <= columns || PAINT.test(line) ? line : shorten(line, columns);
};

/** Room for a name in a sentence or a heading. */
export const NAME = 80;
