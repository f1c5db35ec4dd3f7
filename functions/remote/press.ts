/** What chats have in common that tell of presses: what a button holds, and whether a call is signed, and just now. */
import { timingSafeEqual } from 'node:crypto';
import { type PressedKind, pressedKind } from '../../core/mail/press.ts';
import { localeOfTag } from '../../sheet-templates/index.ts';
import type { Locale } from '../../sheet-templates/types.ts';

/** What a button holds: its link's token, the answer, and the language of the message. */
export interface ButtonHold {
  readonly t: string;
  readonly a: PressedKind;
  readonly l: Locale;
}

/** What the button of a link is to hold; null for a link that is no answer's. */
export const heldBy = (url: string, locale: Locale): ButtonHold | null => {
  const query = URL.parse(url)?.searchParams;
  const kind = pressedKind(query?.get('a'));
  const token = query?.get('t');
  return kind && token ? { t: token, a: kind, l: locale } : null;
};

/** What a button held that was pressed; null for one that is not ours. */
export const heldIn = (value: unknown): ButtonHold | null => {
  const { t, a, l } = Object(value) as { readonly t?: unknown; readonly a?: unknown; readonly l?: unknown };
  const kind = pressedKind(a);
  const locale = typeof l === 'string' ? localeOfTag(l) : null;
  return typeof t === 'string' && kind && locale ? { t, a: kind, l: locale } : null;
};

/** Longer ago nobody sends what they signed: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const OLDEST_SECONDS = 300;

/** Whether a call was signed just now, by both clocks. `timestamp`: seconds since 1970, or milliseconds. */
export const isFresh = (timestamp: string, now: string): boolean => {
  if (!/^\d{10}(?:\d{3})?$/.test(timestamp)) return false;
  const signedAt = Number(timestamp.slice(0, 10));
  return Math.abs(Date.parse(now) / 1000 - signedAt) <= OLDEST_SECONDS;
};

/** Takes as long wherever they differ. */
export const isSameText = (made: string, given: string): boolean => {
  const [a, b] = [Buffer.from(made), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
};
