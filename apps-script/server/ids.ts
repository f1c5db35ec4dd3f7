/** What is to become of ids that were typed over, or copied along with their rows. */
import type { LocatedTab } from '../../core/read/locate.ts';
import { textOf } from '../../core/read/locate.ts';
import type { RawCell, RawSheet } from '../../core/workbook.ts';
import type { Area } from './sheet-marks.ts';

/** What is to become of the ids in edited rows. */
export interface IdChanges {
  /** An id that somebody typed or pasted over, by row: it goes back. */
  readonly putBack: ReadonlyMap<number, string>;
  /** Rows that are copies of others, and get an id of their own. */
  readonly copies: ReadonlySet<number>;
}

const NOTHING: IdChanges = { putBack: new Map(), copies: new Set() };

/**
 * Looks at the ids of edited rows. `oldId` is what the event says of a single cell that was typed over; of a paste it says
 * nothing, and what was kept of the sheet tells.
 */
export const idChanges = (
  sheet: RawSheet,
  before: RawSheet | null,
  { columns, headerRow }: LocatedTab,
  area: Area,
  oldId: string | undefined,
): IdChanges => {
  const column = columns.get('id');
  if (column === undefined || column < area.left || column > area.right) return NOTHING;
  const idIn = (cells: readonly RawCell[]) => textOf(cells[column - 1]);
  const isEdited = (at: number) => at >= area.top && at <= area.bottom;
  const rows = sheet.rows.filter(({ at }) => at > headerRow);
  const present = new Set(rows.map(({ cells }) => idIn(cells)));
  const was = new Map((before?.rows ?? []).map(({ at, cells }) => [at, cells]));

  const putBack = new Map<number, string>();
  for (let row = Math.max(area.top, headerRow + 1); row <= area.bottom && oldId !== undefined; row++) {
    if (!present.has(oldId)) putBack.set(row, oldId);
  }
  for (const { at, cells } of rows) {
    const then = was.get(at);
    if (oldId !== undefined || !isEdited(at) || !then) continue;
    const id = idIn(then);
    const rest = (line: readonly RawCell[]) =>
      JSON.stringify(line.filter((cell, i) => i !== column - 1 && cell !== null));
    if (id !== '' && id !== idIn(cells) && !present.has(id) && rest(then) === rest(cells)) putBack.set(at, id);
  }

  const copies = new Set<number>();
  const taken = new Set(rows.filter(({ at }) => !isEdited(at)).map(({ cells }) => idIn(cells)));
  const isSeveral = area.bottom > area.top || area.right > area.left;
  for (const { at, cells } of rows) {
    const id = idIn(cells);
    if (!isEdited(at) || id === '' || putBack.has(at)) continue;
    if (isSeveral && taken.has(id)) copies.add(at);
    taken.add(id);
  }
  return { putBack, copies };
};

/** The sheet as its ids will be. */
export const withIds = (sheet: RawSheet, column: number, { putBack, copies }: IdChanges): RawSheet => {
  if (putBack.size === 0 && copies.size === 0) return sheet;
  const rows = new Map(sheet.rows.map((row) => [row.at, row.cells]));
  for (const at of [...putBack.keys(), ...copies]) {
    const cells = [...(rows.get(at) ?? [])];
    while (cells.length < column) cells.push(null);
    cells[column - 1] = putBack.get(at) ?? null;
    rows.set(at, cells);
  }
  return { ...sheet, rows: [...rows].map(([at, cells]) => ({ at, cells })).sort((a, b) => a.at - b.at) };
};
