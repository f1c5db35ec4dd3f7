/** Adopts a RACI matrix: its tasks as rows of a new plan and tracker beside it. */
import { type Column, columnOf, columnsOf, lookupFormula, type TabKey } from '../../sheet-templates/index.ts';
import { textOf } from '../read/headers.ts';
import { only } from '../text/maps.ts';
import { normal } from '../text/words.ts';
import type { CellEdit, CellFormat, NewSheet, RawCell } from '../workbook.ts';
import { type Actor, knownIn } from './across.ts';
import {
  ADDED_HEADER_ROW,
  calendarRows,
  columnsFor,
  departmentRows,
  directoryRows,
  newSheet,
  type RowToAdd,
  settingRowsFor,
  settingValues,
  titleFor,
} from './additions.ts';
import type { CountedPerson } from './count.ts';
import { type AdoptChoices, boundColumns, NEEDED, ownWords, type Recognised, withoutAddress } from './index.ts';
import { columnPlace, type RecognisedSheet } from './recognise.ts';
import { type MatrixReading, type TakenOver, takenOver } from './take-over.ts';

/** What taking over a matrix adds to a workbook. The matrix itself stays as it is, and is not read again. */
export interface MatrixAdoption {
  /** People and departments that their own sheets lack. */
  readonly edits: readonly CellEdit[];
  readonly addSheets: readonly NewSheet[];
  readonly added: readonly { readonly tab: TabKey; readonly title: string }[];
  readonly taken: TakenOver;
  /** Across, each once. */
  readonly people: readonly string[];
  readonly departments: readonly string[];
  /** Of these departments those whose head no sheet names. */
  readonly withoutHead: readonly string[];
  readonly withoutAddress: readonly string[];
}

type Tasks = Pick<Recognised, 'raw' | 'directory' | 'departments'> & { readonly matrix: MatrixReading };

export const matrixAdoptionOf = (found: Tasks, choices: AdoptChoices): MatrixAdoption => {
  const { raw, matrix, directory, departments } = found;
  const { locale } = choices;
  const known = knownIn(directory, departments);
  const taken = takenOver(matrix, known, locale);
  const people = peopleAmong(taken.actors);
  const units = departmentsAmong(taken);

  const own = { ...(directory && { directory }), ...(departments && { departments }) };
  const titles = raw.sheets.map(({ title }) => title);
  const added = (['raci', ...NEEDED] as const)
    .filter((tab) => !(tab in own))
    .map((tab) => {
      const title = titleFor(tab, locale, titles);
      titles.push(title);
      return { tab, title };
    });

  const isNew = (name: string) => !known.people.has(normal(name));
  const isNewUnit = (name: string) => !known.departments.has(normal(name));
  const rowsOf: Partial<Record<TabKey, readonly RowToAdd[]>> = {
    ...taskRows(taken, added),
    directory: directoryRows(people),
    departments: departmentRows(units),
    calendar: calendarRows(choices.days, locale, raw.dateSystem),
    settings: settingRowsFor(
      settingValues(raw, choices),
      { ...boundColumns(raw, own, added, null), ...ownWords(choices.said) },
      locale,
    ),
  };
  return {
    edits: [
      ...(directory ? belowLast(directory, 'directory', people.map(({ name }) => name).filter(isNew)) : []),
      ...(departments ? belowLast(departments, 'departments', units.filter(isNewUnit)) : []),
    ],
    addSheets: added.map(({ tab, title }) => newSheet(tab, title, locale, rowsOf[tab])),
    added,
    taken,
    people: people.map(({ name }) => name),
    departments: namesOf(taken.actors, 'department'),
    withoutHead: namesOf(taken.actors, 'department').filter((name) => !known.departments.get(normal(name))?.head),
    withoutAddress: withoutAddress(people, directory),
  };
};

const namesOf = (actors: readonly Actor[], kind: Actor['kind']): string[] => [
  ...new Map(actors.filter((actor) => actor.kind === kind).map(({ name }) => [normal(name), name])).values(),
];

const peopleAmong = (actors: readonly Actor[]): CountedPerson[] =>
  namesOf(actors, 'person').map((name) => {
    const own = actors.filter((actor) => actor.kind === 'person' && normal(actor.name) === normal(name));
    const departments = new Set(own.map((actor) => (actor.kind === 'person' ? actor.department : '')));
    return { name, department: only(departments) ?? '' };
  });

/** Across, over people's names, and in the tasks' own column. */
const departmentsAmong = ({ actors, tasks }: TakenOver): string[] => {
  const over = actors.flatMap((actor) => (actor.kind === 'person' && actor.department ? [actor.department] : []));
  const own = tasks.flatMap(({ raci }) => textOf(raci.department) || []);
  return [...new Map([...namesOf(actors, 'department'), ...over, ...own].map((name) => [normal(name), name])).values()];
};

/** Names that a sheet of theirs lacks, written below its last row. */
const belowLast = (
  { sheet, line, mapping }: RecognisedSheet,
  tab: 'directory' | 'departments',
  names: readonly string[],
): CellEdit[] => {
  const column = columnPlace(mapping, tab, 'name');
  const last = sheet.rows.at(-1)?.at ?? line.at;
  return names.map((value, i) => ({ sheet: sheet.title, row: last + 1 + i, column, value, format: 'text' }));
};

const cellOf = ({ type }: Column, cell: RawCell): RowToAdd[string] => {
  const value = typeof cell === 'object' ? null : cell;
  if (typeof value !== 'number') return { value, format: 'text' };
  const isOwn = type === 'date' || (type === 'percent' && value <= 1);
  return { value, format: isOwn ? (type as CellFormat) : 'number' };
};

/** The rows of the plan and its tracker; what one shows of the other is filled in as a sweep would. */
const taskRows = ({ tasks }: TakenOver, added: MatrixAdoption['added']): Partial<Record<TabKey, RowToAdd[]>> => {
  const cellsOf = (tab: TabKey, values: Readonly<Record<string, RawCell>>) =>
    Object.fromEntries(Object.entries(values).map(([key, cell]) => [key, cellOf(columnOf(tab, key), cell)] as const));
  const raci = tasks.map((task) => cellsOf('raci', task.raci));
  const tracker = tasks.map((task) => cellsOf('tracker', task.tracker));
  const plain: Partial<Record<TabKey, readonly RowToAdd[]>> = { raci, tracker };
  const columnAtIn = (tab: TabKey, key: string) => columnsFor(tab, plain[tab]).findIndex(([own]) => own === key) + 1;

  const shown = (tab: TabKey, rows: readonly RowToAdd[]): RowToAdd[] => {
    const idColumn = columnAtIn(tab, 'id');
    const lookups = columnsOf(tab).flatMap(([key, { lookup, type }]) => {
      const from = TABS_SHOWN.find((known) => known === lookup?.tab);
      const sheet = added.find((one) => one.tab === from)?.title;
      if (!lookup || !from || sheet === undefined) return [];
      const source = { sheet, idColumn: columnAtIn(from, 'id'), valueColumn: columnAtIn(from, lookup.column) };
      return [{ key, from, column: lookup.column, source, type }];
    });
    return rows.map((row, i) => ({
      ...row,
      ...Object.fromEntries(
        lookups.map(({ key, from, column, source, type }) => [
          key,
          {
            value: plain[from]?.[i]?.[column]?.value ?? '',
            formula: lookupFormula(ADDED_HEADER_ROW + 1 + i, idColumn, source),
            ...(type === 'date' && { format: 'date' as const }),
          },
        ]),
      ),
    }));
  };
  return { raci: shown('raci', raci), tracker: shown('tracker', tracker) };
};

/** Whose values the plan and the tracker show. */
const TABS_SHOWN = ['raci', 'tracker', '_state'] as const;
