/** In English: what the add-on for Google Sheets says beside cells, in its menu, and when something cannot be done. */

/** What the add-on says by itself; what is wrong with a cell is said by core's sentences. */
export const edit = {
  /** Begins every line of a note that is Baton's. */
  sign: 'Baton: ',
  /** Before the colour that a cell had before it was marked. */
  was: 'Was ',
  name: 'Baton',
  /** A typed value that cannot stand there; `why` says what to write. */
  putBack: (why: string) => `What stood there is back. ${why}`,
  emptied: (why: string) => `The cell is empty again. ${why}`,
  idPutBack: (id: string) => `An id stays with its row, so that nothing loses its history: ${id} is back.`,
  rows: (first: number, last: number) => (first === last ? String(first) : `${first}–${last}`),
  /** After a paste: what came in, what to look at, and where to begin. */
  pasted: (cells: number, marked: number, rows: string, cell: string, why: string) =>
    `${cells} cells came in; ${marked} ${marked === 1 ? 'cell needs' : 'cells need'} another look, in ${/^\d+$/.test(rows) ? 'row' : 'rows'} ${rows}. Begin with ${cell}: ${why}`,
  /** There was no time for all of it. */
  partly: (rows: string) => `Rows ${rows} are checked. There was no time for the others; the next sweep looks at them.`,
  more: 'and more',
  comma: ', ',
};

/** The menu in the sheet. */
export const menu = {
  title: 'Baton',
  open: 'Open the sidebar',
  follow: 'Follow this sheet',
  setUp: 'Set up this workbook',
  check: 'Check now',
  mails: 'Tomorrow’s mails',
  sweep: 'Sweep now',
  wouldMail: 'What it would mail now',
  daily: 'Daily sweep on or off',
  request: 'New request',
  meeting: 'New meeting',
  sign: 'Sign',
  task: 'Split or hand over a task',
  repair: 'Repair headers',
  takeOver: 'Take over the triggers',
};

/** What the pages are told when something cannot be done. */
export const failures = {
  busy: 'Somebody else is writing just now. Try again in a moment.',
  google: (why: string) => `Google Sheets answered: ${why}`,
  copy: 'This is a copy of another workbook. Make it a workbook of its own first.',
  'no-settings': 'The settings sheet is missing. Set up this workbook first.',
  moved: 'The spreadsheet was changed meanwhile, and nothing was done. Read it again and look once more.',
  changed: (header: string) => `The header “${header}” has changed in the meantime. Read the sheet again.`,
  'no-sheet': (title: string) => `There is no sheet “${title}” any more. Read the sheet again.`,
};

/** Of a column: before its help, and how its dates are written (the weekday in the spreadsheet's own language). */
export const dress = { required: 'Required. ', date: 'ddd d mmm' };
