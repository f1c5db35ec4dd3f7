import type { TabKey } from '../../sheet-templates/index.ts';
import { isAddress } from '../read/cells.ts';
import { parseDate } from '../read/dates.ts';
import { type HeaderLine, headerKey, headerLines, textOf } from '../read/headers.ts';
import { normal } from '../read/words.ts';
import type { RawCell, RawRow, RawSheet } from '../workbook.ts';
import { type CellsBelow, idClaimants, isNothing, type Mapping, mapColumns } from './columns.ts';

/**
 * What a sheet is read as.
 * - `tasks`: a task and who, when or how far; `directory`: people and addresses; `departments`: with their heads
 * - `matrix`: letters of RACI in columns of people or roles
 * - `colours`: tasks against days, where the fill of the cells is all there is
 * - `unnamed`: a table whose tasks stand in a column without a header
 * - `other`: anything else
 */
export type Kind = 'tasks' | 'directory' | 'departments' | 'matrix' | 'colours' | 'unnamed' | 'other';

export interface SheetReading {
  readonly sheet: RawSheet;
  readonly kind: Kind;
  /** Null where no row could be a header. */
  readonly line: HeaderLine | null;
  readonly mapping: Mapping;
  readonly below: CellsBelow;
  /** 1-based columns whose headers may be an id's. */
  readonly ids: readonly number[];
  /** For `unnamed`: the column without a header, with some of its cells. */
  readonly unnamed: { readonly at: number; readonly examples: readonly string[] } | null;
}

/** Rows below a header that are looked at to tell what its columns hold. */
const SAMPLE = 400;

const NOTHING: Mapping = { mapped: [], ambiguous: [], contradicted: [] };

export const has = ({ mapped }: Mapping, tab: TabKey, ...columns: readonly string[]): boolean =>
  mapped.some((m) => m.tab === tab && columns.includes(m.column));

export const columnAt = ({ mapped }: Mapping, tab: TabKey, column: string): number | undefined =>
  mapped.find((m) => m.tab === tab && m.column === column)?.at;

/** Reads one sheet of a stranger's workbook. Its header is the row, or rows, in which most columns are recognised. */
export const recognise = (sheet: RawSheet, dateSystem: 1900 | 1904): SheetReading => {
  const candidates = [...headerLines(sheet)]
    .filter((line) => line.cells.filter((text) => text !== '').length > 1 || isDays(line, sheet, dateSystem))
    .map((line) => read(sheet, line, dateSystem))
    .filter((reading, _, all) => !all.some((other) => other.kind === 'matrix' && isRowOf(other, reading)));
  const best = <T>(list: readonly T[], score: (t: T) => number): T | undefined =>
    list.reduce<T | undefined>((top, t) => (top === undefined || score(t) > score(top) ? t : top), undefined);
  const worth = ({ kind, mapping, ids }: SheetReading) =>
    100 * WORTH[kind] + 2 * mapping.mapped.length + mapping.ambiguous.length + Math.min(1, ids.length);
  return (
    best(candidates, worth) ?? {
      sheet,
      kind: 'other',
      line: null,
      mapping: NOTHING,
      below: () => [],
      ids: [],
      unnamed: null,
    }
  );
};

const WORTH: Readonly<Record<Kind, number>> = {
  tasks: 4,
  directory: 3,
  departments: 3,
  matrix: 3,
  colours: 2,
  unnamed: 1,
  other: 0,
};

const read = (sheet: RawSheet, line: HeaderLine, dateSystem: 1900 | 1904): SheetReading => {
  const rows = sheet.rows.filter(({ at }) => at > line.at).slice(0, SAMPLE);
  const below = cellsBelow(rows, line);
  const as = (kind: Kind, mapping: Mapping, unnamed: SheetReading['unnamed'] = null): SheetReading => ({
    sheet,
    kind,
    line,
    mapping,
    below,
    ids: idClaimants(line.cells),
    unnamed,
  });

  const tasks = mapColumns(['raci', 'tracker'], line.cells, below, dateSystem);
  const who = has(tasks, 'raci', 'responsible');
  const when = has(tasks, 'raci', 'due');
  const howFar = has(tasks, 'tracker', 'status', 'progress');
  const anchors = [who, when, howFar].filter(Boolean).length;
  if (isMatrix(line, below) && !(who && (when || howFar))) return as('matrix', NOTHING);

  const people = mapColumns(['directory'], line.cells, below, dateSystem);
  const email = columnAt(people, 'directory', 'email');
  if (has(people, 'directory', 'name') && email !== undefined && holdsAddresses(below(email)) && anchors < 2)
    return as('directory', people);

  const task = columnAt(tasks, 'raci', 'name');
  // Name heads lists of everything: alone with an owner it is no task.
  const needed = task !== undefined && normal(line.cells[task - 1]!) === 'name' ? 2 : 1;
  if (task !== undefined && anchors >= needed && isWords(below(task), anchors))
    return as('tasks', howFar ? tasks : { ...tasks, mapped: tasks.mapped.filter(({ tab }) => tab === 'raci') });

  const departments = mapColumns(['departments'], line.cells, below, dateSystem);
  if (has(departments, 'departments', 'name') && has(departments, 'departments', 'head', 'divisionLeader'))
    return as('departments', departments);

  if (isDays(line, sheet, dateSystem)) return as('colours', NOTHING);
  const open = task === undefined && (anchors > 0 || has(tasks, 'raci', 'start')) ? unnamedColumn(line, rows) : null;
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
  cells.length === 0 || cells.some((cell) => isAddress(textOf(cell)));

const LETTERS = /^[RASCID](?:\s*[/,、;&+]?\s*[RASCID]){0,3}$/i;

/** Two columns or more that hold letters of RACI and nothing else. */
const isMatrix = ({ cells }: HeaderLine, below: CellsBelow): boolean => {
  const lettered = cells.filter((_, index) => {
    const values = below(index + 1);
    return values.length > 1 && values.filter((cell) => LETTERS.test(textOf(cell))).length >= 0.8 * values.length;
  });
  return lettered.length >= 2;
};

/** A row of a matrix, whose letters are not the headers A and R. */
const isRowOf = (matrix: SheetReading, { line }: SheetReading): boolean =>
  line!.top > matrix.line!.at && line!.cells.filter((text) => LETTERS.test(text)).length >= 2;

/** At least this many days in a row make a calendar across the sheet. */
const DAYS_ACROSS = 5;

const isDays = ({ at }: HeaderLine, { rows }: RawSheet, dateSystem: 1900 | 1904): boolean => {
  const cells = rows.find((row) => row.at === at)?.cells ?? [];
  const days = cells.flatMap((cell) => {
    const date = typeof cell === 'number' || typeof cell === 'string' ? parseDate(cell, dateSystem) : { none: true };
    return 'day' in date ? [date.day] : [];
  });
  return days.length >= DAYS_ACROSS && days.every((day, i) => i === 0 || day > days[i - 1]!);
};

/** A column of words beside a recognised header that says nothing over them. */
const unnamedColumn = ({ cells }: HeaderLine, rows: readonly RawRow[]): SheetReading['unnamed'] => {
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
