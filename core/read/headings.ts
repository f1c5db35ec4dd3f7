/** Rows of an adopted plan that are no tasks: headings, remarks, sums beneath the table. */
import { saysNothing, trimmed } from '../text/words.ts';
import type { RawCell } from '../workbook.ts';
import { parseDate } from './dates.ts';

const isBlank = (cell: RawCell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && trimmed(cell) === '');

/** No name of somebody, no date and no word of state is longer. */
const LONGEST = 24;

/** 审核：李明, a sentence, a sum: it says nothing of a task. */
const isRemark = (cell: RawCell | undefined): boolean =>
  typeof cell === 'number' || (typeof cell === 'string' && (/[:：]/.test(cell) || trimmed(cell).length > LONGEST));

/** A day, a share or a sum, or a mark that there is none: what a template's formulas leave in a row that nobody has filled in, and what heads the tasks of a day. */
const isFigure = (cell: RawCell | undefined): boolean => {
  if (typeof cell !== 'string') return typeof cell === 'number';
  if (saysNothing(cell)) return true;
  const date = parseDate(cell, 1900);
  return !('bad' in date && date.bad === 'not-a-date');
};

/**
 * Whether a row says nothing of who, when or how far in these 1-based columns, or stands without a name and says there
 * but one thing, which is none of these, or nothing but figures.
 */
export const isNoTask = (cells: readonly RawCell[], planning: readonly number[], name: number | undefined): boolean => {
  const said = planning.flatMap((column) => (isBlank(cells[column - 1]) ? [] : [cells[column - 1]]));
  if (said.length === 0) return true;
  if (name === undefined || !isBlank(cells[name - 1])) return false;
  return (said.length === 1 && isRemark(said[0])) || said.every(isFigure);
};
