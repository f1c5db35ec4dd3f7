/** Which rows near a sheet's top may be its header, and how headers, titles and ids are compared. */
import { must } from '../text/must.ts';
import { normal, trimmed, visible } from '../text/words.ts';
import { type RawCell, type RawRow, type RawSheet, TOP_ROWS } from '../workbook.ts';

/** Lines that a header may take. */
const MOST_LINES = 3;

/** How far down a header is looked for: strangers' sheets have titles, facts and legends above it. */
const HEADER_WITHIN = TOP_ROWS - MOST_LINES;

/** What a cell says, as text without surrounding blanks, seen or not; '' for what says nothing. */
export const textOf = (cell: RawCell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return trimmed(cell);
  if (typeof cell === 'object') return '';
  return String(cell);
};

/** The id that a cell holds: without anything nobody sees, which came with it from where it was copied. */
export const idOf = (cell: RawCell | undefined): string => visible(textOf(cell)).trim();

/** A header or title as it is compared: without case, width, blanks, line breaks, asterisks, colons and brackets. */
export const headerKey = (text: string): string => {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = normal(text).replace(/[\s*:()[\]]/g, '');
  if (text.length > LONGEST_KNOWN) return key;
  if (keys.size >= MOST_KNOWN) keys.clear();
  keys.set(text, key);
  return key;
};

/** A sheet is looked at several times in a sweep, and what stands near its top is the same each time. */
const keys = new Map<string, string>();
const MOST_KNOWN = 10_000;
const LONGEST_KNOWN = 80;

/** A column's name is text: a number in that row counts or sums up something. */
const nameIn = (cell: RawCell | undefined): string => (typeof cell === 'string' ? cell.trim() : '');

/** What may be a sheet's header: one row, or several that say together what their columns hold. */
export interface HeaderLine {
  /** Its first and its last row number; data starts below the last. */
  readonly top: number;
  readonly at: number;
  /** What each column is called, from column A on; '' where nothing is said. */
  readonly cells: readonly string[];
}

/** At least as many as a row names columns. */
const namedIn = (cells: readonly RawCell[]): number => {
  let n = 0;
  for (const cell of cells) if (typeof cell === 'string' && cell !== '') n++;
  return n;
};

/**
 * Every row near the top that may be a header, alone before together with the rows beneath it. Left out are those that name fewer
 * columns than are asked for, which is asked anew before each.
 */
export function* headerLines(
  sheet: Pick<RawSheet, 'rows' | 'merges'>,
  atLeast: () => number = () => 0,
): Generator<HeaderLine> {
  const { rows } = sheet;
  for (let index = 0; index < rows.length; index++) {
    const row = must(rows[index], 'row of a sheet');
    if (row.at > HEADER_WITHIN) return;
    if (namedIn(row.cells) >= atLeast()) yield { top: row.at, at: row.at, cells: oneTable(row.cells.map(nameIn)) };
    const end = Math.min(rows.length, index + MOST_LINES);
    let width = row.cells.length;
    for (let i = index + 1; i < end; i++) width = Math.max(width, rows[i]?.cells.length ?? 0);
    if (width < atLeast()) continue;
    const lines: RawRow[] = [row];
    let above = row;
    for (let i = index + 1; i < end; i++) {
      const next = must(rows[i], 'row of a sheet');
      if (!continues(lines, above, next, sheet)) break;
      lines.push(next);
      above = next;
      const together = joined(lines, sheet);
      if (namedIn(together) >= atLeast()) yield { top: row.at, at: next.at, cells: oneTable(together) };
    }
  }
}

/**
 * Whether the next row goes on with a header: all text, directly beneath, and names something that the lines so far
 * leave open, because a group's name is merged over its columns or its cells are empty there.
 */
const continues = (
  lines: readonly RawRow[],
  above: RawRow,
  next: RawRow,
  { merges }: Pick<RawSheet, 'merges'>,
): boolean => {
  if (next.at !== above.at + 1) return false;
  if (next.cells.some((cell) => cell !== null && typeof cell !== 'string')) return false;
  const grouped = merges.some((m) => m.top === above.at && m.bottom === above.at && m.left < m.right);
  const named = (row: RawRow, index: number) => nameIn(row.cells[index]) !== '';
  const opens = next.cells.some((_, i) => named(next, i) && !lines.some((line) => named(line, i)));
  const leaves = above.cells.some((_, i) => named(above, i) && !named(next, i));
  return grouped || (opens && leaves);
};

/** The lines' texts by column, a group's name before the names in it. */
const joined = (lines: readonly RawRow[], { merges }: Pick<RawSheet, 'merges'>): string[] => {
  const width = Math.max(...lines.map(({ cells }) => cells.length));
  const grouped = lines.map(({ at, cells }) => ({
    cells,
    groups: merges.filter((m) => m.top === at && m.bottom === at),
  }));
  return Array.from({ length: width }, (_, index) => {
    const texts = grouped.map(({ cells, groups }, line) => {
      const own = nameIn(cells[index]);
      if (own || line === lines.length - 1) return own;
      const group = groups.find((m) => m.left <= index + 1 && m.right > index);
      return group ? nameIn(cells[group.left - 1]) : '';
    });
    return [...new Set(texts.filter((text) => text !== ''))].join(' ');
  });
};

/**
 * Of tables side by side the first: after an empty column, headers that come a second time belong to another one. One run over the
 * cells: a single stray one may stand sixteen thousand columns to the right.
 */
const oneTable = (cells: readonly string[]): readonly string[] => {
  const start = cells.findIndex((text) => text !== '');
  if (cells.indexOf('', start) < 0) return cells;
  const firstAt = new Map<string, number>();
  // How the number of headers of which the same stands on both sides changes from place to place.
  const change = new Map<number, number>();
  const changeAt = (at: number, by: number) => change.set(at, (change.get(at) ?? 0) + by);
  for (const [at, text] of cells.entries()) {
    const key = text === '' ? '' : headerKey(text);
    if (key === '') continue;
    const first = firstAt.get(key);
    if (first === undefined) firstAt.set(key, at);
    else {
      changeAt(first + 1, 1);
      changeAt(at + 1, -1);
    }
  }
  let again = 0;
  for (const [at, text] of cells.entries()) {
    again += change.get(at) ?? 0;
    if (text === '' && again >= 2) return cells.slice(0, at);
  }
  return cells;
};
