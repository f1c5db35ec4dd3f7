/** Reads the directory, the departments and the roles in the settings, and reports who is unknown or out of reach. */
import { type Locale, POLICY, type Setting } from '../../sheet-templates/index.ts';
import { type Problem, type ProblemCode, type ProblemFacts, problemAt } from '../problem.ts';
import { isGone, type Reach, reachingOn } from '../reach.ts';
import type { Department, Policy, RoleKey, Row } from '../snapshot.ts';
import { normal } from '../text/words.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { SettingRow } from './bindings.ts';
import type { CellContext } from './cells.ts';
import { type Located, textOf } from './locate.ts';
import { ownWordsIn, withNicknames } from './own-words.ts';
import { type DirectoryRow, indexPeople, isShared, NOBODY, type PeopleIndex, type Sourced } from './people.ts';
import { ROLE_SETTINGS, readRoles } from './policy.ts';
import { readRows } from './rows.ts';
import { parseWeekdays } from './weekend.ts';

/** Who is who: people, their departments, whom mail for them reaches today, and who holds the workbook's roles. */
export interface Organisation {
  readonly people: PeopleIndex;
  readonly departments: ReadonlyMap<string, Department>;
  readonly reach: Reach;
  readonly roles: Pick<Policy, RoleKey>;
  /** What a cell needs to be understood, from here on with people and departments. */
  readonly context: CellContext;
}

/** Departments' names alone: a person's department is checked against them, and their heads against the people. */
const departmentNames = (located: Located): Map<string, string> => {
  const names = new Map<string, string>();
  const at = located.tabs.get('departments');
  const column = at?.columns.get('name');
  if (!at || !column) return names;
  for (const row of at.rows) {
    const name = textOf(row.cells[column - 1]);
    if (row.at > at.headerRow && name) names.set(normal(name), name).set(name, name);
  }
  return names;
};

const NONE: ReadonlySet<string> = new Set();

/** What tasks are called, read when a cell first asks for it. */
const taskNames = (located: Located): (() => ReadonlySet<string>) => {
  let names: ReadonlySet<string> | undefined;
  return () => {
    const at = located.tabs.get('raci');
    const column = at?.columns.get('name');
    names ??= at && column ? new Set(at.rows.map(({ cells }) => normal(textOf(cells[column - 1])))) : NONE;
    return names;
  };
};

/** The workbook's own rows win over those that came from the shared book. */
const ownFirst = <R extends Sourced>(rows: readonly R[]): R[] => [
  ...rows.filter((row) => !isShared(row)),
  ...rows.filter(isShared),
];

type Report = <C extends ProblemCode>(
  tab: 'directory' | 'departments' | 'settings',
  row: number,
  column: string,
  code: C,
  facts: ProblemFacts[C],
) => void;

export const readOrganisation = (
  located: Located,
  settings: ReadonlyMap<string, SettingRow>,
  { locale, dateSystem, today }: { locale: Locale; dateSystem: 1900 | 1904; today: Day },
  problems: Problem[],
): Organisation => {
  const report: Report = (tab, row, column, code, facts) =>
    problems.push(problemAt({ tab, row, column, item: '' }, code, facts));
  const bare: CellContext = { dateSystem, people: NOBODY, departments: departmentNames(located) };
  const directory = readDirectory(located, bare, problems);
  const own = ownWordsIn(settings);
  const listedPeople = indexPeople(directory, locale, ({ at, values }, first) =>
    report('directory', at, 'name', 'duplicate-person', { name: values.name, otherRow: first.at }),
  );
  const people = withNicknames(listedPeople, own.people);
  for (const row of directory) {
    checkAbsence(row, people, today, report);
    const { noMailOn } = row.values;
    if (parseWeekdays(noMailOn || '') === null)
      report('directory', row.at, 'noMailOn', 'not-weekdays', { text: noMailOn });
  }
  const reach = reachingOn(today, people.all);
  const context: CellContext = { ...bare, people, states: own.states, tasks: taskNames(located) };
  const listed = readRows('departments', located.tabs.get('departments'), context, problems, null);
  const departments = departmentsOf(ownFirst(listed), reach, report);
  return { people, departments, reach, roles: rolesOf(settings, people, reach, report), context };
};

const readDirectory = (located: Located, bare: CellContext, problems: Problem[]): readonly DirectoryRow[] => {
  // In the directory's own rows people are text: they are found in it only once it has been read.
  const found: Problem[] = [];
  const listed = readRows('directory', located.tabs.get('directory'), bare, found, null) as unknown as DirectoryRow[];
  // Of a large company a workbook has the departments that it works with, and some who come from others.
  const shared = new Set(listed.filter(isShared).map(({ at }) => at));
  problems.push(...found.filter(({ code, row }) => code !== 'unknown-department' || !shared.has(row)));
  return ownFirst(listed);
};

/** Who is away, from when to when, and who covers. */
const checkAbsence = ({ at, values }: DirectoryRow, people: PeopleIndex, today: Day, report: Report): void => {
  const { delegate, delegateFrom, delegateTo } = values;
  const deputy = delegate ? people.find(delegate) : null;
  if (delegate && !deputy) {
    const namesakes = people.isAmbiguous(delegate);
    report('directory', at, 'delegate', 'unknown-person', { text: delegate, namesakes });
  }
  // Whoever cannot be reached covers for nobody: mail goes on to the one who is away.
  const isToCome = delegateTo === null ? delegateFrom !== null : delegateTo >= today;
  if (deputy && values.active !== false && isToCome) {
    if (!deputy.active) report('directory', at, 'delegate', 'inactive-person', { name: deputy.name });
    else if (deputy.email === null) report('directory', at, 'delegate', 'no-address', { name: deputy.name });
  }
  if (delegateFrom !== null && delegateTo !== null && delegateFrom > delegateTo) {
    report('directory', at, 'delegateTo', 'date-order', { start: isoOf(delegateFrom), due: isoOf(delegateTo) });
  }
};

const departmentsOf = (
  rows: readonly Row<'departments'>[],
  reach: Reach,
  report: Report,
): ReadonlyMap<string, Department> => {
  const departments = new Map<string, Department>();
  for (const { at, values } of rows) {
    const { name, head, interfacePerson, divisionLeader } = values;
    if (name && !departments.has(name)) {
      departments.set(name, { name, head, interfacePerson, divisionLeader, shared: isShared({ values }) });
    }
    if (isGone(reach, head)) report('departments', at, 'head', 'inactive-person', { name: head.name });
    if (isGone(reach, divisionLeader)) {
      report('departments', at, 'divisionLeader', 'inactive-person', { name: divisionLeader.name });
    }
  }
  return departments;
};

/** The roles that settings name, with what is wrong with whoever holds them. */
const rolesOf = (
  settings: ReadonlyMap<string, SettingRow>,
  people: PeopleIndex,
  reach: Reach,
  report: Report,
): Organisation['roles'] => {
  const roles = readRoles(settings, people, (at, key, text) =>
    report('settings', at, 'value', 'unknown-person', { text, key, namesakes: people.isAmbiguous(text) }),
  );
  // Where the keeper is all there is, there is nobody else to name.
  const isAlone = roles.keeper !== null && people.all.size === 1;
  for (const key of ROLE_SETTINGS) {
    const row = settings.get(key);
    // Where the row itself is missing nobody was asked; a name nobody knows is reported already.
    if (!row) continue;
    const holder = roles[key];
    if (isGone(reach, holder)) report('settings', row.at, 'value', 'inactive-person', { name: holder.name });
    // Others can stand in for the roles that only the whole process has.
    if (!isAlone && !(POLICY[key] as Setting).full && textOf(row.value) === '') {
      report('settings', row.at, 'value', 'role-missing', { key });
    }
  }
  return roles;
};
