/** A word as it is typed in a terminal: in quotes where a shell would take it apart. */
export const asTyped = (word: string): string => (/^[\p{L}\p{M}\p{N}_./=:@%+,-]+$/u.test(word) ? word : `"${word}"`);
