import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { data } from 'date-holidays/data';
import { describe, expect, it } from 'vitest';
import { createCalendar, isZone } from '../../core/time/calendar.ts';
import { dayFromIso, isoOf, weekdayOf } from '../../core/time/day.ts';
import { COUNTRY_ZONES } from '../../functions/reading/country-zones.ts';
import { officialDaysOf, officialListsOf } from '../../functions/reading/holidays.ts';
import { COUNTRIES, type Country, countryNamed, nameOfCountry } from '../../sheet-templates/countries.ts';
import { weekendOf } from '../../sheet-templates/weekends.ts';

const ALL: readonly Country[] = ['CN', 'US', 'GB', 'JP', 'DE', 'HK'];
const calendarOf = async (country: Country, fromYear: number, toYear: number) =>
  createCalendar((await officialDaysOf(country, fromYear, toYear)).days);
const day = (iso: string) => dayFromIso(iso)!;
const named = async (country: Country, year: number) =>
  (await officialDaysOf(country, year, year)).days.map(({ date, kind, note }) => `${isoOf(date)} ${kind} ${note}`);

describe('China', () => {
  it('makes up long holidays on weekend days', async () => {
    const made = (await officialDaysOf('CN', 2026, 2026)).days
      .filter((d) => d.kind === 'work')
      .map((d) => isoOf(d.date));
    expect(made).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  });

  it('begins a year’s list in the December before where the official one does', async () => {
    const calendar = await calendarOf('CN', 2018, 2018);
    expect(calendar.isWorkday(day('2018-12-29'))).toBe(true);
    expect(calendar.isWorkday(day('2018-12-31'))).toBe(false);
    expect((await calendarOf('CN', 2021, 2021)).isWorkday(day('2021-05-08'))).toBe(true);
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i workdays', async (year, workdays) => {
    const calendar = await calendarOf('CN', year, year);
    expect(calendar.workdaysBetween(day(`${year - 1}-12-31`), day(`${year}-12-31`))).toBe(workdays);
  });

  it('names its days in Chinese', async () => {
    const days = await named('CN', 2026);
    expect(days).toContain('2026-02-17 off 春节');
    expect(days).toContain('2026-02-14 work 春节调休上班');
    expect(days).toContain('2026-10-10 work 国庆节调休上班');
  });

  it('knows the years whose list is published, and says which is the last', async () => {
    const { horizonYear } = await officialDaysOf('CN', 2020, 2020);
    expect(horizonYear).toBeGreaterThanOrEqual(2026);
    expect((await officialDaysOf('CN', horizonYear!, horizonYear!)).days.length).toBeGreaterThan(15);
    expect((await officialDaysOf('CN', horizonYear! + 1, horizonYear! + 5)).days).toEqual([]);
  });
});

describe('elsewhere holidays follow from rules, with substitute days', () => {
  it.each<[Country, string, string]>([
    ['US', '2026-07-03', 'Independence Day'],
    ['US', '2026-11-26', 'Thanksgiving'],
    ['US', '2021-12-31', 'New Year'],
    ['US', '2023-11-10', 'Veterans Day'],
    ['US', '2018-11-12', 'Veterans Day'],
    ['US', '2027-06-18', 'Juneteenth'],
    ['GB', '2026-04-06', 'Easter Monday'],
    ['GB', '2026-08-31', 'Summer bank holiday'],
    ['GB', '2026-12-28', 'Boxing Day'],
    ['GB', '2022-06-03', 'Jubilee'],
    ['GB', '2023-05-08', 'Coronation'],
    ['JP', '2026-05-06', '振替休日'],
    ['JP', '2026-09-22', '国民の休日'],
    ['JP', '2024-02-12', '振替休日'],
    ['DE', '2026-05-14', 'Himmelfahrt'],
    ['DE', '2025-10-03', 'Deutschen Einheit'],
    ['HK', '2026-02-19', '年初三'],
    ['HK', '2026-04-07', '復活節'],
    ['HK', '2025-10-07', '中秋節翌日'],
  ])('%s keeps %s', async (country, iso, name) => {
    const year = Number(iso.slice(0, 4));
    const found = (await officialDaysOf(country, year, year)).days.find((d) => isoOf(d.date) === iso);
    expect(found?.kind).toBe('off');
    expect(found?.note).toContain(name);
  });

  it.each<[Country, string]>([
    ['US', '2026-04-03'], // Good Friday
    ['US', '2026-07-06'],
    ['US', '2026-11-27'],
    ['US', '2026-02-13'],
    ['GB', '2026-01-02'], // Scotland only
    ['GB', '2026-03-17'], // Northern Ireland only
    ['GB', '2026-08-03'], // Scotland only
    ['GB', '2022-05-30'], // moved to June for the Jubilee
    ['DE', '2026-01-06'], // some states only
    ['DE', '2026-12-24'],
    ['JP', '2026-12-31'],
    ['HK', '2026-12-24'],
  ])('%s works on %s', async (country, iso) => {
    const year = Number(iso.slice(0, 4));
    expect((await calendarOf(country, year, year)).isWorkday(day(iso))).toBe(true);
  });

  it.each<[Country, number, number]>([
    ['US', 2026, 250],
    ['GB', 2026, 253],
    ['DE', 2026, 254],
    ['JP', 2026, 244],
    ['HK', 2026, 247],
  ])('%s in %i has %i workdays', async (country, year, workdays) => {
    const calendar = await calendarOf(country, year, year);
    expect(calendar.workdaysBetween(day(`${year - 1}-12-31`), day(`${year}-12-31`))).toBe(workdays);
  });

  it('has no last year', async () => {
    const { days, horizonYear } = await officialDaysOf('US', 2060, 2060);
    expect(horizonYear).toBeNull();
    expect(days.length).toBeGreaterThanOrEqual(9);
  });
});

it.each(ALL)(
  '%s gives each day once, in order, within the years asked for, and only where it differs from Monday–Friday',
  async (country) => {
    const { days } = await officialDaysOf(country, 2021, 2026);
    const plain = createCalendar([]);
    expect(days.map((d) => d.date)).toEqual([...new Set(days.map((d) => d.date))].sort((a, b) => a - b));
    for (const { date, kind, note } of days) {
      expect(isoOf(date) >= '2021-01-01' && isoOf(date) <= '2026-12-31').toBe(true);
      expect(plain.isWorkday(date)).toBe(kind === 'off');
      expect(note).not.toBe('');
    }
  },
);

describe('every country of the library', () => {
  it('is known by its code and by its name in both languages, and starts in a zone that exists', () => {
    expect([...COUNTRIES].sort()).toEqual(Object.keys(data.holidays).sort());
    for (const country of COUNTRIES) {
      const { en, 'zh-CN': zh } = nameOfCountry(country);
      expect([country, en, zh].map(countryNamed)).toEqual([country, country, country]);
      expect([country, isZone(COUNTRY_ZONES[country]!)]).toEqual([country, true]);
    }
    expect(['de', '  united   KINGDOM ', 'UK', '中国大陆', 'Ｆｒａｎｃｅ'].map(countryNamed)).toEqual([
      'DE',
      'GB',
      'GB',
      'CN',
      'FR',
    ]);
    expect(['', 'none', 'Mars', '欧洲'].map(countryNamed)).toEqual([null, null, null, null]);
  });

  it('has official days, each once, and only where they differ from its weeks', { timeout: 300_000 }, async () => {
    for (const country of COUNTRIES) {
      const plain = createCalendar([], null, weekendOf(country));
      const { days } = await officialDaysOf(country, 2025, 2026);
      expect([country, days.length > 8]).toEqual([country, true]);
      expect(days.map((d) => d.date)).toEqual([...new Set(days.map((d) => d.date))].sort((a, b) => a - b));
      expect(days.filter(({ date, kind }) => plain.isWorkday(date) !== (kind === 'off'))).toEqual([]);
    }
  });

  it.each<[Country, string, boolean]>([
    ['TR', '2026-05-28', false], // the second day of four
    ['AE', '2026-03-20', false],
    ['RU', '2026-01-06', false],
    ['KR', '2026-02-17', false],
    ['SG', '2026-08-10', false],
    ['IS', '2026-12-24', true], // from 13:00 on
    ['FR', '2026-07-14', false],
  ])('%s on %s: workday %s', async (country, iso, isWorkday) => {
    expect((await calendarOf(country, 2026, 2026)).isWorkday(day(iso))).toBe(isWorkday);
  });

  it('has the holidays on the workdays of its weeks, and on those of a team that works on others', async () => {
    const sunday = (weekend?: string) => officialDaysOf('IL', 2026, 2026, weekend);
    const isSunday = ({ date }: { readonly date: number }) => weekdayOf(date) === 7;
    expect((await sunday()).days.some(isSunday)).toBe(true);
    expect((await sunday('67')).days.some(isSunday)).toBe(false);
  });

  it('says which years’ lists are known, where lists are published', async () => {
    const lists = await officialListsOf('CN');
    expect(lists!.from).toBeLessThanOrEqual(2018);
    expect(lists!.to).toBe((await officialDaysOf('CN', 2026, 2026)).horizonYear);
    expect(await officialListsOf('DE')).toBeNull();
  });
});

describe('the machine’s time zone moves no day', () => {
  const script = `
    import { officialDaysOf } from './functions/reading/holidays.ts';
    const all = {};
    for (const country of ${JSON.stringify([...ALL, 'TR', 'AE', 'SZ'])}) all[country] = await officialDaysOf(country, 2024, 2026);
    console.log(JSON.stringify(all));`;
  const under = async (TZ: string) =>
    (
      await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: new URL('../..', import.meta.url),
        env: { ...process.env, TZ },
        maxBuffer: 10_000_000,
      })
    ).stdout;

  it('from Los Angeles to Kiritimati', async () => {
    const utc = await under('UTC');
    expect(JSON.parse(utc).CN.days.length).toBeGreaterThan(50);
    const zones = ['America/Los_Angeles', 'America/Sao_Paulo', 'Asia/Shanghai', 'Pacific/Kiritimati'];
    const elsewhere = await Promise.all(zones.map(under));
    zones.forEach((zone, i) => {
      expect(elsewhere[i], zone).toBe(utc);
    });
  });
});
