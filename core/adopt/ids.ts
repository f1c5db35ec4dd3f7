/** Which column of a team's sheet tells its tasks apart, or where one is added. */
import { columnLetters, LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { ADOPTING } from '../messages/languages.ts';
import { headerKey, textOf } from '../read/headers.ts';
import { idSource } from '../read/rows.ts';
import type { CellEdit, RawRow, RawSheet } from '../workbook.ts';
import { knownBy, namedBefore } from './named-before.ts';
import { columnAt, type RecognisedSheet } from './recognise.ts';

/** How a task is told from all others: by a column of theirs, or by one that is added. */
export interface Ids {
  /** 1-based. */
  readonly at: number;
  readonly header: string;
  readonly added: boolean;
  /** The header and ids to write. */
  readonly edits: readonly CellEdit[];
}

const OURS: ReadonlySet<string> = new Set(LOCALES.map((locale) => headerKey(ADOPTING[locale].idHeader)));

/** Numbers that count rows: they may be typed again whenever a row is inserted. */
const isCounter = (values: readonly string[]): boolean => values.every((value, i) => value === String(i + 1));

/**
 * A column of theirs serves when every task has a value of its own there, typed and not calculated: =ROW()-1 is the
 * number of a row. The one by which tasks name each other comes first, then one that numbers something else than rows. Otherwise a column is added right beside the table, without a gap: a sort of the table, which takes along
 * what touches it, must take the ids along. `taken` are given elsewhere in the workbook.
 */
export const idsFor = (
  reading: RecognisedSheet,
  tasks: readonly RawRow[],
  locale: Locale,
  taken: readonly string[] = [],
): Ids => {
  const { sheet, line, rows, ids } = reading;
  const headerOf = (at: number) => line.cells[at - 1] ?? '';
  const valuesOf = (at: number, of: readonly RawRow[]) => of.map(({ cells }) => textOf(cells[at - 1]));

  const ours = ids.find((at) => OURS.has(headerKey(headerOf(at))));
  const serving = ids.filter((at) => {
    if (sheet.calculated?.has(at)) return false;
    const all = valuesOf(at, rows).filter((value) => value !== '' && headerKey(value) !== headerKey(headerOf(at)));
    return valuesOf(at, tasks).every((value) => value !== '') && new Set(all).size === all.length;
  });
  const named = ours === undefined ? namedAsBefore(reading, tasks) : null;
  const theirs = ours ?? named ?? serving.find((at) => !isCounter(valuesOf(at, tasks))) ?? serving[0];
  const at = theirs ?? freeColumn(sheet, line.top, line.cells);
  const nextId = idSource('raci', () => [...taken, ...(theirs === undefined ? [] : valuesOf(at, rows))]);
  const fresh =
    theirs === undefined || theirs === ours ? tasks.filter(({ cells }) => textOf(cells[at - 1]) === '') : [];
  return {
    at,
    header: theirs === undefined ? ADOPTING[locale].idHeader : headerOf(theirs),
    added: theirs === undefined,
    edits: [
      ...(theirs === undefined
        ? [{ sheet: sheet.title, row: line.at, column: at, value: ADOPTING[locale].idHeader, like: 'left' as const }]
        : []),
      ...fresh.map(
        (row): CellEdit => ({ sheet: sheet.title, row: row.at, column: at, value: nextId(), format: 'text' }),
      ),
    ],
  };
};

/**
 * The column by whose values the tasks say which others they wait for, whatever its header is: ids of ours would be names that none of them
 * knows. Null where nothing waits, or no column of typed values that differ has at least half of what is named.
 */
const namedAsBefore = ({ sheet, line, mapping }: RecognisedSheet, tasks: readonly RawRow[]): number | null => {
  const waiting = columnAt(mapping, 'raci', 'predecessors');
  if (waiting === undefined) return null;
  const named = namedBefore(tasks, waiting);
  const read = new Set(mapping.mapped.map(({ at }) => at));
  const counted = line.cells.map((_, index): { readonly at: number; readonly known: number } => {
    const at = index + 1;
    return { at, known: read.has(at) ? 0 : knownBy(sheet, tasks, at, named) };
  });
  const [best] = counted.sort((a, b) => b.known - a.known || a.at - b.at);
  return best && best.known > 0 && best.known * 2 >= named.length ? best.at : null;
};

/** Where the ids of a sheet stand below another header of it. */
export interface IdsBefore {
  /** 1-based. */
  readonly at: number;
  readonly header: string;
  /** Row number of that header. */
  readonly row: number;
}

/**
 * The same for a sheet of which another row is the header now: the ids stay where they are. The header of a column of ours
 * moves along, over whatever was taken for a task there; one of theirs has the header that it has there, or its place.
 */
export const idsBelow = (
  reading: RecognisedSheet,
  tasks: readonly RawRow[],
  locale: Locale,
  { at, header, row }: IdsBefore,
  taken: readonly string[],
): Ids => {
  const { sheet, line } = reading;
  const idIn = ({ cells }: RawRow) => textOf(cells[at - 1]);
  if (!OURS.has(headerKey(header))) {
    const values = tasks.map(idIn);
    const isWhole = values.every((value) => value !== '') && new Set(values).size === values.length;
    if (!isWhole) return idsFor(reading, tasks, locale, taken);
    return { at, header: headerNamed(line, at), added: false, edits: [] };
  }
  const nextId = idSource('raci', () => taken);
  const cell = (of: number, value: string | null): CellEdit => ({
    sheet: sheet.title,
    row: of,
    column: at,
    value,
    format: 'text',
  });
  const isMoved = row !== line.at;
  const fresh = tasks.filter((task) => (isMoved && task.at === row) || idIn(task) === '');
  const isTask = fresh.some((task) => task.at === row);
  return {
    at,
    header,
    added: false,
    edits: [
      ...(isMoved ? [{ sheet: sheet.title, row: line.at, column: at, value: header, like: 'left' as const }] : []),
      ...(isMoved && !isTask ? [cell(row, null)] : []),
      ...fresh.map((task) => cell(task.at, nextId())),
    ],
  };
};

/** How a sweep finds a column again: by its header, the nth of several such, or its place where it has none. */
export const headerNamed = ({ cells }: Pick<RecognisedSheet['line'], 'cells'>, at: number): string => {
  const header = cells[at - 1] ?? '';
  if (headerKey(header) === '') return `@${columnLetters(at)}`;
  const same = cells.flatMap((cell, index) => (headerKey(cell) === headerKey(header) ? [index + 1] : []));
  return same.length > 1 ? `${header} #${same.indexOf(at) + 1}` : header;
};

/** The first column to the right of the header that nothing stands in, from the header down. */
export const freeColumn = (sheet: RawSheet, top: number, header: readonly string[]): number => {
  const used = new Set<number>();
  for (const { at, cells } of sheet.rows) {
    if (at >= top) for (const [index, cell] of cells.entries()) if (cell !== null) used.add(index + 1);
  }
  // By where they begin how far they reach: column by column, many wide ones take minutes.
  const ends = new Map<number, number>();
  for (const { left, right, bottom } of sheet.merges)
    if (bottom >= top) ends.set(left, Math.max(right, ends.get(left) ?? 0));
  const first = header.map((text) => text !== '').lastIndexOf(true) + 2;
  let reach = 0;
  for (let column = 1; ; column++) {
    reach = Math.max(reach, ends.get(column) ?? 0);
    if (column >= first && column > reach && !used.has(column)) return column;
  }
};
