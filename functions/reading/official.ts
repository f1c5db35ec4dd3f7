/** What a reading needs besides the cells: its moment, and the official days of its country. */
import { inAll } from '../../core/messages/in-all.ts';
import { type ReadContext, settingOf } from '../../core/read/index.ts';
import type { Sharing } from '../../core/read/shared.ts';
import { parseWeekend } from '../../core/read/weekend.ts';
import { type LocalTime, localTime, yearOf } from '../../core/time/calendar.ts';
import { dayOf } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { countryNamed } from '../../sheet-templates/countries.ts';
import { BatonError } from '../errors.ts';
import { officialDaysOf } from './holidays.ts';

const say = inAll('create');

/**
 * What a reading is understood with at an instant (ISO 8601; without an offset the workbook's wall clock): the
 * official days of the country in its settings, from last year to next; and what it shares, where it shares anything.
 * Throws BatonError `not-an-instant` (call).
 */
export const readContextOf = async (raw: RawWorkbook, now: string, shared?: Sharing): Promise<ReadContext> => {
  const { day } = mustBeInstant(now, 'UTC');
  const country = countryNamed(settingOf(raw, 'country'));
  const common = { now, ...(shared && { shared }) };
  if (!country) return common;
  const year = yearOf(day);
  const weekend = parseWeekend(settingOf(raw, 'weekend')) ?? undefined;
  const { days, horizonYear } = await officialDaysOf(country, year - 1, year + 1, weekend);
  return { ...common, official: { days, horizon: horizonYear === null ? null : dayOf(horizonYear, 12, 31) } };
};

/** The instant as the zone's wall clock. Throws BatonError `not-an-instant` (call). */
export const mustBeInstant = (text: string, zone: string): LocalTime => {
  const instant = localTime(text, zone);
  if (instant) return instant;
  throw new BatonError('call', 'not-an-instant', say.notAnInstant({ text }));
};
