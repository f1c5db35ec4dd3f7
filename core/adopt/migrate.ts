/** What a workbook made from older templates lacks of today's: columns, sheets of notes, and settings. */
import { CHECKED } from '../../sheet-templates/check.ts';
import {
  BINDING,
  CHECK,
  CHECK_KEY,
  type Column,
  columnsIn,
  FULL,
  isFull,
  POLICY,
  type Setting,
  type SettingKey,
  STARTER,
  settingsIn as settingsOfTemplate,
  TAB_KEYS,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import type { Write } from '../plan.ts';
import { isUnsure, type Located, type LocatedTab, locate } from '../read/locate.ts';
import type { CellEdit, NewSheet, RawWorkbook } from '../workbook.ts';
import { newSheet, settingRow, titleFor } from './additions.ts';
import { headerEdit, lackingOf, type MissingColumn, notesColumns, settingsOfBook } from './complete.ts';

/** What a workbook made from older templates lacks of what Baton works with today. Nothing of it is people's. */
export interface Migration {
  readonly columns: readonly MissingColumn[];
  /** Sheets in which Baton keeps its notes. */
  readonly tabs: readonly { readonly tab: TabKey; readonly title: string }[];
  /** Rows of the settings, which count with their defaults while they are missing. */
  readonly settings: readonly SettingKey[];
  /** Sheets of notes that were there once, as others of them show. A blank one would have everybody told again. */
  readonly lost: readonly TabKey[];
  /** People's sheets that its template has; whoever took them away does without. Of an adopted workbook nobody can say. */
  readonly absent: readonly TabKey[];
  /** What adds the columns and sheets, where the workbook is a file. */
  readonly edits: readonly CellEdit[];
  readonly addSheets: readonly NewSheet[];
  /** What adds the settings, anywhere. */
  readonly writes: readonly Write[];
}

const NOTES = TAB_KEYS.filter((tab) => tabOf(tab).machine === true);

/**
 * Compares a workbook with the declared tabs, columns and settings. What was there from the first release on and is missing has been
 * taken away by people, and stays away; so does all that an adopted sheet never had. `isFile`: the marks of checks have
 * a column; in Google Sheets they are notes.
 */
export const migrationOf = (raw: RawWorkbook, isFile: boolean): Migration => {
  const located = locate(raw);
  const { tabs, locale } = located;
  const columns = [...notesColumns(located, locale), ...laterColumns(located, isFile)];
  const missing = NOTES.filter((tab) => !tabs.has(tab) && !isUnsure(located, tab));
  const lost: TabKey[] = hasHistory(located) ? missing.filter((tab) => tab === '_ledger') : [];
  const taken = raw.sheets.map(({ title }) => title);
  // Without settings nobody has made this workbook one of Baton's yet: that is what adopting is for.
  const added = tabs.has('settings')
    ? missing
        .filter((tab) => !lost.includes(tab))
        .map((tab) => {
          const title = titleFor(tab, locale, taken);
          taken.push(title);
          return { tab, title };
        })
    : [];
  const settings = missingSettings(located);
  return {
    columns,
    tabs: added,
    settings,
    lost,
    absent: absentTabs(located),
    edits: columns.map(headerEdit),
    addSheets: added.map(({ tab, title }) => newSheet(tab, title, locale)),
    writes: settings.map((key): Write => {
      const row = settingRow(key, key === 'locale' ? locale : undefined, locale);
      const values = Object.fromEntries(Object.entries(row).map(([column, { value }]) => [column, value]));
      return { tab: 'settings', kind: 'append', item: key, values, expected: {} };
    }),
  };
};

const hasHistory = ({ tabs }: Located): boolean =>
  NOTES.some((tab) => {
    const place = tabs.get(tab);
    return place?.sheet.rows.some(({ at }) => at > place.headerRow) === true;
  });

/** What is missing by name is a problem of the reading. */
const absentTabs = (located: Located): TabKey[] => {
  const { tabs, problems } = located;
  if (!tabs.has('raci') && !tabs.has('tracker')) return [];
  if ([...settingsOfBook(located).keys()].some((key) => BINDING.test(key))) return [];
  const said = new Set(problems.map(({ tab }) => tab));
  return (isWhole(located) ? FULL : STARTER).filter(
    (tab) => !tabs.has(tab) && !said.has(tab) && !tabOf(tab).machine && tab !== 'settings',
  );
};

const isWhole = ({ tabs }: Located): boolean => isFull([...tabs.keys()]);

/** Columns of people's tabs that came with a later release, and Baton's own beside them; in sheets of ours. */
const laterColumns = (located: Located, isFile: boolean): MissingColumn[] =>
  [...located.tabs].flatMap(([tab, place]) => {
    if (tabOf(tab).machine || located.own.has(tab)) return [];
    const later = columnsIn(tab, isWhole(located)).filter(
      ([key, { since }]) => since !== undefined && !place.columns.has(key),
    );
    return lackingOf(tab, place, [...later, ...checkColumn(tab, place, isFile)], located.locale);
  });

const checkColumn = (tab: TabKey, { check }: LocatedTab, isFile: boolean): [string, Column][] =>
  isFile && CHECKED.includes(tab) && check === undefined ? [[CHECK_KEY, CHECK]] : [];

/** A row that asks who holds a role is for people to add: with it there, somebody is asked for. */
const missingSettings = (located: Located): SettingKey[] => {
  if (!located.tabs.has('settings')) return [];
  const there = settingsOfBook(located);
  return settingsOfTemplate(isWhole(located)).filter(
    (key) => !there.has(key) && (POLICY[key] as Setting).type !== 'person',
  );
};
