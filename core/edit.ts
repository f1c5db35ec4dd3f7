import { columnsOf, TAB_KEYS, type TabKey, tabOf } from '../sheet-templates/index.ts';
import { type Problem, type ProblemCode, severityOf } from './problem.ts';
import { type ReadContext, readSnapshot } from './read/index.ts';
import { headerKey, type LocatedTab, locate, matchHeader, tabOfTitle, textOf } from './read/locate.ts';
import type { Snapshot } from './snapshot.ts';
import type { RawCell, RawRow, RawSheet, RawWorkbook } from './workbook.ts';

/** Cells of one row as somebody would type them. */
export interface Edit {
  /** A tab's key or title in any language. */
  readonly tab: string;
  /** Row number in this reading. */
  readonly row: number;
  /** Column key, or a header in any language or as this sheet writes it → the text typed; '' empties the cell. */
  readonly set: Readonly<Record<string, string>>;
}

/** `refuse`: what was typed cannot stand there, whatever else the row says; `mark`: the row has problems; `ok`: none. */
export type Verdict = 'ok' | 'mark' | 'refuse';

export interface EditCheck {
  readonly tab: TabKey;
  /** The row's id, the one it would get, or '' where rows have none. */
  readonly item: string;
  readonly verdict: Verdict;
  /** Everything about this row, as a sweep would find it. */
  readonly problems: readonly Problem[];
  /** The workbook as it would be. */
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

/** What an edit would come to: the cells are laid over the reading, and it is read again as a sweep reads it. */
export const checkEdit = (raw: RawWorkbook, { tab: name, row, set }: Edit, context: ReadContext): EditCheck => {
  const tab = TAB_KEYS.find((key) => key === name) ?? tabOfTitle(name);
  const { tabs } = locate(raw);
  const place = tab && tabs.get(tab);
  if (!place) throw new NoSuchPlace('tab', name);
  if (tabOf(tab).machine) throw new NoSuchPlace('filled-by-baton', name);
  if (!Number.isInteger(row) || row <= place.headerRow) throw new NoSuchPlace('row', String(row));

  const typed = new Map(Object.entries(set).map(([column, text]) => [columnNamed(tab, place, column), text]));
  const cells = new Map([...typed].map(([key, text]) => [place.columns.get(key)!, typedCell(text)]));
  const sheet = withCells(place.sheet, row, cells);
  const sheets = raw.sheets.map((other) => (other === place.sheet ? sheet : other));
  const snapshot = readSnapshot({ ...raw, sheets }, context);

  // Two tabs of an adopted workbook may share the sheet: then the row is a row of both.
  const problems = snapshot.problems.flatMap((p): Problem[] => {
    if (tabs.get(p.tab)?.sheet !== place.sheet) return [];
    if (p.row === row) return [p];
    // Of two rows with one id a sweep reports the later; to whoever types, it is the row being typed.
    return p.code === 'duplicate-id' && p.facts.row === row && typed.has('id')
      ? [{ ...p, row, facts: { ...p.facts, row: p.row } }]
      : [];
  });
  const impossible = ({ code, column }: Problem) =>
    severityOf(code) === 'error' && typed.has(column) && !BETWEEN.has(code);
  return {
    tab,
    item: itemAt(snapshot, tab, row),
    verdict: problems.some(impossible) ? 'refuse' : problems.length > 0 ? 'mark' : 'ok',
    problems,
    snapshot,
  };
};

const columnNamed = (tab: TabKey, { sheet, headerRow, columns }: LocatedTab, name: string): string => {
  const header = sheet.rows.find(({ at }) => at === headerRow)?.cells ?? [];
  const key =
    [...columns.keys()].find((key) => key === name) ??
    [...columns].find(([, at]) => headerKey(textOf(header[at - 1])) === headerKey(name))?.[0] ??
    [...matchHeader(tab, [name], new Map()).columns.keys()].find((key) => columns.has(key));
  if (key === undefined) throw new NoSuchPlace('column', name);
  if (columnsOf(tab).find(([other]) => other === key)![1].lookup) throw new NoSuchPlace('filled-by-baton', name);
  return key;
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

const itemAt = ({ rows }: Snapshot, tab: TabKey, row: number): string =>
  tab in rows ? (rows[tab as keyof Snapshot['rows']].find(({ at }) => at === row)?.id ?? '') : '';
