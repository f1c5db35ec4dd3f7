/** In English: making a workbook, and minutes that are brought into one. */

export const create = {
  countries: {
    CN: 'Mainland China',
    US: 'United States (federal holidays)',
    GB: 'United Kingdom (England)',
    JP: 'Japan',
    DE: 'Germany (nationwide holidays)',
    HK: 'Hong Kong',
  },
  notAnInstant: ({ text }: { text: string }) =>
    `“${text}” is not a date and time. Write it like 2026-03-06T09:00, or with an offset: 2026-03-06T09:00+08:00.`,

  product: 'Baton',
  /** Where workbooks of this language usually are; '' where that is for their owner to say. */
  usual: { zone: '', country: '' },
  notXlsx: ({ path }: { path: string }) => `A new workbook’s name ends in .xlsx: ${path}`,
  folderMissing: ({ path }: { path: string }) => `The folder of ${path} does not exist. Make it first.`,
  notWritable: ({ path, code }: { path: string; code: string | undefined }) =>
    `${path} cannot be written (${code}). Check permissions and disk space.`,

  workbookChanged:
    'Somebody changed the workbook meanwhile, and some rows were not written. Please run it again: what is there already is not written twice.',
  workbookBusy: 'A sweep is at work in this workbook, and nothing was written. Please run it again in a moment.',
  minutesNoTabs: ({ meetings, topics, actions }: { meetings: string; topics: string; actions: string }) =>
    `This workbook lacks the sheets “${meetings}”, “${topics}” and “${actions}”; the full template has them: npm run -s baton -- init FILE --template full. To see only what is read, add --dry-run.`,
  requestUnknown: ({ request }: { request: string }) =>
    `The workbook has no request ${request}. Write its name, or its ID from the sheet of requests, such as Q-0001.`,
  minutesTooLong: 'This file has more than a million characters, too many for minutes.',
  minutesEmpty:
    'No topic, action or attendee was recognised. Give the parts headings such as “Agenda” and “Action items”, or begin an action with “Action:”.',
  minutesUndated: ({ line, name }: { line: number; name: string }) =>
    `The meeting from line ${line} on${name && `, “${name}”,`} has no date. Add a line such as “Date: 2026-03-06 14:00”.`,

  cannotCreate: ({ path }: { path: string }) =>
    `${path}: a workbook of this kind cannot be made from here. Make it first, or give the path of an .xlsx file.`,
};
