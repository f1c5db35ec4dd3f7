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
  ].map(fitting);
};

/** Just below what a cell of Excel holds. */
const LONGEST = 32_000;

/** What Baton makes of people's texts may be longer than any of them; a sweep must not end because a cell is too small. */
const fitting = (write: Write): Write => {
  const { values } = write;
  const tooLong = Object.keys(values).filter((name) => String(values[name] ?? '').length > LONGEST);
  if (tooLong.length === 0) return write;
  const cut = tooLong.map((name) => [name, `${String(values[name]).slice(0, LONGEST - 1)}…`]);
  return { ...write, values: { ...values, ...Object.fromEntries(cut) } };
};
