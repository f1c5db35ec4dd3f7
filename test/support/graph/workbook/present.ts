import type { WorkbookRange } from '@microsoft/microsoft-graph-types';
import type { RawCell, Rect } from '../../../../core/workbook.ts';
import { columnName, refOf } from '../../../../functions/xlsx/cells.ts';
import { formatted } from '../../google/sheets/format.ts';
import type { Grid, GridSheet } from './grid.ts';

type Shown = string | number | boolean;

const shownOf = (value: RawCell): Shown => (value === null ? '' : typeof value === 'object' ? value.text : value);

const typeOf = (value: RawCell): string => {
  if (value === null || value === '') return 'Empty';
  if (typeof value === 'number') return 'Double';
  if (typeof value === 'boolean') return 'Boolean';
  return typeof value === 'object' ? 'Error' : 'String';
};

const textOf = (value: RawCell, pattern: string): string => {
  const shown = shownOf(value);
  if (typeof shown !== 'number') return formatted(shown, undefined);
  const isDate = /[ymdh]/i.test(pattern.replace(/"[^"]*"|\[[^\]]*\]|General/g, ''));
  return formatted(shown, {
    numberFormat: { type: isDate ? 'DATE' : 'NUMBER', pattern: pattern === 'General' ? '' : pattern },
  });
};

/** `Sheet1!A1:B2`, with quotes where the name needs them. */
export const addressOf = (sheet: GridSheet, rect: Rect): string => {
  const title = /^[A-Za-z_]\w*$/.test(sheet.title) ? sheet.title : `'${sheet.title.replaceAll("'", "''")}'`;
  return `${title}!${refOf(rect)}`;
};

/** What may be selected of a range. */
export const RANGE_PROPERTIES = [
  'address',
  'addressLocal',
  'cellCount',
  'columnCount',
  'columnHidden',
  'columnIndex',
  'formulas',
  'formulasLocal',
  'numberFormat',
  'rowCount',
  'rowHidden',
  'rowIndex',
  'text',
  'values',
  'valueTypes',
] as const;
export type RangeProperty = (typeof RANGE_PROPERTIES)[number];

/** A range as Graph shows it; only what is asked for is made. https://learn.microsoft.com/en-us/graph/api/resources/workbookrange */
export const shownRange = (
  grid: Grid,
  sheet: GridSheet,
  rect: Rect,
  wanted: readonly RangeProperty[] = RANGE_PROPERTIES,
): WorkbookRange => {
  const [rows, columns] = [rect.bottom - rect.top + 1, rect.right - rect.left + 1];
  const matrix = <T>(of: (row: number, column: number) => T): T[][] =>
    Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (__, c) => of(rect.top + r, rect.left + c)));
  const cell = (row: number, column: number) => sheet.cells.get(row)?.get(column);
  const value = (row: number, column: number): RawCell => cell(row, column)?.value ?? null;
  const format = (row: number, column: number) => grid.formatOf(cell(row, column)?.style ?? 0);
  const formulas = () =>
    matrix((row, column) => {
      const formula = cell(row, column)?.formula;
      return typeof formula === 'string' ? `=${formula}` : shownOf(value(row, column));
    });
  const made: Record<RangeProperty, () => unknown> = {
    address: () => addressOf(sheet, rect),
    addressLocal: () => addressOf(sheet, rect),
    cellCount: () => rows * columns,
    columnCount: () => columns,
    columnHidden: () => false,
    columnIndex: () => rect.left - 1,
    formulas,
    formulasLocal: formulas,
    numberFormat: () => matrix(format),
    rowCount: () => rows,
    rowHidden: () => false,
    rowIndex: () => rect.top - 1,
    text: () => matrix((row, column) => textOf(value(row, column), format(row, column))),
    values: () => matrix((row, column) => shownOf(value(row, column))),
    valueTypes: () => matrix((row, column) => typeOf(value(row, column))),
  };
  const id = `/workbook/worksheets(%27${encodeURIComponent(sheet.id)}%27)/range(address=%27${columnName(rect.left)}${rect.top}%27)`;
  return {
    '@odata.type': '#microsoft.graph.workbookRange',
    '@odata.id': id,
    ...Object.fromEntries(wanted.map((name) => [name, made[name]()])),
  } as WorkbookRange;
};
