/** Lays a shared book over a workbook's reading, and says what to write so that its sheets agree. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { Problem } from '../problem.ts';
import type { CellContext } from '../read/cells.ts';
import { type LocatedTab, locate, textOf } from '../read/locate.ts';
import { type DirectoryRow, isShared, NOBODY, type Sourced } from '../read/people.ts';
import { readRows } from '../read/rows.ts';
import type { Shared, Sharing } from '../read/shared.ts';
import { normal } from '../text/words.ts';
import { withEdits } from '../write/overlay.ts';
import { resolveWrites } from '../write/write.ts';
import { bringDays } from './days.ts';
import { bringDepartments, type DepartmentRow } from './departments.ts';
import { neededHere } from './needed.ts';
import { bringPeople, findIn } from './people.ts';

/**
 * Brings people, departments and days of the book into a workbook's own sheets, as they will stand there once these writes
 * are made: whoever reads them now reads what the next sweep will. Its own rows stay as they are and win.
 */
export const sharing = (shared: Shared): Sharing => {
  const find = findIn(shared);
  return (raw, located, here) => {
    if (shared.location === raw.location) return { located, writes: [], problems: [] };
    const bare: CellContext = { dateSystem: raw.dateSystem, people: NOBODY, departments: new Map() };
    const [directory, departments, calendar] = (['directory', 'departments', 'calendar'] as const).map((tab) =>
      located.tabs.get(tab),
    );
    const people = readRows('directory', directory, bare, [], null) as unknown as DirectoryRow[];
    const units = departmentRows(departments, bare);
    const lent = { directory: sharedRows(people), departments: sharedRows(units) };
    const isOwn = (tab: TabKey, row: number) =>
      tab !== 'directory' && tab !== 'departments' ? true : !lent[tab].has(row);
    const needed = neededHere(shared, located, isOwn, find);

    /** What this workbook calls somebody of the book: its own name for that address, where it has one. */
    const ownNames = new Map<string, string>();
    for (const row of people) {
      const { name, email } = row.values;
      if (!isShared(row) && email) ownNames.set(normal(email), name);
    }
    const nameHere = (text: string) => ownNames.get(normal(find(text)?.email ?? '')) ?? text;

    const brought = {
      directory: directory && bringPeople(shared, people, directory.columns, needed, nameHere),
      departments: departments && bringDepartments(shared, units, departments.columns, needed, nameHere),
      calendar: calendar && bringDays(shared, readRows('calendar', calendar, bare, [], null), calendar.columns, here),
    };
    const writes = Object.values(brought).flatMap((tab) => tab?.writes ?? []);
    const problems = (Object.keys(brought) as (keyof typeof brought)[]).flatMap((tab): Problem[] => {
      const behind = brought[tab]?.behind ?? 0;
      return behind === 0 ? [] : [{ tab, row: 0, column: 'source', code: 'book-behind', item: '', facts: { behind } }];
    });
    if (writes.length === 0) return { located, writes, problems };
    return { located: locate(withEdits(raw, resolveWrites(raw, writes).edits)), writes, problems };
  };
};

/** Departments with their people as text: who that is in this workbook is found only once it has been read. */
const departmentRows = (
  place: LocatedTab | undefined,
  bare: CellContext,
): (DepartmentRow & { readonly at: number })[] => {
  const cellsAt = new Map(place?.rows.map(({ at, cells }) => [at, cells]));
  return readRows('departments', place, bare, [], null).map(({ at, values: { name, source } }) => {
    const text = (key: string) => textOf(cellsAt.get(at)?.[(place?.columns.get(key) ?? 0) - 1]);
    const [head, interfacePerson, divisionLeader] = [text('head'), text('interfacePerson'), text('divisionLeader')];
    return { at, values: { name, head, interfacePerson, divisionLeader, source } };
  });
};

const sharedRows = (rows: readonly (Sourced & { readonly at: number })[]): ReadonlySet<number> =>
  new Set(rows.filter(isShared).map(({ at }) => at));
