/** What department heads and division leaders see of their week. */

import type { Clock, Item } from '../item.ts';
import { distinct } from '../people.ts';
import { noticeKey } from '../record/key.ts';
import type { Notified } from '../record/notified.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { ensure, push } from '../text/maps.ts';
import { type Day, isoOf, mondayOf } from '../time/day.ts';
import type { Duty } from './duty.ts';
import type { Flow } from './flow.ts';
import { type Neighbours, whenOf } from './held.ts';
import type { Meeting } from './meetings.ts';
import { isStopped } from './movement.ts';
import { weekdayIn } from './week.ts';

/** In what office somebody gets the week of their departments. */
export type Office = 'department-head' | 'division-leader' | 'executive';

/** A head's department, or all departments under a division leader; both for somebody who is both. */
interface Manager {
  readonly person: Person;
  readonly offices: Set<Office>;
  readonly departments: Set<string>;
}

/** What a manager needs to see of a week. Ids of tasks and of matters, the worst or the next first. */
export interface Overview extends Manager {
  /** Waits for this very person to judge it, or was escalated to them. */
  readonly decisions: readonly string[];
  /** Past due, or owed by somebody of the departments who is late; without the decisions. */
  readonly late: readonly string[];
  /** Open and not late: with a risk written down, standing still, waiting for something late, or near and not begun. */
  readonly risks: readonly string[];
  /** Due until the end of next week; without the risks. */
  readonly next: readonly string[];
  readonly meetings: readonly string[];
  /** The meeting this prepares: that day's, else the weekly meeting to come. */
  readonly meeting: Meeting | null;
  /** What was agreed in the meetings before it, and what of that is still open. */
  readonly actions: readonly string[];
  readonly openActions: readonly string[];
  /** Tasks of the departments that are overdue; and how many were when the person got their week before; null where nobody knows. */
  readonly overdue: number;
  readonly overdueBefore: number | null;
}

export interface ManagersDay {
  /** The workday of this week on which managers get their overview. */
  readonly on: Day;
  readonly overviews: readonly Overview[];
}

/** Workdays before its due date from which a task that nobody began is a risk. */
const NEAR = 5;

/** Null before the managers' day of the week, and in a week without one. */
export const managersDay = (
  items: ReadonlyMap<string, Item>,
  openIn: ReadonlyMap<string, readonly Item[]>,
  flow: Flow,
  snapshot: Snapshot,
  notified: Notified,
): ManagersDay | null => {
  const { today, policy } = snapshot;
  const on = weekdayIn(mondayOf(today), policy.managerDay, snapshot);
  if (on === null || today < on) return null;
  const week = weekOf(items, openIn, flow, snapshot);
  const overviews = managersOf(snapshot).map((manager) => ({
    ...overviewOf(manager, week),
    overdueBefore: overdueBefore(manager.person, on, notified),
  }));
  return { on, overviews };
};

/** The rule that tells it, and its step. */
export const WEEK = { rule: 'digest.manager', step: 1 } as const;

const overdueBefore = ({ name }: Person, on: Day, notified: Notified): number | null => {
  const before = [...notified.datesOf(WEEK.rule, name)].filter((date) => date < isoOf(on)).sort();
  const note = notified.noteOf(noticeKey(WEEK.rule, name, before.pop() ?? '', WEEK.step));
  return typeof note?.facts.overdue === 'number' ? note.facts.overdue : null;
};

/** Heads, division leaders and the executive in the order of the departments, each once. */
const managersOf = ({ departments, policy }: Snapshot): Manager[] => {
  const managers = new Map<Person, Manager>();
  const add = (person: Person | null, office: Office, department: string) => {
    if (person === null) return;
    const held = ensure(managers, person, () => ({ person, offices: new Set(), departments: new Set() }));
    held.offices.add(office);
    held.departments.add(department);
  };
  for (const { name, head, divisionLeader } of departments.values()) {
    add(head, 'department-head', name);
    add(divisionLeader, 'division-leader', name);
    add(policy.executive, 'executive', name);
  }
  return [...managers.values()];
};

/** What all overviews of one day are taken from. */
interface Week {
  readonly snapshot: Snapshot;
  readonly items: ReadonlyMap<string, Item>;
  /** Open tasks by department. */
  readonly openIn: ReadonlyMap<string, readonly Item[]>;
  /** Duties that are late, by the department of those who owe them. */
  readonly lateIn: ReadonlyMap<string, readonly Duty[]>;
  /** What waits for somebody's judgement, or stands at their level: ids of duties, then of tasks. */
  readonly decisions: ReadonlyMap<Person, readonly string[]>;
  /** To come and not called off, by date and time. */
  readonly meetings: readonly Meeting[];
  readonly neighbours: Neighbours;
  /** Whether one of these departments takes part: listed by this workbook's people, or with a task in it. */
  readonly takesPart: (departments: ReadonlySet<string>) => boolean;
  /** Its last day. */
  readonly end: Day;
}

const weekOf = (
  items: ReadonlyMap<string, Item>,
  openIn: ReadonlyMap<string, readonly Item[]>,
  { duties, matters, meetings, neighbours }: Flow,
  snapshot: Snapshot,
): Week => {
  const decisions = new Map<Person, string[]>();
  const lateIn = new Map<string, Duty[]>();
  for (const duty of [...duties.values()].flat()) {
    if (!matters.get(duty.item)?.open) continue;
    const judges = duty.waiting && duty.since <= snapshot.today ? duty.who : [];
    for (const person of distinct([...judges, ...askedToday(duty)])) push(decisions, person, duty.item);
    if (duty.phase !== 'late') continue;
    for (const department of new Set(distinct(duty.who).map((owner) => owner.department))) {
      push(lateIn, department, duty);
    }
  }
  for (const item of items.values()) {
    for (const person of askedToday(item)) push(decisions, person, item.id);
  }
  const end = mondayOf(snapshot.today) + 13;
  const working = new Set([...items.values()].map(({ department }) => department));
  const takes = (name: string) => working.has(name) || snapshot.departments.get(name)?.shared === false;
  return {
    snapshot,
    items,
    openIn,
    lateIn,
    decisions,
    meetings: [...meetings.values()]
      .filter(({ values: { date }, over, closed }) => date !== null && date <= end && !over && !closed)
      .sort((a, b) => whenOf(a) - whenOf(b)),
    neighbours,
    takesPart: (departments) => [...departments].some(takes),
    end,
  };
};

const overviewOf = (manager: Manager, week: Week): Omit<Overview, 'overdueBefore'> => {
  const { person, departments } = manager;
  const { snapshot, items, end, neighbours } = week;
  const { today } = snapshot;
  const open = [...departments].flatMap((department) => week.openIn.get(department) ?? []);
  const owed = [...departments].flatMap((department) => week.lateIn.get(department) ?? []);
  const decisions = new Set(week.decisions.get(person));
  const late = [
    ...open.filter((item) => item.late).map(({ id, daysLate }) => ({ id, daysLate })),
    ...owed.map(({ item: id, daysLate }) => ({ id, daysLate })),
  ].sort((a, b) => b.daysLate - a.daysLate);
  const ahead = open.filter((item) => !item.late).sort((a, b) => (a.due ?? end) - (b.due ?? end));
  const risks = new Set(ahead.filter((item) => isRisk(item, items)));
  const isEverybodys = week.takesPart(departments);
  const own = week.meetings.filter((meeting) => concerns(meeting, manager, isEverybodys));
  const meeting =
    own.find(({ values }) => values.date === today) ?? own.find(({ values }) => values.kind === 'weekly') ?? null;
  const actions = meeting ? neighbours.before(meeting.id).flatMap((held) => idsOf(held.actions)) : [];
  return {
    ...manager,
    decisions: [...decisions],
    late: [...new Set(late.map(({ id }) => id))].filter((id) => !decisions.has(id)),
    risks: idsOf([...risks]).filter((id) => !decisions.has(id)),
    next: idsOf(ahead.filter((item) => item.due !== null && item.due <= end && !risks.has(item))),
    meetings: idsOf(own.filter((each) => each !== meeting)),
    meeting,
    actions,
    openActions: actions.filter((id) => items.get(id)?.open),
    overdue: open.filter((item) => item.late).length,
  };
};

const idsOf = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id);

/** Those at whose level it stands, the one it reaches today included. */
const askedToday = ({ stuck, nextLevel, level, asked }: Clock): readonly Person[] => {
  const reached = stuck ? nextLevel : level;
  return reached === 0 ? [] : asked[reached];
};

const isRisk = (item: Item, items: ReadonlyMap<string, Item>): boolean =>
  item.risk !== '' ||
  isStopped(item.status) ||
  (item.status === 'not-started' &&
    (item.hasStatus || item.ownStatus === '') &&
    item.daysLeft !== null &&
    item.daysLeft <= NEAR) ||
  item.waitsFor.some((id) => items.get(id)?.late);

/** A meeting of these departments or with this person; one that names neither is for all who take part. */
const concerns = ({ values, invited }: Meeting, { person, departments }: Manager, takesPart: boolean): boolean =>
  invited.includes(person) ||
  values.departments.some((department) => departments.has(department)) ||
  (takesPart && values.departments.length === 0 && values.deciders.length + values.executors.length === 0);
