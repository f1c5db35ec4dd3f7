/** A drawn view as Sheets API requests: cells, looks, sizes, colours, choices, charts. */

import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { must } from '../../../core/text/must.ts';
import type { TabKey } from '../../../sheet-templates/index.ts';
import {
  type Box,
  boxOf,
  type Cell,
  type CellContent,
  type Grid,
  isFormula,
} from '../../../sheet-templates/views/grid.ts';
import type { Window } from '../../../sheet-templates/views/index.ts';
import { chartRequest } from './charts.ts';
import { colourRules } from './colours.ts';
import { sheetsFormat } from './look.ts';
import { gridRange } from './ranges.ts';

type Request = sheets_v4.Schema$Request;

export interface ViewPlace {
  readonly sheetId: number;
  /** The id of a sheet by its title. */
  readonly idOf: (sheet: string) => number;
  /** What a form is chosen by: the ids of what it is about, which stand first. */
  readonly idsIn: (tab: TabKey) => sheets_v4.Schema$DataValidationRule | undefined;
  /** Points of text whose size goes without saying. */
  readonly textSize: number;
}

/** Pixels of a character of the default font; a point is 4/3 px. */
const CHARACTER = 7;
const widthInPixels = (characters: number) => Math.round(characters * CHARACTER);
const heightInPixels = (points: number) => Math.round((points * 4) / 3);
const DEFAULT = { width: 100, height: 21 } as const;

/** The sheet's own size, and what stays in sight. */
export const viewGrid = (grid: Grid, { xSplit, ySplit }: Window): sheets_v4.Schema$GridProperties => {
  // As far as its colours reach, which is as far as other views look.
  const places = [...grid.cells.keys(), ...grid.colours.map(({ ref }) => ref)].map(boxOf);
  return {
    rowCount: Math.max(...places.map(({ bottom }) => bottom)),
    columnCount: Math.max(...places.map(({ right }) => right), ...grid.columns.keys()),
    hideGridlines: true,
    ...(ySplit !== undefined && { frozenRowCount: ySplit }),
    ...(xSplit !== undefined && { frozenColumnCount: xSplit }),
  };
};

/** A drawn sheet as requests: values and formulas, looks, sizes, colours by condition, choices, charts. */
export const viewRequests = (grid: Grid, place: ViewPlace): Request[] => {
  const { sheetId, idOf, idsIn, textSize } = place;
  return [
    valuesOf(grid, place),
    ...looksOf(grid).map(
      ({ style, box }): Request => ({
        repeatCell: {
          range: gridRange(sheetId, box),
          cell: { userEnteredFormat: sheetsFormat(style, textSize) },
          fields: 'userEnteredFormat',
        },
      }),
    ),
    ...grid.merges.map((box): Request => ({ mergeCells: { range: gridRange(sheetId, box), mergeType: 'MERGE_ALL' } })),
    ...sizesOf(grid, sheetId),
    ...colourRules(sheetId, grid.colours),
    ...grid.choices.flatMap(({ cell, tab }): Request[] => {
      const rule = idsIn(tab as TabKey);
      return rule ? [{ setDataValidation: { range: gridRange(sheetId, boxOf(cell)), rule } }] : [];
    }),
    ...(grid.table
      ? [{ setBasicFilter: { filter: { range: gridRange(sheetId, boxOf(grid.table.ref)) } } } as Request]
      : []),
    // Kept away from a slip of the hand; what people choose from a list is theirs.
    {
      addProtectedRange: {
        protectedRange: {
          range: { sheetId },
          warningOnly: true,
          unprotectedRanges: grid.choices.map(({ cell }) => gridRange(sheetId, boxOf(cell))),
        },
      },
    },
    ...grid.charts.map((chart) => chartRequest(chart, idOf, pixelsOf(grid, chart.over))),
  ];
};

const valuesOf = (grid: Grid, place: ViewPlace): Request => {
  const lines: sheets_v4.Schema$CellData[][] = [];
  for (const [key, { value }] of grid.cells) {
    if (value === null) continue;
    const { top, left } = boxOf(key);
    while (lines.length < top) lines.push([]);
    const values = must(lines[top - 1], `row ${top}`);
    while (values.length < left) values.push({});
    values[left - 1] = { userEnteredValue: enteredOf(value, place) };
  }
  const start = { sheetId: place.sheetId, rowIndex: 0, columnIndex: 0 };
  return { updateCells: { start, rows: lines.map((values) => ({ values })), fields: 'userEnteredValue' } };
};

const enteredOf = (value: NonNullable<CellContent>, { idOf }: ViewPlace): sheets_v4.Schema$ExtendedValue => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (isFormula(value)) return { formulaValue: `=${value.formula}` };
  const [, quoted = ''] = /^'(.*)'!/.exec(value.hyperlink) ?? [];
  const sheet = quoted.replaceAll("''", "'");
  return { formulaValue: `=HYPERLINK("#gid=${idOf(sheet)}","${value.text.replaceAll('"', '""')}")` };
};

interface Patch {
  readonly style: Cell['style'];
  readonly box: Box;
}

/** Rectangles of cells that look alike: runs within a row, and below each other where they are as wide. */
const looksOf = (grid: Grid): Patch[] => {
  const cells = [...grid.cells]
    .map(([key, { style }]) => ({ at: boxOf(key), style, look: JSON.stringify(style) }))
    .filter(({ look }) => look !== '{}')
    .sort((a, b) => a.at.top - b.at.top || a.at.left - b.at.left);
  const runs: { look: string; style: Cell['style']; box: { -readonly [K in keyof Box]: Box[K] } }[] = [];
  for (const { at, style, look } of cells) {
    const last = runs.at(-1);
    if (last?.look === look && last.box.top === at.top && last.box.right === at.left - 1) last.box.right = at.left;
    else runs.push({ look, style, box: { ...at } });
  }
  const patches: typeof runs = [];
  const open = new Map<string, (typeof runs)[number]>();
  for (const run of runs) {
    const key = `${run.box.left} ${run.box.right} ${run.look}`;
    const above = open.get(key);
    if (above?.box.bottom === run.box.top - 1) above.box.bottom = run.box.top;
    else {
      patches.push(run);
      open.set(key, run);
    }
  }
  return patches;
};

/** How wide or high neighbouring columns or rows are. */
interface Size {
  readonly range: { sheetId: number; dimension: 'ROWS' | 'COLUMNS'; startIndex: number; endIndex: number };
  readonly properties: sheets_v4.Schema$DimensionProperties;
  readonly fields: string;
}

const sizesOf = (grid: Grid, sheetId: number): Request[] => {
  const size = (
    dimension: 'ROWS' | 'COLUMNS',
    index: number,
    pixels: number | undefined,
    hidden: boolean | undefined,
  ): Size => ({
    range: { sheetId, dimension, startIndex: index - 1, endIndex: index },
    properties: {
      ...(pixels !== undefined && { pixelSize: pixels }),
      ...(hidden && { hiddenByUser: true }),
    },
    fields: [...(pixels === undefined ? [] : ['pixelSize']), ...(hidden ? ['hiddenByUser'] : [])].join(','),
  });
  const sizes = adjacent([
    ...[...grid.columns].map(([column, { width, hidden }]) =>
      size('COLUMNS', column, width === undefined ? undefined : widthInPixels(width), hidden),
    ),
    ...[...grid.rows].map(([row, { height, hidden }]) =>
      size('ROWS', row, height === undefined ? undefined : heightInPixels(height), hidden),
    ),
  ]);
  return sizes.map((updateDimensionProperties) => ({ updateDimensionProperties }));
};

/** Neighbours of one size are one request. */
const adjacent = (sizes: readonly Size[]): Size[] => {
  const joined: Size[] = [];
  for (const size of sizes) {
    if (size.fields === '') continue;
    const last = joined.at(-1);
    const isAlike =
      last?.range.dimension === size.range.dimension &&
      last.range.endIndex === size.range.startIndex &&
      JSON.stringify(last.properties) === JSON.stringify(size.properties);
    if (last && isAlike) last.range.endIndex = size.range.endIndex;
    else joined.push(size);
  }
  return joined;
};

const pixelsOf = (grid: Grid, { top, left, bottom, right }: Box) => {
  let [width, height] = [0, 0];
  for (let column = left; column <= right; column++) {
    const characters = grid.columns.get(column)?.width;
    width += characters === undefined ? DEFAULT.width : widthInPixels(characters);
  }
  for (let row = top; row <= bottom; row++) {
    const points = grid.rows.get(row)?.height;
    height += points === undefined ? DEFAULT.height : heightInPixels(points);
  }
  return { width, height };
};
