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

/** A sentence with the workbook's own name where it says that a command is run on FILE. What `init` makes is another one. */
export const withFile = (text: string, file: string): string =>
  text.replace(ON_A_FILE, (_all, call: string) => `${call} ${asTyped(file)}`);
const ON_A_FILE = /(npm run -s baton -- (?!init )[a-z-]+) (?:FILE|WORKBOOK|文件|工作簿)(?!\.\w|\p{L})/gu;
