import { isoOf } from '../../day.ts';
import { isMeasurable } from '../goal.ts';
import { dayOff, type RowCheck, vague } from './check.ts';

export const REQUESTS: readonly RowCheck<'requests'>[] = [
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
  {
    code: 'undated',
    column: 'reviewedOn',
    find: ({ reviewResult, reviewedOn }, { hasColumn }) =>
      reviewResult !== null && reviewedOn === null && hasColumn('requests', 'reviewedOn')
        ? { what: 'reviewResult' }
        : null,
  },
  {
    code: 'unexplained',
    column: 'reviewReason',
    find: ({ reviewResult, reviewReason }, { hasColumn }) =>
      reviewResult === 'sent-back' && reviewReason === '' && hasColumn('requests', 'reviewReason')
        ? { what: 'reviewResult' }
        : null,
  },
  dayOff('wantedFinish'),
  vague('goal'),
  vague('expected'),
];
