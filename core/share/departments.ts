/** Brings the departments of a book into a workbook. */
import type { Write } from '../plan.ts';
import { isShared } from '../read/people.ts';
import type { Shared } from '../read/shared.ts';
import type { RecordOf } from '../snapshot.ts';
import { normal } from '../text/words.ts';
import { append } from '../writes/rows.ts';
import { type Brought, broughtChanges } from './brought.ts';
import type { Needed } from './needed.ts';

/** A row of the departments as it is written: people are text. */
export interface DepartmentRow {
  readonly values: Readonly<Record<'name' | 'head' | 'interfacePerson' | 'divisionLeader', string>> &
    Pick<RecordOf<'departments'>, 'source'>;
}

/** The departments that a workbook lacks, and who has come to head those that came from the book before. */
export const bringDepartments = (
  book: Shared,
  rows: readonly DepartmentRow[],
  columns: ReadonlyMap<string, number>,
  { hasDepartment }: Needed,
  nameHere: (text: string) => string,
): Brought => {
  const [own, shared] = [new Map<string, DepartmentRow>(), new Map<string, DepartmentRow>()];
  for (const row of rows) {
    const found = isShared(row) ? shared : own;
    const name = normal(row.values.name);
    if (!found.has(name)) found.set(name, row);
  }
  const writes: Write[] = [];
  let behind = 0;
  for (const { name, head, interfacePerson, divisionLeader } of book.departments) {
    const values = {
      name,
      head: nameHere(head),
      interfacePerson: nameHere(interfacePerson),
      divisionLeader: nameHere(divisionLeader),
    };
    const [row, theirs] = [shared.get(normal(name)), own.get(normal(name))];
    const changes = broughtChanges((row ?? theirs)?.values ?? {}, values, columns);
    if (row) {
      const item = row.values.name;
      if (Object.keys(changes).length > 0)
        writes.push({ tab: 'departments', kind: 'set', item, values: changes, expected: { source: 'shared' } });
    } else if (!theirs) {
      if (hasDepartment(name))
        writes.push(append('departments', name, broughtChanges({}, { ...values, source: 'shared' }, columns)));
    } else if (!columns.has('source') && Object.keys(changes).length > 0) behind++;
  }
  return { writes, behind };
};
