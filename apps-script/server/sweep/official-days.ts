/** Takes the place of functions/reading/holidays.ts: the same days as lines of text, for the years that the build writes into them. */
import { isWeekend } from '../../../core/time/calendar.ts';
import type { OfficialDays } from '../../../functions/reading/holidays.ts';
import { type Weekend, weekendOf } from '../../../sheet-templates/weekends.ts';
import { lineFor } from './official-lines.ts';

declare const OFFICIAL_DAYS: string;

/** As there; of a country without a line nobody knows a day. */
export const officialDaysOf = async (
  country: string,
  fromYear: number,
  toYear: number,
  weekend: Weekend = weekendOf(country),
): Promise<OfficialDays> => {
  const known = lineFor(country, OFFICIAL_DAYS);
  if (!known) return { days: [], horizonYear: fromYear };
  const days = known.days.filter(({ date, kind }) => {
    const year = new Date(date * 86_400_000).getUTCFullYear();
    return year >= fromYear && year <= toYear && isWeekend(date, weekend) === (kind === 'work');
  });
  return { days, horizonYear: known.horizonYear };
};
