/** Checks of meeting topics: research without a department or due on a day off, minutes approved with no outcome. */
import { dayOff, type RowCheck, type SheetCheck } from './check.ts';

export const TOPICS: readonly RowCheck<'topics'>[] = [
  {
    code: 'required',
    column: 'researchDepartment',
    find: ({ outcome, researchDepartment, answer }) =>
      outcome === 'research' && researchDepartment === '' && answer === '' ? {} : null,
  },
  dayOff('researchDue'),
];

/** Minutes are approved, and what a topic came to is not said. */
export const openTopics: SheetCheck = ({ rows, hasColumn }, report) => {
  if (!hasColumn('topics', 'outcome')) return;
  const approved = new Set(rows.meetings.flatMap(({ id, values }) => (values.approvedOn === null ? [] : [id])));
  for (const row of rows.topics) {
    const { meeting, outcome, consensus } = row.values;
    if (outcome === null && consensus === '' && approved.has(meeting))
      report('topics', row, 'outcome', 'topic-open', {});
  }
};
