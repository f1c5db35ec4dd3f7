/** Which people and departments of a large book a workbook needs. */
import { type Column, columnsOf, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { type Located, textOf } from '../read/locate.ts';
import type { Shared, SharedPerson } from '../read/shared.ts';
import { normal, splitNames } from '../text/words.ts';

/** A book with so many active people is shared whole: as many as a workbook's RACI matrix looks at. */
const WHOLE = 200;

/** Who of a book belongs into a workbook. */
export interface Needed {
  readonly people: ReadonlySet<SharedPerson>;
  readonly hasDepartment: (name: string) => boolean;
  /** Whether the workbook names somebody: they come first. */
  readonly isNamed: (person: SharedPerson) => boolean;
}

/**
 * Everybody active of a book that a team can look over; of a larger one those whom the workbook names, the departments
 * that it names or that these belong to, and everybody active there. With them whoever heads these departments, and
 * whoever covers. `isOwn` tells the workbook's own rows, which alone say what it needs; `find` knows the book's people.
 */
export const neededHere = (
  { people, departments }: Shared,
  { tabs }: Located,
  isOwn: (tab: TabKey, row: number) => boolean,
  find: (text: string) => SharedPerson | undefined,
): Needed => {
  const isDepartment = new Set(departments.map(({ name }) => normal(name)));
  const named = new Set<string>();
  for (const text of said(tabs, isOwn)) {
    const isKnown = (part: string) => find(part) !== undefined || isDepartment.has(normal(part));
    for (const name of splitNames(text, isKnown)) named.add(normal(name));
  }
  const isNamed = ({ name, email }: SharedPerson) =>
    named.has(normal(name)) || (email !== '' && named.has(normal(email)));

  const isWhole = people.filter(({ active }) => active).length <= WHOLE;
  const ofNamed = new Set(people.filter(isNamed).map(({ department }) => normal(department)));
  ofNamed.delete('');
  const hasDepartment = (name: string) => isWhole || named.has(normal(name)) || ofNamed.has(normal(name));

  const needed = new Set(
    people.filter((one) => isNamed(one) || (one.active && (isWhole || hasDepartment(one.department)))),
  );
  const refer = (text: string) => {
    const person = find(text);
    if (person) needed.add(person);
  };
  for (const { name, head, interfacePerson, divisionLeader } of departments) {
    if (hasDepartment(name)) for (const text of [head, interfacePerson, divisionLeader]) refer(text);
  }
  // Grows while it is walked through: whoever covers may be covered for.
  for (const { delegate } of needed) refer(delegate);
  return { people: needed, hasDepartment, isNamed };
};

const NAMING: ReadonlySet<Column['type']> = new Set(['person', 'people', 'department', 'departments']);

const isNaming = (tab: TabKey, key: string, { type, lookup }: Column): boolean =>
  lookup === undefined &&
  (NAMING.has(type) || (tab === 'departments' && key === 'name') || (tab === 'settings' && key === 'value'));

/** What stands in a workbook's cells that name people or departments, each text once. */
const said = (tabs: Located['tabs'], isOwn: (tab: TabKey, row: number) => boolean): Set<string> => {
  const texts = new Set<string>();
  for (const tab of TAB_KEYS) {
    const place = tabs.get(tab);
    if (!place || tabOf(tab).machine) continue;
    const columns = columnsOf(tab).flatMap(([key, column]) => {
      const at = place.columns.get(key);
      return at !== undefined && isNaming(tab, key, column) ? [at] : [];
    });
    for (const { at, cells } of place.sheet.rows) {
      if (at <= place.headerRow || !isOwn(tab, at)) continue;
      for (const column of columns) texts.add(textOf(cells[column - 1]));
    }
  }
  texts.delete('');
  return texts;
};
