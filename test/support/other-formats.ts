import { utils, write } from 'xlsx';

/** Workbooks of other formats, as another program's library writes them. */

export type WrittenFormat = 'xls' | 'xlsb' | 'ods' | 'html';

const BOOK_TYPE = { xls: 'biff8', xlsb: 'xlsb', ods: 'ods', html: 'html' } as const;

type Cells = readonly (readonly (string | number | Date | null)[])[];

/** Sheets by title; `merges` as A4:A6, of the first of them. */
export const savedAsOther = (
  format: WrittenFormat,
  sheets: Readonly<Record<string, Cells>>,
  merges: readonly string[] = [],
): Buffer => {
  const book = utils.book_new();
  for (const [title, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(
      rows.map((row) => [...row]),
      { cellDates: false, dateNF: 'yyyy-mm-dd' },
    );
    if (book.SheetNames.length === 0) sheet['!merges'] = merges.map((range) => utils.decode_range(range));
    utils.book_append_sheet(book, sheet, title);
  }
  return Buffer.from(write(book, { type: 'buffer', bookType: BOOK_TYPE[format] }) as Uint8Array);
};
