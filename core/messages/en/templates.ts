/** In English: what the sheets say of a cell that does not fit its column, and around it. */

export const templates = {
  required: 'Required. ',
  footer: '&L&A&RPage &P of &N',
  refusals: {
    date: 'Write a full date, such as 2026-03-06.',
    clock: 'Write hours and minutes, such as 14:30.',
    percent: 'Write a number from 0 % to 100 %.',
    number: 'Write a number.',
    option: 'Choose one from the list.',
    flag: 'Choose Yes or No.',
    email: 'Write one address, such as li@example.com.',
    id: 'Nothing has this name or ID yet. Keep it if it is right.',
    person: 'This name is not in the directory. Keep it if it is right, and add the person there.',
    department: 'This department is not listed. Keep it if it is right, and add it to Departments.',
  },
  settings: {
    list: 'Choose one from the list.',
    count: 'Write a whole number, 0 or more.',
    clock: 'Write hours and minutes, such as 18:00.',
  },
};
