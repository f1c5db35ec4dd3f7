import { type Day, isoOf } from './day.ts';
import { fingerprintOf, progressFingerprint } from './fingerprint.ts';
import type { Change, Court, Item } from './item.ts';
import { hasPassed } from './limit.ts';
import type { ProblemCode } from './problem.ts';
import { type Reach, reachingOn } from './reach.ts';
import { predecessorId } from './read/checks.ts';
import type { ItemState, Person, Policy, RecordOf, Row, Snapshot, StatusKey } from './snapshot.ts';
import { readTold, type Told } from './told.ts';

/** All that is true today and that rules decide from. */
export interface Facts {
  readonly snapshot: Snapshot;
  readonly items: ReadonlyMap<string, Item>;
  readonly told: Told;
  /** Open items that wait for a person today, told or not. */
  readonly waiting: ReadonlyMap<Person, readonly Item[]>;
  /** Whom mail for somebody goes to today: the person, whoever covers, or nobody with the reason. */
  readonly reach: Reach;
}

/** What an item's row in `_state` should say, apart from what the plan adds (court, next). */
const movement = (
  state: ItemState | undefined,
  fingerprint: string,
  updatedOn: Day | null,
  lastRun: Day,
  today: Day,
) => {
  if (!state || state.seenOn === null) return { seenOn: today, changedOn: today };
  if (state.fingerprint === fingerprint) return { seenOn: state.seenOn, changedOn: state.changedOn ?? state.seenOn };
  // Nobody saw the edit. The row's own date is believed where it lies between the last sweep and today.
  const changedOn = updatedOn !== null && updatedOn >= lastRun && updatedOn <= today ? updatedOn : today;
  return { seenOn: state.seenOn, changedOn };
};

const SCOPE = ['name', 'output', 'doneWhen'] as const;
const scopeFingerprint = (values: RecordOf<'raci'>): string =>
  fingerprintOf(SCOPE.map((key) => values[key]).join('\uffff'));

const changesOf = (
  state: ItemState | undefined,
  now: { due: Day | null; owner: string; scope: string; status: string; name: string },
): Change[] => {
  if (!state || state.seenOn === null) return [];
  const changes: Change[] = [];
  const iso = (day: Day | null) => (day === null ? '' : isoOf(day));
  if (state.due !== now.due) changes.push({ kind: 'due', from: iso(state.due), to: iso(now.due) });
  if (state.owner !== now.owner && now.owner !== '') changes.push({ kind: 'owner', from: state.owner, to: now.owner });
  if (state.scope !== now.scope) changes.push({ kind: 'scope', from: '', to: now.name });
  const stopped = (status: string) => status === 'delayed' || status === 'blocked';
  if (stopped(now.status) && state.status !== now.status)
    changes.push({ kind: 'delayed', from: state.status, to: now.status });
  return changes;
};

const push = (lists: Map<string, string[]>, key: string, value: string): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};

/** The latest decision on each item's escalation; without a date it counts for the escalation it answers. */
const rulingsOf = (rows: readonly Row<'escalations'>[]) => {
  const rulings = new Map<string, { readonly on: Day | null; readonly openedOn: Day | null }>();
  for (const { values } of rows) {
    const { item, decision, decidedOn: on, openedOn } = values;
    if (decision === '' || item === '') continue;
    const before = rulings.get(item);
    if (!before || (on ?? openedOn ?? 0) >= (before.on ?? before.openedOn ?? 0)) rulings.set(item, { on, openedOn });
  }
  return rulings;
};
/**
 * Cells of status and date that say something nobody can read, as tab.column.item: until they are mended, what was
 * read last holds. A slip of the pen is the keeper's, and must not reopen what is done or stop what escalates.
 */
const unreadOf = ({ problems }: Snapshot): ReadonlySet<string> =>
  new Set(
    problems.flatMap(({ tab, column, item, code }) => (UNREAD.has(code) && item ? [`${tab}.${column}.${item}`] : [])),
  );

const UNREAD: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unknown-option',
  'not-a-date',
  'no-cached-value',
  'cell-error',
]);

export const readFacts = (snapshot: Snapshot): Facts => {
  const { calendar, policy, today, state, rows, departments } = snapshot;
  const told = readTold(snapshot.ledger);
  // Only finished ones: the sweep that asks has a row there already, its claim.
  const finished = snapshot.runs.filter(({ status }) => status === 'done');
  const lastRun = finished.reduce((last, run) => Math.max(last, run.day ?? last), Number.NEGATIVE_INFINITY);
  const progress = new Map<string, RecordOf<'tracker'>>();
  for (const { id, values } of rows.tracker) if (!progress.has(id)) progress.set(id, values);
  const plan = new Map<string, Row<'raci'>>();
  for (const row of rows.raci) if (!plan.has(row.id)) plan.set(row.id, row);

  const closed = (id: string) => {
    const status = progress.get(id)?.status;
    return status === 'done' || status === 'cancelled';
  };
  const waitsFor = new Map<string, string[]>();
  const blocks = new Map<string, string[]>();
  for (const [id, { values }] of plan) {
    if (values.predecessors.length === 0 || closed(id)) continue;
    for (const text of values.predecessors) {
      const before = predecessorId(text, plan);
      if (before === null || before === id || closed(before)) continue;
      push(waitsFor, id, before);
      push(blocks, before, id);
    }
  }

  const rulings = rulingsOf(rows.escalations);
  const leaders = (person: Person | null, department: string): Person | null =>
    departments.get(person?.department ?? '')?.divisionLeader ?? departments.get(department)?.divisionLeader ?? null;

  const unread = unreadOf(snapshot);
  const itemOf = ({ id, values }: Row<'raci'>): Item => {
    const before = state.get(id);
    const written = progress.get(id);
    const unreadStatus = written && before?.status && unread.has(`tracker.status.${id}`);
    const now = unreadStatus ? { ...written, status: before.status as StatusKey } : written;
    const status = now?.status ?? 'not-started';
    const open = status !== 'done' && status !== 'cancelled';
    const fingerprint = progressFingerprint(now);
    const scope = scopeFingerprint(values);
    const { seenOn, changedOn } = movement(before, fingerprint, now?.updatedOn ?? null, lastRun, today);
    const unreadDue = unread.has(`tracker.newDue.${id}`) || (!now?.newDue && unread.has(`raci.due.${id}`));
    const due = unreadDue && before ? before.due : (now?.newDue ?? values.due);
    const dueEnd = due === null ? null : calendar.addWorkdays(due, 0);
    const late = open && dueEnd !== null && hasPassed(dueEnd, snapshot);
    const owner = values.responsible?.name ?? '';
    const changes = changesOf(before, { due, owner, scope, status, name: values.name });

    // In a court: the clock counts from the last change or from when it came there, whichever is later.
    const stopped = status === 'delayed' || status === 'blocked' ? status : null;
    const court: Court = open ? (late ? 'late' : stopped) : null;
    let since: Day | null = null;
    if (court !== null) {
      since = stopped ? changedOn : Math.max(changedOn, dueEnd!);
      if (changes.some((change) => change.kind === 'owner')) since = Math.max(since, today);
      else if (before?.since) since = Math.max(since, before.since);
      // A written decision is movement; one without a date ends the clock it was asked for.
      const ruling = rulings.get(id);
      if (ruling?.on) since = Math.max(since, ruling.on);
      else if (ruling && (ruling.openedOn ?? 0) >= since) since = null;
    }

    const step = since === null ? null : told.last('task.stuck', id, isoOf(since));
    const level = (step?.step ?? 0) as 0 | 1 | 2;
    const leader = leaders(values.responsible, values.department);
    const escalatesOn =
      since === null || level === 2
        ? null
        : level === 1
          ? calendar.addWorkdays(step!.day, policy.executiveDays)
          : calendar.addWorkdays(since, policy.stuckDays);
    const next = level === 0 ? [values.accountable, leader] : [policy.executive];
    return {
      id,
      name: values.name,
      department: values.department || (values.responsible?.department ?? ''),
      responsible: values.responsible,
      accountable: values.accountable,
      supporting: values.supporting,
      consulted: values.consulted,
      informed: values.informed,
      divisionLeader: leader,
      status,
      open,
      progress: now?.progress ?? null,
      output: values.output,
      evidence: now?.output ?? '',
      doneWhen: values.doneWhen,
      risk: now?.risk ?? '',
      reason: now?.reason ?? '',
      updatedOn: now?.updatedOn ?? null,
      start: values.start,
      plannedDue: values.due,
      newDue: now?.newDue ?? null,
      due,
      dueEnd,
      late,
      daysLate: late ? calendar.workdaysBetween(dueEnd!, today) : 0,
      daysLeft: dueEnd === null ? null : calendar.workdaysBetween(today, dueEnd),
      court,
      fingerprint,
      scope,
      seenOn,
      changedOn,
      since,
      level,
      levelOn: step?.day ?? null,
      escalatedOn: since === null ? null : told.dayOf('task.stuck', id, isoOf(since), 1),
      escalatesOn,
      escalatesTo: escalatesOn === null ? [] : [...new Set(next.filter((person) => person !== null))],
      blocks: blocks.get(id) ?? [],
      waitsFor: waitsFor.get(id) ?? [],
      changes,
      revision: (before?.revision ?? 0) + (changes.length > 0 ? 1 : 0),
    };
  };

  const items = new Map<string, Item>();
  for (const [id, row] of plan) items.set(id, itemOf(row));
  const reach = reachingOn(today, snapshot.people);
  return { snapshot, items, told, reach, waiting: waitingFor(items, policy, reach) };
};

/**
 * Whose move an open item is: the owner's when it is late or soon due; after an escalation also theirs who were
 * asked to help. By the person whom mail reaches, so that a delegate finds what they cover.
 */
export const waitingFor = (
  items: ReadonlyMap<string, Item>,
  { remindDays, executive }: Pick<Policy, 'remindDays' | 'executive'>,
  reach: Reach,
): Map<Person, Item[]> => {
  const waiting = new Map<Person, Item[]>();
  for (const item of items.values()) {
    if (!item.open) continue;
    const near = item.late || (item.daysLeft !== null && item.daysLeft <= remindDays);
    const asked = item.court !== null && item.level >= 1;
    if (!near && !asked) continue;
    const movers = new Set<Person>();
    for (const person of [
      near && item.responsible,
      asked && item.accountable,
      asked && item.divisionLeader,
      asked && item.level === 2 && executive,
    ]) {
      const reached = person ? reach(person) : null;
      if (reached && 'person' in reached) movers.add(reached.person);
    }
    for (const person of movers) {
      const own = waiting.get(person);
      if (own) own.push(item);
      else waiting.set(person, [item]);
    }
  }
  return waiting;
};
