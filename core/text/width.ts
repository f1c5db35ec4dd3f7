/** How much room text takes, in columns of a fixed-width font: East Asian wide characters take two, marks none. */

/** East Asian wide characters: the first and the last of each range. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];
const MARK = /\p{Mn}/u;

/** Columns of one character by its code point: a mail measures all that it says, and no text is made of each of its letters for that. */
export const charWidth = (code: number): number => {
  // Latin letters and Chinese characters are nearly all of them.
  if (code < 0x300) return 1;
  if (code >= 0x4e00 && code <= 0x9fff) return 2;
  for (const [first, last] of WIDE) if (code >= first && code <= last) return 2;
  return MARK.test(String.fromCodePoint(code)) ? 0 : 1;
};

/** Where the character after the one that begins at a place begins. */
export const afterChar = (at: number, code: number): number => at + (code > 0xffff ? 2 : 1);

export const widthOf = (text: string): number => {
  let width = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    width += charWidth(code);
    at = afterChar(at, code);
  }
  return width;
};

export const isWide = (char: string): boolean => charWidth(char.codePointAt(0) ?? 0) === 2;

/** Things of a kind that a mail shows whole; the others are counted. */
export const SHOWN = 7;

/** At most `columns` wide, ending in … where something was cut off. */
export const shorten = (text: string, columns: number): string => {
  // No character is wider than two columns.
  if (2 * text.length <= columns || widthOf(text) <= columns) return text;
  let width = 1;
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    width += charWidth(code);
    if (width > columns) break;
    at = afterChar(at, code);
  }
  return `${text.slice(0, at).trimEnd()}…`;
};

/** Where the last word before an end begins, -1 for nowhere: a number such as 5,000 or 14:30 is one. */
const lastBreak = (text: string, end: number): number => {
  for (let i = end - 1; i >= 0; i--) {
    if (/\s/u.test(text.charAt(i))) return i;
    if (/[,;:，；：]/u.test(text.charAt(i)) && !/\d/u.test(text.charAt(i + 1))) return i;
  }
  return -1;
};

/** The same, cut between words where that leaves most of the text. */
export const shortenAtWord = (text: string, columns: number): string => {
  const cut = shorten(text, columns);
  if (cut === text) return text;
  const kept = cut.slice(0, -1);
  const between = isWide(text.charAt(kept.length)) || /\s/u.test(text.charAt(kept.length));
  const word = lastBreak(text, kept.length);
  const whole = between || word < kept.length / 2 || isWide(kept.at(-1) ?? '') ? kept : kept.slice(0, word);
  return `${whole.replace(/(?<![\s,;:.，；：。…])[\s,;:.，；：。…]+$/u, '')}…`;
};

/**
 * A cell's text as one line: line breaks, tabs and runs of spaces become one space; control characters and the
 * invisible ones that reorder or hide text are dropped.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .trim();
