/** What following a sheet of somebody's own comes to: sheets to add, and cells to fill. */
import { matrixAdoptionOf } from '../../core/adopt/from-matrix.ts';
import { adoptionOf, recogniseWorkbook } from '../../core/adopt/index.ts';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Follow, FollowBook, SheetToAdd } from '../protocol.ts';

/** The spreadsheet as core reads it. */
export const rawFollowed = ({ raw }: FollowBook): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((sheet) => ({ ...sheet, calculated: new Set(sheet.calculated) })),
  movedFrom: () => false,
  foundAt: async () => null,
});

/** Null where nothing can be followed. The calendar begins empty, as that of a workbook set up from the menu does. */
export const followOf = (book: FollowBook, raw: RawWorkbook, said: ReadingChoices): Follow | null => {
  const found = recogniseWorkbook(raw, said);
  const { plan, counts, matrix, locale } = found;
  const { zone, country, workbookId, stamp } = book;
  const choices = { locale, zone, country, days: [], workbookId, said };
  const adoption =
    plan && counts
      ? adoptionOf({ ...found, plan, counts }, choices)
      : matrix && matrixAdoptionOf({ ...found, matrix }, choices);
  if (!adoption) return null;
  const addSheets = adoption.added.flatMap(({ tab, title }): SheetToAdd[] => {
    const sheet = adoption.addSheets.find((one) => one.title === title);
    return sheet ? [{ ...sheet, tab }] : [];
  });
  return { stamp, locale, edits: adoption.edits, addSheets };
};
