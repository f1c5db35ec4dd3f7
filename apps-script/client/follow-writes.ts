/** What following a sheet of somebody's own comes to: sheets to add, and cells to fill. */

import { allSaid, elsewhere } from '../../core/adopt/elsewhere.ts';
import { matrixAdoptionOf } from '../../core/adopt/from-matrix.ts';
import { type Adoption, adoptionOf, recogniseWorkbook } from '../../core/adopt/index.ts';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../core/adopt/propose.ts';
import type { Followed } from '../../core/adopt/rebind.ts';
import type { Write } from '../../core/plan.ts';
import type { NewSheet, RawWorkbook } from '../../core/workbook.ts';
import type { Follow, FollowBook, SheetToAdd } from '../protocol.ts';

/** The spreadsheet as core reads it. */
export const rawFollowed = ({ raw }: FollowBook): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map(({ offered, ...sheet }) => ({
    ...sheet,
    calculated: new Set(sheet.calculated),
    lists: () => offered,
  })),
  movedFrom: () => false,
  foundAt: async () => null,
});

/** What a followed sheet becomes where another sheet, or others beside it, is to be followed; null where that holds no tasks. */
export interface Moved extends Pick<Follow, 'edits' | 'addSheets'> {
  readonly writes: readonly Write[];
}

export const movedOf = (raw: RawWorkbook, followed: Followed, choices: ReadingChoices): Moved | null => {
  const { locale } = followed.located;
  const seen = allSaid(followed, choices);
  const said = allSaid(followed, acceptedIn(proposalOf(raw, seen, locale), seen));
  const found = recogniseWorkbook(raw, said);
  const { plan, counts } = found;
  if (!plan || !counts) return null;
  const { edits, addSheets, added, writes } = elsewhere(raw, followed, { ...found, plan, counts }, said, locale);
  return { edits, addSheets: withTabs(addSheets, added), writes };
};

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
  return { stamp, locale, edits: adoption.edits, addSheets: withTabs(adoption.addSheets, adoption.added) };
};

const withTabs = (sheets: readonly NewSheet[], added: Adoption['added']): readonly SheetToAdd[] =>
  added.flatMap(({ tab, title }): SheetToAdd[] => {
    const sheet = sheets.find((one) => one.title === title);
    return sheet ? [{ ...sheet, tab }] : [];
  });
