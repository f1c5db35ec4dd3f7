/** The report on an adopted workbook as data: sheets, columns, ids, what is still missing. */
import type { AdoptCounts, Unread } from '../../core/adopt/count.ts';
import type { AdoptChoices, Adoption, Recognised } from '../../core/adopt/index.ts';
import { furtherHeaders } from '../../core/adopt/index.ts';
import { isOverviewTitle } from '../../core/adopt/overview.ts';
import { meaningFor } from '../../core/adopt/proposal.ts';
import type { Followed } from '../../core/adopt/rebind.ts';
import { has, type RecognisedSheet, type SheetKind } from '../../core/adopt/recognise.ts';
import { locate } from '../../core/read/locate.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { rowShown, sheetIndexOf } from '../../core/text/row-number.ts';
import { normal } from '../../core/text/words.ts';
import { isoOf } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { columnLetters, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import type { AdoptedForecast } from './ahead.ts';
import type { OtherFormat } from './other/format.ts';

/** What adopting found and did, as `--json` prints it. Rows and cells are named as the sheet names them (A1). */
export interface AdoptReport {
  /** `adopted`; `changed`: it was, and is read otherwise now; `copy`: a copy of a Baton workbook is now one of its own; `nothing-to-do`: it is one already, and whole. */
  readonly outcome: 'adopted' | 'changed' | 'copy' | 'nothing-to-do';
  readonly workbook: { readonly id: string; readonly name: string };
  readonly locale: Locale;
  readonly zone: string;
  readonly country: string;
  /** Theirs, in the order of the workbook. */
  readonly sheets: readonly AdoptedSheet[];
  readonly added: readonly { readonly tab: TabKey; readonly title: string }[];
  /** The sheet that shows how each task stands; absent where one of theirs bears its title, or none was added. */
  readonly overview?: string;
  /** Tabs of ours that it had, under the titles that they bear there. */
  readonly kept: readonly { readonly tab: TabKey; readonly title: string }[];
  /** The record of mails was gone while other notes of sweeps are there: what was told may be told again. */
  readonly recordLost: boolean;
  readonly ids: { readonly header: string; readonly added: boolean; readonly given: number } | null;
  readonly rows: RowsReport | null;
  /** The matrix whose tasks were taken over; null where none was. */
  readonly matrix: MatrixReport | null;
  readonly missing: MissingReport;
  /** Absent where nothing was adopted. */
  readonly forecast?: AdoptedForecast;
  /** Where a workbook of another format went, which is what was adopted; absent for an .xlsx. */
  readonly converted?: ConvertedReport;
}

export interface ConvertedReport {
  /** The new workbook. */
  readonly path: string;
  readonly format: OtherFormat;
  readonly encoding: string | null;
  readonly macros: boolean;
}

export interface AdoptedSheet {
  readonly title: string;
  /** `together`: followed with the one whose columns are listed, which it has as well; `second-tasks`: a sheet of tasks that is not read. */
  readonly kind: SheetKind | 'second-tasks' | 'together';
  /** The header's last row, or null. */
  readonly headerRow: number | null;
  readonly mapped: readonly {
    readonly tab: TabKey;
    readonly column: string;
    readonly header: string;
    readonly cell: string;
  }[];
  /** `setting` is the row in Settings that decides, `flag` says it before adopting. */
  readonly ambiguous: readonly {
    readonly column: string;
    readonly headers: readonly string[];
    readonly setting: string;
    readonly flag: string;
  }[];
  /** The header names a date, the cells hold other numbers. */
  readonly contradicted: readonly {
    readonly column: string;
    readonly header: string;
    readonly examples: readonly string[];
  }[];
  /** Other headers, which are left alone. */
  readonly other: readonly string[];
  /** A column of words without a header. */
  readonly unnamed: { readonly column: string; readonly examples: readonly string[] } | null;
  /** Rows where another table seems to begin. */
  readonly furtherTables: readonly number[];
}

/** Up to five cells, as `C7 3月底`. */
type Examples = readonly string[];

export interface RowsReport {
  readonly tasks: number;
  readonly headings: Rows;
  readonly withoutOwner: Rows;
  readonly severalOwners: { readonly count: number; readonly examples: Examples };
  readonly collective: { readonly count: number; readonly examples: Examples };
  readonly statuses: {
    readonly read: number;
    readonly unread: readonly { readonly word: string; readonly count: number }[];
    /** By what was said these mean no state. */
    readonly left: readonly { readonly word: string; readonly count: number }[];
  };
  readonly dates: {
    readonly read: number;
    readonly unread: { readonly count: number; readonly examples: Examples };
    /** One that could be two days, and the ISO date that it is by the order of its column's others. */
    readonly ordered: { readonly text: string; readonly day: string } | null;
  };
  readonly predecessors: number;
}

/** Rows of further sheets that are followed with the first are named as `Sheet!7`. */
type Rows = { readonly count: number; readonly rows: readonly (number | string)[] };

export interface MatrixReport {
  readonly title: string;
  readonly headerRow: number;
  /** The sheet of ours that the tasks now stand in. */
  readonly into: string;
  readonly columns: AdoptedSheet['mapped'];
  /** Headers of columns that are no one's and were not taken along. */
  readonly other: readonly string[];
  readonly tasks: number;
  readonly people: readonly string[];
  readonly departments: readonly string[];
  /** Columns under nobody's name (`Name or Role`), as `D2 姓名`, and how many letters they hold. */
  readonly nobody: { readonly columns: readonly string[]; readonly letters: number };
  readonly headings: Rows;
  readonly nameless: Rows;
  readonly withoutLead: Rows;
  readonly severalLeads: Rows;
  /** All cells that could not be read, as `C7 “?” (试产 / 李明)`. */
  readonly unread: readonly string[];
  /** Letters that are none of RASCI and were read as S, with how many. */
  readonly asSupport: readonly { readonly letter: string; readonly count: number }[];
  /** Departments whose head no sheet names, and how many C and I of theirs could be written down for nobody. */
  readonly withoutHead: { readonly departments: readonly string[]; readonly letters: number };
  /** Names that were added to sheets of theirs. */
  readonly listed: readonly { readonly title: string; readonly names: readonly string[] }[];
}

export interface MissingReport {
  /** Columns of the plan and the tracker without which something cannot be done. */
  readonly columns: readonly ('responsible' | 'due' | 'status')[];
  readonly addresses: { readonly people: number; readonly without: number; readonly names: readonly string[] };
  readonly roles: readonly ('keeper' | 'projectLead' | 'executive')[];
}

const MOST_EXAMPLES = 5;

export const adoptedReport = (
  found: Recognised & { readonly plan: RecognisedSheet; readonly counts: AdoptCounts },
  { added, ids, withoutAddress }: Adoption,
  { locale, zone, country, workbookId, said }: AdoptChoices,
): AdoptReport => {
  const { raw, plan, tracker, counts, sheets } = found;
  const used = [plan, tracker, found.directory, found.departments];
  const titles = [plan, ...found.further].map(({ sheet }) => sheet.title);
  const isFurther = ({ sheet }: RecognisedSheet) => titles.indexOf(sheet.title) > 0;
  const headers = new Set([plan, ...found.further].map(({ sheet, line }) => `${sheet.title} ${line.at}`));
  const columns = [
    ...(['responsible', 'due'] as const).filter((key) => !has(plan.mapping, 'raci', key)),
    ...(tracker ? [] : (['status'] as const)),
  ];
  return {
    outcome: 'adopted',
    workbook: { id: workbookId, name: raw.name },
    locale,
    zone,
    country,
    sheets: sheets.map((reading) =>
      isFurther(reading)
        ? { ...sheetReport(reading, false), kind: 'together' as const, headerRow: reading.line.at, unnamed: null }
        : sheetReport(reading, used.includes(reading), reading === plan ? ids.at : undefined),
    ),
    added,
    kept: [],
    recordLost: false,
    ids: {
      header: ids.header,
      added: ids.added,
      given: ids.edits.filter(({ sheet, row }) => !headers.has(`${sheet} ${row}`)).length,
    },
    rows: rowsReport(counts, said?.statuses ?? {}, titles),
    matrix: null,
    missing: {
      columns,
      addresses: { people: counts.people.length, without: withoutAddress.length, names: withoutAddress.slice(0, 50) },
      roles: ['keeper', 'projectLead', 'executive'],
    },
  };
};

/** Of a workbook that was adopted before; its ids are null where none were touched. */
export const changedReport = (
  found: Recognised & { readonly plan: RecognisedSheet; readonly counts: AdoptCounts },
  { ids, ...more }: Omit<Adoption, 'ids' | 'edits' | 'bindings'> & { readonly ids: Adoption['ids'] | null },
  choices: AdoptChoices,
  isChanged: boolean,
  { located }: Followed,
): AdoptReport => {
  const report = adoptedReport(found, { ...more, ids: ids ?? NO_IDS, edits: [], bindings: {} }, choices);
  const kept = [...located.tabs].flatMap(([tab, { sheet, adopted }]) => (adopted ? [] : [{ tab, title: sheet.title }]));
  const isOurs = (title: string) => isOverviewTitle(title) || kept.some((one) => one.title === title);
  return {
    ...report,
    outcome: isChanged ? 'changed' : 'nothing-to-do',
    sheets: report.sheets.filter(({ title }) => !isOurs(title)),
    kept,
    ids: ids && report.ids,
    missing: { ...report.missing, roles: [] },
  };
};
const NO_IDS: Adoption['ids'] = { at: 0, header: '', added: false, edits: [] };

export const completedReport = (
  raw: RawWorkbook,
  { policy, people, problems }: Snapshot,
  { outcome, added, recordLost }: Pick<AdoptReport, 'outcome' | 'added' | 'recordLost'>,
  { locale, zone, country, workbookId }: AdoptChoices,
): AdoptReport => {
  const isAdded = (tab: TabKey) => added.some((sheet) => sheet.tab === tab);
  // Whom a directory lacks that was there, `check` says row by row.
  const unknown = problems.flatMap(({ code, tab, facts }) =>
    isAdded('directory') && code === 'unknown-person' && tab === 'raci' ? [String(facts.text)] : [],
  );
  const unreached = [...people.values()].filter(({ email }) => email === null).map(({ name }) => name);
  const without = [...unreached, ...new Set(unknown)];
  return {
    outcome,
    workbook: { id: workbookId, name: raw.name },
    locale,
    zone,
    country,
    sheets: [],
    added,
    kept: [...locate(raw).tabs].map(([tab, { sheet }]) => ({ tab, title: sheet.title })),
    recordLost,
    ids: null,
    rows: null,
    matrix: null,
    missing: {
      columns: [],
      addresses: {
        people: people.size + without.length - unreached.length,
        without: without.length,
        names: without.slice(0, 50),
      },
      roles: (['keeper', 'projectLead', 'executive'] as const).filter((role) => policy[role] === null),
    },
  };
};

/** What a sheet was read as; `used` is false for one that is left alone although it could be read. */
export const sheetReport = (reading: RecognisedSheet, used: boolean, idAt?: number): AdoptedSheet => {
  const { sheet, line, mapping, unnamed } = reading;
  const kind = reading.kind === 'tasks' && !used ? 'second-tasks' : reading.kind;
  const cell = (at: number) => `${columnLetters(at)}${line!.at}`;
  const said = (text: string) => text.replace(/\s+/g, ' ').trim();
  const about = used ? mapping : { mapped: [], ambiguous: [], contradicted: [] };
  const known = new Set([
    ...about.mapped.map(({ at }) => at),
    ...about.ambiguous.flatMap(({ headers }) => headers.map(({ at }) => at)),
    ...about.contradicted.map(({ at }) => at),
    ...(idAt === undefined ? [] : [idAt]),
  ]);
  return {
    title: sheet.title,
    kind,
    headerRow: line && kind !== 'other' ? line.at : null,
    mapped: [...about.mapped]
      .sort((a, b) => a.at - b.at)
      .map(({ tab, column, header, at }) => ({ tab, column, header: said(header), cell: cell(at) })),
    ambiguous: about.ambiguous.map(({ tab, column, headers }) => ({
      column,
      setting: `column.${tab}.${column}`,
      flag: `--map ${meaningFor(tab, column) ?? column}=${columnLetters(headers[0]?.at ?? 1)}`,
      headers: headers.map(({ header, at }) => `${cell(at)} ${said(header)}`),
    })),
    contradicted: about.contradicted.map(({ column, header, examples }) => ({
      column,
      header: said(header),
      examples,
    })),
    other: used ? line!.cells.filter((text, index) => text !== '' && !known.has(index + 1)).map(said) : [],
    unnamed: unnamed && { column: columnLetters(unnamed.at), examples: unnamed.examples },
    furtherTables: reading.kind === 'tasks' && used ? furtherHeaders(reading) : [],
  };
};

/** Rows by number, the first few of them. */
export const rowsOf = (list: readonly number[], titles: readonly string[] = []): Rows => ({
  count: list.length,
  rows: list
    .slice(0, MOST_EXAMPLES)
    .map((row) => (sheetIndexOf(row) === 0 ? row : `${titles[sheetIndexOf(row)]}!${rowShown(row)}`)),
});

/** Words that somebody has explained are read, whatever they mean. */
const rowsReport = (
  counts: AdoptCounts,
  explained: Readonly<Record<string, string>>,
  titles: readonly string[],
): RowsReport => {
  const sheetOf = (row: number) => (sheetIndexOf(row) === 0 ? '' : `${titles[sheetIndexOf(row)]}!`);
  const known = new Set(Object.keys(explained).map(normal));
  const saysNothingBy = new Set(
    Object.keys(explained).flatMap((word) => (explained[word] === '-' ? normal(word) : [])),
  );
  const words = [...counts.statuses.unread].map(([word, at]) => ({ word, count: at.length }));
  const unread = words.filter(({ word }) => !known.has(normal(word)));
  // A word of which somebody says that it says nothing is neither.
  const silent = words.filter(({ word }) => saysNothingBy.has(normal(word)));
  const rows = (list: readonly { readonly count: number }[]) => list.reduce((sum, { count }) => sum + count, 0);
  const cells = (list: readonly Unread[]) => ({
    count: list.length,
    examples: list
      .slice(0, MOST_EXAMPLES)
      .map(({ row, column, text }) => `${sheetOf(row)}${columnLetters(column)}${rowShown(row)} ${text}`),
  });
  return {
    tasks: counts.tasks.length,
    headings: rowsOf(
      counts.headings.map(({ at }) => at),
      titles,
    ),
    withoutOwner: rowsOf(counts.withoutOwner, titles),
    severalOwners: cells(counts.severalOwners),
    collective: cells(counts.collective),
    statuses: {
      read: counts.statuses.read + rows(words) - rows(unread) - rows(silent),
      unread,
      left: silent,
    },
    dates: {
      read: counts.dates.read,
      unread: cells(counts.dates.unread),
      ordered: counts.dates.ordered && { ...counts.dates.ordered, day: isoOf(counts.dates.ordered.day) },
    },
    predecessors: counts.predecessors,
  };
};
