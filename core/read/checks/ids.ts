/** Checks of ids: missing, given twice, or naming a row that is not there. */
import type { IdTab } from '../../../sheet-templates/index.ts';
import type { Row, WorkTab } from '../../snapshot.ts';
import type { SheetCheck, SheetReport } from './check.ts';

/** Of two rows with one id, the later is reported. */
export const duplicates = <K extends WorkTab>(tab: K, rows: readonly Row<K>[], report: SheetReport): void => {
  const first = new Map<string, Row<K>>();
  for (const row of rows) {
    const earlier = first.get(row.id);
    if (row.id === '') report(tab, row, 'id', 'required', {});
    else if (!earlier) first.set(row.id, row);
    else report(tab, row, 'id', 'duplicate-id', { id: row.id, otherRow: earlier.at });
  }
};

/** A column that names a row of another tab by its id, where there is such a tab with rows in it. */
export const refersTo =
  <K extends IdTab>(tab: K, column: keyof Row<K>['values'] & string, target: IdTab): SheetCheck =>
  ({ rows }, report) => {
    if (rows[target].length === 0) return;
    const known = new Set(rows[target].map((row) => row.id));
    for (const row of rows[tab]) {
      const text = String(row.values[column] ?? '');
      if (text !== '' && !known.has(text)) report(tab, row, column, 'unknown-id', { text });
    }
  };
