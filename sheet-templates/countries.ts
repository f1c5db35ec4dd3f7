/** Countries whose official holidays can be filled in, and what people write for them. */
import { COUNTRY_NAMES } from './country-names.ts';
import { type Words, w } from './types.ts';

/** A code of `COUNTRIES`. */
export type Country = string;

const NAMES: ReadonlyMap<Country, Words> = new Map(
  COUNTRY_NAMES.split('\n').flatMap((line) => {
    const [zh = '', en = ''] = line.slice(2).split('|');
    return line === '' ? [] : [[line.slice(0, 2), w(zh, en)] as const];
  }),
);

export const COUNTRIES: readonly Country[] = [...NAMES.keys()];

/** What a country is called. */
export const nameOfCountry = (code: Country): Words => NAMES.get(code) ?? w(code, code);

/** What people write besides code and name. */
const ALSO: Readonly<Record<string, Country>> = {
  china: 'CN',
  'mainland china': 'CN',
  中国大陆: 'CN',
  uk: 'GB',
  england: 'GB',
  'great britain': 'GB',
  英格兰: 'GB',
  usa: 'US',
  'united states of america': 'US',
  香港: 'HK',
  台湾: 'TW',
  'czech republic': 'CZ',
  turkey: 'TR',
  holland: 'NL',
  阿联酋: 'AE',
};

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');

/** The country that a text names, by its code or its name in any language; null for none that is known. */
export const countryNamed = (text: string): Country | null => {
  const said = plain(text);
  const isIt = (code: Country) =>
    code.toLowerCase() === said || Object.values(nameOfCountry(code)).some((name) => plain(name) === said);
  return ALSO[said] ?? COUNTRIES.find(isIt) ?? null;
};
