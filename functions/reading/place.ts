/** Time zone and country of a new workbook, from what was asked for or from this machine. */
import { COUNTRIES as CODES, type Country } from '../../core/read/policy.ts';
import { isZone } from '../../core/time/calendar.ts';
import { type Locale, w } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { COUNTRIES } from './holidays.ts';

export interface Place {
  readonly zone: string;
  readonly country: Country | null;
}

/** Where a new workbook is: as told, else a Chinese one in China and others where this machine is. */
export const placeOf = (locale: Locale, told: { zone?: string; country?: string }): Place => {
  const country = told.country === undefined ? undefined : countryOf(told.country);
  if (told.zone !== undefined && !isZone(told.zone)) throw zoneUnknown(told.zone);
  const zone = told.zone ?? (country ? COUNTRIES[country].zone : usualZone(locale));
  return { zone, country: country === undefined ? countryAt(zone) : country };
};

const usualZone = (locale: Locale): string =>
  locale === 'zh-CN' ? COUNTRIES.CN.zone : Intl.DateTimeFormat().resolvedOptions().timeZone;

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
  CODES.find((code) => COUNTRIES[code].zone === zone) ?? ALSO[zone] ?? null;

/** '' and `none` say that there is none. */
const countryOf = (text: string): Country | null => {
  const code = text.trim().toUpperCase();
  if (code === '' || code === 'NONE') return null;
  const known = CODES.find((other) => other === code);
  if (known) return known;
  throw new BatonError(
    'call',
    'country-unknown',
    w(
      `还不知道“${text}”的官方假期。可以写：${CODES.join('、')}。`,
      `The official holidays of “${text}” are not known here. It may be one of: ${CODES.join(', ')}.`,
    ),
  );
};

const zoneUnknown = (text: string) =>
  new BatonError(
    'call',
    'zone-unknown',
    w(
      `没有“${text}”这个时区。请写成 Asia/Shanghai 这样的名称。`,
      `There is no time zone “${text}”. Write a name such as Europe/London.`,
    ),
  );
