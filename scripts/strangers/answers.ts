/** What somebody who can read the sheet would answer. */
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { accepted, LABELLED_ROLES, type StrangersFile } from './labels.ts';

/** The first sheet of the label, its header, and its columns; a role that it has no column for is said to have none. */
export const answersFor = ({ sheets }: StrangersFile): ReadingChoices => {
  const [sheet] = sheets;
  if (!sheet) return {};
  const roles = sheet.matrix ? (['task'] as const) : LABELLED_ROLES;
  return {
    ...(sheet.sheet !== '*' && { sheets: [sheet.sheet] }),
    headerRow: Number(accepted(sheet.header)[0]),
    columns: Object.fromEntries(roles.map((role) => [role, accepted(sheet[role])[0] ?? '-'])),
  };
};
