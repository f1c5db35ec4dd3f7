/** Checks of requests: a goal nobody can measure, a wanted date in the past, a review without its day or reason. */
import { isoOf } from '../../time/day.ts';
import { isMeasurable } from '../../wording/goal.ts';
import { dayOff, type RowCheck, undated } from './check.ts';
import { vague } from './promise.ts';

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
  undated('reviewedOn', 'reviewResult'),
  {
    code: 'unexplained',
    column: 'reviewReason',
    find: ({ reviewResult, reviewReason }) =>
      reviewResult === 'sent-back' && reviewReason === '' ? { what: 'reviewResult' } : null,
  },
  dayOff('wantedFinish'),
  vague('goal'),
  vague('expected'),
];
