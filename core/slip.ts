import type { Day } from './day.ts';
import type { Facts } from './facts/index.ts';
import type { Item } from './item.ts';
import type { Person } from './snapshot.ts';

/** An item that waits, directly or through others, for one that ends later. */
export interface Move {
  readonly item: Item;
  /** Its due date now, and the earliest it can have then. */
  readonly from: Day;
  readonly to: Day;
}

/** A date that others count on: a stage of a request, its acceptance, the finish its initiator wants. */
export interface NodeMove {
  readonly kind: 'stage' | 'acceptance' | 'wanted-finish';
  /** Request it belongs to. */
  readonly request: string;
  /** What people know it by. */
  readonly name: string;
  readonly from: Day;
  /** The same day where it is not touched. */
  readonly to: Day;
}

/** What an item's later end sets in motion. */
export interface Slip {
  readonly item: Item;
  readonly from: Day | null;
  readonly to: Day;
  /** In the order in which they come to move. */
  readonly moves: readonly Move[];
  readonly nodes: readonly NodeMove[];
  /** Who is told of it by the next sweep. */
  readonly told: readonly Person[];
}

/** What moves when an item ends on `to` (a civil day) instead of its due date. Cost is linear in the tasks of the plan. */
export const slipOf = (_facts: Facts, item: Item, to: Day): Slip => ({
  item,
  from: item.due,
  to,
  moves: [],
  nodes: [],
  told: [],
});
