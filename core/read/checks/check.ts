/** What a check is, of one row or of all rows, and the kinds of check that many tabs share. */
import { type Problem, type ProblemCode, type ProblemFacts, problemAt } from '../../problem.ts';
import { isGone, type Reach } from '../../reach.ts';
import type { Department, Person, Policy, RecordOf, WorkRows, WorkTab } from '../../snapshot.ts';
import type { Calendar } from '../../time/calendar.ts';
import { type Day, isoOf } from '../../time/day.ts';
import { hasPassed, type Moment } from '../../time/limit.ts';
import type { Nameless, RowNames } from '../named.ts';

/** What a check of one row may know besides the row. */
export interface CheckContext extends Omit<Moment, 'policy'> {
  readonly calendar: Calendar;
  readonly policy: Omit<Policy, RoleKeys>;
  /** Which columns the sheet has: nobody is asked for what they have no column for. */
  readonly hasColumn: (tab: WorkTab, column: string) => boolean;
  readonly reach: Reach;
  /** The plan of a tracked item, by id. */
  readonly planned: ReadonlyMap<string, RecordOf<'raci'>>;
  readonly departments: ReadonlyMap<string, Department>;
  readonly rows: WorkRows;
  /** Rows by what they are called; and the cells that were to name one and do not. */
  readonly names: RowNames;
  readonly nameless: readonly Nameless[];
}
type RoleKeys = { [K in keyof Policy]: Policy[K] extends Person | null ? K : never }[keyof Policy];

/**
 * One check of one row: facts when it finds something, null when all is well. It is left out where the sheet lacks its
 * column: nobody is asked for what they cannot fill in.
 */
export type RowCheck<K extends WorkTab, C extends ProblemCode = ProblemCode> = {
  readonly [Code in C]: {
    readonly code: Code;
    readonly column: keyof RecordOf<K> & string;
    readonly find: (values: RecordOf<K>, context: CheckContext) => ProblemFacts[Code] | null;
  };
}[C];

/** A check that sees all rows: of one id, of one request, of one chain. */
export type SheetCheck = (context: CheckContext, report: SheetReport) => void;
export type SheetReport = <C extends ProblemCode>(
  tab: WorkTab,
  row: { readonly at: number; readonly id: string },
  column: string,
  code: C,
  facts: ProblemFacts[C],
) => void;

export const reporter =
  (problems: Problem[]): SheetReport =>
  (tab, { at: row, id: item }, column, code, facts) => {
    problems.push(problemAt({ tab, row, column, item }, code, facts));
  };

export const dayOff = <K extends WorkTab>(column: keyof RecordOf<K> & string): RowCheck<K, 'day-off'> => ({
  code: 'day-off',
  column,
  find: (values, { calendar, today }) => {
    const day = values[column] as Day | null;
    if (day === null || calendar.isWorkday(day)) return null;
    const [before, after] = [calendar.workdayOnOrBefore(day), calendar.addWorkdays(day, 0)];
    return {
      date: isoOf(day),
      before: before > today ? isoOf(before) : null,
      after: before <= today && after > today ? isoOf(after) : null,
    };
  },
});

/** A day that lies before the one it has to follow. */
export const before = <K extends WorkTab>(
  column: keyof RecordOf<K> & string,
  earlier: keyof RecordOf<K> & string,
): RowCheck<K, 'date-order'> => ({
  code: 'date-order',
  column,
  find: (values) => {
    const [date, after] = [values[column] as Day | null, values[earlier] as Day | null];
    return date !== null && after !== null && date < after ? { date: isoOf(date), earlier, after: isoOf(after) } : null;
  },
});

/** Somebody who has left, and whom nobody covers for. */
export const inactive = <K extends WorkTab>(column: keyof RecordOf<K> & string): RowCheck<K, 'inactive-person'> => ({
  code: 'inactive-person',
  column,
  find: (values, { reach }) => {
    const who = values[column] as Person | null;
    return isGone(reach, who) ? { name: who.name } : null;
  },
});

/** What somebody entered without its day: until it is there, the day on which Baton first saw it counts. */
export const undated = <K extends WorkTab>(
  column: keyof RecordOf<K> & string,
  what: keyof RecordOf<K> & string,
): RowCheck<K, 'undated'> => ({
  code: 'undated',
  column,
  find: (values) => (values[column] === null && values[what] !== null && values[what] !== '' ? { what } : null),
});

export const isLate = (due: Day | null, context: CheckContext): boolean =>
  due !== null && hasPassed(context.calendar.addWorkdays(due, 0), context);

export const runChecks = <K extends WorkTab>(
  tab: K,
  checks: readonly RowCheck<K>[],
  context: CheckContext,
  unread: ReadonlySet<string>,
  report: SheetReport,
): void => {
  const possible = checks.filter(({ column }) => context.hasColumn(tab, column));
  for (const row of context.rows[tab]) {
    for (const { code, column, find } of possible) {
      const facts = find(row.values, context);
      if (facts && !unread.has(`${tab}.${row.at}.${column}`)) report(tab, row, column, code, facts);
    }
  }
};
