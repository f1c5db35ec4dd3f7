/** In English: what the page says around an answer. */

export const page = {
  optional: ' (optional)',
  choose: 'Choose',
  again: 'Try again',
  rest: 'The rest of it',
  written: 'What was written',
  subscribe: 'Your dates in your own calendar',
  whatItHas: 'What is yours to do, each on its day, and the meetings you are asked to. It keeps itself up to date.',
  address: 'The address of your calendar',
  programs: [
    { title: 'Google Calendar', text: 'Other calendars, + , From URL: paste the address.' },
    { title: 'Outlook', text: 'Add calendar, Subscribe from web: paste the address.' },
    { title: 'iPhone, iPad and Mac', text: 'Calendar, Add Subscription Calendar: paste the address.' },
  ],
  addressNotes: [
    'Copy the address; opening it in the browser only shows today’s state.',
    'Whoever has it can read these dates, and change nothing: keep it to yourself. Whoever keeps the workbook can end it.',
  ],
  moreChanges: ({ count }: { count: number }) => `${count} more cells`,
};
