import type { RawWorkbook } from '../../core/workbook.ts';
import { columnLetters, columnsOf, type Locale, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from './apps-script/simulator.ts';
import { builtFiles } from './built-add-on.ts';
import { type Given, type TypedRow, workbookOf } from './scenario.ts';

export const LIN = 'lin@example.com';
export const MAYA = 'maya@example.com';
/** The first row below the header. */
export const FIRST = 4;

/** A task that nothing is wrong with, and three of them. */
export const task = (id: string, more: TypedRow = {}): TypedRow => ({
  id,
  name: `Draw box ${id}`,
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  due: '2026-04-15',
  ...more,
});
export const RACI = [task('T-0001'), task('T-0002'), task('T-0003')];

/** Google's id of the file; where the settings say that the workbook is at home, they mean this one. */
const ID = 'book';

/** A workbook of Baton's in the simulator, bound to the built script. */
export interface SheetsBook {
  readonly sim: Simulator;
  /** `Sheet!B7`: a tab's row and column. */
  readonly at: (tab: TabKey, row: number, column: string) => string;
  /** From one column of a row to another column of a row. */
  readonly area: (tab: TabKey, from: readonly [number, string], to: readonly [number, string]) => string;
}

type Opening = Partial<SimulatorOptions> & { readonly cold?: boolean };

/** Opens a workbook with these rows. Somebody edited it before, so that the cache knows it, unless `cold`. */
export const openSheets = (
  { locale = 'en', ...given }: Omit<Given, 'steps'>,
  more: Opening = {},
): Promise<SheetsBook> => openRaw(workbookOf({ locale, ...given }), locale, more);

/** The same for a workbook as a backend gives it, with titles in that language. Texts of dates become dates, as if typed. */
export const openRaw = async (
  raw: RawWorkbook,
  locale: Locale,
  { cold = false, ...more }: Opening = {},
): Promise<SheetsBook> => {
  const sheets = raw.sheets.map(({ title, rows }) => {
    const lines: (string | number | boolean)[][] = [];
    for (const { at, cells } of rows) {
      while (lines.length < at) lines.push([]);
      lines[at - 1] = cells.map((cell) => {
        if (cell === raw.location) return `gsheet:${ID}`;
        return cell === null || typeof cell === 'object' ? '' : cell;
      });
    }
    const width = Math.max(...lines.map((line) => line.length));
    const values = lines.map((line) => [...line, ...Array<string>(width - line.length).fill('')]);
    return { name: title, values, maxColumns: Math.max(26, width) };
  });
  const sim = openSimulator({
    files: await builtFiles(),
    spreadsheet: { id: ID, sheets },
    users: [LIN, MAYA],
    timeZone: 'Asia/Shanghai',
    now: '2026-03-06T01:00:00Z',
    ...more,
  });
  const title = (tab: TabKey) => tabOf(tab).title[locale];
  const cell = (tab: TabKey, row: number, column: string) =>
    `${columnLetters(columnsOf(tab).findIndex(([key]) => key === column) + 1)}${row}`;
  const at: SheetsBook['at'] = (...place) => `${title(place[0])}!${cell(...place)}`;
  if (!cold) sim.user(MAYA).type(at('settings', FIRST, 'key'), 'locale');
  return { sim, at, area: (tab, from, to) => `${at(tab, ...from)}:${cell(tab, ...to)}` };
};
