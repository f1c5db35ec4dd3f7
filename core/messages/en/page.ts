/** In English: what the page says around an answer. */

export const page = {
  optional: ' (optional)',
  choose: 'Choose',
  again: 'Try again',
  rest: 'The rest of it',
  written: 'What was written',
  moreChanges: ({ count }: { count: number }) => `${count} more cells`,
};
