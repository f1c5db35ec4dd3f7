import { RefusedBySheets } from '../errors.ts';
import { type Area, columnName } from '../model/a1.ts';
import { blankCell, type Cell } from '../model/cell.ts';
import type { Scalar } from '../model/input.ts';
import type { Stage } from './stage.ts';

/** A cell's content as an event's value and oldValue have it: always text; a date is its serial, as scripts meet it in practice. */
const eventText = (value: Scalar): string => (typeof value === 'boolean' ? String(value).toUpperCase() : String(value));

const at = (row: number, column: number, rows = 1, columns = 1): Area => ({ row, column, rows, columns });

/** Relative references move with a formula that is filled or copied; '$' holds them. */
const shifted = (formula: string, down: number, right: number): string =>
  formula.replace(
    /(\$?)\b([A-Z]{1,3})(\$?)(\d+)\b/g,
    (_all, fixedColumn: string, letters: string, fixedRow: string, digits: string) => {
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
      return `${fixedColumn}${fixedColumn ? letters : columnName(column + right)}${fixedRow}${fixedRow ? digits : Number(digits) + down}`;
    },
  );

/** Types into one cell; inside a merge it is the merge's first cell. A rule that rejects gives the old content back: nothing fires. */
export const type = (stage: Stage, where: string, text: string, shows?: Scalar): void => {
  const picked = stage.at(where);
  const { world, sheet } = stage;
  const merge = sheet.mergeAt(picked.row, picked.column);
  const { row, column } = merge ?? picked;
  const before = { ...sheet.peek(row, column) };
  const after = { ...before };
  world.workbook.enter(after, text, world.clock.now);
  if (shows !== undefined) after.value = shows;
  const { validation: rule } = before;
  if (rule && !rule.allowInvalid && !after.formula && !world.workbook.accepts(rule, after)) {
    throw new RefusedBySheets(
      `The data you entered in cell ${columnName(column)}${row} violates the data validation rules set on this cell.`,
    );
  }
  stage.change(at(row, column), (cell) => Object.assign(cell, after));
  stage.edited({
    range: { sheet, ...at(row, column) },
    // What value a formula brings is not documented; a script must read the cell.
    ...(after.formula || after.value === '' ? {} : { value: eventText(after.value) }),
    ...(before.value === '' ? {} : { oldValue: eventText(before.value) }),
  });
};

const grow = (stage: Stage, area: Area): void => {
  const { sheet } = stage;
  const rows = area.row + area.rows - 1 - sheet.rows.length;
  const columns = area.column + area.columns - 1 - sheet.columns.length;
  if (rows > 0) sheet.insertRows(sheet.rows.length + 1, rows);
  if (columns > 0) sheet.insertColumns(sheet.columns.length + 1, columns);
};

/** Values from outside (another program, paste values only): texts are read as typed; rules are walked around; the grid grows. */
export const paste = (stage: Stage, where: string, values: readonly (readonly (Scalar | null)[])[]): void => {
  const picked = stage.at(where);
  const { row, column } = stage.sheet.mergeAt(picked.row, picked.column) ?? picked;
  const area = at(row, column, values.length, Math.max(...values.map((line) => line.length)));
  grow(stage, area);
  stage.change(area, (cell, y, x) => {
    const value = values[y - row]![x - column] ?? '';
    if (typeof value === 'string') stage.world.workbook.enter(cell, value, stage.world.clock.now);
    else Object.assign(cell, { value, formula: '' });
  });
  stage.edited({ range: { sheet: stage.sheet, ...area } });
};

/** Copies within the sheet: notes, colours, formats and rules come along. */
export const copyPaste = (stage: Stage, from: string, to: string): void => {
  const source = stage.at(from);
  const cells = stage.sheet.read(source, (cell) => ({ ...cell }));
  const target = stage.at(to);
  const area = at(target.row, target.column, source.rows, source.columns);
  grow(stage, area);
  stage.change(area, (cell, y, x) => {
    const copied = cells[y - area.row]![x - area.column]!;
    Object.assign(cell, copied, {
      formula: shifted(copied.formula, area.row - source.row, area.column - source.column),
    });
  });
  stage.edited({ range: { sheet: stage.sheet, ...area } });
};

/** Fills the area's first row down over the rest; notes stay behind. The event has the filled cells, without the first row. */
export const fillDown = (stage: Stage, where: string): void => {
  const { row, column, rows, columns } = stage.at(where);
  const source = stage.sheet.read(at(row, column, 1, columns), (cell) => ({ ...cell }))[0]!;
  const area = at(row + 1, column, rows - 1, columns);
  stage.change(area, (cell, y, x) => {
    const { note: _stays, ...filled } = source[x - column]!;
    Object.assign(cell, filled, { formula: shifted(filled.formula, y - row, 0) });
  });
  stage.edited({ range: { sheet: stage.sheet, ...area } });
};

/** The Delete key: contents go, formats and notes stay. A single cell's event has oldValue and no value. */
export const clear = (stage: Stage, where: string): void => {
  const area = stage.at(where);
  const { value } = stage.sheet.peek(area.row, area.column);
  const single = area.rows === 1 && area.columns === 1;
  stage.change(area, (cell) => Object.assign(cell, { value: '', formula: '' }));
  stage.edited({
    range: { sheet: stage.sheet, ...area },
    ...(single && value !== '' && { oldValue: eventText(value) }),
  });
};

/** Drags cells elsewhere, with all they carry. One event, for where they came to lie; what they left gets none (not documented). */
export const move = (stage: Stage, from: string, to: string): void => {
  const source = stage.at(from);
  const target = stage.at(to);
  const { sheet } = stage;
  const area = at(target.row, target.column, source.rows, source.columns);
  grow(stage, area);
  stage.mayFill(source);
  stage.mayFill(area);
  const taken = sheet.read(source, (cell) => ({ ...cell }));
  const lost = sheet.read(area, (cell) => ({ ...cell }));
  const put = (where: Area, cells: readonly (readonly Cell[])[]): void => {
    for (const [y, x] of sheet.each(where)) sheet.put(y, x, cells[y - where.row]![x - where.column]!);
  };
  put(
    source,
    taken.map((line) => line.map(() => blankCell())),
  );
  put(area, taken);
  stage.remember(() => {
    put(area, lost);
    put(source, taken);
    stage.edited({ range: { sheet, ...source } });
  });
  stage.edited({ range: { sheet, ...area } });
};
