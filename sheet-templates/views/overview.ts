/** The overview: one flat row an item, to filter and pivot. */
import { type Column, columnLetters, type Option, POLICY, TABS, tabOf } from '../index.ts';
import { HEADER_ROW, LAST_CHECKED_ROW, LIST_ROW_HEIGHT, tableName } from '../layout.ts';
import { PALETTE, TONES } from '../palette.ts';
import { VIEWS } from '../views.ts';
import { type Book, orBlank, text } from './book.ts';
import type { Colour, Grid } from './grid.ts';
import { addTitle, calculate } from './sheet.ts';
import { argb, cellStyle, dateWords, ground, headerStyle, numberFormat, ruled, widthIn } from './style.ts';
import { TYPOGRAPHY } from './typography.ts';
import { WEEK_CELLS, WEEKS, type WeekCell, weekFormulas } from './week.ts';

type Key = keyof typeof VIEWS.overview.columns;
const COLUMNS = Object.entries(VIEWS.overview.columns) as [Key, Column][];
const FIRST = HEADER_ROW + 1;
/** Items for which there are formulas; in a file each sweep puts values in their place, as many as there are. */
export const ITEMS = 200;
/** Rows of items that other views look at, and of the calendar and the escalations. */
const LOOKED_AT = LAST_CHECKED_ROW - HEADER_ROW;
const LISTED = 300;

/** What other views count and sort by, one value a row, in hidden columns beside the table. */
const HELPERS = [
  'open',
  'late',
  'urgency',
  'order',
  'done',
  'known',
  'held',
  'date',
  'workdays',
  'escalation',
  'tracked',
  'over',
] as const;
type Helper = (typeof HELPERS)[number];
/** A column stays empty between the table and the helpers, so that a filter ends with the table. */
const lettersOf = (key: Key | Helper): string => {
  const own = COLUMNS.findIndex(([name]) => name === key);
  return columnLetters(own >= 0 ? own + 1 : COLUMNS.length + 2 + HELPERS.indexOf(key as Helper));
};
const LENGTH: Partial<Record<Key | Helper, number>> = { date: LISTED, workdays: LISTED, escalation: LISTED };

/** A column of the overview, for formulas anywhere in the workbook. */
export const overview = (book: Book, key: Key | Helper): string => {
  const letters = lettersOf(key);
  return `'${book.say(VIEWS.overview.title)}'!$${letters}$${FIRST}:$${letters}$${FIRST + (LENGTH[key] ?? LOOKED_AT) - 1}`;
};

/**
 * Workdays after one day, up to and with another: the days of the week that are not off, and what the calendar's rows change.
 * `from` and `to` are formulas that give dates.
 */
export const workdaysBetween = (book: Book, from: string, to: string): string => {
  // Both ranges of one sheet: SUMIFS fails when one of them loses a row.
  const [dates, changes] = [overview(book, 'date'), overview(book, 'workdays')];
  return `MAX(0,NETWORKDAYS.INTL(${from}+1,${to},${weekOf(book)})+SUMIFS(${changes},${dates},">"&${from},${dates},"<="&${to}))`;
};

/** Teams' own words are shown as the word that the lists offer: both stand side by side in hidden columns. */
const WORDS = { status: TABS.tracker.columns.status, kind: TABS.calendar.columns.kind } as const;
type WordList = keyof typeof WORDS;
const wordsOf = (list: WordList): { readonly word: string; readonly option: Option }[] =>
  WORDS[list].options.flatMap((option: Option) =>
    [...new Set([...Object.values(option.label), ...option.aliases])].map((word) => ({ word, option })),
  );
/** The columns of a list's words and of what they mean. */
const wordColumns = (list: WordList): readonly [string, string] => {
  const first = COLUMNS.length + 3 + HELPERS.length + 2 * Object.keys(WORDS).indexOf(list);
  return [columnLetters(first), columnLetters(first + 1)];
};

/** Beside them, which countries' weeks are not Monday to Friday, and the week of this workbook. */
const [WEEK_NAME, WEEK_FIGURES, WEEK] = [0, 1, 2].map((at) =>
  columnLetters(COLUMNS.length + 3 + HELPERS.length + 2 * Object.keys(WORDS).length + at),
) as [string, string, string];
const weekCell = (book: Book, cell: WeekCell): string =>
  `'${book.say(VIEWS.overview.title)}'!$${WEEK}$${FIRST + WEEK_CELLS.indexOf(cell)}`;
/** The days off of each week as seven figures, for formulas anywhere in the workbook. */
const weekOf = (book: Book): string => {
  const last = FIRST + WEEK_CELLS.length - 1;
  return `INDEX('${book.say(VIEWS.overview.title)}'!$${WEEK}$${FIRST}:$${WEEK}$${last},${WEEK_CELLS.indexOf('week') + 1})`;
};
/** `days` workdays after today, without what the calendar changes. */
export const workdaysAhead = (book: Book, days: number | string): string =>
  `WORKDAY.INTL(TODAY(),${days},${weekOf(book)})`;

const addWeek = (book: Book, sheet: Grid): void => {
  const column = (letters: string) => `$${letters}$${FIRST}:$${letters}$${FIRST + WEEKS.length - 1}`;
  WEEKS.forEach(({ name, figures }, i) => {
    sheet.getCell(`${WEEK_NAME}${FIRST + i}`).value = name;
    sheet.getCell(`${WEEK_FIGURES}${FIRST + i}`).value = figures;
  });
  const formulas = weekFormulas(book, (cell) => weekCell(book, cell), column(WEEK_NAME), column(WEEK_FIGURES));
  WEEK_CELLS.forEach((cell, i) => {
    calculate(sheet.getCell(`${WEEK}${FIRST + i}`), formulas[cell]);
  });
  for (const letters of [WEEK_NAME, WEEK_FIGURES, WEEK]) sheet.getColumn(letters).hidden = true;
};

/** What a word means, as a formula; an error for one that is in nobody's list. */
const meaning = (book: Book, list: WordList, word: string): string => {
  const [words, meanings] = wordColumns(list).map(
    (letters) =>
      `'${book.say(VIEWS.overview.title)}'!$${letters}$${FIRST}:$${letters}$${FIRST + wordsOf(list).length - 1}`,
  );
  return `INDEX(${meanings},MATCH(${word},${words},0))`;
};

const addWords = (book: Book, sheet: Grid): void => {
  for (const list of Object.keys(WORDS) as WordList[]) {
    const [words, meanings] = wordColumns(list);
    wordsOf(list).forEach(({ word, option }, i) => {
      sheet.getCell(`${words}${FIRST + i}`).value = word;
      sheet.getCell(`${meanings}${FIRST + i}`).value = book.say(option.label);
    });
    for (const letters of [words, meanings]) sheet.getColumn(letters).hidden = true;
  }
};

/** The formula of a cell; `row` is its row, `place` that of its item in the tracker. */
const formulas = (book: Book): Record<Key, (row: number, place: number) => string> => {
  const notStarted = text(book.label('tracker', 'status', 'not-started'));
  const said = (key: string) => (row: number, place: number) =>
    `IF($A${row}="","",${book.at('tracker', key, place)}&"")`;
  const number = (key: string) => (row: number, place: number) => {
    const value = book.at('tracker', key, place);
    return `IF($A${row}="","",IF(ISNUMBER(${value}),${value},""))`;
  };
  const hasActions = book.tabs.includes('actions');
  const own = (row: number, ofTask: string, ofAction: () => string) =>
    `IF($A${row}="","",IFERROR(${ofTask}&"",${hasActions ? `IFERROR(${ofAction()}&"","")` : '""'}))`;
  const plans = (['raci', 'actions', 'retrospective'] as const).filter((tab) => book.tabs.includes(tab));
  return {
    id: (_, place) => orBlank(book.at('tracker', 'id', place)),
    name: said('name'),
    kind: (row) =>
      plans.reduceRight(
        (otherwise, tab) =>
          `IF(ISNUMBER(${book.find(tab, 'id', `$A${row}`)}),${text(book.say(tabOf(tab).title))},${otherwise})`,
        '""',
      ),
    request: (row) =>
      own(row, book.byId('raci', 'request', `$A${row}`), () =>
        book.byId('meetings', 'request', book.byId('actions', 'meeting', `$A${row}`)),
      ),
    owner: said('owner'),
    department: (row) =>
      own(row, book.byId('raci', 'department', `$A${row}`), () => book.byId('actions', 'department', `$A${row}`)),
    start: (row) => {
      const start = book.byId('raci', 'start', `$A${row}`);
      return `IF($A${row}="","",IFERROR(IF(ISNUMBER(${start}),${start},""),""))`;
    },
    due: (row, place) => {
      const [replanned, due] = [book.at('tracker', 'newDue', place), book.at('tracker', 'due', place)];
      return `IF($A${row}="","",IF(ISNUMBER(${replanned}),${replanned},IF(ISNUMBER(${due}),${due},"")))`;
    },
    status: (row, place) => {
      const now = book.at('tracker', 'status', place);
      return `IF($A${row}="","",IF(${now}="",${notStarted},IFERROR(${meaning(book, 'status', now)},${now})))`;
    },
    progress: number('progress'),
    daysLate: (row) => {
      const due = `$${lettersOf('due')}${row}`;
      return `IF($A${row}="","",IF($${lettersOf('late')}${row}=1,${workdaysBetween(book, due, 'TODAY()')},0))`;
    },
    court: said('court'),
    level: number('level'),
    next: said('next'),
  };
};

const helperFormulas = (book: Book): Record<Helper, (row: number, place: number) => string> => {
  const cell = (key: Key | Helper, row: number) => `$${lettersOf(key)}${row}`;
  const isOneOf = (row: number, ...keys: string[]) =>
    keys.map((key) => `${cell('status', row)}=${text(book.label('tracker', 'status', key))}`).join(',');
  /** A day of what Baton remembers of the item; today where it remembers none. */
  const remembered = (row: number, key: string) => `IFERROR(1/(1/${book.byId('_state', key, `$A${row}`)}),TODAY())`;
  return {
    open: (row) => `IF(OR($A${row}="",${isOneOf(row, 'done', 'cancelled')}),0,1)`,
    late: (row) =>
      `IF(AND(${cell('open', row)}=1,ISNUMBER(${cell('due', row)})),IF(${cell('due', row)}<TODAY(),1,0),0)`,
    // Late ones by how late, then what is stuck, hindered, and due soon. The place makes every value differ.
    urgency: (row, place) => {
      const late = `${cell('late', row)}*(100000+100*N(${cell('daysLate', row)}))`;
      const stuck = `30*N(${cell('level', row)})`;
      const slowed = `OR(${isOneOf(row, 'delayed', 'blocked')})*10`;
      const due = cell('due', row);
      const soon = `IF(ISNUMBER(${due}),(${due}<=${workdaysAhead(book, POLICY.remindDays.default)})*1,0)`;
      const sum = `${late}+${stuck}+${slowed}+${soon}`;
      return `IF(${cell('open', row)}=0,"",IF(${sum}=0,"",${sum}-${place}/1000))`;
    },
    order: (row, place) =>
      `IF(AND(${cell('open', row)}=1,ISNUMBER(${cell('due', row)})),${cell('due', row)}+${place}/1000,"")`,
    // The day something done was last updated; else the day Baton saw it, else today.
    done: (row, place) => {
      const updated = book.at('tracker', 'updatedOn', place);
      const seen = remembered(row, 'changedOn');
      return `IF(AND($A${row}<>"",${isOneOf(row, 'done')}),MIN(TODAY(),IF(ISNUMBER(${updated}),${updated},${seen})),"")`;
    },
    // Since when there is such an item at all; nothing for one that was called off.
    known: (row) =>
      `IF(OR($A${row}="",${isOneOf(row, 'cancelled')}),"",MIN(${remembered(row, 'seenOn')},${cell('done', row)}))`,
    // In the first row of whoever it is waited for: how much of it has escalated, then how much is late, then how much is open.
    held: (row, place) => {
      const upToHere = (key: Key | Helper) => `$${lettersOf(key)}$${FIRST}:${cell(key, row)}`;
      const [whole, who] = [(key: Key | Helper) => overview(book, key), cell('court', row)];
      return (
        `IF(OR(${cell('open', row)}=0,${who}=""),"",IF(COUNTIFS(${upToHere('court')},${who},${upToHere('open')},1)>1,"",` +
        `1000000*COUNTIFS(${whole('court')},${who},${whole('level')},">0",${whole('open')},1)+` +
        `1000*SUMIFS(${whole('late')},${whole('court')},${who})+SUMIFS(${whole('open')},${whole('court')},${who})-${place}/1000))`
      );
    },
    date: (_, place) => orBlank(book.at('calendar', 'date', place)),
    // What a row of the calendar adds to the days of the week. A team's own row outweighs the official one of that day, and of
    // two rows that say the same the first counts.
    workdays: (_, place) => {
      const [dates, sources] = [book.column('calendar', 'date'), book.column('calendar', 'source')];
      const day = book.at('calendar', 'date', place);
      const official = text(book.label('calendar', 'source', 'official'));
      const upToHere = (column: string) => `${column.split(':')[0]}:INDEX(${column},${place})`;
      const counts =
        `IF(${book.at('calendar', 'source', place)}=${official},` +
        `AND(COUNTIFS(${dates},${day},${sources},"<>"&${official})=0,MATCH(${day},${dates},0)=${place}),` +
        `COUNTIFS(${upToHere(dates)},${day},${upToHere(sources)},"<>"&${official})=1)`;
      const kind = meaning(book, 'kind', book.at('calendar', 'kind', place));
      const isKind = (key: string) => `IFERROR(${kind}=${text(book.label('calendar', 'kind', key))},FALSE)`;
      const change = `IF(MID(${weekOf(book)},WEEKDAY(${day},2),1)="0",IF(${isKind('off')},-1,0),IF(${isKind('work')},1,0))`;
      return `IF(ISNUMBER(${day}),IF(${counts},${change},0),0)`;
    },
    // Open ones: the higher the level and the older, the earlier.
    escalation: (_, place) => {
      if (!book.tabs.includes('escalations')) return '""';
      const at = (key: string) => book.at('escalations', key, place);
      return (
        `IF(OR(${at('issue')}="",AND(${at('decision')}<>"",${at('agreedBy')}=""),${at('decidedOn')}<>"",${at('end')}<>""),"",` +
        `100000*N(${at('level')})+IF(ISNUMBER(${at('openedOn')}),MAX(0,TODAY()-${at('openedOn')}),0)+1-${place}/1000)`
      );
    },
    // What has a row of progress; a sweep adds rows of what has none, and they are in no figure.
    tracked: (row) => `IF($A${row}="",0,1)`,
    over: (row) => `IF(AND($A${row}<>"",${cell('open', row)}=0),1,0)`,
  };
};

export const addOverview = (book: Book, sheet: Grid): void => {
  const { locale } = book;
  const cells = formulas(book);
  addTitle(book, sheet, VIEWS.overview);
  sheet.table = {
    name: tableName('overview'),
    ref: `A${HEADER_ROW}:${columnLetters(COLUMNS.length)}${FIRST + ITEMS - 1}`,
  };
  sheet.getRow(HEADER_ROW).height = TYPOGRAPHY[locale].overviewHeader;
  COLUMNS.forEach(([key, column], index) => {
    sheet.getColumn(index + 1).width = widthIn(column.width);
    const header = sheet.getCell(HEADER_ROW, index + 1);
    header.value = column.header[locale];
    header.style = headerStyle(locale);
    for (let row = FIRST; row < FIRST + ITEMS; row++) {
      calculate(sheet.getCell(row, index + 1), cells[key](row, row - HEADER_ROW));
      // Its line comes with what stands in it: what shows nothing is not printed.
      const { border: _, ...style } = cellStyle(column, locale);
      sheet.getCell(row, index + 1).style = {
        ...style,
        alignment: { ...style.alignment, wrapText: false },
        // On time is said by saying nothing.
        ...(key === 'daysLate' && { numFmt: '0;-0;;@' }),
        ...(key === 'level' && {
          numFmt: numberFormat(LEVEL, locale),
          alignment: { vertical: 'middle', horizontal: 'left' },
        }),
      };
    }
  });
  for (let row = FIRST; row < FIRST + ITEMS; row++) sheet.getRow(row).height = LIST_ROW_HEIGHT;

  addWords(book, sheet);
  addWeek(book, sheet);
  const helpers = helperFormulas(book);
  for (const key of HELPERS) {
    const column = sheet.getColumn(lettersOf(key));
    column.hidden = true;
    sheet.getCell(`${lettersOf(key)}${HEADER_ROW}`).value = key;
    for (let i = 0; i < (LENGTH[key] ?? ITEMS); i++) {
      calculate(sheet.getCell(`${lettersOf(key)}${FIRST + i}`), helpers[key](FIRST + i, i + 1));
    }
  }
  sheet.printArea = `A$1:${lettersOf('next')}$${LAST_CHECKED_ROW}`;
  sheet.colours.push(...overviewColours(book));
};

/** Shown like the tracker's. */
const LEVEL = TABS.tracker.columns.level;

const overviewColours = (book: Book): Colour[] => {
  const last = LAST_CHECKED_ROW;
  const range = (key: Key) => `${lettersOf(key)}${FIRST}:${lettersOf(key)}${last}`;
  const cell = (key: Key | Helper) => `$${lettersOf(key)}${FIRST}`;
  const late = { font: { color: argb(TONES.late.text) }, fill: ground(TONES.late.ground) };
  const whole = `A${FIRST}:${lettersOf('next')}${last}`;
  const over = { font: { color: argb(PALETTE.over) }, fill: ground(PALETTE.ground) };
  return [
    { ref: whole, when: `${cell('over')}=1`, style: over },
    { ref: whole, when: `$A${FIRST}<>""`, style: { border: ruled } },
    ...TABS.tracker.columns.status.options.map(({ label, tone }) => ({
      ref: range('status'),
      when: `${cell('status')}=${text(book.say(label))}`,
      style: { font: { color: argb(TONES[tone].text) }, fill: ground(TONES[tone].ground) },
    })),
    ...(['due', 'daysLate'] as const).map((key) => ({ ref: range(key), when: `${cell('late')}=1`, style: late })),
    ...(['start', 'due'] as const).flatMap((key) => dateWords(range(key), cell(key), book.locale)),
  ];
};
