/** All that a plan writes into the workbook, the ledger and the run's row apart. */

import type { Notice, Write, WriteValue } from '../plan.ts';
import { unreadCells } from '../problem.ts';
import type { Facts } from '../process/facts.ts';
import { escalationRows } from './escalations.ts';
import { freshIds } from './ids.ts';
import { missingRows, nextTaskRows, officialDays, trackerRows } from './rows.ts';
import { stateRows } from './state.ts';

/** Everything a plan changes in the workbook besides the ledger and its run row, which belong to applying it. */
export interface Writes {
  readonly writes: Write[];
  /** The row of the escalations in which a notice's level is filed, by the notice's key. */
  readonly filedIn: ReadonlyMap<string, string>;
}

export const writesOf = (facts: Facts, notices: readonly Notice[]): Writes => {
  const { blind, sharedRows } = facts.snapshot;
  const escalations = escalationRows(facts, notices);
  const unread = unreadCells(facts.snapshot);
  /** What expects a value where nobody can read one would be refused at every sweep; the keeper is told of that cell. */
  const isPossible = ({ tab, kind, item, expected }: Write) =>
    kind === 'append' || !Object.keys(expected).some((column) => unread.has(`${tab}.${column}.${item}`));
  const lists: readonly (readonly Write[])[] = [
    freshIds(facts),
    nextTaskRows(facts),
    blind ? [] : trackerRows(facts),
    missingRows(facts),
    facts.flow.updates,
    sharedRows,
    officialDays(facts),
    stateRows(facts, notices, escalations.raised),
    escalations.raised,
    escalations.noted,
  ];
  const writes: Write[] = [];
  for (const list of lists) for (const write of list) if (isPossible(write)) writes.push(fitting(write));
  return { writes, filedIn: escalations.byKey };
};
/** Just below what a cell of Excel holds. */
const LONGEST = 32_000;

const isTooLong = (value: WriteValue | undefined): value is string =>
  typeof value === 'string' && value.length > LONGEST;

/** What Baton makes of people's texts may be longer than any of them; a sweep must not end because a cell is too small. */
const fitting = (write: Write): Write => {
  const { values } = write;
  const tooLong: [string, string][] = [];
  // Walked once for each write of a plan: nothing is made of the many that fit.
  for (const name in values) {
    const value = values[name];
    if (isTooLong(value)) tooLong.push([name, value]);
  }
  if (tooLong.length === 0) return write;
  // Never half of a pair: no sheet takes that for a character.
  const cut = tooLong.map(([name, text]) => [name, `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`]);
  return { ...write, values: { ...write.values, ...Object.fromEntries(cut) } };
};
