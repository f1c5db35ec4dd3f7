/** A row's values as one text, by which a change of them is noticed. */
import type { Person } from '../snapshot.ts';

/** Values of a row as a fingerprint takes them. */
export type MatterContent = readonly (Person | string | number | boolean | null | readonly (Person | string)[])[];

export const textOfContent = (content: MatterContent): string =>
  content
    .map((value) =>
      value === null
        ? ''
        : Array.isArray(value)
          ? (value as readonly (Person | string)[]).map(nameOf).join('\n')
          : nameOf(value as Person | string | number | boolean),
    )
    .join('\uffff');

const nameOf = (value: Person | string | number | boolean): string =>
  typeof value === 'object' ? value.name : String(value);
