import { fireClock, visitPage } from './dispatch.ts';
import { parseArea, splitSheet } from './model/a1.ts';
import type { Cell } from './model/cell.ts';
import type { Scalar } from './model/input.ts';
import type { SheetModel } from './model/sheet.ts';
import type { ValidationRule } from './model/validation.ts';
import { buildWorkbook, WorkbookModel, type WorkbookSpec } from './model/workbook.ts';
import { callFromPage } from './people/client.ts';
import { Person } from './people/person.ts';
import { Stage } from './people/stage.ts';
import { scriptOf } from './realm.ts';
import type { Execution } from './world.ts';
import { type Fault, LIMITS, type Limits, type Mail, type Meanwhile, type World, worldAgain } from './world.ts';

export { callTable } from './call-table.ts';
export { RefusedBySheets, SimulatorBreach } from './errors.ts';
export type { Execution } from './world.ts';

export interface SimulatorOptions {
  /** The pushed project: scripts (plain JavaScript, evaluated in this order), .html pages, and appsscript.json. */
  readonly files: Readonly<Record<string, string>>;
  readonly spreadsheet: WorkbookSpec;
  /** Editors of the file; the first one owns it. */
  readonly users: readonly string[];
  readonly locale?: string;
  /** The spreadsheet's. The script's is the manifest's, or the same. */
  readonly timeZone?: string;
  readonly limits?: Partial<Limits>;
  /** When the virtual clock starts, ISO 8601. */
  readonly now?: string;
  /** What a formula shows; formulas are never computed. */
  readonly evaluate?: (formula: string) => Scalar;
}

/** One cell as somebody looking at the sheet finds it. */
interface SeenCell extends Cell {
  readonly shown: string;
}

/**
 * A spreadsheet with a script bound to it. Not the real thing: it answers only what it was built for, and says so for
 * the rest. Executions run one after another; what happens within one is arranged with `meanwhile`.
 */
export class Simulator {
  readonly #world: World;
  #waiting: (() => void)[] | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** Everything that has run, oldest first. */
  get executions(): readonly Execution[] {
    return this.#world.executions;
  }

  /** The last execution, of one function or at all. */
  last(functionName?: string): Execution {
    const found = this.#world.executions.findLast(
      (one) => functionName === undefined || one.functionName === functionName,
    );
    if (!found) throw new Error(`${functionName ?? 'Nothing'} has not run.`);
    return found;
  }

  get mails(): readonly Mail[] {
    return this.#world.mails;
  }

  get triggers(): World['triggers'] {
    return this.#world.triggers;
  }

  /** Virtual time, ms since 1970. */
  get now(): number {
    return this.#world.clock.now;
  }

  advance(ms: number): void {
    this.#world.clock.now += ms;
  }

  user(email: string): Person {
    return new Person(this.#stage(email));
  }

  /** Edits made offline or at the same moment: all of them are in the sheet before the first trigger runs. */
  together(edits: () => void): void {
    const queue: (() => void)[] = [];
    this.#waiting = queue;
    try {
      edits();
    } finally {
      this.#waiting = undefined;
    }
    for (const triggers of queue) triggers();
  }

  /** Runs every clock trigger once, or those of one function. */
  fireClock(functionName?: string): void {
    fireClock(this.#world, functionName);
  }

  /** Deploys the web app, as its owner and for everybody; from then on it has an address. */
  deploy(url = 'https://script.google.com/macros/s/deployment/exec'): void {
    this.#world.deployment.url = url;
  }

  /** Somebody whom nobody knows opens the web app with this query; what they see. */
  visit(query: Readonly<Record<string, string>> = {}): string {
    return visitPage(this.#world, query);
  }

  /** google.script.run on that page. */
  callAsVisitor(functionName: string, ...args: readonly unknown[]): unknown {
    return callFromPage(this.#world, null, functionName, args);
  }

  /** The account is closed: its triggers stand in the list and never fire. */
  removeAccount(email: string): void {
    this.#world.accounts.delete(email);
    this.#world.workbook.editors.delete(email);
  }

  /** A call will fail, as services now and then do. */
  fail(fault: Fault): void {
    this.#world.faults.push(fault);
  }

  /** Something happens inside an execution, just before one of its calls: another person's edit runs there from beginning to end. */
  meanwhile(event: Meanwhile): void {
    this.#world.meanwhile.push(event);
  }

  /** Somebody else holds a lock for so many ms from now. */
  holdLock(ms: number, name: 'document' | 'script' = 'document'): void {
    this.#world.locks.set(name, { until: this.now + ms });
  }

  dropCaches(): void {
    for (const store of this.#world.caches.values()) store.clear();
  }

  /** A store's content: 'document', 'script' or 'user a@example.com'. */
  properties(name: string): ReadonlyMap<string, string> {
    return this.#world.properties.get(name) ?? new Map();
  }

  get sheets(): readonly string[] {
    return this.#world.workbook.sheets.map((sheet) => sheet.name);
  }

  /** The tab's own model, for what the shorter ways do not show (merges, protections, hidden rows, filter). */
  sheet(name: string): SheetModel {
    const sheet = this.#world.workbook.sheetNamed(name);
    if (!sheet) throw new Error(`There is no tab ${name}.`);
    return sheet;
  }

  /** "Tab!B2". */
  cell(where: string): SeenCell {
    const { sheet, area } = this.#find(where);
    const cell = sheet.peek(area.row, area.column);
    return { ...cell, shown: this.#world.workbook.shown(cell) };
  }

  /** What a cell's rule offers to choose from; null where it has no list. */
  offered(rule: ValidationRule): readonly string[] | null {
    return this.#world.workbook.allowed(rule);
  }

  /** "Tab!A1:C3" as shown. */
  shown(where: string): string[][] {
    const { sheet, area } = this.#find(where);
    return sheet.read(area, (cell) => this.#world.workbook.shown(cell));
  }

  /** Changes by the Sheets API or another script: no trigger fires, no rule or protection is asked. */
  get api() {
    return {
      /** Raw values, as valueInputOption RAW: a text stays text. */
      setValues: (where: string, values: readonly (readonly Scalar[])[]): void => {
        const { sheet, area } = this.#find(where);
        values.forEach((line, y) => {
          line.forEach((value, x) => {
            Object.assign(sheet.cell(area.row + y, area.column + x), { value, formula: '' });
          });
        });
      },
      /** Anything of a cell, for every cell of the area. */
      set: (where: string, change: Partial<Cell>): void => {
        const { sheet, area } = this.#find(where);
        for (const [row, column] of sheet.each(area)) Object.assign(sheet.cell(row, column), change);
      },
    };
  }

  /**
   * "Make a copy" of the file: tabs, metadata, protections and the script come along; installed triggers, properties,
   * caches and locks do not. The copy belongs to the copier (developers.google.com/apps-script/guides/triggers/installable).
   */
  copySpreadsheet(copier: string, name = `Copy of ${this.#world.workbook.name}`): Simulator {
    const { workbook } = this.#world;
    const copy = new WorkbookModel(
      { name, id: `${workbook.id}-copy`, locale: workbook.localeName, timeZone: workbook.timeZone },
      [copier],
      workbook.evaluate,
    );
    for (const sheet of workbook.sheets)
      workbook.copySheet(sheet, copy, sheet.name, { metadata: true, protections: true });
    for (const item of workbook.metadata.filter((one) => !one.sheet)) {
      const place = { sheet: undefined, row: undefined, column: undefined };
      copy.newMetadata(place, item.key, item.value).visibility = item.visibility;
    }
    return new Simulator(freshWorld({ ...this.#world, clock: { ...this.#world.clock } }, copy, [copier]));
  }

  /** The same file and all around it once more, as they are now: what is dear to arrange is arranged once. */
  again(): Simulator {
    return new Simulator(worldAgain(this.#world));
  }

  #stage(email: string): Stage {
    return new Stage(this.#world, email, (triggers) =>
      this.#waiting ? void this.#waiting.push(triggers) : triggers(),
    );
  }

  #find(where: string) {
    const { sheet: name, a1 } = splitSheet(where);
    const sheet = this.sheet(name ?? this.sheets[0]!);
    return { sheet, area: parseArea(a1, sheet.rows.length, sheet.columns.length) };
  }
}

type Project = Pick<World, 'limits' | 'clock' | 'scripts' | 'pages' | 'scopes' | 'scriptTimeZone'>;

const freshWorld = (
  { limits, clock, scripts, pages, scopes, scriptTimeZone }: Project,
  workbook: WorkbookModel,
  users: readonly string[],
): World => ({
  limits,
  clock,
  scripts,
  pages,
  scopes,
  scriptTimeZone,
  workbook,
  accounts: new Set(users),
  screens: new Map(),
  properties: new Map(),
  caches: new Map(),
  locks: new Map(),
  mails: [],
  triggers: [],
  spent: new Set(),
  nextTrigger: 4_000_000,
  faults: [],
  meanwhile: [],
  executions: [],
  deployment: { url: null },
});

/** Opens a spreadsheet with its script. */
export const openSimulator = (options: SimulatorOptions): Simulator => {
  const { files, users, locale = 'en_US', timeZone = 'Etc/UTC', limits, evaluate = () => 0 } = options;
  const manifest = JSON.parse(files['appsscript.json'] ?? '{}') as { oauthScopes?: string[]; timeZone?: string };
  const now = Date.parse(options.now ?? '2026-03-02T09:00:00Z');
  const named = Object.entries(files);
  const workbook = buildWorkbook(options.spreadsheet, { locale, timeZone, users, now }, evaluate);
  const project: Project = {
    limits: { ...LIMITS, ...limits },
    clock: { now },
    scripts: named
      .filter(([name]) => !/\.(html|json)$/.test(name))
      .map(([filename, source]) => scriptOf(source, filename)),
    pages: new Map(named.filter(([name]) => name.endsWith('.html'))),
    scopes: manifest.oauthScopes,
    scriptTimeZone: manifest.timeZone ?? timeZone,
  };
  return new Simulator(freshWorld(project, workbook, users));
};
