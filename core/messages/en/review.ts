/** In English: the page that shows how a team’s own sheet is read. */
import { inRows, listOf, plural } from './format.ts';

export const review = {
  brand: 'Baton',
  title: ({ unsure }: { unsure: number }) =>
    unsure === 0
      ? 'Does this look right?'
      : `Does this look right? ${unsure} ${plural(unsure, 'guess', 'guesses')} to check`,
  notFound: 'No sheet looks like a list of tasks. What are its columns?',
  howRead: 'How the sheet is read',
  noHeaderYet: 'No row of it looks like a header. Type the row that is, and look again.',
  /** Below the title of a workbook that is not followed yet, and of one that is. */
  promise:
    'Your sheet stays as it is: only a column of IDs is added to its right. What you choose here is kept in Settings and can be changed later.',
  followed: 'What you change here is kept in Settings, and holds from the next sweep on.',
  sheet: 'Sheet',
  alike: ({ count }: { count: number }) => `${count} other ${plural(count, 'sheet')} with the same headers`,
  together: 'followed with it',
  alone: 'left alone',
  headerRow: 'Row of the header',
  unsure: 'a guess',
  columns: 'What each column means',
  column: ({ letters, header }: { letters: string; header: string }) => `Column ${letters} ${header}`.trim(),
  notRead: 'not read',
  more: 'More',
  noHeader: '(no header)',
  people: 'People',
  noPeople: 'Nobody is named yet. Choose the column that says who does it.',
  address: ({ name }: { name: string }) => `Address of ${name}`,
  hasAddress: 'has an address',
  somebody: 'somebody else',
  isPerson: ({ person }: { person: string }) => `is ${person}`,
  morePeople: ({ count }: { count: number }) => `${count} more`,
  noMail: 'Without an address nobody is mailed.',
  paste: 'Or paste a list of people: “Li Ming <li@example.com>”, rows of a table, or a vCard',
  readList: 'Read the list',
  /** What was read in a list. */
  listRead: ({ count }: { count: number }) =>
    count === 0
      ? 'Nobody who needs an address here was found in the list'
      : `${count} ${plural(count, 'address', 'addresses')} read from the list`,
  listLikely: ({ text, name, email }: { text: string; name: string; email: string }) =>
    `“${text}” may be ${name} <${email}>. It stands below: change it if it is somebody else.`,
  listSeveral: ({ name, emails }: { name: string; emails: readonly string[] }) =>
    `${name} stands in the list with ${listOf(emails.map((email) => `<${email}>`))}. Type the right one below.`,
  listOthers: ({ count }: { count: number }) =>
    count === 1
      ? '1 other person in the list isn’t named here or has an address already, and was left out.'
      : `${count} other people in the list aren’t named here or have an address already, and were left out.`,
  lacking: ({ names, more }: { names: readonly string[]; more: number }) =>
    `Still without an address: ${listOf(more === 0 ? names : [...names, `${more} more`])}.`,
  noneLacking: 'Nobody named here is without an address now.',
  notTakenYet: 'Please look at the addresses below, and press the button once more.',
  words: 'Words for the status',
  marks: 'Marks in the matrix',
  rows: 'Rows',
  allKnown: 'Every word in the status column is known.',
  noStatus: 'No column says how far a task is, so there will be a sheet for it.',
  word: ({ text, count }: { text: string; count: number }) => `${text} (${count || inRows(0)})`,
  noState: 'says nothing',
  ahead: ({ days }: { days: number }) => `Then, in the next ${days} ${plural(days, 'workday')}`,
  mails: ({ mails, first }: { mails: number; first: string }) =>
    `${mails} ${plural(mails, 'mail')}, ${mails === 1 ? '' : 'the first '}on ${first}`,
  none: ({ because }: { because: string }) => `No mails: ${because}.`,
  undated: ({ count }: { count: number }) => `${count} ${plural(count, 'row')} without a date: not reminded of`,
  missing: ({ missing }: { missing: readonly string[] }) => `Not found: ${listOf(missing)}`,
  quiet: ({ count }: { count: number }) => `Ask for updates where there is no date (${count})`,
  quietAfter: ({ days }: { days: number }) => (days === 0 ? 'no' : `after ${days} ${plural(days, 'workday')}`),
  look: 'Look again',
  follow: 'Follow it like this',
  save: 'Save',
  /** What went wrong, or right. */
  twice: ({ meaning, letters }: { meaning: string; letters: readonly string[] }) =>
    `${meaning} was chosen for ${listOf(letters.map((one) => `column ${one}`))}. Leave one.`,
  badAddress: ({ name, text }: { name: string; text: string }) =>
    `“${text}” isn’t an address that ${name} can be mailed at.`,
  badRow: ({ text }: { text: string }) => `“${text}” isn’t the number of a row.`,
  changed: 'The workbook was changed meanwhile. Please look at it once more.',
  notYet: 'Nothing was done yet',
  whatItTakes: 'Choose the column that says what is to be done, and at least one for who, by when or how far.',
  adopted: 'It is followed from now on',
  made: ({ file }: { file: string }) =>
    `A new workbook was made beside it, ${file}, which is the one to use from now on. The old file was left as it is.`,
  added: ({ sheets }: { sheets: readonly string[] }) => `These sheets were added: ${listOf(sheets)}.`,
  unreached: ({ count }: { count: number }) =>
    `${count} ${plural(count, 'person has', 'people have')} no address yet. Fill it in below or in the directory.`,
  ready: 'Everybody named has an address: the next sweep mails them.',
  setUp: ({ call }: { call: string }) =>
    `Mails leave when it is swept. To have it swept every workday, type in a terminal: ${call}`,
  saved: 'Saved',
  savedLines: ({ cells }: { cells: number }) =>
    cells === 0
      ? 'Nothing was different.'
      : `${cells} ${plural(cells, 'setting or address', 'settings and addresses')} changed.`,
  moved: ({ title, row }: { title: string; row: number }) =>
    `“${title}” is followed from now on, with row ${row} as its header. IDs that were given stay.`,
  notHere: 'This link is not valid. Start serve again; it prints a new one.',
  whichPage: 'Which workbook?',
  inTerminal:
    'The page of each workbook has an address of its own, which the terminal in which serve runs has printed.',
  ownBook: 'This workbook is made of Baton’s own sheets, so there is nothing to choose.',
  failed: 'That did not work',
};
