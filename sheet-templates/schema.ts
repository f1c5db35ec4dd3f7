/** The declared tabs as plain JSON, for programs that are not ours. */
import { columnsOf, TAB_KEYS, tabOf } from './index.ts';
import { type Column, LOCALES, type Locale, type Words } from './types.ts';
import { VIEW_KEYS, viewOf } from './views.ts';

/** Grows when a tab, column or option changes its key or meaning; new headers and aliases do not count. */
const SCHEMA_VERSION = 1;

export interface OptionSchema {
  readonly key: string;
  readonly label: string;
  readonly aliases: readonly string[];
}

export interface ColumnSchema {
  readonly key: string;
  readonly header: string;
  /** Everything else that is recognised, the other languages' headers among it. */
  readonly aliases: readonly string[];
  readonly type: Column['type'];
  readonly required: boolean;
  /** A change here resets the item's clock. */
  readonly progress: boolean;
  /** Filled by a formula; never read. */
  readonly lookup: boolean;
  readonly options: readonly OptionSchema[];
}

export interface TabSchema {
  readonly key: string;
  readonly title: string;
  readonly machine: boolean;
  /** A sheet of formulas that shows what other tabs say; never read. Its columns are those of its table, if it is one. */
  readonly view?: true;
  readonly columns: readonly ColumnSchema[];
}

/** All tabs, then the views, as plain JSON, in the words of one language: what `schema --json` prints. */
export const schemaJson = (locale: Locale): { version: number; tabs: TabSchema[] } => ({
  version: SCHEMA_VERSION,
  tabs: [
    ...TAB_KEYS.map((key): TabSchema => {
      const { title, machine = false } = tabOf(key);
      const columns = columnsOf(key).map(([columnKey, column]) => columnSchema(columnKey, column, locale));
      return { key, title: title[locale], machine, columns };
    }),
    ...VIEW_KEYS.map((key): TabSchema => {
      const { title, columns = {} } = viewOf(key);
      const shown = Object.entries(columns).map(([columnKey, column]) => ({
        ...columnSchema(columnKey, column, locale),
        lookup: true,
      }));
      return { key, title: title[locale], machine: false, view: true, columns: shown };
    }),
  ],
});

const columnSchema = (key: string, column: Column, locale: Locale): ColumnSchema => ({
  key,
  header: column.header[locale],
  aliases: otherWords(column.header, column.aliases, locale),
  type: column.type,
  required: column.required ?? false,
  progress: column.progress ?? false,
  lookup: column.lookup !== undefined,
  options: (column.options ?? []).map((option) => ({
    key: option.key,
    label: option.label[locale],
    aliases: otherWords(option.label, option.aliases, locale),
  })),
});

const otherWords = (words: Words, aliases: readonly string[], locale: Locale): string[] => {
  const all = new Set([...LOCALES.map((other) => words[other]), ...aliases]);
  all.delete(words[locale]);
  return [...all];
};
