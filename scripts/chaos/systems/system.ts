/** A mail system with all that it took, as real as it can be had here. */
import PostalMime from 'postal-mime';
import type { RecipientError } from '../../../functions/errors.ts';
import type { Mailer } from '../../../functions/ports.ts';
import type { Bench, FaultPlace, Life } from '../matrix/bench.ts';
import type { Mishap } from '../matrix/kinds.ts';

export interface MailSystem {
  /** The mailer of a process of its own, which does nothing any more once that is dead. */
  readonly mailer: (life?: Life) => Mailer;
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

/** One that is asked over a wire, where something can go wrong at every request. */
export interface WiredMail extends MailSystem, Pick<Bench, 'now' | 'advance' | 'met' | 'litter' | 'secrets'> {
  /** As a bench's; `victim` is the process that is disturbed. */
  readonly arm: (place: FaultPlace, mishap: Mishap, victim: () => Life) => boolean;
}

export interface SystemKind<System extends MailSystem = MailSystem> {
  readonly key: string;
  readonly title: string;
  readonly how: string;
  /** Opens one, at an instant (ISO 8601) where it is told. */
  readonly open: (at?: string) => Promise<System>;
  /** It never turns down a single letter; why. */
  readonly takesAll?: string;
  /** It cannot say later what it took, so that one letter may be held. */
  readonly cannotTell?: true;
}

/** Whose mailbox the letters leave from. */
export const TEAM = 'baton@example.com';
export const FROM = { name: 'Baton', address: TEAM };
/** More requests than a sweep makes. */
export const MANY = 1_000;

/** How a mail that says nothing but keys is read back. */
export const linesOf = (text: string, address: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((key) => `${key} -> ${address}`);

/** The same of a chat's small Markdown, which shows it as lines of a list, in wide characters where they would mean something. */
export const keyLines = (says: string, address: string): string[] =>
  says
    .replaceAll('＿', '_')
    .replaceAll('＃', '#')
    .split('\n')
    .map((line) => line.replace(/^· /, ''))
    .filter((line) => /^[a-z.]+:/.test(line))
    .map((key) => `${key} -> ${address}`);

/** What reached whom by letters as they arrived: a line for each notice. */
export const noticesIn = async (letters: readonly (Uint8Array | string)[]): Promise<string[]> => {
  const read = await Promise.all(letters.map((raw) => PostalMime.parse(raw)));
  return read.flatMap(({ to, text }) => linesOf(text ?? '', to?.[0]?.address ?? ''));
};
