/** Conditional formats of the tabs: what is late, over or unclear looks so. */
import {
  CHECK,
  CHECK_KEY,
  type Column,
  columnLetters,
  type Locale,
  type Option,
  POLICY,
  type TabKey,
  type Tone,
  tabOf,
} from '../index.ts';
import { HEADER_ROW, LAST_CHECKED_ROW } from '../layout.ts';
import { PALETTE, TONES } from '../palette.ts';
import type { Colour, Look } from './grid.ts';
import { argb, dateWords, ground, ruled } from './style.ts';

/** A tab's columns as its sheet holds them. */
type Columns = readonly [string, Column][];

/** The colours of a tab. */
export const coloursOf = (tab: TabKey, columns: Columns, locale: Locale): Colour[] => {
  const sheet = new Sheet(tab, columns, locale);
  return [
    ...marked(sheet),
    ...closedRows(sheet),
    ...leads(sheet),
    ...statusColours(sheet),
    ...dueColours(sheet),
    ...dates(sheet),
    ...gaps(sheet),
  ];
};

/** Whether cells show anything: a formula that shows nothing does not count. */
const holds = (cells: string): string => `COUNTIF(${cells},"?*")+COUNT(${cells})>0`;

/** Lines under rows that hold something, and the ground of what Baton fills in: in a file, where an empty row is not to be printed. */
export const rowGround = (tab: TabKey, columns: Columns, locale: Locale): Colour[] => {
  const sheet = new Sheet(tab, columns, locale);
  const whole = sheet.whole();
  if (!whole) return [];
  const filled = holds(whole.cells);
  return [
    ...columns
      .filter(([, column]) => column.lookup || column === CHECK)
      .map(([key]) => ({ ref: sheet.range(key), when: filled, style: { fill: ground(PALETTE.ground) } })),
    { ref: whole.ref, when: filled, style: { border: ruled } },
  ];
};

/** A tab's columns as formulas name them. */
class Sheet {
  readonly tab: TabKey;
  readonly locale: Locale;
  readonly columns: Columns;
  constructor(tab: TabKey, columns: Columns, locale: Locale) {
    this.tab = tab;
    this.locale = locale;
    this.columns = columns;
  }
  letters(key: string): string {
    return columnLetters(this.columns.findIndex(([other]) => other === key) + 1);
  }
  /** `$E4`: the column's cell in the first data row. */
  cell(key: string): string {
    return `$${this.letters(key)}${HEADER_ROW + 1}`;
  }
  range(first: string, last = first): string {
    return `${this.letters(first)}${HEADER_ROW + 1}:${this.letters(last)}${LAST_CHECKED_ROW}`;
  }
  /** All cells of the first data row, as formulas name them, and all rows. */
  whole(): { readonly cells: string; readonly ref: string } | undefined {
    const [first, last] = [this.columns[0], this.columns.at(-1)];
    return (
      first && last && { cells: `${this.cell(first[0])}:${this.cell(last[0])}`, ref: this.range(first[0], last[0]) }
    );
  }
  /** Whether the row's status says that nothing more is to be done; undefined for tabs without a status. */
  closed(): string | undefined {
    for (const [key, column] of this.columns) {
      const labels = optionsShown(column)
        .filter((option) => option.key === 'done' || option.key === 'cancelled')
        .map(({ label }) => `${this.cell(key)}="${label[this.locale]}"`);
      if (labels.length > 0) return `OR(${labels.join(',')})`;
    }
    return undefined;
  }
}

/** The options a column's cells may show: its own, or those of the column it looks up. */
const optionsShown = (column: Column): readonly Option[] => {
  const { lookup } = column;
  return (lookup ? tabOf(lookup.tab as TabKey).columns[lookup.column]?.options : column.options) ?? [];
};

const toned = (tone: Tone): Look => ({
  font: { color: argb(TONES[tone].text) },
  fill: ground(TONES[tone].ground),
});
const quiet: Look = { font: { color: argb(PALETTE.quiet) } };

const statusColours = (sheet: Sheet): Colour[] =>
  sheet.columns.flatMap(([key, column]) =>
    optionsShown(column).flatMap(({ tone, label }) =>
      tone ? [{ ref: sheet.range(key), when: `${sheet.cell(key)}="${label[sheet.locale]}"`, style: toned(tone) }] : [],
    ),
  );

/** The date in force is late or soon; one that was re-planned says nothing any more. */
const dueColours = (sheet: Sheet): Colour[] => {
  if (sheet.tab !== 'tracker') return [];
  const replanned = `${sheet.cell('newDue')}<>""`;
  const urgent = (key: 'due' | 'newDue'): Colour[] => {
    const date = sheet.cell(key);
    const open = `ISNUMBER(${date}),NOT(${sheet.closed()})`;
    return [
      { ref: sheet.range(key), when: `AND(${open},${date}<TODAY())`, style: toned('late') },
      {
        ref: sheet.range(key),
        when: `AND(${open},${date}<=WORKDAY(TODAY(),${POLICY.remindDays.default}))`,
        style: toned('soon'),
      },
    ];
  };
  return [
    ...urgent('newDue'),
    // A rule without a fill would let a later one add its own.
    { ref: sheet.range('due'), when: replanned, style: { ...quiet, fill: ground(PALETTE.ground) } },
    ...urgent('due'),
  ];
};

/** What is over is out of the way: pale from end to end, its status no brighter than the rest. */
const closedRows = (sheet: Sheet): Colour[] => {
  const [closed, whole] = [sheet.closed(), sheet.whole()];
  const style: Look = { font: { color: argb(PALETTE.over) }, fill: ground(PALETTE.ground) };
  return closed && whole ? [{ ref: whole.ref, when: closed, style }] : [];
};

/** A row of which Baton's check has something to say looks so from its first column on. */
const marked = (sheet: Sheet): Colour[] => {
  const [first] = sheet.columns[0] ?? [];
  if (first === undefined || !sheet.columns.some(([key]) => key === CHECK_KEY)) return [];
  const when = `${sheet.cell(CHECK_KEY)}<>""`;
  return [first, CHECK_KEY].map((key) => ({ ref: sheet.range(key), when, style: toned('soon') }));
};

/** Nobody, or several, where one person leads. */
const leads = (sheet: Sheet): Colour[] => {
  const key = LEADS[sheet.tab];
  if (key === undefined || !sheet.columns.some(([name]) => name === key)) return [];
  const [cell, [first = ''] = []] = [sheet.cell(key), sheet.columns[0]];
  const several = SEPARATORS.map((separator) => `ISNUMBER(FIND("${separator}",${cell}))`).join(',');
  return [
    { ref: sheet.range(key), when: `AND(${sheet.cell(first)}<>"",OR(${cell}="",${several}))`, style: toned('soon') },
  ];
};

/** The column of the one who leads, and what stands between the names of several. */
const LEADS: Partial<Readonly<Record<TabKey, string>>> = { raci: 'responsible', tracker: 'owner' };
const SEPARATORS = ['、', ',', '，', ';', '；', '/', '&'] as const;

/** All dates of a sheet at once: a condition says each cell by its place below the first. */
const dates = (sheet: Sheet): Colour[] => {
  const keys = sheet.columns.filter(([, column]) => column.type === 'date').map(([key]) => key);
  const [first] = keys;
  if (first === undefined) return [];
  const refs = keys.map((key) => sheet.range(key)).join(' ');
  return dateWords(refs, sheet.cell(first).replace('$', ''), sheet.locale);
};

/** A required cell that is still empty in a row somebody has begun. */
const gaps = (sheet: Sheet): Colour[] => {
  const input = sheet.columns.filter(([, column]) => !column.lookup).map(([key]) => sheet.cell(key));
  const [from = '', to = from] = [input[0], input.at(-1)];
  return sheet.columns
    .filter(([, column]) => column.required && column.type !== 'id')
    .map(([key]) => ({
      ref: sheet.range(key),
      when: `AND(${sheet.cell(key)}="",${holds(`${from}:${to}`)})`,
      style: { fill: ground(TONES.soon.ground) },
    }));
};
