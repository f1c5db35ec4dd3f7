/** What a person has said of a sheet's columns, found among its headers. */
import { type HeaderLine, headerKey } from '../read/headers.ts';
import type { GivenColumns } from './guess/assign.ts';
import type { ColumnMeaning, ReadingChoices } from './proposal.ts';

/** The 1-based column of letters (`E`), or 0. */
export const placeOfLetters = (text: string): number =>
  /^[A-Z]{1,3}$/.test(text) ? [...text].reduce((at, letter) => 26 * at + letter.charCodeAt(0) - 64, 0) : 0;

/** The column that somebody means by its letters or by what its header says; letters go first within the table. 0 for none. */
export const columnNamed = (text: string, { cells }: HeaderLine): number => {
  const at = placeOfLetters(text);
  const header = cells.findIndex((cell) => cell !== '' && headerKey(cell) === headerKey(text)) + 1;
  if (at > 0 && at <= cells.length + BESIDE) return at;
  return header;
};
/** Columns without a header may go on so far beside it. */
const BESIDE = 12;

export const givenIn = (line: HeaderLine, { columns = {}, ignored = [] }: ReadingChoices): GivenColumns => {
  const said = Object.entries(columns) as readonly (readonly [ColumnMeaning, string])[];
  const places = new Map<number, ColumnMeaning | null>();
  for (const text of ignored) {
    const at = columnNamed(text, line);
    if (at > 0) places.set(at, null);
  }
  for (const [meaning, text] of said) {
    const at = text === '-' ? 0 : columnNamed(text, line);
    if (at > 0) places.set(at, meaning);
  }
  return { columns: places, none: new Set(said.flatMap(([meaning, text]) => (text === '-' ? [meaning] : []))) };
};

/** What a person named that this line has not: letters beyond it, a header that nobody has written. */
export const notFoundIn = (line: HeaderLine, { columns = {}, ignored = [] }: ReadingChoices): readonly string[] =>
  [...Object.values(columns), ...ignored].filter((text) => text !== '-' && columnNamed(text, line) === 0);
