/** Which tasks of a stranger's sheet are open and have no date: of these nobody would ever be reminded. */
import { textOf } from '../read/headers.ts';
import { oneLine } from '../text/width.ts';
import type { RawRow } from '../workbook.ts';
import { isNothing } from './columns.ts';
import { countRows } from './count.ts';
import { stateMeant } from './guess/states.ts';
import type { ReadingChoices } from './proposal.ts';
import { asGuessed, columnAt, type RecognisedSheet } from './recognise.ts';

/** Workdays without an update that are offered, from none on. */
export const UPDATE_AFTER = [0, 3, 5, 10] as const;

/** Open tasks without a date; all that are open where no column says one. A word for a status that nobody knows counts as open. */
export const undatedTasks = (
  reading: RecognisedSheet,
  { statuses = {} }: ReadingChoices,
  dateSystem: 1900 | 1904,
): readonly RawRow[] => {
  const guessed = asGuessed(reading);
  if (columnAt(guessed.mapping, 'raci', 'name') === undefined) return [];
  const [due, status] = [columnAt(guessed.mapping, 'raci', 'due'), columnAt(guessed.mapping, 'tracker', 'status')];
  const isOpen = ({ cells }: RawRow): boolean => {
    const text = status === undefined ? '' : oneLine(textOf(cells[status - 1]));
    const state = statuses[text] ?? stateMeant(text);
    return state !== 'done' && state !== 'cancelled';
  };
  const hasNone = ({ cells }: RawRow): boolean => due === undefined || isNothing(cells[due - 1] ?? null);
  return countRows(guessed, dateSystem).tasks.filter((row) => hasNone(row) && isOpen(row));
};
