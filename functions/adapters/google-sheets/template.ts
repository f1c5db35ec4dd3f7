/** The declared tabs and views as the requests that make them in an empty spreadsheet. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { standings } from '../../../core/messages/standings.ts';
import { must } from '../../../core/text/must.ts';
import {
  type Column,
  columnLetters,
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
} from '../../../sheet-templates/index.ts';
import { HEADER_ROW, LAST_CHECKED_ROW, tableName } from '../../../sheet-templates/layout.ts';
import { FLOW_COLOURS } from '../../../sheet-templates/palette.ts';
import { SETTING_NAMES } from '../../../sheet-templates/setting-names.ts';
import { Book } from '../../../sheet-templates/views/book.ts';
import { coloursOf } from '../../../sheet-templates/views/colours.ts';
import { Grid, type Look } from '../../../sheet-templates/views/grid.ts';
import { BUILDINGS } from '../../../sheet-templates/views/index.ts';
import { cellStyle, headerStyle, helpStyle, titleStyle } from '../../../sheet-templates/views/style.ts';
import { TYPOGRAPHY } from '../../../sheet-templates/views/typography.ts';
import { GROUPS, isView, type SheetKey, tabsIn, type ViewKey, viewOf } from '../../../sheet-templates/views.ts';
import { colourRules } from './colours.ts';
import { colour, sheetsFormat } from './look.ts';
import { namesIn, settingRule, validationRule } from './validation.ts';
import { viewGrid, viewRequests } from './views.ts';

type Request = sheets_v4.Schema$Request;

export interface TemplateOptions {
  readonly sheets: readonly SheetKey[];
  readonly locale: Locale;
  /** IANA name: what TODAY() means in the spreadsheet. */
  readonly zone: string;
  /** Sheets that are there and go; a spreadsheet cannot be without any. */
  readonly instead: readonly number[];
}

/** A template's tabs, and what a sheet of them is told. */
interface Tabs {
  readonly tabs: readonly TabKey[];
  readonly locale: Locale;
  readonly zone: string;
}

/** Every cell that has a look costs a reading, empty ones too. */
const DRESSED_ROWS = 1000;

/** Pixels of a character of the default font, and what a column keeps beside them. */
const CHARACTER = 7;
const MARGIN = 5;

/** Everything that makes an empty spreadsheet a workbook of these sheets, for one batchUpdate: all of it or nothing. */
export const templateRequests = ({ sheets, locale, zone, instead }: TemplateOptions): Request[] => {
  const tabs = tabsIn(sheets);
  const first = Math.max(0, ...instead) + 1;
  const ids = new Map(sheets.map((sheet, i) => [titleOf(sheet, locale), first + i]));
  const idOf = (title: string) => must(ids.get(title), `id of the sheet ${title}`);
  const book = new Book(locale, sheets, standings(locale), false);
  const views = new Map(sheets.filter(isView).map((view) => [view, drawn(view, book)]));
  const gridOf = (view: ViewKey) => must(views.get(view), `grid of ${view}`);
  const contents = sheets.flatMap((sheet, i): Request[] => {
    const sheetId = first + i;
    if (isView(sheet))
      return viewRequests(gridOf(sheet), {
        sheetId,
        idOf,
        idsIn: (tab) => namesIn(tab, locale, tabs, 1),
        textSize: TYPOGRAPHY[locale].font.size,
      });
    return tabOf(sheet).machine ? machineTab(sheet, sheetId) : humanTab(sheet, sheetId, { tabs, locale, zone });
  });
  return [
    {
      updateSpreadsheetProperties: {
        properties: { locale: LANGUAGES[locale].google.locale, timeZone: zone },
        fields: 'locale,timeZone',
      },
    },
    ...sheets.map((sheet, index): Request => {
      const gridProperties = isView(sheet)
        ? viewGrid(gridOf(sheet), BUILDINGS[sheet].window)
        : tabGrid(sheet, isFull(tabs));
      return {
        addSheet: { properties: { ...propertiesOf(sheet, locale), sheetId: first + index, index, gridProperties } },
      };
    }),
    ...instead.map((sheetId): Request => ({ deleteSheet: { sheetId } })),
    ...contents,
  ];
};

const drawn = (view: ViewKey, book: Book): Grid => {
  const grid = new Grid();
  BUILDINGS[view].add(book, grid);
  return grid;
};

const titleOf = (sheet: SheetKey, locale: Locale) => (isView(sheet) ? viewOf(sheet) : tabOf(sheet)).title[locale];

const propertiesOf = (sheet: SheetKey, locale: Locale): sheets_v4.Schema$SheetProperties => {
  const group = GROUPS.find(({ sheets }) => sheets.some((each) => each === sheet));
  return {
    title: titleOf(sheet, locale),
    hidden: !isView(sheet) && tabOf(sheet).machine === true,
    ...(group && { tabColorStyle: colour(FLOW_COLOURS[group.key]) }),
  };
};

/** As many rows as the views look at; more are added as they are needed. */
const tabGrid = (tab: TabKey, full: boolean): sheets_v4.Schema$GridProperties => {
  const { machine = false } = tabOf(tab);
  return {
    rowCount: LAST_CHECKED_ROW,
    columnCount: columnsIn(tab, machine || full).length,
    frozenRowCount: machine ? 1 : HEADER_ROW,
    ...(!machine && { frozenColumnCount: 1, hideGridlines: true }),
  };
};

const text = (value: string): sheets_v4.Schema$ExtendedValue => ({ stringValue: value });

/** As in .xlsx files, without their fonts. */
const lookOf = (style: Look, locale: Locale) => sheetsFormat(style, TYPOGRAPHY[locale].font.size);

const header = (columns: readonly [string, Column][], locale: Locale): sheets_v4.Schema$RowData => ({
  values: columns.map(([, column]) => ({
    userEnteredValue: text(column.header[locale]),
    userEnteredFormat: lookOf(headerStyle(locale), locale),
    note: column.help[locale],
  })),
});

const rowsAt = (sheetId: number, row: number, rows: sheets_v4.Schema$RowData[]): Request => ({
  updateCells: {
    start: { sheetId, rowIndex: row - 1, columnIndex: 0 },
    rows,
    fields: 'userEnteredValue,userEnteredFormat,note',
  },
});

/** Kept away from a slip of the hand, not from its owner. */
const protect = (range: sheets_v4.Schema$GridRange): Request => ({
  addProtectedRange: { protectedRange: { range, warningOnly: true } },
});

const machineTab = (tab: TabKey, sheetId: number): Request[] => [
  // Headers of machine tabs are the same in every language.
  rowsAt(sheetId, 1, [header(columnsIn(tab, true), 'en')]),
  protect({ sheetId }),
];

const humanTab = (tab: TabKey, sheetId: number, options: Tabs): Request[] => {
  const { locale, tabs } = options;
  const { title, help } = tabOf(tab);
  const columns = columnsIn(tab, isFull(tabs));
  const line = (words: string, style: Look): sheets_v4.Schema$RowData => ({
    values: [{ userEnteredValue: text(words), userEnteredFormat: lookOf(style, locale) }],
  });
  const top = [line(title[locale], titleStyle(locale)), line(help[locale], helpStyle(locale)), header(columns, locale)];
  return [
    rowsAt(sheetId, 1, top),
    ...columns.flatMap(([, column], i): Request[] => {
      const whole = { sheetId, startColumnIndex: i, endColumnIndex: i + 1 };
      const below = { ...whole, startRowIndex: HEADER_ROW, endRowIndex: DRESSED_ROWS };
      const first = `${columnLetters(i + 1)}${HEADER_ROW + 1}`;
      const rule = tab === 'settings' ? undefined : validationRule(column, first, locale, tabs);
      return [
        {
          updateDimensionProperties: {
            range: { sheetId, dimension: 'COLUMNS', startIndex: i, endIndex: i + 1 },
            properties: { pixelSize: column.width * CHARACTER + MARGIN },
            fields: 'pixelSize',
          },
        },
        {
          repeatCell: {
            range: below,
            cell: { userEnteredFormat: lookOf(cellStyle(column, locale), locale) },
            fields: 'userEnteredFormat',
          },
        },
        ...(rule
          ? [{ setDataValidation: { range: below, rule: { ...rule, inputMessage: column.help[locale] } } }]
          : []),
        ...(column.lookup ? [protect({ ...whole, startRowIndex: HEADER_ROW })] : []),
      ];
    }),
    ...(tab === 'settings' ? settingRows(sheetId, options) : []),
    ...colourRules(sheetId, coloursOf(tab, columns, locale)),
    {
      addNamedRange: {
        namedRange: {
          name: tableName(tab),
          range: { sheetId, startRowIndex: HEADER_ROW - 1, startColumnIndex: 0, endColumnIndex: columns.length },
        },
      },
    },
  ];
};

const isBatons = (key: SettingKey) => (POLICY[key] as Setting).baton === true;

/** One row a setting; what people set comes first. Counts are numbers, all else is text. */
const settingRows = (sheetId: number, { locale, zone, tabs }: Tabs): Request[] => {
  const keys = settingsIn(isFull(tabs)).sort((a, b) => Number(isBatons(a)) - Number(isBatons(b)));
  const rows = keys.map((key): sheets_v4.Schema$RowData => {
    const { unit, help } = POLICY[key];
    const value = key === 'locale' ? locale : key === 'zone' ? zone : usualSetting(key, locale);
    const entered = /^\d+$/.test(value) ? { numberValue: Number(value) } : value ? text(value) : undefined;
    const rule = settingRule(key, locale, tabs);
    const cells: Readonly<Record<string, sheets_v4.Schema$CellData>> = {
      key: { userEnteredValue: text(key) },
      called: { userEnteredValue: text(SETTING_NAMES[key][locale]) },
      value: {
        ...(entered && { userEnteredValue: entered }),
        ...(rule && { dataValidation: { ...rule, inputMessage: help[locale] } }),
      },
      unit: unit[locale] ? { userEnteredValue: text(unit[locale]) } : {},
      help: { userEnteredValue: text(help[locale]) },
    };
    return { values: columnsIn('settings', isFull(tabs)).map(([column]) => cells[column] ?? {}) };
  });
  const start = { sheetId, rowIndex: HEADER_ROW, columnIndex: 0 };
  return [{ updateCells: { start, rows, fields: 'userEnteredValue,dataValidation' } }];
};
