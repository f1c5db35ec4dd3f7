/** Takes the place of functions/reading/holidays.ts: the same days as a table, for the years that the build writes into it. */
import { isWeekend } from '../../../core/time/calendar.ts';
import type { OfficialDays } from '../../../functions/reading/holidays.ts';
import { type Weekend, weekendOf } from '../../../sheet-templates/weekends.ts';

/** By country; each day with its kind (`off`, `work`) and the number of its name. */
export interface OfficialTable {
  readonly horizonYear: number;
  readonly names: readonly string[];
  readonly days: readonly (readonly [day: number, isWork: 0 | 1, name: number])[];
}

declare const OFFICIAL_DAYS: Readonly<Record<string, OfficialTable>>;

/** As there; a country that is not in the table has no days that anybody knows. */
export const officialDaysOf = async (
  country: string,
  fromYear: number,
  toYear: number,
  weekend: Weekend = weekendOf(country),
): Promise<OfficialDays> => {
  const table = OFFICIAL_DAYS[country];
  if (!table) return { days: [], horizonYear: fromYear };
  const yearOf = (day: number) => new Date(day * 86_400_000).getUTCFullYear();
  const days = table.days.flatMap(([date, isWork, name]) => {
    const year = yearOf(date);
    if (year < fromYear || year > toYear || isWeekend(date, weekend) !== (isWork === 1)) return [];
    return [{ date, kind: isWork === 1 ? ('work' as const) : ('off' as const), note: table.names[name] ?? '' }];
  });
  return { days, horizonYear: table.horizonYear };
};
