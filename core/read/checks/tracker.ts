/** Checks of progress: done without output, late without a reason, a status that its percentage contradicts. */
import { isoOf } from '../../time/day.ts';
import { dayOff, isLate, type RowCheck } from './check.ts';
import { vague } from './promise.ts';

export const TRACKER: readonly RowCheck<'tracker'>[] = [
  {
    code: 'done-without-output',
    column: 'output',
    find: ({ status, output }) => (status === 'done' && output === '' ? {} : null),
  },
  {
    code: 'late-without-reason',
    column: 'reason',
    find: (values, context) => {
      const { status, reason, newDue, id } = values;
      // What may be done already is not late.
      if (status === null && !context.hasColumn('tracker', 'status')) return null;
      if (reason !== '' || status === 'done' || status === 'cancelled') return null;
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
