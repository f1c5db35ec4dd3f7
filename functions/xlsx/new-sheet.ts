/** The XML of a sheet that Baton adds to a workbook. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import type { NewSheet } from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { cellType, cellXml, formulaXml } from './cell-xml.ts';
import { cellAddress, columnName } from './cells.ts';
import { heightFor } from './row-height.ts';
import type { StyleBook } from './styles.ts';
import { escapeXml } from './xml.ts';

/** The XML of a sheet that Baton adds: title and help on top, header in dark ink and frozen, then rows. */
export const newSheetXml = (sheet: NewSheet, namespace: string, styles: StyleBook): string => {
  const width = Math.max(1, sheet.widths.length, ...sheet.rows.map((row) => row.length));
  const lookOf = (row: number, format: NewSheet['rows'][number][number]['format']): number => {
    if (row > sheet.headerRow) return styles.shown(sheet.wrap ? styles.wrapped() : 0, format);
    if (row === sheet.headerRow) return styles.header();
    return row === 1 ? styles.title() : styles.help();
  };
  const rows = sheet.rows.map((cells, i) => {
    const row = i + 1;
    const inner = cells.map(({ value, format, formula }, j) => {
      if ((value === null || value === '') && formula === undefined) return '';
      const style = lookOf(row, format);
      const type = cellType(value, formula !== undefined);
      const xml = cellXml(value, row, j + 1, '', formula === undefined ? '' : formulaXml('', formula));
      const look = `${style > 0 ? ` s="${style}"` : ''}${type ? ` t="${type}"` : ''}`;
      return `<c r="${cellAddress(row, j + 1)}"${look}>${xml}</c>`;
    });
    const height = sheet.wrap && row > sheet.headerRow ? heightOf(cells, sheet.widths) : '';
    return `<row r="${row}"${height}>${inner.join('')}</row>`;
  });
  const cols = sheet.widths.map((wide, i) => `<col min="${i + 1}" max="${i + 1}" width="${wide}" customWidth="1"/>`);
  const top = sheet.headerRow + 1;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<worksheet xmlns="${namespace}">`,
    sheet.hidden ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<dimension ref="A1:${columnName(width)}${Math.max(1, sheet.rows.length)}"/>`,
    '<sheetViews><sheetView workbookViewId="0">',
    `<pane ySplit="${sheet.headerRow}" topLeftCell="A${top}" activePane="bottomLeft" state="frozen"/>`,
    `<selection pane="bottomLeft" activeCell="A${top}" sqref="A${top}"/>`,
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
    cols.length > 0 ? `<cols>${cols.join('')}</cols>` : '',
    `<sheetData>${rows.join('')}</sheetData>`,
    // Without a password: a guard against slips, not a lock.
    sheet.protect ? '<sheetProtection sheet="1" objects="1" scenarios="1"/>' : '',
    ...(sheet.colours ?? []).map(
      ({ ref, when, style }, i) =>
        `<conditionalFormatting sqref="${ref}"><cfRule type="expression" dxfId="${styles.conditional(style)}" priority="${i + 1}"><formula>${escapeXml(when)}</formula></cfRule></conditionalFormatting>`,
    ),
    // On A4 across, one page wide.
    sheet.hidden ? '' : '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '</worksheet>',
  ].join('');
};

/** Not every program makes a row as high as its broken lines when it opens a file, so that the row says it itself. */
const heightOf = (cells: NewSheet['rows'][number], widths: readonly number[]): string => {
  const height = heightFor(cells.map(({ value }, i) => ({ text: String(value ?? ''), width: widths[i] ?? 10 })));
  return height === null ? '' : ` ht="${height}" customHeight="1"`;
};

/** Excel's rules for a sheet's title: 1 to 31 characters, none of []:*?/\, no apostrophe at an end, unique without case. */
export const checkTitle = (title: string, taken: readonly string[]): void => {
  if (title.length < 1 || title.length > 31 || /[[\]:*?/\\]|^'|'$/.test(title)) {
    throw new BatonError('call', 'bad-sheet-title', say.badSheetTitle({ title }));
  }
  if (taken.some((other) => other.toLowerCase() === title.toLowerCase())) {
    throw new BatonError('data', 'sheet-exists', say.sheetExists({ title }));
  }
};
