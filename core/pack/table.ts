/** Rows of a tab as a table of typed cells that a document or a sheet can show. */
import { type Column, columnOf, columnsOf, NO, type TabKey, tabOf, YES } from '../../sheet-templates/index.ts';
import { joined } from '../messages/format.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import type { Day } from '../time/day.ts';

/** A value as a document shows it: a day, minutes after midnight, a fraction, a number, or text; null for nothing. */
export interface PackCell {
  readonly value: string | number | null;
  readonly format: 'text' | 'date' | 'clock' | 'percent' | 'number';
}

export interface PackColumn {
  readonly header: string;
  /** In characters of a sheet's default font. */
  readonly width: number;
}

/**
 * `form`: one row, a line for each column; `records`: each row a form of its own on paper; `table`: rows below each
 * other. A sheet shows `records` as a table.
 */
export type Layout = 'form' | 'records' | 'table';

export interface PackTable {
  readonly title: string;
  readonly layout: Layout;
  readonly columns: readonly PackColumn[];
  readonly rows: readonly (readonly PackCell[])[];
}

export const textCell = (value: string): PackCell => ({ value: value === '' ? null : value, format: 'text' });
export const dayCell = (value: Day | null): PackCell => ({ value, format: 'date' });
export const numberCell = (value: number | null): PackCell => ({ value, format: 'number' });

/** What every row of a request's document says of it, and what only Baton reads. */
const LEFT_OUT: ReadonlySet<string> = new Set(['request', 'fingerprint']);

/** A tab's rows under the headers that the workbook has for them. */
export const tabTable = (
  snapshot: Snapshot,
  tab: TabKey,
  rows: readonly { readonly values: Readonly<Record<string, unknown>> }[],
  layout: Layout,
): PackTable => {
  const columns = columnsOf(tab).filter(
    ([key, { lookup }]) => !lookup && !LEFT_OUT.has(key) && snapshot.hasColumn(tab, key),
  );
  return withoutEmpty({
    title: tabTitle(snapshot, tab),
    layout,
    columns: columns.map(([key, { width }]) => ({ header: headerOf(snapshot, tab, key), width })),
    rows: rows.map(({ values }) => columns.map(([key, column]) => packCell(snapshot, column, values[key]))),
  });
};

/** The tab's own words and not the sheet's title: two tabs of an adopted workbook may share a sheet. */
export const tabTitle = ({ policy }: Snapshot, tab: TabKey): string => tabOf(tab).title[policy.locale];

export const headerOf = ({ workbook, policy }: Snapshot, tab: TabKey, key: string): string =>
  workbook.own?.get(`${tab}.${key}`) || columnOf(tab, key).header[policy.locale];

/** Without columns in which nothing is written; the first says which row is which, and stays. */
export const withoutEmpty = (table: PackTable): PackTable => {
  const filled = table.columns.map((_, i) => i === 0 || table.rows.some((row) => (row[i]?.value ?? null) !== null));
  return {
    ...table,
    columns: table.columns.filter((_, i) => filled[i]),
    rows: table.rows.map((row) => row.filter((_, i) => filled[i])),
  };
};

/** A row's value, which the column's type says how to take. */
export const packCell = ({ policy: { locale } }: Snapshot, { type, options }: Column, value: unknown): PackCell => {
  switch (type) {
    case 'date':
    case 'clock':
    case 'number':
    case 'percent':
      return { value: value as number | null, format: type };
    case 'flag':
      return textCell(value === null ? '' : (value ? YES : NO).label[locale]);
    case 'option':
      return textCell(options?.find(({ key }) => key === value)?.label[locale] ?? '');
    case 'person':
      return textCell((value as Person | null)?.name ?? '');
    case 'people':
      return textCell(
        joined(
          (value as readonly Person[]).map(({ name }) => name),
          locale,
        ),
      );
    case 'departments':
    case 'ids':
      return textCell(joined(value as readonly string[], locale));
    default:
      return textCell(value as string);
  }
};
