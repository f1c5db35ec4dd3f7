/** One change of a row, by its item's id and its columns' keys. */
import type { TabKey } from '../sheet-templates/index.ts';

export type WriteValue = string | number | boolean | null;

/**
 * One change of a row, found by the item's id. Values by column key; dates as ISO text, options as keys, people by
 * name. `expected` must hold in the row when it is written, or nothing of this write is written. A `set` on a row
 * that has no id yet carries `id: ''` in `expected` together with enough of the row to find it by content.
 */
export interface Write {
  readonly tab: TabKey;
  readonly kind: 'append' | 'set';
  readonly item: string;
  readonly values: Readonly<Record<string, WriteValue>>;
  readonly expected: Readonly<Record<string, WriteValue>>;
}

/** One for all that expect nothing, of which there may be hundreds of thousands. */
export const NOTHING_EXPECTED: Write['expected'] = {};
