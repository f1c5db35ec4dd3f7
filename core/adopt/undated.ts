/** Which tasks of a stranger's sheet are open and have no date, or none that can be read: of these nobody would ever be reminded. */
import { type DateOrder, dateOrderIn, dayAround, dayInOrder, parseDate, saysNoDate } from '../read/dates.ts';
import { textOf } from '../read/headers.ts';
import { oneLine } from '../text/width.ts';
import type { RawCell } from '../workbook.ts';
import { isNothing } from './columns.ts';
import { countRows } from './count.ts';
import { stateMeant } from './guess/states.ts';
import type { ProposedSheet, ReadingChoices } from './proposal.ts';
import { asGuessed, columnAt, type RecognisedSheet } from './recognise.ts';

/** Workdays without an update that are offered, from none on. */
export const UPDATE_AFTER = [0, 3, 5, 10] as const;

/** Without an owner nobody could be asked for an update. */
export const hasOwners = ({ missing }: Pick<ProposedSheet, 'missing'>): boolean => !missing.includes('responsible');

export interface WithoutDate {
  /** How many have none, or one that is to be settled; all that are open where no column says one. */
  readonly undated: number;
  /** What stands there instead of a date, once for each of the others. */
  readonly unread: readonly string[];
}

/** Of the open tasks; a word for a status that nobody knows counts as open. */
export const withoutDate = (
  reading: RecognisedSheet,
  { statuses = {} }: ReadingChoices,
  dateSystem: 1900 | 1904,
): WithoutDate => {
  const guessed = asGuessed(reading);
  if (columnAt(guessed.mapping, 'raci', 'name') === undefined) return { undated: 0, unread: [] };
  const [due, start] = [columnAt(guessed.mapping, 'raci', 'due'), columnAt(guessed.mapping, 'raci', 'start')];
  const status = columnAt(guessed.mapping, 'tracker', 'status');
  const isOpen = ({ cells }: { readonly cells: readonly RawCell[] }): boolean => {
    const text = status === undefined ? '' : oneLine(textOf(cells[status - 1]));
    const state = statuses[text] ?? stateMeant(text);
    return state !== 'done' && state !== 'cancelled';
  };
  const open = countRows(guessed, dateSystem).tasks.filter(isOpen);
  if (due === undefined) return { undated: open.length, unread: [] };
  let undated = 0;
  const unread: string[] = [];
  const order = dateOrderIn(guessed.below(due));
  for (const { cells } of open) {
    const cell = cells[due - 1] ?? null;
    if (isNothing(cell) || (isWritten(cell) && saysNoDate(cell))) undated++;
    else if (!isDate(cell, start === undefined ? null : (cells[start - 1] ?? null), order, dateSystem)) {
      unread.push(oneLine(textOf(cell)));
    }
  }
  return { undated, unread };
};

const isWritten = (cell: RawCell): cell is string | number => typeof cell === 'string' || typeof cell === 'number';

/** As a sweep reads it: one of two readings as its column has the others, one without a year by the date beside it. */
const isDate = (cell: RawCell, beside: RawCell, order: DateOrder | null, dateSystem: 1900 | 1904): boolean => {
  if (!isWritten(cell)) return false;
  if (!('bad' in parseDate(cell, dateSystem)) || dayInOrder(cell, order) !== null) return true;
  const start = isWritten(beside) ? parseDate(beside, dateSystem) : null;
  return start !== null && 'day' in start && dayAround(cell, [start.day]) !== null;
};
