/** Adds Baton’s sheets to a spreadsheet. */
import { isUnsure, locate, tabOfTitle, textOf } from '../../core/read/locate.ts';
import { COUNTRIES } from '../../sheet-templates/countries.ts';
import {
  columnsIn,
  isFull,
  type Locale,
  POLICY,
  type Setting,
  type SettingKey,
  settingsIn,
  type TabKey,
  tabOf,
  usualSetting,
} from '../../sheet-templates/index.ts';
import { SETTING_NAMES } from '../../sheet-templates/setting-names.ts';
import { TEMPLATES, tabsIn } from '../../sheet-templates/views.ts';
import type { SetUp, SetUpDone } from '../protocol.ts';
import { alone, answerCall, localeOf, Refusal } from './answer.ts';
import { readScriptBook, type ScriptBook } from './book.ts';
import { shareContext } from './context.ts';
import { isCopy, newWorkbookId } from './copy.ts';
import { dressSheet, headerRowOf } from './dress.ts';
import { reviewHeaders } from './headers.ts';
import { attempt } from './services.ts';
import { settingIn, sheetAt, writeSettings } from './settings.ts';
import { beat, install, isWatched } from './triggers.ts';

/**
 * Adds the sheets that are missing, in the workbook's language, and what Baton keeps in the settings; then keeps watch as
 * whoever asks. A sheet that is there is not touched; done twice, nothing changes.
 */
export const batonSetUp = (wanted: SetUp) => answerCall(() => alone(() => setUp(wanted)));

const setUp = ({ locale: chosen, template, keeper }: SetUp): SetUpDone => {
  const before = readScriptBook();
  if (isCopy(before)) throw new Refusal('copy', (words) => words.copy);
  const located = locate(before.raw);
  const there = located.tabs;
  const locale = there.size > 0 ? localeOf(before) : chosen;
  const wanted = tabsIn(TEMPLATES[template]);
  const others = foreign(there);
  const added = wanted.filter((tab) => !there.has(tab) && !others.has(tab) && !isUnsure(located, tab));
  addSheets(added, [...there.keys(), ...added], locale, before);
  if (added.includes('settings') || lackSettings(before)) {
    fillSettings(isFull([...there.keys(), ...added]), locale, before);
  }
  if (added.includes('directory') && keeper.name !== '') addPerson(keeper, locale);

  const made = added.length > 0 ? readScriptBook() : before;
  bind(made, keeper.name);
  keepWatch();
  return { added, kept: wanted.filter((tab) => there.has(tab)) };
};

/** Whoever asks keeps watch where nobody does, and all headers are looked at. */
export const keepWatch = (): void => {
  const book = readScriptBook();
  if (!isWatched(book)) {
    install(book);
    beat(book);
  }
  reviewHeaders(readScriptBook());
  shareContext(true);
};

/**
 * Tabs of whose title there is a sheet that is its owner's own, since nobody finds the header: it is reported, and not
 * doubled. An empty one is what an attempt left behind that was broken off.
 */
const foreign = (there: ReadonlyMap<TabKey, unknown>): ReadonlySet<TabKey | null> => {
  const sheets = attempt(() => SpreadsheetApp.getActiveSpreadsheet().getSheets());
  const named = sheets.map((sheet) => ({ sheet, tab: tabOfTitle(sheet.getName()) }));
  return new Set(
    named.flatMap(({ sheet, tab }) =>
      tab === null || there.has(tab) || attempt(() => sheet.getLastRow()) === 0 ? [] : [tab],
    ),
  );
};

/** All of them first, since drop-downs show what other sheets hold. */
const addSheets = (added: readonly TabKey[], tabs: readonly TabKey[], locale: Locale, before: ScriptBook): void => {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheets = new Map(
    added.map((tab) => [
      tab,
      attempt(() => {
        const title = tabOf(tab).title[locale];
        return spreadsheet.getSheetByName(title) ?? spreadsheet.insertSheet(title, spreadsheet.getNumSheets());
      }),
    ]),
  );
  const { tabs: there } = locate(before.raw);
  const sources = (tab: TabKey) => {
    const sheet = sheets.get(tab);
    if (sheet) return sheet.getRange(`A${headerRowOf(tab) + 1}:A`);
    const place = there.get(tab);
    const column = place && [...place.columns.values()][0];
    const found = place && spreadsheet.getSheetByName(place.sheet.title);
    return found && column
      ? found.getRange(place.headerRow + 1, column, found.getMaxRows() - place.headerRow, 1)
      : null;
  };
  for (const [tab, sheet] of sheets) {
    dressSheet(sheet, tab, columnsIn(tab, isFull(tabs) || tabOf(tab).machine === true), locale, sources);
  }
};

const sheetOf = (tab: TabKey, locale: Locale) => sheetAt(tabOf(tab).title[locale]);

/** The settings as they are made here, with their header and without a row: an attempt was broken off. */
const lackSettings = ({ raw }: ScriptBook): boolean => {
  const place = locate(raw).tabs.get('settings');
  return (
    place !== undefined &&
    [...place.columns.values()].sort((a, b) => a - b).join() === '1,2,3,4,5' &&
    place.sheet.rows.every(({ at }) => at <= place.headerRow)
  );
};

/** By the spreadsheet's locale, such as `de_AT`; '' where that names no country whose holidays are known. */
export const spreadsheetCountry = (): string => {
  const country = attempt(() => SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale()).slice(-2);
  return COUNTRIES.includes(country) ? country : '';
};

/** One row a setting, what people set first. Zone and country come from the spreadsheet. */
const fillSettings = (full: boolean, locale: Locale, before: ScriptBook): void => {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const own: Partial<Record<SettingKey, string>> = {
    locale,
    zone: attempt(() => spreadsheet.getSpreadsheetTimeZone()),
    country: spreadsheetCountry(),
    project: attempt(() => spreadsheet.getName()),
  };
  const isBatons = (key: SettingKey) => Number((POLICY[key] as Setting).baton === true);
  const rows = settingsIn(full)
    .sort((a, b) => isBatons(a) - isBatons(b))
    .map((key) => {
      const { unit, help } = POLICY[key];
      const row: Readonly<Record<string, string>> = {
        key,
        called: SETTING_NAMES[key][locale],
        value: own[key] ?? usualSetting(key, locale),
        unit: unit[locale],
        help: help[locale],
      };
      return columnsIn('settings', full).map(([column]) => row[column] ?? '');
    });
  const place = locate(before.raw).tabs.get('settings');
  const sheet = place ? sheetAt(place.sheet.title) : sheetOf('settings', locale);
  const range = sheet.getRange((place?.headerRow ?? headerRowOf('settings')) + 1, 1, rows.length, 5);
  attempt(() => range.setNumberFormat('@').setValues(rows));
};

/** The directory's first person. */
const addPerson = ({ name, email }: SetUp['keeper'], locale: Locale): void => {
  const range = sheetOf('directory', locale).getRange(headerRowOf('directory') + 1, 1, 1, 2);
  attempt(() => range.setNumberFormat('@').setValues([[name, email]]));
};

/** What the settings lack: the workbook's own id and location, and the keeper where nobody is named yet. */
const bind = (book: ScriptBook, keeper: string): void => {
  const values: Record<string, string> = {};
  if (settingIn(book, 'workbookId') === '') values.workbookId = newWorkbookId();
  if (settingIn(book, 'workbookHome') === '') values.workbookHome = book.raw.location;
  if (settingIn(book, 'keeper') === '' && isListed(book, keeper)) values.keeper = keeper;
  writeSettings(book, values);
};

const isListed = ({ raw }: ScriptBook, name: string): boolean => {
  const place = locate(raw).tabs.get('directory');
  const at = place?.columns.get('name') ?? 0;
  return name !== '' && (place?.sheet.rows.some(({ cells }) => textOf(cells[at - 1]) === name) ?? false);
};
