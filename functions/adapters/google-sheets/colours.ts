import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  type Column,
  columnLetters,
  type Locale,
  type Option,
  type TabKey,
  type Tone,
  tabOf,
} from '../../../sheet-templates/index.ts';
import { PALETTE, TONES } from '../../../sheet-templates/palette.ts';
import { colour } from './look.ts';

type Look = Pick<sheets_v4.Schema$CellFormat, 'backgroundColorStyle' | 'textFormat'>;

const toned = (tone: Tone): Look => ({
  backgroundColorStyle: colour(TONES[tone].ground),
  textFormat: { foregroundColorStyle: colour(TONES[tone].text) },
});
const QUIET: Look = { textFormat: { foregroundColorStyle: colour(PALETTE.quiet) } };
const GAP: Look = { backgroundColorStyle: colour(TONES.soon.ground) };

/**
 * The colours of a tab as rules in order, of which the first that holds counts: a status in its tone, a date that is late,
 * a row that is closed, and what is still missing in a row somebody has begun.
 */
export const coloursOf = (
  tab: TabKey,
  columns: readonly [string, Column][],
  locale: Locale,
  { sheetId, headerRow }: { readonly sheetId: number; readonly headerRow: number },
): sheets_v4.Schema$Request[] => {
  const at = (key: string) => columns.findIndex(([other]) => other === key);
  const cell = (index: number) => `$${columnLetters(index + 1)}${headerRow + 1}`;
  const rules: sheets_v4.Schema$ConditionalFormatRule[] = [];
  const add = (from: number, to: number, when: string, format: Look) => {
    const range = { sheetId, startRowIndex: headerRow, startColumnIndex: from, endColumnIndex: to + 1 };
    const condition = { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: `=${when}` }] };
    rules.push({ ranges: [range], booleanRule: { condition, format } });
  };

  columns.forEach(([, column], i) => {
    for (const { tone, label } of optionsShown(column))
      if (tone) add(i, i, `${cell(i)}="${label[locale]}"`, toned(tone));
  });
  const closed = closedWhen(columns, cell, locale);
  const [due, newDue] = [at('due'), at('newDue')];
  if (tab === 'tracker' && closed && due >= 0 && newDue >= 0) {
    const late = (index: number) => `ISNUMBER(${cell(index)}),NOT(${closed}),${cell(index)}<TODAY()`;
    add(newDue, newDue, `AND(${late(newDue)})`, toned('late'));
    // The date in force counts: one that was re-planned says nothing any more.
    add(due, due, `AND(${late(due)},${cell(newDue)}="")`, toned('late'));
  }
  if (closed) add(0, columns.length - 1, closed, QUIET);
  const input = columns.flatMap(([, { lookup }], i) => (lookup ? [] : [i]));
  const begun = `COUNTA(${cell(input[0]!)}:${cell(input.at(-1)!)})>0`;
  columns.forEach(([, column], i) => {
    if (column.required && column.type !== 'id') add(i, i, `AND(${cell(i)}="",${begun})`, GAP);
  });
  return rules.map((rule, index) => ({ addConditionalFormatRule: { rule, index } }));
};

/** The options a column's cells may show: its own, or those of the column it looks up. */
const optionsShown = ({ lookup, options }: Column): readonly Option[] =>
  (lookup ? tabOf(lookup.tab as TabKey).columns[lookup.column]?.options : options) ?? [];

/** When a row's status says that nothing more is to be done; undefined in tabs without a status. */
const closedWhen = (
  columns: readonly [string, Column][],
  cell: (index: number) => string,
  locale: Locale,
): string | undefined => {
  for (const [i, [, column]] of columns.entries()) {
    const labels = optionsShown(column).filter(({ key }) => key === 'done' || key === 'cancelled');
    if (labels.length > 0) return `OR(${labels.map(({ label }) => `${cell(i)}="${label[locale]}"`).join(',')})`;
  }
  return undefined;
};
