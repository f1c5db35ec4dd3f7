/** In English: what is wrong with a call of the command line, and how it is meant. */

export const calls = {
  localeUnknown: ({ text }: { text: string }) => `There is no language “${text}”. Write zh-CN or en.`,

  inFile: ({ file, words }: { file: string; words: string }) => `${file}: ${words}`,
  nothingRecognised: ({ name, file }: { name: string; file: string }) =>
    `${name} is not followed yet. To take it over, run: npm run -s baton -- adopt ${file}`,

  badLinks: ({ text }: { text: string }) =>
    `“${text}” is not an address. Write that of respond, such as http://127.0.0.1:8080/respond.`,
  sweepAhead: ({ at }: { at: string }) =>
    `${at} is more than 36 hours away: mails sent now would tell people of things that have not happened. Add --dry-run to see what they would say, or leave --mail out to have them in a folder.`,

  badAssignment: ({ text }: { text: string }) =>
    `“${text}” does not say what to change. Write column=value, such as --set due=2026-03-06.`,
  badRow: ({ text }: { text: string }) => `“${text}” is not a row number. Write the number at the left of the row.`,
  tabUnknown: ({ what, tabs }: { what: string; tabs: readonly string[] }) =>
    `The workbook has no sheet “${what}”. It may be one of: ${tabs.join(', ')}.`,
  columnUnknown: ({ what }: { what: string }) =>
    `This sheet has no column “${what}”. See all columns with: npm run -s baton -- schema`,
  rowUnknown: ({ what }: { what: string }) =>
    `Row ${what} is not a row below the header. Write the sheet’s row number.`,
  notForPeople: ({ what }: { what: string }) => `“${what}” is filled in by Baton and cannot be edited.`,

  notWorkdays: ({ text, most }: { text: string; most: number }) =>
    `“${text}” is not a number of workdays. Write a number from 1 to ${most}.`,

  formatMissing: 'Say as what: npm run -s baton -- export FILE --csv',
  pageNotWritten: ({ file }: { file: string }) =>
    `${file} cannot be written. Check the folder, its permissions and the space on the disk, or choose another place.`,

  calendarForWhat:
    'Say one of: --to FOLDER for a calendar file a person, --links URL for their addresses, --revoke NAME to take one back.',
  nobodySoCalled: ({ whose }: { whose: string }) =>
    `Nobody in the directory with an address is called “${whose}”. Write the name or the address as it stands there.`,

  templateUnknown: ({ name, names }: { name: string; names: readonly string[] }) =>
    `There is no template “${name}”; there are: ${names.join(', ')}.`,

  minutesMissing: ({ file }: { file: string }) => `The minutes ${file} cannot be read. Please check the path.`,
  minutesNotText: 'This file is neither text nor Word or Excel. Please save the minutes as .docx, .xlsx, .md or .txt.',

  repliesNeedLinks: 'Replies are answered with links to the answer page: give its address with --links.',
  noAnswerPage: 'To mail it back with --mail, give the address of the answer page with --links.',
  noSuchMail: ({ given }: { given: string }) => `${given} cannot be opened. Give a mail as .eml.`,

  backupMissing: ({ file }: { file: string }) => `The backup ${file} cannot be read. Check its name.`,

  badYear: ({ text }: { text: string }) => `“${text}” is not a year. Write four digits, such as 2024.`,

  badPort: ({ text }: { text: string }) => `“${text}” is not a port. Write a whole number from 0 to 65535.`,
  portTaken: ({ port }: { port: number }) =>
    `Port ${port} cannot be used; another program may have it. Choose another with --port.`,

  noDateToMiss: ({ name }: { name: string }) =>
    `${name} has no due date to miss. Name a task that is open and has one.`,

  takeOverOne: '--take-over is for one workbook at a time, not for several or a list: name the one.',
};
