import { BLACK, type Cell, lookWith, WHITE } from '../model/cell.ts';
import { SELF, Service } from '../strict.ts';
import type { Execution } from '../world.ts';
import { color } from './color.ts';
import { Range } from './range.ts';
import type { RangeState } from './range-state.ts';
import { guard, spread, writeValues } from './range-values.ts';

type Ranges = readonly RangeState[];

const all = <T>(signature: string, put: (cell: Cell, value: T) => void) =>
  [
    signature,
    (ranges: Ranges, run: Execution, value: T) => {
      for (const range of ranges) {
        guard(run, range);
        run.writing(range.rows * range.columns);
        range.sheet.forCells(range, (cell) => put(cell, value));
      }
      return SELF;
    },
  ] as const;

/** One value for cells scattered over a tab, in one call. Source: reference, class RangeList. */
export const RangeList: Service<Ranges> = new Service<Ranges>('SpreadsheetApp.RangeList', {
  getRanges: ['', (ranges, run) => ranges.map((range) => Range.of(run, range))],
  setBackground: all<string | null>('string?', (cell, value) => {
    cell.background = color(value, WHITE);
  }),
  setFontColor: all<string | null>('string?', (cell, value) => {
    cell.fontColor = color(value, BLACK);
  }),
  setNote: all<string | null>('string?', (cell, note) => {
    cell.note = note ?? '';
  }),
  setNumberFormat: all<string>('string', (cell, format) => {
    cell.numberFormat = format;
  }),
  setFontWeight: all<string | null>('string?', lookWith('FontWeight')),
  clearContent: all<void>('', (cell) => {
    Object.assign(cell, { value: '', formula: '' });
  }),
  clearNote: all<void>('', (cell) => {
    cell.note = '';
  }),
  setValue: [
    'value',
    (ranges, run, value: unknown) => {
      for (const range of ranges) writeValues(run, range, spread(range, value));
      return SELF;
    },
  ],
});
