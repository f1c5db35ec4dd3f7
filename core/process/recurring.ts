/** Tasks that repeat: which of them is to be there by now, and the row that it gets. */
import type { Item, LeftOut, Repeating } from '../item.ts';
import { unreadCells } from '../problem.ts';
import { rhythmIn } from '../read/repeats.ts';
import { idSource } from '../read/rows.ts';
import { lastSweepOn } from '../record/run.ts';
import type { RecordOf, Row, Snapshot } from '../snapshot.ts';
import { firstById, push } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import { hasPassed } from '../time/limit.ts';
import {
  type AfterDone,
  type CalendarRhythm,
  dayAfterDone,
  daysOfRhythm,
  longestGap,
  nearTo,
  type Rhythm,
} from '../time/rhythm.ts';
import { type Slot, slotIn } from './slots.ts';
import { repeating } from './tracked.ts';

type Values = RecordOf<'raci'>;

/** A task that is to be there by now and has no row. */
export interface NextTask {
  readonly row: Row<'raci'>;
  readonly repeating: Repeating;
}

/** A row that has a rule, with the task that it is itself: the first of its series. */
interface Pattern {
  readonly id: string;
  readonly values: Values;
  readonly item: Item;
  readonly rhythm: Rhythm;
}

/** A row that was made for a series, be it there or deleted since. */
interface Made {
  readonly id: string;
  readonly day: Day;
}

interface Occurrence {
  /** The day that the rule gives, by which it is known; it is due on the workday that it is, or on the one after. */
  readonly day: Day;
  readonly due: Day;
  readonly leftOut: LeftOut | null;
}

/** Days off that one holiday may have, and some more. */
const HOLIDAY = 14;

/** What every row of a series is known by: as it was remembered, else by what the row says. */
const slotOfTask = ({ id, values: { series, due } }: Row<'raci'>, { state }: Pick<Snapshot, 'state'>): Slot | null =>
  slotIn(state.get(id)?.slot ?? '') ?? (series === '' || due === null ? null : { series, day: due });

/** The rows made for each series, the last one last: `_state` keeps their order, whatever people sort or delete. */
const madeIn = (snapshot: Snapshot, rows: ReadonlyMap<string, Row<'raci'>>): ReadonlyMap<string, readonly Made[]> => {
  const made = new Map<string, Made[]>();
  for (const [id, { slot, tab }] of snapshot.state) {
    const known = tab === 'raci' ? slotIn(slot) : null;
    if (known) push(made, known.series, { id, day: known.day });
  }
  // What came into the sheet by a sweep that remembered nothing of it, or by somebody's copying.
  for (const [id, row] of rows) {
    if (row.values.series === '' || (snapshot.state.get(id)?.slot ?? '') !== '') continue;
    const slot = slotOfTask(row, snapshot);
    if (slot) push(made, slot.series, { id, day: slot.day });
  }
  return made;
};

/** Rows with a rule that goes on: not called off, their request not over, and nothing in them that nobody can read. */
const patternsIn = (
  snapshot: Snapshot,
  rows: ReadonlyMap<string, Row<'raci'>>,
  items: ReadonlyMap<string, Item>,
): readonly Pattern[] => {
  const unread = unreadCells(snapshot);
  return [...rows.values()].flatMap(({ id, fresh, values }): Pattern[] => {
    if (values.repeats === '' || fresh) return [];
    const rhythm = rhythmIn(values.repeats);
    const item = items.get(id);
    if (!rhythm || !item || item.over || item.status === 'cancelled') return [];
    const isUnsure = unread.has(`raci.due.${id}`) || unread.has(`tracker.status.${id}`) || item.progressLost;
    return isUnsure ? [] : [{ id, values, item, rhythm }];
  });
};

const dueFor = (day: Day, { calendar }: Pick<Snapshot, 'calendar'>): Day => calendar.addWorkdays(day, 0);

/**
 * The one of a calendar's rhythm that is next today: the first whose day has not passed, the later of two that a holiday puts on
 * one workday. Null while the first of all has not passed, and where that one was made before, whatever became of it.
 */
const nextByCalendar = (
  rhythm: CalendarRhythm,
  { values, item }: Pattern,
  made: readonly Made[],
  snapshot: Snapshot,
): Occurrence | null => {
  const { calendar, today } = snapshot;
  const isPast = (day: Day) => hasPassed(dueFor(day, snapshot), snapshot);
  if (values.due !== null && !isPast(values.due)) return null;
  const first = values.due ?? item.seenOn;
  const near = nearTo(rhythm);
  const isMade = (day: Day) => made.some((other) => Math.abs(other.day - day) <= near);
  const lastSweep = lastSweepOn(snapshot);
  const from = Math.max(first, (lastSweep === -Infinity ? today : Math.min(today, lastSweep)) - 2 * HOLIDAY);
  const days = daysOfRhythm(rhythm, first, [from, today + longestGap(rhythm) + 2 * HOLIDAY], calendar);
  const isLastOnItsWorkday = (day: Day, i: number) => {
    const next = days[i + 1];
    return next === undefined || dueFor(next, snapshot) > dueFor(day, snapshot);
  };
  const single = days.filter(isLastOnItsWorkday);
  const day = single.find((one) => !isPast(one));
  if (day === undefined || isMade(day)) return null;
  const missed = single.filter((one) => isPast(one) && dueFor(one, snapshot) > lastSweep && !isMade(one));
  return { day, due: dueFor(day, snapshot), leftOut: lastSweep === -Infinity ? null : leftOutOf(missed) };
};

const leftOutOf = (days: readonly Day[]): LeftOut | null => {
  const [from] = days;
  const to = days[days.length - 1];
  return from === undefined || to === undefined ? null : { count: days.length, from, to };
};

/**
 * The next one after the last was done, or called off; one whose row was deleted counts as done on its day. What would have been due
 * before today is due today.
 */
const nextAfterDone = (
  rhythm: AfterDone,
  { id }: Pattern,
  made: readonly Made[],
  items: ReadonlyMap<string, Item>,
  snapshot: Snapshot,
): Occurrence | null => {
  const last = made[made.length - 1] ?? { id, day: null };
  const item = items.get(last.id);
  if (item?.open || item?.progressLost) return null;
  const doneOn = item ? item.changedOn : last.day;
  if (doneOn === null) return null;
  const day = Math.max(dayAfterDone(rhythm, doneOn, snapshot.calendar), snapshot.today);
  const due = dueFor(day, snapshot);
  return { day, due: hasPassed(due, snapshot) ? snapshot.calendar.addWorkdays(due, 1) : due, leftOut: null };
};

/** What people plan for each of them is as in the row that has the rule; what it waited for was the first one's own. */
const valuesOf = ({ id: series, values: v }: Pattern, id: string, due: Day, start: Day | null): Values => ({
  ...v,
  id,
  series,
  start,
  due,
  repeats: '',
  predecessors: [],
});

/** As many workdays before the due date as in the row that has the rule. */
const startFor = ({ values: { start, due } }: Pattern, to: Day, { calendar }: Snapshot): Day | null =>
  start === null || due === null || start > due
    ? null
    : calendar.addWorkdays(to, -calendar.workdaysBetween(start, due));

const placeOf = ({ name, responsible, due }: Values): string =>
  `${normal(name)}\n${responsible?.name ?? ''}\n${due ?? ''}`;

/**
 * The tasks that rules bring by today and that have no row: of each rule one at most, `repeatDays` workdays before it is due or when
 * it is to begin, and no sooner than the one before it has passed. A day for which there was a row brings no other, be it moved,
 * cancelled or deleted; nor one for which somebody wrote the same task.
 */
export const nextTasks = (snapshot: Snapshot, items: ReadonlyMap<string, Item>): readonly NextTask[] => {
  const { hasColumn, blind, rows, calendar, policy, today, state } = snapshot;
  const isRemembered = hasColumn('_state', 'slot') || hasColumn('raci', 'series');
  if (blind || !isRemembered || !hasColumn('raci', 'repeats')) return [];
  // Of most workbooks nothing repeats.
  if (!rows.raci.some(({ values }) => values.repeats !== '')) return [];
  const own = firstById(rows.raci);
  const patterns = patternsIn(snapshot, own, items);
  if (patterns.length === 0) return [];
  const made = madeIn(snapshot, own);
  const there = new Set(rows.raci.map(({ values }) => placeOf(values)));
  const nextId = idSource('raci', () => [
    ...rows.raci.map(({ id }) => id),
    ...rows.tracker.map(({ id }) => id),
    ...state.keys(),
  ]);
  return patterns.flatMap((pattern): NextTask[] => {
    const { id: series, rhythm, values } = pattern;
    const before = made.get(series) ?? [];
    const next =
      rhythm.every === 'done'
        ? nextAfterDone(rhythm, pattern, before, items, snapshot)
        : nextByCalendar(rhythm, pattern, before, snapshot);
    if (next === null) return [];
    const start = startFor(pattern, next.due, snapshot);
    const addedOn = Math.min(start ?? next.due, calendar.addWorkdays(next.due, -policy.repeatDays));
    if (addedOn > today || there.has(placeOf({ ...values, due: next.due }))) return [];
    there.add(placeOf({ ...values, due: next.due }));
    const id = nextId();
    return [
      {
        row: { id, fresh: false, at: 0, values: valuesOf(pattern, id, next.due, start) },
        repeating: { series, day: next.day, rule: values.repeats, leftOut: next.leftOut },
      },
    ];
  });
};

/** Items with what they are of a task that repeats: those that are added today among them. */
export const withSeries = (
  items: ReadonlyMap<string, Item>,
  snapshot: Snapshot,
  added: readonly NextTask[],
): ReadonlyMap<string, Item> => {
  const { rows, hasColumn } = snapshot;
  if (!hasColumn('raci', 'repeats')) return items;
  const fresh = new Map(added.map(({ row, repeating }) => [row.id, repeating]));
  const repeated = new Map<string, Repeating>();
  const rules = new Map<string, string>();
  for (const { id, values } of rows.raci) if (values.repeats !== '' && !rules.has(id)) rules.set(id, values.repeats);
  for (const row of rows.raci) {
    const slot = repeated.has(row.id) ? null : slotOfTask(row, snapshot);
    if (!slot) continue;
    repeated.set(row.id, fresh.get(row.id) ?? { ...slot, rule: rules.get(slot.series) ?? '', leftOut: null });
  }
  if (repeated.size === 0) return items;
  return new Map([...items].map(([id, item]) => [id, withRepeats(item, repeated.get(id))]));
};

const withRepeats = (item: Item, repeats: Repeating | undefined): Item => (repeats ? repeating(item, repeats) : item);

/** The workbook as it is once these rows are there: they are judged in the sweep that adds them. */
export const withNextTasks = (snapshot: Snapshot, added: readonly NextTask[]): Snapshot => {
  if (added.length === 0) return snapshot;
  const fresh = added.map(({ row }) => row);
  return {
    ...snapshot,
    rows: { ...snapshot.rows, raci: [...snapshot.rows.raci, ...fresh] },
    tasks: [...snapshot.tasks, ...fresh.map((row) => ({ ...row, tab: 'raci' as const }))],
  };
};
