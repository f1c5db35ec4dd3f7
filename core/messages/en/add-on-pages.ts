/** In English: the words of the add-on's pages; what core says already is said by core. */
import { plural } from './format.ts';

const count = (n: number, one: string, many?: string) => `${n} ${plural(n, one, many)}`;

export const addOnPages = {
  brand: '接力 BATON',
  /** The language's own name, for those who choose one. */
  ownName: 'English',
  refresh: 'Read again',
  close: 'Close',
  back: 'Leave it, go back',
  closeAgain: 'Nothing is written yet. Press Escape again to close.',
  failed: (why: string) => `That did not work. ${why}`,
  unreadable: 'The page could not be shown; nothing was changed. Close it and open it again from the menu.',
  row: (n: number) => `Row ${n}`,
  wholeSheet: 'The whole sheet',
  more: (n: number) => `and ${n} more`,
  required: 'required',
  choose: 'Choose …',
  nobody: 'Nobody',
  yes: 'Yes',
  no: 'No',

  status: {
    title: 'Who keeps watch',
    ours: 'You do. Edits are checked as they happen, and once a day Baton sees that all is well.',
    others: (owner: string) =>
      owner ? `${owner} does. There is nothing for you to do.` : 'Somebody else does. There is nothing for you to do.',
    none: 'Nobody does. What is typed is checked, but columns and rows that move are not.',
    silent: (owner: string) => `The triggers of ${owner} have not reported for days. Perhaps that account is gone.`,
    heartbeat: (when: string) => `Last report: ${when}.`,
    takeOver: 'Take over the triggers',
    tookOver: 'You keep watch from now on.',
    copy: 'This is a copy of another workbook. It mails nobody and marks nothing, so that nobody hears everything twice.',
    adopt: 'Make it a workbook of its own',
    adopted: 'It is a workbook of its own now, with its own record.',
    readOnly: (title: string) => `Baton leaves “${title}” alone for now.`,
    repair: 'Look at the headers',
  },

  setUp: {
    title: 'Set up this workbook',
    lead: 'Baton adds the sheets that are missing. What is there stays as it is.',
    template: 'Which sheets',
    starter: 'Starter: requests, division of work, progress, people',
    full: 'Full: the whole process, from the request to the archive',
    language: 'Language of the workbook',
    keeper: 'Keeper',
    keeperHelp: 'Hears of rows that cannot be read.',
    email: 'The keeper’s address',
    days: 'Official days off come along by the country in Settings. Days that only your team has go into the sheet Calendar: the date, and “Off”.',
    go: 'Set up',
    need: 'Write the keeper’s name and address.',
    done: (added: number, kept: number) =>
      added === 0
        ? 'All sheets are there already; nothing was changed.'
        : `${count(added, 'sheet was', 'sheets were')} added${kept > 0 ? `, ${kept} stay as they are` : ''}. Next: write your people into the directory.`,
  },

  mend: {
    title: 'To mend',
    none: 'Nothing. Every row can be read.',
    count: (errors: number, hints: number) =>
      [errors > 0 && count(errors, 'thing to mend', 'things to mend'), hints > 0 && count(hints, 'hint')]
        .filter(Boolean)
        .join(', '),
    checkAll: 'Check every row and mark it',
    checked: (n: number) => (n === 0 ? 'Checked: no marks are left.' : `Checked: ${count(n, 'finding')} marked.`),
  },

  mails: {
    title: 'Next mails',
    when: (day: string, time: string) => `${day} ${time}, if the sheets stay as they are now:`,
    none: 'No mail. Nothing is due, late or waiting for anybody.',
    copy: 'None: a copy mails nobody.',
    why: 'Why',
    text: 'The mail',
  },

  left: {
    title: 'Left over',
    lead: 'These rows belong to something that is no longer there. They do no harm.',
    remove: (n: number) => `Remove ${count(n, 'row')}`,
    sure: (n: number) => `Yes, remove ${count(n, 'row')}`,
    removed: (n: number) => `${count(n, 'row')} removed.`,
  },

  repair: {
    title: 'Headers',
    none: 'Every column is found.',
    rename: (sheet: string, found: string, to: string) => `${sheet}: “${found}” seems to be “${to}”.`,
    bind: (sheet: string, found: string, to: string) => `${sheet}: “${found}” stays and is read as “${to}”.`,
    add: (sheet: string, to: string) => `${sheet}: there is no “${to}”. An empty column would be added.`,
    number: (sheet: string, found: string, to: string) =>
      `${sheet}: “${found}” is there twice. The second would be “${to}”.`,
    doRename: (to: string) => `Call it “${to}”`,
    doBind: 'Keep its name',
    doAdd: 'Add the column',
    doNumber: 'Rename the second',
    done: 'Done.',
  },

  tasks: {
    title: 'Do',
    request: 'New request',
    meeting: 'New meeting',
    sign: 'Sign',
    split: 'Split or hand over a task',
  },

  form: {
    request: 'New request',
    meeting: 'New meeting',
    more: 'More, all optional',
    save: 'Write it into the sheet',
    anyway: 'Write it as it is',
    hints: 'It can be written as it is. Better would be:',
    errors: 'Please look at the marked fields first.',
    fill: (column: string) => `${column} is needed.`,
    saved: (id: string) => `Written as ${id}.`,
    another: 'Another one',
    noTab: (title: string) => `This workbook has no sheet “${title}”. Set it up from the menu first.`,
  },

  follow: {
    title: 'Follow this sheet',
    nothing:
      'This sheet cannot be followed yet. Choose the column that names the tasks, and one that says who, when or how far.',
    look: 'Show who would be mailed',
    looking: 'Trying out the next workdays …',
    noMails: (days: number) =>
      `In the next ${days} workdays nobody would be mailed: nothing is due or late, or nobody is named.`,
    fewer: (days: number, of: number) => `It is a long list: only ${days} of ${of} workdays were tried out.`,
    unreached: (n: number) =>
      `${count(n, 'person has', 'people have')} no address yet. Write it beside the name in the directory, and they are mailed.`,
    own: 'This spreadsheet is made of Baton’s own sheets, so there is nothing to choose.',
    offer: 'Is there a sheet with your tasks already? It stays as it is.',
  },

  conflict: {
    title: 'Somebody was quicker: the sheet has changed since you opened this page. Nothing of yours is lost.',
    partly: 'Somebody changed the sheet at the same moment. The rest is written; this is not:',
    found: (column: string, now: string) => `${column} is now “${now}”.`,
    empty: '(empty)',
    missing: (item: string) => `${item} is no longer there.`,
    again: 'Read the sheet again and try once more',
  },

  sign: {
    title: 'Sign',
    who: 'Who are you?',
    none: (name: string) => `${name}, nothing waits for your signature.`,
    count: (n: number) => `${count(n, 'text waits', 'texts wait')} for your signature.`,
    asked: (day: string) => `asked on ${day}`,
    version: (n: number) => `version ${n}`,
    changed: 'Changed since you signed:',
    sign: (name: string) => `Sign as ${name}`,
    signed: (document: string) => `${document} is signed.`,
    means:
      'The date of today is written beside your name. If the text changes later, the signature lapses and you are asked again.',
    noText: 'The text cannot be shown here. Look at the sheet first.',
    unknown:
      'Google does not say who you are, or the directory does not list your address. Say whose signature it is; the sheet’s history shows who wrote it.',
  },

  task: {
    title: 'Split or hand over a task',
    which: 'Task',
    none: 'There is no open task.',
    handOver: 'Hand over',
    split: 'Split',
    what: 'What to do',
    now: (owner: string, due: string) => `Now: ${owner}, due ${due}`,
    noDate: 'no date',
    to: 'New responsible person (R)',
    reason: 'Why',
    reasonHelp: 'Everybody sees it beside the task.',
    part: (n: number) => `Part ${n}`,
    partName: 'What',
    partOwner: 'Responsible (R)',
    partDue: 'Due',
    addPart: 'One more part',
    removePart: (n: number) => `Remove part ${n}`,
    old: 'The task as it was',
    cancel: 'is cancelled: the parts take its place',
    keep: 'stays beside its parts',
    doHandOver: 'Hand it over',
    doSplit: 'Split it',
    needAll: 'Fill in the marked fields.',
    handedOver: (id: string, to: string) => `${id} is with ${to} now.`,
    wasSplit: (id: string, parts: string) => `${id} is split into ${parts}.`,
    noteHandOver: (day: string, from: string, to: string, why: string) => `${day} ${from} → ${to}: ${why}`,
    noteSplit: (day: string, parts: string) => `${day} split into ${parts}`,
    effect: 'What follows',
    waits: (names: string) => `${names} will wait for the parts instead.`,
  },
};
