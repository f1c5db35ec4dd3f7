/** Every export of this file is a top-level function: the simple onOpen, and what menu entries and pages call. */
import { ADD_ON } from '../../core/messages/languages.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { answerCall, localeOf, spreadsheetLocale } from './answer.ts';
import { mustBeAtSheet } from './callers.ts';
import { batonCheckAll } from './check-all.ts';
import { keptBook, shareContext } from './context.ts';
import { MENU_LOCALE, properties } from './doubts.ts';
import { attempt, quietly } from './services.ts';
import { sheetAt } from './settings.ts';
import { batonTakeOver } from './triggers.ts';

export { batonAdopt } from './copy.ts';
export { batonRemoveRows } from './remove-rows.ts';

/** Simple trigger: the menu, before anything is read. The first edit reads what edits need to know. */
export const onOpen = (_event: GoogleAppsScript.Events.SheetsOnOpen): void =>
  quietly(() => {
    const words = ADD_ON[menuLocale()].menu;
    SpreadsheetApp.getUi()
      .createMenu(words.title)
      .addItem(words.open, 'batonShowSidebar')
      .addItem(words.check, 'batonCheckNow')
      .addItem(words.mails, 'batonShowMails')
      .addSeparator()
      .addItem(words.sweep, 'batonSweepNow')
      .addItem(words.wouldMail, 'batonWouldMail')
      .addItem(words.daily, 'batonDailySwitch')
      .addSeparator()
      .addItem(words.request, 'batonShowRequest')
      .addItem(words.meeting, 'batonShowMeeting')
      .addItem(words.sign, 'batonShowSign')
      .addItem(words.task, 'batonShowTask')
      .addSeparator()
      .addItem(words.follow, 'batonShowFollow')
      .addItem(words.setUp, 'batonShowSetUp')
      .addItem(words.repair, 'batonShowRepair')
      .addItem(words.takeOver, 'batonTakeOverNow')
      .addToUi();
  });

/** The workbook's language as it was when somebody began to keep watch. */
const notedLocale = (): Locale | undefined => {
  const noted = attempt(() => properties().getProperty(MENU_LOCALE));
  return LOCALES.find((locale) => locale === noted);
};

/** As noted; before that, the spreadsheet's language. */
const menuLocale = (): Locale => notedLocale() ?? spreadsheetLocale();

/** In the workbook's language, by what is kept of it or was noted: a page does not wait for all sheets to be read for the sake of its title. */
const wordsNow = () => {
  const kept = keptBook();
  return ADD_ON[kept ? localeOf(kept) : (notedLocale() ?? localeOf(shareContext()))].menu;
};

/** Opens the sidebar at one of its sections. */
const sidebar = (section: '' | 'mails' | 'set-up' | 'repair'): void => {
  mustBeAtSheet();
  const page = HtmlService.createHtmlOutputFromFile('sidebar').setTitle(wordsNow().title);
  if (section !== '') page.append(`<script>var batonSection='${section}'</script>`);
  SpreadsheetApp.getUi().showSidebar(page);
};

export const batonShowSidebar = (): void => sidebar('');
export const batonShowMails = (): void => sidebar('mails');
export const batonShowSetUp = (): void => sidebar('set-up');
export const batonShowRepair = (): void => sidebar('repair');

/** Pixels: a field's line stays readable, and the sheet behind in sight. */
const WIDTH = 440;
const HEIGHT = 600;

/** The columns of a sheet, each with what stands in it. */
const WIDE = 640;

const dialog = (file: string, title: (words: ReturnType<typeof wordsNow>) => string, width = WIDTH) =>
  answerCall(() => {
    const page = HtmlService.createHtmlOutputFromFile(file).setWidth(width).setHeight(HEIGHT);
    SpreadsheetApp.getUi().showModalDialog(page, title(wordsNow()));
    return true;
  });

export const batonShowRequest = () => dialog('request', ({ request }) => request);
export const batonShowMeeting = () => dialog('meeting', ({ meeting }) => meeting);
export const batonShowSign = () => dialog('sign', ({ sign }) => sign);
export const batonShowTask = () => dialog('task', ({ task }) => task);

export const batonShowFollow = () => dialog('follow', ({ follow }) => follow, WIDE);

/** Puts the cell in front of whoever pressed it in the sidebar. */
export const batonSelect = (title: string, row: number, column: number) =>
  answerCall(() => {
    const sheet = sheetAt(title);
    attempt(() => sheet.getRange(row, column).activate());
    return true;
  });

/** Checks all rows, then shows the sidebar, where the findings are listed. */
export const batonCheckNow = (): void => {
  batonCheckAll();
  batonShowSidebar();
};

export const batonTakeOverNow = (): void => {
  batonTakeOver();
  batonShowSidebar();
};
