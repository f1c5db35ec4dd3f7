import type { ChangeType, Edit } from '../dispatch.ts';
import { fireChange, fireEdit } from '../dispatch.ts';
import { RefusedBySheets } from '../errors.ts';
import { type Area, contains, intersects, parseArea, splitSheet } from '../model/a1.ts';
import type { Cell } from '../model/cell.ts';
import type { SheetModel } from '../model/sheet.ts';
import { PROTECTED } from '../services/range-values.ts';
import { type Screen, screenOf, type World } from '../world.ts';

/** What all of a person's actions share: their screen, their rights, undo, and the triggers that follow. */
export class Stage {
  readonly world: World;
  readonly email: string;
  readonly #fire: (triggers: () => void) => void;

  constructor(world: World, email: string, fire: (triggers: () => void) => void) {
    this.world = world;
    this.email = email;
    this.#fire = fire;
  }

  get screen(): Screen {
    return screenOf(this.world, this.email);
  }

  get sheet(): SheetModel {
    return this.screen.sheet;
  }

  /** "B2" on the tab in front of the person, or "Tab!B2", which brings that tab to the front. */
  at(text: string): Area {
    const { sheet: name, a1 } = splitSheet(text);
    if (name !== undefined) {
      const sheet = this.world.workbook.sheetNamed(name);
      if (!sheet) throw new Error(`There is no tab ${name}.`);
      this.screen.sheet = sheet;
    }
    const area = parseArea(a1, this.sheet.rows.length, this.sheet.columns.length);
    this.screen.selection = area;
    return area;
  }

  mayEdit(area: Area): void {
    const { workbook } = this.world;
    if (!workbook.editors.has(this.email) || !this.sheet.editable(area, this.email, workbook.owner)) {
      throw new RefusedBySheets(PROTECTED);
    }
  }

  /** Contents cannot be put across a part of a merge. */
  mayFill(area: Area): void {
    this.mayEdit(area);
    if (
      this.sheet.merges.some((merge) => intersects(merge, area) && !contains(area, merge) && !contains(merge, area))
    ) {
      throw new RefusedBySheets('You can’t do this across part of a merged cell.');
    }
  }

  /** Changes cells and remembers, field by field, what to put back: a script's later marks on other fields stay. */
  change(
    area: Area,
    mutate: (cell: Cell, row: number, column: number) => void,
    undone: (range: Edit['range']) => void = (range) => this.edited({ range }),
  ): void {
    this.mayFill(area);
    const { sheet } = this;
    const before = [...sheet.each(area)].map(([row, column]) => {
      const cell = sheet.cell(row, column);
      const old = { ...cell };
      mutate(cell, row, column);
      const changed = (Object.keys(old) as (keyof Cell)[]).filter((key) => old[key] !== cell[key]);
      const back = Object.fromEntries(changed.map((key) => [key, old[key]]));
      return { line: sheet.rows[row - 1]!, column: sheet.columns[column - 1]!, back };
    });
    this.screen.undo.push(() => {
      for (const { line, column, back } of before) Object.assign(line.own().get(column) ?? {}, back);
      undone({ sheet, ...area });
    });
  }

  /** An action that is undone by a function of its own. */
  remember(undo: () => void): void {
    this.screen.undo.push(undo);
  }

  edited(edit: Edit): void {
    this.#fire(() => fireEdit(this.world, this.email, edit));
  }

  changed(type: ChangeType): void {
    this.#fire(() => fireChange(this.world, this.email, type));
  }

  fire(triggers: () => void): void {
    this.#fire(triggers);
  }
}
