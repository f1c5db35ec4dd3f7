import { type EnumValue, enumValue } from '../enums.ts';
import { ScriptException } from '../errors.ts';
import { parseArea, splitSheet } from '../model/a1.ts';
import { BLACK, PLAIN, WHITE } from '../model/cell.ts';
import { newProtection, type SheetModel } from '../model/sheet.ts';
import { SELF, Service } from '../strict.ts';
import type { Execution } from '../world.ts';
import { ConditionalFormatRule, type FormatRule } from './conditional-format.ts';
import { addMetadata, DeveloperMetadata, DeveloperMetadataFinder, finder } from './developer-metadata.ts';
import { Filter } from './filter.ts';
import { Protection } from './protection.ts';
import { Range } from './range.ts';
import { RangeList } from './range-list.ts';
import { type RangeState, rangeOf } from './range-state.ts';
import { guard, toScript, writeValues } from './range-values.ts';
import { giveSpreadsheet } from './refer.ts';

export const rangeAt = (sheet: SheetModel, a1: string): RangeState => {
  const area = parseArea(splitSheet(a1).a1, sheet.rows.length, sheet.columns.length);
  return rangeOf(sheet, area.row, area.column, area.rows, area.columns);
};

const whole = (sheet: SheetModel): RangeState => ({ sheet, ...sheet.whole });

const dataRange = (sheet: SheetModel): RangeState => {
  const { lastRow, lastColumn } = sheet.content();
  return rangeOf(sheet, 1, 1, Math.max(1, lastRow), Math.max(1, lastColumn));
};

/** insertX / deleteX in the names of the reference, over one model call. */
const structure = (
  change: (sheet: SheetModel, run: Execution, position: number, count: number) => void,
  signature: string,
) =>
  [
    signature,
    (sheet: SheetModel, run: Execution, position: number, count = 1) => {
      guard(run, whole(sheet));
      change(sheet, run, position, count);
      return SELF;
    },
  ] as const;

const remove = (kind: 'rows' | 'columns') => (sheet: SheetModel, run: Execution, position: number, count: number) => {
  if (position + count - 1 > sheet[kind].length) throw new ScriptException(`Those ${kind} are out of bounds.`);
  if (sheet[kind].length <= count) throw new ScriptException(`You can't delete all the ${kind} on the sheet.`);
  const gone =
    kind === 'rows' ? { rows: sheet.deleteRows(position, count) } : { columns: sheet.deleteColumns(position, count) };
  run.world.workbook.forget(gone);
};

const hide = (kind: 'rows' | 'columns', hidden: boolean) =>
  [
    'int | int int',
    (sheet: SheetModel, _run: Execution, position: number, count = 1) => {
      if (kind === 'rows') for (const row of sheet.rows.slice(position - 1, position - 1 + count)) row.hidden = hidden;
      else for (const column of sheet.columns.slice(position - 1, position - 1 + count)) sheet.hide(column, hidden);
    },
  ] as const;

const clear = (change: Parameters<typeof Object.assign>[1]) =>
  [
    '',
    (sheet: SheetModel, run: Execution) => {
      guard(run, whole(sheet));
      for (const row of sheet.rows) for (const cell of row.own().values()) Object.assign(cell, change);
      return SELF;
    },
  ] as const;

/** Sheet. Source: reference, class Sheet. */
export const Sheet: Service<SheetModel> = new Service<SheetModel>('SpreadsheetApp.Sheet', {
  getSheetId: ['', (sheet) => sheet.id],
  getName: ['', (sheet) => sheet.name],
  getSheetName: ['', (sheet) => sheet.name],
  setName: [
    'string',
    (sheet, run, name: string) => {
      if (run.world.workbook.sheets.some((one) => one !== sheet && one.name === name)) {
        throw new ScriptException(`A sheet with the name "${name}" already exists. Please enter another name.`);
      }
      sheet.name = name;
      return SELF;
    },
  ],
  getIndex: ['', (sheet, run) => run.world.workbook.sheets.indexOf(sheet) + 1],
  getParent: ['', (_sheet, run) => giveSpreadsheet(run, run.world.workbook)],
  getType: ['', () => enumValue('SheetType', 'GRID')],
  getRange: [
    'string | int int | int int int | int int int int',
    (sheet, run, at: string | number, column = 1, rows = 1, columns = 1) =>
      Range.of(run, typeof at === 'string' ? rangeAt(sheet, at) : rangeOf(sheet, at, column, rows, columns)),
  ],
  getRangeList: [
    'string[]',
    (sheet, run, names: string[]) =>
      RangeList.of(
        run,
        names.map((name) => rangeAt(sheet, name)),
      ),
  ],
  getDataRange: ['', (sheet, run) => Range.of(run, dataRange(sheet))],
  getSheetValues: [
    'int int int int',
    (sheet, run, row: number, column: number, rows: number, columns: number) => {
      const range = rangeOf(sheet, row, column, rows, columns);
      run.reading(rows * columns);
      return sheet.read(range, (cell) => toScript(run, cell));
    },
  ],
  getLastRow: ['', (sheet) => sheet.content().lastRow],
  getLastColumn: ['', (sheet) => sheet.content().lastColumn],
  getMaxRows: ['', (sheet) => sheet.rows.length],
  getMaxColumns: ['', (sheet) => sheet.columns.length],
  getFrozenRows: ['', (sheet) => sheet.frozenRows],
  getFrozenColumns: ['', (sheet) => sheet.frozenColumns],
  setFrozenRows: [
    'int',
    (sheet, _run, count: number) => {
      sheet.frozenRows = count;
    },
  ],
  setFrozenColumns: [
    'int',
    (sheet, _run, count: number) => {
      sheet.frozenColumns = count;
    },
  ],
  appendRow: [
    'value[]',
    (sheet, run, values: unknown[]) => {
      const row = sheet.content().lastRow + 1;
      if (row > sheet.rows.length) sheet.insertRows(row, 1);
      if (values.length > sheet.columns.length)
        sheet.insertColumns(sheet.columns.length + 1, values.length - sheet.columns.length);
      writeValues(run, rangeOf(sheet, row, 1, 1, values.length), [values]);
      return SELF;
    },
  ],

  insertRowBefore: structure((sheet, _run, at, count) => sheet.insertRows(at, count), 'int'),
  insertRowAfter: structure((sheet, _run, at, count) => sheet.insertRows(at + 1, count), 'int'),
  insertRowsBefore: structure((sheet, _run, at, count) => sheet.insertRows(at, count), 'int int'),
  insertRowsAfter: structure((sheet, _run, at, count) => sheet.insertRows(at + 1, count), 'int int'),
  insertColumnBefore: structure((sheet, _run, at, count) => sheet.insertColumns(at, count), 'int'),
  insertColumnAfter: structure((sheet, _run, at, count) => sheet.insertColumns(at + 1, count), 'int'),
  insertColumnsBefore: structure((sheet, _run, at, count) => sheet.insertColumns(at, count), 'int int'),
  insertColumnsAfter: structure((sheet, _run, at, count) => sheet.insertColumns(at + 1, count), 'int int'),
  deleteRow: structure(remove('rows'), 'int'),
  deleteRows: structure(remove('rows'), 'int int'),
  deleteColumn: structure(remove('columns'), 'int'),
  deleteColumns: structure(remove('columns'), 'int int'),
  moveColumns: [
    'Range int',
    (sheet, run, range: RangeState, before: number) => {
      guard(run, whole(sheet));
      sheet.moveColumns(range.column, range.columns, before);
    },
  ],
  moveRows: [
    'Range int',
    (sheet, run, range: RangeState, before: number) => {
      guard(run, whole(sheet));
      sheet.moveRows(range.row, range.rows, before);
    },
  ],

  hideRows: hide('rows', true),
  showRows: hide('rows', false),
  hideColumns: hide('columns', true),
  showColumns: hide('columns', false),
  isRowHiddenByUser: ['int', (sheet, _run, row: number) => sheet.rows[row - 1]?.hidden ?? false],
  isColumnHiddenByUser: ['int', (sheet, _run, column: number) => sheet.hidesColumn(column)],
  isRowHiddenByFilter: [
    'int',
    (sheet, run, row: number) => sheet.hiddenByFilter(row, (y, x) => run.world.workbook.shown(sheet.peek(y, x))),
  ],
  hideSheet: [
    '',
    (sheet) => {
      sheet.hidden = true;
      return SELF;
    },
  ],
  showSheet: [
    '',
    (sheet) => {
      sheet.hidden = false;
      return SELF;
    },
  ],
  isSheetHidden: ['', (sheet) => sheet.hidden],
  getTabColor: ['', (sheet) => sheet.tabColor],
  setTabColor: [
    'string?',
    (sheet, _run, value: string | null) => {
      sheet.tabColor = value;
      return SELF;
    },
  ],
  setColumnWidth: ['int int', () => SELF],
  setColumnWidths: ['int int int', () => SELF],
  setRowHeight: ['int int', () => SELF],
  autoResizeColumn: ['int', () => SELF],
  autoResizeColumns: ['int int', () => SELF],

  clear: clear({
    value: '',
    formula: '',
    background: WHITE,
    fontColor: BLACK,
    numberFormat: '',
    look: PLAIN,
    validation: null,
  }),
  clearContents: clear({ value: '', formula: '' }),
  clearFormats: clear({ background: WHITE, fontColor: BLACK, numberFormat: '', look: PLAIN }),
  clearNotes: clear({ note: '' }),

  getConditionalFormatRules: [
    '',
    (sheet, run) => sheet.conditionalFormats.map((rule) => ConditionalFormatRule.of(run, rule as FormatRule)),
  ],
  setConditionalFormatRules: [
    'ConditionalFormatRule[]',
    (sheet, run, rules: FormatRule[]) => {
      guard(run, whole(sheet));
      sheet.conditionalFormats = rules;
    },
  ],
  clearConditionalFormatRules: [
    '',
    (sheet, run) => {
      guard(run, whole(sheet));
      sheet.conditionalFormats = [];
    },
  ],
  getFilter: ['', (sheet, run) => (sheet.filter ? Filter.of(run, sheet) : null)],
  protect: [
    '',
    (sheet, run) => {
      const model =
        sheet.protections.find((one) => one.area === undefined) ?? newProtection(run.start.effectiveUser, undefined);
      if (!sheet.protections.includes(model)) sheet.protections.push(model);
      return Protection.of(run, { sheet, model });
    },
  ],
  getProtections: [
    'ProtectionType',
    (sheet, run, type: EnumValue) =>
      sheet.protections
        .filter((one) => (one.area ? 'RANGE' : 'SHEET') === type.toString())
        .map((model) => Protection.of(run, { sheet, model })),
  ],

  getActiveRange: ['', (sheet, run) => Range.of(run, { ...run.screen().selection, sheet })],
  getActiveCell: [
    '',
    (sheet, run) => Range.of(run, rangeOf(sheet, run.screen().selection.row, run.screen().selection.column)),
  ],
  setActiveRange: [
    'Range',
    (sheet, run, { row, column, rows, columns }: RangeState) => {
      Object.assign(run.screen(), { sheet, selection: { row, column, rows, columns } });
      return Range.of(run, { sheet, row, column, rows, columns });
    },
  ],
  activate: [
    '',
    (sheet, run) => {
      run.screen().sheet = sheet;
      return SELF;
    },
  ],

  addDeveloperMetadata: [
    'string | string DeveloperMetadataVisibility | string string | string string DeveloperMetadataVisibility',
    (sheet, run, key: string, ...rest: (string | EnumValue)[]) => {
      addMetadata(run, sheet, key, rest);
      return SELF;
    },
  ],
  getDeveloperMetadata: [
    '',
    (sheet, run) =>
      run.world.workbook.metadata
        .filter((one) => one.sheet === sheet && !one.row && !one.column)
        .map((one) => DeveloperMetadata.of(run, one)),
  ],
  createDeveloperMetadataFinder: ['', (sheet, run) => DeveloperMetadataFinder.of(run, finder({ sheet }))],
});
