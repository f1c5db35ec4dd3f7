/** Edits of cells, row by row and cell by cell. */
import { ensure } from '../text/maps.ts';
import type { CellEdit, CellValue, EditPlace, RowEdit } from '../workbook.ts';

/** For who writes few. Cells that stand together in a row come as one edit. */
export const rowByRow = (cells: readonly CellEdit[]): RowEdit[] => {
  const rows: (RowEdit & { readonly places: EditPlace[]; readonly values: CellValue[] })[] = [];
  for (const cell of cells) {
    const { sheet, row, value } = cell;
    let last = rows[rows.length - 1];
    if (last?.sheet !== sheet || last.row !== row) {
      last = { sheet, row, places: [], values: [] };
      rows.push(last);
    }
    last.places.push(cell);
    last.values.push(value);
  }
  return rows;
};

export const cellByCell = (rows: readonly RowEdit[]): CellEdit[] =>
  rows.flatMap(({ sheet, row, places, values }) =>
    places.map((place, i): CellEdit => ({ ...place, sheet, row, value: values[i] ?? null })),
  );

/** A cell that keeps its formula. */
export const keptAt = (column: number): EditPlace => ensure(KEPT, column, () => ({ column, formula: 'keep' }));
const KEPT = new Map<number, EditPlace>();
