import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CellEdit, RawCell } from '../../../core/workbook.ts';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { readWorkbook } from '../../../functions/xlsx/read.ts';
import { workbookFile } from '../../support/workbook.ts';

/** Whatever stands in a sheet and whatever is set: afterwards the sheet holds what a grid of values would. */

const value = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n || 0),
  fc.boolean(),
  fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => text.toWellFormed()),
  fc.constantFrom('_x0041_', '\r\n', ' a ', '\u0000', '<&>"'),
);

const cell = fc.record({
  column: fc.integer({ min: 1, max: 30 }),
  value: fc.option(value),
  style: fc.integer({ min: 0, max: 3 }),
  addressed: fc.boolean(),
});
const row = fc.record({
  at: fc.integer({ min: 1, max: 12 }),
  addressed: fc.boolean(),
  cells: fc.uniqueArray(cell, { selector: ({ column }) => column, maxLength: 6 }),
});
const sheet = fc.record({
  rows: fc.uniqueArray(row, { selector: ({ at }) => at, maxLength: 6 }),
  prefix: fc.constantFrom('', 'x:'),
  quote: fc.constantFrom('"', "'"),
});
const edit = fc.record({
  row: fc.integer({ min: 1, max: 14 }),
  column: fc.integer({ min: 1, max: 32 }),
  value: fc.option(value),
  format: fc.constantFrom('date', 'clock', 'percent', 'number', 'text'),
});

const letters = (column: number) =>
  column > 26
    ? String.fromCharCode(64 + Math.floor((column - 1) / 26), 65 + ((column - 1) % 26))
    : String.fromCharCode(64 + column);
const escaped = (text: string) =>
  text
    .replace(/_x(?=[0-9a-fA-F]{4}_)/g, '_x005F_x')
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (c) => `_x${c.charCodeAt(0).toString(16).padStart(4, '0')}_`)
    .replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

const xmlOf = ({ rows, prefix: p, quote: q }: typeof sheet extends fc.Arbitrary<infer S> ? S : never): string => {
  let lastRow = 0;
  return rows
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, addressed, cells }) => {
      let lastColumn = 0;
      const inner = cells
        .toSorted((a, b) => a.column - b.column)
        .map(({ column, value, style, addressed }) => {
          const r = addressed || column !== lastColumn + 1 ? ` r=${q}${letters(column)}${at}${q}` : '';
          lastColumn = column;
          const open = `<${p}c${r} s=${q}${style}${q}`;
          if (value === null) return `${open}/>`;
          if (typeof value === 'number') return `${open}><${p}v>${value}</${p}v></${p}c>`;
          if (typeof value === 'boolean') return `${open} t=${q}b${q}><${p}v>${+value}</${p}v></${p}c>`;
          return `${open} t=${q}inlineStr${q}><${p}is><${p}t>${escaped(value)}</${p}t></${p}is></${p}c>`;
        });
      const r = addressed || at !== lastRow + 1 ? ` r=${q}${at}${q}` : '';
      lastRow = at;
      return inner.length > 0 ? `<${p}row${r}>${inner.join('')}</${p}row>` : `<${p}row${r}/>`;
    })
    .join('');
};

const gridOf = (file: Buffer): Record<string, RawCell> =>
  Object.fromEntries(
    readWorkbook(file).sheets[0]!.rows.flatMap(({ at, cells }) =>
      cells.flatMap((value, i) => (value === null ? [] : [[`${letters(i + 1)}${at}`, value] as const])),
    ),
  );

test('any cells, any edits', () => {
  fc.assert(
    fc.property(
      sheet,
      fc.uniqueArray(edit, { selector: ({ row, column }) => `${row} ${column}`, maxLength: 12 }),
      (given, edits) => {
        const file = workbookFile({ prefix: given.prefix, styles: null, sheets: [{ xml: xmlOf(given) }] });
        const expected: Record<string, RawCell> = {};
        for (const { at, cells } of given.rows) {
          for (const { column, value } of cells) if (value !== null) expected[`${letters(column)}${at}`] = value;
        }
        expect(gridOf(file)).toEqual(expected);
        for (const { row, column, value } of edits) {
          if (value === null) delete expected[`${letters(column)}${row}`];
          else expected[`${letters(column)}${row}`] = value;
        }
        const changes = edits.map((one) => ({ sheet: 'Sheet1', ...one }) as CellEdit);
        const patched = patchWorkbook(file, { edits: changes, addSheets: [] });
        expect(gridOf(patched)).toEqual(expected);
        // the same edits again change nothing that can be read
        expect(gridOf(patchWorkbook(patched, { edits: changes, addSheets: [] }))).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});
