/** In English: what the administrator is told: the week, and what could not be swept. */
import { dayText, listOf, plural } from './format.ts';

/** With the year of the day itself: whoever keeps the mail reads it later. */
const ownYear = (day: number) => dayText(day, day);

export const week = {
  subjectWell: 'Baton last week: all well',
  subjectToLook: ({ count }: { count: number }) => `Baton last week: ${count} ${plural(count, 'thing')} to look at`,
  sum: ({
    isWell,
    monday,
    workbooks,
    planned,
    swept,
    mails,
    answers,
  }: {
    isWell: boolean;
    monday: number;

    workbooks: number;
    planned: number;
    swept: number;
    mails: number;
    answers: number;
  }) =>
    `${isWell ? 'All is well. ' : ''}${ownYear(monday)} to ${ownYear(monday + 6)}: ${workbooks} ${plural(workbooks, 'workbook')}, ${swept} of ${planned} ${plural(planned, 'sweep')} done, ${mails} ${plural(mails, 'mail')} sent, ${answers} ${plural(answers, 'answer')}.`,
  after: ({ more }: { more: number }) =>
    `${more > 0 ? `And ${more} more. ` : ''}Each in detail: npm run -s baton -- doctor`,
  busiestDay: ({ most, way }: { most: number; way: string }) =>
    `On its busiest day ${most} mails left, near what a mailbox of ${way} may send in one. Take a server made for mail, or share the workbooks among mailboxes.`,
  allWorkbooks: 'All workbooks',

  cannotSweep: 'Baton cannot sweep a workbook',
  workbook: ({ workbook }: { workbook: string }) => `Workbook: ${workbook}`,
  untilThen:
    'Until then nobody is reminded of anything in it; other workbooks are swept as before. To leave it out for now, mark it as paused in the list of workbooks.',
  bookUnreadable: 'Baton cannot read the shared address book',
  untilBookThen:
    'Until then the workbooks that name it are swept as before, with the people, departments and days that stand in their own sheets; what is new in the book is not seen.',
  rowsUnusable: 'Rows in the list of workbooks cannot be used',
  otherRows: 'All other rows are swept as before.',

  missedInWeek: ({ days, today }: { days: readonly number[]; today: number }) =>
    `Not swept on ${listOf(days.map((day) => dayText(day, today)))}; the sweep after it catches up.`,
};
