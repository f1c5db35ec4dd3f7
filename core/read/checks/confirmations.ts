/** Checks of departments' answers: unexplained, without a lead, dates out of order, given twice. */
import type { Row } from '../../snapshot.ts';
import { before, inactive, type RowCheck, type SheetCheck } from './check.ts';

export const CONFIRMATIONS: readonly RowCheck<'confirmations'>[] = [
  {
    // "Can do" needs no words; what is to change, and why it cannot be done, does.
    code: 'unexplained',
    column: 'adjustment',
    find: ({ answer, adjustment }) =>
      (answer === 'adjust' || answer === 'cannot') && adjustment === '' ? { what: 'answer' } : null,
  },
  {
    code: 'lead-missing',
    column: 'lead',
    find: ({ answer, lead, department }) => (answer === 'can' && lead === null ? { department } : null),
  },
  before('answeredOn', 'receivedOn'),
  before('settledOn', 'answeredOn'),
  inactive('lead'),
];

/** Two answers of one department to one request: nobody could say which one holds. */
export const duplicateAnswers: SheetCheck = ({ rows }, report) => {
  const first = new Map<string, Row<'confirmations'>>();
  for (const row of rows.confirmations) {
    const { request, department } = row.values;
    if (request === '' || department === '') continue;
    const earlier = first.get(`${request}\n${department}`);
    if (!earlier) first.set(`${request}\n${department}`, row);
    else report('confirmations', row, 'department', 'duplicate-answer', { other: earlier.id, request, department });
  }
};
