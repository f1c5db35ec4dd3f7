/** Civil dates as text (2026-03-06) and workdays counted one by one: slow, and plain enough to be believed. */
export type Iso = string;

const MS = 86_400_000;

export const plus = (day: Iso, days: number): Iso =>
  new Date(Date.parse(`${day}T00:00Z`) + days * MS).toISOString().slice(0, 10);

/** 1 (Monday) to 7 (Sunday). */
export const weekday = (day: Iso): number => new Date(`${day}T00:00Z`).getUTCDay() || 7;

export const monday = (day: Iso): Iso => plus(day, 1 - weekday(day));

export const later = (a: Iso, b: Iso): Iso => (a > b ? a : b);

/** What people's calendar says: Monday to Friday, changed by single days. */
export class Workdays {
  readonly #special: ReadonlyMap<Iso, 'off' | 'work'>;

  constructor(special: ReadonlyMap<Iso, 'off' | 'work'>) {
    this.#special = special;
  }

  is(day: Iso): boolean {
    const said = this.#special.get(day);
    return said ? said === 'work' : weekday(day) < 6;
  }

  /** The n-th workday after a day; n = 0: that day or the next workday; n < 0: back before it. */
  nth(day: Iso, n: number): Iso {
    let at = day;
    if (n === 0) {
      while (!this.is(at)) at = plus(at, 1);
      return at;
    }
    for (let left = Math.abs(n); left > 0; ) {
      at = plus(at, Math.sign(n));
      if (this.is(at)) left--;
    }
    return at;
  }

  /** That day or the last workday before it. */
  onOrBefore(day: Iso): Iso {
    return this.is(day) ? day : this.nth(day, -1);
  }

  /** Workdays after `from` up to `to`; 0 where `to` is not later. */
  after(from: Iso, to: Iso): number {
    let count = 0;
    for (let at = plus(from, 1); at <= to; at = plus(at, 1)) if (this.is(at)) count++;
    return count;
  }
}

/** An instant as a zone's wall clock shows it. */
export const wallClock = (instant: number, zone: string): { readonly today: Iso; readonly minute: number } => {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return {
    today: `${parts.year}-${parts.month}-${parts.day}`,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
};

const formats = new Map<string, Intl.DateTimeFormat>();
const formatFor = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
};

/** The instant at which a zone's wall clock shows a time of a day; an hour that is skipped in spring counts as the next. */
export const instantAt = (day: Iso, minute: number, zone: string): number => {
  const wanted = Date.parse(`${day}T00:00Z`) + minute * 60_000;
  let instant = wanted;
  for (let i = 0; i < 3; i++) {
    const { today, minute: shown } = wallClock(instant, zone);
    instant += wanted - (Date.parse(`${today}T00:00Z`) + shown * 60_000);
  }
  return instant;
};
