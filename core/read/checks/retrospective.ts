/** Checks of improvements without an owner, and of lessons or archives that come before a pass. */
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

/** What was learnt is written down after a pass, and a request is archived after one, unless it was cancelled. */
export const tooEarly: SheetCheck = ({ rows, hasColumn }, report) => {
  if (!hasColumn('acceptance', 'result')) return;
  const known = new Set(rows.requests.flatMap(({ id, values: v }) => (v.cancelledOn === null ? [id] : [])));
  const passed = new Set(rows.acceptance.flatMap(({ values: v }) => (v.result === 'pass' ? [v.request] : [])));
  for (const row of rows.retrospective) {
    const { request } = row.values;
    if (known.has(request) && !passed.has(request)) {
      report('retrospective', row, 'request', 'too-early', { request });
    }
  }
  const archived = new Set<string>();
  for (const row of rows.archive) {
    const { request } = row.values;
    if (!known.has(request) || passed.has(request) || archived.has(request)) continue;
    archived.add(request);
    report('archive', row, 'request', 'too-early', { request });
  }
};
