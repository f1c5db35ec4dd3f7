/** What the cells below a header let people choose from: the drop-down of a column. */
import { type HeaderLine, textOf } from '../read/headers.ts';
import { oneLine } from '../text/width.ts';
import { normal } from '../text/words.ts';
import type { RawSheet, Rect } from '../workbook.ts';
import type { CellsBelow } from './columns.ts';

/** A sheet under one of its lines. */
interface HeadedSheet {
  readonly sheet: RawSheet;
  readonly line: HeaderLine;
  readonly below: CellsBelow;
}

/**
 * The words of the drop-down that most cells of a 1-based column have, each once; none where it has none. Drop-downs stay where they were when somebody
 * puts in a column: of one whose words hardly any of the cells has, nothing is said.
 */
export const listBelow = ({ sheet, line, below }: HeadedSheet, at: number): readonly string[] => {
  const first = line.at + 1;
  const last = Math.max(first, sheet.rows[sheet.rows.length - 1]?.at ?? 0);
  const rowsOf = (places: readonly Rect[]): number =>
    places
      .filter(({ left, right }) => left <= at && right >= at)
      .reduce((sum, { top, bottom }) => sum + Math.max(0, Math.min(bottom, last) - Math.max(top, first) + 1), 0);
  let most = 0;
  let words: readonly string[] = [];
  for (const list of sheet.lists?.() ?? []) {
    const rows = rowsOf(list.at);
    if (rows > most) [most, words] = [rows, list.words];
  }
  if (most === 0) return [];
  const known = new Set(words.map(normal));
  const cells = below(at);
  const chosen = cells.filter((cell) => known.has(normal(textOf(cell))));
  return chosen.length * 2 < cells.length ? [] : [...new Set(words.map(oneLine))].filter((word) => word !== '');
};

/** Something in the row was chosen from a drop-down that begins further down than the first row: it is said there, and heads nothing. */
export const isChosenIn = ({ rows, lists }: RawSheet, at: number): boolean => {
  const cells = rows.find((row) => row.at === at)?.cells ?? [];
  return (lists?.() ?? []).some(({ at: places, words }) =>
    places.some(
      ({ top, left, bottom, right }) =>
        top > 1 &&
        top <= at &&
        bottom >= at &&
        cells.slice(left - 1, right).some((cell) => textOf(cell) !== '' && words.includes(textOf(cell))),
    ),
  );
};

/**
 * 1-based columns in which nothing stands below the header but what another one lets people choose from, each once: beside a table that is a legend, be
 * it called Status as that one is.
 */
export const listedBeside = ({ rows, lists }: RawSheet, line: HeaderLine): readonly number[] =>
  (lists?.() ?? []).flatMap(({ at, words, from }) => {
    if (!from || from.left !== from.right || from.bottom <= line.at || words.length > MOST_BESIDE) return [];
    const isElsewhere = at.every(({ left, right }) => right < from.left || left > from.left);
    const isOnce = new Set(words.map(normal)).size === words.length;
    // What stands right above it says what it lists.
    const isOf = (row: number) => row <= line.at || (row >= from.top - 1 && row <= from.bottom);
    const isAlone = rows.every((row) => isOf(row.at) || textOf(row.cells[from.left - 1]) === '');
    return isElsewhere && isOnce && isAlone ? [from.left] : [];
  });
/** Tasks that follow others are chosen from a longer list. */
const MOST_BESIDE = 12;
