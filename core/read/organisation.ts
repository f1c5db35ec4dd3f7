/** Reads the directory, the departments and the roles in the settings, and reports who is unknown or out of reach. */
import { type Locale, POLICY, type Setting } from '../../sheet-templates/index.ts';
import type { Facts, Problem, ProblemCode } from '../problem.ts';
import { isGone, type Reach, reachingOn } from '../reach.ts';
import type { Department, Policy, RoleKey } from '../snapshot.ts';
import { normal } from '../text/words.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { CellContext } from './cells.ts';
import { type Located, textOf } from './locate.ts';
import { type DirectoryRow, indexPeople, isShared, NOBODY, type PeopleIndex, type Sourced } from './people.ts';
import { ROLES, readRoles, type SettingRow } from './policy.ts';
import { readRows } from './rows.ts';

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
  for (const row of at.sheet.rows) {
    const name = textOf(row.cells[column - 1]);
    if (row.at > at.headerRow && name) names.set(normal(name), name).set(name, name);
  }
  return names;
};

/** The workbook's own rows win over those that came from the shared book. */
const ownFirst = <R extends Sourced>(rows: readonly R[]): R[] => [
  ...rows.filter((row) => !isShared(row)),
  ...rows.filter(isShared),
];

export const readOrganisation = (
  located: Located,
  settings: ReadonlyMap<string, SettingRow>,
  { locale, dateSystem, today }: { locale: Locale; dateSystem: 1900 | 1904; today: Day },
  problems: Problem[],
): Organisation => {
  const report = (
    tab: 'directory' | 'departments' | 'settings',
    row: number,
    column: string,
    code: ProblemCode,
    facts: Facts,
  ) => problems.push({ tab, row, column, code, item: '', facts });

  const bare: CellContext = { dateSystem, people: NOBODY, departments: departmentNames(located) };
  // In the directory's own rows people are text: they are found in it only once it has been read.
  const found: Problem[] = [];
  const listed = readRows('directory', located.tabs.get('directory'), bare, found, null) as unknown as DirectoryRow[];
  const directory = ownFirst(listed);
  // Of a large company a workbook has the departments that it works with, and some who come from others.
  const shared = new Set(listed.filter(isShared).map(({ at }) => at));
  problems.push(...found.filter(({ code, row }) => code !== 'unknown-department' || !shared.has(row)));
  const people = indexPeople(directory, locale, ({ at, values }, first) =>
    report('directory', at, 'name', 'duplicate-person', { name: values.name, row: first.at }),
  );
  for (const { at, values } of directory) {
    const { delegate, delegateFrom, delegateTo } = values;
    if (delegate && !people.find(delegate)) {
      report('directory', at, 'delegate', 'unknown-person', {
        text: delegate,
        namesakes: people.isAmbiguous(delegate),
      });
    }
    // Whoever cannot be reached covers for nobody: mail goes on to the one who is away.
    const deputy = delegate ? people.find(delegate) : null;
    const isToCome = delegateTo === null ? delegateFrom !== null : delegateTo >= today;
    if (deputy && values.active !== false && isToCome) {
      if (!deputy.active) report('directory', at, 'delegate', 'inactive-person', { name: deputy.name });
      else if (deputy.email === null) report('directory', at, 'delegate', 'no-address', { name: deputy.name });
    }
    if (delegateFrom !== null && delegateTo !== null && delegateFrom > delegateTo) {
      report('directory', at, 'delegateTo', 'date-order', { start: isoOf(delegateFrom), due: isoOf(delegateTo) });
    }
  }

  const reach = reachingOn(today, people.all);
  const context: CellContext = { ...bare, people };
  const departments = new Map<string, Department>();
  for (const { at, values } of ownFirst(
    readRows('departments', located.tabs.get('departments'), context, problems, null),
  )) {
    const { name, head, interfacePerson, divisionLeader } = values;
    if (name && !departments.has(name)) {
      departments.set(name, { name, head, interfacePerson, divisionLeader, shared: isShared({ values }) });
    }
    if (isGone(reach, head)) report('departments', at, 'head', 'inactive-person', { name: head.name });
    if (isGone(reach, divisionLeader)) {
      report('departments', at, 'divisionLeader', 'inactive-person', { name: divisionLeader.name });
    }
  }

  const roles = readRoles(settings, people, (at, key, text) =>
    report('settings', at, 'value', 'unknown-person', { text, key, namesakes: people.isAmbiguous(text) }),
  );
  for (const key of ROLES) {
    const row = settings.get(key);
    if (row && isGone(reach, roles[key]))
      report('settings', row.at, 'value', 'inactive-person', { name: roles[key]!.name });
    // Where the row itself is missing nobody was asked; a name nobody knows is reported already.
    // Others can stand in for the roles that only the whole process has.
    if (row && !(POLICY[key] as Setting).full && textOf(row.value) === '')
      report('settings', row.at, 'value', 'role-missing', { key });
  }
  return { people, departments, reach, roles, context };
};
