/** The rows of a RACI matrix as rows of the plan, with a name for each letter. */
import type { Locale } from '../../sheet-templates/index.ts';
import { joined } from '../messages/format.ts';
import { headerKey, textOf } from '../read/headers.ts';
import { idSource } from '../read/rows.ts';
import { groupBy } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import type { RawCell, RawRow } from '../workbook.ts';
import { type Actor, actorsOf, type Known } from './across.ts';
import { isNothing } from './columns.ts';
import type { Unread } from './count.ts';
import { type Letter, lettersIn } from './marks.ts';
import { columnAt, type SheetReading } from './recognise.ts';

/** A matrix as it was recognised: its mapping names the tasks. */
export interface MatrixReading extends SheetReading {
  readonly matrix: NonNullable<SheetReading['matrix']>;
}

export const isMatrix = (reading: SheetReading): reading is MatrixReading =>
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
  readonly asSupport: Readonly<Partial<Record<Letter, number>>>;
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
} as const satisfies Record<Letter, string>;
type Role = (typeof ROLE)[Letter];
const ROLES = ['responsible', 'accountable', 'supporting', 'consulted', 'informed'] as const;

/** Columns that letters fill, or that Baton counts itself. */
const FILLED: ReadonlySet<string> = new Set<string>([...ROLES, 'id']);

/** Reads a matrix row by row. Nothing is chosen: two R stay two names in one cell, which every check points out. */
export const takenOver = (reading: MatrixReading, known: Known, locale: Locale): TakenOver => {
  const { sheet, line, mapping, matrix } = reading;
  const actors = actorsOf(matrix.across, known);
  const actorsAt = groupBy(actors, ({ at }) => at);
  const headerAt = new Map(matrix.across.map(({ at, names }) => [at, headerKey(names[0] ?? '')]));
  const nameAt = columnAt(mapping, 'raci', 'name')!;
  const carried = mapping.mapped.filter(({ column }) => column !== 'name' && !FILLED.has(column));
  const idAt = idsOf(reading, nameAt);
  const nextId = idSource('raci', () => []);

  const tasks: TakenOver['tasks'][number][] = [];
  const headings: number[] = [];
  const nameless: number[] = [];
  const unread: Unread[] = [];
  const withoutLead: number[] = [];
  const severalLeads: number[] = [];
  const asSupport: Partial<Record<Letter, number>> = {};
  let underNobody = 0;
  let toNobody = 0;

  for (const row of sheet.rows.filter(({ at }) => at > line!.at)) {
    const name = textOf(row.cells[nameAt - 1]);
    const filled = [...actorsAt].flatMap(([at, own]) => {
      const cell = row.cells[at - 1];
      if (isNothing(cell) || headerKey(textOf(cell)) === headerAt.get(at)) return [];
      return [{ at, own, text: textOf(cell), isNumber: typeof cell === 'number', letters: lettersIn(textOf(cell)) }];
    });
    const lettered = filled.some(({ letters }) => letters !== null);
    const isSum = filled.length > 0 && filled.every(({ isNumber }) => isNumber);
    const planned = carried.some(({ at, column }) => !BESIDE_HEADINGS.has(column) && !isNothing(row.cells[at - 1]));
    if (isLegend(name) || (filled.length === 0 && repeatsHeader(row, matrix.header))) continue;
    if (name === '') {
      if (lettered && filled.length > 1) nameless.push(row.at);
      continue;
    }
    if (isSum || (filled.length === 0 && !planned)) {
      headings.push(row.at);
      continue;
    }

    const who: Record<Role, Actor[]> = {
      responsible: [],
      accountable: [],
      supporting: [],
      consulted: [],
      informed: [],
    };
    for (const { at, own, text, letters } of filled) {
      if (letters === null) {
        unread.push({ row: row.at, column: at, text });
        continue;
      }
      if (own.some(({ kind }) => kind === 'placeholder')) {
        underNobody++;
        continue;
      }
      for (const letter of letters) {
        if (letter === 'D' || letter === 'V') asSupport[letter] = (asSupport[letter] ?? 0) + 1;
        const others = who[ROLE[letter]];
        others.push(...own.filter((actor) => !others.some(({ name: known }) => known === actor.name)));
      }
    }
    const { responsible: leads } = who;
    if (leads.length === 0) withoutLead.push(row.at);
    if (leads.length > 1) severalLeads.push(row.at);
    // One department that leads has its own column; its head leads, once there is one.
    const department = leads.length === 1 && leads[0]!.kind === 'department' ? leads[0]!.name : null;
    const people = (role: Role) => {
      const names = who[role].map((actor) => personFor(actor, known));
      if (role === 'consulted' || role === 'informed') toNobody += names.filter((one) => one === null).length;
      return names.filter((one) => one !== null);
    };
    const orThemselves = (role: Role) => who[role].map((actor) => personFor(actor, known) ?? actor.name);
    const id = idAt === undefined ? nextId() : (row.cells[idAt - 1] ?? null);
    const cellsOf = (tab: 'raci' | 'tracker') =>
      Object.fromEntries(
        carried.filter((column) => column.tab === tab).map(({ column, at }) => [column, row.cells[at - 1] ?? null]),
      );
    const raci: Record<string, RawCell> = {
      ...cellsOf('raci'),
      id,
      name,
      responsible: together(department === null ? orThemselves('responsible') : people('responsible'), locale),
      accountable: together(orThemselves('accountable'), locale),
      supporting: together(people('supporting'), locale),
      consulted: together(people('consulted'), locale),
      informed: together(people('informed'), locale),
    };
    if (isNothing(raci.department) && department !== null) raci.department = department;
    const supporting = who.supporting.flatMap(({ kind, name }) => (kind === 'department' ? [name] : []));
    if (isNothing(raci.supportingDepartments)) raci.supportingDepartments = together(supporting, locale);
    tasks.push({ row: row.at, raci, tracker: { ...cellsOf('tracker'), id } });
  }
  return {
    tasks,
    actors,
    headings,
    nameless,
    unread,
    withoutLead,
    severalLeads,
    asSupport,
    underNobody,
    toNobody,
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
const idsOf = ({ sheet, line, ids, mapping }: MatrixReading, nameAt: number): number | undefined => {
  const rows = sheet.rows.filter(({ at, cells }) => at > line!.at && textOf(cells[nameAt - 1]) !== '');
  const isNeeded = columnAt(mapping, 'raci', 'predecessors') !== undefined;
  return ids.find((at) => {
    const values = rows.map(({ cells }) => textOf(cells[at - 1]));
    const isWhole = values.every((value) => value !== '') && new Set(values).size === values.length;
    const isCount = values.every((value, i) => value === String(i + 1));
    return isWhole && !sheet.calculated?.has(at) && (isNeeded || !isCount);
  });
};
