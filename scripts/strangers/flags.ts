/** What somebody who can read the sheet would answer, as the flags of `adopt`. */
import { accepted, LABELLED_ROLES, type StrangersFile } from './labels.ts';

/** The first sheet of the label, its header, and its columns; the roles it has no column for are said to have none. */
export const flagsFor = ({ sheets }: StrangersFile): readonly string[] => {
  const [sheet] = sheets;
  if (!sheet) return [];
  const roles = sheet.matrix ? (['task'] as const) : LABELLED_ROLES;
  return [
    ...(sheet.sheet === '*' ? [] : ['--sheet', sheet.sheet]),
    ...['--header', accepted(sheet.header)[0] ?? '1'],
    ...roles.flatMap((role) => ['--map', `${role}=${accepted(sheet[role])[0] ?? '-'}`]),
  ];
};
