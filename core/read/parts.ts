/** Several sheets of one layout that are read as one tab: the number of each row says in which of them it stands. */
import type { TabKey } from '../../sheet-templates/index.ts';
import { rowAmong, rowShown, sheetIndexOf } from '../text/row-number.ts';
import type { CellValue, EditPlace, RawCell, RawRow, RawSheet, Rect, RowEdit } from '../workbook.ts';
import type { FollowedSheet, LocatedTab } from './located.ts';

/**
 * The sheets as one: titled as the first and with its columns, the rows of the others behind its own. `ends`: by part the row at
 * which another table begins. Of other columns than these nothing is read.
 */
export const joinedSheet = (parts: readonly FollowedSheet[], ends: readonly number[]): RawSheet => {
  const [first, ...others] = parts;
  if (!first) throw new Error('a tab of several sheets has a first one');
  const before = (part: number) => ends[part] ?? Number.POSITIVE_INFINITY;
  const rest = others.map((part, index) => moved(part, index + 1, before(index + 1)));
  return {
    ...first.sheet,
    rows: [first.sheet.rows.filter(({ at }) => at < before(0)), ...rest.map(({ rows }) => rows)].flat(),
    merges: [first.sheet.merges, ...rest.map(({ merges }) => merges)].flat(),
  };
};

/** What stands below the header of a further sheet, under the numbers and columns that it has among all. */
const moved = (
  { sheet, headerRow, places }: FollowedSheet,
  part: number,
  end: number,
): Pick<RawSheet, 'rows' | 'merges'> => {
  const isData = (row: number) => row > headerRow && row < end;
  const width = Math.max(0, ...places.keys());
  const cellsOf = (cells: readonly RawCell[]) =>
    Array.from({ length: width }, (_, index) => cells[(places.get(index + 1) ?? 0) - 1] ?? null);
  return {
    rows: sheet.rows.flatMap(({ at, cells }): RawRow[] =>
      isData(at) ? [{ at: rowAmong(part, at), cells: cellsOf(cells) }] : [],
    ),
    merges: sheet.merges.flatMap(({ top, bottom, left, right }): Rect[] =>
      isData(top)
        ? [...places].flatMap(([column, own]) =>
            own >= left && own <= right
              ? [{ top: rowAmong(part, top), bottom: rowAmong(part, bottom), left: column, right: column }]
              : [],
          )
        : [],
    ),
  };
};

/** Where a cell of a tab stands in the workbook; null where the row's own sheet has no such column. */
export const cellIn = (
  { sheet, parts }: Pick<LocatedTab, 'sheet' | 'parts'>,
  row: number,
  column: number,
): (Pick<RowEdit, 'sheet' | 'row'> & Pick<EditPlace, 'column'>) | null => {
  const part = parts?.[sheetIndexOf(row)];
  if (!part || part === parts?.[0]) return { sheet: sheet.title, row, column };
  const own = part.places.get(column);
  return own === undefined ? null : { sheet: part.sheet.title, row: rowShown(row), column: own };
};

/** Edits of a tab of several sheets, each in the sheet where its row stands. */
export const editsApart = (tabs: ReadonlyMap<TabKey, LocatedTab>, edits: readonly RowEdit[]): readonly RowEdit[] => {
  const joined = new Map([...tabs.values()].flatMap((place) => (place.parts ? [[place.sheet.title, place]] : [])));
  if (joined.size === 0) return edits;
  return edits.flatMap((edit) => {
    const tab = joined.get(edit.sheet);
    if (!tab) return edit;
    let { sheet, row } = edit;
    const places: EditPlace[] = [];
    const values: CellValue[] = [];
    for (const [i, place] of edit.places.entries()) {
      const cell = cellIn(tab, edit.row, place.column);
      if (cell === null) continue;
      ({ sheet, row } = cell);
      places.push({ ...place, column: cell.column });
      values.push(edit.values[i] ?? null);
    }
    return places.length > 0 ? { sheet, row, places, values } : [];
  });
};

/** Every sheet of every tab as it stands in the workbook, with its own rows and columns. */
export const placesIn = ({
  tabs,
}: {
  readonly tabs: ReadonlyMap<TabKey, LocatedTab>;
}): readonly (readonly [TabKey, LocatedTab])[] =>
  [...tabs].flatMap(([tab, { parts, ...place }]) =>
    parts
      ? parts.map((part): readonly [TabKey, LocatedTab] => [tab, { ...place, ...part, rows: part.sheet.rows }])
      : [[tab, place]],
  );

/** The sheets of a tab in the workbook: one, but for a tab of several. */
export const sheetsOfTab = ({ sheet, parts }: Pick<LocatedTab, 'sheet' | 'parts'>): readonly RawSheet[] =>
  parts?.map((part) => part.sheet) ?? [sheet];
