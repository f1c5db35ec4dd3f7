/** Tells what a team's sheet is: tasks, people, departments, a matrix, or something else. */
import type { TabKey } from '../../sheet-templates/index.ts';
import { addressIn, isAddress } from '../read/address.ts';
import { parseDate } from '../read/dates.ts';
import { type HeaderLine, headerKey, headerLines, textOf } from '../read/headers.ts';
import { must } from '../text/must.ts';
import { normal } from '../text/words.ts';
import type { RawCell, RawRow, RawSheet } from '../workbook.ts';
import { type CellsBelow, idClaimants, isNothing, type Mapping, mapColumns } from './columns.ts';
import { lettersIn } from './marks.ts';
import { type Matrix, matrixIn, taskColumn } from './matrix.ts';

/**
 * What a sheet is read as.
 * - `tasks`: a task and who, when or how far; `directory`: people and addresses; `departments`: with their heads
 * - `matrix`: tasks down, people or departments across, letters of RACI in the cells
 * - `colours`: tasks against days, where the fill of the cells is all there is
 * - `unnamed`: a table whose tasks stand in a column without a header
 * - `other`: anything else
 */
export type SheetKind = 'tasks' | 'directory' | 'departments' | 'matrix' | 'colours' | 'unnamed' | 'other';

export interface RecognisedSheet {
  readonly sheet: RawSheet;
  readonly kind: SheetKind;
  /** Empty, above the first row, where no row could be a header. */
  readonly line: HeaderLine;
  /** All rows below it. */
  readonly rows: readonly RawRow[];
  readonly mapping: Mapping;
  readonly below: CellsBelow;
  /** 1-based columns whose headers may be an id's. */
  readonly ids: readonly number[];
  /** For `unnamed`: the column without a header, with some of its cells. */
  readonly unnamed: { readonly at: number; readonly examples: readonly string[] } | null;
  /** For `matrix`. Its tasks' names are mapped, also where no header says that they are. */
  readonly matrix: Matrix | null;
}

/** Rows below a header that are looked at to tell what its columns hold. */
const SAMPLE = 400;

const NOTHING: Mapping = { mapped: [], ambiguous: [], contradicted: [] };

export const has = ({ mapped }: Mapping, tab: TabKey, ...columns: readonly string[]): boolean =>
  mapped.some((m) => m.tab === tab && columns.includes(m.column));

export const columnAt = ({ mapped }: Mapping, tab: TabKey, column: string): number | undefined =>
  mapped.find((m) => m.tab === tab && m.column === column)?.at;

/** The same of a column without which the sheet would not be of its kind. */
export const columnPlace = (mapping: Mapping, tab: TabKey, column: string): number =>
  must(columnAt(mapping, tab, column), `column for ${tab}.${column}`);

/**
 * Reads one sheet of a stranger's workbook. Its header is the row, or rows, in which most columns are recognised. Tasks
 * whose rows say who and when or how far are tasks, also where columns of letters stand beside.
 */
export const recognise = (sheet: RawSheet, dateSystem: 1900 | 1904): RecognisedSheet => {
  const matrix = matrixIn(sheet);
  const letters = new Set(matrix?.across.map(({ at }) => at));
  const bare = (line: HeaderLine): HeaderLine =>
    matrix ? { ...line, cells: line.cells.map((text, index) => (letters.has(index + 1) ? '' : text)) } : line;
  const candidates = [...headerLines(sheet)]
    .filter((line) => line.cells.filter((text) => text !== '').length > 1 || isDays(line, sheet, dateSystem))
    .filter((line) => !isOfLetters(line, sheet))
    .map((line) => read(sheet, bare(line), dateSystem))
    .filter((reading) => !matrix || isFollowed(reading));
  if (matrix) candidates.push(matrixReading(sheet, matrix, dateSystem));
  const best = <T>(list: readonly T[], score: (t: T) => number): T | undefined =>
    list.reduce<T | undefined>((top, t) => (top === undefined || score(t) > score(top) ? t : top), undefined);
  const worth = ({ kind, mapping, ids }: RecognisedSheet) =>
    100 * WORTH[kind] + 2 * mapping.mapped.length + mapping.ambiguous.length + Math.min(1, ids.length);
  return (
    best(candidates, worth) ?? {
      sheet,
      kind: 'other',
      line: { top: 0, at: 0, cells: [] },
      rows: [],
      mapping: NOTHING,
      below: () => [],
      ids: [],
      unnamed: null,
      matrix: null,
    }
  );
};

/** Who, and when or how far: with these a row can be followed as it is. */
const isFollowed = ({ kind, mapping }: RecognisedSheet): boolean =>
  kind === 'tasks' &&
  has(mapping, 'raci', 'responsible') &&
  (has(mapping, 'raci', 'due') || has(mapping, 'tracker', 'status', 'progress'));

const matrixReading = (sheet: RawSheet, matrix: Matrix, dateSystem: 1900 | 1904): RecognisedSheet => {
  const line: HeaderLine = { top: matrix.top, at: matrix.at, cells: matrix.header };
  const rows = sheet.rows.filter(({ at }) => at > line.at);
  const below = cellsBelow(rows.slice(0, SAMPLE), line);
  const ids = idClaimants(line.cells);
  const found = mapColumns(['raci', 'tracker'], line.cells, below, dateSystem);
  const taken = new Set([...found.mapped.map(({ at }) => at), ...ids]);
  const at = columnAt(found, 'raci', 'name') ?? taskColumn(matrix, sheet, taken);
  const named = at === undefined || has(found, 'raci', 'name');
  const mapping: Mapping = named
    ? found
    : {
        ...found,
        mapped: [{ tab: 'raci', column: 'name', at, header: line.cells[at - 1] ?? '' }, ...found.mapped],
        ambiguous: found.ambiguous.filter(({ column }) => column !== 'name'),
      };
  return { sheet, kind: at === undefined ? 'other' : 'matrix', line, rows, mapping, below, ids, unnamed: null, matrix };
};

const WORTH: Readonly<Record<SheetKind, number>> = {
  tasks: 4,
  directory: 3,
  departments: 3,
  matrix: 3,
  colours: 2,
  unnamed: 1,
  other: 0,
};

const read = (sheet: RawSheet, line: HeaderLine, dateSystem: 1900 | 1904): RecognisedSheet => {
  const rows = sheet.rows.filter(({ at }) => at > line.at);
  const sample = rows.slice(0, SAMPLE);
  const below = cellsBelow(sample, line);
  const as = (kind: SheetKind, mapping: Mapping, unnamed: RecognisedSheet['unnamed'] = null): RecognisedSheet => ({
    sheet,
    kind,
    line,
    rows,
    mapping,
    below,
    ids: idClaimants(line.cells),
    unnamed,
    matrix: null,
  });

  const tasks = mapColumns(['raci', 'tracker'], line.cells, below, dateSystem);
  const who = has(tasks, 'raci', 'responsible');
  const when = has(tasks, 'raci', 'due');
  const howFar = has(tasks, 'tracker', 'status', 'progress');
  const anchors = [who, when, howFar].filter(Boolean).length;

  const people = mapColumns(['directory'], line.cells, below, dateSystem);
  const email = columnAt(people, 'directory', 'email');
  if (has(people, 'directory', 'name') && email !== undefined && holdsAddresses(below(email)) && anchors < 2)
    return as('directory', people);

  const task = columnAt(tasks, 'raci', 'name');
  // Name heads lists of everything: alone with an owner it is no task.
  const needed = task !== undefined && normal(line.cells[task - 1] ?? '') === 'name' ? 2 : 1;
  if (task !== undefined && anchors >= needed && isWords(below(task), anchors))
    return as('tasks', howFar ? tasks : { ...tasks, mapped: tasks.mapped.filter(({ tab }) => tab === 'raci') });

  const departments = mapColumns(['departments'], line.cells, below, dateSystem);
  if (has(departments, 'departments', 'name') && has(departments, 'departments', 'head', 'divisionLeader'))
    return as('departments', departments);

  if (isDays(line, sheet, dateSystem)) return as('colours', NOTHING);
  const open = task === undefined && (anchors > 0 || has(tasks, 'raci', 'start')) ? unnamedColumn(line, sample) : null;
  return open ? as('unnamed', tasks, open) : as('other', tasks);
};

const cellsBelow = (rows: readonly RawRow[], { cells: header }: HeaderLine): CellsBelow => {
  const known = new Map<number, readonly RawCell[]>();
  return (at) => {
    const seen = known.get(at);
    if (seen) return seen;
    const name = headerKey(header[at - 1] ?? '');
    const cells = rows
      .map(({ cells }) => cells[at - 1] ?? null)
      .filter((cell) => !isNothing(cell) && headerKey(textOf(cell)) !== name);
    known.set(at, cells);
    return cells;
  };
};

/** Tasks are words. An empty sheet is a tracker only when its headers leave no doubt. */
const isWords = (cells: readonly RawCell[], anchors: number): boolean =>
  cells.length === 0
    ? anchors >= 2
    : cells.filter((cell) => typeof cell === 'string' && /\p{L}/u.test(cell)).length * 2 >= cells.length;

const holdsAddresses = (cells: readonly RawCell[]): boolean =>
  cells.length === 0 || cells.some((cell) => isAddress(addressIn(textOf(cell))));

/** A row of letters, as matrices of any kind have them: A and R are no headers over rows of the same. */
const isOfLetters = ({ cells, at }: HeaderLine, { rows }: RawSheet): boolean => {
  const next = rows.filter((row) => row.at > at).slice(0, LETTERED);
  const same = cells.filter((text, index) => {
    const texts = next.map((row) => textOf(row.cells[index])).filter((below) => below !== '');
    return lettersIn(text) !== null && texts.length > 0 && texts.every((below) => MARK.test(below));
  });
  return same.length >= 2;
};
/** Rows below that are looked at for it. */
const LETTERED = 5;
const MARK = /^[a-z](?:\s?[/,、]?\s?[a-z])?$/i;

/** At least this many days in a row make a calendar across the sheet. */
const DAYS_ACROSS = 5;

const isDays = ({ at }: HeaderLine, { rows }: RawSheet, dateSystem: 1900 | 1904): boolean => {
  const cells = rows.find((row) => row.at === at)?.cells ?? [];
  const days = cells.flatMap((cell) => {
    const date = typeof cell === 'number' || typeof cell === 'string' ? parseDate(cell, dateSystem) : { none: true };
    return 'day' in date ? [date.day] : [];
  });
  return days.length >= DAYS_ACROSS && days.every((day, i) => day > (days[i - 1] ?? Number.NEGATIVE_INFINITY));
};

/** A column of words beside a recognised header that says nothing over them. */
const unnamedColumn = ({ cells }: HeaderLine, rows: readonly RawRow[]): RecognisedSheet['unnamed'] => {
  for (let index = 0; index <= cells.length; index++) {
    if ((cells[index] ?? '') !== '') continue;
    const texts = rows.map((row) => row.cells[index]).filter((cell) => !isNothing(cell));
    const words = texts.filter((cell) => typeof cell === 'string' && /\p{L}/u.test(cell));
    if (words.length >= 2 && words.length === texts.length) {
      return { at: index + 1, examples: words.slice(0, 3).map(textOf) };
    }
  }
  return null;
};
