import type { TabKey } from './index.ts';

/** Columns that hold an id, and the tabs whose ids they may hold. */
const IDS_OF: Readonly<Record<string, readonly TabKey[]>> = {
  request: ['requests'],
  meeting: ['meetings'],
  carriedFrom: ['topics'],
  'escalations.item': ['tracker'],
  'signoffs.document': ['requests', 'confirmations', 'meetings', 'raci', 'acceptance'],
};

/** The tabs of a workbook whose ids a column may hold; none for a column that holds no id of another row. */
export const idsOf = (tab: TabKey, key: string, tabs: readonly TabKey[]): readonly TabKey[] =>
  (IDS_OF[`${tab}.${key}`] ?? IDS_OF[key] ?? []).filter((source) => tabs.includes(source));
