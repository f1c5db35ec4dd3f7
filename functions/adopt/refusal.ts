/** Why a file cannot be adopted, and what it would take. */
import type { Recognised } from '../../core/adopt/index.ts';
import { columnAt, type RecognisedSheet, type SheetKind } from '../../core/adopt/recognise.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { oneLine } from '../../core/text/width.ts';
import { columnLetters, type Words } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { type AdoptedSheet, sheetReport } from './report.ts';

const say = inAll('adopt');

/** No sheet of the workbook holds tasks that can be followed: what was found instead, and what it would take. */
export class NothingToAdopt extends BatonError {
  readonly sheets: readonly AdoptedSheet[];
  constructor({ raw, sheets }: Recognised) {
    super('data', 'nothing-to-adopt', say.nothingToAdopt({ name: raw.name, found: foundIn(sheets) }));
    this.sheets = sheets.map((reading) => sheetReport(reading, false));
  }
}

/** A table as text is no workbook: it has one sheet and no room for more. */
export const textTable = (path: string): BatonError => {
  const name = path.replace(/^.*[\\/]/, '');
  return new BatonError('data', 'text-table', say.textTable({ name }));
};

/** Sheets that are nearly something are worth a word; of the others nothing can be said. */
const MOST_SHEETS = 3;

const foundIn = (sheets: readonly RecognisedSheet[]): Words[] =>
  sheets
    .map((reading) => NEARLY[reading.kind]?.(reading) ?? null)
    .filter((words) => words !== null)
    .slice(0, MOST_SHEETS);

const NEARLY: Partial<Record<SheetKind, (reading: RecognisedSheet) => Words | null>> = {
  colours: ({ sheet: { title } }) => say.nearly.colours({ title }),
  unnamed: ({ sheet: { title }, unnamed }) =>
    unnamed && say.nearly.unnamed({ title, column: columnLetters(unnamed.at), examples: unnamed.examples }),
  other: ({ sheet: { title }, mapping, line }) => {
    const task = columnAt(mapping, 'raci', 'name');
    const header = task === undefined ? '' : oneLine(line!.cells[task - 1]!);
    return header === '' || header.toLowerCase() === 'name' ? null : say.nearly.other({ title, header });
  },
  directory: ({ sheet: { title } }) => say.nearly.directory({ title }),
  departments: ({ sheet: { title } }) => say.nearly.departments({ title }),
};
