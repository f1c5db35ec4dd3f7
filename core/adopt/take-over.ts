/** The rows of a RACI matrix as rows of the plan, with a name for each letter. */
import type { Locale } from '../../sheet-templates/index.ts';
import { joined } from '../messages/format.ts';
import { headerKey, textOf } from '../read/headers.ts';
import { idSource } from '../read/rows.ts';
import { groupBy, only } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import type { RawCell, RawRow } from '../workbook.ts';
import { type Actor, actorsOf, type Known } from './across.ts';
import { isNothing } from './columns.ts';
import type { Unread } from './count.ts';
import { lettersIn, type RaciLetter } from './marks.ts';
import { columnAt, columnPlace, type RecognisedSheet } from './recognise.ts';

/** A matrix as it was recognised: its mapping names the tasks. */
export interface MatrixReading extends RecognisedSheet {
  readonly matrix: NonNullable<RecognisedSheet['matrix']>;
}

export const isMatrix = (reading: RecognisedSheet): reading is MatrixReading =>
  reading.kind === 'matrix' && reading.matrix !== null;

/** What the rows of a matrix say, as rows of our tabs: raw cells by column key, as they stand in the matrix. */
export interface TakenOver {
  readonly tasks: readonly {
    readonly row: number;
    readonly raci: Readonly<Record<string, RawCell>>;
    readonly tracker: Readonly<Record<string, RawCell>>;
  }[];
  readonly actors: readonly Actor[];
  /** Rows with a name and no letter. */
  readonly headings: readonly number[];
  /** Rows with letters and no name. */
  readonly nameless: readonly number[];
  /** Cells under somebody's name that are no letters. */
  readonly unread: readonly Unread[];
  readonly withoutLead: readonly number[];
  readonly severalLeads: readonly number[];
  /** Letters beyond R, A, S, C and I, which are read as S. */
  readonly asSupport: Readonly<Partial<Record<RaciLetter, number>>>;
  /** Letters under nobody: no name stands over the column. */
  readonly underNobody: number;
  /** C and I of departments whose head is not known: there is nobody to write down. */
  readonly toNobody: number;
}

const ROLE = {
  R: 'responsible',
  A: 'accountable',
  S: 'supporting',
  D: 'supporting',
  V: 'supporting',
  C: 'consulted',
  I: 'informed',
} as const satisfies Record<RaciLetter, string>;
type Role = (typeof ROLE)[RaciLetter];
const ROLES = ['responsible', 'accountable', 'supporting', 'consulted', 'informed'] as const;

/** Columns that letters fill, or that Baton counts itself. */
const FILLED: ReadonlySet<string> = new Set<string>([...ROLES, 'id']);

/** A cell under somebody in which something stands; `letters` is null where they are none. */
interface Mark {
  readonly at: number;
  readonly own: readonly Actor[];
  readonly text: string;
  readonly isNumber: boolean;
  readonly letters: readonly RaciLetter[] | null;
}

/** Reads a matrix row by row. Nothing is chosen: two R stay two names in one cell, which every check points out. */
export const takenOver = (reading: MatrixReading, known: Known, locale: Locale): TakenOver => {
  const { rows, mapping, matrix } = reading;
  const actors = actorsOf(matrix.across, known);
  const marksIn = markReader(reading, actors);
  const nameAt = columnPlace(mapping, 'raci', 'name');
  const carried = mapping.mapped.filter(({ column }) => column !== 'name' && !FILLED.has(column));
  const planning = carried.filter(({ column }) => !BESIDE_HEADINGS.has(column)).map(({ at }) => at);
  const idAt = idsOf(reading, nameAt);
  const nextId = idSource('raci', () => []);

  const named = rows.map((row) => {
    const [name, marks] = [textOf(row.cells[nameAt - 1]), marksIn(row)];
    return { row, name, marks, kind: kindOf(row, name, marks, planning, matrix) };
  });
  const ofKind = (kind: RowKind) => named.filter((one) => one.kind === kind);
  const read = ofKind('task').map(({ row, name, marks }) => ({ row, name, ...rolesIn(row, marks) }));
  const rowsWhere = (is: (leads: readonly Actor[]) => boolean) =>
    read.filter(({ who }) => is(who.responsible)).map(({ row }) => row.at);
  const told = read.flatMap(({ who }) => [...who.consulted, ...who.informed]);
  const asSupport: Partial<Record<RaciLetter, number>> = {};
  for (const letter of read.flatMap((one) => one.asSupport)) asSupport[letter] = (asSupport[letter] ?? 0) + 1;
  return {
    tasks: read.map(({ row, name, who }) => {
      const id = idAt === undefined ? nextId() : (row.cells[idAt - 1] ?? null);
      const cellsOf = (tab: 'raci' | 'tracker') =>
        Object.fromEntries(
          carried.filter((column) => column.tab === tab).map(({ column, at }) => [column, row.cells[at - 1] ?? null]),
        );
      const raci = { ...cellsOf('raci'), id, name, ...peopleCells(who, known, locale) };
      return { row: row.at, raci: withDepartments(raci, who, locale), tracker: { ...cellsOf('tracker'), id } };
    }),
    actors,
    headings: ofKind('heading').map(({ row }) => row.at),
    nameless: ofKind('nameless').map(({ row }) => row.at),
    unread: read.flatMap(({ unread }) => unread),
    withoutLead: rowsWhere((leads) => leads.length === 0),
    severalLeads: rowsWhere((leads) => leads.length > 1),
    asSupport,
    underNobody: read.reduce((sum, one) => sum + one.underNobody, 0),
    toNobody: told.filter((actor) => personFor(actor, known) === null).length,
  };
};

const markReader = ({ matrix }: MatrixReading, actors: readonly Actor[]): ((row: RawRow) => readonly Mark[]) => {
  const actorsAt = groupBy(actors, ({ at }) => at);
  const headerAt = new Map(matrix.across.map(({ at, names }) => [at, headerKey(names[0] ?? '')]));
  return ({ cells }) =>
    [...actorsAt].flatMap(([at, own]) => {
      const cell = cells[at - 1];
      const text = textOf(cell);
      if (isNothing(cell) || headerKey(text) === headerAt.get(at)) return [];
      return [{ at, own, text, isNumber: typeof cell === 'number', letters: matrix.lettersIn(text) }];
    });
};

/** `none`: a legend, a repeated header, or nothing that a task could be made of. */
type RowKind = 'task' | 'heading' | 'nameless' | 'none';

const kindOf = (
  row: RawRow,
  name: string,
  marks: readonly Mark[],
  planning: readonly number[],
  { header, lettersIn: own }: MatrixReading['matrix'],
): RowKind => {
  const isMark = own(name) !== null && (marks.length === 0 || name.length <= LONGEST_OWN);
  if (isMark || isLegend(name) || (marks.length === 0 && repeatsHeader(row, header))) return 'none';
  if (name === '') return marks.length > 1 && marks.some(({ letters }) => letters !== null) ? 'nameless' : 'none';
  if (marks.length > 0) return marks.every(({ isNumber }) => isNumber) ? 'heading' : 'task';
  return planning.some((at) => !isNothing(row.cells[at - 1])) ? 'task' : 'heading';
};

/** A longer word may be a mark and a task. */
const LONGEST_OWN = 2;

type Who = Readonly<Record<Role, readonly Actor[]>>;

/** Who has which role in a row, and what of its marks names nobody. */
const rolesIn = (row: RawRow, marks: readonly Mark[]) => {
  const who: Record<Role, Actor[]> = { responsible: [], accountable: [], supporting: [], consulted: [], informed: [] };
  const unread: Unread[] = [];
  const asSupport: RaciLetter[] = [];
  let underNobody = 0;
  for (const { at, own, text, letters } of marks) {
    if (letters === null) unread.push({ row: row.at, column: at, text });
    else if (own.some(({ kind }) => kind === 'placeholder')) underNobody++;
    else {
      for (const letter of letters) {
        if (letter === 'D' || letter === 'V') asSupport.push(letter);
        const others = who[ROLE[letter]];
        others.push(...own.filter((actor) => !others.some(({ name }) => name === actor.name)));
      }
    }
  }
  return { who, unread, asSupport, underNobody };
};

/** One department that leads has its own column; its head leads, once there is one. */
const leadingDepartment = ({ responsible }: Who): string | null => {
  const lead = only(responsible);
  return lead?.kind === 'department' ? lead.name : null;
};

const peopleCells = (who: Who, known: Known, locale: Locale): Readonly<Record<Role, RawCell>> => {
  const people = (role: Role) =>
    together(
      who[role].map((actor) => personFor(actor, known)).filter((name) => name !== null),
      locale,
    );
  const orThemselves = (role: Role) =>
    together(
      who[role].map((actor) => personFor(actor, known) ?? actor.name),
      locale,
    );
  return {
    responsible: leadingDepartment(who) === null ? orThemselves('responsible') : people('responsible'),
    accountable: orThemselves('accountable'),
    supporting: people('supporting'),
    consulted: people('consulted'),
    informed: people('informed'),
  };
};

/** With the departments that lead and support, where the matrix has no columns for them. */
const withDepartments = (
  raci: Readonly<Record<string, RawCell>>,
  who: Who,
  locale: Locale,
): Readonly<Record<string, RawCell>> => {
  const department = leadingDepartment(who);
  const supporting = who.supporting.flatMap(({ kind, name }) => (kind === 'department' ? [name] : []));
  return {
    ...raci,
    ...(isNothing(raci.department) && department !== null && { department }),
    ...(isNothing(raci.supportingDepartments) && { supportingDepartments: together(supporting, locale) }),
  };
};

const personFor = (actor: Actor, { departments }: Known): string | null =>
  actor.kind === 'person' ? actor.name : departments.get(normal(actor.name))?.head || null;

const together = (names: readonly string[], locale: Locale): string | null =>
  names.length === 0 ? null : joined([...new Set(names)], locale);

/** What stands beside a heading as well. */
const BESIDE_HEADINGS: ReadonlySet<string> = new Set(['request', 'department', 'note']);

/** R = Responsible, below the table. */
const isLegend = (name: string): boolean => lettersIn(name) !== null || /^[RASCIDV]\s*[=＝:：–—-]/i.test(name);

const repeatsHeader = ({ cells }: RawRow, header: readonly string[]): boolean => {
  const filled = cells.flatMap((cell, index) => (isNothing(cell) ? [] : [index]));
  return filled.every((index) => header[index] && headerKey(textOf(cells[index])) === headerKey(header[index]));
};

/**
 * A column of theirs with an id for every task: where it is no mere count of the rows, or where predecessors are named
 * by it. Otherwise the tasks get ids of ours.
 */
const idsOf = ({ sheet, rows: below, ids, mapping }: MatrixReading, nameAt: number): number | undefined => {
  const rows = below.filter(({ cells }) => textOf(cells[nameAt - 1]) !== '');
  const isNeeded = columnAt(mapping, 'raci', 'predecessors') !== undefined;
  return ids.find((at) => {
    const values = rows.map(({ cells }) => textOf(cells[at - 1]));
    const isWhole = values.every((value) => value !== '') && new Set(values).size === values.length;
    const isCount = values.every((value, i) => value === String(i + 1));
    return isWhole && !sheet.calculated?.has(at) && (isNeeded || !isCount);
  });
};
