/** The cells that an answer writes, and the writes that take it back. */
import { columnOf, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import { joined } from '../messages/format.ts';
import type { Write, WriteValue } from '../plan.ts';
import { factOf, severityOf } from '../problem.ts';
import type { Facts } from '../process/facts.ts';
import type { Person, WorkTab } from '../snapshot.ts';
import { isoOf } from '../time/day.ts';
import { freshIds } from '../writes/ids.ts';
import { append } from '../writes/rows.ts';

type Values = Write['values'];

/** Writes, and those that take them back. */
export interface AnswerWork {
  readonly writes: readonly Write[];
  readonly undo: readonly Write[];
}

/** Columns that name people, or several departments. */
const NAMES: ReadonlySet<string> = new Set(['person', 'people', 'departments']);

/** Of the directory, in which rows are found by name, that of the person whom the name means. */
const valuesOf = ({ snapshot }: Facts, tab: TabKey, id: string): Readonly<Record<string, unknown>> | undefined => {
  const person = tab === 'directory' && snapshot.people.get(id);
  return person ? snapshot.listed.get(person) : undefined;
};

const recordOf = (facts: Facts, tab: TabKey, id: string): { readonly values: object } | undefined => {
  const values = valuesOf(facts, tab, id);
  return values ? { values } : facts.snapshot.rows[tab as WorkTab].find((row) => row.id === id);
};

/** A typed value as a write has it; ids are never written here. */
export const writeValue = (value: unknown, type: string, locale: Locale): WriteValue => {
  if (value === null || value === undefined || value === '') return null;
  if (type === 'date') return isoOf(value as number);
  if (Array.isArray(value))
    return value.length === 0
      ? null
      : joined(
          (value as readonly (Person | string)[]).map((one) => (typeof one === 'string' ? one : one.name)),
          locale,
        );
  return typeof value === 'object' ? (value as Person).name : (value as WriteValue);
};

/**
 * What stands in these columns of a row now, of those that the workbook has: null for an empty cell; of a cell that nobody
 * can read, its text, so that taking back restores it.
 */
export const valuesNow = (facts: Facts, tab: TabKey, id: string, columns: readonly string[]): Values => {
  const { snapshot } = facts;
  const values = recordOf(facts, tab, id)?.values as Readonly<Record<string, unknown>> | undefined;
  const unread = new Map(
    snapshot.problems.flatMap((p) => {
      const text = factOf(p.facts, 'text');
      const isIt = p.tab === tab && p.item === id && severityOf(p.code) === 'error';
      return isIt && text !== undefined ? [[p.column, text] as const] : [];
    }),
  );
  return Object.fromEntries(
    columns
      .filter((column) => snapshot.hasColumn(tab, column))
      .map((column) => [
        column,
        unread.get(column) ?? writeValue(values?.[column], columnOf(tab, column).type, snapshot.policy.locale),
      ]),
  );
};

/** A row that a sweep would have made by now, or that has no id yet, gets what it lacks first. */
const beforehand = (facts: Facts, tab: TabKey, id: string): readonly Write[] => {
  const { snapshot, flow } = facts;
  const ids = freshIds(facts).filter(({ item }) => item === id);
  if (recordOf(facts, tab, id)) return ids;
  const missing = flow.missing.find((row) => row.tab === tab && row.id === id);
  if (missing) return [...ids, append(tab, id, missing.values)];
  return tab === 'tracker' && !snapshot.oneSheet ? [...ids, append('tracker', id, { id })] : ids;
};

/** Sets cells of an item's row, expecting what the row says now; columns that the workbook lacks are left out. */
export const setting = (facts: Facts, tab: TabKey, id: string, wanted: Values): AnswerWork => {
  const now = valuesNow(facts, tab, id, Object.keys(wanted));
  const values = Object.fromEntries(Object.entries(wanted).filter(([column]) => column in now));
  // People are known by more than one spelling: a cell that names somebody is not compared letter by letter.
  const expected = Object.fromEntries(
    Object.entries(now).filter(([column, value]) => value === null || !NAMES.has(columnOf(tab, column).type)),
  );
  return {
    writes: [...beforehand(facts, tab, id), { tab, kind: 'set', item: id, values, expected }],
    undo: [{ tab, kind: 'set', item: id, values: now, expected: values }],
  };
};

/** A row that is added, of the columns that the workbook has; taken back, there is none: all that was written is empty again. */
export const adding = ({ snapshot }: Facts, tab: TabKey, id: string, wanted: Values): AnswerWork => {
  const values = Object.fromEntries(
    Object.entries(wanted).filter(
      ([column, value]) => value !== null && value !== '' && snapshot.hasColumn(tab, column),
    ),
  );
  return { writes: [append(tab, id, { id, ...values })], undo: [emptying(tab, id, values)] };
};

/** A row that is taken back is known again by so many of its cells, none of them longer than this. */
const KNOWN_BY = 3;
const SHORT = 80;

/** Takes back a row that was added. */
export const emptying = (tab: TabKey, id: string, values: Values): Write => {
  const telling = Object.entries(values).filter(
    ([column, value]) => column !== 'id' && String(value).length <= SHORT && !NAMES.has(columnOf(tab, column).type),
  );
  return {
    tab,
    kind: 'set',
    item: id,
    values: { ...Object.fromEntries(Object.keys(values).map((column) => [column, null])), id: null },
    expected: Object.fromEntries(telling.slice(0, KNOWN_BY)),
  };
};

/** One after the other; taken back in the opposite order. */
export const together = (...parts: readonly AnswerWork[]): AnswerWork => ({
  writes: parts.flatMap(({ writes }) => writes),
  undo: [...parts].reverse().flatMap(({ undo }) => undo),
});
