/** A mail system's own words, shortened and without secrets, to be quoted. */
import { oneLine, shorten } from '../../core/text/width.ts';

/** What stands of it in a sentence: the reason comes first, and links to help pages after it. */
const LONGEST = 200;

/**
 * A mail system's own words as they can stand in a sentence, a cell or a log: on one line, without control characters, at most
 * 200 columns, and without these secrets, which a server may repeat.
 */
export const saidOf = (text: string, secrets: readonly string[] = []): string => {
  // Both before and after: what is taken out of a line can put a secret together, or make another of it.
  const kept = without(oneLine(without(text, secrets)), secrets);
  return shorten(kept, LONGEST);
};

const without = (text: string, secrets: readonly string[]): string =>
  secrets.filter(Boolean).reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
