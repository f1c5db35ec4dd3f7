/** The first rows of a long sheet, of which no more is unpacked than it takes. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openPackage, type Package } from '../../../functions/xlsx/parts.ts';
import { rowsDownTo } from '../../../functions/xlsx/row-stretches.ts';
import { workbookFile } from '../../support/workbook.ts';

const PATH = 'xl/worksheets/sheet1.xml';
const ROWS = 900;

/** Rows of some 20 KB that do not pack well. */
const rowXml = (row: number): string => {
  const said = Array.from({ length: 300 }, (_, i) => createHash('sha256').update(`${row} ${i}`).digest('hex')).join(
    ' ',
  );
  return `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>${said}</t></is></c></row>`;
};

const withRows = (count: number, more = ''): Package => {
  const xml = Array.from({ length: count }, (_, i) => rowXml(i + 1)).join('');
  return openPackage(workbookFile({ sheets: [{ xml: xml + more }] }));
};

const long = withRows(ROWS);

test.each([1, 3, 48, 100])('down to row %i all are there, in their order', (row) => {
  const cursor = rowsDownTo(long, PATH, row);
  let last = 0;
  while (cursor?.nextRow()) expect(cursor.row).toBe(++last);
  expect(last).toBeGreaterThanOrEqual(row);
  expect(last).toBeLessThan(ROWS);
});

test('where rows stand that far down the whole is better taken, and so it is of a short sheet', () => {
  expect(rowsDownTo(long, PATH, ROWS)).toBeNull();
  expect(rowsDownTo(withRows(20), PATH, 1)).toBeNull();
});
