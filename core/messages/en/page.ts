/** In English: what the page says around an answer. */

export const page = {
  optional: ' (optional)',
  choose: 'Choose',
  again: 'Try again',
  rest: 'The rest of it',
  moreChanges: ({ count }: { count: number }) => `${count} more cells`,
};
