/** What the tasks of a team's sheet call those that they wait for. */
import { type HeaderLine, textOf } from '../read/headers.ts';
import { predecessorId } from '../read/predecessors.ts';
import { normal, saysNothing } from '../text/words.ts';
import type { RawRow, RawSheet } from '../workbook.ts';

/** What stands between the tasks that one waits for. */
const BETWEEN = /[\s,，、;；]+/;
const NO_TITLES = new Map<string, string>();

/** The others that tasks name in a column. */
export const namedBefore = (tasks: readonly RawRow[], waiting: number): string[] =>
  tasks.flatMap(({ cells }) => textOf(cells[waiting - 1]).split(BETWEEN)).filter((one) => !saysNothing(one));

/** How many of these a column of typed values tells apart, one for each task; 0 for any other column. */
export const knownBy = (sheet: RawSheet, tasks: readonly RawRow[], at: number, named: readonly string[]): number => {
  if (sheet.calculated?.has(at)) return 0;
  const values = tasks.map(({ cells }) => normal(textOf(cells[at - 1])));
  const ids = new Set(values);
  if (ids.has('') || ids.size < values.length) return 0;
  return named.filter((one) => predecessorId(normal(one), ids, () => NO_TITLES) !== null).length;
};

/**
 * Whether any of what a column names is one of the tasks, by a column of typed values or by what they are called. Numbers that a formula counts are not:
 * ids of ours stand beside them, and each such name would be an error that nobody made.
 */
export const namesTasks = (
  sheet: RawSheet,
  { cells: header }: HeaderLine,
  rows: readonly RawRow[],
  { waiting, task }: { readonly waiting: number; readonly task: number },
): boolean => {
  const tasks = rows.filter(({ cells }) => textOf(cells[task - 1]) !== '');
  const named = namedBefore(tasks, waiting);
  if (named.length < SEVERAL) return true;
  const titles = new Set(tasks.map(({ cells }) => normal(textOf(cells[task - 1]))));
  return (
    tasks.some(({ cells }) => titles.has(normal(textOf(cells[waiting - 1])))) ||
    header.some((_, index) => index + 1 !== waiting && knownBy(sheet, tasks, index + 1, named) > 0)
  );
};
const SEVERAL = 3;
