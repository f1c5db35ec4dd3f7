/** Reads a raw workbook into a snapshot; all parsing and checking starts here. */
import { perTab, TAB_KEYS, type TabKey } from '../../sheet-templates/index.ts';
import { weekendOf } from '../../sheet-templates/weekends.ts';
import { type Problem, type ProblemCode, problemAt } from '../problem.ts';
import { groupProblems } from '../record/group.ts';
import { deferredProblems, heldProblems, refusedProblems } from '../record/open-mail.ts';
import { webhookProblems } from '../record/untold.ts';
import type {
  ItemState,
  LedgerRow,
  OfficialDay,
  RecordOf,
  Row,
  RunRow,
  Snapshot,
  WorkbookNames,
  WorkRows,
} from '../snapshot.ts';
import { lazily } from '../text/lazily.ts';
import { ensure } from '../text/maps.ts';
import { partName, sheetIndexOf, titleAt } from '../text/row-number.ts';
import { localTime } from '../time/calendar.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { RawCell, RawWorkbook } from '../workbook.ts';
import { type SettingRow, settingRows } from './bindings.ts';
import type { CellContext } from './cells.ts';
import { checkRows } from './checks/index.ts';
import { horizonProblem, readDays } from './days.ts';
import { heartbeatProblem } from './heartbeat.ts';
import { hoursProblems } from './hours.ts';
import { readItems } from './items.ts';
import { type Located, type LocatedTab, locate, textOf } from './locate.ts';
import { rowNames, withRowIds } from './named.ts';
import { readOrganisation } from './organisation.ts';
import { NOBODY } from './people.ts';
import { readPolicy } from './policy.ts';
import { withProposals } from './proposals.ts';
import { isHeading, readRows } from './rows.ts';
import type { Sharing } from './shared.ts';
import { tasksOf } from './tasks.ts';

/** What the host adds to a workbook: the instant, official days of its country from a library, and what it shares with others. */
export interface ReadContext {
  /** The sweep's instant, ISO 8601; without an offset it is the workbook's wall clock. */
  readonly now: string;
  readonly official?: { readonly days: readonly OfficialDay[]; readonly horizon: Day | null };
  /** Brings in the address book and the company days of all teams (share/index.ts). */
  readonly shared?: Sharing;
}

/** Thrown when `now` is not an instant; the host says so in its own words. */
class NotAnInstant extends Error {}

const settingsIn = ({ tabs }: Located): SettingRow[] => {
  const at = tabs.get('settings');
  return at ? settingRows(at.sheet, at) : [];
};

/** One setting as its cell has it, for a host that needs it before the snapshot (the country, to load its holidays). */
export const settingOf = (raw: RawWorkbook, key: string): string => {
  const row = settingsIn(locate(raw)).find((r) => r.key === key);
  return row ? textOf(row.value) : '';
};

/** Cells merged over several data rows hide values from all but the first of them. */
const mergedCells = (tab: TabKey, located: LocatedTab, problems: Problem[]) => {
  const { sheet, headerRow, columns } = located;
  const last = sheet.rows[sheet.rows.length - 1]?.at ?? 0;
  const rows = new Map(sheet.merges.length > 0 ? sheet.rows.map((row) => [row.at, row]) : []);
  for (const { top, left, bottom, right } of sheet.merges) {
    if (top <= headerRow || top > last || (top === bottom && left === right)) continue;
    const column = [...columns].find(([, at]) => at >= left && at <= right)?.[0];
    if (column === undefined) continue;
    const row = top === bottom && rows.get(top);
    if (row && isHeading(located, row.cells)) continue;
    problems.push({
      tab,
      row: top,
      column,
      code: 'merged-cells',
      item: '',
      facts: { mergedRows: bottom - top + 1, columns: right - left + 1 },
    });
  }
};

/** What is no longer worth mending in a task that is over, in a sheet whose history is not Baton's. */
const PAST: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'no-lead',
  'several-owners',
  'collective-owner',
  'unknown-person',
  'unknown-department',
  'required',
  'not-a-date',
  'not-a-number',
  'date-order',
  'day-off',
  'near-duplicate',
  'unknown-id',
  'vague',
]);

/**
 * Without what nobody has to do anything about in a sheet of theirs: what was wrong with tasks that were done or dropped, a day
 * off that has passed, and who heads the departments that were found in it.
 */
const stillToMend = (
  problems: readonly Problem[],
  { raci, tracker: tracked }: Pick<WorkRows, 'raci' | 'tracker'>,
  today: Day,
  plan: LocatedTab,
): readonly Problem[] => {
  const isPasted = pastedIn(plan, raci);
  const over = new Set(tracked.flatMap(({ id, values: { status } }) => (status && isOver(status) ? [id] : [])));
  const isSettled = (problem: Problem) => {
    const { tab, code, item, column } = problem;
    if (tab === 'departments') return code === 'required' && column === 'head';
    if (tab !== 'raci' && tab !== 'tracker') return false;
    if (code === 'near-duplicate' && !isPasted(problem.row, String(problem.facts.other))) return true;
    return (PAST.has(code) && over.has(item)) || (code === 'day-off' && String(problem.facts.date) < isoOf(today));
  };
  return problems.filter((problem) => !isSettled(problem));
};
/** Whether a row says all that another one says, in columns that Baton does not read as well: two gauges of one kind differ in their numbers. */
const pastedIn = (
  { rows, columns }: LocatedTab,
  planned: readonly Row<'raci'>[],
): ((row: number, other: string) => boolean) => {
  const idAt = (columns.get('id') ?? 0) - 1;
  const places = lazily(() => new Map(planned.map(({ id, at }) => [id, at])));
  const texts = lazily(() => {
    const said = (cells: readonly RawCell[]) =>
      cells.map((cell, index) => (index === idAt && OUR_ID.test(textOf(cell)) ? '' : textOf(cell)));
    return new Map(rows.map(({ at, cells }) => [at, said(cells).join('\n').trimEnd()]));
  });
  return (row, other) => texts().get(row) === texts().get(places().get(other) ?? 0);
};

/** One that Baton gave says nothing of the task. */
const OUR_ID = /^T-\d+$/;

const isOver = (status: string): boolean => status === 'done' || status === 'cancelled';

/** Made by itself: it lives as long as the snapshot, and no sheet is to be held by it. */
const columnFinder = ({ tabs }: Located): Snapshot['hasColumn'] => {
  const columns = new Map([...tabs].map(([tab, located]) => [tab, located.columns]));
  return (tab, column) => columns.get(tab)?.has(column) === true;
};

/** What Baton alone writes; a row of it that cannot be read is a problem like any other. */
const machineTabs = (located: Located, context: CellContext, problems: Problem[]) => {
  const rowsOf = <K extends MachineTab>(tab: K): readonly RecordOf<K>[] => {
    const at = located.tabs.get(tab);
    if (!at) return [];
    const { values, found } = machineRows(tab, at, context);
    for (const problem of found) problems.push(problem);
    return values;
  };
  return {
    state: () => new Map<string, ItemState>(rowsOf('_state').map((row) => [row.id, row])),
    ledger: (): readonly LedgerRow[] => rowsOf('_ledger'),
    runs: (): readonly RunRow[] => rowsOf('_runs'),
  };
};

type MachineTab = '_state' | '_ledger' | '_runs';

interface MachineRows<K extends MachineTab> {
  readonly dateSystem: CellContext['dateSystem'];
  readonly values: readonly RecordOf<K>[];
  readonly found: readonly Problem[];
}

/** Nobody has a say in what such a tab's rows are, so they are read once while it stands: a sweep asks whose the workbook is before it reads it all. */
const machineRead = new WeakMap<LocatedTab, MachineRows<MachineTab>>();

const machineRows = <K extends MachineTab>(tab: K, located: LocatedTab, context: CellContext): MachineRows<K> => {
  const before = machineRead.get(located) as MachineRows<K> | undefined;
  if (before?.dateSystem === context.dateSystem) return before;
  const found: Problem[] = [];
  const values = readRows(tab, located, context, found, null).map((row) => row.values);
  const rows: MachineRows<K> = { dateSystem: context.dateSystem, values, found };
  machineRead.set(located, rows);
  return rows;
};

/** Whose the workbook says it is, and the record of what was done: for a host that has to know before it reads everything. */
export const notesIn = (raw: RawWorkbook) => {
  const located = locate(raw);
  const { ledger, runs } = machineTabs(located, bareOf(raw), []);
  return { identity: (): Identity => readPolicy(settingsIn(located), located.locale, () => {}).policy, ledger, runs };
};

type Identity = Pick<Snapshot['policy'], 'workbookId' | 'workbookHome'>;

/** What cells of machine tabs are read with: nobody is named in them. */
const bareOf = ({ dateSystem }: RawWorkbook): CellContext => ({ dateSystem, people: NOBODY, departments: new Map() });

/**
 * A raw workbook as a Snapshot: parsed once, here, into typed records and problems. Rows that cannot be read are
 * reported and never stop the others. Cost grows linearly with the rows.
 */
export const readSnapshot = (raw: RawWorkbook, read: ReadContext): Snapshot => {
  const asRead = locate(raw);
  const problems: Problem[] = [...asRead.problems];
  const { policy, at: settings } = readPolicy(settingsIn(asRead), asRead.locale, (row, key, text, fallback) => {
    const facts = { key, text, fallback };
    problems.push({ tab: 'settings', row, column: 'value', code: 'bad-setting', item: '', facts });
  });
  const now = localTime(read.now, policy.zone);
  if (!now) throw new NotAnInstant(read.now);
  const today = now.day;
  const weekend = policy.weekend || weekendOf(policy.country);
  const shared = read.shared?.(raw, asRead, { official: read.official?.days ?? [], weekend, today });
  const located = shared?.located ?? asRead;
  problems.push(...(shared?.problems ?? []));

  const has: Partial<Record<TabKey, true>> = {};
  for (const [tab, at] of located.tabs) {
    has[tab] = true;
    if (!tab.startsWith('_') && !at.adopted) mergedCells(tab, at, problems);
  }
  const hasColumn = columnFinder(located);

  const bare = bareOf(raw);
  const machine = machineTabs(located, bare, problems);
  const [state, ledger, runs] = [machine.state(), machine.ledger(), machine.runs()];

  const place = { locale: policy.locale, dateSystem: raw.dateSystem, today };
  const { people, departments, reach, roles, context } = readOrganisation(located, settings, place, problems);
  const { rows: asTyped, oneSheet, blind } = readItems(located, context, state, problems);
  const names = rowNames(asTyped);
  const { rows, nameless } = withRowIds(asTyped, names);
  const days = readRows('calendar', located.tabs.get('calendar'), bare, problems, null);
  const { calendar, newDays } = readDays(days, read.official, today, weekend);

  const tasks = tasksOf(rows);
  const planned = new Map<string, RecordOf<'raci'>>();
  for (const { id, values } of tasks) if (!planned.has(id)) planned.set(id, values);
  const checks = {
    calendar,
    policy,
    today,
    minute: now.minute,
    hasColumn,
    planned,
    reach,
    departments,
    rows,
    names,
    nameless,
  };
  checkRows(checks, { oneSheet, blind }, problems);
  horizonProblem(calendar.horizon, today, rows.raci, problems);
  problems.push(
    ...heldProblems(ledger, today),
    ...refusedProblems(ledger, people.all.values(), today),
    ...deferredProblems(ledger, today),
    ...hoursProblems(settings.get('urgentHours'), runs, { policy, today, calendar }),
    ...(policy.groupChannel === '' ? [] : groupProblems(ledger, today)),
    ...webhookProblems(ledger, today),
  );
  heartbeatProblem(settings.get('heartbeat'), policy.zone, today, calendar, problems);

  const own = namesIn(located);
  const plan = located.tabs.get('raci');
  return {
    workbook: {
      id: policy.workbookId || raw.location,
      name: raw.name,
      own,
      ...furtherIn(own, rows),
      ...(raw.url && { url: raw.url }),
    },
    at: now.iso,
    today,
    minute: now.minute,
    calendar,
    policy: { ...policy, ...roles },
    has,
    hasColumn,
    oneSheet,
    blind,
    people: people.all,
    listed: people.listed,
    departments,
    rows,
    tasks,
    state,
    ledger,
    runs,
    problems: withSheets(
      own,
      withProposals(plan?.adopted ? stillToMend(problems, rows, today, plan) : problems, {
        people: [...people.all.keys()],
        departments: [...departments.keys()],
        rows: names.all,
        locale: policy.locale,
        today,
      }),
    ),
    newDays: has.calendar ? newDays : [],
    sharedRows: shared?.writes ?? [],
  };
};

/** Titles and headers as they stand, whichever of their words the workbook uses. */
const namesIn = ({ tabs }: Located): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const [tab, located] of tabs) for (const [key, name] of namesOf(tab, located)) names.set(key, name);
  return names;
};

/** Those of one tab, for as long as it stands as it does. */
const namesOf = (tab: TabKey, located: LocatedTab): readonly (readonly [string, string])[] =>
  ensure(knownNames, located, () => {
    const { sheet, header, columns, parts = [] } = located;
    return [
      [tab, sheet.title],
      ...parts.slice(1).map(({ sheet }, i) => [partName(tab, i + 1), sheet.title] as const),
      ...[...columns].map(([key, at]) => [`${tab}.${key}`, textOf(header[at - 1]).replace(/\s+/g, ' ')] as const),
    ];
  });
const knownNames = new WeakMap<LocatedTab, readonly (readonly [string, string])[]>();

/** Where rows stand that are not in the first of several sheets of their tab. */
const furtherIn = (own: ReadonlyMap<string, string>, { raci, tracker }: WorkRows): Pick<WorkbookNames, 'further'> => {
  if (!own.has(partName('raci', 1))) return {};
  const titles = new Map<string, string>();
  for (const [tab, rows] of [
    ['raci', raci],
    ['tracker', tracker],
  ] as const) {
    for (const { id, at } of rows) {
      const title = sheetIndexOf(at) > 0 ? titleAt(own, tab, at) : undefined;
      if (title !== undefined) titles.set(`${tab} ${id}`, title);
    }
  }
  return { further: titles };
};

/** In the order of the workbook, with the sheet of each row of several that are followed together. */
const withSheets = (own: ReadonlyMap<string, string>, problems: readonly Problem[]): readonly Problem[] =>
  inSheetOrder(problems).map((problem) => {
    const { tab, row, code, facts } = problem;
    const other = code === 'duplicate-id' ? facts.otherRow : row;
    const sheet = sheetIndexOf(row) > 0 ? titleAt(own, tab, row) : undefined;
    const otherSheet = sheetIndexOf(other) === sheetIndexOf(row) ? undefined : titleAt(own, tab, other);
    if (sheet === undefined && otherSheet === undefined) return problem;
    const place = sheet === undefined ? problem : { ...problem, sheet };
    return otherSheet !== undefined && code === 'duplicate-id'
      ? problemAt(place, code, { ...facts, otherSheet })
      : place;
  });

/** By tab in the order of the declarations, then by row, so that a list of problems reads like the workbook. */
const inSheetOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => ORDER[a.tab] - ORDER[b.tab] || a.row - b.row);

const ORDER = perTab((tab) => TAB_KEYS.indexOf(tab));
