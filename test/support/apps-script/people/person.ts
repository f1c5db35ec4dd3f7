import { execute, fireOpen } from '../dispatch.ts';
import { areaName, columnName } from '../model/a1.ts';
import type { Scalar } from '../model/input.ts';
import type { Execution, MenuModel, PageModel, Toast } from '../world.ts';
import * as cells from './cells.ts';
import { callFromPage } from './client.ts';
import type { Stage } from './stage.ts';
import * as structure from './structure.ts';

const entry = (menu: MenuModel, [label, ...deeper]: readonly string[]): string | undefined => {
  for (const one of menu.entries) {
    if (one === 'separator') continue;
    if ('run' in one && one.label === label && deeper.length === 0) return one.run;
    if ('menu' in one && one.menu.title === label) return entry(one.menu, deeper);
  }
  return undefined;
};

/**
 * A person in Google Sheets. Places are "B2" on the tab in front of them or "Tab!B2". Whatever they do fires what
 * Apps Script would fire; what Sheets refuses throws RefusedBySheets and fires nothing.
 */
export class Person {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get email(): string {
    return this.#stage.email;
  }
  get toasts(): readonly Toast[] {
    return this.#stage.screen.toasts;
  }
  get menus(): readonly MenuModel[] {
    return this.#stage.screen.menus;
  }
  /** Alerts and prompts shown so far. */
  get questions(): readonly { readonly title: string; readonly text: string }[] {
    return this.#stage.screen.questions;
  }
  get sidebar(): PageModel | undefined {
    return this.#stage.screen.pages.findLast((one) => one.kind === 'sidebar');
  }
  get dialog(): PageModel | undefined {
    return this.#stage.screen.pages.findLast((one) => one.kind !== 'sidebar');
  }

  /** Opens the file: onOpen. */
  open(): this {
    fireOpen(this.#stage.world, this.email);
    return this;
  }

  /** What is selected: "Tab!B2". */
  get selection(): string {
    const { sheet, selection } = this.#stage.screen;
    return `${sheet.name}!${areaName(selection)}`;
  }

  select(where: string): this {
    this.#stage.at(where);
    return this;
  }

  /** `shows` is what a typed formula displays (formulas are not computed). */
  type(where: string, text: string, { shows }: { readonly shows?: Scalar } = {}): this {
    if (text === '') cells.clear(this.#stage, where);
    else cells.type(this.#stage, where, text, shows);
    return this;
  }

  paste(where: string, values: readonly (readonly (Scalar | null)[])[]): this {
    cells.paste(this.#stage, where, values);
    return this;
  }
  copyPaste(from: string, to: string): this {
    cells.copyPaste(this.#stage, from, to);
    return this;
  }
  fillDown(where: string): this {
    cells.fillDown(this.#stage, where);
    return this;
  }
  clear(where: string): this {
    cells.clear(this.#stage, where);
    return this;
  }
  move(from: string, to: string): this {
    cells.move(this.#stage, from, to);
    return this;
  }

  /** Takes back this person's last action, not what scripts made of it. */
  undo(): this {
    this.#stage.screen.undo.pop()?.();
    return this;
  }

  insertRows(before: number, count = 1): this {
    structure.insertRows(this.#stage, before, count);
    return this;
  }
  deleteRows(first: number, count = 1): this {
    structure.deleteRows(this.#stage, first, count);
    return this;
  }
  insertColumns(before: number, count = 1): this {
    structure.insertColumns(this.#stage, before, count);
    return this;
  }
  deleteColumns(first: number, count = 1): this {
    structure.deleteColumns(this.#stage, first, count);
    return this;
  }
  /** `before`: the column, as numbered now, in front of which they come to stand. */
  moveColumns(first: number, count: number, before: number): this {
    structure.moveColumns(this.#stage, first, count, before);
    return this;
  }
  /** Types another text over a header of the first row. */
  renameHeader(from: string, to: string): this {
    const { sheet } = this.#stage;
    const column = sheet.columns.findIndex((_, i) => String(sheet.peek(1, i + 1).value) === from) + 1;
    if (column === 0) throw new Error(`There is no header ${from} in ${sheet.name}.`);
    return this.type(`${columnName(column)}1`, to);
  }
  /** `byColumn` counts from 1 on the sheet. */
  sortRange(where: string, byColumn: number, ascending = true): this {
    structure.sortRange(this.#stage, where, byColumn, ascending);
    return this;
  }
  /** `hide`: shown texts to hide, by the sheet's column number. */
  addFilter(where: string, hide: Readonly<Record<number, readonly string[]>> = {}): this {
    structure.addFilter(this.#stage, where, hide);
    return this;
  }
  hideRows(first: number, count = 1): this {
    structure.hideRows(this.#stage, first, count);
    return this;
  }
  unhideRows(first: number, count = 1): this {
    structure.hideRows(this.#stage, first, count, false);
    return this;
  }
  mergeCells(where: string): this {
    structure.merge(this.#stage, where);
    return this;
  }
  setNote(where: string, note: string): this {
    structure.setNote(this.#stage, where, note);
    return this;
  }
  setBackground(where: string, value: string): this {
    structure.setBackground(this.#stage, where, value);
    return this;
  }
  /** Without a place: the whole tab in front. */
  protect(
    where?: string,
    options: { readonly editors?: readonly string[]; readonly warningOnly?: boolean } = {},
  ): this {
    structure.protect(this.#stage, where, options);
    return this;
  }
  addSheet(name: string): this {
    structure.addSheet(this.#stage, name);
    return this;
  }
  deleteSheet(name: string): this {
    structure.deleteSheet(this.#stage, name);
    return this;
  }
  renameSheet(from: string, to: string): this {
    structure.renameSheet(this.#stage, from, to);
    return this;
  }
  /**
   * "Duplicate": a tab "Copy of …" at the end. Whether metadata and protections come along is not documented; both
   * can be tried.
   */
  copySheet(name: string, keep: { readonly metadata?: boolean; readonly protections?: boolean } = {}): this {
    const { workbook } = this.#stage.world;
    const sheet = workbook.sheetNamed(name);
    if (!sheet) throw new Error(`There is no tab ${name}.`);
    let title = `Copy of ${name}`;
    for (let n = 1; workbook.sheetNamed(title); n += 1) title = `Copy of ${name} ${n}`;
    this.#stage.screen.sheet = workbook.copySheet(sheet, workbook, title, {
      metadata: keep.metadata ?? true,
      protections: keep.protections ?? false,
    });
    this.#stage.changed('INSERT_GRID');
    return this;
  }

  /** Chooses an entry of a custom menu by its labels, sub-menus too. */
  choose(...path: readonly string[]): Execution {
    const menu = this.menus.find((one) => one.title === path[0]);
    const functionName = menu && entry(menu, path.slice(1));
    if (!functionName) throw new Error(`There is no menu entry ${path.join(' › ')}.`);
    return execute(this.#stage.world, { functionName, kind: 'menu', as: this.email, by: this.email });
  }

  /** What the person will press and write, in order, when the script asks. */
  answers(
    ...given: readonly { readonly button: 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE'; readonly text?: string }[]
  ): this {
    this.#stage.screen.answers.push(...given);
    return this;
  }

  /** google.script.run from an open page; throws what the failure handler would get. */
  run(functionName: string, ...args: readonly unknown[]): unknown {
    return callFromPage(this.#stage.world, this.email, functionName, args);
  }

  /** Runs a function from the script editor. */
  runInEditor(functionName: string): Execution {
    return execute(this.#stage.world, { functionName, kind: 'editor', as: this.email, by: this.email });
  }
}
