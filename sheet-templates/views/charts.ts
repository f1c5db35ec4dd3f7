/** The dashboard’s three charts, and the cells that they are drawn from. */
import { columnLetters } from '../index.ts';
import { PALETTE, TONES } from '../palette.ts';
import { VIEWS } from '../views.ts';
import { type Book, text } from './book.ts';
import type { Box, Chart, Grid, Strip } from './grid.ts';
import { overview } from './overview.ts';
import { absolute, calculate, heading } from './sheet.ts';
import { TYPOGRAPHY } from './typography.ts';
import { DASHBOARD } from './words.ts';

/** Fills strong enough for a bar or a line, of the tones they stand for. */
const FILLS = {
  fine: '#8fb8a8',
  late: '#e9a39c',
  stuck: TONES.late.text,
  done: '#2f7d5f',
  all: PALETTE.quiet,
} as const;

/** Departments with a bar of their own; all other items have one together. */
const DEPARTMENTS = 5;
/** Rows of the departments that are looked at. */
const LISTED = 60;
/** Weeks before and after this one. */
const WEEKS = 6;

/** Where the charts stand, and the hidden columns that they are drawn from. */
export interface ChartPlaces {
  /** Row of the headings; the charts begin below it. */
  readonly top: number;
  readonly rows: number;
  /** First and last column of each. */
  readonly standing: readonly [number, number];
  readonly load: readonly [number, number];
  readonly burnUp: readonly [number, number];
  /** The first hidden column. */
  readonly source: number;
  /** The cell that says this week's Monday. */
  readonly monday: string;
}

/** How it stands, who has how much, and how far it is: three charts, each drawn from hidden columns of the same sheet. */
export const addCharts = (book: Book, sheet: Grid, places: ChartPlaces): void => {
  const { top, rows, source } = places;
  const add = ([left, right]: readonly [number, number], title: string, chart: Omit<Chart, 'title' | 'over'>) => {
    heading(book, sheet, top, { from: left, to: right }, title);
    const over: Box = { top: top + 1, left, bottom: top + rows, right };
    sheet.charts.push({ ...chart, title, over });
  };
  add(places.standing, book.say(DASHBOARD.standing), standing(book, sheet, { column: source, row: top }));
  add(places.load, book.say(DASHBOARD.byDepartment), load(book, sheet, { column: source + 2, row: top }));
  add(places.burnUp, book.say(DASHBOARD.burnUp), burnUp(book, sheet, { column: source + 8, row: top }, places.monday));
  for (let column = source; column < source + 12; column++) sheet.getColumn(column).hidden = true;
};

interface Corner {
  readonly column: number;
  readonly row: number;
}

const strip = (book: Book, column: number, top: number, bottom = top): Strip => ({
  sheet: book.say(VIEWS.dashboard.title),
  top,
  left: column,
  bottom,
  right: column,
});

type Six = [number, number, number, number, number, number];
type Shape = Omit<Chart, 'title' | 'over'>;

/** Open items that are on time, late, escalated. Whatever is late and escalated counts as both, like the figures above. */
const standing = (book: Book, sheet: Grid, { column, row }: Corner): Shape => {
  const [open, late, level] = (['open', 'late', 'level'] as const).map((key) => overview(book, key));
  const lines = [
    [DASHBOARD.onTime, `SUM(${open})-SUM(${late})-COUNTIFS(${open},1,${late},0,${level},">0")`],
    [DASHBOARD.isLate, `SUM(${late})`],
    [DASHBOARD.isStuck, `COUNTIFS(${open},1,${level},">0")`],
  ] as const;
  sheet.getCell(row, column + 1).value = book.say(DASHBOARD.count);
  lines.forEach(([words, formula], index) => {
    sheet.getCell(row + 1 + index, column).value = book.say(words);
    calculate(sheet.getCell(row + 1 + index, column + 1), formula);
  });
  return {
    kind: 'bars',
    stacked: false,
    categories: strip(book, column, row + 1, row + lines.length),
    series: [
      {
        name: strip(book, column + 1, row),
        values: strip(book, column + 1, row + 1, row + lines.length),
        colours: [FILLS.fine, FILLS.late, FILLS.stuck],
      },
    ],
  };
};

/** Open items by department, those with most first, on time and late; the rest is one bar, so that the sums agree. */
const load = (book: Book, sheet: Grid, { column, row }: Corner): Shape => {
  const [names, onTime, late, rank, listed, order] = [0, 1, 2, 3, 4, 5].map((n) => column + n) as Six;
  const [first, last] = [row + 1, row + DEPARTMENTS + 1];
  const [open, isLate] = [overview(book, 'open'), overview(book, 'late')];
  const department = overview(book, 'department');
  for (let place = 1; place <= LISTED; place++) {
    const name = absolute(listed, row + place);
    const count = `SUMIFS(${open},${department},${name})`;
    calculate(sheet.getCell(row + place, listed), `${book.at('departments', 'name', place)}&""`);
    calculate(sheet.getCell(row + place, order), `IF(${name}="","",IF(${count}=0,"",${count}-${place}/1000))`);
  }
  const ranks = `${absolute(order, first)}:${absolute(order, row + LISTED)}`;
  sheet.getCell(row, onTime).value = book.say(DASHBOARD.onTime);
  sheet.getCell(row, late).value = book.say(DASHBOARD.isLate);
  for (let n = 1; n <= DEPARTMENTS + 1; n++) {
    const [name, own] = [absolute(names, row + n), absolute(rank, row + n)];
    const above = (at: number) => (n === 1 ? '0' : `SUM(${absolute(at, first)}:${absolute(at, row + n - 1)})`);
    const rest = `SUM(${open})-${above(onTime)}-${above(late)}`;
    // What is in no department that has a bar comes after the last of them.
    const isNext = n === 1 ? `${rest}>0` : `AND(ISNUMBER(${absolute(rank, row + n - 1)}),${rest}>0)`;
    const either = (ofDepartment: string, ofRest: string) =>
      `IF(ISNUMBER(${own}),${ofDepartment},IF(${name}="","",${ofRest}))`;
    calculate(sheet.getCell(row + n, rank), n > DEPARTMENTS ? '""' : `IFERROR(LARGE(${ranks},${n}),"")`);
    calculate(
      sheet.getCell(row + n, names),
      `IF(ISNUMBER(${own}),INDEX(${absolute(listed, first)}:${absolute(listed, row + LISTED)},MATCH(${own},${ranks},0)),` +
        `IF(${isNext},${text(book.say(DASHBOARD.others))},""))`,
    );
    const count = (of: string) => `SUMIFS(${of},${department},${name})`;
    calculate(sheet.getCell(row + n, late), either(count(isLate), `SUM(${isLate})-${above(late)}`));
    calculate(
      sheet.getCell(row + n, onTime),
      either(`${count(open)}-${count(isLate)}`, `${rest}-${absolute(late, row + n)}`),
    );
  }
  return {
    kind: 'bars',
    stacked: true,
    categories: strip(book, names, first, last),
    series: [
      { name: strip(book, onTime, row), values: strip(book, onTime, first, last), colours: [FILLS.fine] },
      { name: strip(book, late, row), values: strip(book, late, first, last), colours: [FILLS.late] },
    ],
  };
};

/**
 * What there was and what was done by the end of each week, and what is to be done by then. All of it from the rows as
 * they are: since when Baton knows an item, when something done was last updated, and the dates in force today. Of
 * weeks to come only the plan is known.
 */
const burnUp = (book: Book, sheet: Grid, { column, row }: Corner, monday: string): Shape => {
  const [all, done, due] = [column + 1, column + 2, column + 3];
  const [first, last] = [row + 1, row + 2 * WEEKS + 1];
  const columns = [
    [column, DASHBOARD.week],
    [all, DASHBOARD.allItems],
    [done, DASHBOARD.doneItems],
    [due, DASHBOARD.dueItems],
  ] as const;
  for (const [at, words] of columns) sheet.getCell(row, at).value = book.say(words);
  for (let i = 0; i <= 2 * WEEKS; i++) {
    const cell = sheet.getCell(first + i, column);
    calculate(cell, `${monday}+${7 * (i - WEEKS) + 6}`);
    cell.style = { numFmt: TYPOGRAPHY[book.locale].week };
    const until = `"<"&${columnLetters(column)}${first + i}+1`;
    const past = (count: string) => `IF(${columnLetters(column)}${first + i}-6>TODAY(),NA(),${count})`;
    calculate(sheet.getCell(first + i, all), past(`COUNTIFS(${overview(book, 'known')},${until})`));
    calculate(sheet.getCell(first + i, done), past(`COUNTIFS(${overview(book, 'done')},${until})`));
    calculate(
      sheet.getCell(first + i, due),
      `COUNTIFS(${overview(book, 'due')},${until},${overview(book, 'known')},">0")`,
    );
  }
  const line = (at: number, colour: string, dashed: boolean) => ({
    name: strip(book, at, row),
    values: strip(book, at, first, last),
    colours: [colour] as const,
    dashed,
  });
  return {
    kind: 'lines',
    stacked: false,
    categories: strip(book, column, first, last),
    series: [line(all, FILLS.all, false), line(due, TONES.ahead.text, true), line(done, FILLS.done, false)],
  };
};
