/** Checks of ids: missing, given twice, or naming a row that is not there. */
import { columnOf, ID_TABS } from '../../../sheet-templates/index.ts';
import type { ProblemFacts } from '../../problem.ts';
import type { Row, WorkTab } from '../../snapshot.ts';
import { lazily } from '../../text/lazily.ts';
import { firstById, only } from '../../text/maps.ts';
import type { RowNames } from '../named.ts';
import type { SheetCheck, SheetReport } from './check.ts';

/** Of two rows with one id, the later is reported. */
export const duplicates = <K extends WorkTab>(tab: K, rows: readonly Row<K>[], report: SheetReport): void => {
  const seen = new Set<string>();
  // Asked for where there are such rows: it takes more than the ids alone.
  const first = lazily(() => firstById(rows));
  for (const row of rows) {
    const { id } = row;
    if (id === '') report(tab, row, 'id', 'required', {});
    else if (seen.has(id)) report(tab, row, 'id', 'duplicate-id', { id, otherRow: first().get(id)?.at ?? row.at });
    else seen.add(id);
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
