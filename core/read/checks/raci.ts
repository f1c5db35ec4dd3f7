/** Checks of the plan's tasks: dates, days off, vague wording, people who have left, rows pasted twice. */
import type { RecordOf, Row } from '../../snapshot.ts';
import { isoOf } from '../../time/day.ts';
import { rhythmIn } from '../repeats.ts';
import { dayOff, inactive, type RowCheck, type SheetCheck } from './check.ts';
import { vague } from './promise.ts';

const promised = ({ responsible, due, name }: RecordOf<'raci'>) => ({ who: responsible, by: due, what: name });

export const RACI: readonly RowCheck<'raci'>[] = [
  {
    code: 'date-order',
    column: 'due',
    find: ({ start, due }) =>
      start !== null && due !== null && start > due ? { start: isoOf(start), due: isoOf(due) } : null,
  },
  dayOff('due'),
  {
    code: 'not-a-rhythm',
    column: 'repeats',
    find: ({ repeats }) => (repeats !== '' && rhythmIn(repeats) === undefined ? { text: repeats } : null),
  },
  vague('name', promised),
  // Done when whoever is accountable says so, where nothing else is written that could be checked.
  vague('doneWhen', ({ accountable, due, name }) => ({ who: accountable, by: due, what: name, accepts: true })),
  vague('output', promised),
  inactive('responsible'),
  inactive('accountable'),
];

/** Two rows that plan the same thing for the same person: usually a row pasted twice. */
export const nearDuplicates: SheetCheck = ({ rows }, report) => {
  const first = new Map<string, Row<'raci'>>();
  // Most names stand once: what more there is to a task is put together for the others alone.
  const further = new Map<string, Row<'raci'>>();
  for (const row of rows.raci) {
    const { name, responsible } = row.values;
    if (!name || !responsible) continue;
    const called = first.get(name);
    if (!called) {
      first.set(name, row);
      continue;
    }
    const key = keyOf(row.values);
    const earlier = keyOf(called.values) === key ? called : further.get(key);
    if (!earlier) further.set(key, row);
    else report('raci', row, 'name', 'near-duplicate', { other: earlier.id });
  }
};

const keyOf = ({ name, responsible, due, request }: RecordOf<'raci'>): string =>
  `${name}\n${responsible?.name}\n${due}\n${request}`;
