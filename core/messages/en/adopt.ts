/** In English: taking a team’s own workbook in. Lines of the report are without their indentation. */
import type { Locale } from '../../../sheet-templates/index.ts';
import { countWord, fewOf, listOf, plural, someOf } from './format.ts';

/** Rows or texts of which the first few are shown. */
interface Rows {
  readonly count: number;
  readonly rows: readonly (number | string)[];
}
interface Examples {
  readonly count: number;
  readonly examples: readonly string[];
}
/** Words that could not be read, and how often each stands there. */
type Words = readonly { readonly word: string; readonly count: number }[];

const rowsOf = ({ rows, count }: Rows) => `${plural(count, 'row')} ${fewOf(rows, count)}`;
const examplesOf = ({ examples, count }: Examples) => fewOf(examples, count, '; ');
const wordsOf = (words: Words) => someOf(words.map(({ word, count }) => (count > 1 ? `${word} × ${count}` : word)));
const sumOf = (words: Words) => words.reduce((sum, { count }) => sum + count, 0);

/** Names across a matrix are shown up to this many, and cells that could not be read; `--json` has them all. */
const ACROSS = 12;
const UNREAD = 10;
const across = (names: readonly string[]) => someOf(names, ACROSS);

const workdays = (days: number) => (days === 1 ? 'workday' : `${days} workdays`);

export const adopt = {
  otherEnding: ({ path, ending }: { path: string; ending: string }) =>
    `${path} must end in ${ending}, as the file does. Choose another name.`,
  /** What only a person can fill in, in a call. */
  placeholder: { row: 'ROW', column: 'COLUMN' },
  nothingToAdopt: ({ name, found, call }: { name: string; found: readonly string[]; call: string }) =>
    [
      `${name} holds no table of tasks that can be followed, and was not changed.`,
      ...found,
      'Baton needs one sheet with a column of tasks and at least one of owner, due date and status, each under a header.',
      `If one of its sheets is a list of tasks all the same, say where: ${call}`,
    ].join(' '),
  /** Nothing was taken: what is likely, what lacks, and the call that goes on. */
  unsureOfSheet: ({
    name,
    title,
    row,
    columns,
    lacks,
    call,
  }: {
    name: string;
    title: string;
    row: number;
    columns: readonly string[];
    lacks: readonly string[];
    call: string;
  }) =>
    [
      `${name} was not changed: it is not sure that “${title}” is a list of tasks.`,
      `Understood in row ${row}: ${columns.join(', ')}.`,
      ...(lacks.length > 0 ? [`Not found: ${listOf(lacks)}.`] : []),
      `If that is the sheet, and its columns are right: ${call}`,
    ].join(' '),
  /** The same of a matrix whose marks are its own. */
  unsureOfMarks: ({
    name,
    title,
    marks,
    call,
  }: {
    name: string;
    title: string;
    marks: readonly string[];
    call: string;
  }) =>
    `${name} was not changed: “${title}” looks like a matrix of who does what, and its marks are not known (${marks.join(', ')}). If they mean this: ${call}`,
  /** A flag that says how a sheet is read, and cannot be. */
  choice: {
    notARow: ({ text }: { text: string }) => `--header needs the number of a row, such as 3; “${text}” isn’t one.`,
    notWorkdays: ({ text }: { text: string }) =>
      `--quiet-days needs a number of workdays from 0 to 250, such as 5; “${text}” isn’t one.`,
    notAPair: ({ flag, text }: { flag: string; text: string }) =>
      `${flag} ${text} lacks one side of the =. Write, for example: ${flag === '--map' ? '--map due=F' : `${flag} "what stands there=what it means"`}`,
    noSuchMeaning: ({ text, known }: { text: string; known: readonly string[] }) =>
      `A column can’t mean “${text}”. It can be: ${known.join(', ')}.`,
    noSuchState: ({ text, known }: { text: string; known: readonly string[] }) =>
      `There is no status “${text}”. There are: ${known.join(', ')}, and - for a word that says nothing.`,
    noSuchLetter: ({ text, known }: { text: string; known: readonly string[] }) =>
      `A mark can’t mean “${text}”. It can be: ${known.join(', ')}, or - where it says nothing.`,
    noSuchSheet: ({ text, titles }: { text: string; titles: readonly string[] }) =>
      `There is no sheet “${text}”. There are: ${someOf(titles, ACROSS)}.`,
    noSuchColumn: ({
      text,
      title,
      row,
      headers,
    }: {
      text: string;
      title: string;
      row: number;
      headers: readonly string[];
    }) => `“${title}” has no column “${text}” in row ${row}. There are: ${someOf(headers, ACROSS)}.`,
  },
  /** Sheets that are nearly a table of tasks. */
  nearly: {
    colours: ({ title }: { title: string }) =>
      `“${title}” is a schedule with days across, whose status is only a cell’s colour; colours cannot be read.`,
    unnamed: ({ title, column, examples }: { title: string; column: string; examples: readonly string[] }) =>
      `Column ${column} of “${title}” may hold tasks (${examples.join(', ')}), but has no header to say so.`,
    other: ({ title, header }: { title: string; header: string }) =>
      `“${title}” has a column “${header}”, but no owner, due date or status was recognised.`,
    directory: ({ title }: { title: string }) => `“${title}” is a directory of people.`,
    departments: ({ title }: { title: string }) => `“${title}” is a list of departments.`,
  },

  nothingToDo: ({ name }: { name: string }) => `${name} is a Baton workbook already; there is nothing to do.`,
  copy: ({ name }: { name: string }) =>
    `${name} is a copy of a Baton workbook. It now has an id of its own and mails on its own. Its record of mails stays, so that nothing is told twice.`,
  adopted: ({ path }: { path: string }) => `Adopted ${path}; all that was in it stays as it was.`,
  changed: ({ path }: { path: string }) =>
    `${path} is read like this from now on; all that was in it stays as it was, and IDs that were given stay.`,
  recordLost: ({ path }: { path: string }) =>
    `The record of mails (_ledger) was gone or had lost rows, and goes on without: what was told before may be told again. With a backup run, before the next sweep: npm run -s baton -- restore ${path} BACKUP`,
  /** A column of ids, sheets for people by their titles, and so many that are hidden. */
  added: ({
    ids,
    shown,
    hidden,
  }: {
    ids: { readonly header: string; readonly given: number } | null;
    shown: readonly string[];
    hidden: number;
  }) => {
    const column = ids ? `the column ${ids.header} (${ids.given} ${plural(ids.given, 'ID')}) and ` : '';
    const notes = hidden > 0 ? [`${countWord(hidden)} hidden ${plural(hidden, 'sheet')} for Baton’s notes`] : [];
    return `Added: ${column}${shown.length > 0 ? 'the sheets ' : ''}${listOf([...shown, ...notes])}.`;
  },
  calendar: ({
    spoken,
    zone,
    holidays,
    settings,
  }: {
    spoken: string;
    zone: string;
    holidays: string | null;
    settings: string;
  }) =>
    `Language: ${spoken}; time zone: ${zone}; holidays: ${holidays ?? 'none, so Monday to Friday are workdays'}. Change them in ${settings} if they are wrong.`,
  spoken: { 'zh-CN': 'Chinese', en: 'English' } satisfies Readonly<Record<Locale, string>>,
  /** `list`: the call that takes addresses from a list. */
  next: ({ directory, list }: { directory: string | null; list: string }) =>
    `Next: ${directory === null ? 'run' : `fill in the addresses in “${directory}”, or take them from a list with ${list}; then run`}`,
  /** A list of people, in a call. */
  aList: 'LIST',

  /** One sheet, and what its columns are read as. */
  sheet: {
    readAs: ({ title, tabs, row }: { title: string; tabs: readonly string[]; row: number }) =>
      `“${title}” is read as ${listOf(tabs)}; its header is row ${row}:`,
    /** What a sheet of tasks is called there: whoever reads it has not met ours yet. */
    tasks: 'the list of tasks',
    /** The setting in which the right header is written, and the flag that says it before. */
    unsure: ({
      headers,
      name,
      setting,
      flag,
    }: {
      headers: readonly string[];
      name: string;
      setting: string;
      flag: string;
    }) =>
      `Not sure: ${listOf(headers)} may ${headers.length > 1 ? 'each ' : ''}be ${name}; ${headers.length > 1 ? 'none' : 'it'} is ${headers.length > 1 ? '' : 'not '}used. Write the right header beside “${setting}” in Settings; before adopting, ${flag} says it.`,
    notDates: ({ header, name, examples }: { header: string; name: string; examples: readonly string[] }) =>
      `Not used: “${header}” looks like ${name}, but holds no dates (${examples.join(', ')}).`,
    others: ({ headers }: { headers: readonly string[] }) =>
      `Other columns, left alone: ${someOf(headers, ACROSS)}${headers.length > ACROSS ? ` (${headers.length} in all)` : ''}`,
    furtherTable: ({ row }: { row: number }) =>
      `Row ${row} begins another table, which is left alone. To follow it too, move it to a sheet of its own.`,
  },
  /** Sheets that were left alone. */
  alone: {
    secondTasks: ({ title }: { title: string }) =>
      `“${title}” holds tasks too and was left alone. With the same headers, adopt … --together follows it as well; otherwise save it as a workbook of its own and adopt that.`,
    together: ({ title }: { title: string }) =>
      `“${title}” has the same columns and is followed, too. When you add another such sheet, run adopt … --together once more.`,
    secondMatrix: ({ title }: { title: string }) =>
      `“${title}” is a RACI matrix as well, but one a workbook is taken over; it was left alone. To follow it too, save it as a workbook and adopt that.`,
    matrix: ({ title }: { title: string }) =>
      `“${title}” is a RACI matrix, but this workbook’s tasks are read from another sheet; it was left alone. To begin with the matrix, save it as a workbook and adopt that.`,
    colours: ({ title }: { title: string }) =>
      `The status in “${title}” is only a cell’s colour, and colours cannot be read; it was left alone.`,
    others: ({ titles }: { titles: readonly string[] }) =>
      titles.length === 1
        ? `“${titles[0]}” was left alone.`
        : `${titles.length} other sheets were left alone: ${someOf(titles, 6)}`,
  },
  rows: {
    /** `more`: lines about them follow. */
    tasks: ({ tasks, more }: { tasks: number; more: boolean }) =>
      `${tasks} ${plural(tasks, 'task')} read${more ? ':' : '.'}`,
    theirIds: ({ header }: { header: string }) =>
      `The values in “${header}” are their IDs. Please do not renumber them: Baton knows a task by its ID.`,
    headings: (rows: Rows) =>
      `${rows.count} ${plural(rows.count, 'row has', 'rows have')} only a name and ${plural(rows.count, 'counts as a heading', 'count as headings')} (${rowsOf(rows)}). With an owner, a date or a status such a row becomes a task.`,
    withoutOwner: (rows: Rows) => `${rows.count} ${plural(rows.count, 'has', 'have')} no owner (${rowsOf(rows)}).`,
    severalOwners: (such: Examples) =>
      `${such.count} ${plural(such.count, 'names', 'name')} several owners, of whom the first leads and the others support: ${examplesOf(such)}`,
    collective: (such: Examples) =>
      `${such.count} ${plural(such.count, 'is', 'are')} owned by nobody in particular: ${examplesOf(such)}`,
    /** `left`: words that by what was said mean no state. */
    statuses: ({ read, unread, left, such }: { read: number; unread: Words; left: Words; such: string }) =>
      `Status: ${read} understood${left.length > 0 ? `, ${sumOf(left)} left as ${plural(sumOf(left), 'it is', 'they are')} (${wordsOf(left)}), which ${plural(sumOf(left), 'counts', 'count')} as open` : ''}${unread.length > 0 ? `, ${sumOf(unread)} not (${wordsOf(unread)}), and those count as open. To say what a word means: adopt … --status "${such}=in-progress"` : '.'}`,
    dates: ({ read, unread }: { read: number; unread: Examples }) =>
      `Dates: ${read} understood${unread.count > 0 ? `, ${unread.count} not (${examplesOf(unread)}). Written like 2026-03-06, with the year, ${plural(unread.count, 'it is', 'they are')} understood, too` : ''}.`,
    ordered: ({ text, day }: { text: string; day: string }) =>
      `“${text}” and dates like it are read as ${day}: only that order fits every date of their column. If that is wrong, write them with the year first.`,
  },
  missing: {
    title: 'Still missing:',
    addresses: ({ without, people, names }: { without: number; people: number; names: readonly string[] }) =>
      `Addresses: ${without === people ? (people === 1 ? 'one person has none' : `none of the ${people} people has one`) : `${without} of ${people} people have none`} (${fewOf(names, without)}). Without one nobody is mailed.`,
    people: 'People: the sheet names nobody, so there is nobody to tell yet.',
    /** What Baton can do without such a column, and what one would add. */
    without: {
      responsible:
        'Owners: no column says whose a task is, so only the keeper is reminded of any. Add one headed “Owner”, and its people to the directory: the next sweep reads both.',
      due: 'Due dates: no column says by when, so nothing is reminded of or escalated; people hear only what is theirs, and what changes. Add a column headed “Due”: the next sweep reads it.',
    },
    status: ({ tracker }: { tracker: string }) =>
      `Status: the sheet has no such column, so “${tracker}” was added for it. The next sweep lists the tasks there; what is not marked done counts as open.`,
    roles: ({ settings, roles }: { settings: string; roles: readonly string[] }) =>
      `${settings}: nobody is named yet as ${listOf(roles)}.`,
    role: {
      keeper: 'the keeper (who looks after this workbook)',
      projectLead: 'the project lead',
      executive: 'the executive (who has the last word)',
    },
  },
  /** What will be mailed in the next 20 workdays if nobody changes the workbook. */
  ahead: {
    mails: ({ mails, people, without, days }: { mails: number; people: number; without: number; days: number }) =>
      `In the next ${workdays(days)} ${mails} ${plural(mails, 'mail leaves', 'mails leave')} for ${people} ${plural(people, 'person', 'people')} if nothing moves${without > 0 ? ', once all of them have addresses' : ''}.`,
    none: {
      empty: (days: number) => `In the next ${workdays(days)} nobody is mailed: the sheet has no tasks yet.`,
      'all-done': (days: number) => `In the next ${workdays(days)} nobody is mailed: every task is done or dropped.`,
      'no-owners': (days: number) =>
        `In the next ${workdays(days)} nobody but the keeper is mailed: no open task has an owner.`,
      'no-dates': (days: number) =>
        `In the next ${workdays(days)} nobody is mailed: no open task has a due date. With quietDays in Settings, whoever is responsible is asked for an update now and then.`,
      statuses: (days: number) =>
        `In the next ${workdays(days)} nobody is mailed: the words in the status column are not known. Say what they mean: adopt … --status "WORD=in-progress"`,
      far: (days: number) => `In the next ${workdays(days)} nobody is mailed: nothing is due or late by then.`,
    },
    /** A long plan is not tried out for all of the days. */
    shortened: ({ days, of, tasks }: { days: number; of: number; tasks: number }) =>
      `With ${tasks} tasks only ${days} of ${of} workdays ${days === 1 ? 'was' : 'were'} tried out. Sweeps have no such limit.`,
  },
  /** What was taken over from a RACI matrix. */
  matrix: {
    into: ({ title, row, tasks, into }: { title: string; row: number; tasks: number; into: string }) =>
      `“${title}” is a RACI matrix (its header is row ${row}) and was left as it is. Its ${tasks} ${plural(tasks, 'task')} now ${plural(tasks, 'stands', 'stand')} in “${into}”, which counts from here on:`,
    people: ({ people }: { people: readonly string[] }) =>
      `${people.length} ${plural(people.length, 'person', 'people')} across: ${across(people)}`,
    departments: ({ departments }: { departments: readonly string[] }) =>
      `${departments.length} ${plural(departments.length, 'department or role', 'departments or roles')} across: ${across(departments)}`,
    columns: ({ columns }: { columns: readonly string[] }) => `Columns taken along: ${columns.join(', ')}`,
    other: ({ columns }: { columns: readonly string[] }) =>
      `Columns that stay in the matrix alone: ${columns.join(', ')}`,
    nobody: ({ letters, columns }: { letters: number; columns: readonly string[] }) =>
      `Columns that name nobody, whose ${letters} ${plural(letters, 'letter was', 'letters were')} not used: ${columns.join(', ')}`,
    headings: (rows: Rows) =>
      `${rows.count} ${plural(rows.count, 'row holds', 'rows hold')} no letter and ${plural(rows.count, 'was', 'were')} left out as ${plural(rows.count, 'a heading', 'headings')} (matrix ${rowsOf(rows)}).`,
    nameless: (rows: Rows) =>
      `${rows.count} ${plural(rows.count, 'row holds', 'rows hold')} letters and no task, and ${plural(rows.count, 'was', 'were')} left out (matrix ${rowsOf(rows)}).`,
    withoutLead: (rows: Rows) =>
      `${rows.count} ${plural(rows.count, 'task has', 'tasks have')} no R (matrix ${rowsOf(rows)}).`,
    severalLeads: (rows: Rows) =>
      `${rows.count} ${plural(rows.count, 'task has', 'tasks have')} several R; all stand in one cell, leave one (matrix ${rowsOf(rows)}).`,
    asSupport: ({ letters }: { letters: readonly { readonly letter: string; readonly count: number }[] }) =>
      `Read as S, supporting: ${listOf(letters.map(({ letter, count }) => `${letter} (${count} ${plural(count, 'cell')})`))}.`,
    unread: ({ cells }: { cells: readonly string[] }) =>
      `${cells.length} ${plural(cells.length, 'cell')} could not be read: ${fewOf(cells.slice(0, UNREAD), cells.length, '; ')}`,
    withoutHead: ({ departments, letters, into }: { departments: readonly string[]; letters: number; into: string }) =>
      `No one person, and no sheet names their head: ${across(departments)}. Their R stands in the column Department, and Responsible is empty${letters > 0 ? `; ${letters} of their C and I ${plural(letters, 'was', 'were')} left out` : ''}. Name people in “${into}”.`,
    listed: ({ title, names }: { title: string; names: readonly string[] }) => `Added to “${title}”: ${across(names)}`,
    noDates: ({ into }: { into: string }) => `The matrix has no due dates; fill them in in “${into}”.`,
  },
};
