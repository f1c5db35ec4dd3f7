/** How much a header line differs from what stands below it: whatever its words, it is told from a row of data by that. */
import { parseDate } from '../read/dates.ts';
import { type HeaderLine, headerKey, textOf } from '../read/headers.ts';
import type { RawCell, RawSheet } from '../workbook.ts';
import { saidIn } from './guess/line.ts';
import { stateMeant } from './guess/states.ts';

/** Rows below that are looked at. */
const LOOKED_AT = 20;
/** Columns that are looked at. */
const WIDEST = 60;

/**
 * 1: over each column stands a label that is nothing of what is below it; -1: what stands there goes on below, day over days and
 * word over the same words. Of texts, each another one, neither can be said.
 */
export const breaksAt = (line: HeaderLine, { rows }: RawSheet, dateSystem: 1900 | 1904): number => {
  const own = rows.find(({ at }) => at === line.at)?.cells ?? [];
  const index = rows.findIndex(({ at }) => at > line.at);
  const below = index < 0 ? [] : rows.slice(index, index + LOOKED_AT);
  let sum = 0;
  let columns = 0;
  for (let i = 0; i < Math.min(WIDEST, Math.max(own.length, line.cells.length)); i++) {
    const cells = below.map((row) => row.cells[i]).filter((cell) => textOf(cell) !== '') as RawCell[];
    const label = line.cells[i] || textOf(own[i]);
    if (label === '' || cells.length < FEWEST) continue;
    columns++;
    sum += breakIn(label, own[i] ?? null, cells, dateSystem);
  }
  return columns === 0 ? 0 : sum / columns;
};
const FEWEST = 2;

/** A row in words of which few are known, whose cells go on below: a row of data among others. */
export const isData = (line: HeaderLine, sheet: RawSheet, dateSystem: 1900 | 1904): boolean =>
  saidIn(line) * 2 < line.cells.filter((text) => text !== '').length && breaksAt(line, sheet, dateSystem) <= GOES_ON;
const GOES_ON = -0.3;

const breakIn = (label: string, own: RawCell, cells: readonly RawCell[], dateSystem: 1900 | 1904): number => {
  if (stateMeant(label) !== null) return -1;
  const key = headerKey(label);
  const texts = cells.map(textOf);
  if (texts.some((text) => headerKey(text) === key)) return -1;
  const values = cells.filter(
    (cell) => typeof cell === 'number' || isDay(textOf(cell), dateSystem) || stateMeant(textOf(cell)),
  );
  // Days across stand over marks, over bars and over nothing.
  if (typeof own === 'number' || isDay(label, dateSystem)) return values.length > 0 ? -1 : 0;
  if (values.length >= MOST * cells.length) return 1;
  const different = new Set(texts).size;
  if (cells.length >= MANY && different * 2 <= cells.length) return 1;
  const length = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  return length >= 2 * label.length ? 0.5 : 0;
};
const MOST = 0.6;
const MANY = 4;

const isDay = (text: string, dateSystem: 1900 | 1904): boolean => 'day' in parseDate(text, dateSystem);
