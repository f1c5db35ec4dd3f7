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

/** Every code and name, as it is compared; of two countries of one name the first. Made when first asked. */
let byName: ReadonlyMap<string, Country> | undefined;
const namesOfAll = (): ReadonlyMap<string, Country> => {
  const codes = new Map(Object.entries(ALSO));
  for (const code of COUNTRIES)
    for (const name of [code.toLowerCase(), ...Object.values(nameOfCountry(code)).map(plain)])
      if (!codes.has(name)) codes.set(name, code);
  return codes;
};

/** The country that a text names, by its code or its name in any language; null for none that is known. */
export const countryNamed = (text: string): Country | null => {
  byName ??= namesOfAll();
  return byName.get(plain(text)) ?? null;
};
