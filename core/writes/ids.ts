/** Ids for rows that somebody typed. */
import { type ColumnType, columnsOf, ID_TABS, type IdTab } from '../../sheet-templates/index.ts';
import type { Write, WriteValue } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import { isoOf } from '../time/day.ts';

/** What people type by hand and spreadsheets keep as typed: enough to know a row by. */
const TELLING: readonly ColumnType[] = ['text', 'long-text', 'date'];
const ENOUGH = 4;

/** A row somebody typed gets its id. It is found again by what it says: a row number would not survive a sort. */
export const freshIds = ({ snapshot: { rows } }: Pick<Facts, 'snapshot'>): Write[] =>
  ID_TABS.flatMap((tab) =>
    rows[tab]
      .filter(({ fresh }) => fresh)
      .map(({ id, values }) => ({
        tab,
        kind: 'set' as const,
        item: id,
        values: { id },
        expected: { id: '', ...telling(tab, values) },
      })),
  );

const telling = (tab: IdTab, values: Readonly<Record<string, unknown>>): Record<string, WriteValue> => {
  const told: [string, WriteValue][] = [];
  for (const [key, { type, lookup, names }] of columnsOf(tab)) {
    const value = values[key];
    // What names a row of another tab is read as that row's id, whatever the cell says.
    if (lookup || names || !TELLING.includes(type) || value === null || value === '') continue;
    told.push([key, type === 'date' ? isoOf(value as number) : String(value)]);
    if (told.length === ENOUGH) break;
  }
  return Object.fromEntries(told);
};
