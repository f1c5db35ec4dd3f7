/** What the sheet's checks would say of a row once the answer is written. */

import { sayProblem } from '../messages/index.ts';
import type { Facts } from '../process/facts.ts';
import { rowProblems } from '../read/checks/index.ts';
import { rowNames } from '../read/named.ts';
import { emptyRecord } from '../read/rows.ts';
import type { RecordOf, WorkTab } from '../snapshot.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import type { Asked } from './about.ts';

const contextOf = ({ snapshot, reach }: Facts) => ({
  calendar: snapshot.calendar,
  policy: snapshot.policy,
  today: snapshot.today,
  minute: snapshot.minute,
  hasColumn: snapshot.hasColumn,
  planned: new Map(snapshot.tasks.map(({ id, values }) => [id, values])),
  departments: snapshot.departments,
  rows: snapshot.rows,
  names: rowNames(snapshot.rows),
  nameless: [],
  reach,
});

/** What a check would say of the row as it would be, by the same functions that judge an edit: a line for each finding, of one column where it is given. */
export const hints = <K extends WorkTab>(
  { facts, reader, id }: Asked,
  tab: K,
  values: Partial<RecordOf<K>>,
  column: string | null = null,
): readonly Line[] => {
  const row = facts.snapshot.rows[tab].find((other) => other.id === id)?.values ?? { ...emptyRecord(tab), id };
  const found = rowProblems(tab, { ...row, ...values } as RecordOf<K>, contextOf(facts));
  return found
    .filter((problem) => column === null || problem.column === column)
    .map((problem) => [oneLine(sayProblem(problem, reader.locale, reader.today, reader.policy.locale))]);
};
