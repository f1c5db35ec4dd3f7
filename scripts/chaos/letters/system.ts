import type { RecipientError } from '../../../functions/errors.ts';
import type { Mailer } from '../../../functions/ports.ts';

/** A mail system with all that it took, as real as it can be had here. */
export interface MailSystem {
  /** The mailer of a process of its own. */
  readonly mailer: () => Mailer;
  /** What reached whom, a line for each time: `key -> address`. */
  readonly arrived: () => Promise<readonly string[]>;
  /** Takes no letter to this address, for now or for good. */
  readonly turnDown: (address: string, outcome: RecipientError['outcome']) => void;
  /** Is not there any more. */
  readonly goAway: () => void;
  /** Is there again, and takes every letter. */
  readonly calm: () => void;
  readonly close: () => Promise<void>;
}

export interface SystemKind {
  readonly key: string;
  readonly title: string;
  readonly how: string;
  /** Opens one at an instant (ISO 8601). */
  readonly open: (at: string) => Promise<MailSystem>;
  /** It never turns down a single letter; why. */
  readonly takesAll?: string;
  /** It cannot say later what it took, so that one letter may be held. */
  readonly cannotTell?: true;
}

/** How a mail that says nothing but keys is read back. */
export const linesOf = (text: string, address: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((key) => `${key} -> ${address}`);
