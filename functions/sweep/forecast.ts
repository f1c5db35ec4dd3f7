/** The forecast of a workbook, with the official days of the years it reaches into. */

import type { ReadContext } from '../../core/read/index.ts';
import { must } from '../../core/text/must.ts';
import { localTime, yearOf } from '../../core/time/calendar.ts';
import { isoOf, yearStart } from '../../core/time/day.ts';
import { type Forecast, forecastOf } from '../../core/what-if/forecast.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { mustBeInstant, readContextOf } from '../reading/official.ts';
import { knowsWhatWasSaid, notOurs } from './notes.ts';

/** Workdays that are looked ahead at most: a working year. */
export const MOST_DAYS = 250;

/**
 * The sweeps of the next workdays (1 to MOST_DAYS) if nobody changes the workbook. Throws BatonError `not-an-instant` (call),
 * and `not-a-baton-workbook`, `notes-lost` or `notes-renamed` (data) where sweeps could not remember what they said.
 */
export const forecastWorkbook = async (raw: RawWorkbook, now: string, days: number): Promise<Forecast> => {
  const forecast = forecastOf(raw, { now, days, contextAt: await contextsOf(raw, now) });
  if (!knowsWhatWasSaid(forecast.snapshot)) throw notOurs(forecast.snapshot);
  return forecast;
};

/** The same official days as a sweep of that day will know: they change with the year. */
const contextsOf = async (raw: RawWorkbook, now: string): Promise<(now: string) => ReadContext> => {
  const first = yearOf(mustBeInstant(now, 'UTC').day);
  const years = [first, first + 1, first + 2];
  const known = new Map(
    await Promise.all(years.map(async (year) => [year, await readContextOf(raw, isoOf(yearStart(year)))] as const)),
  );
  return (at) => {
    const { day } = must(localTime(at, 'UTC'), 'day of a forecast');
    return { ...must(known.get(yearOf(day)), 'year of a forecast'), now: at };
  };
};
