/**
 * What core/time/calendar.ts uses of luxon, over the runtime's own Intl: in Apps Script the whole of luxon would be a third of the
 * script, evaluated again at every edit. The build puts this file in its place; a test compares the two.
 */

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

const formatIn = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
};

/** Minutes east of UTC at an instant (ms since 1970). */
export const offsetAt = (at: number, zone: string): number => {
  // 3/5/2026, 09:00:00: taken apart by Intl itself it takes twice the time.
  const [month = 0, day = 0, year = 0, hour, minute, second] = (formatIn(zone).format(at).match(/\d+/g) ?? []).map(
    Number,
  );
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return (wall - Math.floor(at / 1000) * 1000) / MINUTE;
};

/** The instant of a wall clock. In an hour that comes twice or never it is the one luxon takes. */
const instantAt = (wall: number, zone: string): number => {
  const guess = offsetAt(Date.now(), zone);
  const first = offsetAt(wall - guess * MINUTE, zone);
  if (first === guess) return wall - guess * MINUTE;
  const second = offsetAt(wall - first * MINUTE, zone);
  return wall - (first === second ? first : Math.min(first, second)) * MINUTE;
};

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?)?$/;

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

export class DateTime {
  readonly isValid: boolean;
  readonly #at: number;
  readonly #zone: string;
  readonly #offset: number;
  readonly #wall: Date;

  constructor(at: number, zone: string) {
    this.isValid = !Number.isNaN(at) && IANAZone.isValidZone(zone);
    this.#at = at;
    this.#zone = zone;
    this.#offset = this.isValid ? offsetAt(at, zone) : 0;
    this.#wall = new Date(at + this.#offset * MINUTE);
  }

  static fromISO(text: string, { zone }: { readonly zone: string }): DateTime {
    const [, year, month, day, hour = '0', minute = '0', second = '0', rest = '0', utc, sign, east, past] =
      ISO.exec(text) ?? [];
    const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    const back = new Date(wall);
    // A 13th month, 30 February and 25 o'clock would run over into what follows.
    const runsOver =
      back.getUTCMonth() + 1 !== Number(month) ||
      back.getUTCDate() !== Number(day) ||
      back.getUTCHours() !== Number(hour) ||
      Number(minute) > 59;
    if (Number.isNaN(wall) || runsOver || Number(second) > 59) return new DateTime(Number.NaN, zone);
    const at = wall + Math.floor(Number(`0.${rest}`) * 1000);
    if (utc) return new DateTime(at, zone);
    if (sign) return new DateTime(at - Number(`${sign}1`) * (Number(east) * 60 + Number(past)) * MINUTE, zone);
    return new DateTime(IANAZone.isValidZone(zone) ? instantAt(at, zone) : Number.NaN, zone);
  }

  static fromObject(
    wall: Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>>,
    { zone }: { readonly zone: string },
  ): DateTime {
    return new DateTime(instantAt(Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute), zone), zone);
  }

  get year(): number {
    return this.#wall.getUTCFullYear();
  }
  get month(): number {
    return this.#wall.getUTCMonth() + 1;
  }
  get day(): number {
    return this.#wall.getUTCDate();
  }
  get hour(): number {
    return this.#wall.getUTCHours();
  }
  get minute(): number {
    return this.#wall.getUTCMinutes();
  }

  set(_: { readonly millisecond: 0 }): DateTime {
    return new DateTime(Math.floor(this.#at / 1000) * 1000, this.#zone);
  }

  toISO(_: { readonly suppressMilliseconds: true }): string {
    const offset = Math.abs(this.#offset);
    const east = `${this.#offset < 0 ? '-' : '+'}${pad(Math.trunc(offset / 60))}:${pad(offset % 60)}`;
    const text = this.#wall.toISOString();
    // Only these two names are UTC itself to luxon; other zones may be at it by chance.
    return `${text.slice(0, 19)}${/^(utc|gmt)$/i.test(this.#zone) ? 'Z' : east}`;
  }
}

const valid = new Map<string, boolean>();

export const IANAZone = {
  isValidZone(zone: string): boolean {
    const known = valid.get(zone);
    if (known !== undefined) return known;
    let isValid = zone !== '';
    try {
      formatIn(zone);
    } catch {
      isValid = false;
    }
    valid.set(zone, isValid);
    return isValid;
  },
};
