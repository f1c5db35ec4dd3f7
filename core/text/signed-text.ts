/** A signed text as fingerprints part by part, so that a later change can be named. */
import { fingerprintOf } from './fingerprint.ts';

/** A text that is signed, part by part: what each part is called → its fingerprint. An empty part has none. */
export type SignedText = ReadonlyMap<string, string>;

/** Longest cell of a fingerprint; a sheet takes more, people scrolling past it do not. */
const LONGEST = 8000;
/** Stands for all tasks of a plan too long to be told apart. */
export const ALL_TASKS = 'raci';

/** Of each part in its cell: the `=` and the blank before the next one. */
const PUT_BETWEEN = 2;

const isColumn = (name: string): boolean => name.includes('.');
/** Ids of adopted sheets may hold what keeps the parts of a cell apart. */
const nameOf = (name: string): string => name.replace(/[\s=%]/g, encodeURIComponent);
const printOf = (text: string): string => Number(fingerprintOf(text).slice(1)).toString(36);

/** The text as it is now, by field: columns as `requests.goal`, rows by their ids. */
export const signedText = (fields: Readonly<Record<string, string>>): SignedText => {
  const parts = new Map<string, string>();
  let length = 0;
  for (const field in fields) {
    const text = fields[field] ?? '';
    if (text.trim() === '') continue;
    const [name, print] = [nameOf(field), printOf(text)];
    parts.set(name, print);
    length += name.length + print.length + PUT_BETWEEN;
  }
  if (length - 1 <= LONGEST) return parts;
  const rows = [...parts].filter(([name]) => !isColumn(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map([...[...parts].filter(([name]) => isColumn(name)), [ALL_TASKS, printOf(rows.join('\n'))]]);
};

/** A text as the fingerprint cell keeps it: `requests.goal=2gq4x T-0001=9k1`. */
export const cellOf = (text: SignedText): string => [...text].map((part) => part.join('=')).join(' ');

/** What a fingerprint cell says; what is none of Baton's is passed over. */
export const textIn = (cell: string): SignedText =>
  new Map(
    cell.split(/\s+/).flatMap((part): [string, string][] => {
      const [name, print, ...more] = part.split('=');
      return name && print && more.length === 0 ? [[name, print]] : [];
    }),
  );

/** The parts in which two texts differ. */
export const changesIn = (before: SignedText, now: SignedText): readonly string[] => {
  const changed = [...new Set([...now.keys(), ...before.keys()])].filter((name) => before.get(name) !== now.get(name));
  return changed.includes(ALL_TASKS) ? changed.filter((name) => isColumn(name) || name === ALL_TASKS) : changed;
};
