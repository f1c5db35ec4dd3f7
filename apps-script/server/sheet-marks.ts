/** Notes and colours of an area, made to say what they should. */
import type { Locale } from '../../sheet-templates/index.ts';
import { PALETTE } from '../../sheet-templates/palette.ts';
import { type Mark, marked, saysMark } from './marks.ts';
import { attempt } from './services.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Marks by row and column. */
export type Marks = ReadonlyMap<number, ReadonlyMap<number, Mark>>;

export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const rangeOf = (sheet: Sheet, { top, left, bottom, right }: Area) =>
  sheet.getRange(top, left, bottom - top + 1, right - left + 1);

/**
 * Makes the notes and colours of an area say what they should: one call to see that all is as it should be, three more
 * when it is not. Cells that need no change keep what they have.
 */
export const showMarks = (sheet: Sheet, area: Area, marks: Marks, locale: Locale): void => {
  const notes = attempt(() => rangeOf(sheet, area).getNotes());
  const changed: { readonly row: number; readonly column: number }[] = [];
  notes.forEach((line, y) => {
    const row = area.top + y;
    line.forEach((note, x) => {
      const mark = marks.get(row)?.get(area.left + x);
      if ((mark !== undefined || note !== '') && !saysMark(note, mark)) changed.push({ row, column: area.left + x });
    });
  });
  if (changed.length === 0) return;

  const box = around(changed);
  const noteAt = (row: number, column: number) => notes[row - area.top]?.[column - area.left] ?? '';
  const grounds = attempt(() => rangeOf(sheet, box).getBackgrounds());
  const before: Looks = {
    notes: grid(box, noteAt),
    grounds: grounds.map((line) => line.map((ground) => (ground === PALETTE.white ? null : ground))),
  };
  const isChanged = new Set(changed.map(({ row, column }) => `${row} ${column}`));
  const looks = grid(box, (row, column) => {
    const [y, x] = [row - box.top, column - box.left];
    const [note, shown, ground = null] = [before.notes[y]?.[x] ?? '', grounds[y]?.[x] ?? '', before.grounds[y]?.[x]];
    const isOne = isChanged.has(`${row} ${column}`);
    return isOne ? marked({ note, ground: shown }, marks.get(row)?.get(column), locale) : { note, ground };
  });
  const after: Looks = {
    notes: looks.map((line) => line.map(({ note }) => note)),
    grounds: looks.map((line) => line.map(({ ground }) => ground)),
  };
  if (put(sheet, box, before, after)) return;
  // Something in between may be protected: then what lies beside it is marked alone.
  const runs = runsOf(changed.map(({ column }) => column));
  if (runs.length < 2) return;
  for (const [left, right] of runs) {
    const part = ({ notes, grounds }: Looks): Looks => ({
      notes: notes.map((line) => line.slice(left - box.left, right - box.left + 1)),
      grounds: grounds.map((line) => line.slice(left - box.left, right - box.left + 1)),
    });
    put(sheet, { ...box, left, right }, part(before), part(after));
  }
};

interface Looks {
  readonly notes: string[][];
  /** Null is the sheet's own ground. */
  readonly grounds: (string | null)[][];
}

/** Writes both or neither; false when it could not. */
const put = (sheet: Sheet, area: Area, before: Looks, after: Looks): boolean => {
  const range = rangeOf(sheet, area);
  const tryTo = (call: () => unknown): boolean => {
    try {
      attempt(call);
      return true;
    } catch (error) {
      console.warn(String(error));
      return false;
    }
  };
  const colours = ({ grounds }: Looks) => range.setBackgrounds(grounds as string[][]);
  if (tryTo(() => range.setNotes(after.notes)) && tryTo(() => colours(after))) return true;
  tryTo(() => range.setNotes(before.notes));
  tryTo(() => colours(before));
  return false;
};

const around = (cells: readonly { readonly row: number; readonly column: number }[]): Area =>
  cells.reduce<Area>(
    (box, { row, column }) => ({
      top: Math.min(box.top, row),
      left: Math.min(box.left, column),
      bottom: Math.max(box.bottom, row),
      right: Math.max(box.right, column),
    }),
    { top: Infinity, left: Infinity, bottom: 0, right: 0 },
  );

const grid = <T>({ top, left, bottom, right }: Area, at: (row: number, column: number) => T): T[][] =>
  Array.from({ length: bottom - top + 1 }, (_, y) =>
    Array.from({ length: right - left + 1 }, (_, x) => at(top + y, left + x)),
  );

/** Neighbouring numbers together, as first and last. */
export const runsOf = (numbers: readonly number[]): [first: number, last: number][] => {
  const runs: [number, number][] = [];
  for (const n of [...new Set(numbers)].sort((a, b) => a - b)) {
    const run = runs[runs.length - 1];
    if (run && run[1] === n - 1) run[1] = n;
    else runs.push([n, n]);
  }
  return runs;
};
