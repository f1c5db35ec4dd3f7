/** What the ledger knows of the team's morning in a group: at most one card a day, since no group can be asked what arrived. */
import type { Problem } from '../problem.ts';
import type { LedgerRow } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import { noticeKey } from './key.ts';
import { HELD_REPORTED_DAYS } from './open-mail.ts';

/** Stands in the ledger where other rows have an address. */
export const GROUP = 'group';

/** The rows of a day's card. They say `overtaken` before it is posted, so that whatever happens then, nobody posts it again; `sent` afterwards. */
export const groupKey = (day: Day): string => noticeKey('group.morning', GROUP, isoOf(day), 1);

/** Whether a day's card was posted, or may have been. */
export const isPosted = (rows: readonly LedgerRow[], day: Day): boolean => {
  const key = groupKey(day);
  return rows.some((row) => row.to === GROUP && row.key === key);
};

/** The last card, where it was not taken: a problem for as long as a held mail is one. */
export const groupProblems = (rows: readonly LedgerRow[], today: Day): Problem[] => {
  let last: LedgerRow | null = null;
  for (const row of rows) if (row.to === GROUP && (row.seq ?? 0) >= (last?.seq ?? 0)) last = row;
  if (!last || last.status === 'sent' || last.receipt === '' || last.day === null) return [];
  if (last.day + HELD_REPORTED_DAYS <= today) return [];
  return [groupProblem(last.day, last.receipt)];
};

export const groupProblem = (day: Day, said: string): Problem => ({
  tab: 'settings',
  row: 0,
  column: 'value',
  code: 'group-untold',
  item: '',
  facts: { day: isoOf(day), said },
});
