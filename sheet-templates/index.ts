/** All tabs, which of them make up a template, and their columns. */
import { CHECK, CHECK_KEY, CHECKED } from './check.ts';
import { LEADING } from './leading.ts';
import { acceptance } from './tabs/acceptance.ts';
import { actions } from './tabs/actions.ts';
import { archive } from './tabs/archive.ts';
import { calendar } from './tabs/calendar.ts';
import { communications } from './tabs/communications.ts';
import { confirmations } from './tabs/confirmations.ts';
import { consensus } from './tabs/consensus.ts';
import { departments } from './tabs/departments.ts';
import { directory } from './tabs/directory.ts';
import { escalations } from './tabs/escalations.ts';
import { ledger, runs, state } from './tabs/machine.ts';
import { meetings } from './tabs/meetings.ts';
import { raci } from './tabs/raci.ts';
import { requests } from './tabs/requests.ts';
import { retrospective } from './tabs/retrospective.ts';
import { settings } from './tabs/settings.ts';
import { signoffs } from './tabs/signoffs.ts';
import { stages } from './tabs/stages.ts';
import { topics } from './tabs/topics.ts';
import { tracker } from './tabs/tracker.ts';
import type { Column, Tab } from './types.ts';

/** All tabs, in the order in which work flows through them. A new tab is one file and one line here. */
export const TABS = {
  requests,
  confirmations,
  consensus,
  stages,
  raci,
  tracker,
  meetings,
  topics,
  actions,
  communications,
  escalations,
  acceptance,
  retrospective,
  signoffs,
  directory,
  departments,
  settings,
  calendar,
  archive,
  _state: state,
  _ledger: ledger,
  _runs: runs,
} as const;

export type Tabs = typeof TABS;
export type TabKey = keyof Tabs;
/** Tabs whose rows get ids. */
export type IdTab = { [K in TabKey]: Tabs[K] extends { readonly idPrefix: string } ? K : never }[TabKey];
export const TAB_KEYS = Object.keys(TABS) as TabKey[];

/** What the small template holds; tabs that are absent switch their rules off. */
export const STARTER: readonly TabKey[] = [
  'requests',
  'raci',
  'tracker',
  'directory',
  'departments',
  'settings',
  'calendar',
  '_state',
  '_ledger',
  '_runs',
];

/** What the full template holds: the whole process. */
export const FULL: readonly TabKey[] = TAB_KEYS;

export const tabOf = (key: TabKey): Tab => TABS[key];
/** Tabs whose rows get ids, in order. */
export const ID_TABS = TAB_KEYS.filter((key): key is IdTab => tabOf(key).idPrefix !== undefined);
const COLUMNS = new Map<TabKey, readonly [string, Column][]>();
/** A tab's columns, in order; asked for at each row that is written, and listed once. */
export const columnsOf = (key: TabKey): readonly [string, Column][] => {
  const columns = COLUMNS.get(key) ?? Object.entries<Column>(TABS[key].columns);
  COLUMNS.set(key, columns);
  return columns;
};

/** One column of a tab; that there is one of this name is ours to know. */
export const columnOf = (key: TabKey, column: string): Column => {
  const found = tabOf(key).columns[column];
  if (!found) throw new RangeError(`the tab ${key} has no column ${column}`);
  return found;
};

/** Something of every tab, made when it is first asked for: an edit in the add-on evaluates everything anew, and asks for a tab or two. */
export const perTab = <T>(make: (key: TabKey) => T): Readonly<Record<TabKey, T>> => {
  const all = {} as Record<TabKey, T>;
  const keep = (key: TabKey, value: T): T => {
    Object.defineProperty(all, key, { value, enumerable: true });
    return value;
  };
  for (const key of TAB_KEYS)
    Object.defineProperty(all, key, { get: () => keep(key, make(key)), enumerable: true, configurable: true });
  return all;
};

/** Whether a workbook of these tabs is more than a starter; then it has the extra columns and settings too. */
export const isFull = (tabs: readonly TabKey[]): boolean => tabs.some((key) => !STARTER.includes(key));
/** The columns of a tab as a template holds them, in the order of the sheet: the starter does without the extra ones. */
export const columnsIn = (key: TabKey, full: boolean): readonly [string, Column][] => {
  const columns = columnsOf(key).filter(([, { extra }]) => full || !extra);
  const leading = LEADING[key] ?? [];
  const first = leading.flatMap((name) => columns.filter(([column]) => column === name));
  return [...first, ...columns.filter(([column]) => !leading.includes(column))];
};

/** The same in a template that is a file: Baton's own column comes after what happens next, else behind what stands first. In Google Sheets marks are notes. */
export const columnsInFile = (key: TabKey, full: boolean): readonly [string, Column][] => {
  const columns = columnsIn(key, full);
  if (!CHECKED.includes(key)) return columns;
  const leading = columns.filter(([name]) => LEADING[key]?.includes(name)).length;
  const at = columns.findIndex(([name]) => name === 'next') + 1 || leading || columns.length;
  return [...columns.slice(0, at), [CHECK_KEY, CHECK], ...columns.slice(at)];
};

/** The column that says which row is which: a tab's first. */
export const keyColumn = (key: TabKey): string => KEY_COLUMNS[key];
const KEY_COLUMNS = perTab((key) => {
  const [first = ''] = Object.keys(TABS[key].columns);
  return first;
});

export { CHECK, CHECK_KEY } from './check.ts';
export { NO, YES } from './flags.ts';
export { columnLetters, type LookupSource, lookupFormula, placeNamed } from './lookup.ts';
export { BINDING, POLICY, type Setting, type SettingKey, SWEPT_BY, settingsIn, usualSetting } from './policy.ts';
export * from './types.ts';
