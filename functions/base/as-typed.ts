/** A word as it is typed in a terminal: in quotes where a shell would take it apart, and in single ones where it would still read some of it in others. */
export const asTyped = (word: string): string => {
  if (PLAIN.test(word)) return word;
  return READ_IN_QUOTES.test(word) ? `'${word.replaceAll("'", QUOTE)}'` : `"${word}"`;
};
const PLAIN = /^[\p{L}\p{M}\p{N}_./=:@%+,-]+$/u;
const isWindows = process.platform === 'win32';
/** What a shell reads there, or runs; a backslash parts folders on Windows. */
const READ_IN_QUOTES = isWindows ? /["$`!]/ : /["$`!\\]/;
/** A single quote within single ones, for PowerShell and for sh. */
const QUOTE = isWindows ? "''" : "'\\''";
