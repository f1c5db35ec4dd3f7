/** A declared file as .xlsx or .csv. The same declaration gives the same bytes, on every machine. */
import exceljs from 'exceljs';
import type { DeclaredCell, DeclaredFile, DeclaredSheet } from './declaration.ts';

/** The colours people mark cells with: green, yellow, red, orange, blue, grey. */
const FILLS: Readonly<Record<string, string>> = {
  g: 'FF92D050',
  y: 'FFFFFF00',
  r: 'FFFF5050',
  o: 'FFFFC000',
  b: 'FF9DC3E6',
  e: 'FFD9D9D9',
};
const EPOCH = new Date(Date.UTC(2026, 0, 5));
const LONGEST = 34;
const TITLE_HEIGHT = 30;

export const tradeWorkbook = async ({ sheets }: DeclaredFile): Promise<Buffer> => {
  const book = new exceljs.Workbook();
  book.created = EPOCH;
  book.modified = EPOCH;
  for (const sheet of sheets) addSheet(book, sheet);
  const written = await book.xlsx.writeBuffer({ zip: { compression: 'STORE' } } as Partial<exceljs.XlsxWriteOptions>);
  return withoutTimes(Buffer.from(written));
};

const addSheet = (book: exceljs.Workbook, { name, options, rows }: DeclaredSheet): void => {
  const sheet = book.addWorksheet(name, { state: 'hidden' in options ? 'hidden' : 'visible' });
  if (!('plain' in options))
    sheet.pageSetup = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  const [from = 0, to = from] = (options.head ?? '0').split('-').map(Number);
  rows.forEach((cells, at) => {
    const head = at + 1 >= from && at + 1 <= to;
    let column = 1;
    for (const cell of cells) {
      if (!cell.joined) write(sheet, at + 1, column, cell, options, head);
      column += cell.across;
    }
  });
  mergeCells(sheet, rows);
  fitColumns(sheet, rows);
  for (let row = 1; row <= Number(options.titles ?? 0); row += 1) sheet.getRow(row).height = TITLE_HEIGHT;
  for (const letter of listed(options.hide)) sheet.getColumn(letter).hidden = true;
  if (options.hiderows !== undefined) hideRows(sheet, options.hiderows);
  if (options.outline !== undefined) groupRows(sheet, options.outline);
  if (options.filter !== undefined) sheet.autoFilter = options.filter;
  if (options.freeze !== undefined) sheet.views = [{ state: 'frozen', ySplit: Number(options.freeze) }];
  if (options.list !== undefined) addList(sheet, spaced(options.list));
  for (const note of options.notes?.split(';') ?? []) addNote(sheet, note);
  if (options.table !== undefined) addTable(sheet, options.table);
};

/** `5-9`, or a single one. */
const rowsIn = (sheet: exceljs.Worksheet, text: string): readonly exceljs.Row[] => {
  const [first = 0, last = first] = text.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, at) => sheet.getRow(first + at));
};

const hideRows = (sheet: exceljs.Worksheet, text: string): void => {
  for (const row of rowsIn(sheet, text)) row.hidden = true;
};

/** They can be folded away below the row above them. */
const groupRows = (sheet: exceljs.Worksheet, text: string): void => {
  sheet.properties.outlineProperties = { summaryBelow: false, summaryRight: false };
  for (const row of rowsIn(sheet, text)) row.outlineLevel = 1;
};

/** `E5:ask_Joan` */
const addNote = (sheet: exceljs.Worksheet, text: string): void => {
  const [, at = '', words = ''] = /^([A-Z]+\d+):(.*)$/.exec(text) ?? [];
  sheet.getCell(at).note = spaced(words);
};

const spaced = (text: string): string => text.replaceAll('_', ' ');

const listed = (text: string | undefined): readonly string[] => (text === undefined ? [] : text.split(','));

const write = (
  sheet: exceljs.Worksheet,
  row: number,
  column: number,
  declared: DeclaredCell,
  options: DeclaredSheet['options'],
  head: boolean,
): void => {
  if (declared.text === '' && declared.fill === null && !head && 'plain' in options) return;
  const cell = sheet.getCell(row, column);
  const letter = cell.address.replace(/\d+$/, '');
  const asText = listed(options.text).includes(letter) && declared.text !== '';
  const time = 'times' in options && !asText ? timeOf(declared.text) : null;
  const value = asText ? declared.text : (time ?? cellValueOf(declared.text));
  if (value !== null) cell.value = value;
  if (time !== null) cell.numFmt = 'h:mm';
  if (value instanceof Date) cell.numFmt = spaced(formatOf(options, letter) ?? options.dates ?? 'yyyy/m/d');
  if (/^\d+%$/.test(declared.text)) cell.numFmt = '0%';
  const title = declared.across > 2 && row <= Number(options.titles ?? 2) && !head;
  cell.alignment = { wrapText: true, vertical: 'middle', ...((head || title) && { horizontal: 'center' }) };
  if (head || title) cell.font = { bold: true, size: title ? 16 : 11 };
  if (declared.struck) cell.font = { name: 'Calibri', size: 11, strike: true };
  const fill = declared.fill ?? (head && !('plain' in options) ? 'e' : null);
  if (fill !== null) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: FILLS[fill] ?? 'FFFFFFFF' } };
  if ('plain' in options || title) return;
  cell.border = {
    top: { style: 'thin' },
    left: { style: 'thin' },
    bottom: { style: 'thin' },
    right: { style: 'thin' },
  };
};

const formatOf = ({ format }: DeclaredSheet['options'], letter: string): string | undefined =>
  listed(format)
    .find((one) => one.startsWith(`${letter}:`))
    ?.slice(letter.length + 1);

/** A share of a day, as Excel keeps 9:30. */
const timeOf = (text: string): number | null => {
  const [, hours, minutes] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? [];
  return hours === undefined ? null : (Number(hours) * 60 + Number(minutes)) / 1440;
};

/** Days and numbers are real ones, unless an apostrophe stands before them; `=SUM(A1:A2) → 3` is a formula with its value. */
const cellValueOf = (text: string): exceljs.CellValue => {
  if (text === '') return null;
  if (text.startsWith("'")) return text.slice(1);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year !== undefined) return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (/^\d+%$/.test(text)) return Number(text.slice(0, -1)) / 100;
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
  const [, formula, result = ''] = /^=(.*?)\s*→\s*(.*)$/.exec(text) ?? [];
  if (formula !== undefined) return { formula, result: plainOf(cellValueOf(result)) };
  return text;
};

const plainOf = (value: exceljs.CellValue): number | string | Date =>
  typeof value === 'number' || value instanceof Date ? value : String(value ?? '');

/** Runs of joined cells become one with the cell above them. */
const mergeCells = (sheet: exceljs.Worksheet, rows: DeclaredSheet['rows']): void => {
  const at = rows.map((cells) => placesOf(cells));
  at.forEach((places, row) => {
    for (const [column, cell] of places) {
      if (cell.joined) continue;
      let last = row;
      while (at[last + 1]?.get(column)?.joined) last += 1;
      if (last > row || cell.across > 1) sheet.mergeCells(row + 1, column, last + 1, column + cell.across - 1);
    }
  });
};

const placesOf = (cells: readonly DeclaredCell[]): ReadonlyMap<number, DeclaredCell> => {
  const places = new Map<number, DeclaredCell>();
  let column = 1;
  for (const cell of cells) {
    places.set(column, cell);
    column += cell.across;
  }
  return places;
};

const fitColumns = (sheet: exceljs.Worksheet, rows: DeclaredSheet['rows']): void => {
  const widths: number[] = [];
  for (const cells of rows)
    for (const [column, { text, across }] of placesOf(cells))
      if (across === 1) widths[column] = Math.max(widths[column] ?? 6, Math.min(LONGEST, widthOf(text) + 2));
  widths.forEach((width, column) => {
    sheet.getColumn(column).width = width;
  });
};

/** A Chinese character is twice as wide as a Latin one. */
const widthOf = (text: string): number =>
  Math.max(...text.split('\n').map((line) => [...line].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0)));

/** What stands there becomes a table as Excel formats one; its first row is the header. */
const addTable = (sheet: exceljs.Worksheet, range: string): void => {
  const [, left = '', top = '', right = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range) ?? [];
  const [from, to] = [sheet.getColumn(left).number, sheet.getColumn(right).number];
  const valuesOf = (row: number): exceljs.CellValue[] =>
    Array.from({ length: to - from + 1 }, (_, at) => sheet.getCell(row, from + at).value);
  const [first, last] = [Number(top), Number(bottom)];
  sheet.addTable({
    name: `Table${sheet.id}`,
    ref: `${left}${top}`,
    headerRow: true,
    style: { theme: 'TableStyleMedium2', showRowStripes: true },
    columns: valuesOf(first).map((name) => ({ name: String(name), filterButton: true })),
    rows: Array.from({ length: last - first }, (_, at) => valuesOf(first + 1 + at)),
  });
};

/** `H4:H20:open,closed`: what may be chosen there. */
const addList = (sheet: exceljs.Worksheet, text: string): void => {
  const [first = '', last = '', words = ''] = text.split(':');
  const [, letters = '', from = '', to = ''] = /^([A-Z]+)(\d+) [A-Z]+(\d+)$/.exec(`${first} ${last}`) ?? [];
  for (let row = Number(from); row <= Number(to); row += 1)
    sheet.getCell(`${letters}${row}`).dataValidation = { type: 'list', allowBlank: true, formulae: [`"${words}"`] };
};

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** The first day that a zip file knows. */
const FIRST_DAY = 0x21;

/** When each part was packed says nothing, and would give other bytes each time. */
const withoutTimes = (zip: Buffer): Buffer => {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== END) throw new Error('a zip file with a comment');
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === CENTRAL) {
    const local = zip.readUInt32LE(at + 42);
    for (const time of [at + 12, local + 10]) zip.writeUInt32LE(FIRST_DAY * 0x10000, time);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
};

/** The first sheet as .csv, in UTF-8, or in GBK as Excel saves it in China. */
export const tradeCsv = ({ sheets: [sheet] }: DeclaredFile): Buffer => {
  const lines = (sheet?.rows ?? []).map((cells) =>
    cells.flatMap(({ text, across }) => [inCsv(text), ...Array<string>(across - 1).fill('')]).join(','),
  );
  const text = `${lines.join('\r\n')}\r\n`;
  if (sheet && 'gbk' in sheet.options) return gbkOf(text);
  return Buffer.from(sheet && 'bom' in sheet.options ? `\ufeff${text}` : text);
};

const inCsv = (text: string): string => {
  const shown = text.replace(/^'/, '').replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1/$2/$3');
  return /[",\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
};

const gbkOf = (text: string): Buffer => {
  const decoder = new TextDecoder('gbk');
  const bytes = new Map<string, readonly number[]>();
  for (let high = 0x81; high < 0xff; high += 1)
    for (let low = 0x40; low < 0xff; low += 1) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from([...text].flatMap((one) => (one < '\u0080' ? [one.charCodeAt(0)] : (bytes.get(one) ?? [0x3f]))));
};
