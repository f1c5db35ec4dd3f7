/** A template as a file. */
import ExcelJS, { type Style, type Worksheet } from 'exceljs';
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { standings } from '../../core/messages/standings.ts';
import {
  type Column,
  columnLetters,
  columnsIn,
  columnsInFile,
  isFull,
  keyColumn,
  type Locale,
  lookupFormula,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import {
  HEADER_ROW,
  LAST_CHECKED_ROW,
  LIST_ROW_HEIGHT,
  PREPARED_ROWS,
  tableName,
  WORK_ROW_HEIGHT,
} from '../../sheet-templates/layout.ts';
import { FLOW_COLOURS, PALETTE } from '../../sheet-templates/palette.ts';
import { Book } from '../../sheet-templates/views/book.ts';
import { coloursOf, rowGround } from '../../sheet-templates/views/colours.ts';
import { type Chart, Grid } from '../../sheet-templates/views/grid.ts';
import { BUILDINGS } from '../../sheet-templates/views/index.ts';
import {
  argb,
  CHARACTER,
  COLUMN_MARGIN,
  cellStyle,
  columnWidth,
  font,
  headerStyle,
  helpStyle,
  titleStyle,
  widthIn,
} from '../../sheet-templates/views/style.ts';
import { GROUPS, isView, type SheetKey, tabsIn, type ViewKey, viewOf } from '../../sheet-templates/views.ts';
import { writeCharts } from './charts.ts';
import { addCheck, checkOf, helpOf } from './checks.ts';
import { fitNotes, type NoteSheet } from './notes.ts';
import { addColours, PLAIN_TABLE, paint } from './paint.ts';
import { zipOf, zipParts } from './parts.ts';
import { dressSettings, templateSettings } from './settings.ts';
import { tidied } from './tidy.ts';

const say = inAll('templates');

/** A date for the file's properties: the clock would make every build differ. */
const MADE = new Date(Date.UTC(2026, 0, 1));

/** What a newcomer should see first: the guide, or the division of work, from which everything else follows. */
const FIRST_SEEN: readonly SheetKey[] = ['guide', 'raci'];

const TITLE_HEIGHT = 30;
const HELP_HEIGHT = 20;
const HEADER_LINE = 17;
/** A table's header cell also holds its filter button. */
const FILTER_BUTTON = 3;

/** In characters: what fits on A4 so that it can be read. The columns that stand first are printed; forms print a row as a whole. */
const WIDEST_ON_A4 = 185;
const A4: number = 9;

/** How many columns are printed, from the first on. */
const printedColumns = (columns: readonly [string, Column][]): number => {
  let width = 0;
  const beyond = columns.findIndex(([, column]) => {
    width += column.width;
    return width > WIDEST_ON_A4 || column.code === true;
  });
  return beyond < 0 ? columns.length : beyond;
};

const rowHeight = (tab: TabKey): number => (holdsWork(tab) ? WORK_ROW_HEIGHT : LIST_ROW_HEIGHT);

/** The colour of the group a sheet belongs to. */
const tabColour = (sheet: SheetKey) => {
  const group = GROUPS.find(({ sheets }) => sheets.some((each) => each === sheet));
  return argb(group ? FLOW_COLOURS[group.key] : PALETTE.rule);
};

/** Columns that stay in sight when the sheet is scrolled sideways: what says which row is which. */
const frozenColumns = (tab: TabKey): number => (holdsWork(tab) ? 2 : 1);

/** Tabs of work begin with an id; people, departments, days and settings go by their name. */
const holdsWork = (tab: TabKey): boolean => keyColumn(tab) === 'id';

/**
 * An empty workbook of the given sheets in one language, as .xlsx. Same input, same bytes. Tabs beyond the starter's bring
 * the extra columns and settings with them.
 */
export const buildWorkbook = async (locale: Locale, sheets: readonly SheetKey[]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  book.creator = LANGUAGES.en.create.product;
  book.lastModifiedBy = LANGUAGES.en.create.product;
  book.title = LANGUAGES[locale].create.product;
  book.created = MADE;
  book.modified = MADE;
  const activeTab = Math.max(
    0,
    sheets.findIndex((sheet) => FIRST_SEEN.includes(sheet)),
  );
  book.views = [{ x: 0, y: 0, width: 28800, height: 17000, firstSheet: 0, activeTab, visibility: 'visible' }];
  // What views show is calculated when the file is opened: today's date is in it.
  if (sheets.some(isView)) book.calcProperties.fullCalcOnLoad = true;

  const tabs = tabsIn(sheets);
  const formulas = new Book(locale, sheets, standings(locale), true);
  const charts = new Map<number, readonly Chart[]>();
  const notes = sheets.map((sheet, index) => {
    if (isView(sheet)) {
      charts.set(index + 1, addView(book, sheet, formulas).charts);
      return null;
    }
    return tabOf(sheet).machine ? addMachineTab(book, sheet, locale) : addHumanTab(book, sheet, locale, tabs);
  });

  const parts = zipParts(Buffer.from(await book.xlsx.writeBuffer()));
  for (const [name, content] of parts) {
    const drawing = /^xl\/drawings\/vmlDrawing(\d+)\.vml$/.exec(name);
    const text = content.toString();
    const note = drawing && notes[Number(drawing[1]) - 1];
    parts.set(name, Buffer.from(note ? fitNotes(text, note) : tidied(name, text)));
  }
  writeCharts(parts, charts);
  return zipOf(parts);
};

/** A sheet of formulas, as it was drawn. */
const addView = (book: ExcelJS.Workbook, view: ViewKey, formulas: Book): Grid => {
  const { page, window, add } = BUILDINGS[view];
  const { locale } = formulas;
  const sheet = book.addWorksheet(viewOf(view).title[locale], {
    properties: { tabColor: tabColour(view) },
    views: [{ ...window, showGridLines: false } as ExcelJS.WorksheetView],
    pageSetup: { ...page },
    headerFooter: { oddFooter: say.footer[locale] },
  });
  const grid = new Grid();
  add(formulas, grid);
  paint(grid, sheet, formulas);
  return grid;
};

const addHumanTab = (book: ExcelJS.Workbook, tab: TabKey, locale: Locale, tabs: readonly TabKey[]): NoteSheet => {
  const { title, help } = tabOf(tab);
  const columns = columnsInFile(tab, isFull(tabs));
  const printed = printedColumns(columns);
  const firstInput = columns.findIndex(([, column]) => !column.lookup && column.type !== 'id') + 1;
  const sheet = book.addWorksheet(title[locale], {
    // Rows that are added below the prepared ones are as high as these.
    properties: { tabColor: tabColour(tab), defaultRowHeight: rowHeight(tab) },
    views: [
      {
        state: 'frozen',
        xSplit: frozenColumns(tab),
        ySplit: HEADER_ROW,
        activeCell: `${columnLetters(firstInput)}${HEADER_ROW + 1}`,
        showGridLines: true,
      },
    ],
    pageSetup: {
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${HEADER_ROW}:${HEADER_ROW}`,
      // Whole columns: a program then prints as far down as something stands.
      printArea: `A:${columnLetters(printed)}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: say.footer[locale] },
  });

  sheet.addTable({
    name: tableName(tab),
    ref: `A${HEADER_ROW}`,
    headerRow: true,
    style: PLAIN_TABLE,
    columns: columns.map(([, column]) => ({ name: column.header[locale], filterButton: true })),
    rows: tab === 'settings' ? templateSettings(locale, isFull(tabs)) : emptyRows(tab, locale, tabs),
  });

  dress(sheet.getCell('A1'), title[locale], titleStyle(locale));
  dress(sheet.getCell('A2'), help[locale], helpStyle(locale));
  sheet.getRow(1).height = TITLE_HEIGHT;
  sheet.getRow(2).height = HELP_HEIGHT;
  const headerLines = columns.some(([, { header, width }]) => columnWidth(header[locale]) + FILTER_BUTTON > width)
    ? 2
    : 1;
  sheet.getRow(HEADER_ROW).height = headerLines * HEADER_LINE + 8;

  for (let row = HEADER_ROW + 1; row <= sheet.rowCount; row++) {
    sheet.getRow(row).height = rowHeight(tab);
  }
  columns.forEach(([, column], index) => {
    for (let row = HEADER_ROW + 1; row <= sheet.rowCount; row++) {
      sheet.getCell(row, index + 1).style = preparedStyle(column, locale);
    }
    // Settings are checked cell by cell, each by its own type.
    if (tab === 'settings') return;
    const letters = columnLetters(index + 1);
    const first = `${letters}${HEADER_ROW + 1}`;
    addCheck(sheet, `${first}:${letters}${LAST_CHECKED_ROW}`, checkOf(column, first, locale, tabs));
  });
  if (tab === 'settings') dressSettings(sheet, locale, tabs);

  addColours(sheet, [...coloursOf(tab, columns, locale), ...rowGround(tab, columns, locale)]);
  return addHeader(sheet, HEADER_ROW, columns, locale);
};

/** Without lines and ground, which come with the first word of a row: what nobody has written is not printed. */
const preparedStyle = (column: Column, locale: Locale): Partial<Style> => {
  const { border: _, fill: __, ...style } = cellStyle(column, locale);
  return style as Partial<Style>;
};

const addMachineTab = (book: ExcelJS.Workbook, tab: TabKey, locale: Locale): NoteSheet => {
  const sheet = book.addWorksheet(tabOf(tab).title[locale], {
    state: 'hidden',
    views: [{ state: 'frozen', xSplit: 0, ySplit: 1 }],
  });
  // Without a password: it keeps a slip of the hand away, not its owner.
  void sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true });
  const columns = columnsIn(tab, true);
  sheet.addRow(columns.map(([, column]) => column.header[locale]));
  sheet.getRow(1).height = HEADER_LINE + 8;
  return addHeader(sheet, 1, columns, locale);
};

/** Styles a header row, sets the widths, and attaches each column's help as a note. */
const addHeader = (sheet: Worksheet, row: number, columns: readonly [string, Column][], locale: Locale): NoteSheet => {
  const texts = new Map<string, string>();
  columns.forEach(([, column], index) => {
    const cell = sheet.getCell(row, index + 1);
    cell.style = headerStyle(locale);
    const text = helpOf(column, locale);
    cell.note = { texts: [{ font: font(locale, PALETTE.text, { size: 9 }), text }] };
    texts.set(`${row - 1},${index}`, text);
    sheet.getColumn(index + 1).width = widthIn(column.width);
  });
  return {
    texts,
    columns: columns.map(([, { width }]) => width * CHARACTER + COLUMN_MARGIN),
    // A point is 4/3 px.
    rows: Array.from({ length: row }, (_, i) => Math.round((sheet.getRow(i + 1).height * 4) / 3)),
  };
};

/** Rows that hold nothing but the formulas of lookup columns, calculated as empty. */
const emptyRows = (tab: TabKey, locale: Locale, tabs: readonly TabKey[]) => {
  const full = isFull(tabs);
  const place = (other: TabKey, key: string) => columnsInFile(other, full).findIndex(([name]) => name === key) + 1;
  return Array.from({ length: PREPARED_ROWS }, (_, i) =>
    columnsInFile(tab, full).map(([, { lookup }]) => {
      if (!lookup) return null;
      const sources = [lookup, ...(lookup.or ?? [])].flatMap((from) => {
        const source = tabs.find((key) => key === from?.tab);
        if (!from || !source) return [];
        const sheet = tabOf(source).title[locale];
        const name = lookup.by === undefined ? 0 : place(source, 'name');
        return {
          sheet,
          idColumn: place(source, keyColumn(source)),
          valueColumn: place(source, from.column),
          ...(name > 0 && { nameColumn: name }),
        };
      });
      if (sources.length === 0) return null;
      const idColumn = place(tab, lookup.by ?? keyColumn(tab));
      return { formula: lookupFormula(HEADER_ROW + 1 + i, idColumn, ...sources), result: '' };
    }),
  );
};

const dress = (cell: ExcelJS.Cell, value: string, style: Partial<Style>) => {
  cell.value = value;
  cell.style = style;
};
