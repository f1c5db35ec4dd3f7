/** Reads vCards (RFC 6350, and versions 2.1 and 3.0 as phones and mail programs still write them). */
import type { Contact } from '../../core/contacts/pasted.ts';
import { addressIn, isAddress } from '../../core/read/address.ts';

export const isVcard = (text: string): boolean => /^\s*BEGIN:VCARD/i.test(text);

/** A card without an address is nobody who could be written to, and is left out. */
export const vcardContacts = (text: string): readonly Contact[] =>
  text
    .split(/^BEGIN:VCARD[^\n]*$/im)
    .slice(1)
    .flatMap((card) => contactIn(linesOf(card)));

interface Line {
  readonly name: string;
  readonly params: string;
  readonly value: string;
}

/** Long lines go on after a blank, and quoted-printable ones after an equals sign at the end. */
const linesOf = (card: string): Line[] => {
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
    return [{ name: first.replace(/^.*\./, '').toUpperCase(), params, value: decoded(line.slice(colon + 1), params) }];
  });
};

const decoded = (value: string, params: string): string => {
  if (!/QUOTED-PRINTABLE/i.test(params)) return value;
  const charset = /CHARSET=([\w-]+)/i.exec(params)?.[1] ?? 'utf-8';
  const bytes = Buffer.from(
    value
      .replace(/[^\x00-\x7f]/g, '?')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
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
