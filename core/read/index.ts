import { TAB_KEYS, type TabKey } from '../../sheet-templates/index.ts';
import { createCalendar, localTime, yearOf } from '../calendar.ts';
import { type Day, dayOf, isoOf } from '../day.ts';
import { heldProblems } from '../open-mail.ts';
import type { Problem } from '../problem.ts';
import type { Department, ItemState, LedgerRow, OfficialDay, RecordOf, Row, RunRow, Snapshot } from '../snapshot.ts';
import type { RawWorkbook } from '../workbook.ts';
import type { CellContext } from './cells.ts';
import { checkRows } from './checks.ts';
import { type Located, type LocatedTab, locate, textOf } from './locate.ts';
import { type DirectoryRow, indexPeople, NOBODY } from './people.ts';
import { readPolicy, readRoles, type SettingRow } from './policy.ts';
import { idSource, isHeading, readRows } from './rows.ts';
import { normal } from './words.ts';

/** What the host adds to a workbook: the instant, and official days of the workbook's country from a library. */
export interface ReadContext {
  /** The sweep's instant, ISO 8601; without an offset it is the workbook's wall clock. */
  readonly now: string;
  readonly official?: { readonly days: readonly OfficialDay[]; readonly horizon: Day | null };
}

/** Thrown when `now` is not an instant; the host says so in its own words. */
export class NotAnInstant extends Error {}

const settingRows = (located: LocatedTab | undefined): SettingRow[] => {
  const [keyAt, valueAt] = [located?.columns.get('key'), located?.columns.get('value')];
  if (!located || !keyAt || !valueAt) return [];
  const rows: SettingRow[] = [];
  for (const row of located.sheet.rows) {
    if (row.at <= located.headerRow) continue;
    const key = textOf(row.cells[keyAt - 1]);
    if (key) rows.push({ at: row.at, key, value: row.cells[valueAt - 1] ?? null });
  }
  return rows;
};

/** One setting as its cell has it, for a host that needs it before the snapshot (the country, to load its holidays). */
export const settingOf = (raw: RawWorkbook, key: string): string => {
  const row = settingRows(locate(raw).tabs.get('settings')).find((r) => r.key === key);
  return row ? textOf(row.value) : '';
};

/** Cells merged over several data rows hide values from all but the first of them. */
const mergedCells = (tab: TabKey, located: LocatedTab, problems: Problem[]) => {
  const { sheet, headerRow, columns } = located;
  const last = sheet.rows[sheet.rows.length - 1]?.at ?? 0;
  for (const { top, left, bottom, right } of sheet.merges) {
    if (top <= headerRow || top > last || (top === bottom && left === right)) continue;
    const column = [...columns].find(([, at]) => at >= left && at <= right)?.[0];
    if (column === undefined) continue;
    const row = top === bottom && sheet.rows.find(({ at }) => at === top);
    if (row && isHeading(located, row.cells)) continue;
    problems.push({
      tab,
      row: top,
      column,
      code: 'merged-cells',
      item: '',
      facts: { rows: bottom - top + 1, columns: right - left + 1 },
    });
  }
};

const readCalendar = (rows: readonly Row<'calendar'>[], official: ReadContext['official'], today: Day) => {
  const ours = new Map<Day, 'off' | 'work'>();
  const listed = new Map<Day, 'off' | 'work'>();
  for (const { values } of rows) {
    if (values.date === null || values.kind === null) continue;
    (values.source === 'official' ? listed : ours).set(values.date, values.kind);
  }
  // Days long gone are not added to a calendar that somebody has thinned out; this year's and later ones are.
  const from = dayOf(yearOf(today), 1, 1)!;
  const newDays = (official?.days ?? []).filter(({ date }) => date >= from && !listed.has(date));
  const all = new Map<Day, 'off' | 'work'>([
    ...(official?.days ?? []).map(({ date, kind }) => [date, kind] as const),
    ...listed,
    ...ours,
  ]);
  const lastListed = Math.max(...listed.keys(), Number.NEGATIVE_INFINITY);
  const known = Number.isFinite(lastListed) ? dayOf(yearOf(lastListed), 12, 31) : null;
  const horizon = official ? official.horizon : known;
  return {
    calendar: createCalendar(
      [...all].map(([date, kind]) => ({ date, kind })),
      horizon,
    ),
    newDays,
  };
};

/** Machine rows are written by Baton alone; a row of theirs that cannot be read is a problem like any other. */
const machineRows = <K extends '_state' | '_ledger' | '_runs'>(
  tab: K,
  located: Located,
  context: CellContext,
  problems: Problem[],
): RecordOf<K>[] => readRows(tab, located.tabs.get(tab), context, problems, null).map((row) => row.values);

/**
 * A raw workbook as a Snapshot: parsed once, here, into typed records and problems. Rows that cannot be read are
 * reported and never stop the others. Cost grows linearly with the rows.
 */
export const readSnapshot = (raw: RawWorkbook, read: ReadContext): Snapshot => {
  const located = locate(raw);
  const problems: Problem[] = [...located.problems];
  const has: Partial<Record<TabKey, true>> = {};
  for (const tab of TAB_KEYS) {
    const at = located.tabs.get(tab);
    if (!at) continue;
    has[tab] = true;
    if (!tab.startsWith('_')) mergedCells(tab, at, problems);
  }
  const hasColumn = (tab: TabKey, column: string) => located.tabs.get(tab)?.columns.has(column) === true;

  const { policy, at: settings } = readPolicy(
    settingRows(located.tabs.get('settings')),
    located.locale,
    (row, key, text, fallback) =>
      problems.push({
        tab: 'settings',
        row,
        column: 'value',
        code: 'bad-setting',
        item: '',
        facts: { key, text, fallback },
      }),
  );
  const now = localTime(read.now, policy.zone);
  if (!now) throw new NotAnInstant(read.now);

  // Departments' names first: a person's department is checked against them, and their heads against the people.
  const bare: CellContext = { dateSystem: raw.dateSystem, people: NOBODY, departments: new Map() };
  const departments = new Map<string, string>();
  const departmentsAt = located.tabs.get('departments');
  const nameAt = departmentsAt?.columns.get('name');
  for (const row of departmentsAt && nameAt ? departmentsAt.sheet.rows : []) {
    const name = textOf(row.cells[nameAt! - 1]);
    if (row.at > departmentsAt!.headerRow && name) departments.set(normal(name), name);
  }
  const withDepartments = { ...bare, departments };
  const directory = readRows('directory', located.tabs.get('directory'), withDepartments, problems, null);
  const people = indexPeople(directory as unknown as DirectoryRow[], policy.locale, (row) =>
    problems.push({
      tab: 'directory',
      row: row.at,
      column: 'name',
      code: 'duplicate-person',
      item: '',
      facts: { name: row.values.name },
    }),
  );
  for (const row of directory as unknown as DirectoryRow[]) {
    const { delegate } = row.values;
    if (delegate && !people.find(delegate)) {
      problems.push({
        tab: 'directory',
        row: row.at,
        column: 'delegate',
        code: 'unknown-person',
        item: '',
        facts: { text: delegate, namesakes: false },
      });
    }
  }
  const context: CellContext = { ...withDepartments, people };
  const roles = readRoles(settings, people, (row, key, text) =>
    problems.push({
      tab: 'settings',
      row,
      column: 'value',
      code: 'unknown-person',
      item: '',
      facts: { text, key, namesakes: people.isAmbiguous(text) },
    }),
  );

  const state = machineRows('_state', located, bare, problems);
  const ledger: LedgerRow[] = machineRows('_ledger', located, bare, problems);
  const runs: RunRow[] = machineRows('_runs', located, bare, problems);

  const idsIn = (tab: TabKey): string[] => {
    const at = located.tabs.get(tab);
    const column = at?.columns.get('id');
    return at && column ? at.sheet.rows.filter((r) => r.at > at.headerRow).map((r) => textOf(r.cells[column - 1])) : [];
  };
  const remembered = state.map((row) => row.id);
  const rowsOf = <K extends 'requests' | 'raci' | 'escalations'>(tab: K, prefix: string): Row<K>[] =>
    readRows(
      tab,
      located.tabs.get(tab),
      context,
      problems,
      idSource(prefix, [...idsIn(tab), ...idsIn('tracker'), ...remembered]),
    );
  const requests = rowsOf('requests', 'Q');
  const raci = rowsOf('raci', 'T');
  const escalations = rowsOf('escalations', 'E');
  const oneSheet = has.raci === true && located.tabs.get('raci')?.sheet === located.tabs.get('tracker')?.sheet;
  const progress = readRows('tracker', located.tabs.get('tracker'), context, problems, null);
  const tracker = oneSheet ? progressInPlan(raci, progress, hasColumn('tracker', 'status')) : progress;

  const { calendar, newDays } = readCalendar(
    readRows('calendar', located.tabs.get('calendar'), bare, problems, null),
    read.official,
    now.day,
  );
  const planned = new Map<string, RecordOf<'raci'>>();
  for (const row of raci) if (!planned.has(row.id)) planned.set(row.id, row.values);
  checkRows(
    { requests, raci, tracker, escalations, oneSheet },
    { calendar, policy, today: now.day, minute: now.minute, hasColumn, planned },
    problems,
  );
  horizonProblem(calendar.horizon, now.day, raci, problems);
  problems.push(...heldProblems(ledger, now.day));

  return {
    workbook: { id: policy.workbookId || raw.home, name: raw.name, ...(located.own.size > 0 && { own: located.own }) },
    at: now.iso,
    today: now.day,
    minute: now.minute,
    calendar,
    policy: { ...policy, ...roles },
    has,
    hasColumn,
    oneSheet,
    people: people.all,
    departments: readDepartments(located, context, problems),
    rows: { requests, raci, tracker, escalations },
    state: new Map<string, ItemState>(state.map((row) => [row.id, row])),
    ledger,
    runs,
    problems: inSheetOrder(problems),
    newDays: has.calendar ? newDays : [],
  };
};

/**
 * In a workbook whose plan and progress share a sheet, a row's progress belongs to that row's id, given or fresh. Where
 * that sheet has a percentage and no status, the percentage is the status.
 */
const progressInPlan = (
  raci: readonly Row<'raci'>[],
  tracker: readonly Row<'tracker'>[],
  hasStatus: boolean,
): Row<'tracker'>[] => {
  const byRow = new Map(tracker.map((row) => [row.at, row]));
  return raci.flatMap((plan) => {
    const row = byRow.get(plan.at);
    if (!row) return [];
    const status = hasStatus ? row.values.status : statusOf(row.values.progress);
    return [{ ...row, id: plan.id, fresh: false, values: { ...row.values, id: plan.id, status } }];
  });
};

const statusOf = (progress: number | null) =>
  progress === null ? null : progress >= 1 ? 'done' : progress > 0 ? 'in-progress' : 'not-started';

const readDepartments = (located: Located, context: CellContext, problems: Problem[]): Map<string, Department> => {
  const departments = new Map<string, Department>();
  for (const { values } of readRows('departments', located.tabs.get('departments'), context, problems, null)) {
    const { name, head, interfacePerson, divisionLeader } = values;
    if (name && !departments.has(name)) departments.set(name, { name, head, interfacePerson, divisionLeader });
  }
  return departments;
};

/** Soon enough to get the new list in: a month ahead, or as soon as a due date lies beyond what is known. */
const HORIZON_WARNING_DAYS = 30;

const horizonProblem = (horizon: Day | null, today: Day, raci: readonly Row<'raci'>[], problems: Problem[]) => {
  if (horizon === null) return;
  const beyond = raci.filter(({ values }) => values.due !== null && values.due > horizon).length;
  if (beyond === 0 && today + HORIZON_WARNING_DAYS <= horizon) return;
  problems.push({
    tab: 'calendar',
    row: 0,
    column: 'date',
    code: 'calendar-horizon',
    item: '',
    facts: { horizon: isoOf(horizon), beyond },
  });
};

/** By tab in the order of the declarations, then by row, so that a list of problems reads like the workbook. */
const inSheetOrder = (problems: readonly Problem[]): Problem[] => {
  const order = new Map(TAB_KEYS.map((tab, index) => [tab, index]));
  return [...problems].sort((a, b) => order.get(a.tab)! - order.get(b.tab)! || a.row - b.row);
};
