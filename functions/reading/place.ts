/** Time zone and country of a new workbook, from what was asked for or from this machine. */
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { COUNTRIES as CODES, type Country } from '../../core/read/policy.ts';
import { isZone } from '../../core/time/calendar.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { COUNTRY_FACTS } from './holidays.ts';

const connect = inAll('connect');

export interface ZoneAndCountry {
  readonly zone: string;
  readonly country: Country | null;
}

/** Where a new workbook is: as told, else where its language usually is, or where this machine is. */
export const zoneAndCountry = (locale: Locale, told: { zone?: string; country?: string }): ZoneAndCountry => {
  const country = told.country === undefined ? undefined : countryOf(told.country);
  if (told.zone !== undefined && !isZone(told.zone)) throw zoneUnknown(told.zone);
  const zone = told.zone ?? (country ? COUNTRY_FACTS[country].zone : usualZone(locale));
  return { zone, country: country === undefined ? countryAt(zone) : country };
};

const usualZone = (locale: Locale): string =>
  LANGUAGES[locale].create.usual.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Zones besides those the table of countries starts with. */
const ALSO: Readonly<Record<string, Country>> = {
  'Asia/Chongqing': 'CN',
  'Asia/Urumqi': 'CN',
  'Asia/Harbin': 'CN',
  PRC: 'CN',
  'Europe/Belfast': 'GB',
  GB: 'GB',
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Detroit': 'US',
  'America/Los_Angeles': 'US',
  'America/Phoenix': 'US',
  'America/Anchorage': 'US',
  'Pacific/Honolulu': 'US',
};

const countryAt = (zone: string): Country | null =>
  CODES.find((code) => COUNTRY_FACTS[code].zone === zone) ?? ALSO[zone] ?? null;

/** '' and `none` say that there is none. */
const countryOf = (text: string): Country | null => {
  const code = text.trim().toUpperCase();
  if (code === '' || code === 'NONE') return null;
  const known = CODES.find((other) => other === code);
  if (known) return known;
  throw new BatonError('call', 'country-unknown', connect.countryUnknown({ text, codes: CODES }));
};

const zoneUnknown = (text: string) => new BatonError('call', 'zone-unknown', connect.zoneUnknown({ text }));
