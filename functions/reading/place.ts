/** Time zone and country of a new workbook, from what was asked for or from this machine. */
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { must } from '../../core/text/must.ts';
import { isZone } from '../../core/time/calendar.ts';
import { COUNTRIES, type Country, countryNamed } from '../../sheet-templates/countries.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { COUNTRY_ZONES } from './country-zones.ts';

const connect = inAll('connect');

export interface ZoneAndCountry {
  readonly zone: string;
  readonly country: Country | null;
}

/** Where a new workbook is: as told, else where its language usually is, or where this machine is. */
export const zoneAndCountry = (locale: Locale, told: { zone?: string; country?: string }): ZoneAndCountry => {
  const country = told.country === undefined ? undefined : countryOf(told.country);
  if (told.zone !== undefined && !isZone(told.zone)) throw zoneUnknown(told.zone);
  const zone = told.zone ?? (country ? zoneOf(country) : usualZone(locale));
  return { zone, country: country === undefined ? countryAt(zone) : country };
};

const usualZone = (locale: Locale): string =>
  LANGUAGES[locale].create.usual.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Zones besides those in which the countries start, and those of several that are named after one of them. */
const ALSO: Readonly<Record<string, Country>> = {
  'Africa/Abidjan': 'CI',
  'Africa/Johannesburg': 'ZA',
  'Africa/Lagos': 'NG',
  'Africa/Maputo': 'MZ',
  'Africa/Nairobi': 'KE',
  'America/Panama': 'PA',
  'America/Port_of_Spain': 'TT',
  'Europe/Belgrade': 'RS',
  'Europe/Helsinki': 'FI',
  'Europe/Oslo': 'NO',
  'Europe/Rome': 'IT',
  'Europe/Zurich': 'CH',
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

const zoneOf = (country: Country): string => must(COUNTRY_ZONES[country], `zone of ${country}`);

/** Nobody is guessed at where several countries share a zone and it is not named after one of them. */
const countryAt = (zone: string): Country | null => {
  const [only, ...others] = COUNTRIES.filter((code) => zoneOf(code) === zone);
  return ALSO[zone] ?? (others.length === 0 ? only : null) ?? null;
};

/** '' and `none` say that there is none. */
const countryOf = (text: string): Country | null => {
  if (/^(?:none)?$/i.test(text.trim())) return null;
  const known = countryNamed(text);
  if (known) return known;
  throw new BatonError('call', 'country-unknown', connect.countryUnknown({ text, count: COUNTRIES.length }));
};

const zoneUnknown = (text: string) => new BatonError('call', 'zone-unknown', connect.zoneUnknown({ text }));
