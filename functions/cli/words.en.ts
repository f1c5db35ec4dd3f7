import { plural } from '../../core/messages/format.ts';
import type { CliWords } from './words.ts';

const days = (n: number) => `${n} ${plural(n, 'workday')}`;
const mails = (n: number) => `${n} ${plural(n, 'mail')}`;
const people = (names: string, cc: string) => `${names}${cc && `, copied: ${cc}`}`;
const found = (errors: number, warnings: number) =>
  [errors && `${errors} to mend`, warnings && `${warnings} to look at`].filter(Boolean).join(', ');

export const cliEn: CliWords = {
  help: {
    about:
      'Baton: cross-department work inside the spreadsheets teams already share. Every workday it reads them, mails each person once, and escalates what is stuck.',
    usage: 'Usage:',
    commands: 'Commands:',
    arguments: 'Arguments:',
    options: 'Options:',
    example: 'Example:',
    exits: 'Exit codes: 0 done, 1 the data needs a person, 2 the call is wrong, 3 a file or the mail system failed.',
    command: {
      init: { what: 'make a new workbook', example: 'init launch.xlsx' },
      schema: { what: 'list all tabs, columns and options', example: 'schema --json' },
      check: { what: 'check a workbook and list what needs mending', example: 'check launch.xlsx' },
      sweep: { what: 'check, mail, escalate and take notes', example: 'sweep launch.xlsx --dry-run' },
      edit: {
        what: 'try an edit without writing it',
        example: 'edit launch.xlsx --tab raci --row 5 --set due=2026-03-06',
      },
      explain: { what: 'say why an item is mentioned, or is not', example: 'explain launch.xlsx T-0007' },
      verify: { what: 'check that nobody changed the record of mails', example: 'verify launch.xlsx' },
      pack: { what: 'pack a request and all its documents into a zip', example: 'pack launch.xlsx Q-0001' },
      serve: { what: 'serve the cloud functions on this machine', example: 'serve launch.xlsx' },
      adopt: { what: 'take over an existing tracker', example: 'adopt tracker.xlsx' },
      start: { what: 'make a demo workbook if there is none, and sweep it', example: 'npm start' },
    },
    option: {
      json: 'print one JSON document on stdout and nothing else',
      locale: 'language of the output: zh-CN or en',
      workbookLocale: 'language of the workbook: zh-CN or en',
      now: 'sweep as of this instant, such as 2026-03-06T09:00',
      madeOn: 'make calendar and demo for this day',
      dryRun: 'say what would happen and touch nothing',
      mail: 'where mail goes: outbox:FOLDER, smtp://user@host:port or gmail',
      from: 'the sender, "Baton <baton@example.com>", or BATON_FROM',
      tab: 'a tab’s key or title',
      row: 'row number',
      set: 'column=value, may be repeated; a column’s key or header',
      template: 'the template: starter, or full for the whole process',
      demo: 'fill in the demo project',
      out: 'adopt a copy and write it there; the file stays as it is',
      folder: 'folder for the package; the workbook’s own when absent',
      force: 'replace today’s package if there is one',
      country: 'official holidays: CN, US, GB, JP, DE or HK',
      zone: 'time zone, such as Europe/London',
      port: 'port on this machine; 0 takes a free one',
      help: 'show this help',
    },
    argument: {
      workbook: 'workbook file',
      workbooks: 'one or more workbook files',
      file: 'the file to make, or gsheet: and the id of a blank spreadsheet',
      adopted: 'a team’s own .xlsx file',
      item: 'an ID (T-0007), or a key from the record of mails',
      request: 'a request’s ID, such as Q-0001',
      start: 'workbook file; the demo when absent',
    },
  },
  call: {
    unknownCommand: (name, like) =>
      `There is no command “${name}”.${like ? ` Did you mean ${like}?` : ''} See all with: npm run -s baton -- --help`,
    unknownOption: (name, like) =>
      `There is no option ${name}. ${like ? `Did you mean ${like}?` : 'Add --help to see all options.'}`,
    missingArgument: (name) => `The argument ${name} is missing. Add --help to see how.`,
    missingValue: (option) => `${option} needs a value. Add --help to see how.`,
    missingOption: (option) => `The option ${option} is missing. Add --help to see how.`,
    tooMany: 'Too many arguments. Put quotes around a file name with blanks.',
    other: (message) => `The call is wrong: ${message}`,
  },
  internal: (message) =>
    `Something inside Baton failed: ${message}. Run it again with BATON_DEBUG=1 and pass the output on to whoever maintains it.`,
  table: {
    weight: '',
    sheet: 'Sheet',
    row: 'Row',
    column: 'Column',
    problem: 'What it is',
    key: 'Key',
    header: 'Header',
    type: 'Type',
    options: 'Options',
  },
  weight: { error: 'mend', warning: 'look' },
  schema: { required: 'required', filled: 'filled by Baton', machine: 'for Baton alone', view: 'formulas, never read' },
  check: {
    clean: (workbook, rows) => `${workbook}: ${rows} ${plural(rows, 'row')}, nothing to mend.`,
    found: (workbook, errors, warnings) => `${workbook}: ${found(errors, warnings)}.`,
  },
  edit: {
    ok: 'This edit is fine.',
    mark: 'This edit is possible; the row has something to look at:',
    refuse: 'This edit would be refused:',
  },
  init: {
    made: (path) => `Made ${path}`,
    days: (country, count, until) => `Calendar: ${count} official days of ${country}, up to the end of ${until}`,
    noDays: 'Calendar: no country, Monday to Friday only; set “country” in Settings for official holidays',
    next: (path) =>
      `Next: open it, fill in Directory, Departments and RACI, then run: npm run -s baton -- check ${path}`,
  },
  verify: {
    fits: (rows) =>
      rows === 0
        ? 'The record of mails is empty.'
        : `The record of mails has ${rows} ${plural(rows, 'row')}, and each fits the one before.`,
    breaks: (row, because) =>
      `The record of mails no longer fits from entry ${row} on: ${because}. Compare the sheet _ledger with a backup.`,
    because: {
      changed: 'this entry was changed',
      removed: 'entries are missing here',
      inserted: 'an entry was added here',
      reordered: 'the entries are in another order',
      truncated: 'the entries after it are gone',
      rewritten: 'the record was written anew',
    },
    entry: (key, to) => `The entry is ${key} to ${to}`,
  },
  pack: {
    made: (name, documents) => `Packed ${name}: ${documents} ${plural(documents, 'document')}.`,
    file: 'Package',
    viewers: 'Who may view',
    archive: 'Archive',
    recorded: (rows) => `${rows} ${plural(rows, 'row')} recorded`,
    recordedBefore: 'recorded already',
    notRecorded: {
      'no-archive': 'this workbook has no sheet “Archive”; nothing was recorded',
      'still-open': 'nothing was recorded: what stands there counts as archived, and this request is still at work',
    },
    notAccepted: 'This request has not been accepted yet; the package says so.',
    unread: (cells) =>
      `${cells} ${plural(cells, 'cell')} could not be read; the package lists what stands there. Mend them first if it is to be complete.`,
  },
  explain: {
    owner: 'Responsible',
    accountable: 'Accountable',
    department: 'Department',
    due: 'Due',
    status: 'Status',
    request: 'Request',
    standing: 'Where it stands',
    standsSince: (standing, day) => `${standing}, since ${day}`,
    waits: 'Open',
    court: 'Whose move',
    stops: 'What ends it',
    clock: 'Clock',
    next: 'Next',
    tells: 'Told today',
    quiet: 'Not said today',
    told: 'Mailed so far',
    wrong: 'In the sheet',
    nothing: 'There is nothing to say today.',
    none: 'none',
    replanned: (from) => ` (planned: ${from})`,
    late: (n) => `, ${days(n)} ago`,
    left: (n) => (n === 0 ? ', which is today' : `, ${days(n)} left`),
    progress: (percent) => `, ${percent} %`,
    noClock: 'no clock is running',
    since: (day) => `unchanged since ${day}`,
    escalates: (day, time, who, level) => `escalates to level ${level} after ${day} ${time}${who && `: ${who}`}`,
    escalated: (level, day) => `escalated to level ${level} on ${day}`,
    to: (names, cc) => `→ ${people(names, cc)}`,
    sent: (when, to, status) => `${when}  ${to}  ${status}`,
    fate: {
      sending: 'interrupted, outcome unknown',
      sent: 'sent',
      held: 'may have been sent, not repeated',
      unsent: 'not sent',
    },
    unknown: (item, near) =>
      near
        ? `There is no item “${item}”. Close to it: ${near}.`
        : `There is no item “${item}”; this workbook has no tasks yet.`,
  },
  sweep: {
    at: (project, when) => `${project} · sweep of ${when}`,
    done: (n) => `${mails(n)} sent.`,
    would: (n) => `${mails(n)} would be sent. This was a dry run; nothing was touched.`,
    nothing: 'Nothing new to say, no mail sent.',
    wouldNothing: 'Nothing new to say, no mail would be sent. This was a dry run; nothing was touched.',
    dayOff: 'A day off: no mail.',
    left: 'Another sweep is at work; this one did nothing.',
    copy: 'This is a copy of another workbook and mails nobody. To use it on its own, run: npm run -s baton -- adopt FILE',
    fuse: (n, limit) =>
      `This sweep would send ${mails(n)}, more than the limit of ${limit}, so none was sent. If they are meant, raise mailLimit in Settings; to look first, run: npm run -s baton -- check FILE`,
    failed: (message, sent) => `Stopped after ${mails(sent)}: ${message}`,
    unreached: (count, names) =>
      `${count} ${count === 1 ? 'person' : 'people'} should hear of something and cannot be reached: ${names.join(', ')}${count > names.length ? ', …' : ''}. Check the directory.`,
    conflicts: (count) =>
      `${count} ${plural(count, 'row was', 'rows were')} changed by somebody meanwhile and left alone; the next sweep sees to it.`,
    notYet: (command) => `To sweep it in earnest, let Baton add its own sheets first: ${command}`,
    who: 'Name',
    department: 'Department',
    what: 'In this mail',
    when: 'When',
    urgent: 'Most urgent',
    kind: {
      stuck: (n) => `${n} stuck`,
      overdue: (n) => `${n} overdue`,
      due: (n) => `${n} due today`,
      reason: (n) => `${n} without reason`,
      collect: (n) => `${n} without evidence`,
      act: (n) => `${n} to do`,
      soon: (n) => `${n} due soon`,
      blocked: (n) => `${n} waiting`,
      changed: (n) => `${n} changed`,
      update: (n) => `${n} to update`,
      week: () => 'the week',
      mend: (n) => `${n} to mend`,
      know: (n) => `${n} to know`,
    },
    escalates: 'Escalates',
    escalation: (level, name, n, to, cc) => `Level ${level}  ${name}, ${days(n)} without change → ${people(to, cc)}`,
    mend: (errors, warnings, command) => `In the sheet, ${found(errors, warnings)}: ${command}`,
    progress: 'Mailing',
    late: (n) => (n === 0 ? 'just past its time' : `${days(n)} late`),
    today: 'due today',
  },
  serve: {
    at: (url) => `Serving dispatch, sweep and health at ${url}`,
    dispatch: (call) => `Sweep all of them: ${call}`,
    stop: 'Stop with Ctrl+C.',
  },
  start: {
    made: (path) => `Made a demo workbook: ${path}`,
    yesterday: (today, day) => `${today} is a day off; this is the sweep of the last workday, ${day}.`,
    workbook: 'Workbook',
    mails: 'Mails',
    again: 'Change a few cells and run npm start again: it says only what is new.',
  },
};
