/** How a sheet of Baton’s looks: formats, widths, headers, drop-downs. */
import { ADD_ON } from '../../core/messages/languages.ts';
import {
  type Column,
  columnLetters,
  type Locale,
  type Option,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import { FLOW_COLOURS, PALETTE, TONES } from '../../sheet-templates/palette.ts';
import { GROUPS } from '../../sheet-templates/views.ts';
import { attempt } from './services.ts';
import type { RuleSource } from './validations.ts';
import { ruleFor } from './validations.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
export type Columns = readonly (readonly [string, Column])[];

/** Title and one line of help stand above the header of a tab that people see; a machine tab begins with it. */
export const headerRowOf = (tab: TabKey): number => (tabOf(tab).machine ? 1 : 3);

/** Pixels of a character at the sheet's own size, and what a cell keeps beside its text. */
const CHARACTER = 7;
const MARGIN = 16;

const FORMATS = {
  date: (locale: Locale) => ADD_ON[locale].dress.date,
  clock: () => 'hh:mm',
  percent: () => '0%',
  number: () => '0',
  // An id "0012" is no number, and "3/4" no date.
  text: () => '@',
} as const;

/** How cells of a column are to show what they hold; null for those that a formula fills. */
export const cellKindOf = ({ type, lookup }: Column): keyof typeof FORMATS | null => {
  if (type === 'date' || type === 'clock' || type === 'percent' || type === 'number') return type;
  // A formula in a plain-text cell would show itself.
  return lookup ? null : 'text';
};

/** Columns that lie side by side and are alike, as one stretch. */
const runs = <T>(values: readonly T[]): { readonly from: number; readonly count: number; readonly value: T }[] => {
  const found: { from: number; count: number; value: T }[] = [];
  values.forEach((value, index) => {
    const last = found[found.length - 1];
    if (last?.value === value) last.count++;
    else found.push({ from: index + 1, count: 1, value });
  });
  return found;
};

/**
 * A new sheet's looks and texts. As few calls as there are kinds of cells, never one a cell. The texts come last: a sheet
 * that was begun and not finished is still empty, and is dressed again.
 */
export const dressSheet = (sheet: Sheet, tab: TabKey, columns: Columns, locale: Locale, sources: RuleSource): void => {
  furnish(sheet, tab, columns, locale, sources);
  const { title, help, machine } = tabOf(tab);
  const header = columns.map(([, column]) => column.header[locale]);
  const padded = (text: string) => header.map((_, index) => (index === 0 ? text : ''));
  const top = machine ? [header] : [padded(title[locale]), padded(help[locale]), header];
  attempt(() => sheet.getRange(1, 1, top.length, columns.length).setNumberFormat('@').setValues(top));
};

/** All of a new sheet but its texts. */
export const furnish = (sheet: Sheet, tab: TabKey, columns: Columns, locale: Locale, sources: RuleSource): void => {
  const headerRow = headerRowOf(tab);
  fitColumns(sheet, columns.length);
  const headers = sheet.getRange(headerRow, 1, 1, columns.length);
  attempt(() =>
    headers
      .setNotes([columns.map(([, column]) => helpOf(column, locale))])
      .setBackground(PALETTE.ink)
      .setFontColor(PALETTE.white)
      .setFontWeight('bold')
      .setVerticalAlignment('middle')
      .setWrapStrategy(SpreadsheetApp.WrapStrategy.WRAP),
  );
  for (const { from, count, value } of runs(columns.map(([, { width }]) => width * CHARACTER + MARGIN))) {
    attempt(() => sheet.setColumnWidths(from, count, value));
  }
  attempt(() => sheet.setFrozenRows(headerRow));
  formatCells(sheet, headerRow, columns, locale);
  if (tabOf(tab).machine) {
    // A warning, not a ban: whoever checks from outside, and every editor's own trigger, must be able to write here.
    attempt(() => sheet.protect().setDescription('Baton').setWarningOnly(true));
    attempt(() => sheet.hideSheet());
    return;
  }
  attempt(() => sheet.getRange('A1').setFontSize(16).setFontWeight('bold').setFontColor(PALETTE.ink));
  attempt(() => sheet.getRange('A2').setFontColor(PALETTE.quiet));
  attempt(() => sheet.setFrozenColumns(columns[0]?.[0] === 'id' ? 2 : 1));
  const group = GROUPS.find(({ sheets }) => sheets.some((each) => each === tab));
  if (group) attempt(() => sheet.setTabColor(FLOW_COLOURS[group.key]));
  if (tab !== 'settings') check(sheet, tab, headerRow, columns, locale, sources);
  colour(sheet, headerRow, columns, locale);
};

const helpOf = ({ required, type, help }: Column, locale: Locale): string =>
  `${required && type !== 'id' ? ADD_ON[locale].dress.required : ''}${help[locale]}`;

export const fitColumns = (sheet: Sheet, count: number): void => {
  const given = attempt(() => sheet.getMaxColumns());
  if (count > given) attempt(() => sheet.insertColumnsAfter(given, count - given));
  else if (count < given) attempt(() => sheet.deleteColumns(count + 1, given - count));
};

/** Below the header, from A4 to the sheet's end. */
const below = (headerRow: number, column: number): string => {
  const letters = columnLetters(column);
  return `${letters}${headerRow + 1}:${letters}`;
};

export const formatCells = (sheet: Sheet, headerRow: number, columns: Columns, locale: Locale): void => {
  const rangesOf = (isMeant: (column: Column) => boolean) =>
    columns.flatMap(([, column], index) => (isMeant(column) ? [below(headerRow, index + 1)] : []));
  for (const kind of Object.keys(FORMATS) as (keyof typeof FORMATS)[]) {
    const ranges = rangesOf((column) => cellKindOf(column) === kind);
    if (ranges.length > 0) attempt(() => sheet.getRangeList(ranges).setNumberFormat(FORMATS[kind](locale)));
  }
  const shown = rangesOf(({ lookup }) => lookup !== undefined);
  if (shown.length > 0) attempt(() => sheet.getRangeList(shown).setBackground(PALETTE.ground));
  const body = sheet.getRange(below(headerRow, 1).replace(/:.*/, `:${columnLetters(columns.length)}`));
  attempt(() => body.setVerticalAlignment('middle').setWrapStrategy(SpreadsheetApp.WrapStrategy.WRAP));
};

const check = (
  sheet: Sheet,
  tab: TabKey,
  headerRow: number,
  columns: Columns,
  locale: Locale,
  sources: RuleSource,
): void => {
  columns.forEach(([key, column], index) => {
    const rule = ruleFor(tab, key, column, locale, sources);
    if (rule) attempt(() => sheet.getRange(below(headerRow, index + 1)).setDataValidation(rule));
  });
};

/** A choice in its tone. */
const colour = (sheet: Sheet, headerRow: number, columns: Columns, locale: Locale): void => {
  const rules = columns.flatMap(([, column], index) =>
    optionsShown(column).flatMap(({ tone, label }) => {
      if (!tone) return [];
      const { text, ground } = TONES[tone];
      const range = sheet.getRange(below(headerRow, index + 1));
      return [
        SpreadsheetApp.newConditionalFormatRule()
          .whenTextEqualTo(label[locale])
          .setFontColor(text)
          .setBackground(ground)
          .setRanges([range])
          .build(),
      ];
    }),
  );
  if (rules.length > 0) attempt(() => sheet.setConditionalFormatRules(rules));
};

/** The options a column's cells may show: its own, or those of the column it looks up. */
const optionsShown = ({ lookup, options }: Column): readonly Option[] =>
  (lookup ? tabOf(lookup.tab as TabKey).columns[lookup.column]?.options : options) ?? [];
