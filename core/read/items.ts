/** Reads the rows people write, each under its id, and says when tasks cannot be told apart. */
import { ID_TABS, type IdTab, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { Problem } from '../problem.ts';
import type { ItemState, Row, WorkRows } from '../snapshot.ts';
import { lazily } from '../text/lazily.ts';
import type { CellContext } from './cells.ts';
import { idOf, isUnsure, type Located, type LocatedTab } from './locate.ts';
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
  const { tabs } = located;
  const rowsOf = <K extends IdTab>(tab: K): Row<K>[] => {
    const at = tabs.get(tab);
    if (at && !at.columns.has('id')) {
      // An id that cannot be written down would be another one tomorrow.
      problems.push(headerMissing(tab, at, 'id'));
      return [];
    }
    const taken = () => [...idsIn(tabs, tab), ...idsIn(tabs, 'tracker'), ...state.keys()];
    return readRows(tab, at, context, problems, idSource(tab, taken));
  };

  const read = Object.fromEntries(ID_TABS.map((tab) => [tab, rowsOf(tab)])) as unknown as Pick<WorkRows, IdTab>;
  const raci = originalsFirst(read.raci, state);
  const [plan, tracked] = [tabs.get('raci'), tabs.get('tracker')];
  const oneSheet = plan !== undefined && plan.sheet === tracked?.sheet;
  // Of a row that is both, the plan's half has said what is wrong with its id.
  const inTracker: Problem[] = [];
  const progress = readRows('tracker', tracked, context, inTracker, null);
  problems.push(...(oneSheet ? inTracker.filter(({ column }) => column !== 'id') : inTracker));
  const tracker = oneSheet ? progressInPlan(raci, progress, tracked?.columns.has('status') === true) : progress;
  return { rows: { ...read, raci, tracker }, oneSheet, blind: isBlind(located, state, oneSheet, problems) };
};

const idsIn = (tabs: Located['tabs'], tab: TabKey): string[] => {
  const at = tabs.get(tab);
  const column = at?.columns.get('id');
  return at && column ? at.rows.filter((r) => r.at > at.headerRow).map((r) => idOf(r.cells[column - 1])) : [];
};

const headerMissing = (tab: TabKey, { headerRow, sheet }: LocatedTab, column: string): Problem => {
  const facts = { title: sheet.title };
  return { tab, row: headerRow, column, code: 'header-missing', item: '', facts };
};

/** Whether tasks cannot be told apart, or those that are over from those that are open. What makes it so is reported. */
const isBlind = (
  located: Located,
  state: ReadonlyMap<string, ItemState>,
  oneSheet: boolean,
  problems: Problem[],
): boolean => {
  const { tabs, locale } = located;
  const gone = (tab: TabKey) => {
    // What to do about a sheet that may be it is said already.
    if (isUnsure(located, tab)) return;
    const facts = { title: tabOf(tab).title[locale] };
    problems.push({ tab, row: 0, column: '', code: 'tab-missing', item: '', facts });
  };
  // Remembered items without their sheet: somebody deleted it, or nobody can tell which it is. They cannot all have ended.
  // A team's own ids may begin as one of ours do, such as the risks R-001: those that stand in a row are not lost.
  const written = lazily(() => new Set(ID_TABS.flatMap((tab) => idsIn(tabs, tab))));
  const ids = [...state.keys()];
  const lost = ID_TABS.filter(
    (tab) => !tabs.has(tab) && ids.some((id) => id.startsWith(`${tabOf(tab).idPrefix}-`) && !written().has(id)),
  );
  for (const tab of lost) gone(tab);
  const isProgressLost = () => {
    const tracker = tabs.get('tracker');
    if (tracker) {
      const saysHowFar = tracker.columns.has('status') || (oneSheet && tracker.columns.has('progress'));
      if (!saysHowFar) problems.push(headerMissing('tracker', tracker, 'status'));
      return !saysHowFar || (!oneSheet && !tracker.columns.has('id'));
    }
    const begun = [...state.values()].some(({ status }) => status !== '' && status !== 'not-started');
    if (begun) gone('tracker');
    return begun;
  };
  const plan = tabs.get('raci');
  return isProgressLost() || lost.includes('raci') || (plan !== undefined && !plan.columns.has('id'));
};

/**
 * Of several rows with one id, the one that says what Baton remembers comes first and is the item: a copy pasted
 * above the original does not take its place.
 */
const originalsFirst = (
  rows: readonly Row<'raci'>[],
  state: ReadonlyMap<string, ItemState>,
): readonly Row<'raci'>[] => {
  const first = new Map<string, { readonly at: number; readonly row: Row<'raci'> }>();
  const sorted = [...rows];
  for (const [index, row] of rows.entries()) {
    const before = first.get(row.id);
    if (before && likeness(row, state) <= likeness(before.row, state)) continue;
    if (before) {
      sorted[index] = before.row;
      sorted[before.at] = row;
    }
    first.set(row.id, { at: before?.at ?? index, row });
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

const statusOf = (progress: number | null) => {
  if (progress === null) return null;
  if (progress >= 1) return 'done';
  return progress > 0 ? 'in-progress' : 'not-started';
};
