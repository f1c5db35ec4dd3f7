/** What the answers of a set-up mean, and what is wrong with those that mean nothing. */

import { pastedContacts } from '../../core/contacts/pasted.ts';
import { formatClock } from '../../core/messages/format.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { parseClock } from '../../core/read/clock.ts';
import { isZone } from '../../core/time/calendar.ts';
import { LOCALES, type Locale } from '../../sheet-templates/types.ts';
import { BatonError } from '../errors.ts';
import { zoneAndCountry } from '../reading/place.ts';

const say = inAll('setup');

/** Somebody with an address. */
export interface Addressed {
  readonly name: string;
  readonly email: string;
}

export const namedText = ({ name, email }: Addressed): string => `${name} <${email}>`;

/** One person, `Li Na <li.na@example.com>` in any form that a list may have. Throws BatonError `not-a-person` (call). */
export const personAnswered = (text: string): Addressed => {
  const { contacts } = pastedContacts(text);
  const [one, ...others] = contacts;
  if (!one || others.length > 0 || one.name === '')
    throw new BatonError('call', 'not-a-person', say.notAPerson({ text }));
  return { name: one.name, email: one.email };
};

/** When the daily run is: HH:MM, and in which zone. */
export interface SweepHour {
  readonly at: string;
  readonly zone: string;
}

/** `08:30`, `8点半`, or `08:30 Asia/Shanghai`. Throws BatonError `not-a-time`, `zone-unknown` (call). */
export const hourAnswered = (text: string, usualZone: string): SweepHour & { readonly minute: number } => {
  const words = text.trim().split(/\s+/);
  const isZoned = words.length > 1 && /^(?:UTC|GMT|[A-Za-z]\w*\/.*)$/.test(words.at(-1) ?? '');
  const zone = isZoned ? (words.pop() ?? '') : '';
  const clock = words.join(' ');
  const read = parseClock(clock);
  if (!('minute' in read)) throw new BatonError('call', 'not-a-time', say.notATime({ text }));
  return { at: formatClock(read.minute), zone: zoneAnswered(zone || usualZone), minute: read.minute };
};

const zoneAnswered = (zone: string): string => (isZone(zone) ? zone : zoneAndCountry(LOCALES[0], { zone }).zone);

/** The languages there are, by number or name. Throws BatonError `not-a-language` (call). */
export const languageAnswered = (text: string): Locale => {
  const given = text.trim();
  const found = LOCALES[Number(given) - 1] ?? LOCALES.find((locale) => locale.toLowerCase() === given.toLowerCase());
  if (!found) throw new BatonError('call', 'not-a-language', say.notALanguage({ text }));
  return found;
};

/** Whether somebody says yes, in any language; null where they say neither. */
export const yesOrNo = (text: string): boolean | null => {
  const given = text.trim().toLowerCase();
  const among = (words: Readonly<Record<Locale, string>>) =>
    LOCALES.some((locale) => words[locale].split(' ').includes(given));
  if (among(say.yes)) return true;
  return among(say.no) ? false : null;
};
