/** Reads times of day as people type them, in English and Chinese. */
import { folded, saysNothing } from '../text/words.ts';
import { MINUTES_A_DAY } from '../time/day.ts';
import type { RawCell } from '../workbook.ts';

/** Minutes after midnight; nothing said; or something that is no time of day. */
export type ClockReading = { readonly minute: number } | { readonly none: true } | { readonly bad: true };

const MORNING = '上午|早上|早晨|清晨|凌晨|午前|a\\.?m\\.?';
const LATER = '下午|傍晚|晚上|午後|午后|p\\.?m\\.?';
const NOON = '中午|正午';
const PART = `${MORNING}|${LATER}|${NOON}`;
const DIGITAL = '\\s?:\\s?(\\d{2})(?::\\d{2})?';
const SPOKEN = '\\s?[时時点點]\\s?(?:(\\d{1,2})\\s?分?|(半)|[整钟鐘])?';
const TIME = new RegExp(`^(${PART})?\\s?(\\d{1,2})(?:${DIGITAL}|${SPOKEN})?\\s?(${PART})?$`);
const isMorning = new RegExp(`^(?:${MORNING})$`);
const isLater = new RegExp(`^(?:${LATER})$`);

/**
 * A time of day as people write it: 14:00, 14：30, 2pm, 2:30 p.m., 下午2点, 下午2:30, 14点半. A spreadsheet keeps a typed
 * time as a fraction of a day. A bare number, a span and a date are none.
 */
export const parseClock = (cell: RawCell): ClockReading => {
  if (cell === null) return { none: true };
  // 23:59:30 and later is midnight, which is no time of that day.
  if (typeof cell === 'number') return within(cell >= 0 ? Math.round(cell * MINUTES_A_DAY) : -1);
  if (typeof cell !== 'string') return { bad: true };
  if (saysNothing(cell)) return { none: true };
  const m = TIME.exec(folded(cell));
  if (!m) return { bad: true };
  const [before, hours, digital, spoken, half, after] = m.slice(1);
  const part = before ?? after;
  // A number alone is no time, and one part of the day is enough.
  if ((before && after) || (!part && /^\d+$/.test(m[0]))) return { bad: true };
  const minute = half ? 30 : Number(digital ?? spoken ?? 0);
  const hour = hourIn(part, Number(hours));
  return hour === null || minute > 59 ? { bad: true } : within(hour * 60 + minute);
};

const within = (minute: number): ClockReading => (minute >= 0 && minute < MINUTES_A_DAY ? { minute } : { bad: true });

/** Twelve hours and the part of the day; also 下午14点, which says it twice. */
const hourIn = (part: string | undefined, hour: number): number | null => {
  if (part === undefined) return hour;
  if (isMorning.test(part)) {
    // 12 am is midnight; of 上午12点 nobody can tell.
    if (hour === 12) return /^a|凌晨/.test(part) ? 0 : null;
    return hour < 12 ? hour : null;
  }
  if (isLater.test(part)) {
    if (hour === 12) return part === '晚上' ? null : 12;
    return hour === 0 ? null : hour < 12 ? hour + 12 : hour;
  }
  return hour >= 11 && hour <= 14 ? hour : hour === 1 || hour === 2 ? hour + 12 : null;
};
