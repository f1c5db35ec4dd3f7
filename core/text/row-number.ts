/** Row numbers of a tab that consists of several sheets: each says in which of them the row stands. */

/** More rows than any sheet can have; a power of ten, so that the digits of a row's own number stay. */
const ROWS_A_SHEET = 10_000_000;

/** Which of a tab's sheets a row stands in, from 0. */
export const sheetIndexOf = (row: number): number => Math.floor(row / ROWS_A_SHEET);
/** The row's number as people see it in its sheet. */
export const rowShown = (row: number): number => row % ROWS_A_SHEET;
/** The number of a sheet's own row among those of all sheets of its tab. */
export const rowAmong = (part: number, row: number): number => part * ROWS_A_SHEET + row;

type Titles = ReadonlyMap<string, string>;

/** The title of the sheet in which a row of a tab stands, of what a workbook calls its sheets. */
export const titleAt = (own: Titles | undefined, tab: string, row: number): string | undefined => {
  const part = sheetIndexOf(row);
  return (part > 0 ? own?.get(partName(tab, part)) : undefined) ?? own?.get(tab);
};

/** The title of the sheet in which a row stands, by its id; undefined where the workbook lacks the tab. */
export const titleOfRow = (
  { own, further }: { readonly own?: Titles; readonly further?: Titles },
  tab: string,
  id: string,
): string | undefined => further?.get(`${tab} ${id}`) ?? own?.get(tab);

/** What a further sheet of a tab is called by in WorkbookNames. */
export const partName = (tab: string, part: number): string => `${tab}@${part}`;
