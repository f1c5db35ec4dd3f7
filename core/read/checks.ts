import type { Calendar } from '../calendar.ts';
import { type Day, isoOf } from '../day.ts';
import { hasPassed, type Moment } from '../limit.ts';
import type { Facts, Problem, ProblemCode } from '../problem.ts';
import { isGone, type Reach } from '../reach.ts';
import type { RecordOf, Row } from '../snapshot.ts';
import { isMeasurable } from './goal.ts';
import { vagueWords } from './vague.ts';

/** What a check of one row may know besides the row. */
interface CheckContext extends Moment {
  readonly calendar: Calendar;
  /** Which columns the sheet has: nobody is asked for what they have no column for. */
  readonly hasColumn: (tab: 'raci' | 'tracker', column: string) => boolean;
  readonly reach: Reach;
  /** The plan of a tracked item, by id. */
  readonly planned: ReadonlyMap<string, RecordOf<'raci'>>;
}

/** One check of one row: facts when it finds something, null when all is well. A new check is one entry in a list below. */
interface RowCheck<K extends 'requests' | 'raci' | 'tracker'> {
  readonly code: ProblemCode;
  readonly column: keyof RecordOf<K> & string;
  readonly find: (values: RecordOf<K>, context: CheckContext) => Facts | null;
}

const vague = <K extends 'requests' | 'raci' | 'tracker'>(column: keyof RecordOf<K> & string): RowCheck<K> => ({
  code: 'vague',
  column,
  find: (values) => {
    const words = vagueWords(String(values[column] ?? ''));
    return words.length > 0 ? { words } : null;
  },
});

const dayOff = <K extends 'requests' | 'raci' | 'tracker'>(column: keyof RecordOf<K> & string): RowCheck<K> => ({
  code: 'day-off',
  column,
  find: (values, { calendar }) => {
    const day = values[column] as Day | null;
    return day !== null && !calendar.isWorkday(day)
      ? { date: isoOf(day), before: isoOf(calendar.workdayOnOrBefore(day)) }
      : null;
  },
});

const RACI: readonly RowCheck<'raci'>[] = [
  {
    code: 'date-order',
    column: 'due',
    find: ({ start, due }) =>
      start !== null && due !== null && start > due ? { start: isoOf(start), due: isoOf(due) } : null,
  },
  dayOff('due'),
  vague('name'),
  vague('doneWhen'),
  vague('output'),
  {
    code: 'inactive-person',
    column: 'responsible',
    find: ({ responsible: who }, { reach }) => (isGone(reach, who) ? { name: who.name } : null),
  },
  {
    code: 'inactive-person',
    column: 'accountable',
    find: ({ accountable: who }, { reach }) => (isGone(reach, who) ? { name: who.name } : null),
  },
];

const isLate = (due: Day | null, context: CheckContext): boolean =>
  due !== null && hasPassed(context.calendar.addWorkdays(due, 0), context);

const TRACKER: readonly RowCheck<'tracker'>[] = [
  {
    code: 'done-without-output',
    column: 'output',
    find: ({ status, output }, { hasColumn }) =>
      status === 'done' && output === '' && hasColumn('tracker', 'output') ? {} : null,
  },
  {
    code: 'late-without-reason',
    column: 'reason',
    find: (values, context) => {
      const { status, reason, newDue, id } = values;
      // What may be done already is not late.
      if (status === null && !context.hasColumn('tracker', 'status')) return null;
      if (reason !== '' || status === 'done' || status === 'cancelled' || !context.hasColumn('tracker', 'reason'))
        return null;
      const due = newDue ?? context.planned.get(id)?.due ?? null;
      if (status !== 'delayed' && !isLate(due, context)) return null;
      return { due: due === null ? null : isoOf(due) };
    },
  },
  {
    code: 'progress-mismatch',
    column: 'progress',
    find: ({ status, progress }) => {
      if (progress === null || status === null || status === 'cancelled') return null;
      const wrong =
        (status === 'done' && progress < 1) ||
        (status !== 'done' && progress === 1) ||
        (status === 'not-started' && progress > 0);
      return wrong ? { status, progress: Math.round(progress * 100) } : null;
    },
  },
  {
    code: 'date-past',
    column: 'newDue',
    find: ({ newDue, status }, context) =>
      newDue !== null && status !== 'done' && status !== 'cancelled' && isLate(newDue, context)
        ? { date: isoOf(newDue) }
        : null,
  },
  dayOff('newDue'),
  vague('reason'),
];

const REQUESTS: readonly RowCheck<'requests'>[] = [
  {
    code: 'goal-not-measurable',
    column: 'goal',
    find: ({ goal }) => (goal !== '' && !isMeasurable(goal) ? {} : null),
  },
  {
    code: 'date-past',
    column: 'wantedFinish',
    find: ({ wantedFinish: date, submittedOn }, { today }) =>
      date !== null && date < (submittedOn ?? today) ? { date: isoOf(date) } : null,
  },
  dayOff('wantedFinish'),
  vague('goal'),
  vague('expected'),
];

const runChecks = <K extends 'requests' | 'raci' | 'tracker'>(
  tab: K,
  checks: readonly RowCheck<K>[],
  row: Row<K>,
  context: CheckContext,
  problems: Problem[],
) => {
  for (const { code, column, find } of checks) {
    const facts = find(row.values, context);
    if (facts) problems.push({ tab, row: row.at, column, code, item: row.id, facts });
  }
};

const duplicates = <K extends 'requests' | 'raci' | 'tracker' | 'escalations'>(
  tab: K,
  rows: readonly Row<K>[],
  problems: Problem[],
) => {
  const first = new Map<string, Row<K>>();
  for (const row of rows) {
    const earlier = first.get(row.id);
    if (row.id === '') problems.push({ tab, row: row.at, column: 'id', code: 'required', item: '', facts: {} });
    else if (!earlier) first.set(row.id, row);
    else {
      problems.push({
        tab,
        row: row.at,
        column: 'id',
        code: 'duplicate-id',
        item: row.id,
        facts: { id: row.id, row: earlier.at },
      });
    }
  }
};

/** Two rows that plan the same thing for the same person: usually a row pasted twice. */
const nearDuplicates = (rows: readonly Row<'raci'>[], problems: Problem[]) => {
  const first = new Map<string, Row<'raci'>>();
  for (const row of rows) {
    const { name, responsible, due, request } = row.values;
    if (!name || !responsible) continue;
    const key = `${name}\n${responsible.name}\n${due}\n${request}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, row);
    else
      problems.push({
        tab: 'raci',
        row: row.at,
        column: 'name',
        code: 'near-duplicate',
        item: row.id,
        facts: { other: earlier.id },
      });
  }
};

/** The item a predecessor names: its id, or a planner's "2fs" (finish to start) for item 2. */
export const predecessorId = (text: string, known: { has(id: string): boolean }): string | null => {
  if (known.has(text)) return text;
  // The lag goes first, then the kind of link: T-0002fs has no lag of -0002.
  for (const bare of [text, text.replace(/[+-]\d+[a-z]*$/i, '')]) {
    const id = bare.replace(/(?:fs|ss|ff|sf)$/i, '');
    for (const written of [id, id.toUpperCase()]) if (known.has(written)) return written;
  }
  return null;
};

/** Whose task it is: the department as planned, else the owner's. */
const departmentOf = ({ department, responsible }: RecordOf<'raci'>): string =>
  department || (responsible?.department ?? '');

/** Workdays to leave between another department's output and what waits for it. */
const BUFFER_WORKDAYS = 1;

/** Predecessors that are not there, that end after the task starts or just before it, or that wait for each other. */
const predecessors = (
  rows: readonly Row<'raci'>[],
  { planned, calendar, today }: Pick<CheckContext, 'planned' | 'calendar' | 'today'>,
  problems: Problem[],
) => {
  const waitsFor = new Map<string, string[]>();
  const waiting = new Map<string, Row<'raci'>>();
  for (const row of rows) {
    const { predecessors: named, start } = row.values;
    const department = departmentOf(row.values);
    if (named.length === 0) continue;
    const report = (code: ProblemCode, column: 'predecessors' | 'start', facts: Facts) =>
      problems.push({ tab: 'raci', row: row.at, column, code, item: row.id, facts });
    const found: string[] = [];
    for (const text of named) {
      const id = predecessorId(text, planned);
      if (id === null) {
        report('unknown-id', 'predecessors', { text });
        continue;
      }
      found.push(id);
      const before = planned.get(id)!;
      if (start === null || before.due === null) continue;
      const facts = { other: id, due: isoOf(before.due), start: isoOf(start) };
      // What has begun can no longer be moved apart.
      const elsewhere =
        department !== '' && departmentOf(before) !== '' && department !== departmentOf(before) && start > today;
      if (start <= before.due) report('before-predecessor', 'start', facts);
      else if (elsewhere && calendar.workdaysBetween(before.due, start - 1) < BUFFER_WORKDAYS) {
        report('short-buffer', 'start', facts);
      }
    }
    waitsFor.set(row.id, found);
    waiting.set(row.id, row);
  }
  for (const id of onCycles(waitsFor)) {
    const { at } = waiting.get(id)!;
    const facts = { ids: waitsFor.get(id)! };
    problems.push({ tab: 'raci', row: at, column: 'predecessors', code: 'cycle', item: id, facts });
  }
};

/** Every id that waits, through others, for itself (Tarjan's strongly connected components, without recursion). */
const onCycles = (waitsFor: ReadonlyMap<string, readonly string[]>): string[] => {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: string[] = [];
  for (const root of waitsFor.keys()) {
    if (index.has(root)) continue;
    const work: { id: string; next: number }[] = [{ id: root, next: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1]!;
      const { id } = frame;
      if (frame.next === 0) {
        index.set(id, index.size);
        low.set(id, index.get(id)!);
        stack.push(id);
        onStack.add(id);
      }
      const targets = waitsFor.get(id) ?? [];
      if (frame.next < targets.length) {
        const target = targets[frame.next++]!;
        if (!index.has(target)) work.push({ id: target, next: 0 });
        else if (onStack.has(target)) low.set(id, Math.min(low.get(id)!, index.get(target)!));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent) low.set(parent.id, Math.min(low.get(parent.id)!, low.get(id)!));
      if (low.get(id) !== index.get(id)) continue;
      const component: string[] = [];
      for (let member = ''; member !== id; ) {
        member = stack.pop()!;
        onStack.delete(member);
        component.push(member);
      }
      if (component.length > 1 || targets.includes(id)) found.push(...component);
    }
  }
  return found.sort();
};

interface CheckedRows {
  readonly requests: readonly Row<'requests'>[];
  readonly raci: readonly Row<'raci'>[];
  readonly tracker: readonly Row<'tracker'>[];
  readonly escalations: readonly Row<'escalations'>[];
  /** True when plan and progress stand in one sheet, where a row is both. */
  readonly oneSheet: boolean;
  /** Rows cannot be told apart: what follows from their ids is not checked. */
  readonly blind: boolean;
}

/** All checks over all rows. An edit and a sweep judge a row by this same function. */
export const checkRows = (rows: CheckedRows, context: CheckContext, problems: Problem[]): void => {
  for (const row of rows.requests) runChecks('requests', REQUESTS, row, context, problems);
  for (const row of rows.raci) runChecks('raci', RACI, row, context, problems);
  for (const row of rows.tracker) {
    runChecks('tracker', TRACKER, row, context, problems);
    if (row.id !== '' && !rows.blind && !context.planned.has(row.id)) {
      problems.push({
        tab: 'tracker',
        row: row.at,
        column: 'id',
        code: 'unknown-id',
        item: row.id,
        facts: { text: row.id },
      });
    }
  }
  duplicates('requests', rows.requests, problems);
  duplicates('raci', rows.raci, problems);
  if (!rows.oneSheet && !rows.blind) duplicates('tracker', rows.tracker, problems);
  duplicates('escalations', rows.escalations, problems);
  nearDuplicates(rows.raci, problems);
  predecessors(rows.raci, context, problems);
  if (rows.requests.length > 0) {
    const known = new Set(rows.requests.map((row) => row.id));
    for (const row of rows.raci) {
      const { request } = row.values;
      if (request !== '' && !known.has(request)) {
        problems.push({
          tab: 'raci',
          row: row.at,
          column: 'request',
          code: 'unknown-id',
          item: row.id,
          facts: { text: request },
        });
      }
    }
  }
};
