/** What the ledger keeps of rows that a roll-over moved to an archive sheet. */
import type { LedgerRow } from '../snapshot.ts';
import { lazily } from '../text/lazily.ts';
import { ensure } from '../text/maps.ts';
import { must } from '../text/must.ts';
import { type Day, dayFromIso, isoOf } from '../time/day.ts';
import { isTaken } from './delivery.ts';
import { keyAbout } from './key.ts';

/**
 * What the ledger keeps of the rows that a roll-over takes out of it: for every key the day and the addresses, as many keys to a
 * row as a cell holds. `notified.ts` reads it as it would read the rows themselves, so that a closed item that is opened again
 * years later is told nothing twice and misses nothing.
 */
export const ROLLED = 'rolled' as const;

/** The last word on a key and an address: it went there, or may have gone; or it did not. */
export interface RolledWord {
  readonly key: string;
  readonly to: string;
  readonly reached: boolean;
  readonly day: Day;
}

/**
 * One row's text. A step is followed by its day and by numbers of addresses; -1 is the first address, not reached. They are read
 * from left to right: an address that first is not reached and then is was freed, and the notice decided for it again.
 */
interface Packed {
  to: string[];
  told: Record<string, (readonly [step: number, day: string, ...to: number[]])[]>;
}

/** Characters in one cell, with room to spare: Excel takes 32,767. */
const LONGEST = 30_000;

/** A notice's key as its series and step; null for what is none: it begins with a rule and an item. */
const partsOf = (key: string): readonly [series: string, step: number] | null => {
  const [, series, step] = /^(.+):(\d{1,9})$/.exec(key) ?? [];
  return !series?.includes(':') || String(Number(step)) !== step ? null : [series, Number(step)];
};

/** Whether a key can be packed, and read again as it was. */
export const canRoll = (key: string): boolean => partsOf(key) !== null;

/** What rows say of one key: the day it was decided, and what became of each address. */
interface Gist {
  readonly series: string;
  readonly step: number;
  day: Day;
  readonly to: Map<string, boolean>;
  /** Whoever was not to get it any more on that day: what an older gist says of them is over by then. */
  freed: readonly string[];
}

/**
 * The addresses in an order in which a reader comes to the day of the rows, whatever an older gist of the same key says: first who
 * was freed before it was decided on that day, then who was reached, then who was not.
 */
const wordsOf = ({ to, freed }: Gist): (readonly [address: string, reached: boolean])[] => {
  const reached = [...to].filter(([, is]) => is);
  const others = [...to].filter(([address, is]) => !is && !freed.includes(address));
  return [...freed.map((address) => [address, false] as const), ...reached, ...others];
};

/** Texts that say of the rows' keys what these rows say, in the order of the rows. */
export const packRolled = (rows: readonly LedgerRow[]): string[] => {
  const keys = new Map<string, Gist>();
  for (const { key, to, status, day } of rows) {
    const parts = partsOf(key);
    if (day === null || parts === null) continue;
    const [series, step] = parts;
    const known = ensure(keys, key, (): Gist => ({ series, step, day, to: new Map(), freed: [] }));
    // As `notified.ts` reads it: the day on which it was decided, and decided again once nobody was to get it any more.
    if (isTaken(status) && ![...known.to.values()].some(Boolean)) {
      known.day = day;
      known.freed = [...known.to.keys()];
    }
    known.to.set(to, isTaken(status));
  }
  const texts: string[] = [];
  let open: Packed = { to: [], told: {} };
  let length = 0;
  const close = () => {
    if (length > 0) texts.push(JSON.stringify(open));
    open = { to: [], told: {} };
    length = 0;
  };
  for (const gist of keys.values()) {
    const { day, series, step } = gist;
    const words = wordsOf(gist);
    // What it costs at most, each address new and the series as well.
    const cost = series.length + 32 + words.reduce((sum, [address]) => sum + address.length + 10, 0);
    if (length + cost > LONGEST) close();
    length += cost;
    const numbers = words.map(([address, reached]) => {
      if (!open.to.includes(address)) open.to.push(address);
      const n = open.to.indexOf(address);
      return reached ? n : -1 - n;
    });
    open.told[series] = [...(open.told[series] ?? []), [step, isoOf(day), ...numbers]];
  }
  close();
  return texts;
};

/** What such a row says; of a text that nobody can read, nothing. */
export const unpackRolled = ({ receipt }: Pick<LedgerRow, 'receipt'>): RolledWord[] => {
  const packed = parsed(receipt);
  return packed === null ? [] : Object.keys(packed.told).flatMap((series) => wordsAbout(packed, series));
};

const wordsAbout = ({ to: addresses, told }: Packed, series: string): RolledWord[] =>
  (told[series] ?? []).flatMap(([step, iso, ...numbers]) => {
    const day = dayFromIso(String(iso));
    return numbers.flatMap((n): RolledWord[] => {
      const to = addresses[n < 0 ? -1 - n : n];
      return day === null || to === undefined ? [] : [{ key: `${series}:${step}`, to, reached: n >= 0, day }];
    });
  });

/**
 * What the rolled rows of a ledger say about `rule:item`, in their order; null where there are none. Most of it is about what is over for good,
 * and is never taken out.
 */
export const rolledAbout = (ledger: readonly LedgerRow[]): ((about: string) => readonly RolledWord[]) | null => {
  const rows = ledger.filter(({ status }) => status === ROLLED);
  if (rows.length === 0) return null;
  const packed = rows.map(({ receipt }) => lazily(() => ({ text: parsed(receipt) })));
  const index = lazily(() => indexed(rows));
  return (about) => {
    const { last, before, row, place } = index();
    let i = last.get(about);
    if (i === undefined) return NOTHING;
    const words: RolledWord[][] = [];
    for (; i !== undefined; i = before.get(i)) {
      const n = must(row[i], 'row of a series');
      const text = packed[n]?.().text;
      if (text) words.push(wordsAbout(text, seriesAt(must(rows[n], 'rolled row').receipt, must(place[i], 'series'))));
    }
    return words.reverse().flat();
  };
};

const NOTHING: readonly RolledWord[] = [];

/** A series stands in a row's text as a name before lists in a list. */
const BEFORE_STEPS = '":[[';

/** The series itself where its place is not known. */
type Place = number | string;

const seriesAt = (text: string, place: Place): string =>
  typeof place === 'string' ? place : text.slice(place, text.indexOf(BEFORE_STEPS, place));

/**
 * Every series with its row and place, and of each `rule:item` the last and those before: flat, and found without parsing a text that is as
 * `packRolled` makes nearly all, since there are tens of thousands of which nobody asks.
 */
const indexed = (rows: readonly Pick<LedgerRow, 'receipt'>[]) => {
  const last = new Map<string, number>();
  const before = new Map<number, number>();
  const row: number[] = [];
  const place: Place[] = [];
  const add = (about: string, n: number, at: Place) => {
    const known = last.get(about);
    if (known !== undefined) before.set(row.length, known);
    last.set(about, row.length);
    row.push(n);
    place.push(at);
  };
  for (const [n, { receipt: text }] of rows.entries()) {
    const from = text.indexOf('"told":{');
    if (from < 0 || text.includes('\\')) {
      for (const series of Object.keys(parsed(text)?.told ?? {})) add(keyAbout(series), n, series);
      continue;
    }
    for (let end = text.indexOf(BEFORE_STEPS, from); end >= 0; end = text.indexOf(BEFORE_STEPS, end + 1)) {
      const at = text.lastIndexOf('"', end - 1) + 1;
      // As `keyAbout` has it: up to the second colon, of which one follows in any case.
      const stop = text.indexOf(':', text.indexOf(':', at) + 1);
      add(text.slice(at, Math.min(stop, end)), n, at);
    }
  }
  return { last, before, row, place };
};

const parsed = (text: string): Packed | null => {
  try {
    const value: Partial<Packed> | null = JSON.parse(text);
    const { to, told } = value ?? {};
    const isPacked =
      Array.isArray(to) && typeof told === 'object' && Object.values(told).every((steps) => steps.every(Array.isArray));
    return isPacked ? { to, told } : null;
  } catch {
    return null;
  }
};
