/** Writes ids into the rows that need them. */
import type { JudgedRow } from '../../core/edit/edit.ts';
import { textOf } from '../../core/read/locate.ts';
import { idSource } from '../../core/read/rows.ts';
import { columnLetters, type IdTab, tabOf } from '../../sheet-templates/index.ts';
import type { IdChanges } from './ids.ts';
import type { PlacedSheet } from './open-sheet.ts';
import { attempt, documentLock } from './services.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const LOCK_MS = 10_000;

/**
 * Writes ids: those typed over go back, copies and new rows (where `isDue`) get the next free ones. Whether an id is still
 * free is seen under the lock, in the column as it is then. The ids that were written, by row. The lock ends with
 * the execution (developers.google.com/apps-script/reference/lock/lock#releaselock).
 */
export const giveIds = (
  sheet: Sheet,
  { place, tab, sheet: read }: PlacedSheet,
  { putBack, copies }: IdChanges,
  rows: readonly JudgedRow[],
  isDue: (row: JudgedRow) => boolean,
): ReadonlyMap<number, string> => {
  const given = new Map<number, string>();
  const column = tabOf(tab).idPrefix === undefined ? undefined : place.columns.get('id');
  if (column === undefined) return given;
  const idRead = new Map(read.rows.map(({ at, cells }) => [at, textOf(cells[column - 1])]));
  const wanted = rows.filter((judged) => {
    const { row, item } = judged;
    if (putBack.has(row)) return true;
    return item !== '' && (copies.has(row) || ((idRead.get(row) ?? '') === '' && isDue(judged)));
  });
  if (wanted.length === 0 || !attempt(() => documentLock().tryLock(LOCK_MS))) return given;

  const top = place.headerRow + 1;
  const letters = columnLetters(column);
  // To the sheet's end: others may have added rows below what was read.
  const now = attempt(() => sheet.getRange(`${letters}${top}:${letters}`).getValues());
  const idNow = (row: number): string => String(now[row - top]?.[0] ?? '').trim();
  const taken = new Set(now.map((_, index) => idNow(top + index)));
  const elsewhere = place.parts ? place.rows.map(({ cells }) => textOf(cells[column - 1])) : [];
  const next = idSource(tab as IdTab, () => [...taken, ...elsewhere, ...rows.map(({ item }) => item)]);
  for (const { row, item } of wanted) {
    const back = putBack.get(row);
    // Somebody else gave it one meanwhile.
    if (idNow(row) !== (idRead.get(row) ?? '')) continue;
    const id = back ?? (taken.has(item) ? next() : item);
    taken.add(id);
    given.set(row, id);
  }
  if (given.size === 0) return given;
  const [from, to] = [Math.min(...given.keys()), Math.max(...given.keys())];
  const values = now.slice(from - top, to - top + 1).map(([id], index) => [given.get(from + index) ?? id]);
  attempt(() => sheet.getRange(from, column, values.length, 1).setValues(values));
  return given;
};
