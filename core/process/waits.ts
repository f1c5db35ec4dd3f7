/** Which tasks wait for which others, and the earliest start of one that is held up. */
import type { Item } from '../item.ts';
import { type Called, calledIn } from '../read/named.ts';
import { predecessorId } from '../read/predecessors.ts';
import type { Snapshot, Task } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import type { Day } from '../time/day.ts';

/** Which open items wait for which unfinished ones, both ways; and which came before them and are over. */
export type Order = Pick<Item, 'blocks' | 'waitsFor' | 'follows'>;

const NO_IDS: readonly string[] = [];
/** That of most items. */
const NO_ORDER: Order = { blocks: NO_IDS, waitsFor: NO_IDS, follows: NO_IDS };

/** Tells it of one item after the other. */
export const orderIn = (
  plan: ReadonlyMap<string, Task>,
  isClosed: (task: Task) => boolean,
): ((id: string) => Order) => {
  let called: Called | undefined;
  const names = () => {
    called ??= calledIn(plan.values());
    return called;
  };
  const waitsFor = new Map<string, string[]>();
  const blocks = new Map<string, string[]>();
  const follows = new Map<string, string[]>();
  for (const [id, task] of plan) {
    const { predecessors } = task.values;
    if (predecessors.length === 0 || isClosed(task)) continue;
    for (const text of predecessors) {
      const before = plan.get(predecessorId(text, plan, names) ?? '');
      if (before === undefined || before === task) continue;
      if (isClosed(before)) {
        push(follows, id, before.id);
        continue;
      }
      push(waitsFor, id, before.id);
      push(blocks, before.id, id);
    }
  }
  return (id) => {
    const [behind, before, over] = [blocks.get(id), waitsFor.get(id), follows.get(id)];
    if (!behind && !before && !over) return NO_ORDER;
    return { blocks: behind ?? NO_IDS, waitsFor: before ?? NO_IDS, follows: over ?? NO_IDS };
  };
};

/** What has begun, or is over, nothing holds up any more. */
export const hasYetToBegin = ({ open, status }: Pick<Item, 'open' | 'status'>): boolean =>
  open && status !== 'in-progress';

/** When an item ends, and whether that has slipped. */
export type Ending = Pick<Item, 'id' | 'due' | 'dueEnd' | 'late' | 'plannedDue'>;

/** A predecessor that is late, or re-planned to a later day, and what that does to an item that waits for it. */
interface HeldUp<I> {
  readonly by: I;
  readonly due: Day;
  /** The workday after its end, or after today while it is late. */
  readonly earliestStart: Day;
}

/** Of several predecessors that slipped, the one that ends last; null when all are on their way. */
export const heldUpBy = <I extends Ending>(
  item: Item,
  items: ReadonlyMap<string, I>,
  { calendar, today }: Pick<Snapshot, 'calendar' | 'today'>,
): HeldUp<I> | null => {
  let worst: { by: I; due: Day; end: Day } | null = null;
  for (const id of item.waitsFor) {
    const by = items.get(id);
    if (!by || by.due === null || by.dueEnd === null) continue;
    if (!by.late && (by.plannedDue === null || by.due <= by.plannedDue)) continue;
    const end = by.late ? Math.max(by.dueEnd, today) : by.dueEnd;
    if (!worst || end > worst.end) worst = { by, due: by.due, end };
  }
  return worst && { by: worst.by, due: worst.due, earliestStart: calendar.addWorkdays(worst.end, 1) };
};
