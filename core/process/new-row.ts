/** A row that is to be added, from its typed values: what stands in each cell that the sheet has. */
import { columnsOf, type IdTab } from '../../sheet-templates/index.ts';
import { formatClock, joined } from '../messages/format.ts';
import type { Person, RecordOf, Snapshot } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { NewRow } from './matter.ts';

type Value = string | number | boolean | Person | null | readonly (string | Person)[];

/** Cells that say nothing are left out, and so are those that formulas fill. */
export const newRow = <K extends IdTab>(
  tab: K,
  id: string,
  values: RecordOf<K>,
  { policy, hasColumn }: Pick<Snapshot, 'policy' | 'hasColumn'>,
): NewRow => {
  const say = (value: Value, type: string): string => {
    if (Array.isArray(value)) return joined((value as readonly (string | Person)[]).map(nameOf), policy.locale);
    if (typeof value === 'number') {
      if (type === 'date') return isoOf(value as Day);
      return type === 'clock' ? formatClock(value) : String(value);
    }
    return value === null ? '' : nameOf(value as string | Person);
  };
  const cells = columnsOf(tab).flatMap(([key, { lookup, type }]) => {
    if (lookup || !hasColumn(tab, key)) return [];
    const text = say({ ...values, id }[key as keyof RecordOf<K>] as Value, type);
    return text === '' ? [] : [[key, text] as const];
  });
  return { tab, id, values: Object.fromEntries(cells) };
};

const nameOf = (one: string | Person): string => (typeof one === 'string' ? one : one.name);
