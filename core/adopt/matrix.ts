/** Finds a RACI matrix in a sheet: tasks down, people across, letters in the cells. */
import { headerKey, textOf } from '../read/headers.ts';
import type { RawCell, RawRow, RawSheet, Rect } from '../workbook.ts';
import { isNothing } from './columns.ts';
import { isForeign, isMeaning, lettersIn, type RaciLetter } from './marks.ts';
import { meaningOf } from './meaning.ts';

/** A column of letters. */
export interface Across {
  /** 1-based. */
  readonly at: number;
  /** What stands over it alone, the lowest cell first; empty where nothing does. */
  readonly names: readonly string[];
  /** What stands over several columns, this one among them; '' for nothing. */
  readonly band: string;
}

/** Tasks down, people, roles or departments across, letters of RACI in the cells. */
export interface Matrix {
  /** First and last row number of the header. */
  readonly top: number;
  readonly at: number;
  /** The last row number of it, before a gap below which something else stands. */
  readonly last: number;
  readonly across: readonly Across[];
  /** Headers of the other columns from column A on; '' over letters and where nothing is said. */
  readonly header: readonly string[];
  readonly lettersIn: LetterReader;
}

/** Rows that are looked at to tell a matrix. */
const SAMPLE = 440;
/** Rows above the names that may hold bands. */
const MOST_BANDS = 2;

/** Of cells under names, at least this share are letters of RACI; of all together and of one column. */
const MOST = 0.8;
const MOST_OF_ONE = 0.5;
/** Of marks that somebody has explained, or is to explain: a legend below them may stand among the cells. */
const MOST_OWN = 0.7;
/** With more foreign letters than this share the R and A mean something else. */
const FOREIGN = 0.05;
const FEWEST = 4;

/** What the letters in a cell are, or null where it holds none. */
export type LetterReader = (text: string) => readonly RaciLetter[] | null;

/** The matrix in a sheet, or null. A letter alone proves nothing: there is an R and an A, and most cells are such letters. */
export const matrixIn = (sheet: RawSheet): Matrix | null => matrixOf(sheet, lettersIn, isRaci);

/** The same of a sheet with marks of its own, which stand for letters; none of them has to be an A. */
export const matrixBy = (sheet: RawSheet, read: LetterReader): Matrix | null => matrixOf(sheet, read, isMarked);

type Judge = (columns: readonly number[], below: readonly RawRow[], read: LetterReader) => boolean;

const matrixOf = (sheet: RawSheet, read: LetterReader, isOne: Judge): Matrix | null => {
  const rows = sheet.rows.slice(0, SAMPLE);
  const lettered = new Set<number>();
  let first: RawRow | null = null;
  for (const row of rows) {
    const own = row.cells.flatMap((cell, index) => (typeof cell === 'string' && read(cell.trim()) ? [index + 1] : []));
    if (own.length > 1) first ??= row;
    if (first) for (const at of own) lettered.add(at);
  }
  if (!first || lettered.size < 2) return null;

  const named = (row: RawRow) =>
    [...lettered].filter((at) => {
      const text = textOf(row.cells[at - 1]);
      return typeof row.cells[at - 1] === 'string' && text !== '' && !read(text);
    }).length;
  const above = rows.filter(({ at }) => at < first.at);
  // Of rows above the letters the one that names most columns, the lowest of those.
  const most = Math.max(0, ...above.map(named));
  const header = above.filter((row) => named(row) === most).pop();
  if (!header || most < Math.max(2, lettered.size / 2)) return null;

  const last = endOfMatrix(rows, first.at) ?? Number.POSITIVE_INFINITY;
  const below = rows.filter(({ at }) => at > header.at && at <= last);
  const columns = [...lettered].sort((a, b) => a - b).filter((at) => isColumn(at, header, below, read));
  if (columns.length < 2 || !isOne(columns, below, read)) return null;
  return { at: header.at, last, lettersIn: read, ...headed(sheet, above, header, columns) };
};

/** Rows that nothing stands in, between a matrix and what is no part of it. */
const GAP = 4;

/** The row before the first such gap below a row; undefined where there is none. */
const endOfMatrix = (rows: readonly RawRow[], from: number): number | undefined =>
  rows.find((row, i) => row.at >= from && (rows[i + 1]?.at ?? row.at) - row.at > GAP)?.at;

/** Types of columns that letters may stand in and yet be no one's: C for complete, R for red. */
const NO_ONE: ReadonlySet<string> = new Set(['status', 'progress', 'risk', 'note', 'output', 'id', 'predecessors']);

const isColumn = (at: number, header: RawRow, below: readonly RawRow[], read: LetterReader): boolean => {
  const name = textOf(header.cells[at - 1]);
  const known = (['tracker', 'raci'] as const).some((tab) => NO_ONE.has(meaningOf(tab, name)?.column ?? ''));
  const cells = below.filter(({ cells }) => !isNothing(cells[at - 1]));
  const letters = cells.filter(({ cells }) => read(textOf(cells[at - 1])) !== null);
  const explained = letters.filter(
    ({ cells }) => explains(cells[at - 1], cells[at]) || explains(cells[at - 2], cells[at - 1]),
  );
  return (
    !known &&
    letters.length > 0 &&
    letters.length >= MOST_OF_ONE * cells.length &&
    explained.length * 2 < letters.length
  );
};

/** A legend: the letter, and beside it what it means. */
const explains = (cell: RawCell | undefined, beside: RawCell | undefined): boolean => {
  const [letter, meaning] = [textOf(cell), textOf(beside)];
  return lettersIn(letter) !== null && !isMeaning(letter) && isMeaning(meaning);
};

const isRaci: Judge = (columns, below) => {
  const { texts, letters } = lettersUnder(columns, below, lettersIn);
  const all = new Set(letters.flat());
  return (
    isMostly(MOST, columns, below, lettersIn) &&
    all.has('R') &&
    all.has('A') &&
    texts.filter(isForeign).length <= FOREIGN * texts.length
  );
};

const isMarked: Judge = (columns, below, read) => isMostly(MOST_OWN, columns, below, read);

const isMostly = (share: number, ...[columns, below, read]: Parameters<Judge>): boolean => {
  const { texts, letters } = lettersUnder(columns, below, read);
  return letters.length >= FEWEST && letters.length >= share * texts.length;
};

const lettersUnder = (columns: readonly number[], below: readonly RawRow[], read: LetterReader) => {
  const texts = below.flatMap(({ cells }) =>
    // A number sums up.
    columns.flatMap((at) => {
      const cell = cells[at - 1];
      return typeof cell !== 'string' || isNothing(cell) ? [] : [textOf(cell)];
    }),
  );
  return { texts, letters: texts.map(read).filter((some) => some !== null) };
};

/** What the rows of a header say over each column. */
const headed = (
  { merges }: RawSheet,
  above: readonly RawRow[],
  header: RawRow,
  columns: readonly number[],
): Pick<Matrix, 'top' | 'across' | 'header'> => {
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  const within = (at: number) => at >= left && at <= right;
  const rowAt = new Map(above.map((row) => [row.at, row]));
  const mergeOver = (row: number, at: number): Rect | undefined =>
    merges.find((m) => m.top <= row && m.bottom >= row && m.left <= at && m.right >= at);
  /** What is read at a cell: its own text, or that of the merged cell it is part of. */
  const textAt = (row: number, at: number): string => {
    const merged = mergeOver(row, at);
    const [r, c] = merged ? [merged.top, merged.left] : [row, at];
    return textOf((r === header.at ? header : rowAt.get(r))?.cells[c - 1]);
  };

  // A title stands over more than the names; a row of bands begins among them.
  const bands: RawRow[] = [];
  for (let n = 1; n <= MOST_BANDS; n++) {
    const row = rowAt.get(header.at - n);
    if (!row?.cells.some((cell, index) => within(index + 1) && textOf(cell) !== '')) break;
    bands.push(row);
  }
  const count = (row: RawRow) => columns.filter((at) => textOf(row.cells[at - 1]) !== '').length;

  const across = columns.map((at): Across => {
    const own = textAt(header.at, at);
    const names = own === '' ? [] : [own];
    let band = '';
    for (const row of bands) {
      const merged = mergeOver(row.at, at);
      const alone = textOf(row.cells[at - 1]);
      if (merged && merged.bottom >= header.at) continue;
      if (merged && merged.right > merged.left) band ||= merged.left >= left ? textAt(row.at, at) : '';
      else if (count(row) < count(header)) {
        // Bands without merges reach as far as the next one.
        const begun = [...columns].reverse().find((column) => column <= at && textAt(row.at, column) !== '');
        band ||= begun === undefined ? '' : textAt(row.at, begun);
      } else if (alone) names.push(alone);
    }
    return { at, names, band };
  });

  const width = Math.max(header.cells.length, ...bands.map(({ cells }) => cells.length));
  const isLetters = new Set(columns);
  return {
    top: bands.at(-1)?.at ?? header.at,
    across,
    header: Array.from({ length: width }, (_, index) => {
      const at = index + 1;
      if (isLetters.has(at)) return '';
      const texts = [...bands].reverse().map((row) => textAt(row.at, at));
      return [...new Set([...texts, textAt(header.at, at)])].filter((text) => text !== '').join(' ');
    }),
  };
};

/** 任务名称 over several rows at once, before 包含活动 in each: the column that says what each row is. */
export const detailBehind = (
  { at, across }: Matrix,
  { rows }: RawSheet,
  group: number,
  taken: ReadonlySet<number>,
): number | undefined => {
  const letters = Math.min(...across.map((column) => column.at));
  const textsIn = (column: number) =>
    rows.filter((row) => row.at > at && /\p{L}/u.test(textOf(row.cells[column - 1]))).length;
  const own = textsIn(group);
  for (let column = group + 1; column < letters; column++)
    if (!taken.has(column) && own < OVER_SEVERAL * textsIn(column)) return column;
  return undefined;
};
const OVER_SEVERAL = 0.6;

/**
 * The column that names the tasks where no header says so: words, most of them different, the first of such. Behind the letters a legend or notes
 * may have more of them, so what stands before these is meant where it has nearly as many.
 */
export const taskColumn = ({ at, header, across }: Matrix, { rows }: RawSheet, taken: ReadonlySet<number>) => {
  const letters = new Set(across.map((column) => column.at));
  const first = Math.min(...letters);
  const last = Math.max(header.length, ...letters);
  let before: Words | undefined;
  let behind: Words | undefined;
  for (let column = 1; column <= last; column++) {
    if (letters.has(column) || taken.has(column)) continue;
    const texts = rows.flatMap((row) => {
      const cell = row.at > at ? row.cells[column - 1] : null;
      return typeof cell === 'string' && /\p{L}/u.test(cell) ? [headerKey(cell)] : [];
    });
    const words = { at: column, different: new Set(texts).size };
    if (column < first) before = more(before, words);
    else behind = more(behind, words);
  }
  const isBefore = before !== undefined && before.different >= NEARLY * (behind?.different ?? 0);
  return (isBefore ? before : behind)?.at;
};

interface Words {
  readonly at: number;
  readonly different: number;
}

const more = (one: Words | undefined, other: Words): Words | undefined =>
  other.different > (one?.different ?? 0) ? other : one;
const NEARLY = 0.5;
