/**
 * Which rows a write brings back, and the workbook as it then is. Sheets has no compare-and-set: between our reading and our writing
 * people may sort, insert and delete, and what was written to a place is then in somebody else's row. So the answer to a write brings
 * back the rows it wrote to, as they are right after it, to be judged whether each write is where it belongs (remote/landed.ts). What
 * is not is taken back (remote/take-back.ts).
 */
import type { Located } from '../../../core/read/locate.ts';
import { placesIn } from '../../../core/read/parts.ts';
import type { RawSheet, RawWorkbook } from '../../../core/workbook.ts';
import { columnLetters } from '../../../sheet-templates/index.ts';
import { placeOf, type RangePlace } from './read.ts';

/** A sheet's title as A1 notation has it; by itself, the whole sheet. */
export const quotedTitle = (title: string): string => `'${title.replaceAll("'", "''")}'`;

/** A sheet's header and every row from the first written one on, as ranges in A1 notation. */
export const rangesToSee = (
  located: Located,
  places: ReadonlyMap<string, RangePlace>,
  updatedFrom: ReadonlyMap<string, number>,
): string[] =>
  [...updatedFrom].flatMap(([title, from]) => {
    const own = placesIn(located).filter(([, { sheet }]) => sheet.title === title);
    const header = Math.max(0, ...own.map(([, { headerRow }]) => headerRow));
    const sheet = quotedTitle(title);
    const rows = (first: number, last: number | '') =>
      `${sheet}!A${first}:${columnLetters(placeOf(places, title).columnCount)}${last}`;
    // The settings say how all other tabs are found.
    const whole = own.some(([tab]) => tab === 'settings') || from <= header + 1;
    return whole || header === 0 ? [rows(1, '')] : [rows(1, header), rows(from, '')];
  });

/** The workbook after the write, as far as it was brought back: elsewhere it is as it was read. */
export const asSeen = (workbook: RawWorkbook, brought: readonly RawSheet[]): RawWorkbook => {
  const seen = new Map(brought.map((sheet) => [sheet.title, sheet]));
  const sheets = workbook.sheets.map((sheet) => {
    const { rows } = seen.get(sheet.title) ?? sheet;
    return rows === sheet.rows ? sheet : { title: sheet.title, rows, merges: sheet.merges };
  });
  return { ...workbook, sheets };
};
