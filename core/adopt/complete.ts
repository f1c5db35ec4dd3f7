/** What a workbook of Baton's own tabs lacks: sheets, settings and columns to add. */
import {
  BINDING,
  type Column,
  columnOf,
  columnsOf,
  LOCALES,
  type Locale,
  type TabKey,
  tabOf,
  type Words,
} from '../../sheet-templates/index.ts';
import type { Write } from '../plan.ts';
import { settingPairs, settingRows as settingRowsIn } from '../read/bindings.ts';
import { headerKey, isUnsure, type Located, type LocatedTab, locate, tabOfTitle, textOf } from '../read/locate.ts';
import type { CellEdit, NewSheet, RawSheet, RawWorkbook } from '../workbook.ts';
import { cellByCell } from '../write/by-row.ts';
import { resolveWrites } from '../write/write.ts';
import { calendarRows, newSheet, officialDay, settingRowsFor, settingValues, titleFor } from './additions.ts';
import { freeColumn } from './ids.ts';
import { type AdoptChoices, NEEDED, recogniseWorkbook } from './index.ts';
import { meaningOf } from './meaning.ts';

/** What a workbook of our own tabs lacks; all that stands in it stays. */
export interface Completion {
  readonly edits: readonly CellEdit[];
  readonly addSheets: readonly NewSheet[];
  readonly added: readonly { readonly tab: TabKey; readonly title: string }[];
}

/**
 * Whether a workbook is made of Baton's tabs, all of them or some: settings that Baton has written, or the plan under
 * its own title and headers. A team's own sheet may bear one of our titles; then its headers are its own.
 */
export const isOurs = (raw: RawWorkbook): boolean => {
  const located = locate(raw);
  const settings = settingsOfBook(located);
  if (settings.has('workbookId') || [...settings.keys()].some((key) => BINDING.test(key))) return true;
  const { plan, matrix } = recogniseWorkbook(raw);
  // A matrix may bear our title, and our headers beside its letters.
  const raci = ownTab('raci', located);
  if (raci && matrix?.sheet !== raci.sheet) return located.tabs.has('tracker') || !saysHowFar(raci);
  const own = (['requests', 'escalations'] as const).flatMap((tab) => ownTab(tab, located) ?? []);
  return own.length > 0 && (plan === null || own.some(({ sheet }) => sheet === plan.sheet));
};

/** Settings as text by key, the first row of each. */
export const settingsOfBook = ({ tabs }: Located): ReadonlyMap<string, string> => {
  const settings = tabs.get('settings');
  return settingPairs(settings ? settingRowsIn(settings.sheet, settings) : []);
};

const names = (words: Words, key: string): Set<string> =>
  new Set([key, ...LOCALES.map((locale) => words[locale])].map(headerKey));

/** Fewer headers than this may be ours by chance. */
const ENOUGH = 3;

/** A tab of which title and most headers are the declared ones, not what else people write for them. */
const ownTab = (tab: TabKey, { tabs }: Located): LocatedTab | null => {
  const located = tabs.get(tab);
  if (!located || !names(tabOf(tab).title, tab).has(headerKey(located.sheet.title))) return null;
  const { columns, header } = located;
  const own = [...columns].filter(([key, at]) =>
    names(columnOf(tab, key).header, key).has(headerKey(header[at - 1] ?? '')),
  );
  return own.length >= ENOUGH && own.length * 2 > columns.size ? located : null;
};

/** Plan and progress in one sheet, as teams have it and our plan has not. */
const saysHowFar = ({ header, columns }: LocatedTab): boolean => {
  const ours = new Set(columns.values());
  return header.some((text, index) => {
    const meaning = ours.has(index + 1) ? undefined : meaningOf('tracker', text)?.column;
    return meaning === 'status' || meaning === 'progress';
  });
};

/** Adds the tabs and settings that are missing, in the words of `choices.locale`. What is there keeps its place and its values. */
export const completionOf = (raw: RawWorkbook, choices: AdoptChoices): Completion => {
  const located = locate(raw);
  const settings = settingsOfBook(located);
  const { locale, days } = choices;
  const taken = raw.sheets.map(({ title }) => title);
  const isMissing = (tab: TabKey) =>
    !located.tabs.has(tab) &&
    !isUnsure(located, tab) &&
    settings.get(`tab.${tab}`) !== '-' &&
    (tab !== 'tracker' || located.tabs.has('raci'));
  const added = NEEDED.filter(isMissing).map((tab) => {
    const blank = raw.sheets.find(({ title, rows }) => tabOfTitle(title) === tab && rows.length === 0);
    const title = blank?.title ?? settings.get(`tab.${tab}`) ?? titleFor(tab, locale, taken);
    if (!blank) taken.push(title);
    return { tab, title, blank };
  });

  const values = settingValues(raw, choices);
  // A sheet that bears the title of an added one, and cannot be read as it, is not to be taken for it.
  const bindings = Object.fromEntries(
    added
      .filter(
        ({ tab, title }) =>
          tab !== 'settings' && raw.sheets.some((s) => tabOfTitle(s.title) === tab && s.title !== title),
      )
      .map(({ tab, title }) => [`tab.${tab}`, title]),
  );
  const rowsOf: Partial<Record<TabKey, Parameters<typeof newSheet>[3]>> = {
    settings: settingRowsFor(values, bindings, locale),
    calendar: calendarRows(days, locale, raw.dateSystem),
  };
  const sheets = added.map(({ tab, title, blank }) => ({ blank, sheet: newSheet(tab, title, locale, rowsOf[tab]) }));

  const writes = [
    ...(located.tabs.has('settings') ? settingWrites(settings, settingRowsFor(values, bindings, locale)) : []),
    ...(isEmptyBelow(located.tabs.get('calendar'), 'date') ? days.map(officialDay) : []),
  ];
  return {
    edits: [
      ...sheets.flatMap(({ blank, sheet }) => (blank ? typedInto(blank, sheet) : [])),
      ...idColumns(located, locale),
      ...notesColumns(located, locale).map(headerEdit),
      ...cellByCell(resolveWrites(raw, writes).edits),
    ],
    addSheets: sheets.flatMap(({ blank, sheet }) => (blank ? [] : [sheet])),
    added: added.map(({ tab, title }) => ({ tab, title })),
  };
};

/** Rows that are missing are appended; of those that are there, only where the workbook lives is Baton's to change. */
const settingWrites = (settings: ReadonlyMap<string, string>, rows: ReturnType<typeof settingRowsFor>): Write[] =>
  rows.flatMap((row): Write[] => {
    const key = row.key.value;
    const value = row.value.value;
    const there = settings.get(key);
    const write = { tab: 'settings' as const, item: key, expected: {} };
    if (there === undefined) {
      const said = Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell.value]));
      return [{ ...write, kind: 'append', values: said }];
    }
    const isOurs = key === 'workbookId' || key === 'workbookHome';
    return isOurs && there !== value ? [{ ...write, kind: 'set', values: { value } }] : [];
  });

/** Whether nothing stands below a tab's header in this column. */
const isEmptyBelow = (tab: LocatedTab | undefined, column: string): boolean => {
  const at = tab?.columns.get(column);
  if (!tab || at === undefined) return false;
  return tab.sheet.rows.every((row) => row.at <= tab.headerRow || textOf(row.cells[at - 1]) === '');
};

/** A new sheet's cells, for one that bears its title already and is empty. */
const typedInto = ({ title }: RawSheet, { rows }: NewSheet): CellEdit[] =>
  rows.flatMap((cells, i) =>
    cells.flatMap((cell, j): CellEdit[] =>
      cell.value === null ? [] : [{ sheet: title, row: i + 1, column: j + 1, ...cell }],
    ),
  );

/** Without a column for ids a sweep could not tell one row from another; the ids themselves it gives. */
const idColumns = ({ tabs, own }: Located, locale: Locale): CellEdit[] =>
  [...tabs].flatMap(([tab, { sheet, headerRow, header, columns }]): CellEdit[] => {
    const id = tabOf(tab).idPrefix === undefined ? undefined : tabOf(tab).columns.id;
    if (!id || columns.has('id') || own.has(tab)) return [];
    const column = freeColumn(sheet, headerRow, header);
    return [{ sheet: sheet.title, row: headerRow, column, value: id.header[locale], like: 'left' }];
  });

/** A column that a sheet lacks, and where it goes: the first place beside the others. */
export interface MissingColumn {
  readonly tab: TabKey;
  /** Its key. */
  readonly column: string;
  /** Of the sheet. */
  readonly title: string;
  readonly headerRow: number;
  /** 1-based. */
  readonly at: number;
  readonly header: string;
}

/** What a sheet lacks of these columns, each beside the one before. */
export const lackingOf = (
  tab: TabKey,
  { sheet, headerRow, header }: LocatedTab,
  lacking: readonly (readonly [key: string, column: Column])[],
  locale: Locale,
): MissingColumn[] => {
  const first = lacking.length === 0 ? 0 : freeColumn(sheet, headerRow, header);
  return lacking.map(([column, { header }], i) => ({
    tab,
    column,
    title: sheet.title,
    headerRow,
    at: first + i,
    header: header[locale],
  }));
};

export const headerEdit = ({ title, headerRow, at, header }: MissingColumn): CellEdit => ({
  sheet: title,
  row: headerRow,
  column: at,
  value: header,
  like: 'left',
});

/** Columns that Baton's own sheets lack in a workbook made before there were any: after those that are there. */
export const notesColumns = ({ tabs }: Located, locale: Locale): MissingColumn[] =>
  [...tabs].flatMap(([tab, located]) => {
    const lacking = tabOf(tab).machine ? columnsOf(tab).filter(([key]) => !located.columns.has(key)) : [];
    return lackingOf(tab, located, lacking, locale);
  });
