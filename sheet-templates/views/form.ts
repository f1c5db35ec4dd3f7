/** How a printed form is drawn, whichever it is. */
import { columnLetters, columnOf, type IdTab, type TabKey, tabOf, type Words } from '../index.ts';
import { LAST_CHECKED_ROW } from '../layout.ts';
import { PALETTE, TONES } from '../palette.ts';
import type { View } from '../views.ts';
import { type Book, orBlank } from './book.ts';
import type { Grid, Look } from './grid.ts';
import { absolute, calculate, looks, span } from './sheet.ts';
import { argb, cellStyle, font, ruled, solid, titleStyle, weekdays, widthIn } from './style.ts';
import { TYPOGRAPHY } from './typography.ts';
import { FORM } from './words.ts';

/** A form is eight columns wide: a label takes two, its value the rest of the row or two. */
export const WIDTH = 8;
const COLUMN = 12;
/** Hidden beside the form: places of the rows that it shows. */
const PLACE = WIDTH + 2;
const LINE = 15;
/** More rows than a sheet is looked through: not found. */
const NONE = 99999;
/** On paper a date has its year, and fits the narrowest column. */
const PAPER_DATE = 'yyyy-mm-dd';

/** What a value looks like, taken from a column of a tab. */
type Like = readonly [TabKey, string];

/** A label and a value. A column of the form's own row, or a formula that looks like a column. */
export type FormField =
  | string
  | {
      readonly label: Words | Like;
      readonly value: (form: FormPlace) => string;
      readonly like?: Like;
      /** A number format, where the column's own does not do. */
      readonly numFmt?: Words;
    };

/** What a formula on a form may ask for: the chosen id, and the places of rows. */
export interface FormPlace {
  readonly book: Book;
  /** Cell of the chosen id. */
  readonly id: string;
  /** Cell of the id of the request that the form's own row belongs to, however that row names it. */
  readonly request: string;
  /** A value of the form's own row; '' when there is none. */
  own(key: string): string;
}

export type FormBlock =
  | { readonly kind: 'section'; readonly title: Words }
  /** Rows of fields; `lines` is how many lines of text a row has room for. */
  | { readonly kind: 'fields'; readonly rows: readonly (readonly FormField[])[]; readonly lines?: number }
  /** The rows of another tab whose column `by` holds an id of this form, in their order. */
  | {
      readonly kind: 'list';
      readonly tab: TabKey;
      readonly by: string;
      readonly id?: (form: FormPlace) => string;
      readonly columns: readonly { readonly key: string; readonly span: number }[];
      readonly rows: number;
      readonly lines?: number;
    }
  /** A table with one row a question: the words, and columns of the form's own row. */
  | {
      readonly kind: 'table';
      /** Over the rows' titles, and over each of their keys. */
      readonly heads: readonly [Head, ...Head[]];
      readonly rows: readonly { readonly title: Words | Like; readonly keys: readonly string[] }[];
    }
  /** Who signs: the role, the name where it is known, and room for pen and date. */
  | {
      readonly kind: 'signatures';
      readonly lines: readonly { readonly role: Words; readonly name?: (form: FormPlace) => string }[];
    };

interface Head {
  readonly title: Words;
  readonly span: number;
}

export interface PrintedForm {
  readonly tab: IdTab;
  /** What the paper is called. */
  readonly heading: Words;
  readonly blocks: readonly FormBlock[];
}

export const addForm = (book: Book, sheet: Grid, view: View, form: PrintedForm): void => {
  for (let column = 1; column <= WIDTH; column++) sheet.getColumn(column).width = widthIn(COLUMN);
  sheet.getColumn(PLACE).hidden = true;
  const drawn = new Drawing(book, sheet, form);
  drawn.head(view);
  for (const block of form.blocks) drawn.add(block);
  drawn.finish();
};

const isWords = (label: Words | Like): label is Words => !Array.isArray(label);

class Drawing implements FormPlace {
  readonly book: Book;
  readonly sheet: Grid;
  readonly form: PrintedForm;
  readonly id = absolute(WIDTH - 1, 3);
  readonly request = absolute(PLACE, 2);
  row = 1;

  constructor(book: Book, sheet: Grid, form: PrintedForm) {
    this.book = book;
    this.sheet = sheet;
    this.form = form;
  }

  own(key: string): string {
    return `IFERROR(${orBlank(this.book.at(this.form.tab, key, absolute(PLACE, 3)))},"")`;
  }

  head({ help }: View): void {
    const { book, sheet, form } = this;
    const title = span(sheet, 1, 1, WIDTH, titleStyle(book.locale));
    title.value = book.say(form.heading);
    sheet.getRow(1).height = 32;
    const note = span(sheet, 2, 1, WIDTH, looks(book).text);
    note.style = { ...note.style, font: font(book.locale, PALETTE.quiet, { size: 9 }) };
    note.value = book.say(help);
    sheet.getRow(2).height = 18;
    const label = span(sheet, 3, WIDTH - 3, WIDTH - 2, {
      ...looks(book).text,
      font: font(book.locale, PALETTE.quiet),
      alignment: { vertical: 'middle', horizontal: 'right' },
    });
    label.value = book.header(form.tab, 'id');
    const chosen = span(sheet, 3, WIDTH - 1, WIDTH, {
      font: font(book.locale, PALETTE.ink, { size: 12, bold: true }),
      fill: solid(TONES.ahead.ground),
      alignment: { vertical: 'middle', horizontal: 'center' },
      border: boxed,
    });
    calculate(chosen, orBlank(book.at(form.tab, 'id', 1)));
    sheet.choices.push({ cell: `${columnLetters(WIDTH - 1)}3`, tab: form.tab });
    calculate(sheet.getCell(3, PLACE), `IFERROR(${book.find(form.tab, 'id', this.id)},"")`);
    if ('request' in tabOf(form.tab).columns) {
      const cell = this.own('request');
      const found = book.at('requests', 'id', book.findNamed('requests', cell));
      calculate(sheet.getCell(2, PLACE), `IF(${cell}="","",IFERROR(${found},""))`);
    }
    sheet.getRow(3).height = 24;
    this.row = 5;
    sheet.getRow(4).height = 6;
  }

  add(block: FormBlock): void {
    switch (block.kind) {
      case 'section':
        this.section(block.title);
        break;
      case 'fields':
        for (const fields of block.rows) this.fields(fields, block.lines ?? 1);
        break;
      case 'list':
        this.list(block);
        break;
      case 'table':
        this.table(block);
        break;
      case 'signatures':
        this.signatures(block.lines);
        break;
    }
  }

  finish(): void {
    this.sheet.printArea = `A$1:${columnLetters(WIDTH)}$${this.row - 1}`;
  }

  private section(title: Words): void {
    this.sheet.getRow(this.row).height = 24;
    span(this.sheet, this.row++, 1, WIDTH, {
      font: font(this.book.locale, PALETTE.ink, { bold: true }),
      alignment: { vertical: 'bottom' },
    }).value = this.book.say(title);
  }

  private fields(fields: readonly FormField[], lines: number): void {
    this.sheet.getRow(this.row).height = Math.max(22, lines * LINE + 6);
    const each = WIDTH / fields.length;
    fields.forEach((field, index) => {
      const from = index * each + 1;
      const own = typeof field === 'string';
      this.label(from, from + 1, own ? [this.form.tab, field] : field.label);
      const like = own
        ? ([this.form.tab, field] as const)
        : (field.like ?? (isWords(field.label) ? undefined : field.label));
      this.value(
        from + 2,
        from + each - 1,
        own ? this.own(field) : field.value(this),
        like,
        own || !field.numFmt ? undefined : this.book.say(field.numFmt),
      );
    });
    this.row++;
  }

  private list({ tab, by, id, columns, rows, lines = 1 }: FormBlock & { kind: 'list' }): void {
    const { book, sheet } = this;
    const ids = book.column(tab, by);
    const wanted = id ? id(this) : this.id;
    const named = columnOf(tab, by).names ?? [];
    const target = book.tabs.find((key) => named.length === 1 && key === named[0]);
    /** Rows may name the one they belong to by its id, or by what it is called. */
    const called = target === undefined ? null : book.byId(target, 'name', wanted);
    const matchIn = (range: string): string => {
      const byId = `MATCH(${wanted},${range},0)`;
      if (called === null) return byId;
      const ways = [wanted, `IF(${called}="",${wanted},${called})`, `${wanted}&" *"`];
      const nearest = `MIN(${ways.map((way) => `IFERROR(MATCH(${way},${range},0),${NONE})`).join(',')})`;
      return `IF(${nearest}<${NONE},${nearest},NA())`;
    };
    this.heads(columns.map(({ key, span: width }) => ({ title: columnOf(tab, key).header, span: width })));
    for (let n = 0; n < rows; n++) {
      const before = absolute(PLACE, this.row - 1);
      // The next row with this id is looked for below the one before.
      const next = `${before}+${matchIn(`INDEX(${ids},${before}+1):INDEX(${ids},${LAST_CHECKED_ROW - 3})`)}`;
      const first = matchIn(ids);
      calculate(sheet.getCell(this.row, PLACE), `IF(${wanted}="","",IFERROR(${n === 0 ? first : next},""))`);
      let from = 1;
      for (const { key, span: width } of columns) {
        const value = book.at(tab, key, absolute(PLACE, this.row));
        this.value(from, from + width - 1, `IFERROR(${orBlank(value)},"")`, [tab, key]);
        from += width;
      }
      sheet.getRow(this.row).height = Math.max(20, lines * LINE + 4);
      this.row++;
    }
  }

  private table({ heads, rows }: FormBlock & { kind: 'table' }): void {
    this.heads(heads);
    const [first, ...others] = heads;
    for (const { title, keys } of rows) {
      this.label(1, first.span, title);
      let from = first.span + 1;
      for (const [index, { span: width }] of others.entries()) {
        const key = keys[index] ?? '';
        this.value(from, from + width - 1, this.own(key), [this.form.tab, key]);
        from += width;
      }
      this.sheet.getRow(this.row).height = 22;
      this.row++;
    }
  }

  private signatures(lines: (FormBlock & { kind: 'signatures' })['lines']): void {
    for (const { role, name } of lines) {
      this.label(1, 2, role);
      this.value(3, 4, name ? name(this) : '""');
      this.label(5, 5, FORM.signature);
      this.value(6, 6, '""');
      this.label(7, 7, FORM.date);
      this.value(8, 8, '""');
      this.sheet.getRow(this.row).height = 30;
      this.row++;
    }
  }

  private heads(heads: readonly Head[]): void {
    let from = 1;
    for (const { title, span: width } of heads) {
      this.label(from, from + width - 1, title);
      from += width;
    }
    this.sheet.getRow(this.row).height = TYPOGRAPHY[this.book.locale].formHeader;
    this.row++;
  }

  private label(from: number, to: number, label: Words | Like): void {
    const { book, sheet } = this;
    span(sheet, this.row, from, to, {
      font: font(book.locale, PALETTE.quiet, { size: 9 }),
      fill: solid(PALETTE.ground),
      alignment: { vertical: 'middle', horizontal: 'left', wrapText: true },
      border: boxed,
    }).value = isWords(label) ? book.say(label) : book.header(label[0], label[1]);
  }

  private value(from: number, to: number, formula: string, like?: Like, own?: string): void {
    const { book, sheet } = this;
    const column = like && tabOf(like[0]).columns[like[1]];
    const numFmt = own ?? (column?.type === 'date' ? PAPER_DATE : column && cellStyle(column, book.locale).numFmt);
    const style: Look = {
      font: font(book.locale, PALETTE.text),
      alignment: { vertical: 'middle', horizontal: 'left', wrapText: true },
      border: boxed,
      ...(numFmt && numFmt !== '@' && { numFmt }),
    };
    const cell = span(sheet, this.row, from, to, style);
    if (formula !== '""') calculate(cell, formula);
    if (own === undefined) return;
    const place = `${columnLetters(from)}${this.row}`;
    sheet.colours.push(...weekdays(place, place, book.locale, own));
  }
}

const edge = { style: 'thin', color: argb('#c9d0d9') } as const;
const boxed = { ...ruled, top: edge, bottom: edge, left: edge, right: edge };
