/** The official days off, and worked weekends, of the countries that Baton knows. */
import { inAll } from '../../core/messages/in-all.ts';

const say = inAll('create');

import type { OfficialDay } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import { isWeekend } from '../../core/time/calendar.ts';
import { type Day, dayFromIso, yearStart } from '../../core/time/day.ts';
import { type Country, nameOfCountry } from '../../sheet-templates/countries.ts';
import type { Words } from '../../sheet-templates/index.ts';
import { type Weekend, weekendOf } from '../../sheet-templates/weekends.ts';

/** Names that say which part of a country's holidays are meant. */
const SAID: Partial<Record<Country, Words>> = say.countries;

/** A country as people are told of its holidays. */
export const countryWords = (country: Country): Words => SAID[country] ?? nameOfCountry(country);

export interface OfficialDays {
  /** In ascending order, one entry a day, and only days that differ from the week's own: weekdays off, weekend days worked. */
  readonly days: readonly OfficialDay[];
  /** The last year whose list is published and known; null where holidays follow from rules and no list runs out. */
  readonly horizonYear: number | null;
}

interface AllDays extends Pick<OfficialDays, 'horizonYear'> {
  readonly all: readonly OfficialDay[];
}

/** The years of which a country has published lists that are known here; null where holidays follow from rules. */
export const officialListsOf = async (country: Country): Promise<{ from: number; to: number } | null> => {
  if (country !== 'CN') return null;
  const years = listedYears((await chineseLists()).holidays);
  return { from: Math.min(...years), to: Math.max(...years) };
};

/**
 * The official days of a country from `fromYear` to `toYear`, both included, named in the country's language.
 *
 * China publishes a list each autumn for the next year, with the weekend days that are worked in return: past the last
 * list there is nothing to know. Elsewhere holidays follow from rules and this answers for any year, with substitute
 * days; what a government decrees for one year only (a coronation) is known from the library's release on.
 *
 * `weekend`: the days off of each week, where they are not the country's own.
 *
 * The libraries are loaded when first asked for, and only their date texts are used: a Date would move days with the
 * process's time zone.
 */
export const officialDaysOf = async (
  country: Country,
  fromYear: number,
  toYear: number,
  weekend: Weekend = weekendOf(country),
): Promise<OfficialDays> => {
  const { all, horizonYear } = country === 'CN' ? await chinaDays() : await ruleDays(country, fromYear, toYear);
  return { days: differing(all, fromYear, toYear, weekend), horizonYear };
};

const chineseLists = async () =>
  (await import('chinese-days/dist/chinese-days.json', { with: { type: 'json' } })).default;

/** A year is known when its last long holiday is; a list may begin with days of the December before. */
const listedYears = (holidays: Readonly<Record<string, string>>): number[] =>
  Object.keys(holidays).flatMap((iso) => (iso.endsWith('-10-01') ? [Number(iso.slice(0, 4))] : []));

/** chinese-days keeps the State Council's lists as `date → English name,Chinese name,days`. */
const chinaDays = async (): Promise<AllDays> => {
  const lists = await chineseLists();
  const entries = (list: Record<string, string>, kind: OfficialDay['kind']): OfficialDay[] =>
    Object.entries(list).map(([iso, names]) => {
      const name = names.split(',')[1] ?? '';
      return { date: dayIn(iso), kind, note: kind === 'work' ? `${name}调休上班` : name };
    });
  return {
    all: [...entries(lists.holidays, 'off'), ...entries(lists.workdays, 'work')],
    horizonYear: Math.max(...listedYears(lists.holidays)),
  };
};

/** The libraries' own dates. */
const dayIn = (iso: string): Day => must(dayFromIso(iso), `day ${iso}`);

const REGION: Partial<Record<Country, string>> = { GB: 'ENG' };

const ruleDays = async (country: Exclude<Country, 'CN'>, fromYear: number, toYear: number): Promise<AllDays> => {
  const { default: Holidays } = await import('date-holidays');
  const region = REGION[country];
  const calendar = region ? new Holidays(country, region) : new Holidays(country);
  const days: OfficialDay[] = [];
  // A substitute day may lie in the year before the holiday itself: New Year's Day 2022 was kept on 2021-12-31.
  for (let year = fromYear; year <= toYear + 1; year++) {
    for (const { date, start, end, name, type, substitute } of calendar.getHolidays(year)) {
      // The library counts the weekday kept for a Veterans Day at a weekend as a bank holiday; federal law does not (5 U.S.C. 6103).
      const off = type === 'public' || (country === 'US' && type === 'bank' && substitute);
      if (!off) continue;
      const first = dayIn(date.slice(0, 10));
      for (let day = 0; day < wholeDays(start, end); day++) days.push({ date: first + day, kind: 'off', note: name });
    }
  }
  return { all: days, horizonYear: null };
};

/** A feast may last for days, and an eve for an afternoon, which is no day off; a day on which clocks change has 23 hours. */
const wholeDays = (start: Date, end: Date): number => Math.floor((end.getTime() - start.getTime()) / 3_600_000 / 23);

const differing = (all: readonly OfficialDay[], fromYear: number, toYear: number, weekend: Weekend): OfficialDay[] => {
  const [first, last] = [yearStart(fromYear), yearStart(toYear + 1) - 1];
  const byDate = new Map<Day, OfficialDay>();
  for (const day of all) {
    if (day.date < first || day.date > last || (day.kind === 'work') !== isWeekend(day.date, weekend)) continue;
    const other = byDate.get(day.date);
    byDate.set(day.date, other ? { ...other, note: `${other.note} / ${day.note}` } : day);
  }
  return [...byDate.values()].sort((a, b) => a.date - b.date);
};
