import { dayOff, inactive, type RowCheck, type SheetCheck } from './check.ts';

export const RETROSPECTIVE: readonly RowCheck<'retrospective'>[] = [
  {
    // An improvement is tracked like a task, so somebody answers for it.
    code: 'required',
    column: 'owner',
    find: ({ kind, owner }) => (kind === 'improvement' && owner === null ? {} : null),
  },
  dayOff('due'),
  inactive('owner'),
];

/** What was learnt is written down after a pass, and only then. */
export const tooEarly: SheetCheck = ({ rows, hasColumn }, report) => {
  if (!hasColumn('acceptance', 'result')) return;
  const known = new Set(rows.requests.map(({ id }) => id));
  const passed = new Set(rows.acceptance.flatMap(({ values: v }) => (v.result === 'pass' ? [v.request] : [])));
  for (const row of rows.retrospective) {
    const { request } = row.values;
    if (known.has(request) && !passed.has(request)) {
      report('retrospective', row, 'request', 'too-early', { request });
    }
  }
};
