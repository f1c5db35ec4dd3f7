import { calendar } from './tabs/calendar.ts';
import { departments } from './tabs/departments.ts';
import { directory } from './tabs/directory.ts';
import { escalations } from './tabs/escalations.ts';
import { ledger, runs, state } from './tabs/machine.ts';
import { raci } from './tabs/raci.ts';
import { requests } from './tabs/requests.ts';
import { settings } from './tabs/settings.ts';
import { tracker } from './tabs/tracker.ts';
import type { Column, Tab } from './types.ts';

/** All tabs, in the order in which work flows through them. A new tab is one file and one line here. */
export const TABS = {
  requests,
  raci,
  tracker,
  escalations,
  directory,
  departments,
  settings,
  calendar,
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
export const STARTER: readonly TabKey[] = TAB_KEYS.filter((key) => key !== 'escalations');

export const tabOf = (key: TabKey): Tab => TABS[key];
export const columnsOf = (key: TabKey): [string, Column][] => Object.entries(TABS[key].columns);

export { NO, YES } from './flags.ts';
export { columnLetters, lookupFormula } from './lookup.ts';
export { BINDING, POLICY, type Setting, type SettingKey } from './policy.ts';
export * from './types.ts';
