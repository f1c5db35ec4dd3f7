/** How long departments and people held each item: what `baton court` reports. */
import {
  courtsAfter,
  type HeldBy,
  type Holding,
  holdersOfItem,
  holdersOfMatter,
  readCourts,
} from '../process/court.ts';
import type { Facts } from '../process/facts.ts';
import { ensure } from '../text/maps.ts';

/** How long each holder had an item, in workdays up to today. */
export interface Court {
  readonly id: string;
  readonly name: string;
  readonly request: string;
  readonly history: readonly Holding[];
  /** Who holds it now. */
  readonly now: readonly string[];
  /** In the order in which they first held it. */
  readonly held: ReadonlyMap<string, number>;
}

/** Every item that anybody holds or has held, in the order of the sheets; what no sweep has noted yet counts from today. */
export const courtsOf = (facts: Facts): readonly Court[] => {
  const { snapshot, items, flow } = facts;
  const { state, today, calendar } = snapshot;
  const courtOf = (id: string, name: string, request: string, held: HeldBy): Court[] => {
    const history = readCourts(courtsAfter(state.get(id)?.courts ?? '', held, today));
    const last = history.at(-1);
    if (!last) return [];
    const days = new Map<string, number>();
    history.forEach(({ from, by }, i) => {
      const until = history[i + 1]?.from ?? today;
      for (const holder of by) days.set(holder, (days.get(holder) ?? 0) + calendar.workdaysBetween(from, until));
    });
    return [{ id, name, request, history, now: last.by, held: days }];
  };
  return [
    ...[...items.values()].flatMap((item) =>
      courtOf(item.id, item.name, item.request, holdersOfItem(item, item.level, snapshot)),
    ),
    ...[...flow.matters.values()].flatMap((matter) =>
      courtOf(matter.id, matter.name, matter.request, holdersOfMatter(matter, matter.duties[0]?.level ?? 0, snapshot)),
    ),
  ];
};

/** One department's, or person's, share of all. */
export interface Share {
  readonly holder: string;
  readonly days: number;
  /** Items it has held, and those it holds now. */
  readonly items: number;
  readonly now: number;
}

/** Whose share is largest first. */
export const sharesOf = (courts: readonly Court[]): readonly Share[] => {
  const shares = new Map<string, { holder: string; days: number; items: number; now: number }>();
  for (const { held, now } of courts) {
    for (const [holder, days] of held) {
      const share = ensure(shares, holder, () => ({ holder, days: 0, items: 0, now: 0 }));
      share.days += days;
      share.items++;
      if (now.includes(holder)) share.now++;
    }
  }
  return [...shares.values()].sort((a, b) => b.days - a.days || b.items - a.items);
};
