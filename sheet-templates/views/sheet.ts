/** What all views draw alike: titles, headings, cells over several columns. */
import { columnLetters } from '../index.ts';
import { PALETTE } from '../palette.ts';
import type { View } from '../views.ts';
import type { Book } from './book.ts';
import type { Cell, Grid, Look } from './grid.ts';
import { argb, font, helpStyle, ruled, titleStyle } from './style.ts';

export const calculate = (cell: Cell, formula: string): void => {
  cell.value = { formula };
};

export const addTitle = (book: Book, sheet: Grid, { title, help }: View): void => {
  const first = sheet.getCell('A1');
  first.value = book.say(title);
  first.style = titleStyle(book.locale);
  const second = sheet.getCell('A2');
  second.value = book.say(help);
  second.style = helpStyle(book.locale);
  sheet.getRow(1).height = 30;
  sheet.getRow(2).height = 20;
};

/** Styles of texts in views. */
export const looks = (book: Book) => {
  const { locale } = book;
  const middle = { vertical: 'middle', wrapText: true } as const;
  return {
    /** The heading of a part of a sheet, with a line under it. */
    heading: {
      font: font(locale, PALETTE.ink, { size: 12, bold: true }),
      alignment: { vertical: 'middle' },
      border: { bottom: { style: 'medium', color: argb(PALETTE.ink) } },
    },
    /** The header of a small table. */
    label: {
      font: font(locale, PALETTE.quiet, { size: 9 }),
      alignment: { ...middle, horizontal: 'left' },
      border: ruled,
    },
    cell: { font: font(locale, PALETTE.text), alignment: { vertical: 'middle', horizontal: 'left' }, border: ruled },
    number: { font: font(locale, PALETTE.text), alignment: { vertical: 'middle', horizontal: 'right' }, border: ruled },
    text: { font: font(locale, PALETTE.text), alignment: { ...middle, horizontal: 'left' } },
  } satisfies Record<string, Look>;
};

/** One cell over several columns of a row; returns the cell that holds the value. */
export const span = (sheet: Grid, row: number, from: number, to: number, style: Look): Cell => {
  for (let column = from; column <= to; column++) sheet.getCell(row, column).style = style;
  if (to > from) sheet.mergeCells(row, from, row, to);
  return sheet.getCell(row, from);
};

/** The heading of a part of a sheet. */
export const heading = (
  book: Book,
  sheet: Grid,
  row: number,
  { from, to }: { from: number; to: number },
  title: string,
) => {
  span(sheet, row, from, to, looks(book).heading).value = title;
  sheet.getRow(row).height = 22;
};

/** `$C$7`. */
export const absolute = (column: number, row: number): string => `$${columnLetters(column)}$${row}`;
