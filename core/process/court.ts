/** Who held each item, since when and for how many workdays, as remembered from sweep to sweep. */

import type { Item, Level } from '../item.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import { type Day, dayFromIso, isoOf } from '../time/day.ts';
import type { Matter } from './matter.ts';
import { hasCome } from './waiting.ts';

/** From a day on, who held an item: departments, and people who belong to none. Empty: nobody's. */
export interface Holding {
  readonly from: Day;
  readonly by: readonly string[];
}

/** Who holds an item today, and the day since when that is so, as far as the rows say it. */
export interface HeldBy {
  readonly by: readonly string[];
  readonly on: Day;
}

/** How many changes are remembered; those before are forgotten. A cell holds some 32,000 characters. */
const MOST = 300;

/**
 * The history as `_state` keeps it, `[["2026-03-02","Design"],["2026-03-05"]]`: dates of changes and no counts, so that a
 * day on which nothing happens writes nothing. What nobody can read is no history.
 */
export const readCourts = (text: string): readonly Holding[] => {
  if (!text.startsWith('[')) return [];
  if (text.length > LONGEST_KNOWN) return courtsIn(text);
  if (known.size >= MOST_KNOWN) known.clear();
  return ensure(known, text, () => courtsIn(text));
};

/** Most tasks of a department have been with it since one of a few days. */
const known = new Map<string, readonly Holding[]>();
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 100;

const courtsIn = (text: string): readonly Holding[] => {
  try {
    const rows: unknown = JSON.parse(text);
    if (!Array.isArray(rows)) return [];
    return rows.flatMap((row): Holding[] => {
      const [iso, ...by] = Array.isArray(row) ? row.map(String) : [];
      const from = dayFromIso(iso ?? '');
      return from === null ? [] : [{ from, by }];
    });
  } catch {
    return [];
  }
};

const write = (history: readonly Holding[]): string =>
  history.length === 0 ? '' : JSON.stringify(history.map(({ from, by }) => [isoOf(from), ...by]));

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name, i) => name === b[i]);

/** The history once this is known; the text that was there while nothing has changed. Of one day the last counts. */
export const courtsAfter = (before: string, { by, on }: HeldBy, today: Day): string => {
  const history = readCourts(before);
  const last = history.at(-1);
  if (isSame(last?.by ?? [], by)) return before;
  const from = Math.min(today, Math.max(on, last?.from ?? on));
  const kept = last?.from === from ? history.slice(0, -1) : history;
  const goesOn = isSame(kept.at(-1)?.by ?? [], by);
  return write((goesOn ? kept : [...kept, { from, by }]).slice(-MOST));
};

/** In alphabetical order, so that the same holders read the same. */
const namesOf = (people: readonly Person[]): string[] =>
  [...new Set(people.map(({ department, name }) => department || name))].sort();

/** A task's turn has come once it has begun, or could: its start is there, and what it waits for is done. */
const isItsTurn = ({ status, waitsFor, start }: Item, today: Day): boolean =>
  status !== 'not-started' || (waitsFor.length === 0 && (start === null || start <= today));

/** A task is with its department until it is over, and with those it was escalated to until it moves. */
export const holdersOfItem = (item: Item, level: Level, { today }: Snapshot): HeldBy => {
  if (!item.open) return { by: [], on: item.changedOn };
  if (level === 0 && !isItsTurn(item, today)) return { by: [], on: today };
  const { department, movers } = item;
  return { by: level === 0 && department ? [department] : namesOf(movers[level]), on: today };
};

/** A matter is with all whose duties have come: several departments may hold it at once. `level` is that of its most urgent duty. */
export const holdersOfMatter = ({ duties, memory, open }: Matter, level: Level, { today }: Snapshot): HeldBy => {
  const come = open ? duties.filter((duty) => hasCome(duty, today)) : [];
  const people = come.flatMap((duty) => duty.movers[duty === duties[0] ? level : duty.level]);
  const dated = level === 0 && come.every(({ waiting }) => waiting);
  return { by: namesOf(people), on: dated ? Math.max(memory.changedOn, ...come.map(({ since }) => since)) : today };
};
