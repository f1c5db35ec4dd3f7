/** A drawn view as cells of a file. */
import type { DataValidation, TableStyleProperties, Worksheet } from 'exceljs';
import { columnLetters, type TabKey } from '../../sheet-templates/index.ts';
import type { Book } from '../../sheet-templates/views/book.ts';
import { boxOf, type CellContent, type Colour, type Grid, isFormula } from '../../sheet-templates/views/grid.ts';
import { addCheck, namesOf } from './checks.ts';

/** Cells carry their own look; without a theme named, exceljs names one. */
export const PLAIN_TABLE = { theme: null } as unknown as TableStyleProperties;

/**
 * A calculated cell is kept as empty text: programs that do not calculate show nothing, and LibreOffice, which trusts
 * numbers it finds, calculates it when it opens the file.
 */
const kept = (content: CellContent) => (isFormula(content) ? { ...content, result: '' } : content);

/** Where two speak of the same property, the earlier one counts. */
export const addColours = (sheet: Worksheet, colours: readonly Colour[]): void => {
  colours.forEach(({ ref, when, style }, index) => {
    sheet.addConditionalFormatting({
      ref,
      rules: [{ type: 'expression', formulae: [when], style, priority: index + 1 }],
    });
  });
};

/** Puts a drawn sheet into a worksheet; its charts are added to the finished file (charts.ts). */
export const paint = (grid: Grid, sheet: Worksheet, book: Book): void => {
  if (grid.table) addTable(grid, grid.table, sheet);
  for (const [place, { value, style }] of grid.cells) {
    const cell = sheet.getCell(place);
    // What is merged away holds nothing.
    if (value !== null) cell.value = kept(value);
    cell.style = style;
  }
  for (const { top, left, bottom, right } of grid.merges) sheet.mergeCells(top, left, bottom, right);
  for (const [number, { width, hidden }] of grid.columns) {
    const column = sheet.getColumn(number);
    if (width !== undefined) column.width = width;
    if (hidden) column.hidden = true;
  }
  for (const [number, { height, hidden }] of grid.rows) {
    const row = sheet.getRow(number);
    if (height !== undefined) row.height = height;
    if (hidden) row.hidden = true;
  }
  for (const { cell, tab } of grid.choices) {
    const names = namesOf(tab as TabKey, book.locale, book.tabs, IDS);
    addCheck(sheet, cell, names && ({ ...names, allowBlank: true } as DataValidation));
  }
  if (grid.printArea) sheet.pageSetup.printArea = grid.printArea;
  addColours(sheet, grid.colours);
};

/** A form is chosen by the id of what it is about, which stands first. */
const IDS = 1;

const addTable = (grid: Grid, { name, ref }: NonNullable<Grid['table']>, sheet: Worksheet): void => {
  const { top, left, bottom, right } = boxOf(ref);
  const columns = Array.from({ length: right - left + 1 }, (_, i) => left + i);
  const rows = Array.from({ length: bottom - top }, (_, i) => top + 1 + i);
  sheet.addTable({
    name,
    ref: `${columnLetters(left)}${top}`,
    headerRow: true,
    style: PLAIN_TABLE,
    columns: columns.map((column) => ({ name: String(grid.getCell(top, column).value), filterButton: true })),
    rows: rows.map((row) => columns.map((column) => kept(grid.getCell(row, column).value))),
  });
};
