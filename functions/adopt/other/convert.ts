/** Makes an .xlsx of the values in a workbook of another format. */
import { fromHtml, read, readOds, readXls, type Sheet, type WriteSheet, writeXlsx } from 'hucre';
import { inAll } from '../../../core/messages/in-all.ts';
import { parseDate } from '../../../core/read/dates.ts';
import { widthOf } from '../../../core/text/width.ts';
import { isoOf } from '../../../core/time/day.ts';
import { BatonError } from '../../errors.ts';
import type { OtherFormat } from './format.ts';
import { decodedText, type Encoding, tableCells } from './text-table.ts';
import { withColumns } from './xlsb.ts';

const say = inAll('formats');

export interface Converted {
  readonly bytes: Buffer;
  /** Of a text; null for others. */
  readonly encoding: Encoding | null;
  /** Macros are lost with everything else that is no value. */
  readonly macros: boolean;
}

/** Rows and cells in which nothing stands may be missing. BatonError 'data': unread-format where the reader gives up. */
export const convert = async (bytes: Buffer, format: OtherFormat, title: string): Promise<Converted> => {
  const text = format === 'text' || format === 'html' ? decodedText(bytes) : null;
  const unread = (cause?: unknown): never => {
    throw new BatonError('data', 'unread-format', say.unread({ format }), cause);
  };
  const sheets = await sheetsIn(bytes, format, title, text?.text ?? '').catch(unread);
  if (sheets.length === 0) return unread();
  const whole = sheets.map((sheet) => ({
    ...sheet,
    rows: Array.from(sheet.rows, (row = []) => Array.from(row ?? [], (cell = null) => cell)),
  }));
  // What a damaged file says of places beyond any sheet is found out here.
  const written = await writeXlsx({ sheets: titled(whole).map(toWrite) }).catch(unread);
  return {
    bytes: Buffer.from(written),
    encoding: text?.encoding ?? null,
    macros: bytes.includes('_VBA_PROJECT', 0, 'utf16le') || bytes.includes('vbaProject.bin'),
  };
};

type Values = Pick<Sheet, 'name' | 'rows'> & Partial<Pick<Sheet, 'merges' | 'hidden' | 'columns'>>;

const sheetsIn = async (
  bytes: Buffer,
  format: OtherFormat,
  title: string,
  text: string,
): Promise<readonly Values[]> => {
  switch (format) {
    case 'xls':
      return (await readXls(bytes)).sheets;
    case 'ods':
      return (await readOds(bytes)).sheets;
    case 'xlsb':
      return (await read(withColumns(bytes))).sheets;
    case 'html':
      return [{ ...fromHtml(text), name: title }];
    case 'text':
      return [{ name: title, rows: tableCells(text).map((row) => row.map(asDate)) }];
  }
};

const WRITTEN_OUT = /^\d{4}([-/.])\d{1,2}\1\d{1,2}$|^\d{4}年\d{1,2}月\d{1,2}日$/;

/** A day written out from the year on is a date in the new sheet, too; all else stays the text that it is. */
const asDate = (text: string): string | Date | null => {
  if (text === '') return null;
  const date = WRITTEN_OUT.test(text) ? parseDate(text, 1900) : null;
  return date && 'day' in date ? new Date(`${isoOf(date.day)}T00:00:00Z`) : text;
};

/** Titles as Excel takes them: 31 characters without []:*?/\, each another. */
const titled = (sheets: readonly Values[]): Values[] => {
  const taken = new Set<string>();
  return sheets.map((sheet, i) => {
    const plain =
      sheet.name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^[' ]+|(?<![' ])[' ]+$/g, '')
        .slice(0, 31) || `Sheet${i + 1}`;
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain.slice(0, 27)} ${n}`;
    taken.add(name.toLowerCase());
    return { ...sheet, name };
  });
};

const NARROWEST = 8;
const WIDEST = 48;

const toWrite = ({ name, rows, merges, hidden }: Values): WriteSheet => {
  const widths: number[] = [];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  for (const [r, row] of rows.entries()) {
    for (const [c, value] of row.entries()) {
      if (value === null) continue;
      const shown = value instanceof Date ? 'yyyy-mm-dd' : String(value);
      // A title across the sheet makes no column wide.
      if (!merges?.some(({ startRow, startCol, endCol }) => startRow === r && startCol === c && endCol > c))
        widths[c] = Math.max(widths[c] ?? 0, ...shown.split('\n').map(widthOf));
      if (value instanceof Date)
        cells.set(`${r},${c}`, { value, type: 'date', style: { numFmt: formatOfDate(value) } });
    }
  }
  return {
    name,
    rows: rows.map((row) => [...row]),
    cells,
    columns: Array.from(widths, (width = 0) => ({ width: Math.min(WIDEST, Math.max(NARROWEST, width + 2)) })),
    ...(merges && { merges }),
    ...(hidden && { hidden }),
  };
};

const formatOfDate = (date: Date): string =>
  date.getTime() % 86_400_000 === 0 ? 'yyyy-mm-dd' : date.getUTCFullYear() < 1901 ? 'hh:mm' : 'yyyy-mm-dd hh:mm';
