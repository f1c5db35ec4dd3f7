/** Conditional colours of the views as Sheets API rules. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { boxOf, type Colour } from '../../../sheet-templates/views/grid.ts';
import { conditionalFormatOf } from './look.ts';
import { gridRange } from './ranges.ts';

/**
 * Conditional formats as rules in order, of which the first that holds counts. One that changes how numbers are written
 * has no counterpart here and is left out.
 */
export const colourRules = (sheetId: number, colours: readonly Colour[]): sheets_v4.Schema$Request[] =>
  colours
    .map(({ ref, when, style }) => ({ ref, when, format: conditionalFormatOf(style) }))
    .filter(({ format }) => Object.keys(format).length > 0)
    .map(({ ref, when, format }, index) => ({
      addConditionalFormatRule: {
        index,
        rule: {
          ranges: [gridRange(sheetId, boxOf(ref))],
          booleanRule: { condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: `=${when}` }] }, format },
        },
      },
    }));
