/** Colours, fonts and widths as .xlsx files have them. */
import { CHECK } from '../check.ts';
import type { Column, ColumnType, Locale } from '../index.ts';
import { PALETTE } from '../palette.ts';
import type { BorderLine, Borders, Colour, Fill, Font, Look } from './grid.ts';
import { TYPOGRAPHY } from './typography.ts';
import { LEVELS } from './words.ts';

/** exceljs wants AARRGGBB. */
export const argb = (hex: string) => ({ argb: `FF${hex.slice(1).toUpperCase()}` });
export const solid = (hex: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: argb(hex) });
/** In conditional formats a solid fill's colour is its background. */
export const ground = (hex: string): Fill => ({ type: 'pattern', pattern: 'solid', bgColor: argb(hex) });

export const font = (locale: Locale, hex: string, more: Font = {}): Font => ({
  ...TYPOGRAPHY[locale].font,
  color: argb(hex),
  ...more,
});

/** Pixels of a character of the default font (Calibri 11), and what a column keeps beside its characters. */
export const CHARACTER = 7;
export const COLUMN_MARGIN = 5;
/** The width Excel writes down for a column of so many characters. */
export const widthIn = (characters: number): number => characters + COLUMN_MARGIN / CHARACTER;
/** Width of a text in characters: a Chinese one takes two. */
export const columnWidth = (text: string): number =>
  [...text].reduce((width, char) => width + (char > '\u2e7f' ? 2 : 1), 0);

const line: BorderLine = { style: 'thin', color: argb(PALETTE.rule) };
export const ruled: Borders = { bottom: line };

export const numberFormat = (column: Column, locale: Locale): string => {
  if (column.lookup?.column === 'level')
    return `${LEVELS.map((words, i) => `[=${i + 1}]"${words[locale]}"`).join(';')};;@`;
  if (column.type === 'date') return TYPOGRAPHY[locale].date;
  if (column.type === 'clock') return 'hh:mm';
  if (column.type === 'percent') return '0%';
  if (column.type === 'number') return '0';
  // Text stays what was typed: an id "0012" is no number. Formulas and prose (a text format hides what is longer than
  // 255 characters in older Excels) go without.
  return column.lookup || column.type === 'long-text' ? 'General' : '@';
};

/**
 * The weekday in words of its own, where a format's differ from program to program. `cell`: that of the range's first
 * row, as formulas name it; `also`: what else has to hold.
 */
export const weekdays = (ref: string, cell: string, locale: Locale, pattern: string, also = ''): Colour[] =>
  TYPOGRAPHY[locale].weekdays.map((word, day) => ({
    ref,
    when: `AND(ISNUMBER(${cell}),WEEKDAY(${cell})=${day + 1}${also})`,
    style: { numFmt: pattern.replace(TYPOGRAPHY[locale].weekday, `"${word}"`) },
  }));

/** Dates in a range: the year is said where it is not this one, the weekday as people write it. */
export const dateWords = (ref: string, cell: string, locale: Locale): Colour[] => {
  const { date, dateWithYear } = TYPOGRAPHY[locale];
  const isOtherYear = `YEAR(${cell})<>YEAR(TODAY())`;
  return [
    ...weekdays(ref, cell, locale, dateWithYear, `,${isOtherYear}`),
    { ref, when: `AND(ISNUMBER(${cell}),${isOtherYear})`, style: { numFmt: dateWithYear } },
    ...weekdays(ref, cell, locale, date),
  ];
};

/** Words wrap; an id, a number, a day, an address or a choice stays on its line. */
const WRAPPING: readonly ColumnType[] = ['text', 'long-text', 'person', 'people', 'department', 'departments', 'ids'];

export const titleStyle = (locale: Locale): Look => ({
  font: font(locale, PALETTE.ink, { size: 16, bold: true }),
  alignment: { vertical: 'middle' },
});

export const helpStyle = (locale: Locale): Look => ({
  font: font(locale, PALETTE.quiet, { size: 10 }),
  alignment: { vertical: 'middle' },
});

export const headerStyle = (locale: Locale): Look => ({
  font: font(locale, PALETTE.white, { bold: true }),
  fill: solid(PALETTE.ink),
  alignment: { vertical: 'middle', horizontal: 'left', wrapText: true },
});

/** A data cell: white for people, light grey for what Baton fills in. */
export const cellStyle = (column: Column, locale: Locale): Look => {
  const numeric = column.type === 'number' || column.type === 'percent';
  return {
    font: font(locale, column.type === 'id' || column.code ? PALETTE.quiet : PALETTE.text),
    numFmt: numberFormat(column, locale),
    alignment: {
      vertical: 'middle',
      wrapText: WRAPPING.includes(column.type) && !column.code,
      ...(numeric ? { horizontal: 'right', indent: 1 } : { horizontal: 'left' }),
    },
    border: ruled,
    ...((column.lookup || column === CHECK) && { fill: solid(PALETTE.ground) }),
  };
};
