/** All that is true today, under the names that rules read. */

import type { Item } from '../item.ts';
import { leaderOf } from '../people.ts';
import { hasNameless, unknownOwners, unreadCells } from '../problem.ts';
import { coveringOn, type Reach, reachingOn } from '../reach.ts';
import { emptyRecord } from '../read/rows.ts';
import { type Notified, readNotified } from '../record/notified.ts';
import { lastSweepOn } from '../record/run.ts';
import type { Person, RecordOf, Snapshot, StatusKey, Task } from '../snapshot.ts';
import { firstById, groupBy } from '../text/maps.ts';
import { isoOf } from '../time/day.ts';
import { type ToAmend, toAmend } from './amend.ts';
import { ASSIGNED, type Assigned, assignedTo, readAssigned } from './assigned.ts';
import { dueFactsOnce } from './due.ts';
import type { Duty } from './duty.ts';
import { type Clocks, clocksOf, type Episode, episodesOf } from './episodes.ts';
import { type Flow, readFlow } from './flow.ts';
import { helpCallsOf } from './help.ts';
import { type ManagersDay, managersDay } from './managers.ts';
import { isScopeLost, movementFacts } from './movement.ts';
import { quietTasks } from './quiet.ts';
import { type NextTask, nextTasks, withNextTasks, withSeries } from './recurring.ts';
import { isOver } from './requests.ts';
import { type Ruling, rulingsOf, toCarryOut } from './rulings.ts';
import { type Snooze, snoozesOn, withoutKnown } from './snooze.ts';
import { taskClocks } from './task-clock.ts';
import { TrackedItem } from './tracked.ts';
import { urgentRequests } from './urgency.ts';
import { decidingBy, owedBy, type PassedOn, passedOnBy, waitingFor } from './waiting.ts';
import { orderIn } from './waits.ts';
import { type Updates, updatesOf } from './week.ts';

/** All that is true today and that rules decide from. */
export interface Facts {
  /** With the tasks that are added today. */
  readonly snapshot: Snapshot;
  readonly items: ReadonlyMap<string, Item>;
  /** Tasks that repeat whose next row is to be there by now and is not. */
  readonly nextTasks: readonly NextTask[];
  /** The latest decision on each open task, by the task. */
  readonly rulings: ReadonlyMap<string, Ruling>;
  readonly notified: Notified;
  /** Requests, answers, signatures, meetings, disputes: where each stands and who owes what. */
  readonly flow: Flow;
  readonly clocks: Clocks;
  /** Every escalation that the ledger tells of, going on or over. */
  readonly episodes: readonly Episode[];
  /** Open items that wait for a person today, told or not; without those they asked not to be reminded of. */
  readonly waiting: ReadonlyMap<Person, readonly Item[]>;
  /** Duties that wait for a person today, in the same way. */
  readonly owed: ReadonlyMap<Person, readonly Duty[]>;
  /** What went on from a person to those who decide it now. */
  readonly passedOn: ReadonlyMap<Person, readonly PassedOn[]>;
  /** What is a person's to decide because it was brought to their level, the most urgent first. */
  readonly deciding: ReadonlyMap<Person, readonly string[]>;
  readonly toAmend: ToAmend;
  /** Who has yet to hear of a letter they got. */
  readonly assigned: Assigned;
  readonly updates: Updates;
  /** Open items by department. */
  readonly openIn: ReadonlyMap<string, readonly Item[]>;
  readonly managers: ManagersDay | null;
  /** Whom mail for somebody goes to today: the person, whoever covers, or nobody with the reason. */
  readonly reach: Reach;
  /** Those who get somebody else's mail today. */
  readonly covering: ReadonlySet<Person>;
  /** Who asked not to be reminded of what, and until when. */
  readonly snooze: Snooze;
}

/** The tasks that are in the workbook, and those that rules bring by today. */
const readTasks = (read: Snapshot, notified: Notified): Pick<Facts, 'snapshot' | 'items' | 'rulings' | 'nextTasks'> => {
  const there = readItems(read, notified);
  const added = nextTasks(read, there.items);
  const snapshot = withNextTasks(read, added);
  const { items, rulings } = added.length === 0 ? there : readItems(snapshot, notified);
  return { snapshot, items: withSeries(items, snapshot, added), rulings, nextTasks: added };
};

export const readFacts = (read: Snapshot): Facts => {
  const { today, people } = read;
  const notified = readNotified(read.ledger);
  const { snapshot, items, rulings, nextTasks } = readTasks(read, notified);
  const reach = reachingOn(today, people);
  const snooze = snoozesOn(today, notified);
  const flow = readFlow(snapshot, items, notified);
  const clocks = clocksOf(items, flow.duties);
  // Of tasks that cannot be told apart, or finished from open, nobody is told that they wait.
  const waiting = snapshot.blind ? new Map<string, Item>() : items;
  const openIn = groupBy(
    [...items.values()].filter(({ open }) => open),
    ({ department }) => department,
  );
  return {
    snapshot,
    items,
    nextTasks,
    rulings,
    notified,
    flow,
    clocks,
    episodes: episodesOf(notified, snapshot, {
      items,
      matters: flow.matters,
      clocks,
      isOver: (request) => isOver(flow.requests.get(request), flow.progress.get(request)),
    }),
    reach,
    covering: coveringOn(people.values(), reach),
    snooze,
    waiting: withoutKnown(waitingFor(waiting, { snapshot, reach }), (item, person) => snooze(item.id, person, null)),
    owed: withoutKnown(owedBy(flow.duties.values(), { snapshot, reach }), (duty, person) =>
      snooze(duty.item, person, isoOf(duty.since)),
    ),
    passedOn: passedOnBy(waiting, flow.duties.values(), { snapshot, reach }),
    deciding: withoutKnown(
      decidingBy(waiting, flow.duties.values(), (id) => flow.matters.get(id)?.open === true, { snapshot, reach }),
      (id, person) => snooze(id, person, null),
    ),
    toAmend: toAmend(flow, snapshot, notified, reach),
    assigned: readAssigned(items, snapshot, notified, reach),
    updates: updatesOf(items.values(), flow, snapshot),
    openIn,
    managers: managersDay(items, openIn, flow, snapshot, notified),
  };
};

const readItems = (snapshot: Snapshot, notified: Notified): Pick<Facts, 'items' | 'rulings'> => {
  const { today, state, rows, tasks, departments, policy } = snapshot;
  const plan = firstById(tasks);
  const tracked = firstById(rows.tracker);
  const unread = unreadCells(snapshot);
  const hasDue = snapshot.hasColumn('raci', 'due');
  const scopeLost = isScopeLost(snapshot);
  const lastSweep = lastSweepOn(snapshot);
  const urgentIds = urgentRequests(snapshot);
  const helps = helpCallsOf(rows.escalations, (id) => plan.get(id)?.values, notified, state, today);

  /** Its row in the tracker is one of those whose id cannot be read: what was read last holds. */
  const someNameless = hasNameless(snapshot.problems, (tab) => tab === 'tracker');
  const isLost = (id: string) => someNameless && !tracked.has(id) && (state.get(id)?.status ?? '') !== '';

  /** The tracker's row, with what was read last where its status cannot be read. */
  const progressOf = (id: string): RecordOf<'tracker'> | undefined => {
    const written = tracked.get(id)?.values;
    const before = state.get(id)?.status;
    if (isLost(id)) return { ...emptyRecord('tracker'), id, status: before as StatusKey };
    return written && before && unread.has(`tracker.status.${id}`)
      ? { ...written, status: before as StatusKey }
      : written;
  };
  const isClosed = (status: StatusKey | null | undefined) => status === 'done' || status === 'cancelled';
  const belongsToWhatIsOver = overTasks(snapshot);
  const orderOf = orderIn(plan, (task) => isClosed(progressOf(task.id)?.status) || belongsToWhatIsOver(task));
  const dueOf = dueFactsOnce(snapshot);
  const isOpen = (id: string): boolean => {
    const task = plan.get(id);
    return task !== undefined && !isClosed(progressOf(id)?.status) && !belongsToWhatIsOver(task);
  };
  const rulings = rulingsOf(rows.escalations, isOpen, snapshot);
  const clockOf = taskClocks(snapshot, notified);
  const quietOf = quietTasks(snapshot, notified);
  const leaderFor = (person: Person | null, department: string): Person | null =>
    leaderOf(person, departments) ?? departments.get(department)?.divisionLeader ?? null;

  const namesWhom = unknownOwners(snapshot);

  const itemOf = (planned: Task): Item => {
    const { id, tab, values } = planned;
    const before = state.get(id);
    const over = belongsToWhatIsOver(planned);
    const row = progressOf(id);
    const status = over && !isClosed(row?.status) ? 'cancelled' : (row?.status ?? 'not-started');
    // Called off and taken up again is movement, as if somebody had typed it.
    const kept = row ?? (over ? { ...emptyRecord('tracker'), id } : undefined);
    const progress = kept?.status === status ? kept : kept && { ...kept, status };
    const open = !isClosed(status);
    const ownStatus = over ? '' : (tracked.get(id)?.ownStatus ?? '');
    // In a sheet of ours an empty cell says that nothing has begun; a team's own says nothing by it.
    const saysNone = (row?.status ?? null) === null && (snapshot.oneSheet || ownStatus !== '');
    const urgent = urgentIds.has(values.request);
    const newDue = progress?.newDue ?? null;
    const planUnread = unread.has(`raci.due.${id}`) || (tab === 'raci' && !hasDue);
    const progressLost = isLost(id);
    const isDateUnread = unread.has(`tracker.newDue.${id}`) || (newDue === null && unread.has(`raci.due.${id}`));
    const unreadDue = progressLost || unread.has(`tracker.newDue.${id}`) || (newDue === null && planUnread);
    const writtenDue = unreadDue && before ? before.due : (newDue ?? values.due);
    const written = {
      plan: values,
      progress,
      due: writtenDue,
      status,
      scopeLost: scopeLost && tab === 'raci',
      progressLost,
    };
    const movement = movementFacts(written, before, lastSweep, today);
    const { responsible, accountable } = values;
    const { changedOn } = movement;
    const order = orderOf(id);
    const ruling = rulings.get(id);
    const decided =
      ruling === undefined
        ? null
        : toCarryOut(ruling, {
            open,
            due: writtenDue,
            responsible,
            status,
            changedOn,
            waitsFor: order.waitsFor,
            wasGiven: (to, since) => (notified.lastDay(ASSIGNED, id, assignedTo(to)) ?? -Infinity) >= since,
          });
    // What was decided holds from the day it was, whoever has yet to write it into the task's row.
    const due = dueOf(decided?.due ?? writtenDue, { open, urgent });
    const divisionLeader = leaderFor(responsible, values.department);
    // Of most workbooks nobody wants that, and there is one for each task.
    const quiet =
      policy.quietDays === 0
        ? null
        : quietOf({
            id,
            urgent,
            status,
            open,
            due: due.due,
            start: values.start,
            changedOn,
            updatedOn: progress?.updatedOn ?? null,
            waitsFor: order.waitsFor,
            unread: progressLost || isDateUnread,
            ruledOn: ruling?.on ?? null,
          });
    const clock = clockOf(
      {
        id,
        urgent,
        status,
        open,
        responsible,
        accountable,
        divisionLeader,
        due: due.due,
        dueEnd: due.dueEnd,
        late: due.late,
        quiet,
        changedOn,
        changes: movement.changes,
      },
      { before, ruling, help: helps.get(id) ?? null },
    );
    return new TrackedItem(planned, kept, order, due, movement, clock, {
      status,
      reminded: responsible ?? (namesWhom.has(id) ? null : (policy.keeper ?? policy.projectLead)),
      divisionLeader,
      over,
      hasStatus: over || !(unread.has(`tracker.status.${id}`) || saysNone),
      ownStatus,
      progressLost,
      urgent,
      writtenDue,
      decided,
      today,
    });
  };

  const items = new Map<string, Item>();
  for (const [id, row] of plan) items.set(id, itemOf(row));
  return { items, rulings };
};

/** What belongs to a request that was cancelled, or archived; what is to be done better the next time outlives the archive. */
const overTasks = ({ rows }: Snapshot): ((task: Task) => boolean) => {
  const cancelled = new Set(rows.requests.flatMap(({ id, values }) => (values.cancelledOn === null ? [] : [id])));
  const archived = new Set(rows.archive.flatMap(({ values }) => (values.archivedOn === null ? [] : [values.request])));
  return ({ tab, values: { request } }) =>
    cancelled.has(request) || (request !== '' && archived.has(request) && tab !== 'retrospective');
};
