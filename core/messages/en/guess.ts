/** In English: why a column of a stranger’s sheet is read as it is, and what would be mailed. */
import { listOf, plural } from './format.ts';

export const guess = {
  /** Why a column has the meaning it has. */
  because: {
    header: 'the header says so',
    cells: 'the cells look like it',
    both: 'the header and the cells below it say so',
    headerOnly: 'the header says so; there is nothing below it yet',
    chosen: 'you said so',
  },
  /** Why so many mails, or none, would leave in the next twenty workdays. */
  forecast: {
    mails: ({ mails, people }: { mails: number; people: number }) =>
      `${mails} ${plural(mails, 'mail')} to ${people} ${plural(people, 'person', 'people')}, once everybody named has an address`,
    nothingToFollow: 'there is no sheet to follow yet',
    empty: 'the sheet has no tasks yet',
    allDone: 'every task is done',
    lacks: ({ lacks }: { lacks: readonly string[] }) =>
      `${listOf(lacks)} lacks, so there is nobody to remind or no day for it`,
    quiet: 'nothing is due or late in these days',
  },
};
