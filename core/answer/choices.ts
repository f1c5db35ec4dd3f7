/** A column's options, header, help and type, as a form needs them. */
import { type Column, columnOf, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import type { Choice } from '../answers/model.ts';

/** A column's options in the reader's language, those of `among` where it is given. */
export const choicesOf = (tab: TabKey, column: string, locale: Locale, among?: readonly string[]): readonly Choice[] =>
  (columnOf(tab, column).options ?? [])
    .filter(({ key }) => among?.includes(key) ?? true)
    .map(({ key, label }) => ({ key, label: label[locale] }));

export const labelOf = (tab: TabKey, column: string, key: string, locale: Locale): string =>
  choicesOf(tab, column, locale).find((choice) => choice.key === key)?.label ?? key;

export const columnHeader = (tab: TabKey, column: string, locale: Locale): string =>
  columnOf(tab, column).header[locale];
export const columnHelp = (tab: TabKey, column: string, locale: Locale): string => columnOf(tab, column).help[locale];
export const typeOf = (tab: TabKey, column: string): Column['type'] => columnOf(tab, column).type;
