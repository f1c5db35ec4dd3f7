/** Charts of the views as Sheets API requests. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { PALETTE } from '../../../sheet-templates/palette.ts';
import type { Box, Chart, Strip } from '../../../sheet-templates/views/grid.ts';
import { colour } from './look.ts';
import { gridRange } from './ranges.ts';

/** A chart, and how many pixels the cells that it lies over are wide and high. */
export const chartRequest = (
  { title, kind, stacked, categories, series, over }: Chart,
  idOf: (sheet: string) => number,
  { width, height }: { readonly width: number; readonly height: number },
): sheets_v4.Schema$Request => {
  /** With the cell above, which holds the name. */
  const source = ({ sheet, ...box }: Strip): sheets_v4.Schema$ChartData => ({
    sourceRange: { sources: [gridRange(idOf(sheet), { ...box, top: box.top - 1 })] },
  });
  const bars = kind === 'bars';
  const basicChart: sheets_v4.Schema$BasicChartSpec = {
    chartType: bars ? 'BAR' : 'LINE',
    legendPosition: series.length > 1 ? 'TOP_LEGEND' : 'NO_LEGEND',
    headerCount: 1,
    ...(stacked && { stackedType: 'STACKED' }),
    axis: [{ position: 'BOTTOM_AXIS' }, { position: 'LEFT_AXIS' }],
    domains: [{ domain: source(categories) }],
    series: series.map(({ values, colours: [first = PALETTE.ink, ...more], dashed }) => ({
      series: source(values),
      targetAxis: bars ? 'BOTTOM_AXIS' : 'LEFT_AXIS',
      colorStyle: colour(first),
      ...(more.length > 0 && {
        styleOverrides: more.map((hex, i) => ({ index: i + 1, colorStyle: colour(hex) })),
      }),
      ...(bars
        ? { dataLabel: { type: 'DATA', textFormat: { foregroundColorStyle: colour(PALETTE.text) } } }
        : { lineStyle: { width: 2, type: dashed ? 'MEDIUM_DASHED' : 'SOLID' } }),
    })),
  };
  return {
    addChart: {
      chart: {
        spec: {
          altText: title,
          basicChart,
          // The cells it is drawn from stand in hidden columns.
          hiddenDimensionStrategy: 'SHOW_ALL',
          backgroundColorStyle: colour(PALETTE.white),
        },
        position: {
          overlayPosition: {
            anchorCell: cornerOf(idOf(categories.sheet), over),
            widthPixels: width,
            heightPixels: height,
          },
        },
        border: { colorStyle: colour(PALETTE.white) },
      },
    },
  };
};

const cornerOf = (sheetId: number, { top, left }: Box): sheets_v4.Schema$GridCoordinate => ({
  sheetId,
  rowIndex: top - 1,
  columnIndex: left - 1,
});
