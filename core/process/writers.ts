/** Who fills in a row, as far as the workbook tells: they hear of it where what they typed cannot be read. */
import { distinct } from '../people.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import type { Person, RecordOf, WorkTab } from '../snapshot.ts';
import { ensure } from '../text/maps.ts';
import type { Facts } from './facts.ts';

/** What somebody typed and nobody can read. */
const UNREADABLE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'not-a-date',
  'not-a-clock',
  'not-a-rhythm',
  'not-a-number',
  'unknown-option',
  'unknown-person',
  'unknown-department',
  'unknown-id',
]);

/** What of an issue is filled in by whoever decides it. */
const OF_DECISIONS: ReadonlySet<string> = new Set(['newDue', 'newOwner', 'support', 'decidedOn']);

/** Plans, settings, people and what Baton files are the keeper's own to fill in, or nobody can tell whose. */
const WRITERS: {
  readonly [K in WorkTab]?: (values: RecordOf<K>, id: string, facts: Facts, column: string) => Person | null;
} = {
  requests: ({ contact, initiator }) => contact ?? initiator,
  tracker: (_, id, { items }) => items.get(id)?.responsible ?? null,
  meetings: ({ recorder, host }) => recorder ?? host,
  escalations: ({ filedBy, decidedBy }, _id, _facts, column) =>
    (OF_DECISIONS.has(column) ? decidedBy : null) ?? filedBy,
  acceptance: ({ submittedBy }) => submittedBy,
};

/** For a date of submission its contact is asked by a rule of its own. */
const hasOwnRule = ({ tab, column }: Problem): boolean => tab === 'requests' && column === 'submittedOn';

/** Who fills in the rows of some findings, each person once; rows are looked up in time that does not grow with their number. */
export const writersIn = (facts: Facts): ((problems: readonly Problem[]) => readonly Person[]) => {
  const rows = new Map<string, ReadonlyMap<string, object>>();
  const valuesOf = (tab: WorkTab, item: string): object | undefined =>
    ensure(rows, tab, () => new Map(facts.snapshot.rows[tab].map(({ id, values }) => [id, values]))).get(item);
  const writerOf = ({ tab, item, column }: Problem): Person | null => {
    const find = WRITERS[tab as WorkTab] as
      | ((values: object, id: string, facts: Facts, column: string) => Person | null)
      | undefined;
    const values = find && item !== '' ? valuesOf(tab as WorkTab, item) : undefined;
    return find && values ? find(values, item, facts, column) : null;
  };
  return (problems) =>
    distinct(problems.filter((one) => UNREADABLE.has(one.code) && !hasOwnRule(one)).map((one) => writerOf(one)));
};
