import type { EnumValue } from '../enums.ts';
import { ScriptException } from '../errors.ts';
import { splitSheet } from '../model/a1.ts';
import type { SheetModel } from '../model/sheet.ts';
import type { WorkbookModel } from '../model/workbook.ts';
import { SELF, Service } from '../strict.ts';
import type { Execution } from '../world.ts';
import { addMetadata, DeveloperMetadata, DeveloperMetadataFinder, finder } from './developer-metadata.ts';
import { Protection } from './protection.ts';
import { Range } from './range.ts';
import { RangeList } from './range-list.ts';
import { User } from './session.ts';
import { rangeAt, Sheet } from './sheet.ts';

const sheetFor = (book: WorkbookModel, run: Execution, a1: string): SheetModel => {
  const { sheet: name } = splitSheet(a1);
  if (name === undefined) return run.screen().sheet;
  const sheet = book.sheetNamed(name);
  if (!sheet) throw new ScriptException('Range not found');
  return sheet;
};

/** Spreadsheet. Source: reference, class Spreadsheet. */
export const Spreadsheet: Service<WorkbookModel> = new Service<WorkbookModel>('SpreadsheetApp.Spreadsheet', {
  getId: ['', (book) => book.id],
  getName: ['', (book) => book.name],
  rename: [
    'string',
    (book, _run, name: string) => {
      book.name = name;
    },
  ],
  getUrl: ['', (book) => `https://docs.google.com/spreadsheets/d/${book.id}/edit`],
  getSpreadsheetLocale: ['', (book) => book.localeName],
  getSpreadsheetTimeZone: ['', (book) => book.timeZone],
  getOwner: ['', (book, run) => User.of(run, { email: book.owner })],
  getEditors: ['', (book, run) => [...book.editors].map((email) => User.of(run, { email }))],
  getSheets: ['', (book, run) => book.sheets.map((sheet) => Sheet.of(run, sheet))],
  getNumSheets: ['', (book) => book.sheets.length],
  getSheetByName: [
    'string',
    (book, run, name: string) => {
      const sheet = book.sheetNamed(name);
      return sheet ? Sheet.of(run, sheet) : null;
    },
  ],
  getSheetById: [
    'int',
    (book, run, id: number) => {
      const sheet = book.sheets.find((one) => one.id === id);
      return sheet ? Sheet.of(run, sheet) : null;
    },
  ],
  getActiveSheet: ['', (_book, run) => Sheet.of(run, run.screen().sheet)],
  getActiveRange: ['', (_book, run) => Range.of(run, { ...run.screen().selection, sheet: run.screen().sheet })],
  setActiveSheet: [
    'Sheet',
    (_book, run, sheet: SheetModel) => {
      run.screen().sheet = sheet;
      return Sheet.of(run, sheet);
    },
  ],
  getRange: ['string', (book, run, a1: string) => Range.of(run, rangeAt(sheetFor(book, run, a1), a1))],
  getRangeList: [
    'string[]',
    (book, run, names: string[]) =>
      RangeList.of(
        run,
        names.map((a1) => rangeAt(sheetFor(book, run, a1), a1)),
      ),
  ],
  insertSheet: [
    '| string | string int | int',
    (book, run, name?: string | number, at?: number) => {
      const index = typeof name === 'number' ? name : at;
      let title = typeof name === 'string' ? name : '';
      for (let n = book.sheets.length + 1; !title || (typeof name !== 'string' && book.sheetNamed(title)); n += 1)
        title = `Sheet${n}`;
      if (book.sheetNamed(title))
        throw new ScriptException(`A sheet with the name "${title}" already exists. Please enter another name.`);
      return Sheet.of(run, book.newSheet(title, 1000, 26, index));
    },
  ],
  deleteSheet: [
    'Sheet',
    (book, _run, sheet: SheetModel) => {
      if (book.sheets.length === 1) throw new ScriptException("You can't remove all the sheets in a document.");
      book.sheets = book.sheets.filter((one) => one !== sheet);
      book.forget({ sheet });
    },
  ],
  moveActiveSheet: [
    'int',
    (book, run, position: number) => {
      const { sheet } = run.screen();
      book.sheets = book.sheets.filter((one) => one !== sheet);
      book.sheets.splice(position - 1, 0, sheet);
    },
  ],
  toast: [
    'string | string string | string string number?',
    (_book, run, message: string, title = '', seconds: number | null = 5) => {
      if (run.start.activeUser) run.screen().toasts.push({ message, title, seconds: seconds ?? 5 });
    },
  ],
  getProtections: [
    'ProtectionType',
    (book, run, type: EnumValue) =>
      book.sheets.flatMap((sheet) =>
        sheet.protections
          .filter((one) => (one.area ? 'RANGE' : 'SHEET') === type.toString())
          .map((model) => Protection.of(run, { sheet, model })),
      ),
  ],
  addDeveloperMetadata: [
    'string | string DeveloperMetadataVisibility | string string | string string DeveloperMetadataVisibility',
    (_book, run, key: string, ...rest: (string | EnumValue)[]) => {
      addMetadata(run, undefined, key, rest);
      return SELF;
    },
  ],
  getDeveloperMetadata: [
    '',
    (book, run) => book.metadata.filter((one) => !one.sheet).map((one) => DeveloperMetadata.of(run, one)),
  ],
  createDeveloperMetadataFinder: ['', (_book, run) => DeveloperMetadataFinder.of(run, finder({}))],
});
