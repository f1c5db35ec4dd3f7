/** In English: what whoever adopts a workbook is asked. */
import { inRows, listOf, plural, someOf } from './format.ts';

const quoted = (text: string) => `“${text}”`;

export const asking = {
  sheet: ({ count }: { count: number }) =>
    count === 1 ? 'Is this the sheet to follow?' : `${count} sheets look like lists of tasks. Follow which?`,
  whichSheet: ({ count }: { count: number }): string =>
    count === 1
      ? 'This sheet doesn’t look like a list of tasks. Is it one?'
      : 'No sheet looks like a list of tasks. Is one of them?',
  allTogether: ({ titles }: { titles: readonly string[] }) =>
    `All ${titles.length} together: ${someOf(titles.map(quoted), 6)}`,
  noSheet: ({ count }: { count: number }): string => (count === 1 ? 'No' : 'None of them'),
  sheetLabel: ({ title, row, headers }: { title: string; row: number; headers: readonly string[] }) =>
    headers.length > 0 ? `${quoted(title)}, header in row ${row}: ${headers.join(', ')}` : quoted(title),
  header: ({ row, first }: { row: number; first: string }) =>
    first === ''
      ? `Is row ${row} the header? If not, type the row that is.`
      : `Is row ${row} the header? Then the first task is ${quoted(first)}. If not, type the row that is.`,
  whichHeader: 'In which row does the header stand?',
  /** Which column has this meaning: one is a guess. */
  which: {
    task: 'Which column says what is to be done?',
    responsible: 'Which column says who does it?',
    due: 'Which column says when it is due?',
    start: 'Which column says when it begins?',
    status: 'Which column says how far it is?',
  },
  /** The same where none was found. */
  missing: {
    task: 'No column was found that says what is to be done. Which is it?',
    responsible: 'No owner was found, so there is nobody to ask. Does one of these columns say who does it?',
    due: 'No due date was found, so nobody is reminded. Is one of these columns the due date?',
    status: 'No status was found. Does one of these columns say how far it is?',
  },
  column: ({ column, header, samples }: { column: string; header: string; samples: readonly string[] }) =>
    `${column} ${header === '' ? '(no header)' : quoted(header)}${samples.length > 0 ? `  (${samples.join(' · ')})` : ''}`,
  noColumn: 'None of them',
  otherColumn: 'Or type another column: its letter or its header.',
  words: ({ words }: { words: readonly { text: string; count: number; state: string }[] }) =>
    `In the status column ${listOf(words.map(({ text, count, state }) => `${quoted(text)} (${inRows(count)}) is read as ${state}`))}. Right?`,
  word: ({ text, count }: { text: string; count: number }) =>
    `${quoted(text)} in the status column (${inRows(count)}) means:`,
  undated: ({ count }: { count: number }) =>
    `${count} open ${plural(count, 'task')} without a date: nobody is reminded of ${plural(count, 'it', 'them')}. Ask whoever is responsible for an update instead?`,
  quietAfter: ({ days }: { days: number }) => (days === 0 ? 'No' : `After ${days} workdays without one`),
  bareRows: ({ count, samples }: { count: number; samples: readonly string[] }) =>
    `${count} ${plural(count, 'row has', 'rows have')} nothing but a name (${samples.map(quoted).join(', ')}${count > samples.length ? ' …' : ''}). They are:`,
  bareRow: { heading: 'headings', task: 'tasks without an owner or a date yet' },
  /** Of a matrix whose cells hold other marks than RACI. */
  marks: ({ marks }: { marks: readonly { text: string; count: number; letter: string }[] }) =>
    `The cells of the matrix hold marks: ${listOf(marks.map(({ text, count, letter }) => `${quoted(text)} (${count} ${plural(count, 'cell')}) is read as ${letter}`))}. Right?`,
  mark: ({ text, count }: { text: string; count: number }) =>
    `${quoted(text)} in the matrix (${count} ${plural(count, 'cell')}) means:`,
  noMarks: 'These are no parts that people have in a task',
  noState: 'Nothing, leave it',
  yes: 'Yes',
  oneByOne: 'No, ask one by one',
  /** Before what is typed; the guess stands in brackets. */
  prompt: ({ usual }: { usual: string }) => (usual === '' ? '> ' : `[${usual}] > `),
  /** Where Enter takes nothing. */
  needed: 'This one has no usual answer: please type one, or stop with Ctrl+C.',
  notUnderstood: {
    number: 'Please type one of the numbers, or press Enter for the one in brackets.',
    column: 'Please type one of the numbers, or a column by its letter or header.',
    row: 'Please type the number of a row as the sheet shows it.',
  },
  begin: ({ name }: { name: string }) =>
    `Reading “${name}”. Enter takes the guess; Ctrl+C stops, and nothing is changed.`,
  noneFollowed: ({ name }: { name: string }) =>
    `Nothing is followed, and “${name}” was not changed. To choose again, run the same command; --sheet names a sheet that was not in the list.`,
  stopped: 'Stopped: nothing was changed.',
};
