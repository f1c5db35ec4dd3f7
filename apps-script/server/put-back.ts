/** Puts back what stood in a cell, where what was typed cannot stand there. */
import { ADD_ON } from '../../core/messages/languages.ts';
import { severityOf } from '../../core/problem.ts';
import { columnOfEdit, isEditRefused, type JudgedEdit, type SheetEdit } from './judge-edit.ts';
import { sentence } from './judged.ts';
import { attempt } from './services.ts';
import type { Area } from './sheet-marks.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Puts back what a single cell held before, where what was typed cannot stand there; the toast says why. */
export const putBack = (edit: SheetEdit, found: JudgedEdit): boolean => {
  const { opened, ids, rows, snapshot } = found;
  const { area, sheet, oldValue } = edit;
  const say = ADD_ON[snapshot.policy.locale].edit;
  const id = ids.putBack.get(area.top);
  if (edit.single && id !== undefined && oldValue !== undefined) {
    restore(sheet, area, id, false);
    toast(say.idPutBack(id), say.name);
    return true;
  }
  if (!isEditRefused(edit, found)) return false;
  const column = columnOfEdit(opened, area.left);
  const why = rows[0]?.problems.find(
    (problem) =>
      severityOf(problem.code) === 'error' &&
      opened.located.tabs.get(problem.tab)?.columns.get(problem.column) === area.left,
  );
  if (!why) return false;
  restore(sheet, area, oldValue ?? '', column?.type !== 'text');
  toast((oldValue === undefined ? say.emptied : say.putBack)(sentence(why, snapshot)), say.name);
  return true;
};

/** `oldValue` is text: what was a number, a date or a tick is to be one again. */
const restore = (sheet: Sheet, { top, left }: Area, text: string, mayBeNumber: boolean): void => {
  const number = /^-?\d+(\.\d+)?(E-?\d+)?$/i.test(text) && mayBeNumber;
  const value = /^(true|false)$/i.test(text) ? /^true$/i.test(text) : number ? Number(text) : text;
  attempt(() => sheet.getRange(top, left).setValue(value));
};

const toast = (message: string, title: string): void => {
  attempt(() => SpreadsheetApp.getActiveSpreadsheet().toast(message, title, 12));
};
