import { expect, test } from 'vitest';
import { readRecordings } from '../../support/google/recorded/recordings.ts';
import { replay } from '../../support/google/recorded/replay.ts';

/**
 * What the tests of gspread sent to Google Sheets, and what came back (test/fixtures/gspread), sent to the fake again. Where it
 * answers otherwise, the reason stands here; nothing of it is what our adapter sends or reads.
 */
const KNOWN: readonly { readonly reason: string; readonly recording: string; readonly differs: readonly string[] }[] = [
  {
    reason: 'typed numbers with separators of thousands get no number format',
    recording: 'CellTest.test_numeric_value',
    differs: ['values.get values[][]'],
  },
  {
    reason: 'columns are not measured by what stands in them',
    recording: 'WorksheetTest.test_auto_resize_columns',
    differs: ['get sheets[].data[].columnMetadata[].pixelSize'],
  },
  {
    reason: 'a colour that was taken away leaves an empty style',
    recording: 'WorksheetTest.test_clear_tab_color',
    differs: ['get sheets[].properties.tabColorStyle'],
  },
  {
    reason: 'a colour is not also given as a style',
    recording: 'WorksheetTest.test_format',
    differs: ['textFormat.foregroundColorStyle', 'backgroundColorStyle'].map(
      (style) => `get sheets[].data[].rowData[].values[].userEnteredFormat.${style}`,
    ),
  },
  {
    reason: 'the name of a range behind the title of a sheet is not understood',
    recording: 'WorksheetTest.test_get_values_merge_cells_with_named_range',
    differs: ['status', 'range', 'majorDimension', 'values', 'error'].map((part) => `values.get ${part}`),
  },
  ...['WorksheetTest.test_set_tab_color', 'WorksheetTest.test_update_tab_color'].map((recording) => ({
    reason: 'colours are kept as sent: not as eighths of a byte, and with their zeros',
    recording,
    differs: ['blue', 'green'].map((part) => `get sheets[].properties.tabColorStyle.rgbColor.${part}`),
  })),
];

/** Kinds of requests that the fake refuses to do, and says so; what came after them in a spreadsheet is left out too. */
const NOT_SIMULATED = ['copyPaste', 'cutPaste', 'addDimensionGroup', 'deleteDimensionGroup'];

const notSimulated = (body: unknown): string | null => {
  const { requests = [] } = (body ?? {}) as { requests?: readonly object[] };
  return NOT_SIMULATED.find((kind) => requests.some((request) => kind in request)) ?? null;
};

test('the fake of Google Sheets answers what Google answered, but for what is said here', {
  timeout: 300_000,
}, async () => {
  const { asked, equal, leftOut, differences } = await replay(readRecordings(), notSimulated);
  const found = new Set(differences.map(({ recording, what }) => `${recording}: ${what}`));
  const known = new Set(KNOWN.flatMap(({ recording, differs }) => differs.map((what) => `${recording}: ${what}`)));
  const news = differences.filter(({ recording, what }) => !known.has(`${recording}: ${what}`));
  expect(news, 'new').toEqual([]);
  expect(
    [...known].filter((one) => !found.has(one)),
    'no longer so',
  ).toEqual([]);
  // As stated in docs/verified.md.
  expect({ asked, equal, leftOut: Object.fromEntries(leftOut) }).toEqual({
    asked: 1344,
    equal: 1331,
    leftOut: {
      copyPaste: 2,
      cutPaste: 2,
      addDimensionGroup: 4,
      deleteDimensionGroup: 4,
      'after a change that is left out': 20,
    },
  });
});
