import type { Facts } from '../facts/index.ts';
import type { Notice, Write } from '../plan.ts';
import { escalationRows } from './escalations.ts';
import { freshIds } from './ids.ts';
import { missingRows, officialDays, trackerRows } from './rows.ts';
import { stateRows } from './state.ts';

/** Everything a plan changes in the workbook besides the ledger and its run row, which belong to applying it. */
export const writesOf = (facts: Facts, notices: readonly Notice[]): Write[] => {
  const { blind } = facts.snapshot;
  const escalations = escalationRows(facts, notices);
  return [
    ...freshIds(facts),
    ...(blind ? [] : trackerRows(facts)),
    ...missingRows(facts),
    ...facts.flow.updates,
    ...officialDays(facts),
    ...stateRows(facts, notices, escalations),
    ...escalations,
  ];
};
