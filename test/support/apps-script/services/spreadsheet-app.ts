import { ScriptException } from '../errors.ts';
import { Service } from '../strict.ts';
import type { Execution } from '../world.ts';
import { ConditionalFormatRuleBuilder, newFormatRule } from './conditional-format.ts';
import { DataValidationBuilder, newRule } from './data-validation.ts';
import { Range } from './range.ts';
import { Sheet } from './sheet.ts';
import { Spreadsheet } from './spreadsheet.ts';
import { Ui } from './ui.ts';

/** A web app is said to have no active file, though its script is bound to one (developers.google.com/apps-script/guides/bound). */
const active = (run: Execution): object | null =>
  run.start.kind === 'web app' ? null : Spreadsheet.of(run, run.world.workbook);

export const SpreadsheetApp = new Service<undefined>(
  'SpreadsheetApp',
  {
    getActive: ['', (_self, run) => active(run)],
    getActiveSpreadsheet: ['', (_self, run) => active(run)],
    openById: [
      'string',
      (_self, run, id: string) => {
        if (id !== run.world.workbook.id)
          throw new ScriptException(
            'Unexpected error while getting the method or property openById on object SpreadsheetApp.',
          );
        return Spreadsheet.of(run, run.world.workbook);
      },
    ],
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
