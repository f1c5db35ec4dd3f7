/** Reads the settings into typed values, and finds the people they name. */
import { countryNamed } from '../../sheet-templates/countries.ts';
import { groupAt } from '../../sheet-templates/groups.ts';
import { LOCALES, type Locale, POLICY, type Setting, type SettingKey } from '../../sheet-templates/index.ts';
import type { Person, Policy, RoleKey } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import { isZone } from '../time/calendar.ts';
import type { RawCell } from '../workbook.ts';
import type { SettingRow } from './bindings.ts';
import { parseFlag } from './cells.ts';
import { parseClock } from './clock.ts';
import { textOf } from './locate.ts';
import type { PeopleIndex } from './people.ts';
import { parseWeekend } from './weekend.ts';

const minutes = (cell: RawCell): number | null => {
  const clock = parseClock(cell);
  return 'minute' in clock ? clock.minute : null;
};

const whole = (cell: RawCell, from: number, to: number): number | null => {
  const text = textOf(cell);
  const n = Number(text);
  return text !== '' && Number.isInteger(n) && n >= from && n <= to ? n : null;
};

const HOURS = /^(\d{1,3}(?:\.\d)?)(?:h|hrs?|hours?|(?:个?(?:工作)?小时))?$/;

/** 4, 4h, 4 hours, 4 小时. */
const hoursIn = (text: string): number | null => {
  const hours = HOURS.exec(normal(text))?.[1];
  return hours === undefined ? null : Number(hours);
};

/** Null for what is neither. */
const flagIn = (cell: RawCell): boolean | null => {
  const flag = parseFlag(cell);
  return flag === 'bad' ? null : flag;
};

/** Reads one setting by its declared type; null when the cell does not say it. */
const readSetting = (type: Setting['type'], cell: RawCell): string | number | boolean | null => {
  const text = textOf(cell);
  switch (type) {
    case 'clock':
      return minutes(cell);
    case 'workdays':
      return whole(cell, 0, 250);
    case 'count':
      return whole(cell, 0, 100_000);
    case 'hours':
      return hoursIn(text);
    case 'weekday':
      return whole(cell, 1, 7);
    case 'flag':
      return flagIn(cell);
    case 'zone':
      return isZone(text) ? text : null;
    case 'locale':
      return LOCALES.find((l) => normal(l) === normal(text)) ?? null;
    case 'group':
      return groupAt(text) === null ? null : text;
    case 'country':
      return countryNamed(text);
    case 'weekend':
      return text === '' ? '' : parseWeekend(text);
    default:
      return text;
  }
};

const defaultOf = (setting: Setting) => readSetting(setting.type, setting.default || null);
/** The same in every workbook. */
const DEFAULTS = new Map<SettingKey, { readonly value: ReturnType<typeof defaultOf> }>();

/** All settings typed; an empty or absent one is the default, a wrong one is the default and reported. */
export const readPolicy = (
  rows: readonly SettingRow[],
  locale: Locale,
  report: (at: number, key: string, text: string, fallback: string) => void,
): { policy: Omit<Policy, RoleKey>; at: ReadonlyMap<string, SettingRow> } => {
  const at = new Map<string, SettingRow>();
  for (const row of rows) if (!at.has(row.key)) at.set(row.key, row);
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(POLICY) as [SettingKey, Setting][]) {
    const row = at.get(key);
    const fallback = key === 'locale' ? locale : ensure(DEFAULTS, key, () => ({ value: defaultOf(setting) })).value;
    const written = row && textOf(row.value) !== '' ? row : null;
    const given = written && readSetting(setting.type, written.value);
    if (written && given === null) report(written.at, key, textOf(written.value), setting.default);
    values[key] = given ?? fallback ?? '';
  }
  return { policy: values as Omit<Policy, RoleKey>, at };
};

/** Settings that name somebody. */
export const ROLE_SETTINGS = (Object.keys(POLICY) as SettingKey[]).filter(
  (key): key is RoleKey => POLICY[key].type === 'person',
);

/** The people whom settings name. Unknown ones are reported; nobody is null. */
export const readRoles = (
  at: ReadonlyMap<string, SettingRow>,
  people: PeopleIndex,
  report: (at: number, key: string, text: string) => void,
): Pick<Policy, RoleKey> => {
  const role = (key: RoleKey): Person | null => {
    const row = at.get(key);
    const text = row ? textOf(row.value) : '';
    if (!row || !text) return null;
    const person = people.find(text);
    if (!person) report(row.at, key, text);
    return person;
  };
  return Object.fromEntries(ROLE_SETTINGS.map((key) => [key, role(key)])) as Pick<Policy, RoleKey>;
};
