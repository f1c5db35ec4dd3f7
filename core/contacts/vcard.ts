/** Reads vCards (RFC 6350, and versions 2.1 and 3.0 as phones and mail programs still write them). */
import { addressIn, isAddress } from '../read/address.ts';
import type { Contact } from './pasted.ts';

/** Bytes of a named charset as text; whoever reads has a decoder. */
export type BytesAsText = (bytes: Uint8Array, charset: string) => string;

export const isVcard = (text: string): boolean => /^\s*BEGIN:VCARD/i.test(text);

/** A card without an address is nobody who could be written to, and is left out. */
export const vcardContacts = (text: string, asText: BytesAsText): readonly Contact[] =>
  text
    .split(/^BEGIN:VCARD[^\n]*$/im)
    .slice(1)
    .flatMap((card) => contactIn(linesOf(card, asText)));

interface Line {
  readonly name: string;
  readonly params: string;
  readonly value: string;
}

/** Long lines go on after a blank, and quoted-printable ones after an equals sign at the end. */
const linesOf = (card: string, asText: BytesAsText): Line[] => {
  const lines: string[] = [];
  for (const line of card.split(/\r?\n/)) {
    const before = lines[lines.length - 1];
    const goesOn = before !== undefined && /QUOTED-PRINTABLE/i.test(before.split(':')[0] ?? '') && before.endsWith('=');
    if (goesOn) lines[lines.length - 1] = before.slice(0, -1) + line;
    else if (before !== undefined && /^[ \t]/.test(line)) lines[lines.length - 1] = before + line.slice(1);
    else lines.push(line);
  }
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    if (colon < 0) return [];
    const [first = '', ...rest] = line.slice(0, colon).split(';');
    const params = rest.join(';');
    // A group's name may stand in front: item1.EMAIL.
    const value = decoded(line.slice(colon + 1), params, asText);
    return [{ name: first.replace(/^.*\./, '').toUpperCase(), params, value }];
  });
};

const decoded = (value: string, params: string, asText: BytesAsText): string => {
  if (!/QUOTED-PRINTABLE/i.test(params)) return value;
  const charset = /CHARSET=([\w-]+)/i.exec(params)?.[1] ?? 'utf-8';
  const bytes = [...value.matchAll(/=([0-9A-Fa-f]{2})|([\x00-\x7f])|[\s\S]/gu)].map(([, hex, plain = '?']) =>
    hex === undefined ? plain.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  return asText(Uint8Array.from(bytes), charset);
};

/** Parts of a value between semicolons, and its escapes. */
const partsOf = (value: string): string[] =>
  value.split(/(?<!\\);/).map((part) => part.replace(/\\n/gi, ' ').replace(/\\(.)/g, '$1').trim());

const contactIn = (lines: readonly Line[]): Contact[] => {
  const all = (name: string) => lines.filter((line) => line.name === name);
  const one = (name: string) => all(name)[0]?.value ?? '';
  const emails = all('EMAIL').map(({ value, params }) => ({
    email: addressIn(value),
    preferred: /PREF/i.test(params),
  }));
  const usable = emails.filter(({ email }) => isAddress(email));
  const email = (usable.find(({ preferred }) => preferred) ?? usable[0])?.email;
  if (email === undefined) return [];
  const [family = '', given = ''] = partsOf(one('N'));
  const [, department = ''] = partsOf(one('ORG'));
  const name = partsOf(one('FN'))[0] || joinedName(family, given);
  return [{ name, email, department, nickname: partsOf(one('NICKNAME'))[0] ?? '' }];
};

/** Chinese names begin with the family, without a blank. */
const joinedName = (family: string, given: string): string =>
  /\p{Script=Han}/u.test(family + given) ? family + given : `${given} ${family}`.trim();
