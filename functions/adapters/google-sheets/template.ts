import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  type Column,
  columnsIn,
  isFull,
  type Locale,
  NO,
  POLICY,
  type Setting,
  settingsIn,
  type TabKey,
  tabOf,
  YES,
} from '../../../sheet-templates/index.ts';
import { PALETTE } from '../../../sheet-templates/palette.ts';
import { coloursOf } from './colours.ts';
import { colour } from './look.ts';

type Request = sheets_v4.Schema$Request;

export interface TemplateOptions {
  readonly tabs: readonly TabKey[];
  readonly locale: Locale;
  /** IANA name: what TODAY() means in the spreadsheet. */
  readonly zone: string;
  /** Sheets that are there and go; a spreadsheet cannot be without any. */
  readonly instead: readonly number[];
}

/** Rows of a human tab: title, one line of help, header. Machine tabs begin with the header. */
const HEADER_ROW = 3;
/** Enough to begin with: rows are added as they are needed. */
const ROWS = { people: 1000, machine: 100 } as const;
/** Pixels of a character of the default font, and what a column keeps beside them. */
const CHARACTER = 7;
const MARGIN = 5;

/** ll_CC, as SpreadsheetProperties.locale wants it. */
const GOOGLE_LOCALE: Readonly<Record<Locale, string>> = { 'zh-CN': 'zh_CN', en: 'en_US' };

/** Everything that makes an empty spreadsheet a workbook of these tabs, for one batchUpdate: all of it or nothing. */
export const templateRequests = (options: TemplateOptions): Request[] => {
  const { tabs, locale, zone, instead } = options;
  const first = Math.max(0, ...instead) + 1;
  const ids = new Map(tabs.map((tab, i) => [tab, first + i]));
  return [
    {
      updateSpreadsheetProperties: {
        properties: { locale: GOOGLE_LOCALE[locale], timeZone: zone },
        fields: 'locale,timeZone',
      },
    },
    ...tabs.map((tab, index) => addSheet(tab, ids.get(tab)!, index, locale, isFull(tabs))),
    ...instead.map((sheetId): Request => ({ deleteSheet: { sheetId } })),
    ...tabs.flatMap((tab) =>
      tabOf(tab).machine ? machineTab(tab, ids.get(tab)!) : humanTab(tab, ids.get(tab)!, options),
    ),
  ];
};

const addSheet = (tab: TabKey, sheetId: number, index: number, locale: Locale, full: boolean): Request => {
  const { title, machine = false } = tabOf(tab);
  return {
    addSheet: {
      properties: {
        sheetId,
        index,
        title: title[locale],
        hidden: machine,
        gridProperties: {
          rowCount: machine ? ROWS.machine : ROWS.people,
          columnCount: columnsIn(tab, machine || full).length,
          frozenRowCount: machine ? 1 : HEADER_ROW,
          ...(!machine && { frozenColumnCount: 1, hideGridlines: true }),
        },
      },
    },
  };
};

const text = (value: string): sheets_v4.Schema$ExtendedValue => ({ stringValue: value });

const HEADER_LOOK: sheets_v4.Schema$CellFormat = {
  backgroundColorStyle: colour(PALETTE.ink),
  textFormat: { bold: true, foregroundColorStyle: colour(PALETTE.white) },
  verticalAlignment: 'MIDDLE',
  wrapStrategy: 'WRAP',
};

const header = (columns: readonly [string, Column][], locale: Locale): sheets_v4.Schema$RowData => ({
  values: columns.map(([, column]) => ({
    userEnteredValue: text(column.header[locale]),
    userEnteredFormat: HEADER_LOOK,
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

const humanTab = (tab: TabKey, sheetId: number, options: TemplateOptions): Request[] => {
  const { locale, tabs } = options;
  const { title, help } = tabOf(tab);
  const columns = columnsIn(tab, isFull(tabs));
  const top: sheets_v4.Schema$RowData[] = [
    {
      values: [
        {
          userEnteredValue: text(title[locale]),
          userEnteredFormat: { textFormat: { bold: true, fontSize: 16, foregroundColorStyle: colour(PALETTE.ink) } },
        },
      ],
    },
    {
      values: [
        {
          userEnteredValue: text(help[locale]),
          userEnteredFormat: { textFormat: { foregroundColorStyle: colour(PALETTE.quiet) } },
        },
      ],
    },
    header(columns, locale),
  ];
  return [
    rowsAt(sheetId, 1, top),
    ...columns.flatMap(([, column], i): Request[] => {
      const below = { sheetId, startRowIndex: HEADER_ROW, startColumnIndex: i, endColumnIndex: i + 1 };
      const rule = tab === 'settings' ? undefined : ruleOf(column, locale, tabs);
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
            cell: { userEnteredFormat: lookOf(column, locale) },
            fields: 'userEnteredFormat',
          },
        },
        ...(rule
          ? [{ setDataValidation: { range: below, rule: { ...rule, inputMessage: column.help[locale] } } }]
          : []),
        ...(column.lookup ? [protect(below)] : []),
      ];
    }),
    ...(tab === 'settings' ? [settingValues(sheetId, options)] : []),
    ...coloursOf(tab, columns, locale, { sheetId, headerRow: HEADER_ROW }),
  ];
};

/** 3月6日 星期五 / Fri 6 Mar, in the words of the spreadsheet's locale. */
const DATE: Readonly<Record<Locale, string>> = { 'zh-CN': 'm"月"d"日" dddd', en: 'ddd d mmm' };

/** Text goes without a number format: every cell that has one costs a reading, empty ones too. */
const numberFormat = ({ type }: Column, locale: Locale): sheets_v4.Schema$NumberFormat | undefined => {
  switch (type) {
    case 'date':
      return { type: 'DATE', pattern: DATE[locale] };
    case 'clock':
      return { type: 'TIME', pattern: 'hh:mm' };
    case 'percent':
      return { type: 'PERCENT', pattern: '0%' };
    default:
      return undefined;
  }
};

const ONE_LINE: readonly Column['type'][] = [
  'id',
  'number',
  'percent',
  'date',
  'clock',
  'time',
  'option',
  'flag',
  'email',
];

const lookOf = (column: Column, locale: Locale): sheets_v4.Schema$CellFormat => {
  const format = numberFormat(column, locale);
  return {
    verticalAlignment: 'MIDDLE',
    wrapStrategy: ONE_LINE.includes(column.type) ? 'CLIP' : 'WRAP',
    textFormat: { foregroundColorStyle: colour(column.type === 'id' ? PALETTE.quiet : PALETTE.text) },
    ...(format && { numberFormat: format }),
    // What Baton fills in has a ground of its own.
    ...(column.lookup && { backgroundColorStyle: colour(PALETTE.ground) }),
  };
};

type Rule = sheets_v4.Schema$DataValidationRule;

const oneOf = (labels: readonly string[]): Rule => ({
  condition: { type: 'ONE_OF_LIST', values: labels.map((label) => ({ userEnteredValue: label })) },
  strict: true,
  showCustomUi: true,
});

/** A name that is not listed yet may be right: it is marked and not refused. */
const nameIn = (tab: TabKey, locale: Locale, tabs: readonly TabKey[]): Rule | undefined => {
  if (!tabs.includes(tab)) return undefined;
  const names = `='${tabOf(tab).title[locale].replaceAll("'", "''")}'!$A$${HEADER_ROW + 1}:$A`;
  return {
    condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: names }] },
    strict: false,
    showCustomUi: true,
  };
};

const between = (from: string, to: string): Rule => ({
  condition: { type: 'NUMBER_BETWEEN', values: [{ userEnteredValue: from }, { userEnteredValue: to }] },
  strict: true,
});

/** ConditionType: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/other#conditiontype */
const ruleOf = (column: Column, locale: Locale, tabs: readonly TabKey[]): Rule | undefined => {
  if (column.lookup) return undefined;
  switch (column.type) {
    case 'option':
      return oneOf((column.options ?? []).map(({ label }) => label[locale]));
    case 'flag':
      return oneOf([YES.label[locale], NO.label[locale]]);
    case 'person':
      return nameIn('directory', locale, tabs);
    case 'department':
      return nameIn('departments', locale, tabs);
    case 'date':
      return { condition: { type: 'DATE_IS_VALID' }, strict: true };
    case 'clock':
    case 'percent':
      return between('0', '1');
    case 'number':
      return { condition: { type: 'NUMBER_GREATER_THAN_EQ', values: [{ userEnteredValue: '0' }] }, strict: true };
    case 'email':
      return { condition: { type: 'TEXT_IS_EMAIL' }, strict: true };
    default:
      return undefined;
  }
};

/** One row a setting; what people set comes first. Counts are numbers, all else is text. */
const settingValues = (sheetId: number, { locale, zone, tabs }: TemplateOptions): Request => {
  const isBatons = (key: keyof typeof POLICY) => (POLICY[key] as Setting).baton === true;
  const keys = settingsIn(isFull(tabs)).sort((a, b) => Number(isBatons(a)) - Number(isBatons(b)));
  const rows = keys.map((key): sheets_v4.Schema$RowData => {
    const { unit, help } = POLICY[key];
    const value = key === 'locale' ? locale : key === 'zone' ? zone : POLICY[key].default;
    const entered = /^\d+$/.test(value) ? { numberValue: Number(value) } : value ? text(value) : undefined;
    return {
      values: [
        { userEnteredValue: text(key) },
        entered ? { userEnteredValue: entered } : {},
        unit[locale] ? { userEnteredValue: text(unit[locale]) } : {},
        { userEnteredValue: text(help[locale]) },
      ],
    };
  });
  return {
    updateCells: {
      start: { sheetId, rowIndex: HEADER_ROW, columnIndex: 0 },
      rows,
      fields: 'userEnteredValue',
    },
  };
};
