/** The RACI matrix: tasks down, people across. */
import { columnLetters, NO } from '../index.ts';
import { HEADER_ROW, LIST_ROW_HEIGHT } from '../layout.ts';
import { PALETTE, TONES } from '../palette.ts';
import { VIEWS } from '../views.ts';
import { anyOf, type Book, orBlank } from './book.ts';
import type { Grid } from './grid.ts';
import { addTitle, calculate, looks } from './sheet.ts';
import { argb, font, ground, headerStyle, ruled, widthIn } from './style.ts';
import { TYPOGRAPHY } from './typography.ts';

export const PEOPLE = 24;
const TASKS_SHOWN = 60;
/** Rows of the directory that are looked at for active people. */
const LISTED = 200;
const FIRST = HEADER_ROW + 1;
/** Id and name. */
const FIXED = 2;
/** Columns that are seen; those beyond help to fill them. */
export const MATRIX_COLUMNS = FIXED + PEOPLE;
const LETTERS = [
  ['A', 'accountable'],
  ['R', 'responsible'],
  ['S', 'supporting'],
  ['C', 'consulted'],
  ['I', 'informed'],
] as const;

/** Hidden: a row's people by letter, and which of the active ones a person of the directory is. */
const letterColumn = (index: number) => columnLetters(FIXED + PEOPLE + 2 + index);
const RANK = columnLetters(FIXED + PEOPLE + 2 + LETTERS.length);
/** Hidden: each person's name as it is looked for. */
const NAMES_ROW = TASKS_SHOWN + FIRST + 1;

/**
 * A list of names such that each is found whole: without blanks, in capitals, every one between two marks. So 李娜 is
 * not found in 李娜娜.
 */
const marked = (names: string): string => {
  const separators = ['"，"', '","', '"/"', '"／"', '"；"', '";"', 'CHAR(10)'];
  const blanks = ['" "', '"　"'];
  const one = separators.reduce((text, mark) => `SUBSTITUTE(${text},${mark},"、")`, names);
  return `"、"&UPPER(${blanks.reduce((text, blank) => `SUBSTITUTE(${text},${blank},"")`, one)})&"、"`;
};

export const addMatrix = (book: Book, sheet: Grid): void => {
  const { locale } = book;
  const look = looks(book);
  const { turnsNames } = TYPOGRAPHY[locale];
  addTitle(book, sheet, VIEWS.matrix);
  sheet.getColumn(1).width = widthIn(11);
  sheet.getColumn(2).width = widthIn(32);
  const header = sheet.getRow(HEADER_ROW);
  header.height = turnsNames ? 150 : 30;
  const heads = [book.header('raci', 'id'), book.header('raci', 'name')];
  heads.forEach((value, index) => {
    const cell = sheet.getCell(HEADER_ROW, index + 1);
    cell.value = value;
    cell.style = headerStyle(locale);
  });

  const inactive = anyOf([...Object.values(NO.label), ...NO.aliases]);
  const rank = `$${RANK}$${FIRST}:$${RANK}$${FIRST + LISTED - 1}`;
  for (let person = 1; person <= PEOPLE; person++) {
    const column = columnLetters(FIXED + person);
    sheet.getColumn(column).width = widthIn(turnsNames ? 5 : 8);
    const name = sheet.getCell(`${column}${HEADER_ROW}`);
    calculate(name, `IFERROR(${book.at('directory', 'name', `MATCH(${person},${rank},0)`)}&"","")`);
    name.style = {
      font: font(locale, PALETTE.white, { bold: true }),
      alignment: {
        vertical: turnsNames ? 'bottom' : 'middle',
        horizontal: 'center',
        wrapText: !turnsNames,
        ...(turnsNames && { textRotation: 90 }),
      },
    };
    calculate(
      sheet.getCell(`${column}${NAMES_ROW}`),
      `IF(${column}$${HEADER_ROW}="","",${marked(`${column}$${HEADER_ROW}`)})`,
    );
  }
  for (let place = 1; place <= LISTED; place++) {
    const row = FIRST + place - 1;
    const isActive = `AND(${book.at('directory', 'name', place)}<>"",ISNA(MATCH(${book.at('directory', 'active', place)}&"",${inactive},0)))`;
    const before = place === 1 ? '0' : `MAX($${RANK}$${FIRST}:$${RANK}${row - 1})`;
    calculate(sheet.getCell(`${RANK}${row}`), `IF(${isActive},1+${before},"")`);
  }

  for (let place = 1; place <= TASKS_SHOWN; place++) {
    const row = FIRST + place - 1;
    sheet.getRow(row).height = LIST_ROW_HEIGHT;
    for (const [index, key] of (['id', 'name'] as const).entries()) {
      const cell = sheet.getCell(row, index + 1);
      calculate(cell, orBlank(book.at('raci', key, place)));
      cell.style = {
        font: font(locale, key === 'id' ? PALETTE.quiet : PALETTE.text),
        alignment: look.cell.alignment,
      };
    }
    LETTERS.forEach(([, key], index) => {
      const names = book.at('raci', key, place);
      calculate(sheet.getCell(`${letterColumn(index)}${row}`), `IF(${names}="","",${marked(names)})`);
    });
    for (let person = 1; person <= PEOPLE; person++) {
      const column = columnLetters(FIXED + person);
      const name = `${column}$${NAMES_ROW}`;
      const letters = LETTERS.map(
        ([letter], index) => `IF(ISNUMBER(FIND(${name},$${letterColumn(index)}${row})),"/${letter}","")`,
      ).join('&');
      const cell = sheet.getCell(`${column}${row}`);
      calculate(cell, `IF(OR(${name}="",$B${row}=""),"",MID(${letters},2,9))`);
      cell.style = {
        font: font(locale, PALETTE.text),
        alignment: { vertical: 'middle', horizontal: 'center' },
      };
    }
  }
  sheet.getRow(NAMES_ROW).hidden = true;
  for (const letters of [...LETTERS.map((_, index) => letterColumn(index)), RANK])
    sheet.getColumn(letters).hidden = true;

  const first = columnLetters(FIXED + 1);
  const last = columnLetters(FIXED + PEOPLE);
  const cells = `${first}${FIRST}:${last}${FIRST + TASKS_SHOWN - 1}`;
  const has = (letter: string) => `ISNUMBER(FIND("${letter}",${first}${FIRST}))`;
  const tone = (key: keyof typeof TONES) => ({
    font: { color: argb(TONES[key].text), bold: true },
    fill: ground(TONES[key].ground),
  });
  sheet.printArea = `A$1:${last}$${FIRST + TASKS_SHOWN - 1}`;
  sheet.colours.push(
    {
      ref: `${first}${HEADER_ROW}:${last}${HEADER_ROW}`,
      when: `${first}${HEADER_ROW}<>""`,
      style: { fill: ground(PALETTE.ink) },
    },
    { ref: `A${FIRST}:${last}${FIRST + TASKS_SHOWN - 1}`, when: `$B${FIRST}<>""`, style: { border: ruled } },
    { ref: cells, when: has('R'), style: tone('ahead') },
    { ref: cells, when: has('A'), style: tone('soon') },
    { ref: cells, when: has('S'), style: { font: { color: argb(TONES.fine.text) }, fill: ground(TONES.fine.ground) } },
    { ref: cells, when: `${first}${FIRST}<>""`, style: { font: { color: argb(PALETTE.quiet) } } },
  );
};
