/** Reads the rows people write, each under its id, and says when tasks cannot be told apart. */
import { ID_TABS, type IdTab, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { Problem } from '../problem.ts';
import type { ItemState, Row, WorkRows } from '../snapshot.ts';
import type { CellContext } from './cells.ts';
import { idOf, isUnsure, type Located } from './locate.ts';
import { idSource, readRows } from './rows.ts';

export interface ItemRows {
  readonly rows: WorkRows;
  readonly oneSheet: boolean;
  readonly blind: boolean;
}

/**
 * The rows people write, each under its id. What would make Baton take one task for another, or
 * a finished one for an open one, makes it `blind`: it says what is missing and nothing about tasks.
 */
export const readItems = (
  located: Located,
  context: CellContext,
  state: ReadonlyMap<string, ItemState>,
  problems: Problem[],
): ItemRows => {
  const { tabs, locale } = located;
  const hasColumn = (tab: TabKey, column: string) => tabs.get(tab)?.columns.has(column) === true;
  const missing = (tab: TabKey, column: string) => {
    const { headerRow, sheet } = tabs.get(tab)!;
    problems.push({ tab, row: headerRow, column, code: 'header-missing', item: '', facts: { title: sheet.title } });
  };

  const idsIn = (tab: TabKey): string[] => {
    const at = tabs.get(tab);
    const column = at?.columns.get('id');
    return at && column ? at.sheet.rows.filter((r) => r.at > at.headerRow).map((r) => idOf(r.cells[column - 1])) : [];
  };
  const rowsOf = <K extends IdTab>(tab: K): Row<K>[] => {
    if (tabs.has(tab) && !hasColumn(tab, 'id')) {
      // An id that cannot be written down would be another one tomorrow.
      missing(tab, 'id');
      return [];
    }
    const taken = () => [...idsIn(tab), ...idsIn('tracker'), ...state.keys()];
    return readRows(tab, tabs.get(tab), context, problems, idSource(tab, taken));
  };

  const read = Object.fromEntries(ID_TABS.map((tab) => [tab, rowsOf(tab)])) as unknown as Pick<WorkRows, IdTab>;
  const raci = originalsFirst(read.raci, state);
  const oneSheet = tabs.has('raci') && tabs.get('raci')!.sheet === tabs.get('tracker')?.sheet;
  // Of a row that is both, the plan's half has said what is wrong with its id.
  const inTracker: Problem[] = [];
  const progress = readRows('tracker', tabs.get('tracker'), context, inTracker, null);
  problems.push(...(oneSheet ? inTracker.filter(({ column }) => column !== 'id') : inTracker));
  const hasStatus = hasColumn('tracker', 'status');

  const gone = (tab: TabKey) => {
    // What to do about a sheet that may be it is said already.
    if (isUnsure(located, tab)) return;
    const facts = { title: tabOf(tab).title[locale] };
    problems.push({ tab, row: 0, column: '', code: 'tab-missing', item: '', facts });
  };

  let blind = tabs.has('raci') && !hasColumn('raci', 'id');
  // Remembered items without their sheet: somebody deleted it, or nobody can tell which it is. They cannot all have ended.
  for (const tab of ID_TABS) {
    if (tabs.has(tab) || ![...state.keys()].some((id) => id.startsWith(`${tabOf(tab).idPrefix}-`))) continue;
    gone(tab);
    if (tab === 'raci') blind = true;
  }
  if (tabs.has('tracker')) {
    if (!hasStatus && !(oneSheet && hasColumn('tracker', 'progress'))) {
      missing('tracker', 'status');
      blind = true;
    } else if (!oneSheet && !hasColumn('tracker', 'id')) blind = true;
  } else if ([...state.values()].some(({ status }) => status !== '' && status !== 'not-started')) {
    gone('tracker');
    blind = true;
  }
  const tracker = oneSheet ? progressInPlan(raci, progress, hasStatus) : progress;
  return { rows: { ...read, raci, tracker }, oneSheet, blind };
};

/**
 * Of several rows with one id, the one that says what Baton remembers comes first and is the item: a copy pasted
 * above the original does not take its place.
 */
const originalsFirst = (
  rows: readonly Row<'raci'>[],
  state: ReadonlyMap<string, ItemState>,
): readonly Row<'raci'>[] => {
  const first = new Map<string, number>();
  const sorted = [...rows];
  for (const [index, row] of rows.entries()) {
    const at = first.get(row.id);
    if (at === undefined) first.set(row.id, index);
    else if (likeness(row, state) > likeness(sorted[at]!, state)) {
      sorted[index] = sorted[at]!;
      sorted[at] = row;
    }
  }
  return sorted;
};

/** In how much a row is what is remembered of its id. A re-planned date stands in the tracker, so the owner counts more. */
const likeness = ({ id, values }: Row<'raci'>, state: ReadonlyMap<string, ItemState>): number => {
  const known = state.get(id);
  if (!known) return 0;
  const owner = known.owner === (values.responsible?.name ?? '') ? 2 : 0;
  return owner + (known.due !== null && known.due === values.due ? 1 : 0);
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
