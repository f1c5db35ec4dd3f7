/** Counts workdays, and turns instants into the wall clock of a time zone. */
import { DateTime, IANAZone } from 'luxon';
import { SATURDAY_SUNDAY, type Weekend } from '../../sheet-templates/weekends.ts';
import { type Day, dayNumber, isoOf, partsOf, weekdayOf, yearStart } from './day.ts';

export interface CalendarDay {
  readonly date: Day;
  readonly kind: 'off' | 'work';
}

/**
 * Which days are worked: all but those of the weekend, changed by single days. Days are numbers (day.ts); a table over the years
 * in use makes every question one look-up, whatever its distance.
 */
export interface Calendar {
  isWorkday(day: Day): boolean;
  /** The n-th workday strictly after `day`; with n = 0, `day` itself or the next workday. n < 0 counts back. */
  addWorkdays(day: Day, n: number): Day;
  /** Workdays in (from, to]; negative when `to` lies before `from`. */
  workdaysBetween(from: Day, to: Day): number;
  /** The day itself, or the last workday before it. */
  workdayOnOrBefore(day: Day): Day;
  /** Last day of the last year whose official list is known; null when only weekdays are used. */
  readonly horizon: Day | null;
}

/** The years of the table; days outside are counted one by one. */
const FIRST = yearStart(1990);
const LAST = yearStart(2101) - 1;
const SIZE = LAST - FIRST + 1;

/** Counting from what is no day would never end: it is a defect of the caller, and said to be one. */
const refuseNoDay = (day: Day): void => {
  if (!Number.isInteger(day)) throw new RangeError(`${day} is no day`);
};

/** Whether a day is off by its weekday alone. */
export const isWeekend = (day: Day, weekend: Weekend): boolean => weekend.includes(String(weekdayOf(day)));

/** Every day in use, counted once. */
interface Tables {
  /** passed[i]: workdays among the first i days of the table. */
  readonly passed: Int32Array;
  /** workdays[k]: the k-th workday of the table, below `count`. */
  readonly workdays: Int32Array;
  readonly count: number;
}

const countDays = (special: ReadonlyMap<Day, boolean>, weekend: Weekend): Tables => {
  // worked[i]: 1 where the table's i-th day is worked; by weeks first, then the single days.
  const worked = new Uint8Array(SIZE);
  for (let i = 0; i < 7; i++) worked[i] = isWeekend(FIRST + i, weekend) ? 0 : 1;
  for (let done = 7; done < SIZE; done *= 2) worked.copyWithin(done, 0, done);
  for (const [day, isWorked] of special) if (day >= FIRST && day <= LAST) worked[day - FIRST] = isWorked ? 1 : 0;

  const passed = new Int32Array(SIZE + 1);
  const workdays = new Int32Array(SIZE);
  let count = 0;
  for (let i = 0; i < SIZE; i++) {
    passed[i] = count;
    workdays[count] = FIRST + i;
    count += worked[i] ?? 0;
  }
  passed[SIZE] = count;
  return { passed, workdays, count };
};

/** What was counted last: a sweep reads its workbook several times, and a company's workbooks have the same days off. */
let known: readonly {
  readonly special: ReadonlyMap<Day, boolean>;
  readonly weekend: Weekend;
  readonly tables: Tables;
}[] = [];
const MOST_COUNTED = 4;

const tablesFor = (special: ReadonlyMap<Day, boolean>, weekend: Weekend): Tables => {
  const isSame = (days: ReadonlyMap<Day, boolean>): boolean => {
    if (days.size !== special.size) return false;
    for (const [day, isWorked] of special) if (days.get(day) !== isWorked) return false;
    return true;
  };
  const before = known.find((one) => one.weekend === weekend && isSame(one.special));
  if (before) return before.tables;
  const tables = countDays(special, weekend);
  known = [{ special, weekend, tables }, ...known.slice(0, MOST_COUNTED - 1)];
  return tables;
};

export const createCalendar = (
  changed: Iterable<CalendarDay>,
  horizon: Day | null = null,
  weekend: Weekend = SATURDAY_SUNDAY,
): Calendar => {
  const special = new Map<Day, boolean>();
  for (const { date, kind } of changed) special.set(date, kind === 'work');

  const isOff = [0, 1, 2, 3, 4, 5, 6, 7].map((weekday) => weekend.includes(String(weekday)));
  const isWorkday = (day: Day): boolean => special.get(day) ?? isOff[weekdayOf(day)] !== true;

  /** Counted when somebody asks: an edit in a sheet may ask for no workday. */
  let counted: Tables | undefined;
  const tables = (): Tables => {
    counted ??= tablesFor(special, weekend);
    return counted;
  };
  /** Workdays of the table before a day of it, or before the day after its last; NaN before what is no day. */
  const before = (day: Day): number => tables().passed[day - FIRST] ?? Number.NaN;
  const inTable = (day: Day) => day >= FIRST && day <= LAST;

  const step = (day: Day, n: number): Day => {
    refuseNoDay(day);
    const direction = n < 0 ? -1 : 1;
    let left = Math.abs(n);
    let d = day;
    while (left > 0) {
      d += direction;
      if (isWorkday(d)) left--;
    }
    return d;
  };

  const addWorkdays = (day: Day, n: number): Day => {
    if (n === 0) return isWorkday(day) ? day : addWorkdays(day, 1);
    if (!inTable(day)) return step(day, n);
    const index = n > 0 ? before(day + 1) + n - 1 : before(day) + n;
    const found = index >= 0 && index < tables().count ? tables().workdays[index] : undefined;
    return found ?? step(day, n);
  };

  const workdaysBetween = (from: Day, to: Day): number => {
    if (to < from) return 0 - workdaysBetween(to, from);
    if (inTable(from) && inTable(to)) return before(to + 1) - before(from + 1);
    for (const day of [from, to]) refuseNoDay(day);
    let n = 0;
    for (let d = from + 1; d <= to; d++) if (isWorkday(d)) n++;
    return n;
  };

  return {
    isWorkday,
    addWorkdays,
    workdaysBetween,
    workdayOnOrBefore: (day) => (isWorkday(day) ? day : addWorkdays(day, -1)),
    horizon,
  };
};

export interface LocalTime {
  readonly day: Day;
  /** Minutes after midnight. */
  readonly minute: number;
  /** ISO 8601 with the zone's offset, whole seconds. */
  readonly iso: string;
}

/** Nothing that is asked of a moment here depends on it; where none is given, the system's is asked for, which takes longer than all the rest. */
const ANY_LOCALE = 'en';

/** An instant (ISO 8601 with offset or Z; without either, wall clock of the zone) as the zone's wall clock; null when it is no instant. */
export const localTime = (instant: string, zone: string): LocalTime | null => {
  // Without a year it would be a time of the day on which somebody asks.
  if (instant.charAt(4) !== '-') return readLocalTime(instant, zone);
  const asked = `${zone} ${instant}`;
  const known = localTimes.get(asked);
  if (known !== undefined) return known;
  const time = readLocalTime(instant, zone);
  if (localTimes.size >= MOST_TIMES) localTimes.clear();
  localTimes.set(asked, time);
  return time;
};

/** What was asked before: the instants of a workbook's records are the same in each reading of it. */
const localTimes = new Map<string, LocalTime | null>();
const MOST_TIMES = 10_000;

const readLocalTime = (instant: string, zone: string): LocalTime | null => {
  const t = DateTime.fromISO(instant, { zone, locale: ANY_LOCALE });
  if (!t.isValid) return null;
  return {
    day: dayNumber(t.year, t.month, t.day),
    minute: t.hour * 60 + t.minute,
    iso: t.set({ millisecond: 0 }).toISO({ suppressMilliseconds: true }),
  };
};

/** Luxon asks the machine's tables each time; every sweep asks for the same few zones. */
const zones = new Map<string, boolean>();
const MOST_ZONES = 1_000;

export const isZone = (zone: string): boolean => {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const isOne = IANAZone.isValidZone(zone);
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(zone, isOne);
  return isOne;
};

/** The instant at which the zone's wall clock shows `minute` on `day`, ISO 8601 with offset. */
export const instantOf = (day: Day, minute: number, zone: string): string => {
  const { year, month, date } = partsOf(day);
  const clock = { year, month, day: date, hour: Math.floor(minute / 60), minute: minute % 60 };
  const at = DateTime.fromObject(clock, { zone, locale: ANY_LOCALE });
  if (!at.isValid) throw new RangeError(`minute ${minute} of ${isoOf(day)} is no moment in ${zone}`);
  return at.toISO({ suppressMilliseconds: true });
};

export const yearOf = (day: Day): number => partsOf(day).year;
