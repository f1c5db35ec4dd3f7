/**
 * Civil dates as whole days since 1970-01-01, without zone. Arithmetic on them is integer arithmetic;
 * an instant becomes a day only through the calendar's zone (see calendar.ts).
 */
export type Day = number;

export const MINUTES_A_DAY = 24 * 60;

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);

/** The day number of a proleptic Gregorian date, or null when there is no such date (2026-02-30). */
export const dayOf = (year: number, month: number, date: number): Day | null => {
  if (!Number.isInteger(year) || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
  return dayNumber(year, month, date);
};

/** The day number of a date that exists: nothing is checked. */
export const dayNumber = (year: number, month: number, date: number): Day => {
  // Days from civil: years start in March, so that the leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
};

/** The first day of a year. */
export const yearStart = (year: number): Day => dayNumber(year, 1, 1);

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysInMonth = (year: number, month: number) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

export const partsOf = (day: Day): YearMonthDay => {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
};

/** `2026-03-06`: a day as facts and cells hold it. */
export type IsoDate = `${number}-${number}-${number}`;

const writtenIso = (day: Day): IsoDate => {
  const { year, month, date } = partsOf(day);
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${two(month)}-${two(date)}` as IsoDate;
};

/** Days as they were written before: a workbook is about few of them, and each is written for every row. */
const WRITTEN = new Map<Day, IsoDate>();
const MOST_WRITTEN = 4096;

export const isoOf = (day: Day): IsoDate => {
  const known = WRITTEN.get(day);
  if (known !== undefined) return known;
  if (WRITTEN.size === MOST_WRITTEN) WRITTEN.clear();
  const iso = writtenIso(day);
  WRITTEN.set(day, iso);
  return iso;
};

/** The same where there may be no day: null for none. */
export const isoOrNull = (day: Day | null): IsoDate | null => (day === null ? null : isoOf(day));

/** The day of an ISO date (`2026-03-06`), or null. */
export const dayFromIso = (iso: string): Day | null => {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return m ? dayOf(Number(m[1]), Number(m[2]), Number(m[3])) : null;
};

/** 1 (Monday) to 7 (Sunday). 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const mondayOf = (day: Day): Day => day - weekdayOf(day) + 1;

/** The next such weekday (1 Monday, 7 Sunday); null on that very weekday, where people may mean this day or the next week's. */
export const comingWeekday = (weekday: number, day: Day): Day | null => {
  const ahead = (weekday - weekdayOf(day) + 7) % 7;
  return ahead === 0 ? null : day + ahead;
};

/** The last day of a day's month, or of the one that is `months` later. */
export const monthEnd = (day: Day, months = 0): Day => {
  const { year, month } = partsOf(day);
  const next = month + months;
  const years = Math.floor(next / 12);
  return dayNumber(year + years, next - 12 * years + 1, 1) - 1;
};

/** A spreadsheet's serial number to a day: day 0 is 1899-12-30 in the 1900 system, 1904-01-01 in the 1904 system. */
export const dayFromSerial = (serial: number, system: 1900 | 1904): Day =>
  Math.floor(serial) - (system === 1904 ? 24107 : 25569);
export const serialOf = (day: Day, system: 1900 | 1904): number => day + (system === 1904 ? 24107 : 25569);
