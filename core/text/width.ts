/** How much room text takes, in columns of a fixed-width font: East Asian wide characters take two, marks none. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const MARK = /\p{Mn}/u;

/** Of Latin letters and Chinese characters, which are nearly all that is measured; undefined for others. */
const columnsByCode = (code: number): number | undefined => {
  if (code < 0x300) return 1;
  return code >= 0x4e00 && code <= 0x9fff ? 2 : undefined;
};

/** Columns of one character. */
const columnsOf = (char: string): number =>
  columnsByCode(char.charCodeAt(0)) ?? (WIDE.test(char) ? 2 : MARK.test(char) ? 0 : 1);

export const widthOf = (text: string): number => {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const columns = columnsByCode(code);
    // Only what is rare is taken out of the text as a character.
    const char = columns === undefined ? String.fromCodePoint(text.codePointAt(i) ?? code) : '';
    width += columns ?? columnsOf(char);
    if (char.length === 2) i++;
  }
  return width;
};

export const isWide = (char: string): boolean => columnsOf(char) === 2;

/** Things of a kind that a mail shows whole; the others are counted. */
export const SHOWN = 7;

/** At most `columns` wide, ending in … where something was cut off. */
export const shorten = (text: string, columns: number): string => {
  // No character takes more than two.
  if (2 * text.length <= columns || widthOf(text) <= columns) return text;
  let width = 1;
  let kept = '';
  for (const char of text) {
    width += columnsOf(char);
    if (width > columns) break;
    kept += char;
  }
  return `${kept.trimEnd()}…`;
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
    .replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim();
