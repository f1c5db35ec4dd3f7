/**
 * Sheets keeps a date as a number: days since 1899-12-30, wall clock of the spreadsheet's time zone
 * (developers.google.com/sheets/api/guides/formats). Scripts get an instant.
 */
const DAY = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);

/** A moment on its way into the script's world, where it becomes a Date of that world. */
export class Instant {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatter = (timeZone: string): Intl.DateTimeFormat => {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, found);
  }
  return found;
};

/** Since when clocks have been set at full quarters of an hour only (Liberia was the last, in 1972). */
const BY_QUARTERS = Date.UTC(1973, 0, 1);
const QUARTER = 15 * 60_000;
const offsets = new Map<string, number>();

/** The wall clock at an instant, as the milliseconds it would have in UTC. */
const wallClock = (ms: number, timeZone: string): number => {
  if (!(ms >= BY_QUARTERS)) return askedClock(ms, timeZone);
  const key = `${timeZone} ${Math.floor(ms / QUARTER)}`;
  const offset = offsets.get(key) ?? askedClock(ms, timeZone) - ms;
  if (offsets.size > 50_000) offsets.clear();
  offsets.set(key, offset);
  return ms + offset;
};

const askedClock = (ms: number, timeZone: string): number => {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(ms)) part[type] = Number(value);
  return (
    Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) +
    (((ms % 1000) + 1000) % 1000)
  );
};

const known = new Map<string, number>();

export const serialToInstant = (serial: number, timeZone: string): Instant => {
  const key = `${timeZone} ${serial}`;
  const seen = known.get(key);
  if (seen !== undefined) return new Instant(seen);
  const wall = EPOCH + Math.round(serial * DAY);
  let ms = wall;
  for (let i = 0; i < 3; i += 1) ms += wall - wallClock(ms, timeZone);
  if (known.size > 50_000) known.clear();
  known.set(key, ms);
  return new Instant(ms);
};

export const instantToSerial = (ms: number, timeZone: string): number => (wallClock(ms, timeZone) - EPOCH) / DAY;

/** The serial of a wall-clock time; undefined when there is no such day (31 April, 25:00). */
export const serialOf = (
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): number | undefined => {
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(ms);
  const same = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour;
  return same && minute < 60 && second < 60 ? (ms - EPOCH) / DAY : undefined;
};

/** The UTC fields of the result are the wall clock the serial stands for. */
export const wallDate = (serial: number): Date => new Date(EPOCH + Math.round(serial * DAY));

export const wallDateIn = (ms: number, timeZone: string): Date => new Date(wallClock(ms, timeZone));
