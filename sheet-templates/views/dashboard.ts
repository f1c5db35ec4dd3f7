/** The dashboard: what is late, whom is waited for, what is to be decided, and six weeks ahead. */
import { type Column, columnLetters, type Locale, TABS } from '../index.ts';
import { PALETTE, TONES } from '../palette.ts';
import { VIEWS } from '../views.ts';
import { type Book, text } from './book.ts';
import { addCharts } from './charts.ts';
import type { Colour, Grid } from './grid.ts';
import { overview, workdaysAhead, workdaysBetween } from './overview.ts';
import { absolute, addTitle, calculate, heading, looks, span } from './sheet.ts';
import { argb, font, ground, numberFormat, ruled, solid, weekdays, widthIn } from './style.ts';
import { TYPOGRAPHY } from './typography.ts';
import { DASHBOARD } from './words.ts';

/** The left half, from column B on; then the days of six weeks. */
const LEFT = [13, 36, 16, 13, 17, 10, 14] as const;
const FIRST_DAY = LEFT.length + 3;
const DAYS = 42;
const LAST_DAY = FIRST_DAY + DAYS - 1;
/** The right half's small tables stand side by side over the days. */
const MIDDLE = { from: FIRST_DAY, to: FIRST_DAY + 19 } as const;
const RIGHT = { from: FIRST_DAY + 22, to: LAST_DAY } as const;

const KPI = 4;
/** The charts: a heading, then so many rows. */
const CHARTS = { top: 7, rows: 10 } as const;
const TOP = CHARTS.top + CHARTS.rows + 3;
const URGENT = 8;
const SECOND = TOP + URGENT + 3;
const DISPUTES = 6;
const GANTT = SECOND + DISPUTES + 3;
const TASKS = 15;
/** Longest bar, in blocks. */
const BAR = 14;

export const addDashboard = (book: Book, sheet: Grid): void => {
  addTitle(book, sheet, VIEWS.dashboard);
  sheet.getColumn(1).width = widthIn(2);
  LEFT.forEach((width, index) => {
    sheet.getColumn(index + 2).width = widthIn(width);
  });
  sheet.getColumn(FIRST_DAY - 1).width = widthIn(2);
  for (let column = FIRST_DAY; column <= LAST_DAY; column++) sheet.getColumn(column).width = widthIn(2);
  // The title stands where the tables begin.
  for (const row of [1, 2]) {
    sheet.getCell(row, 2).value = sheet.getCell(row, 1).value;
    sheet.getCell(row, 2).style = sheet.getCell(row, 1).style;
    sheet.getCell(row, 1).value = null;
  }
  for (let row = CHARTS.top; row < GANTT + 3 + TASKS; row++) sheet.getRow(row).height = 17;

  addFigures(book, sheet);
  addCharts(book, sheet, {
    ...CHARTS,
    standing: [2, 3],
    load: [4, 8],
    burnUp: [FIRST_DAY, LAST_DAY],
    source: LAST_DAY + 2,
    monday: absolute(FIRST_DAY, GANTT),
  });
  sheet.printArea = `A$1:${columnLetters(LAST_DAY)}$${GANTT + 1 + TASKS}`;
  addUrgent(book, sheet);
  addStatuses(book, sheet);
  addWaiting(book, sheet);
  const has = { escalations: book.tabs.includes('escalations'), requests: book.has('requests', 'standing') };
  if (has.escalations) addEscalations(book, sheet);
  if (has.requests) addRequests(book, sheet);
  // A workbook without either has nothing between what is urgent and what comes next.
  if (!has.escalations && !has.requests)
    for (let row = SECOND - 1; row < GANTT - 1; row++) sheet.getRow(row).hidden = true;
  sheet.colours.push(...tableColours(book), ...addGantt(book, sheet), ...datesDown(book));
};

/** Every table of the left half has its date in the same column. */
const DATE = 6;

const datesDown = ({ locale }: Book): Colour[] => {
  const column = columnLetters(DATE);
  const ref = `${column}${TOP + 1}:${column}${GANTT + 1 + TASKS}`;
  return weekdays(ref, `$${column}${TOP + 1}`, locale, TYPOGRAPHY[locale].date);
};

/** The figures one looks for first: a number, and what it counts. */
const addFigures = (book: Book, sheet: Grid): void => {
  const column = (key: Parameters<typeof overview>[1]) => overview(book, key);
  const soon = `COUNTIFS(${column('open')},1,${column('due')},">="&TODAY(),${column('due')},"<="&${workdaysAhead(book, 3)})`;
  const figures = [
    [DASHBOARD.open, `SUM(${column('open')})`, 2, 3, PALETTE.ink],
    [DASHBOARD.late, `SUM(${column('late')})`, 4, 5, TONES.late.text],
    [DASHBOARD.soon, soon, 6, 8, TONES.soon.text],
    [DASHBOARD.stuck, `COUNTIFS(${column('open')},1,${column('level')},">0")`, MIDDLE.from, MIDDLE.to, TONES.late.text],
    [DASHBOARD.disputes, `COUNT(${column('escalation')})`, RIGHT.from, RIGHT.to, PALETTE.ink],
  ] as const;
  sheet.getRow(KPI).height = 34;
  sheet.getRow(KPI + 1).height = 18;
  for (const [words, formula, from, to, ink] of figures) {
    const number = span(sheet, KPI, from, to, {
      font: font(book.locale, ink, { size: 22, bold: true }),
      alignment: { vertical: 'bottom', horizontal: 'left' },
    });
    calculate(number, formula);
    span(sheet, KPI + 1, from, to, {
      font: font(book.locale, PALETTE.quiet, { size: 10 }),
      alignment: { vertical: 'top', horizontal: 'left' },
    }).value = book.say(words);
  }
};

/** A text format would show the formula itself. */
const shownAs = (column: Column, locale: Locale): string => {
  const format = numberFormat(column, locale);
  return format === '@' ? 'General' : format;
};

/** The overview's row of the n-th most urgent item. */
const addUrgent = (book: Book, sheet: Grid): void => {
  const look = looks(book);
  heading(book, sheet, TOP - 1, { from: 2, to: 8 }, book.say(DASHBOARD.urgent));
  const keys = ['id', 'name', 'owner', 'status', 'due', 'daysLate', 'court'] as const;
  const columns = VIEWS.overview.columns;
  keys.forEach((key, index) => {
    const cell = sheet.getCell(TOP, index + 2);
    cell.value = book.say(columns[key].header);
    cell.style = look.label;
  });
  const order = overview(book, 'urgency');
  for (let n = 1; n <= URGENT; n++) {
    keys.forEach((key, index) => {
      const cell = sheet.getCell(TOP + n, index + 2);
      const value = `INDEX(${overview(book, key)},MATCH(LARGE(${order},${n}),${order},0))`;
      calculate(cell, `IFERROR(${value},"")`);
      cell.style = {
        ...look.cell,
        numFmt: shownAs(columns[key], book.locale),
        ...(key === 'daysLate' && { numFmt: '0;-0;;@', alignment: { vertical: 'middle', horizontal: 'center' } }),
      };
    });
  }
};

/** A bar of blocks after a number: every program can draw it. */
const bar = (value: string, most: string): string => `IFERROR(REPT("█",ROUND(${value}/MAX(1,${most})*${BAR},0)),"")`;

const barStyle = (book: Book) => ({
  font: font(book.locale, '#8fb8a8', { size: 9 }),
  alignment: { vertical: 'middle', horizontal: 'left', indent: 1 } as const,
  border: ruled,
});

const addStatuses = (book: Book, sheet: Grid): void => {
  const look = looks(book);
  const { from, to } = MIDDLE;
  heading(book, sheet, TOP - 1, MIDDLE, book.say(DASHBOARD.byStatus));
  const { options } = TABS.tracker.columns.status;
  const numbers = `${absolute(from + 7, TOP + 1)}:${absolute(from + 7, TOP + options.length)}`;
  span(sheet, TOP, from, from + 6, look.label).value = book.header('tracker', 'status');
  span(sheet, TOP, from + 7, from + 9, { ...look.label, alignment: look.number.alignment }).value = book.say(
    DASHBOARD.count,
  );
  span(sheet, TOP, from + 10, to, look.label);
  options.forEach(({ label, tone }, index) => {
    const row = TOP + 1 + index;
    span(sheet, row, from, from + 6, { ...look.cell, font: font(book.locale, TONES[tone].text) }).value =
      book.say(label);
    calculate(
      span(sheet, row, from + 7, from + 9, look.number),
      `COUNTIFS(${overview(book, 'status')},${text(book.say(label))},${overview(book, 'tracked')},1)`,
    );
    calculate(span(sheet, row, from + 10, to, barStyle(book)), bar(absolute(from + 7, row), `MAX(${numbers})`));
  });
};

/** Whose move it is: first who holds what has escalated, then what is late, then most. */
const addWaiting = (book: Book, sheet: Grid): void => {
  const look = looks(book);
  const { from, to } = RIGHT;
  heading(book, sheet, TOP - 1, RIGHT, book.say(DASHBOARD.waiting));
  span(sheet, TOP, from, from + 8, look.label).value = book.say(VIEWS.overview.columns.court.header);
  const right = { ...look.label, alignment: look.number.alignment };
  span(sheet, TOP, from + 9, from + 11, right).value = book.say(DASHBOARD.openShort);
  span(sheet, TOP, from + 12, from + 14, right).value = book.say(DASHBOARD.lateShort);
  span(sheet, TOP, from + 15, to, look.label);
  const order = overview(book, 'held');
  const most = `MAX(${absolute(from + 9, TOP + 1)}:${absolute(from + 9, TOP + URGENT)})*2`;
  for (let n = 1; n <= URGENT; n++) {
    const row = TOP + n;
    const name = absolute(from, row);
    const count = (key: 'open' | 'late') =>
      `IF(${name}="","",COUNTIFS(${overview(book, 'court')},${name},${overview(book, key)},1))`;
    calculate(
      span(sheet, row, from, from + 8, look.cell),
      `IFERROR(INDEX(${overview(book, 'court')},MATCH(LARGE(${order},${n}),${order},0)),"")`,
    );
    calculate(span(sheet, row, from + 9, from + 11, look.number), count('open'));
    calculate(span(sheet, row, from + 12, from + 14, { ...look.number, numFmt: '0;;;@' }), count('late'));
    calculate(span(sheet, row, from + 15, to, barStyle(book)), bar(`N(${absolute(from + 9, row)})`, most));
  }
};

/** A text of at most so many characters, ending in … where it is longer. */
const shortened = (value: string, most: number): string =>
  `LEFT(${value},${most}-(LEN(${value})>${most}))&IF(LEN(${value})>${most},"…","")`;

const addEscalations = (book: Book, sheet: Grid): void => {
  const look = looks(book);
  heading(book, sheet, SECOND - 1, { from: 2, to: 8 }, book.say(DASHBOARD.escalations));
  const order = overview(book, 'escalation');
  // Id, issue over three columns, opened on, days, level.
  const parts = [
    { key: 'id', from: 2, to: 2, title: book.header('escalations', 'id') },
    { key: 'issue', from: 3, to: 5, title: book.header('escalations', 'issue') },
    { key: 'openedOn', from: 6, to: 6, title: book.header('escalations', 'openedOn') },
    { key: 'days', from: 7, to: 7, title: book.say(VIEWS.overview.columns.daysLate.header) },
    { key: 'level', from: 8, to: 8, title: book.header('escalations', 'level') },
  ] as const;
  for (const { key, from, to, title } of parts) {
    span(sheet, SECOND, from, to, look.label).value = key === 'days' ? book.say(DASHBOARD.since) : title;
    for (let n = 1; n <= DISPUTES; n++) {
      const row = SECOND + n;
      const place = `MATCH(LARGE(${order},${n}),${order},0)`;
      const opened = absolute(6, row);
      const value =
        key === 'days'
          ? `IF(ISNUMBER(${opened}),${workdaysBetween(book, opened, 'TODAY()')},"")`
          : key === 'issue'
            ? shortened(book.at('escalations', key, place), TYPOGRAPHY[book.locale].issue)
            : `IF(${book.at('escalations', key, place)}="","",${book.at('escalations', key, place)})`;
      calculate(
        span(sheet, row, from, to, {
          ...look.cell,
          ...(key === 'openedOn' && { numFmt: TYPOGRAPHY[book.locale].date }),
          ...(key === 'days' && { alignment: { vertical: 'middle', horizontal: 'center' } }),
        }),
        `IFERROR(${value},"")`,
      );
    }
  }
};

const addRequests = (book: Book, sheet: Grid): void => {
  const look = looks(book);
  heading(book, sheet, SECOND - 1, { from: MIDDLE.from, to: RIGHT.to }, book.say(DASHBOARD.requests));
  const standings = book.column('requests', 'standing');
  const rows = [
    ...book.standings.map((label) => ({ label, formula: `COUNTIF(${standings},${text(`${label}*`)})` })),
    {
      label: book.say(DASHBOARD.notSeen),
      formula: `COUNTIFS(${book.column('requests', 'name')},"?*",${standings},"")`,
    },
  ];
  const half = DISPUTES;
  rows.forEach(({ label, formula }, index) => {
    const { from, to } = index < half ? MIDDLE : RIGHT;
    const row = SECOND + 1 + (index % half);
    span(sheet, row, from, from + 9, look.cell).value = label;
    calculate(span(sheet, row, from + 10, from + 12, { ...look.number, numFmt: '0;;;@' }), formula);
    calculate(span(sheet, row, from + 13, to, barStyle(book)), `REPT("█",MIN(${BAR / 2},${absolute(from + 10, row)}))`);
  });
  for (const { from, to } of [MIDDLE, RIGHT]) span(sheet, SECOND, from, to, look.label);
};

/** Tasks that are open by their due date, and the days from this week's Monday on. */
const addGantt = (book: Book, sheet: Grid): Colour[] => {
  const look = looks(book);
  const [title, weeks, days] = [GANTT - 1, GANTT, GANTT + 1];
  const first = GANTT + 2;
  const last = first + TASKS - 1;
  heading(book, sheet, title, { from: 2, to: 8 }, book.say(DASHBOARD.gantt));
  addLegend(book, sheet, title);

  const keys = ['id', 'name', 'owner', 'status', 'due', 'progress', 'start'] as const;
  const columns = VIEWS.overview.columns;
  const order = overview(book, 'order');
  keys.forEach((key, index) => {
    const hidden = key === 'start';
    const label = sheet.getCell(days, index + 2);
    label.value = hidden ? null : book.say(columns[key].header);
    label.style = look.label;
    for (let n = 1; n <= TASKS; n++) {
      const value = `INDEX(${overview(book, key)},MATCH(SMALL(${order},${n}),${order},0))`;
      const cell = sheet.getCell(first + n - 1, index + 2);
      calculate(cell, `IFERROR(${value},"")`);
      cell.style = {
        ...look.cell,
        numFmt: hidden ? ';;;' : shownAs(columns[key], book.locale),
        ...(key === 'progress' && { alignment: { vertical: 'middle', horizontal: 'center' } }),
      };
    }
  });

  for (let week = 0; week < DAYS / 7; week++) {
    const from = FIRST_DAY + week * 7;
    calculate(
      span(sheet, weeks, from, from + 6, {
        ...look.label,
        numFmt: TYPOGRAPHY[book.locale].week,
      }),
      week === 0 ? 'TODAY()-WEEKDAY(TODAY(),2)+1' : `${absolute(FIRST_DAY, weeks)}+${7 * week}`,
    );
  }
  const day = (column: number) => `${columnLetters(column)}$${days}`;
  for (let i = 0; i < DAYS; i++) {
    const column = FIRST_DAY + i;
    const cell = sheet.getCell(days, column);
    calculate(cell, i === 0 ? absolute(FIRST_DAY, weeks) : `${day(column - 1)}+1`);
    cell.style = {
      font: font(book.locale, PALETTE.quiet, { size: 7 }),
      numFmt: 'd',
      alignment: { vertical: 'middle', horizontal: 'center' },
      border: ruled,
    };
    // Hidden below: 1 on a workday.
    calculate(sheet.getCell(last + 1, column), workdaysBetween(book, `(${day(column)}-1)`, day(column)));
    for (let row = first; row <= last; row++) sheet.getCell(row, column).style = { border: ruled };
  }
  sheet.getRow(last + 1).hidden = true;

  const at = (key: (typeof keys)[number]) => `$${columnLetters(keys.indexOf(key) + 2)}${first}`;
  const today = day(FIRST_DAY);
  const ref = `${columnLetters(FIRST_DAY)}${first}:${columnLetters(LAST_DAY)}${last}`;
  const has = `ISNUMBER(${at('due')})`;
  const begins = `IF(ISNUMBER(${at('start')}),${at('start')},${at('due')})`;
  // By label, like the colours of a status: a condition takes no list of words.
  const hindered = ['delayed', 'blocked'].map((key) => `${at('status')}=${text(book.label('tracker', 'status', key))}`);
  const planned = `AND(${has},${today}>=${begins},${today}<=${at('due')})`;
  const fill = (hex: string) => ({ fill: ground(hex) });
  return [
    { ref, when: `AND(${has},${today}=${at('due')})`, style: fill(PALETTE.ink) },
    { ref, when: `AND(${has},${today}>${at('due')},${today}<=TODAY())`, style: fill(BARS.late) },
    { ref, when: `AND(${planned},OR(${hindered.join(',')}))`, style: fill(BARS.late) },
    { ref, when: planned, style: fill(BARS.ahead) },
    { ref, when: `${columnLetters(FIRST_DAY)}$${last + 1}=0`, style: fill(TONES.quiet.ground) },
    {
      ref: `${columnLetters(FIRST_DAY)}${days}:${columnLetters(LAST_DAY)}${days}`,
      when: `${today}=TODAY()`,
      style: { font: { color: argb(PALETTE.white), bold: true }, fill: ground(PALETTE.ink) },
    },
    {
      ref: `${columnLetters(keys.indexOf('due') + 2)}${first}:${columnLetters(keys.indexOf('due') + 2)}${last}`,
      when: `AND(${has},${at('due')}<TODAY())`,
      style: { font: { color: argb(TONES.late.text) } },
    },
  ];
};

/** Fills strong enough for a bar, of the tones they stand for. */
const BARS = { late: '#e9a39c', ahead: '#9dbdea' } as const;

/** What the colours of days mean: a square as the days have it, and a word behind it. */
const addLegend = (book: Book, sheet: Grid, row: number): void => {
  const { border } = looks(book).heading;
  const entries = [
    [BARS.ahead, DASHBOARD.planned],
    [PALETTE.ink, DASHBOARD.dueDay],
    [BARS.late, DASHBOARD.hindered],
    [TONES.quiet.ground, DASHBOARD.dayOff],
  ] as const;
  for (let column = FIRST_DAY; column <= LAST_DAY; column++) sheet.getCell(row, column).style = { border };
  const room = Math.floor(DAYS / entries.length);
  entries.forEach(([hex, words], index) => {
    const at = FIRST_DAY + index * room;
    sheet.getCell(row, at).style = { fill: solid(hex), border };
    span(sheet, row, at + 1, at + room - 1, {
      font: font(book.locale, PALETTE.quiet, { size: 9 }),
      alignment: { vertical: 'middle', horizontal: 'left', indent: 1 },
      border,
    }).value = book.say(words);
  });
};

const tableColours = (book: Book): Colour[] => {
  const status = (column: number, from: number, to: number) =>
    TABS.tracker.columns.status.options.map(({ label, tone }) => ({
      ref: `${columnLetters(column)}${from}:${columnLetters(column)}${to}`,
      when: `${columnLetters(column)}${from}=${text(book.say(label))}`,
      style: { font: { color: argb(TONES[tone].text) }, fill: ground(TONES[tone].ground) },
    }));
  return [
    // Nothing late is nothing red.
    {
      ref: `B${KPI}:${columnLetters(LAST_DAY)}${KPI}`,
      when: `B${KPI}=0`,
      style: { font: { color: argb(PALETTE.quiet) } },
    },
    ...status(5, TOP + 1, TOP + URGENT),
    ...status(5, GANTT + 2, GANTT + 1 + TASKS),
    {
      ref: `F${TOP + 1}:G${TOP + URGENT}`,
      when: `AND(ISNUMBER($F${TOP + 1}),$F${TOP + 1}<TODAY())`,
      style: { font: { color: argb(TONES.late.text) } },
    },
  ];
};
