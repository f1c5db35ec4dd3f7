/** The guide to all sheets. */
import { columnOf, type Locale, type Option, tabOf } from '../index.ts';
import { FLOW_COLOURS, PALETTE, TONES } from '../palette.ts';
import { GROUPS, isView, type SheetKey, VIEWS, viewOf } from '../views.ts';
import type { Book } from './book.ts';
import type { Cell, Grid, Look } from './grid.ts';
import { addTitle, looks, span } from './sheet.ts';
import { argb, columnWidth, font, headerStyle, ruled, solid, widthIn } from './style.ts';
import { TYPOGRAPHY } from './typography.ts';
import { COLOURS, GUIDE, ROLES, WRITERS } from './words.ts';

/** Number or colour, sheet, what it is for, who writes. */
const WIDTHS = [4, 26, 84, 36] as const;
const LAST = WIDTHS.length;

const sheetOf = (key: SheetKey) => (isView(key) ? viewOf(key) : tabOf(key));

export const addGuide = (book: Book, sheet: Grid): void => {
  addTitle(book, sheet, VIEWS.guide);
  WIDTHS.forEach((width, index) => {
    sheet.getColumn(index + 1).width = widthIn(width);
  });
  let row = 3;
  row = addSteps(book, sheet, row + 1);
  row = addOrder(book, sheet, row + 1);
  row = addRoles(book, sheet, row + 1);
  row = addColours(book, sheet, row + 1);
  addWords(book, sheet, row + 1);
};

const heading = (book: Book, sheet: Grid, row: number, title: string): void => {
  span(sheet, row, 1, LAST, looks(book).heading).value = title;
  sheet.getRow(row).height = 26;
};

/** Points that the lines of a text take in a column of so many characters. */
export const textHeight = (locale: Locale, text: string, width: number): number => {
  return Math.max(1, Math.ceil((columnWidth(text) * TYPOGRAPHY[locale].spread) / width)) * 16 + 5;
};

const addSteps = (book: Book, sheet: Grid, top: number): number => {
  heading(book, sheet, top, book.say(GUIDE.start));
  GUIDE.steps.forEach((words, index) => {
    const row = top + 1 + index;
    const number = sheet.getCell(row, 1);
    number.value = index + 1;
    number.style = { ...looks(book).text, font: font(book.locale, PALETTE.quiet) };
    span(sheet, row, 2, LAST, looks(book).text).value = book.say(words);
    sheet.getRow(row).height = textHeight(book.locale, book.say(words), WIDTHS[1] + WIDTHS[2] + WIDTHS[3]);
  });
  return top + 1 + GUIDE.steps.length;
};

const head = (book: Book, sheet: Grid, row: number, titles: readonly string[]): void => {
  for (let column = 1; column <= LAST; column++) {
    const cell = sheet.getCell(row, column);
    cell.value = titles[column - 2] ?? null;
    cell.style = headerStyle(book.locale);
  }
  sheet.getRow(row).height = 22;
};

const put = (sheet: Grid, row: number, column: number, value: string, style: Look): Cell => {
  const cell = sheet.getCell(row, column);
  cell.value = value;
  cell.style = style;
  return cell;
};

/** A link to a sheet of the workbook, on its title. */
const link = (book: Book, cell: Cell, key: SheetKey): void => {
  const title = book.say(sheetOf(key).title);
  cell.value = { text: title, hyperlink: `'${title}'!A1` };
  cell.style = { ...looks(book).text, font: font(book.locale, TONES.ahead.text, { underline: true }), border: ruled };
};

const addOrder = (book: Book, sheet: Grid, top: number): number => {
  heading(book, sheet, top, book.say(GUIDE.order));
  head(
    book,
    sheet,
    top + 1,
    [GUIDE.sheet, GUIDE.purpose, GUIDE.writer].map((words) => book.say(words)),
  );
  const text = { ...looks(book).text, border: ruled };
  let row = top + 2;
  for (const { key: group, title, sheets: all } of GROUPS) {
    const sheets = all.filter((key) => book.sheets.includes(key));
    if (sheets.length === 0) continue;
    span(sheet, row, 2, LAST, {
      ...looks(book).text,
      font: font(book.locale, PALETTE.ink, { bold: true }),
      border: ruled,
    }).value = book.say(title);
    sheet.getCell(row, 1).style = { fill: solid(FLOW_COLOURS[group]) };
    sheet.getRow(row).height = 22;
    row++;
    for (const key of sheets) {
      if (key === 'guide') continue;
      const help = book.say(sheetOf(key).help);
      sheet.getCell(row, 1).style = { fill: solid(FLOW_COLOURS[group]) };
      link(book, sheet.getCell(row, 2), key);
      put(sheet, row, 3, help, text);
      put(sheet, row, 4, book.say(WRITERS[key]), {
        ...text,
        font: font(book.locale, PALETTE.quiet),
      });
      sheet.getRow(row).height = Math.max(
        textHeight(book.locale, help, WIDTHS[2]),
        textHeight(book.locale, book.say(WRITERS[key]), WIDTHS[3]),
      );
      row++;
    }
  }
  return row;
};

const addRoles = (book: Book, sheet: Grid, top: number): number => {
  heading(book, sheet, top, book.say(GUIDE.roles));
  head(
    book,
    sheet,
    top + 1,
    [GUIDE.role, GUIDE.does, GUIDE.where].map((words) => book.say(words)),
  );
  const text = { ...looks(book).text, border: ruled };
  const roles = ROLES.filter(([, , where]) => book.sheets.includes(where));
  roles.forEach(([role, does, where], index) => {
    const row = top + 2 + index;
    put(sheet, row, 1, '', text);
    put(sheet, row, 2, book.say(role), { ...text, font: font(book.locale, PALETTE.text, { bold: true }) });
    put(sheet, row, 3, book.say(does), text);
    link(book, sheet.getCell(row, 4), where);
    sheet.getRow(row).height = Math.max(
      textHeight(book.locale, book.say(does), WIDTHS[2]),
      textHeight(book.locale, book.say(role), WIDTHS[1] - 2),
    );
  });
  return top + 2 + roles.length;
};

const addColours = (book: Book, sheet: Grid, top: number): number => {
  heading(book, sheet, top, book.say(GUIDE.colours));
  const samples = [
    [COLOURS.input, PALETTE.text, PALETTE.white],
    [COLOURS.ground, PALETTE.text, PALETTE.ground],
    [COLOURS.gap, PALETTE.text, TONES.soon.ground],
    [COLOURS.late, TONES.late.text, TONES.late.ground],
    [COLOURS.soon, TONES.soon.text, TONES.soon.ground],
    [COLOURS.fine, TONES.fine.text, TONES.fine.ground],
  ] as const;
  samples.forEach(([words, ink, background], index) => {
    const row = top + 1 + index;
    span(sheet, row, 2, 3, {
      font: font(book.locale, ink),
      fill: solid(background),
      alignment: { vertical: 'middle' },
      border: ruled,
    }).value = book.say(words);
    sheet.getRow(row).height = 21;
  });
  return top + 1 + samples.length;
};

/** The columns whose words a reader meets all the time. */
const CHOICES = [
  ['tracker', 'status'],
  ['confirmations', 'answer'],
  ['requests', 'reviewResult'],
  ['topics', 'outcome'],
  ['acceptance', 'result'],
] as const;
const OTHER_WORDS = 5;

const addWords = (book: Book, sheet: Grid, top: number): void => {
  heading(book, sheet, top, book.say(GUIDE.words));
  span(sheet, top + 1, 1, LAST, { ...looks(book).text, font: font(book.locale, PALETTE.quiet) }).value = book.say(
    GUIDE.wordsHelp,
  );
  sheet.getRow(top + 1).height = 21;
  let row = top + 2;
  for (const [tab, key] of CHOICES.filter(([tab, key]) => book.has(tab, key))) {
    const column = columnOf(tab, key);
    for (const option of column.options ?? []) {
      put(sheet, row, 2, option.label[book.locale], {
        font: { ...font(book.locale, TONES[option.tone ?? 'quiet'].text), bold: true },
        fill: solid(TONES[option.tone ?? 'quiet'].ground),
        alignment: { vertical: 'middle' },
        border: ruled,
      });
      put(sheet, row, 3, otherWords(option, book.locale), {
        ...looks(book).text,
        font: { ...font(book.locale, PALETTE.quiet), color: argb(PALETTE.quiet) },
        border: ruled,
      });
      put(sheet, row, 4, `${book.say(tabOf(tab).title)} · ${book.say(column.header)}`, {
        ...looks(book).text,
        font: font(book.locale, PALETTE.quiet),
        border: ruled,
      });
      sheet.getRow(row).height = 21;
      row++;
    }
  }
};

/** Of the words that are understood too, those in the letters of the workbook's language. */
const otherWords = ({ label, aliases }: Option, locale: Locale): string => {
  const isChinese = (word: string) => /[⺀-￿]/.test(word);
  const known = aliases.filter((word) => isChinese(word) === isChinese(label[locale])).slice(0, OTHER_WORDS);
  return known.length === 0 ? '' : TYPOGRAPHY[locale].aside(known);
};
