/** In English: what cannot be read or written of a file, and what to do about it. */

const SAVE_AGAIN = 'Open the file in Excel, WPS or LibreOffice and save it as .xlsx, then use that copy.';

export const files = {
  brokenPart: ({ part }: { part: string }) =>
    `The file’s part ${part} is broken. Open and repair it in Excel, or use an intact copy.`,
  brokenZip: 'The file is incomplete or damaged. Fetch it again, or use an intact copy.',
  zipBomb: ({ megabytes, ratio }: { megabytes: number; ratio: number }) =>
    `The file would unpack to more than ${megabytes} MB, or to more than ${ratio} times its own size, and was not opened. Check where it comes from, or delete rows, columns and pictures that nobody needs.`,
  encrypted: 'The file is protected by a password and cannot be read. Save it without one in Excel.',
  emptyFile: 'The file is empty (0 bytes). Fetch it again, or use another copy.',
  xlsFile:
    'This is the old .xls format, which is read only to be adopted: npm run -s baton -- adopt FILE makes an .xlsx of it, beside it. Or save it as .xlsx in Excel.',
  odsFile:
    'This is an OpenDocument spreadsheet, which is read only to be adopted: npm run -s baton -- adopt FILE makes an .xlsx of it, beside it.',
  xlsbFile:
    'This is a binary workbook (.xlsb), which is read only to be adopted: npm run -s baton -- adopt FILE makes an .xlsx of it, beside it. Or save it as .xlsx in Excel.',
  textFile:
    'This is a table as text, which is read only to be adopted: npm run -s baton -- adopt FILE makes an .xlsx of it, beside it.',
  notAZip: 'This is not an .xlsx file. Choose an Excel workbook.',
  tooLarge: 'The file is too large to be saved (over 4 GiB).',
  wouldBeTooLarge: ({ megabytes }: { megabytes: number }) =>
    `With what was to be written the file would unpack to more than ${megabytes} MB and could not be read again, so nothing was written. Move what is over to a file of its own, or delete rows, columns and pictures that nobody needs.`,

  notAWorkbook: 'There is no Excel workbook in this file. Choose an .xlsx file.',

  textTooLong: ({ cell }: { cell: string }) =>
    `The text for ${cell} is longer than the 32,767 characters a cell can hold. Shorten it.`,

  badSheetTitle: ({ title }: { title: string }) => `“${title}” cannot be a sheet’s title. Choose another.`,
  sheetExists: ({ title }: { title: string }) =>
    `The workbook already has a sheet titled “${title}”. Rename one of them.`,

  mergedCells: ({ cell, range }: { cell: string; range: string }) =>
    `Cell ${cell} lies within the merged range ${range} and cannot be written. Unmerge it.`,
  arrayFormula: ({ cell, ref }: { cell: string; ref: string }) =>
    `Cell ${cell} belongs to the array formula in ${ref} and cannot be written alone. Move the formula elsewhere.`,

  tooManyCells: 'A sheet has too many cells to be read. Delete the rows and columns that are not needed.',

  sheetMissing: ({ title }: { title: string }) => `The workbook has no sheet titled “${title}”. Check the title.`,

  workbookOpen: ({ name, program, lock }: { name: string; program: string; lock: string }) =>
    `${name} is open in ${program}. Save and close it first; if nobody has it open, delete ${lock} beside it.`,
  workbookBusy: ({ name, lock }: { name: string; lock: string }) =>
    `Another Baton is writing ${name}. Try again later; if there is none, delete ${lock} beside it.`,

  fileExists: ({ path }: { path: string }) => `${path} exists already and was left alone. Choose another name.`,
  notWritable: ({ path, code }: { path: string; code: string }) =>
    `${path} cannot be written (${code}). Check the folder, permissions and disk space.`,

  xmlDoctype: ({ path }: { path: string }) =>
    `The file’s part ${path} has a DOCTYPE, which no .xlsx may have; some other program made it. ${SAVE_AGAIN}`,
  xmlEncoding: ({ path, encoding }: { path: string; encoding: string }) =>
    `The file’s part ${path} is in ${encoding}, and Baton reads UTF-8; some other program made it. ${SAVE_AGAIN}`,

  fileMissing: ({ path }: { path: string }) => `There is no file ${path}. Check the path.`,
  isADirectory: ({ path }: { path: string }) => `${path} is a folder. Name an .xlsx file.`,
  openElsewhere: ({ name }: { name: string }) => `${name} is open in another program. Close it first.`,
  diskFull: ({ name }: { name: string }) =>
    `The disk is full. This change was not written to ${name}; what was written before stands. Free some space and try again.`,
  notReplaceable: ({ name }: { name: string }) =>
    `${name} cannot be replaced: it may be open in Excel, or not writable. Close it and try again.`,
  notReadable: ({ name }: { name: string }) => `${name} may not be read. Check its permissions.`,
  mayNotWrite: ({ name }: { name: string }) => `${name} or its folder may not be written. Check the permissions.`,
  io: ({ name, code }: { name: string; code: string }) =>
    `Reading or writing ${name} failed (${code}). Try again later.`,
  keepsBeingSaved: ({ name }: { name: string }) =>
    `${name} keeps being saved by somebody else; this change was not written. Try again later.`,
  keepsMoving: ({ name }: { name: string }) =>
    `The rows and columns of ${name} keep changing; this change was not written. Try again later.`,

  /** How people name one. */
  named: 'the path of an .xlsx file',
};
