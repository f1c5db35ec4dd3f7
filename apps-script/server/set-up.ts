import { locate, textOf } from '../../core/read/locate.ts';
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
} from '../../sheet-templates/index.ts';
import { TEMPLATES, tabsIn } from '../../sheet-templates/views.ts';
import type { SetUp, SetUpDone } from '../protocol.ts';
import { alone, answer, localeOf, Refusal } from './answer.ts';
import { type Book, readBook } from './book.ts';
import { shareContext } from './context.ts';
import { freshWorkbookId, isCopy } from './copy.ts';
import { dress, headerRowOf } from './dress.ts';
import { reviewHeaders } from './headers.ts';
import { attempt } from './services.ts';
import { settingIn, writeSettings } from './settings.ts';
import { beat, install } from './triggers.ts';

/** Official holidays by the spreadsheet's locale; another country is its owner's to say. */
const COUNTRIES: ReadonlySet<string> = new Set(['CN', 'US', 'GB', 'JP', 'DE', 'HK']);

/**
 * Adds the sheets that are missing, in the workbook's language, and what Baton keeps in the settings; then keeps watch as
 * whoever asks. A sheet that is there is not touched; done twice, nothing changes.
 */
export const batonSetUp = (wanted: SetUp) => answer(() => alone(() => setUp(wanted)));

const setUp = ({ locale: chosen, template, keeper }: SetUp): SetUpDone => {
  const before = readBook();
  if (isCopy(before)) throw new Refusal('copy', (words) => words.copy);
  const there = locate(before.raw).tabs;
  const titles = new Set(
    attempt(() => SpreadsheetApp.getActiveSpreadsheet().getSheets()).map((sheet) => sheet.getName()),
  );
  const locale = there.size > 0 ? localeOf(before) : chosen;
  const wanted = tabsIn(TEMPLATES[template]);
  // A sheet of that title whose header nobody finds is its owner's: it is reported, and not doubled.
  const added = wanted.filter((tab) => !there.has(tab) && !titles.has(tabOf(tab).title[locale]));
  addSheets(added, [...there.keys(), ...added], locale, before);
  if (added.includes('settings')) fillSettings(isFull([...there.keys(), ...added]), locale);
  if (added.includes('directory') && keeper.name !== '') addPerson(keeper, locale);

  const made = added.length > 0 ? readBook() : before;
  bind(made, keeper.name);
  const book = readBook();
  install(book);
  if (added.length > 0 || settingIn(book, 'heartbeat') === '') beat(book);
  reviewHeaders(readBook());
  shareContext(true);
  return { added, kept: wanted.filter((tab) => there.has(tab)) };
};

/** All of them first, since drop-downs show what other sheets hold. */
const addSheets = (added: readonly TabKey[], tabs: readonly TabKey[], locale: Locale, before: Book): void => {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheets = new Map(
    added.map((tab) => [
      tab,
      attempt(() => spreadsheet.insertSheet(tabOf(tab).title[locale], spreadsheet.getNumSheets())),
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
    dress(sheet, tab, columnsIn(tab, isFull(tabs) || tabOf(tab).machine === true), locale, sources);
  }
};

const sheetOf = (tab: TabKey, locale: Locale) =>
  SpreadsheetApp.getActiveSpreadsheet().getSheetByName(tabOf(tab).title[locale])!;

/** One row a setting, what people set first. Zone and country come from the spreadsheet. */
const fillSettings = (full: boolean, locale: Locale): void => {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const country = attempt(() => spreadsheet.getSpreadsheetLocale()).slice(-2);
  const own: Partial<Record<SettingKey, string>> = {
    locale,
    zone: attempt(() => spreadsheet.getSpreadsheetTimeZone()),
    country: COUNTRIES.has(country) ? country : '',
    project: attempt(() => spreadsheet.getName()),
  };
  const isBatons = (key: SettingKey) => Number((POLICY[key] as Setting).baton === true);
  const rows = settingsIn(full)
    .sort((a, b) => isBatons(a) - isBatons(b))
    .map((key) => {
      const { default: value, unit, help } = POLICY[key];
      return [key, own[key] ?? value, unit[locale], help[locale]];
    });
  const range = sheetOf('settings', locale).getRange(headerRowOf('settings') + 1, 1, rows.length, 4);
  attempt(() => range.setNumberFormat('@').setValues(rows));
};

/** The directory's first person. */
const addPerson = ({ name, email }: SetUp['keeper'], locale: Locale): void => {
  const range = sheetOf('directory', locale).getRange(headerRowOf('directory') + 1, 1, 1, 2);
  attempt(() => range.setNumberFormat('@').setValues([[name, email]]));
};

/** What the settings lack: the workbook's own id and home, and the keeper where nobody is named yet. */
const bind = (book: Book, keeper: string): void => {
  const values: Record<string, string> = {};
  if (settingIn(book, 'workbookId') === '') values.workbookId = freshWorkbookId();
  if (settingIn(book, 'workbookHome') === '') values.workbookHome = book.raw.home;
  if (settingIn(book, 'keeper') === '' && isListed(book, keeper)) values.keeper = keeper;
  writeSettings(book, values);
};

const isListed = ({ raw }: Book, name: string): boolean => {
  const place = locate(raw).tabs.get('directory');
  const at = place?.columns.get('name') ?? 0;
  return name !== '' && (place?.sheet.rows.some(({ cells }) => textOf(cells[at - 1]) === name) ?? false);
};
