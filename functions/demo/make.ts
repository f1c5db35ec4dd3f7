/** Makes a demo workbook: what `init --demo` and `npm start` call. */
import { createCalendar, localTime, yearOf } from '../../core/time/calendar.ts';
import { dayOf } from '../../core/time/day.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { weekendOf } from '../../sheet-templates/weekends.ts';
import { type MadeWorkbook, makeWorkbook, type NewWorkbook } from '../create/make-workbook.ts';
import { officialDaysOf } from '../reading/holidays.ts';
import { DEMO_WORDS } from './book.ts';
import { fillDemo } from './build.ts';

/** At nine, as the template's settings have it. */
const SWEEP_TIME = 9 * 60;

export const demoFileName = (locale: Locale): string => DEMO_WORDS[locale].fileName;

/** A workbook with the demo project, made for today, or for the last workday when today is off. */
export const makeDemo = async (wanted: Omit<NewWorkbook, 'project' | 'fill'>): Promise<MadeWorkbook> => {
  const { template = 'starter', locale, zone, country, now } = wanted;
  const { day } = localTime(now, zone)!;
  const year = yearOf(day);
  const known = country ? await officialDaysOf(country, year - 1, year + 1) : null;
  const horizon = known?.horizonYear ? dayOf(known.horizonYear, 12, 31) : null;
  const calendar = createCalendar(known?.days ?? [], horizon, weekendOf(country ?? ''));
  const today = calendar.workdayOnOrBefore(day);
  const demo = { template, locale, today, calendar, zone, sweepTime: SWEEP_TIME };
  return makeWorkbook({
    ...wanted,
    project: DEMO_WORDS[locale].project,
    fill: (store) => fillDemo(store, demo, known ? { days: known.days, horizon } : undefined),
  });
};
