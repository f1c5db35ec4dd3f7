/** What the ledger says of each key: how it stands for every address, indexed for what rules ask of an item. */
import type { LedgerRow } from '../snapshot.ts';
import type { Day } from '../time/day.ts';
import { type DeliveryStatus, isTaken } from './delivery.ts';
import { type Key, keyAbout, parseKey } from './key.ts';

/** How a key stands for one address. */
export interface Word {
  readonly to: string;
  status: DeliveryStatus;
  seq: number;
  since: Day | null;
  day: Day | null;
  mail: string;
  receipt: string;
  /** The row that keeps the notice itself. */
  noted: LedgerRow | null;
}

/** More addresses than are looked through one by one. */
const MANY = 8;

/** A key with all its addresses, and the day it was decided. A long ledger has tens of thousands, nearly all with one address. */
export class KeyEntry {
  readonly key: string;
  day: Day | null = null;
  /** In the order in which the addresses came. */
  readonly words: Word[] = [];
  #byAddress: Map<string, Word> | null = null;
  #parts: Key | null = null;

  constructor(key: string) {
    this.key = key;
  }

  /** Taken apart when somebody first asks: most keys are about what is long over. */
  get parts(): Key {
    this.#parts ??= parseKey(this.key);
    return this.#parts;
  }

  /** The key without its step, as `seriesKey` makes it. */
  get series(): string {
    const { rule, item, date } = this.parts;
    return `${rule}:${item}:${date}`;
  }

  wordOf(address: string): Word | undefined {
    if (this.#byAddress) return this.#byAddress.get(address);
    for (const word of this.words) if (word.to === address) return word;
    return undefined;
  }

  add(word: Word): void {
    this.words.push(word);
    if (this.#byAddress) this.#byAddress.set(word.to, word);
    else if (this.words.length > MANY) this.#byAddress = new Map(this.words.map((one) => [one.to, one]));
  }

  some(is: (status: string) => boolean): boolean {
    for (const { status } of this.words) if (is(status)) return true;
    return false;
  }

  /** The day on which somebody was decided to get it, whoever that is; null where nobody is to any more. */
  get decided(): Day | null {
    return this.some(isTaken) ? this.day : null;
  }

  /** The day it was last seen to be overtaken; null where it never was. */
  get overtaken(): Day | null {
    let last: Day | null = null;
    for (const { status, day } of this.words) {
      if (status === 'overtaken' && day !== null) last = Math.max(last ?? day, day);
    }
    return last;
  }
}

const NONE: readonly KeyEntry[] = [];

/** Entries by `rule:item`, in their order. */
export const entriesAbout = (entries: Iterable<KeyEntry>): ((about: string) => readonly KeyEntry[]) => {
  const index = new Map<string, KeyEntry | KeyEntry[]>();
  for (const entry of entries) {
    const about = keyAbout(entry.key);
    const known = index.get(about);
    if (known === undefined) index.set(about, entry);
    else if (Array.isArray(known)) known.push(entry);
    else index.set(about, [known, entry]);
  }
  return (about) => {
    const found = index.get(about) ?? NONE;
    return found instanceof KeyEntry ? [found] : found;
  };
};
