/** In English: what is asked and said when somebody answers with a press in a chat's card. */

export const press = {
  /** What the press does, asked once before. */
  sure: {
    done: (task: string) => `“${task}” is marked as done in the workbook.`,
    snooze: (task: string) => `You’ll be reminded of “${task}” again in a few workdays.`,
    ack: (task: string) => `You won’t be reminded of “${task}” for a few workdays.`,
  },
  no: 'Cancel',
  underway: 'Your answer has arrived and is being saved; you’ll read here what came of it.',
  already: 'You have answered this already; nothing was saved a second time.',
  stranger: 'This card went to somebody else, so nothing was saved. Answer on the card that was sent to you.',
  words: 'This can’t be answered with a press any more: open the page to see how it stands now. Nothing was saved.',
  busy: 'The workbook is in use. Nothing was saved; press again in a moment.',
  open: 'Open the page',
};
