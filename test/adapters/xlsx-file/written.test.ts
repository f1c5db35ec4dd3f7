/** What is known of a file after a write of ours is what a reading of it says, cell by cell; only what is unsure is read again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CellEdit, RawCell } from '../../../core/workbook.ts';
import { rowByRow } from '../../../core/write/by-row.ts';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { patched } from '../../../functions/xlsx/patch.ts';
import { readPackage, readWorkbook } from '../../../functions/xlsx/read.ts';
import { readWritten } from '../../../functions/xlsx/written.ts';
import { stillHeld } from '../../support/collected.ts';
import { workbookFile } from '../../support/workbook.ts';

const COLUMNS = 'ABCDEF';
const value = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n || 0),
  fc.boolean(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '_x0041_', '\r\n', '\u0000', '<&>"', '\ud800 half', 'plain', '任务'),
);
const place = { row: fc.integer({ min: 1, max: 9 }), column: fc.integer({ min: 1, max: COLUMNS.length }) };
const held = fc.record({ ...place, kind: fc.constantFrom('number', 'text', 'formula', 'lone formula', 'nothing') });
const edit = fc.record({
  ...place,
  value: fc.option(value),
  formula: fc.constantFrom('keep', 'A1+1', ...Array<undefined>(14).fill(undefined)),
});

const CONTENT = {
  number: '<v>7</v>',
  text: '<is><t>before</t></is>',
  formula: '<f>1+1</f><v>2</v>',
  'lone formula': '<f>1+1</f>',
  nothing: '',
};

/** Rows in their order, or as they come: then a row or a cell may stand there twice. */
const xmlOf = (cells: readonly { row: number; column: number; kind: keyof typeof CONTENT }[]): string =>
  [...Map.groupBy(cells, ({ row }) => row)]
    .map(([row, its]) => {
      const inner = its.map(({ column, kind }) => {
        const type = kind === 'text' ? ' t="inlineStr"' : '';
        return `<c r="${COLUMNS[column - 1]}${row}"${type}>${CONTENT[kind]}</c>`;
      });
      return `<row r="${row}">${inner.join('')}</row>`;
    })
    .join('');

const inPlaces = <T extends { row: number; column: number }>(cells: readonly T[]): T[] =>
  cells.toSorted((a, b) => a.row - b.row || a.column - b.column);

const plain = (sheets: ReturnType<typeof readWorkbook>['sheets']) =>
  sheets.map(({ title, hidden, rows, merges, calculated }) => {
    const cells = rows.map(({ at, cells }): [number, RawCell[]] => [at, [...cells]]);
    return { title, hidden, cells, merges, calculated: [...(calculated ?? [])].toSorted((a, b) => a - b) };
  });

const OTHER = { title: 'Other', xml: '<row r="1"><c r="A1"><v>1</v></c></row>' };

const write = (xml: string, cells: readonly CellEdit[]) => {
  const edits = rowByRow(cells);
  const parts = openPackage(workbookFile({ sheets: [{ xml }, OTHER] }));
  const content = readPackage(parts);
  for (const { rows } of content.sheets) expect(rows).toBeDefined();
  const made = patched(parts, { edits, addSheets: [] });
  const { bytes, asEdited } = made;
  const known = readWritten(openPackage(bytes), { parts, content }, edits, made);
  return { content, bytes, known, asEdited };
};

test('whatever stood there and whatever was written', () => {
  let asEdited = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(held, { selector: ({ row, column }) => `${row} ${column}`, maxLength: 12 }),
      fc.array(edit, { maxLength: 8 }),
      (cells, edits) => {
        const changes = edits.map(
          ({ formula, ...one }): CellEdit => ({
            sheet: 'Sheet1',
            ...one,
            ...(formula !== undefined && { formula }),
          }),
        );
        const wrote = write(xmlOf(inPlaces(cells)), changes);
        asEdited += wrote.asEdited.size;
        expect(plain(wrote.known.sheets)).toEqual(plain(readWorkbook(wrote.bytes).sheets));
      },
    ),
    { numRuns: 400 },
  );
  expect(asEdited).toBeGreaterThan(100);
});

test('in a sheet that no program writes, with rows or cells that stand there twice', () => {
  fc.assert(
    fc.property(fc.array(held, { maxLength: 12 }), fc.array(edit, { maxLength: 4 }), (cells, edits) => {
      const changes = edits.map(({ row, column, value }): CellEdit => ({ sheet: 'Sheet1', row, column, value }));
      const wrote = write(xmlOf(cells), changes);
      expect(plain(wrote.known.sheets)).toEqual(plain(readWorkbook(wrote.bytes).sheets));
    }),
    { numRuns: 300 },
  );
});

test('rows that nobody touched are the objects that they were, and so is the sheet beside', () => {
  const cell = (at: number) => `<row r="${at}"><c r="A${at}"><v>${at}</v></c></row>`;
  const { content, known } = write(cell(1) + cell(2), [{ sheet: 'Sheet1', row: 3, column: 1, value: 3 }]);
  expect(known.sheets[1]).toBe(content.sheets[1]);
  expect(known.sheets[0]?.rows[1]).toBe(content.sheets[0]?.rows[1]);
  expect(known.sheets[0]?.rows[2]).toEqual({ at: 3, cells: [3] });
});

test('none of the files before it is held, however often it is written', async () => {
  const files: WeakRef<Buffer>[] = [];
  const first = workbookFile({ sheets: [{ xml: '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>' }, OTHER] });
  const started = () => {
    const parts = openPackage(Buffer.from(first));
    files.push(new WeakRef(parts.source));
    const content = readPackage(parts);
    for (const { rows, calculated } of content.sheets) expect([rows, calculated]).toBeDefined();
    return { parts, content };
  };
  let latest = started();
  const goOn = (row: number) => {
    const edits = rowByRow([{ sheet: 'Sheet1', row, column: 1, value: row }]);
    const made = patched(latest.parts, { edits, addSheets: [] });
    const parts = openPackage(made.bytes);
    files.push(new WeakRef(parts.source));
    latest = { parts, content: readWritten(parts, latest, edits, made) };
    expect(latest.content.sheets[0]?.rows).toHaveLength(row);
  };
  for (const row of [1, 2, 3, 4]) goOn(row);
  expect(files).toHaveLength(5);
  expect(await stillHeld(files, 1)).toBe(1);
  expect(plain(latest.content.sheets)).toEqual(plain(readWorkbook(latest.parts.source).sheets));
});
