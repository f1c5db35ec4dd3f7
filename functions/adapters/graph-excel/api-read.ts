/** Sheets read through Excel's API: ranges into cells, many sheets in one request, large ones in parts. */

import { isArchive } from '../../../core/keep/archives.ts';
import { must } from '../../../core/text/must.ts';
import type { RawCell, RawRow, RawSheet } from '../../../core/workbook.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { VIEW_KEYS, viewOf } from '../../../sheet-templates/views.ts';
import { type Operation, path, RequestRefused } from '../../microsoft/client.ts';
import { says } from '../../microsoft/failure.ts';
import { rectOf, refOf } from '../../xlsx/cells.ts';
import { isSessionOver, type RangePart, type SheetInfo, sheetPath, type WorkbookSession } from './api-session.ts';

/**
 * A rectangle of cells: https://learn.microsoft.com/graph/api/resources/workbookrange
 * Numbers, dates among them, are as they are stored; an error is its text; an empty cell is ''.
 */
interface WorkbookRange {
  /** With the sheet's name: `'Our plan'!A1:C3`. */
  readonly address: string;
  readonly values?: readonly (readonly (string | number | boolean)[])[];
  readonly valueTypes?: readonly (readonly string[])[];
  /** The codes of number formats, in English. */
  readonly numberFormat?: readonly (readonly string[])[];
}

/** A sheet as it was read, and what the API knows of it besides what core reads. */
export interface SheetReading {
  readonly id: string;
  readonly sheet: RawSheet;
  /** The code of a cell's number format (1-based), where it was asked for and known. */
  readonly formatAt: (row: number, column: number) => string | undefined;
}

const VALUES = 'address,values,valueTypes';
/** For a reading that is written on. */
const VALUES_AND_FORMATS = `${VALUES},numberFormat`;

/** All of a sheet that holds values: https://learn.microsoft.com/graph/api/worksheet-usedrange */
const used = (id: string, select: string) => `${sheetPath(id)}/usedRange(valuesOnly=true)?$select=${select}`;
export const usedPart = (id: string, formats = false): RangePart => ({
  method: 'GET',
  target: used(id, formats ? VALUES_AND_FORMATS : VALUES),
});
/** How far a sheet goes, without what it says. */
export const extentPart = (id: string): RangePart => ({ method: 'GET', target: used(id, 'address') });

const VIEW_TITLES: ReadonlySet<string> = new Set(
  VIEW_KEYS.flatMap((key) => LOCALES.map((locale) => viewOf(key).title[locale])),
);
/** What only shows other sheets is never read this way, nor are archives. */
export const isToRead = ({ name }: SheetInfo): boolean => !VIEW_TITLES.has(name) && !isArchive(name);

/** A sheet that was read before is no longer there. */
export class SheetGone extends Error {}

/** Reads these sheets, twenty in a request, except those that are too large for one answer. */
export const readSheets = async (
  operation: Operation,
  session: WorkbookSession,
  ids: readonly string[],
  formats: boolean,
): Promise<readonly SheetReading[]> => {
  const readings: SheetReading[] = [];
  while (readings.length < ids.length) {
    const rest = ids.slice(readings.length);
    const outcomes = await session.run(
      operation,
      rest.map((id) => usedPart(id, formats)),
      true,
    );
    for (const [i, id] of rest.entries()) {
      const outcome = must(outcomes[i], 'outcome of a request');
      if (outcome.kind === 'untried') break;
      if (outcome.kind === 'done') readings.push(sheetReading(id, [outcome.body as WorkbookRange]));
      else if (isTooLarge(outcome.failure)) readings.push(await readPages(operation, session, id, formats));
      else if (outcome.failure.status === 404 && !isSessionOver(outcome.failure))
        throw new SheetGone(id, { cause: new RequestRefused(outcome.failure) });
      else throw new RequestRefused(outcome.failure);
    }
  }
  return readings;
};

const isTooLarge = (failure: RequestRefused['failure']) =>
  failure.status === 413 || says(failure, 'rangeExceedsLimit', 'requestSizeExceeded', 'payloadTooLargeUncategorized');

/**
 * Excel's own limit is 5 MB an answer, in its JavaScript API:
 * https://learn.microsoft.com/office/dev/add-ins/concepts/resource-limits-and-performance-optimization#excel-add-ins
 */
const CELLS_A_PAGE = 50_000;
/** How often people may make a sheet longer or shorter while it is read page by page. */
const PASSES = 3;

const readPages = async (
  operation: Operation,
  session: WorkbookSession,
  id: string,
  formats: boolean,
): Promise<SheetReading> => {
  const extent = async () => (await session.get<WorkbookRange>(operation, used(id, 'address'))).address;
  let before = await extent();
  for (let pass = 1; ; pass++) {
    const { top, left, bottom, right } = placeOf(before).rect;
    const rows = Math.max(1, Math.floor(CELLS_A_PAGE / (right - left + 1)));
    const pages: WorkbookRange[] = [];
    for (let first = top; first <= bottom; first += rows) {
      const address = refOf({ top: first, left, bottom: Math.min(bottom, first + rows - 1), right });
      const select = formats ? VALUES_AND_FORMATS : VALUES;
      pages.push(await session.get(operation, `${rangePath(id, address)}?$select=${select}`));
    }
    const after = await extent();
    if (after === before || pass === PASSES) return sheetReading(id, pages);
    before = after;
  }
};

export const rangePath = (id: string, address: string): string => path`/worksheets/${id}/range(address='${address}')`;

/** The sheet's name and the rectangle of an address as the API writes it. */
const placeOf = (address: string) => {
  const at = address.lastIndexOf('!');
  const title = address
    .slice(0, at)
    .replace(/^'(.*)'$/s, '$1')
    .replaceAll("''", "'");
  const rect = rectOf(address.slice(at + 1));
  if (at < 0 || !rect) throw new RangeError(`no address of cells: ${address}`);
  return { title, rect };
};

/** The last row of an answer to `extentPart`. */
export const lastRowIn = (body: unknown): number => placeOf((body as WorkbookRange).address).rect.bottom;

/** One sheet; of several ranges one below the other. Its merged cells are nowhere to be asked for. */
export const sheetReading = (id: string, ranges: readonly unknown[]): SheetReading => {
  const blocks = (ranges as readonly WorkbookRange[]).map((range) => ({ range, ...placeOf(range.address) }));
  const rows = blocks.flatMap(({ range: { values = [], valueTypes = [] }, rect: { top, left } }) =>
    values.flatMap((line, i): RawRow[] => {
      const cells: RawCell[] = [];
      line.forEach((value, j) => {
        const cell = cellOf(value, valueTypes[i]?.[j]);
        if (cell === null) return;
        while (cells.length < left - 1 + j) cells.push(null);
        cells[left - 1 + j] = cell;
      });
      return cells.length > 0 ? [{ at: top + i, cells }] : [];
    }),
  );
  const formatAt = (row: number, column: number): string | undefined => {
    const block = blocks.find(({ rect }) => row >= rect.top && row <= rect.bottom);
    return block?.range.numberFormat?.[row - block.rect.top]?.[column - block.rect.left];
  };
  const [first] = blocks;
  return { id, sheet: { title: must(first, 'range of a sheet').title, rows, merges: [] }, formatAt };
};

/** Not an error: the value is on its way. */
const LOADING = ['#BUSY!', '#GETTING_DATA'];

const cellOf = (value: string | number | boolean, type: string | undefined): RawCell => {
  if (type === 'Empty') return null;
  if (type !== 'Error') return value;
  const text = String(value);
  return { fault: LOADING.includes(text) ? 'no-cached-value' : 'error', text };
};
