import type { TabKey } from '../sheet-templates/index.ts';
import type { Facts, Problem } from './problem.ts';
import type { Person } from './snapshot.ts';

/** Why something is said, or not said: a message code with the facts inside. Sentences are in messages/. */
export interface Because {
  readonly code: string;
  readonly facts: Facts;
}

/** One thing to tell somebody about one item. */
export interface Notice {
  /** rule:item:date:step — all that makes it the same notice. In the ledger as sent, it is never sent again. */
  readonly key: string;
  readonly rule: string;
  readonly item: string;
  readonly level: 0 | 1 | 2;
  /** People who are to act, after delegates; never empty. */
  readonly to: readonly Person[];
  /** People who are to know; they find it under "for your information" in their own digest. */
  readonly cc: readonly Person[];
  readonly because: Because;
  readonly facts: Facts;
}

/** All notices of one sweep to one person. */
export interface Mail {
  readonly to: Person;
  readonly subject: string;
  readonly notices: readonly Notice[];
}

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

export interface Silence {
  readonly rule: string;
  readonly item: string;
  readonly because: Because;
}

export interface Plan {
  readonly workbook: string;
  readonly at: string;
  readonly workday: boolean;
  readonly notices: readonly Notice[];
  readonly mails: readonly Mail[];
  readonly writes: readonly Write[];
  readonly silences: readonly Silence[];
  readonly problems: readonly Problem[];
}
