/** Where another table begins beneath an adopted one: its columns mean other things, and its rows are not to be read. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { RawRow } from '../workbook.ts';
import { matchHeader } from './header-match.ts';
import { headerKey, textOf } from './headers.ts';

/** What is known of the table above: its header, and what its 1-based columns are read as. */
export interface TableAbove {
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly meant: ReadonlyMap<number, string>;
}

/** Fewer words that name columns may stand in any row. */
const ENOUGH = 3;
/** What names a column is short. */
const LONGEST = 30;
const NOTHING_BOUND: ReadonlyMap<string, string> = new Map();
const TABS: readonly TabKey[] = ['raci', 'tracker'];

/** The number of the first row that is the header of another table; infinity where there is none. One look at each row. */
export const furtherTable = (rows: readonly RawRow[], above: TableAbove): number =>
  rows.find((row) => row.at > above.headerRow && isOther(row, above))?.at ?? Number.POSITIVE_INFINITY;

const isOther = ({ cells }: RawRow, { header, meant }: TableAbove): boolean => {
  let labels = 0;
  for (const cell of cells) {
    if (cell === null || cell === '') continue;
    if (typeof cell !== 'string' || cell.length > LONGEST) return false;
    labels++;
  }
  if (labels < ENOUGH) return false;
  const named = TABS.flatMap((tab) => [...matchHeader(tab, cells, NOTHING_BOUND).columns]);
  if (new Set(named.map(([key]) => key)).size < ENOUGH) return false;
  return named.some(([key, at]) => {
    const own = meant.get(at);
    const isSame = headerKey(textOf(cells[at - 1])) === headerKey(header[at - 1] ?? '');
    return own !== undefined && own !== key && !isSame;
  });
};
