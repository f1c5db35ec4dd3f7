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

/** From top to bottom; most stand so already, and nothing is sorted then. */
export const topToBottom = (edits: readonly RowEdit[]): readonly RowEdit[] =>
  edits.every(({ row }, i) => i === 0 || row >= (edits[i - 1]?.row ?? 0))
    ? edits
    : [...edits].sort((a, b) => a.row - b.row);

/** A cell that keeps its formula. */
export const keptAt = (column: number): EditPlace => ensure(KEPT, column, () => ({ column, formula: 'keep' }));
const KEPT = new Map<number, EditPlace>();

/** A row's cells from left to right; of several of one cell the last one counts. How, is found once for rows that are written alike. */
export const leftToRight = (): ((edit: RowEdit) => RowEdit) => {
  const orderOf = placesInOrder();
  return (edit) => {
    const { places, from } = orderOf(edit.places);
    return places === edit.places ? edit : { ...edit, places, values: from.map((i) => edit.values[i] ?? null) };
  };
};

/** The same of places alone, which rows that are written alike share. */
export const placesInOrder = (): ((places: readonly EditPlace[]) => InOrder) => {
  const known = new Map<readonly EditPlace[], InOrder>();
  return (places) => ensure(known, places, () => inOrder(places));
};

interface InOrder {
  readonly places: readonly EditPlace[];
  /** Where each of them stood. */
  readonly from: readonly number[];
}

const inOrder = (places: readonly EditPlace[]): InOrder => {
  const last = new Map(places.map((place, i) => [place.column, { place, i }]));
  const sorted = [...last.values()].sort((a, b) => a.place.column - b.place.column);
  const from = sorted.map(({ i }) => i);
  const isInOrder = from.length === places.length && from.every((at, i) => at === i);
  return { places: isInOrder ? places : sorted.map(({ place }) => place), from };
};

/** By sheet, in the order in which they come first. Those of a sheet mostly come together: nothing is gathered one by one then. */
export const sheetBySheet = (edits: readonly RowEdit[]): ReadonlyMap<string, readonly RowEdit[]> => {
  const sheets = new Map<string, readonly RowEdit[]>();
  let from = 0;
  for (let to = 1; to <= edits.length; to++) {
    const title = edits[from]?.sheet ?? '';
    if (edits[to]?.sheet === title) continue;
    const own = edits.slice(from, to);
    sheets.set(title, sheets.get(title)?.concat(own) ?? own);
    from = to;
  }
  return sheets;
};
