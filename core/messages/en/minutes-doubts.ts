/** In English: what of minutes was not understood, or not entered, and takes a person. */

export const minutesDoubts = {
  'no-host': (_text: string) => 'It is not said who led the meeting.',
  host: (text: string) => `The host “${text}” is not in the directory.`,
  'near-host': (text: string, near: string) =>
    `The host “${text}” is not in the directory. If ${near} is meant, write the name so.`,
  recorder: (text: string) => `“${text}”, who took the minutes, is not in the directory.`,
  'near-recorder': (text: string, near: string) =>
    `“${text}”, who took the minutes, is not in the directory. If ${near} is meant, write the name so.`,
  presenter: (text: string) => `“${text}”, who presents it, is not in the directory.`,
  'near-presenter': (text: string, near: string) =>
    `“${text}”, who presents it, is not in the directory. If ${near} is meant, write the name so.`,
  'near-attendee': (text: string, near: string) =>
    `“${text}” is not in the directory, so not entered. If ${near} is meant, add the name to the meeting’s row.`,
  departments: (text: string) => `The workbook has no such department, so not entered: ${text}.`,
  attendees: (text: string) => `Not in the directory, so not entered: ${text}.`,
  'same-day': (text: string) =>
    `The workbook has another meeting on that day, ${text}. If it is this one, give both one name.`,
  unread: (_text: string) => 'This line was not understood, and nothing of it was entered.',
  left: (text: string) => `Said under no topic, and not entered: ${/[–,]/.test(text) ? 'lines' : 'line'} ${text}.`,
  'long-points': (_text: string) => 'More was said under this topic than fits: only its beginning was entered.',
  decision: (_text: string) => 'A decision that stands under no topic was not entered.',
  'no-owner': (_text: string) => 'Nobody is named who does it.',
  owner: (text: string) => `“${text}” is not in the directory.`,
  'near-owner': (text: string, near: string) =>
    `“${text}” is not in the directory. If ${near} is meant, write the name so.`,
  everybody: (text: string) => `“${text}” is everybody and nobody: name one person.`,
  owners: (text: string) => `${text}: one person carries it; name the others elsewhere.`,
  'no-due': (_text: string) => 'It is not said by when.',
  'unclear-due': (text: string) => `“${text}” does not say which day.`,
};
