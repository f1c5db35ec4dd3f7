/** Checks of ids: missing, given twice, or naming a row that is not there. */
import { columnOf, ID_TABS } from '../../../sheet-templates/index.ts';
import type { ProblemFacts } from '../../problem.ts';
import type { Row, WorkTab } from '../../snapshot.ts';
import { only } from '../../text/maps.ts';
import type { RowNames } from '../named.ts';
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

/** A text that names no row, or more than one. */
export const namesNone = (text: string, found: ReturnType<RowNames['find']>): ProblemFacts['unknown-id'] =>
  found === 'several' ? { text, several: true } : { text };

/** Cells that name a row of one other tab, where there is such a tab with rows in it; lists, and cells that may name rows of several, have checks of their own. */
export const references: SheetCheck = ({ rows, nameless }, report) => {
  for (const { tab, row, column, text, found } of nameless) {
    const { type, names = [] } = columnOf(tab, column);
    const target = ID_TABS.find((other) => other === only(names));
    const isChecked = ID_TABS.some((other) => other === tab) && type !== 'ids';
    if (!isChecked || target === undefined || rows[target].length === 0) continue;
    report(tab, row, column, 'unknown-id', namesNone(text, found));
  }
};
