/** Cells that name a row of another sheet: the sheets, and the column in which what they are called stands. */
import { columnsOf, type TabKey } from './index.ts';
import type { Column } from './types.ts';

/** The tabs of a workbook whose rows a column may name; none for a column that names no row. */
export const tabsNamed = ({ names = [] }: Column, tabs: readonly TabKey[]): readonly TabKey[] =>
  tabs.filter((source) => names.includes(source));

/** Where a tab of the templates says what its rows are called, as a column number from 1; its ids or names where it says no more. */
export const calledAt = (tab: TabKey): number =>
  1 +
  Math.max(
    0,
    columnsOf(tab).findIndex(([key]) => key === 'name'),
  );
