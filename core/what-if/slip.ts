/** What moves when an item ends later: the tasks that wait for it, the dates promised, and who is told. */

import type { Item } from '../item.ts';
import type { Notice } from '../plan.ts';
import { noticesOf } from '../planning/make-plan.ts';
import { dueFacts } from '../process/due.ts';
import { type Facts, readFacts } from '../process/facts.ts';
import { limitOf, type Request } from '../process/requests.ts';
import { passesStage } from '../process/stages.ts';
import { type Ending, hasYetToBegin, heldUpBy } from '../process/waits.ts';
import { emptyRecord } from '../read/rows.ts';
import { lookOf } from '../rules/index.ts';
import type { Person, Row, Snapshot, Task } from '../snapshot.ts';
import type { Day } from '../time/day.ts';

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
  /** What people know it by: the stage's name, else the request's. */
  readonly name: string;
  readonly from: Day;
  /** The day the plan comes to before anything moves: later than promised where it is broken already. */
  readonly planned: Day;
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
export const slipOf = (facts: Facts, item: Item, to: Day): Slip => {
  const { items, snapshot } = facts;
  const later = new Map<string, Ending>(items);
  later.set(item.id, endingOn(item, to, snapshot));
  const moves: Move[] = [];
  for (const waiting of waitingOn(item, items)) {
    const end = earliestEnd(waiting, { items, later }, snapshot);
    if (end === null || waiting.due === null || end <= waiting.due) continue;
    moves.push({ item: waiting, from: waiting.due, to: end });
    later.set(waiting.id, endingOn(waiting, end, snapshot));
  }
  return {
    item,
    from: item.due,
    to,
    moves,
    nodes: nodesOf(facts, [item, ...moves.map((move) => move.item)], later),
    told: toldOf(facts, item, to),
  };
};

/** The item's end as it would be with another due date; from the one it has, it has slipped. */
const endingOn = (item: Item, due: Day, snapshot: Snapshot): Ending => ({
  id: item.id,
  ...dueFacts(due, { open: item.open, urgent: item.urgent === true }, snapshot),
  plannedDue: item.due,
});

/** All that waits for an item, directly or through others, each after what it waits for; what waits for itself is left out. */
const waitingOn = ({ id: origin }: Item, items: ReadonlyMap<string, Item>): readonly Item[] => {
  const behind = (id: string) => items.get(id)?.blocks ?? [];
  const before = new Map<string, number>([[origin, 0]]);
  const seen = [origin];
  for (const id of seen) {
    for (const next of behind(id)) {
      if (!before.has(next)) seen.push(next);
      before.set(next, (before.get(next) ?? 0) + 1);
    }
  }
  const ready = [origin];
  for (const id of ready) {
    for (const next of behind(id)) {
      const left = (before.get(next) ?? 0) - 1;
      before.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return ready.slice(1).flatMap((id) => items.get(id) ?? []);
};

/**
 * The first day on which an item can end that waits for something moved: as long after its new start as it is planned
 * to take; where it has no start, that start itself. Null where it keeps its date. Days left free between departments
 * are used up first, as task.blocked has it.
 */
const earliestEnd = (
  waiting: Item,
  { items, later }: { readonly items: ReadonlyMap<string, Item>; readonly later: ReadonlyMap<string, Ending> },
  snapshot: Snapshot,
): Day | null => {
  const { calendar } = snapshot;
  const { start, dueEnd } = waiting;
  if (dueEnd === null || !hasYetToBegin(waiting)) return null;
  const held = heldUpBy(waiting, later, snapshot);
  // Held up longer by something that has not moved, it would be so anyway.
  if (!held || held.by === items.get(held.by.id)) return null;
  if (start === null) return held.earliestStart;
  const days = calendar.workdaysBetween(calendar.addWorkdays(start, 0), held.earliestStart);
  return days > 0 ? calendar.addWorkdays(dueEnd, days) : null;
};

/** The last day of some work as it is planned, and as it would be. */
interface End {
  readonly now: Day;
  readonly later: Day;
}

const endOf = ({ id, due }: Item, later: ReadonlyMap<string, Ending>): End[] =>
  due === null ? [] : [{ now: due, later: later.get(id)?.due ?? due }];

/** What the requests of what moved have promised, and whether it still holds. */
const nodesOf = (facts: Facts, moved: readonly Item[], later: ReadonlyMap<string, Ending>): NodeMove[] =>
  [...new Set(moved.map(({ request }) => request))].flatMap((id) => {
    const request = facts.flow.requests.get(id);
    if (!request || !facts.flow.matters.get(id)?.open) return [];
    const ends = moved.flatMap((item) => (item.request === id ? endOf(item, later) : []));
    return nodesOfRequest(facts, request, ends, later);
  });

const nodesOfRequest = (
  facts: Facts,
  request: Request,
  moved: readonly End[],
  later: ReadonlyMap<string, Ending>,
): NodeMove[] => {
  const { flow, snapshot } = facts;
  const { id, name, tasks, values } = request;
  const ends = tasks.flatMap((task) => (task.open ? endOf(task, later) : []));
  const work =
    ends.length === 0
      ? null
      : { now: Math.max(...ends.map((end) => end.now)), later: Math.max(...ends.map((end) => end.later)) };
  // What is late already ends today at the earliest.
  const over = work && { now: Math.max(work.now, snapshot.today), later: Math.max(work.later, snapshot.today) };
  const acceptedBy = (day: Day) => limitOf(request, day, snapshot.policy.acceptDays, facts);
  const accepted = work && { now: acceptedBy(work.now), later: acceptedBy(work.later) };

  const planned = (flow.stages.get(id) ?? []).flatMap((stage): NodeMove[] => {
    if (!stage.open || stage.due === null) return [];
    const about = { request: id, from: stage.due };
    if (stage.stage === 'acceptance')
      return [{ kind: 'acceptance', ...about, name, ...promised(stage.due, accepted, over) }];
    const passing = moved.filter((end) => passesStage(stage, end.now, end.later));
    return [
      {
        kind: 'stage',
        ...about,
        name: stage.name,
        planned: stage.due,
        to: Math.max(stage.due, ...passing.map((end) => end.later)),
      },
    ];
  });
  const isPlanned = planned.some(({ kind }) => kind === 'acceptance');
  const acceptance: NodeMove[] =
    accepted && snapshot.has.acceptance && !isPlanned
      ? [{ kind: 'acceptance', request: id, name, from: accepted.now, planned: accepted.now, to: accepted.later }]
      : [];
  const from = values.wantedFinish;
  const finish: NodeMove[] =
    from === null ? [] : [{ kind: 'wanted-finish', request: id, name, from, ...promised(from, over, over) }];
  return [...planned, ...acceptance, ...finish];
};

/**
 * What becomes of a promised day: it falls where what it waits for ends later than planned, and too late for it; and it has fallen
 * before where the work is planned to end after it.
 */
const promised = (day: Day, end: End | null, work: End | null): Pick<NodeMove, 'planned' | 'to'> => {
  const planned = end && work && work.now > day ? end.now : day;
  return { planned, to: end && end.later > end.now ? Math.max(planned, end.later) : planned };
};

/**
 * Whom the next sweep tells because of the date: those it tells with the date in the workbook, and not, or of something
 * else, without it.
 */
const toldOf = (facts: Facts, item: Item, to: Day): readonly Person[] => {
  const { snapshot } = facts;
  const today = snapshot.calendar.addWorkdays(snapshot.today, 0);
  const next = { ...snapshot, today };
  const before = noticesOf(today === snapshot.today ? facts : readFacts(next));
  const toldAnyway = new Set(before.filter((notice) => !isOwn(notice, item)).flatMap(peopleKeys));
  const told = new Set(
    noticesOf(readFacts(withDue(next, item, to))).flatMap((notice) =>
      [...notice.to, ...notice.cc].filter((person) => !toldAnyway.has(keyFor(notice, person))),
    ),
  );
  return [...snapshot.people.values()].filter((person) => told.has(person));
};

/** One change more of an item that has changed anyway is told under the same key. */
const isOwn = (notice: Notice, { id }: Item) => lookOf(notice) === 'changes' && notice.item === id;
const keyFor = ({ key }: Notice, { name }: Person) => `${key}\n${name}`;
const peopleKeys = (notice: Notice) => [...notice.to, ...notice.cc].map((person) => keyFor(notice, person));

/** The workbook as if somebody had typed another date: in the tracker where it has a column for that, else in the plan. */
const withDue = (snapshot: Snapshot, { id, tab }: Item, due: Day): Snapshot => {
  const { rows, tasks } = snapshot;
  const inTracker = snapshot.hasColumn('tracker', 'newDue');
  const column = inTracker ? 'tracker.newDue' : `${tab}.due`;
  const problems = snapshot.problems.filter((p) => p.item !== id || `${p.tab}.${p.column}` !== column);
  if (!inTracker) {
    const redated = (task: Task): Task => (task.id === id ? { ...task, values: { ...task.values, due } } : task);
    return { ...snapshot, tasks: tasks.map(redated), problems };
  }
  const at = rows.tracker.findIndex((row) => row.id === id);
  const row: Row<'tracker'> = rows.tracker[at] ?? {
    id,
    fresh: false,
    at: 0,
    values: { ...emptyRecord('tracker'), id },
  };
  const written = { ...row, values: { ...row.values, newDue: due } };
  const tracker = at < 0 ? [...rows.tracker, written] : rows.tracker.with(at, written);
  return { ...snapshot, rows: { ...rows, tracker }, problems };
};
