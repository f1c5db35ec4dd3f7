/** What the formulas of views are written with: the tabs and columns of their workbook, texts and lists. */
import {
  type Column,
  columnLetters,
  columnOf,
  columnsIn,
  columnsInFile,
  isFull,
  type Locale,
  placeNamed,
  type SettingKey,
  type TabKey,
  tabOf,
  type Words,
} from '../index.ts';
import { HEADER_ROW, LAST_CHECKED_ROW } from '../layout.ts';
import { type SheetKey, tabsIn } from '../views.ts';

/** Quotes a text for a formula. */
export const text = (value: string): string => `"${value.replaceAll('"', '""')}"`;
/** A list of texts as an array constant. */
export const anyOf = (values: readonly string[]): string => `{${values.map(text).join(',')}}`;
/** What a cell says, and nothing where it says nothing: a formula makes 0 of an empty cell. */
export const orBlank = (value: string): string => `IF(${value}="","",${value})`;

/**
 * The workbook as formulas of its views name it. Rows are named by their place in a column (`INDEX(column,7)`), never by
 * a cell of their own: rows are sorted, added and deleted, and a formula that points at a deleted cell is lost. Only functions that
 * Excel 2016, LibreOffice and Google Sheets share, and no array formulas.
 */
export class Book {
  readonly locale: Locale;
  readonly tabs: readonly TabKey[];
  /** How a request's standing begins, in the order in which they go. */
  readonly standings: readonly string[];
  /** Its sheets, and those of them that hold rows. */
  readonly sheets: readonly SheetKey[];
  /** A file has a column for what Baton's check of a row finds. */
  readonly #isFile: boolean;

  constructor(locale: Locale, sheets: readonly SheetKey[], standings: readonly string[], isFile: boolean) {
    this.locale = locale;
    this.sheets = sheets;
    this.tabs = tabsIn(sheets);
    this.standings = standings;
    this.#isFile = isFile;
  }

  /** A tab's columns as its sheet has them. */
  columnsOf(tab: TabKey): readonly [string, Column][] {
    return (this.#isFile ? columnsInFile : columnsIn)(tab, isFull(this.tabs));
  }

  /** Whether the workbook has such a column. */
  has(tab: TabKey, key: string): boolean {
    return this.tabs.includes(tab) && this.columnsOf(tab).some(([name]) => name === key);
  }

  say(words: Words): string {
    return words[this.locale];
  }

  /** A column's header. */
  header(tab: TabKey, key: string): string {
    return this.say(columnOf(tab, key).header);
  }

  /** A tab's column below the header: `'RACI'!$E$4:$E$2000`. */
  column(tab: TabKey, key: string): string {
    const index = this.columnsOf(tab).findIndex(([name]) => name === key);
    if (index < 0) throw new Error(`${tab} has no column ${key}`);
    const letters = columnLetters(index + 1);
    const first = tabOf(tab).machine ? 2 : HEADER_ROW + 1;
    return `'${this.say(tabOf(tab).title)}'!$${letters}$${first}:$${letters}$${LAST_CHECKED_ROW}`;
  }

  /** The value of a tab's row by its place, from 1; `place` may be a formula. */
  at(tab: TabKey, key: string, place: number | string): string {
    return `INDEX(${this.column(tab, key)},${place})`;
  }

  /** The place of the first row whose column says `value`; an error when none does. */
  find(tab: TabKey, key: string, value: string): string {
    return `MATCH(${value},${this.column(tab, key)},0)`;
  }

  /** The value of the row that has this id; an error when none has. */
  byId(tab: TabKey, key: string, id: string, idKey = 'id'): string {
    return this.at(tab, key, this.find(tab, idKey, id));
  }

  /** The place of the row that a cell names, by its id or by what it is called; an error when it names none. */
  findNamed(tab: TabKey, cell: string): string {
    return placeNamed(cell, this.find(tab, 'id', cell), this.find(tab, 'name', cell), (id) => this.find(tab, 'id', id));
  }

  setting(key: SettingKey): string {
    const value = this.byId('settings', 'value', text(key), 'key');
    return `IFERROR(${orBlank(value)},"")`;
  }

  /** What an option is called in this workbook. */
  label(tab: TabKey, key: string, option: string): string {
    const found = tabOf(tab).columns[key]?.options?.find((each) => each.key === option);
    if (!found) throw new Error(`${tab}.${key} has no option ${option}`);
    return this.say(found.label);
  }
}
