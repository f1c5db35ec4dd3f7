/** A word as it is typed in a terminal: in quotes where a shell would take it apart, and in single ones where it would still read `$` or ` in it. */
export const asTyped = (word: string): string => {
  if (PLAIN.test(word)) return word;
  const quote = READ_IN_QUOTES.test(word) && !word.includes("'") ? "'" : '"';
  return `${quote}${word}${quote}`;
};
const PLAIN = /^[\p{L}\p{M}\p{N}_./=:@%+,-]+$/u;
const READ_IN_QUOTES = /["$`!]/;
