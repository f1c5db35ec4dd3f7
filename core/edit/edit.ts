/** Judges an edit before or after it is made: fine, to be marked, or refused, and what it breaks elsewhere. */
import { columnOf, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { type Problem, type ProblemCode, problemAt, severityOf } from '../problem.ts';
import { type ReadContext, readSnapshot } from '../read/index.ts';
import { headerKey, type Located, type LocatedTab, locate, matchHeader, tabOfTitle, textOf } from '../read/locate.ts';
import { sheetsOfTab } from '../read/parts.ts';
import { seenFrom } from '../read/seen-from.ts';
import type { Snapshot, WorkTab } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import { must } from '../text/must.ts';
import type { RawCell, RawRow, RawSheet, RawWorkbook } from '../workbook.ts';

/** Cells of one row as somebody would type them. */
export interface Edit {
  /** A tab's key or title in any language, or that of one of several sheets that are followed together. */
  readonly tab: string;
  /** Row number in this reading. */
  readonly row: number;
  /** Column key, or a header in any language or as this sheet writes it → the text typed; '' empties the cell. */
  readonly set: Readonly<Record<string, string>>;
}

/** `refuse`: what was typed cannot stand there, whatever else the row says; `mark`: the row has problems; `ok`: none. */
export type EditVerdict = 'ok' | 'mark' | 'refuse';

interface RowCheck {
  /** The row's id, the one it would get, or '' where rows have none. */
  readonly item: string;
  readonly verdict: EditVerdict;
  /** Everything about this row, as a sweep would find it. */
  readonly problems: readonly Problem[];
}

export interface EditCheck extends RowCheck {
  readonly tab: TabKey;
  /** What other rows would have to mend because of it, whatever the verdict: the person they name is called something else, say. */
  readonly elsewhere: readonly Problem[];
  /** The workbook as it would be. */
  readonly snapshot: Snapshot;
}

export interface JudgedRow extends RowCheck {
  readonly row: number;
}

export interface Judgement {
  /** In the order asked for. */
  readonly rows: readonly JudgedRow[];
  readonly snapshot: Snapshot;
}

/** Thrown when there is no such place to type; the host says so in its own words. */
export class NoSuchPlace extends Error {
  /** `filled-by-baton`: the column or tab is not for people. */
  readonly why: 'tab' | 'row' | 'column' | 'filled-by-baton';
  readonly what: string;
  constructor(why: NoSuchPlace['why'], what: string) {
    super(`${why}: ${what}`);
    this.why = why;
    this.what = what;
  }
}

/** Errors that lie between cells or between rows: the cell just typed may be the one that is right. */
const BETWEEN: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['required', 'date-order', 'duplicate-id', 'cycle']);

/**
 * What an edit would come to: the cells are laid over the reading, and it is read again as a sweep reads it. What it would
 * break elsewhere is told by reading the workbook as it is, too.
 */
export const checkEdit = (given: RawWorkbook, { tab: name, row, set }: Edit, context: ReadContext): EditCheck => {
  const raw = seenFrom(given, name);
  const { tabs } = locate(raw);
  const isFurther = raw !== given;
  const tab = TAB_KEYS.find((key) => key === name) ?? (isFurther ? 'raci' : tabOfTitle(name));
  const place = tab && tabs.get(tab);
  if (!place) throw new NoSuchPlace('tab', name);
  if (tabOf(tab).machine) throw new NoSuchPlace('filled-by-baton', name);
  if (!Number.isInteger(row) || row <= place.headerRow) throw new NoSuchPlace('row', String(row));

  const typed = Object.entries(set).map(([column, text]) => ({ ...columnNamed(tab, place, column), text }));
  const cells = new Map(typed.map(({ at, text }) => [at, typedCell(text)]));
  const keys = new Set(typed.map(({ key }) => key));
  const [own] = sheetsOfTab(place);
  const sheets = raw.sheets.map((other) => (other === own ? withCells(other, row, cells) : other));
  const { snapshot, rows } = judgeRows({ ...raw, sheets }, tab, [row], context, (column) => keys.has(column));
  const { item, verdict, problems } = must(rows[0], 'judgement of the row');
  const there = new Set(readSnapshot(raw, context).problems.map(identityOf));
  const isOwn = (problem: Problem) => problem.row === row && tabs.get(problem.tab)?.sheet === place.sheet;
  const elsewhere = snapshot.problems.filter((problem) => !isOwn(problem) && !there.has(identityOf(problem)));
  return { tab, item, verdict, problems, elsewhere, snapshot };
};

const identityOf = ({ tab, row, column, code, facts }: Problem): string =>
  JSON.stringify([tab, row, column, code, facts]);

/**
 * What is to be said of rows as they stand, whoever changed them and how: typed, pasted, or found by a sweep. The workbook
 * is read once, as a sweep reads it, whatever the number of rows. `isTyped` tells which columns were just filled in, all
 * of them unless said: only there can something be refused.
 */
export const judgeRows = (
  raw: RawWorkbook,
  tab: TabKey,
  rows: readonly number[],
  context: ReadContext,
  isTyped: (column: string) => boolean = () => true,
): Judgement => {
  const snapshot = readSnapshot(raw, context);
  return { snapshot, rows: judgeIn(snapshot, locate(raw), tab, rows, isTyped) };
};

/** The same in a reading that is at hand. */
const judgeIn = (
  snapshot: Snapshot,
  { tabs }: Located,
  tab: TabKey,
  rows: readonly number[],
  isTyped: (column: string) => boolean = () => true,
): readonly JudgedRow[] => {
  const asked = new Set(rows);
  const problems = problemsIn(snapshot, { tabs }, tab, (row) => asked.has(row), isTyped);
  const idOfRow = idsIn(snapshot, tab);
  const isImpossible = ({ code, column }: Problem) =>
    severityOf(code) === 'error' && isTyped(column) && !BETWEEN.has(code);
  return Array.from(asked, (row) => {
    const found = problems.get(row) ?? NO_PROBLEMS;
    const verdict = found.some(isImpossible) ? 'refuse' : found.length > 0 ? 'mark' : 'ok';
    return { row, item: idOfRow(row), verdict, problems: found };
  });
};

/** What is to be said of rows of a tab's sheet; of most of many it is nothing, and they take no list. */
export const problemsIn = (
  snapshot: Snapshot,
  { tabs }: Pick<Located, 'tabs'>,
  tab: TabKey,
  isAsked: (row: number) => boolean,
  isTyped: (column: string) => boolean = () => true,
): ReadonlyMap<number, readonly Problem[]> => {
  const sheet = tabs.get(tab)?.sheet;
  const problems = new Map<number, Problem[]>();
  const add = (problem: Problem) => isAsked(problem.row) && push(problems, problem.row, problem);
  for (const problem of snapshot.problems) {
    // Two tabs of an adopted workbook may share the sheet: then the row is a row of both.
    if (tabs.get(problem.tab)?.sheet !== sheet) continue;
    add(problem);
    // Of two rows with one id or name a sweep reports the later; to whoever types, it is the row being typed.
    if (problem.code !== 'duplicate-id' && problem.code !== 'duplicate-person') continue;
    const { code, row: otherRow, facts } = problem;
    if (!isTyped(problem.column) || isAsked(otherRow)) continue;
    const row = facts.otherRow;
    add(problemAt({ ...problem, row }, code, { ...facts, otherRow }));
  }
  return problems;
};

/** The id of a row, the one it would get, or ''. */
export const idsIn = ({ rows }: Snapshot, tab: TabKey): ((row: number) => string) => {
  const ids = new Map<number, string>();
  if (tab in rows) for (const { at, id } of rows[tab as WorkTab]) ids.set(at, id);
  return (row) => ids.get(row) ?? '';
};

const NO_PROBLEMS: readonly Problem[] = [];

const columnNamed = (tab: TabKey, { sheet, headerRow, columns }: LocatedTab, name: string) => {
  const header = sheet.rows.find(({ at }) => at === headerRow)?.cells ?? [];
  const all = [...columns].map(([key, at]) => ({ key, at }));
  const meant = matchHeader(tab, [name], new Map()).columns;
  const found =
    all.find(({ key }) => key === name) ??
    all.find(({ at }) => headerKey(textOf(header[at - 1])) === headerKey(name)) ??
    all.find(({ key }) => meant.has(key));
  if (!found) throw new NoSuchPlace('column', name);
  if (columnOf(tab, found.key).lookup) throw new NoSuchPlace('filled-by-baton', name);
  return found;
};

const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const PERCENT = /^([+-]?\d+(?:\.\d+)?)\s*%$/;

/** What a spreadsheet makes of a typed text. Dates stay text: how a spreadsheet reads those is its owner's affair. */
const typedCell = (text: string): RawCell => {
  const t = text.trim();
  const percent = PERCENT.exec(t);
  if (t === '') return null;
  if (percent) return Number(percent[1]) / 100;
  if (NUMBER.test(t)) return Number(t);
  return /^(true|false)$/i.test(t) ? t.toLowerCase() === 'true' : text;
};

const withCells = (sheet: RawSheet, row: number, cells: ReadonlyMap<number, RawCell>): RawSheet => {
  const changed = [...(sheet.rows.find(({ at }) => at === row)?.cells ?? [])];
  for (const [column, cell] of cells) {
    while (changed.length < column) changed.push(null);
    changed[column - 1] = cell;
  }
  const rows: RawRow[] = [...sheet.rows.filter(({ at }) => at !== row), { at: row, cells: changed }];
  return { ...sheet, rows: rows.sort((a, b) => a.at - b.at) };
};
