import { ScriptException } from '../errors.ts';
import { Service } from '../strict.ts';
import { ConditionalFormatRuleBuilder, newFormatRule } from './conditional-format.ts';
import { DataValidationBuilder, newRule } from './data-validation.ts';
import { Range } from './range.ts';
import { Sheet } from './sheet.ts';
import { Spreadsheet } from './spreadsheet.ts';
import { Ui } from './ui.ts';

export const SpreadsheetApp = new Service<undefined>(
  'SpreadsheetApp',
  {
    getActive: ['', (_self, run) => Spreadsheet.of(run, run.world.workbook)],
    getActiveSpreadsheet: ['', (_self, run) => Spreadsheet.of(run, run.world.workbook)],
    getActiveSheet: ['', (_self, run) => Sheet.of(run, run.screen().sheet)],
    getActiveRange: ['', (_self, run) => Range.of(run, { ...run.screen().selection, sheet: run.screen().sheet })],
    getUi: [
      '',
      (_self, run) => {
        if (!run.start.activeUser) throw new ScriptException('Cannot call SpreadsheetApp.getUi() from this context.');
        return Ui.of(run, undefined);
      },
    ],
    flush: ['', () => undefined],
    newConditionalFormatRule: ['', (_self, run) => ConditionalFormatRuleBuilder.of(run, newFormatRule())],
    newDataValidation: ['', (_self, run) => DataValidationBuilder.of(run, newRule())],
  },
  {
    enums: [
      'BorderStyle',
      'CopyPasteType',
      'DataValidationCriteria',
      'DeveloperMetadataLocationType',
      'DeveloperMetadataVisibility',
      'Dimension',
      'ProtectionType',
      'SheetType',
      'WrapStrategy',
    ],
  },
);
