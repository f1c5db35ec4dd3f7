import { RefusedBySheets } from '../errors.ts';
import { type Area, contains, intersects } from '../model/a1.ts';
import type { Scalar } from '../model/input.ts';
import { newProtection } from '../model/sheet.ts';
import { color } from '../services/color.ts';
import type { Stage } from './stage.ts';

const whole = (stage: Stage): void => stage.mayEdit(stage.sheet.whole);

const band = (stage: Stage, kind: 'row' | 'column', first: number, count: number): Area =>
  kind === 'row'
    ? { row: first, column: 1, rows: count, columns: stage.sheet.columns.length }
    : { row: 1, column: first, rows: stage.sheet.rows.length, columns: count };

export const insertRows = (stage: Stage, before: number, count = 1): void => {
  const { sheet } = stage;
  stage.mayEdit(band(stage, 'row', before, 1));
  sheet.insertRows(before, count);
  stage.remember(() => {
    sheet.deleteRows(before, count);
    stage.changed('REMOVE_ROW');
  });
  stage.changed('INSERT_ROW');
};

export const insertColumns = (stage: Stage, before: number, count = 1): void => {
  const { sheet } = stage;
  stage.mayEdit(band(stage, 'column', before, 1));
  sheet.insertColumns(before, count);
  stage.remember(() => {
    sheet.deleteColumns(before, count);
    stage.changed('REMOVE_COLUMN');
  });
  stage.changed('INSERT_COLUMN');
};

export const deleteRows = (stage: Stage, first: number, count = 1): void => {
  const { sheet } = stage;
  const { workbook } = stage.world;
  stage.mayEdit(band(stage, 'row', first, count));
  const rows = sheet.deleteRows(first, count);
  const { metadata } = workbook;
  workbook.forget({ rows });
  stage.remember(() => {
    sheet.insertRows(first, rows);
    workbook.metadata = metadata;
    stage.changed('INSERT_ROW');
  });
  stage.changed('REMOVE_ROW');
};

export const deleteColumns = (stage: Stage, first: number, count = 1): void => {
  const { sheet } = stage;
  const { workbook } = stage.world;
  stage.mayEdit(band(stage, 'column', first, count));
  const columns = sheet.deleteColumns(first, count);
  const { metadata } = workbook;
  workbook.forget({ columns });
  stage.remember(() => {
    sheet.insertColumns(first, columns);
    workbook.metadata = metadata;
    stage.changed('INSERT_COLUMN');
  });
  stage.changed('REMOVE_COLUMN');
};

/** Columns dragged before the one that is `before` now; cells and metadata go with them. Fires onChange OTHER. */
export const moveColumns = (stage: Stage, first: number, count: number, before: number): void => {
  const { sheet } = stage;
  whole(stage);
  const old = sheet.columns;
  sheet.moveColumns(first, count, before);
  stage.remember(() => {
    sheet.columns = old;
    stage.changed('OTHER');
  });
  stage.changed('OTHER');
};

const rank = (value: Scalar): number =>
  value === '' ? 3 : typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2;

const compare = (a: Scalar, b: Scalar): number =>
  rank(a) !== rank(b) ? rank(a) - rank(b) : typeof a === 'number' ? a - Number(b) : String(a).localeCompare(String(b));

/** Sorts the area's rows by one of the sheet's columns; cells move with notes and colours, row metadata stays. Empty cells last. Fires onChange OTHER. */
export const sortRange = (stage: Stage, where: string, byColumn: number, ascending = true): void => {
  const area = stage.at(where);
  const { sheet } = stage;
  stage.mayEdit(area);
  if (sheet.merges.some((merge) => intersects(merge, area)))
    throw new RefusedBySheets('You can’t sort a range containing merges.');
  const old = sheet.read(area, (cell) => ({ ...cell }));
  const key = byColumn - area.column;
  const sorted = old.toSorted((a, b) => {
    const [x, y] = [a[key]!.value, b[key]!.value];
    return x === '' || y === '' || ascending ? compare(x, y) : compare(y, x);
  });
  const put = (cells: typeof old): void => {
    for (const [y, x] of sheet.each(area)) sheet.put(y, x, cells[y - area.row]![x - area.column]!);
  };
  put(sorted);
  stage.remember(() => {
    put(old);
    stage.changed('OTHER');
  });
  stage.changed('OTHER');
};

export const addFilter = (
  stage: Stage,
  where: string,
  hide: Readonly<Record<number, readonly string[]>> = {},
): void => {
  const area = stage.at(where);
  stage.sheet.filter = {
    area,
    hiddenValues: new Map(Object.entries(hide).map(([column, texts]) => [Number(column), new Set(texts)])),
  };
  stage.changed('OTHER');
};

export const hideRows = (stage: Stage, first: number, count = 1, hidden = true): void => {
  for (const row of stage.sheet.rows.slice(first - 1, first - 1 + count)) row.hidden = hidden;
  stage.changed('OTHER');
};

export const merge = (stage: Stage, where: string): void => {
  const area = stage.at(where);
  const { sheet } = stage;
  stage.mayEdit(area);
  if (sheet.merges.some((one) => intersects(one, area) && !contains(area, one)))
    throw new RefusedBySheets('You can’t merge across merged cells.');
  const { merges } = sheet;
  const old = sheet.read(area, (cell) => ({ ...cell }));
  sheet.merge(area);
  stage.remember(() => {
    sheet.merges = merges;
    for (const [y, x] of sheet.each(area)) sheet.put(y, x, old[y - area.row]![x - area.column]!);
    stage.changed('OTHER');
  });
  stage.changed('OTHER');
};

export const setNote = (stage: Stage, where: string, note: string): void => {
  stage.change(
    stage.at(where),
    (cell) => {
      cell.note = note;
    },
    () => stage.changed('OTHER'),
  );
  stage.changed('OTHER');
};

export const setBackground = (stage: Stage, where: string, value: string): void => {
  stage.change(
    stage.at(where),
    (cell) => {
      cell.background = color(value, '#ffffff');
    },
    () => stage.changed('FORMAT'),
  );
  stage.changed('FORMAT');
};

/** Protects an area, or the whole tab without one; the person themselves and `editors` may still edit. */
export const protect = (
  stage: Stage,
  where: string | undefined,
  options: { readonly editors?: readonly string[]; readonly warningOnly?: boolean } = {},
): void => {
  const made = newProtection(stage.email, where === undefined ? undefined : stage.at(where));
  for (const email of options.editors ?? []) made.editors.add(email);
  made.warningOnly = options.warningOnly ?? false;
  stage.sheet.protections.push(made);
  stage.changed('OTHER');
};

export const addSheet = (stage: Stage, name: string): void => {
  stage.screen.sheet = stage.world.workbook.newSheet(name);
  stage.changed('INSERT_GRID');
};

export const deleteSheet = (stage: Stage, name: string): void => {
  const { workbook } = stage.world;
  const sheet = workbook.sheetNamed(name);
  if (!sheet || workbook.sheets.length === 1)
    throw new RefusedBySheets('You can’t remove all the sheets in a document.');
  workbook.sheets = workbook.sheets.filter((one) => one !== sheet);
  workbook.forget({ sheet });
  for (const screen of stage.world.screens.values()) if (screen.sheet === sheet) screen.sheet = workbook.sheets[0]!;
  stage.changed('REMOVE_GRID');
};

export const renameSheet = (stage: Stage, from: string, to: string): void => {
  const { workbook } = stage.world;
  const sheet = workbook.sheetNamed(from);
  if (!sheet || workbook.sheetNamed(to))
    throw new RefusedBySheets(`A sheet with the name "${to}" already exists. Please enter another name.`);
  sheet.name = to;
  stage.changed('OTHER');
};
