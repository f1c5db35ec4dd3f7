import type { Day } from '../day.ts';
import type { Person } from '../snapshot.ts';
import type { Part } from './matter.ts';
import type { Source } from './source.ts';

/** Something to be signed: the text by field, each under a name that says what it is (`requests.goal`, `T-0001`). */
export interface Document {
  readonly kind: 'confirmation' | 'division' | 'minutes' | 'approval';
  /** Id of what is signed. */
  readonly id: string;
  readonly name: string;
  readonly request: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly signers: readonly (Person | null)[];
  /** The day it was ready to be signed, as the rows say; null where they do not. */
  readonly since: Day | null;
}

export interface Signed {
  /** Every signer has signed this very text. */
  readonly complete: boolean;
  /** The day the last of them did; null while one is missing. */
  readonly on: Day | null;
  readonly missing: readonly Person[];
}

export interface Signing {
  /** Where the signatures under a document stand. What is missing is asked for. */
  ask(document: Document): Signed;
  /** All signatures asked for so far. */
  part(): Part;
}

export const signingOf = (source: Source): Signing => {
  void source;
  return { ask: () => ({ complete: true, on: null, missing: [] }), part: () => ({ matters: [], missing: [] }) };
};
