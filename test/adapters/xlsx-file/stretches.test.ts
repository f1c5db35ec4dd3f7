/** A long sheet is changed stretch by stretch, and comes out as it does when it is changed as a whole; what takes a look at the whole gets it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellEdit } from '../../../core/workbook.ts';
import { rowByRow } from '../../../core/write/by-row.ts';
import { openPackage, type Package } from '../../../functions/xlsx/parts.ts';
import { patched, patchedInStretches } from '../../../functions/xlsx/patch.ts';
import { forgetRows, readAhead, readPackage } from '../../../functions/xlsx/read.ts';
import { readWritten } from '../../../functions/xlsx/written.ts';
import { MAIN, type SheetFixture, workbookFile } from '../../support/workbook.ts';
import { unzip } from '../../support/zip.ts';

const PATH = 'xl/worksheets/sheet1.xml';
/** Every fifth row is missing; one takes 30 KB, so that a stretch has some thirty of them and all together are what counts as long. */
const ROWS = Array.from({ length: 720 }, (_, i) => i + 1).filter((row) => row % 5 !== 0);
const LONG = { plain: 'long '.repeat(6000), 任务: '任务'.repeat(5000), mark: 'arrow> row '.repeat(2700) };

/** `more`: what else stands in a row. */
const rowsOf = (more: ReadonlyMap<number, string> = new Map(), p = ''): string =>
  ROWS.map((row) => {
    const text = Object.values(LONG)[row % 3];
    const inline = (column: string, text: string, style = '') =>
      `<${p}c r="${column}${row}"${style} t="inlineStr"><${p}is><${p}t>${text}</${p}t></${p}is></${p}c>`;
    const [style, kept] = [row % 7 === 0 ? ' s="1"' : ' s="2"', `<${p}f>1+1</${p}f><${p}v>2</${p}v>`];
    const cells = `${inline('A', `T-${row}`)}<${p}c r="B${row}"${style}>${kept}</${p}c>${inline('C', text ?? '', ' s="3"')}`;
    return `<${p}row r="${row}">${cells}${more.get(row) ?? ''}</${p}row>`;
  }).join('');

const SHEET: SheetFixture = { xml: rowsOf(), tail: '<autoFilter ref="A1:C720"/>' };

/** So that nobody looks for formulas. */
const CALCULATED = '<calcPr fullCalcOnLoad="1"/>';

const fileOf = (sheet: SheetFixture, prefix = ''): Buffer =>
  workbookFile({ sheets: [sheet, { title: 'Other', xml: '' }], prefix, afterSheets: CALCULATED });

const opened = (file: Buffer): Package => {
  const parts = openPackage(file);
  for (const { rows } of readPackage(parts).sheets) expect(rows).toBeDefined();
  return parts;
};

const contentOf = (file: Buffer) => new Map(unzip(file).map(({ name, content }) => [name, content.toString('latin1')]));

const changesOf = (edits: readonly CellEdit[]) => ({ edits: rowByRow(edits), addSheets: [] });

/** Both ways, the second one with or without a look at the whole. */
const bothWays = async (file: Buffer, edits: readonly CellEdit[], mayLook = false) => {
  const whole = patched(opened(file), changesOf(edits));
  const parts = opened(file);
  const looked: string[] = [];
  const using: Package['using'] = (path, ...more) => {
    looked.push(path);
    return parts.using(path, ...more);
  };
  const made = await patchedInStretches({ ...parts, using }, changesOf(edits));
  expect(looked.includes(PATH)).toBe(mayLook);
  expect(contentOf(made.bytes)).toEqual(contentOf(whole.bytes));
  expect(made.asEdited).toEqual(whole.asEdited);
  expect(made.calculatedLess).toEqual(whole.calculatedLess);
  return made;
};

const edit = fc.record({
  row: fc.oneof(fc.integer({ min: 1, max: 740 }), fc.integer({ min: 1, max: 30 })),
  column: fc.integer({ min: 1, max: 6 }),
  value: fc.option(
    fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom('', 'short', 'two\nlines', '任务 & more', 'T-7')),
  ),
  formula: fc.constantFrom(undefined, undefined, undefined, 'keep', 'A1+1'),
  format: fc.constantFrom(undefined, 'date' as const),
});
const editsOf = (found: readonly (typeof edit extends fc.Arbitrary<infer E> ? E : never)[]): CellEdit[] =>
  found.map(({ formula, format, ...one }) => ({
    sheet: 'Sheet1',
    ...one,
    ...(formula !== undefined && { formula }),
    ...(format && { format }),
  }));

test('whatever is written, wherever', async () => {
  const file = fileOf(SHEET);
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 60 }), async (edits) => {
      await bothWays(file, editsOf(edits));
    }),
    { numRuns: 12 },
  );
}, 120_000);

const A = (row: number, value: CellEdit['value'], column = 1): CellEdit => ({ sheet: 'Sheet1', row, column, value });

describe('in stretches', () => {
  test('with a prefix before each name', () =>
    bothWays(fileOf({ xml: rowsOf(new Map(), 'x:') }, 'x:'), [A(3, 'x'), A(400, 'y'), A(900, 'z', 4)]));

  test('a new cell looks like the nearest one above, many stretches away', async () => {
    const file = fileOf({ ...SHEET, xml: rowsOf(new Map([[4, '<c r="E4" s="3"><v>1</v></c>']])) });
    const { bytes } = await bothWays(file, [A(701, 5, 5), A(720, 6, 5)]);
    expect(contentOf(bytes).get(PATH)).toContain('<c r="E701" s="3"><v>5</v></c>');
  });

  test('where everything stands there already, the file stays as it is', async () => {
    const file = fileOf(SHEET);
    const parts = opened(file);
    const made = await patchedInStretches(parts, changesOf([A(3, 'T-3'), A(702, 'T-702')]));
    expect(made.bytes).toBe(file);
  });
});

describe('the whole is looked at for', () => {
  const looked = (more: ReadonlyMap<number, string>, edits: readonly CellEdit[]) =>
    bothWays(fileOf({ ...SHEET, xml: rowsOf(more) }), edits, true);

  test('a comment in which a row seems to end', () =>
    looked(new Map([[303, `<!-- </row> ${LONG.plain.repeat(40)} -->`]]), [A(3, 'x'), A(701, 'y')]));

  test('an array formula', () =>
    looked(new Map([[303, '<c r="E303"><f t="array" ref="E303:E306">1</f><v>1</v></c>']]), [A(701, 'y')]));

  test('a shared formula whose first cell is typed over', () =>
    looked(
      new Map([
        [303, '<c r="E303"><f t="shared" ref="E303:E704" si="0">A303+1</f><v>1</v></c>'],
        [704, '<c r="E704"><f t="shared" si="0"/><v>1</v></c>'],
      ]),
      [A(303, 7, 5)],
    ));

  test('a header beside headers', () => looked(new Map(), [{ ...A(1, 'New', 4), like: 'left' }]));
});

describe('refused as ever', () => {
  test.each([
    ['merged-cells', { ...SHEET, tail: '<mergeCells><mergeCell ref="A700:A702"/></mergeCells>' }, A(702, 'x')],
    ['text-too-long', SHEET, A(702, 'x'.repeat(40_000))],
    ['broken-part', { ...SHEET, xml: rowsOf(new Map([[699, '<c r="E699"><v>1</f></c>']])) }, A(699, 'x', 5)],
  ])('%s', async (code, sheet, edit) => {
    const parts = openPackage(fileOf(sheet));
    if (code !== 'broken-part') for (const { rows } of readPackage(parts).sheets) expect(rows).toBeDefined();
    await expect(patchedInStretches(parts, changesOf([edit]))).rejects.toMatchObject({ code });
  });
});

const held = ({ sheets }: ReturnType<typeof readPackage>) =>
  sheets.map(({ rows, merges, calculated }) => ({ rows, merges, calculated }));

/** With the parts that somebody took a look at the whole of. */
const watched = (file: Buffer) => {
  const parts = openPackage(file);
  const looked: string[] = [];
  const using: Package['using'] = (path, ...more) => {
    looked.push(path);
    return parts.using(path, ...more);
  };
  return { parts: { ...parts, using }, looked };
};

test('rows that were let go are read again for whoever asks, and those near the top are at hand', async () => {
  const file = fileOf({ ...SHEET, tail: '<mergeCells><mergeCell ref="A700:B702"/></mergeCells>' });
  const { edits } = changesOf([
    { sheet: 'Sheet1', row: 4, column: 1, value: 'near the top' },
    { sheet: 'Sheet1', row: 701, column: 3, value: 'far below' },
  ]);
  const parts = opened(file);
  const content = readPackage(parts);
  const before = held(content);
  for (const sheet of content.sheets) forgetRows(sheet);
  const made = await patchedInStretches(parts, { edits, addSheets: [] });
  const written = watched(made.bytes);
  const known = readWritten(written.parts, { parts, content }, edits, made, new Set(['Sheet1']));
  const [now] = readPackage(openPackage(made.bytes)).sheets;
  expect(known.sheets[0]?.topAtHand).toEqual({
    rows: now?.rows.filter(({ at }) => at <= 48),
    merges: now?.merges,
  });
  expect(known.sheets[0]?.top).toBe(known.sheets[0]?.topAtHand);
  expect(written.looked).toEqual([]);
  expect(held(known)).toEqual(held(readPackage(openPackage(made.bytes))));
  expect(written.looked).toEqual([PATH]);
  expect(held(content)).toEqual(before);
});

describe('read ahead', () => {
  test.each([
    ['as it stands', fileOf({ ...SHEET, tail: '<mergeCells><mergeCell ref="A700:B702"/></mergeCells>' }), false],
    ['with a prefix', fileOf({ xml: rowsOf(new Map([[303, '<x:c r="E303"/>']]), 'x:') }, 'x:'), false],
    ['with rows out of order', fileOf({ xml: `${rowsOf()}<row r="2"><c r="E2"><v>1</v></c></row>` }), false],
    ['with a comment', fileOf({ xml: rowsOf(new Map([[303, `<!-- </row> ${LONG.plain.repeat(40)} -->`]])) }), true],
  ])('a sheet holds what it holds otherwise, %s', async (_, file, looks) => {
    const { parts, looked } = watched(file);
    const content = readPackage(parts);
    await readAhead(content.sheets.slice(0, 1));
    expect(looked).toEqual([]);
    expect(held(content)).toEqual(held(readPackage(openPackage(file))));
    expect(looked.includes(PATH)).toBe(looks);
  });

  test('what no program writes is refused when somebody asks', async () => {
    const { xml } = SHEET;
    const sheet = `<!DOCTYPE a><worksheet xmlns="${MAIN}"><sheetData>${xml}</sheetData></worksheet>`;
    const { sheets } = readPackage(openPackage(fileOf({ xml: `<?xml version="1.0"?>${sheet}` })));
    await readAhead(sheets);
    expect(() => sheets[0]?.rows).toThrow(expect.objectContaining({ code: 'xml-doctype' }));
  });
});
