/** In English: why a column of a stranger’s sheet is read as it is, and what would be mailed. */
import { inRows, listOf, plural, someOf, titled } from './format.ts';

export const guess = {
  /** Why a column has the meaning it has. */
  because: {
    header: 'the header says so',
    cells: 'the cells look like it',
    both: 'the header and the cells below it say so',
    headerOnly: 'the header says so; there is nothing below it yet',
    chosen: 'you said so',
  },
  /** Why one of several sheets with the same headers. */
  preferred: {
    newest: ({ of }: { of: number }) => `by its title the newest of ${of} sheets with these headers`,
    fullest: ({ of }: { of: number }) => `the one that says most, of ${of} sheets with these headers`,
  },
  /** What adopting would make of a workbook. */
  proposal: {
    nothing:
      'No sheet looks like a list of tasks. If one is, say which, and its columns: --sheet NAME --header ROW --map task=COLUMN --map responsible=COLUMN',
    sheet: ({ title, row, because }: { title: string; row: number; because: string }) =>
      `“${title}” would be followed${because === '' ? '' : ` (${because})`}; its header is row ${row}:`,
    unsure: ({ flag }: { flag: string }) => `  (not sure; yes is ${flag})`,
    unsureSheet: ({ title, flag }: { title: string; flag: string }) =>
      `It is not sure that “${title}” is the sheet to follow. If it is: ${flag}`,
    unsureHeader: ({ row, other }: { row: number; other: number }) =>
      `Perhaps row ${other} is the header: --header ${other}. If it is row ${row}: --header ${row}`,
    missing: ({ missing }: { missing: readonly string[] }) => `Not found: a column for ${listOf(missing)}.`,
    word: ({ text, count, guess, flag }: { text: string; count: number; guess: string; flag: string }) =>
      `“${text}” (${inRows(count)}) in the status column ${guess === '' ? 'is not known' : `is taken for ${guess}; if it means another`}: ${flag}, or another status`,
    undated: ({ count, flag }: { count: number; flag: string }) =>
      `${count} open ${plural(count, 'task')} without a date: nobody is reminded of ${plural(count, 'it', 'them')}. To have their owners asked for an update after 5 workdays without one: ${flag}`,
    quietDays: ({ days }: { days: number }) =>
      `Whoever is responsible for a task without a date is asked for an update after ${days} ${plural(days, 'workday')} without one.`,
    together: ({ titles }: { titles: readonly string[] }) =>
      `Followed with it, as they have the same headers: ${titled(titles)}. To follow it alone: --sheet NAME`,
    alike: ({ titles }: { titles: readonly string[] }) =>
      `With the same headers: ${titled(titles)}. To follow all of them: --together`,
    others: ({ titles }: { titles: readonly string[] }) =>
      `Also like a list of tasks: ${titled(titles)}. To follow another one: --sheet NAME`,
    forecast: ({ mails20, because, days }: { mails20: number; because: string; days: number }) =>
      `Mails in the next ${days} ${plural(days, 'workday')}: ${mails20} (${because}).`,
    next: 'If that is right:',
  },
  /** What stands in the column of dates and is none that can be read. */
  unreadDates: ({ texts }: { texts: readonly string[] }) =>
    `${texts.length} ${plural(texts.length, 'date')} cannot be read (${someOf([...new Set(texts)], 4)}): nobody is reminded. Write year, month and day.`,
  /** What may lack in a sheet. */
  anchor: { responsible: 'an owner', due: 'a due date', status: 'a status' },
  /** Why so many mails, or none, would leave in the next twenty workdays. */
  forecast: {
    mails: ({ people }: { people: number }) =>
      `to ${people} ${plural(people, 'person', 'people')}, once everybody named has an address`,
    nothingToFollow: 'there is no sheet to follow yet',
    empty: 'the sheet has no tasks yet',
    allDone: 'every task is done',
    lacks: ({ lacks }: { lacks: readonly string[] }) => `the sheet has no column for ${lacks.join(' or ')}`,
    quiet: 'nothing is due or late in these days',
    /** After another reason. */
    shortened: ({ because, days, of, tasks }: { because: string; days: number; of: number; tasks: number }) =>
      `${because}; with ${tasks} tasks only ${days} of ${of} workdays ${days === 1 ? 'was' : 'were'} tried out`,
  },
};
