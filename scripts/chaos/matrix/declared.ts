/** What is declared to come of each fault at each step of an adapter (declared.json). */
import json from './declared.json' with { type: 'json' };
import type { FaultKey, FaultVerdict } from './kinds.ts';

/** What comes of a fault; or why there is none to be had. */
export type Expected = FaultVerdict | { readonly none: string };

export interface Declared {
  readonly key: string;
  readonly title: string;
  /** How it is tried, in a sentence or two. */
  readonly how: string;
  /** Rows: by what is done, the steps that are tried in it. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly faults: Readonly<Record<FaultKey, Expected>>;
  /** Where a step ends otherwise; the first that fits counts. Why: for a note beneath the table. */
  readonly but?: readonly {
    readonly steps: readonly string[];
    readonly faults: readonly FaultKey[];
    readonly expected: Expected;
    readonly why?: string;
  }[];
  /** What may lie about afterwards, by how it begins, and why nobody is harmed. */
  readonly mayLeave?: { readonly what: string; readonly why: string };
  readonly notes?: readonly string[];
}

/** Said in a note of its own. */
export const NOTED = 'Noted beneath the table.';

/** As in the file, where an adapter that is `like` one before it says only what is otherwise. */
type Written = Partial<Omit<Declared, 'faults'>> & {
  readonly key: string;
  readonly like?: string;
  readonly faults?: Partial<Declared['faults']>;
};

const declared: Declared[] = [];
for (const { like, ...own } of json as readonly Written[]) {
  const other = declared.find(({ key }) => key === like);
  declared.push({ ...other, ...own, faults: { ...other?.faults, ...own.faults } } as Declared);
}
export const DECLARED: readonly Declared[] = declared;

export const expectedAt = ({ faults, but = [] }: Declared, step: string, fault: FaultKey): Expected =>
  but.find((one) => one.steps.includes(step) && one.faults.includes(fault))?.expected ?? faults[fault];
