/** What the cells of a sheet let people choose from, for the page that shows how it would be read. */
import { type RawList, TOP_ROWS } from '../../core/workbook.ts';
import { attempt } from './services.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Rule = GoogleAppsScript.Spreadsheet.DataValidation;

/**
 * Of each column the drop-down that stands last in the rows near the top, or in the one below the last row. One call for all of them, and a few for each
 * column that has one.
 */
export const readLists = (sheet: Sheet): RawList[] => {
  try {
    const rows = Math.min(sheet.getMaxRows(), sheet.getLastRow() + 1, TOP_ROWS);
    const columns = sheet.getLastColumn();
    if (columns === 0) return [];
    const rules = attempt(() => sheet.getRange(1, 1, rows, columns).getDataValidations());
    const bottom = sheet.getMaxRows();
    return Array.from({ length: columns }, (_, index) => index + 1).flatMap((column): RawList[] => {
      const own = rules.flatMap((line, row) => {
        const rule = line[column - 1];
        return rule ? [{ row: row + 1, rule }] : [];
      });
      const last = own[own.length - 1];
      const list = last && listOf(last.rule, sheet);
      if (!list) return [];
      return [{ at: [{ top: own[0]?.row ?? 1, left: column, bottom, right: column }], ...list }];
    });
  } catch {
    // Columns of Google's own tables may refuse to say it: then the cells alone do.
    return [];
  }
};

/** Null for a rule of another kind. */
const listOf = (rule: Rule, sheet: Sheet): Omit<RawList, 'at'> | null => {
  const { VALUE_IN_LIST, VALUE_IN_RANGE } = SpreadsheetApp.DataValidationCriteria;
  const type = rule.getCriteriaType();
  const [offered] = rule.getCriteriaValues() as readonly unknown[];
  if (type === VALUE_IN_LIST) return { words: (offered as readonly unknown[]).map(String) };
  if (type !== VALUE_IN_RANGE) return null;
  const range = offered as GoogleAppsScript.Spreadsheet.Range;
  const words = range.getValues().flatMap((line) => line.map(String).filter((word) => word !== ''));
  if (range.getSheet().getSheetId() !== sheet.getSheetId()) return { words };
  const [top, left] = [range.getRow(), range.getColumn()];
  return { words, from: { top, left, bottom: range.getLastRow(), right: range.getLastColumn() } };
};
