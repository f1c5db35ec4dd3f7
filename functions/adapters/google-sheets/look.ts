/** Looks of cells (colours, fonts, borders, number formats) as the Sheets API has them. */

import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { must } from '../../../core/text/must.ts';
import type { BorderLine, Fill, Look } from '../../../sheet-templates/views/grid.ts';

/** `#rrggbb` as the API has colours. */
export const colour = (hex: string): sheets_v4.Schema$ColorStyle => {
  // Three digits tell 256 shades apart, whether who reads them rounds or cuts off; a request has thousands of them.
  const part = (from: number) => Math.ceil((1000 * Number.parseInt(hex.slice(from, from + 2), 16)) / 255) / 1000;
  return { rgbColor: { red: part(1), green: part(3), blue: part(5) } };
};
const inkOf = ({ argb }: { readonly argb: string }) => colour(`#${argb.slice(2)}`);
const groundOf = ({ fgColor, bgColor }: Fill) => inkOf(must(fgColor ?? bgColor, 'colour of a fill'));

/** A number format of an .xlsx file: languages go, since the spreadsheet has one, and so does what text looks like. */
const patternOf = (numFmt: string): string =>
  numFmt
    .replace(/\[\$-\w+\]/g, '')
    .replace(/;@$/, '')
    // The short Chinese weekday, which Sheets writes as people do.
    .replace('"周"aaa', 'ddd')
    // Of conditions there may be two, and a last section for all else.
    .replace(/^((?:\[=\d+\]"[^"]*";){2}).*$/, '$1""');

/**
 * https://developers.google.com/workspace/sheets/api/guides/formats. Text goes without one: every cell that has one costs a
 * reading, empty ones too.
 */
export const numberFormatOf = (numFmt: string): sheets_v4.Schema$NumberFormat | undefined => {
  if (numFmt === 'General' || numFmt === '@') return undefined;
  const pattern = patternOf(numFmt);
  const bare = pattern.replace(/"[^"]*"/g, '');
  if (/h/.test(bare)) return { type: 'TIME', pattern };
  if (/[ymd]/.test(bare)) return { type: 'DATE', pattern };
  return { type: bare.includes('%') ? 'PERCENT' : 'NUMBER', pattern };
};

const VERTICAL = { top: 'TOP', middle: 'MIDDLE', bottom: 'BOTTOM' } as const;
const borderOf = ({ style, color }: BorderLine): sheets_v4.Schema$Border => ({
  style: style === 'medium' ? 'SOLID_MEDIUM' : 'SOLID',
  colorStyle: inkOf(color),
});

/** A cell's look. The fonts are the spreadsheet's own; `size` is what goes without saying, in points. */
export const sheetsFormat = (
  { font, fill, alignment, border, numFmt }: Look,
  size: number,
): sheets_v4.Schema$CellFormat => {
  const numberFormat = numFmt === undefined ? undefined : numberFormatOf(numFmt);
  const borders = Object.entries(border ?? {}).map(([side, line]) => [side, borderOf(line)]);
  return {
    ...(font && {
      textFormat: {
        ...(font.color && { foregroundColorStyle: inkOf(font.color) }),
        ...(font.bold && { bold: true }),
        ...(font.underline && { underline: true }),
        ...(font.size !== undefined && font.size !== size && { fontSize: font.size }),
      },
    }),
    ...(fill && { backgroundColorStyle: groundOf(fill) }),
    ...(alignment?.vertical && { verticalAlignment: VERTICAL[alignment.vertical] }),
    ...(alignment?.horizontal && { horizontalAlignment: alignment.horizontal.toUpperCase() }),
    ...(alignment?.wrapText !== undefined && { wrapStrategy: alignment.wrapText ? 'WRAP' : 'CLIP' }),
    ...(alignment?.textRotation !== undefined && { textRotation: { angle: alignment.textRotation } }),
    ...(borders.length > 0 && { borders: Object.fromEntries(borders) }),
    ...(numberFormat && { numberFormat }),
  };
};

/** What a condition may change: colours and weight of the text, and the ground. */
export const conditionalFormatOf = ({ font, fill }: Look): sheets_v4.Schema$CellFormat => ({
  ...((font?.color || font?.bold) && {
    textFormat: { ...(font.color && { foregroundColorStyle: inkOf(font.color) }), ...(font.bold && { bold: true }) },
  }),
  ...(fill && { backgroundColorStyle: groundOf(fill) }),
});
