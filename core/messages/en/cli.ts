/** In English: what the command line prints. */
import { SETTING_NAMES } from '../../../sheet-templates/setting-names.ts';
import { plural } from './format.ts';
import { record } from './record.ts';

const days = (n: number) => `${n} ${plural(n, 'workday')}`;
const mails = (n: number) => `${n} ${plural(n, 'mail')}`;
const people = (names: string, cc: string) => `${names}${cc && `, copied: ${cc}`}`;
const found = (errors: number, warnings: number) =>
  [errors && `${errors} to mend`, warnings && `${warnings} to look at`].filter(Boolean).join(', ');

export const cli = {
  help: {
    about:
      'Baton: cross-department work inside the spreadsheets teams already share. Every workday it reads them, mails each person once, and escalates what is stuck.',
    usage: 'Usage:',
    commands: 'Commands:',
    arguments: 'Arguments:',
    options: 'Options:',
    example: 'Example:',
    exits:
      'Exit codes: 0 done, 1 something in the workbook needs a person, 2 the command is wrong, 3 a file or the mail system failed, or another run is at work.',
    command: {
      init: { what: 'make a new workbook', example: 'init launch.xlsx' },
      schema: { what: 'list all tabs, columns and options', example: 'schema --json' },
      check: { what: 'check a workbook and list what needs mending', example: 'check launch.xlsx' },
      sweep: { what: 'check, mail, escalate and take notes', example: 'sweep launch.xlsx --dry-run' },
      edit: {
        what: 'try an edit without writing it',
        example: 'edit launch.xlsx --tab raci --row 5 --set due=2026-03-06',
      },
      people: {
        what: 'take people and addresses from a list, a vCard or a workbook into the directory',
        example: 'people launch.xlsx people.vcf',
      },
      reply: { what: 'say what a reply to a mail means, and write nothing', example: 'reply launch.xlsx reply.eml' },
      minutes: { what: 'read minutes into meetings, topics and actions', example: 'minutes launch.xlsx 2026-03-06.md' },
      explain: { what: 'say why an item is mentioned, or is not', example: 'explain launch.xlsx T-0007' },
      slip: {
        what: 'say what moves, which dates are missed and who hears of it when a task is late',
        example: 'slip launch.xlsx T-0007 4',
      },
      forecast: {
        what: 'say who gets which mail in the next workdays if nothing moves',
        example: 'forecast launch.xlsx --html forecast.html',
      },
      court: { what: 'say how many workdays things waited with each department', example: 'court launch.xlsx' },
      export: {
        what: 'write all that Baton follows as a table for other programs',
        example: 'export launch.xlsx --csv',
      },
      calendar: {
        what: 'write each person’s dates as a calendar file, or take back the address of a calendar',
        example: 'calendar launch.xlsx --to calendars',
      },
      verify: { what: 'check that nobody changed the record of mails', example: 'verify launch.xlsx' },
      rollover: {
        what: 'move the record of mails of past years to archive sheets',
        example: 'rollover launch.xlsx --dry-run',
      },
      resend: {
        what: 'have a mail sent again that is held or was refused',
        example: 'resend launch.xlsx 5923cd24',
      },
      backup: { what: 'back up all that Baton remembers: clocks, mails, sweeps', example: 'backup launch.xlsx' },
      restore: {
        what: 'bring back from a backup what a workbook has lost',
        example: 'restore launch.xlsx launch.backup.json',
      },
      pack: { what: 'pack a request and all its documents into a zip', example: 'pack launch.xlsx Q-0001' },
      serve: {
        what: 'make the buttons of mails work; show on a page how a sheet is read',
        example: 'serve launch.xlsx',
      },
      adopt: { what: 'take over an existing tracker', example: 'adopt tracker.xlsx' },
      doctor: {
        what: 'look at a workbook and all that it needs, and say what to do',
        example: 'doctor launch.xlsx --fix',
      },
      setup: { what: 'five questions, a test mail, and the daily run: the way in', example: 'setup' },
      schedule: { what: 'install, remove or look at the daily run', example: 'schedule install' },
      'add-on': {
        what: 'put the add-on into a Google spreadsheet of yours',
        example: 'add-on install https://docs.google.com/spreadsheets/d/1AbC',
      },
      login: {
        what: 'sign in to Google or Microsoft 365 as yourself, in the browser',
        example: 'login google --client client_secret.json',
      },
      logout: { what: 'forget what you signed in with', example: 'logout google' },
      start: { what: 'make a demo workbook if there is none, and sweep it', example: 'npm start' },
    },
    option: {
      json: 'print one JSON document on stdout and nothing else',
      locale: 'language of the output: zh-CN or en',
      workbookLocale: 'language of the workbook: zh-CN or en',
      now: 'as if it were this moment, such as 2026-03-06T09:00',
      madeOn: 'make calendar and demo for this day',
      dryRun: 'say what would happen and touch nothing',
      takeOver: 'end the run that holds this workbook, when you know that it is dead, and go on from there',
      handedOn:
        'send only what answers of today hand on, to whoever waits for it; all else is left to the morning’s sweep',
      trial:
        'also try a save that has to be refused, and a write through Excel’s API; not on a workbook that people are working in',
      letterTo: 'also send one test letter to this address, and say which way took it',
      fix: 'do what is safe to do, and say what was done',
      week: 'say how last week went, Monday to Sunday, and nothing else',
      asOf: 'look at it as if it were this moment, such as 2026-03-06T09:00',
      mail: (ways: string) => `where mail goes: ${ways}`,
      from: 'the sender, "Baton <baton@example.com>", or BATON_FROM',
      mark: 'write what was found beside the rows, into the column “Baton check”',
      links: 'address of serve, or of respond, for buttons in the mails',
      replies:
        'answer what people reply, in the mailbox that mails leave from, or in another: imaps://user@host/Folder, as BATON_INBOX',
      book: 'workbook whose people, departments and company days these share',
      request: 'name or ID of the request it is about',
      samePerson: 'somebody of the list, by what the workbook calls them, such as "Ann=Ann Miller"; may be repeated',
      otherPerson: 'somebody of the list who is not the one that it seems; may be repeated',
      replaceAddress: 'whose address in the directory gives way to that of the list; may be repeated',
      tab: 'a tab’s key or title',
      row: 'row number',
      set: 'column=value, may be repeated; a column’s key or header',
      template: 'the template: starter, or full for the whole process',
      demo: 'fill in the demo project',
      out: 'adopt a copy and write it there; the file stays as it is',
      propose: 'show what would be made of it; nothing is written',
      followSheet: 'the sheet to follow; several with the same headers are followed together',
      together: 'follow every sheet with these headers, and later ones once they have ids',
      headerRow: 'the row of its header',
      mapColumn: 'what a column means, such as due=F or "responsible=Who"; - for no column; may be repeated',
      ignoreColumn: 'a column that means nothing to Baton; may be repeated',
      statusWord: 'what a word in the status column means, such as "parked=blocked"; may be repeated',
      quietDays:
        'ask for an update of tasks without a date after so many workdays without one; 0, the default, never does',
      matrixMark: 'what a mark in a matrix means, a letter of RASCI, such as "●=R"; may be repeated',
      personName: 'whom a name in the sheet means, such as "Bob=Robert Brown"; may be repeated',
      acceptGuesses: 'take what is a guess as well, as --propose shows it',
      folder: 'folder for the package; the workbook’s own when absent',
      force: 'replace today’s package if there is one',
      country: 'official holidays of a country, by its code or its name: DE, Germany; none for none',
      zone: 'time zone, such as Europe/London',
      host: 'the address it listens at; 0.0.0.0 for other machines, which may answer and nothing else',
      daily: 'also sweep each workbook every day at the time in its Settings',
      port: 'port on this machine; 0 takes a free one',
      days: 'workdays to look ahead; 20 when absent',
      year: 'the last year to move; the one before last when absent',
      adopt: 'make this workbook the one that was backed up',
      html: 'also write a page to read in a browser',
      csv: 'as comma-separated values in UTF-8',
      exportTo: 'folder for the table, or - to print it; the workbook’s own when absent',
      bom: 'begin with the mark by which Excel knows UTF-8',
      calendarTo: 'folder for the calendar files, one a person (.ics)',
      calendarLinks: 'print the address of each person’s calendar at this address of serve, or of respond',
      calendarRevoke: 'take back the address of this person’s calendar, by name or e-mail address',
      setupWorkbook: 'the workbook: a tracker, or a name for a new one',
      lead: 'who leads the project, "Li Na <li.na@example.com>"; the keeper when absent',
      keeper: 'who keeps the workbook, "Li Na <li.na@example.com>"',
      setupMail: 'how mail leaves: a mailbox’s address, smtps://name@host, or outbox',
      at: 'when it runs every day, HH:MM',
      lang: 'language of the questions, the workbook and the mails to you: zh-CN or en',
      takeDefaults: 'ask nothing: take what is usual, send the test mail, install the daily run',
      passwordStdin: 'read the mail server’s password from a pipe',
      noSchedule: 'leave the daily run out',
      config: 'the set-up, where it is not the usual one',
      scheduleKind: 'systemd, cron, launchd, windows or container; what this system has when absent',
      doIt: 'do what is shown, without asking',
      scheduled: 'as the daily run: into the log, and the administrator hears of what fails',
      mailFailure: 'who gets a mail when it fails, at most one a day for each cause',
      loginClient:
        'Google: the downloaded JSON of a desktop client of your own, or BATON_GOOGLE_CLIENT; Microsoft: the ID of an app of your organisation, or BATON_CLIENT',
      loginTenant: 'Microsoft: the directory’s ID or domain, or BATON_TENANT; whichever you are of when absent',
      loginOnly: 'Google: sheets or mail alone; both when absent',
      loginPick: 'Google: the id of the spreadsheet that the window begins with',
      loginImap: 'Microsoft: only to read replies by IMAP, for BATON_INBOX=exchange:name@example.com',
      loginSmtp: 'Microsoft: only to send mail by SMTP, for --mail exchange:name@example.com',
      loginDevice: 'Microsoft: by a code typed on another device, where this one has no browser',
      loginChina: 'Microsoft: the cloud operated by 21Vianet',
      loginFile:
        'keep the login in a file readable by you alone, for jobs that cannot reach the keychain, such as cron',
      help: 'show this help',
      version: 'say which version this is',
    },
    argument: {
      service: 'google or microsoft',
      served: 'one or more workbook files; those that were set up when absent',
      ownWorkbook: 'workbook file; the one that was set up when absent',
      workbook: 'workbook file',
      workbooks: 'one or more workbook files',
      swept: 'one or more workbook files, or a list of them as .json; what setup named when absent',
      schedule: 'install, remove or status',
      addOn: 'install, or files: lays the files out, to be pasted by hand',
      spreadsheet:
        'address of the spreadsheet, as it stands in the browser; of files a folder, baton-add-on when absent',
      examined:
        'one or more workbooks, or a list of them as .json; when absent those that were set up, or that the environment BATON_* names',
      mail: 'a mail as .eml; - reads it from a pipe',
      minutes: 'minutes as .docx, .xlsx, .md or .txt; - reads them from a pipe',
      file: 'the file to make; gsheet: and the id of a blank spreadsheet; or graph:DRIVE/FOLDER',
      adopted: 'a team’s own workbook: .xlsx or .xlsm; of .xls, .xlsb, .ods or .csv an .xlsx is made beside it',
      people: 'a list (.txt, .csv), a vCard (.vcf) or a workbook of people; - reads what is pasted',
      item: 'its name or its ID (T-0007), or a key from the record of mails',
      task: 'a task’s name or ID, such as T-0007',
      days: 'workdays late',
      request: 'a request’s name or ID, such as Q-0001',
      resent: 'a mail’s id, or its first 6 characters or more, or an address, as sweep and doctor show them',
      backupTo: 'the backup to write; beside the workbook when absent',
      backupFrom: 'a backup that the command backup wrote',
      start: 'workbook file; the demo when absent',
    },
  },
  call: {
    unknownCommand: (name: string, like: string) =>
      `There is no command “${name}”.${like ? ` Did you mean ${like}?` : ''} See all with: npm run -s baton -- --help`,
    unknownOption: (name: string, like: string) =>
      `There is no option ${name}. ${like ? `Did you mean ${like}?` : 'Add --help to see all options.'}`,
    missingArgument: (name: string) => `The argument ${name} is missing. Add --help to see how.`,
    missingValue: (option: string) => `${option} needs a value. Add --help to see how.`,
    missingOption: (option: string) => `The option ${option} is missing. Add --help to see how.`,
    tooMany: 'Too many arguments. Put quotes around a file name with blanks.',
    /** `options` that npm kept; the right call, and the one that PowerShell needs. */
    swallowed: (options: readonly string[], call: string, powerShell: string) =>
      `npm kept ${options.join(' and ')} for itself, so Baton did nothing. Write: ${call}${powerShell === call ? '' : ` (in PowerShell with quotes: ${powerShell} )`}. If you typed no such option, npm’s own settings have it: npm config get ${options[0]!.slice(2)}`,
    other: (message: string) => `The call is wrong: ${message}`,
  },
  /** Beside the result, where a password stands on the command line. */
  passwordShown:
    'Others on this machine can see the password in --mail. Set BATON_SMTP_PASSWORD in the environment, and write --mail smtp://user@host:port.',
  internal: (message: string) =>
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
    clean: (workbook: string, rows: number) => `${workbook}: ${rows} ${plural(rows, 'row')}, nothing to mend.`,
    found: (workbook: string, errors: number, warnings: number) => `${workbook}: ${found(errors, warnings)}.`,
    /** Rows with a mark; null where there is no column for it. */
    marked: (rows: number | null) =>
      rows === null
        ? 'No sheet has a column “Baton check”: add this header beside the others of a sheet to have its rows marked.'
        : `${rows} ${plural(rows, 'row')} marked in the column “Baton check”.`,
  },
  edit: {
    ok: 'This edit is fine.',
    mark: 'This edit is possible; the row has something to look at:',
    refuse: 'This edit would be refused:',
    /** Of an edit whose own row is fine, and of one whose row is not. */
    elsewhere: (rows: number) =>
      `The row itself is fine, but it leaves something to mend in ${rows} other ${plural(rows, 'row', 'rows')}:`,
    andElsewhere: (rows: number) => `It also leaves something to mend in ${rows} other ${plural(rows, 'row', 'rows')}:`,
  },
  reply: {
    from: (name: string) => `A reply by ${name}`,
    ignored: {
      automatic: 'This mail was written by a program. It is left alone.',
      stranger: 'Nobody active in the directory has the address that this mail is from. It is left alone.',
      'unknown-mail': 'This mail does not answer any that its writer was sent. It is left alone.',
    },
    sent: 'Mailed to its writer, to be confirmed there.',
    sentBefore: 'This reply was mailed back before; not again.',
    nothingDone: 'Nothing was written. What is right is confirmed on the answer page.',
  },
  minutes: {
    id: 'ID',
    line: 'Line',
    who: 'Who',
    until: 'Until',
    what: 'What',
    topic: 'topic',
    isNew: 'new',
    /** Of a meeting that the workbook had. */
    there: 'in the workbook already',
    wrote: (n: number) => `${n} ${plural(n, 'row')} written.`,
    would: (n: number) => `${n} ${plural(n, 'row')} would be written. This was a dry run; nothing was touched.`,
    nothing: 'All of it stands in the workbook already; nothing was written.',
    settle: (n: number) => `${n} ${plural(n, 'thing')} for a person to sort out, by line of the minutes:`,
  },
  init: {
    made: (path: string) => `Made ${path}`,
    /** `lists`: the years whose lists are known, where a country publishes lists. */
    days: (country: string, count: number, until: number, lists: { from: number; to: number } | null) =>
      `Calendar: ${count} official days of ${country}, up to the end of ${until}${lists ? `; its lists of ${lists.from} to ${lists.to} are known` : ''}`,
    noDays: /* @__PURE__ */ (() =>
      `Calendar: no country, Monday to Friday only; for official holidays write one beside “${SETTING_NAMES.country.en}” in Settings`)(),
    next: (path: string) =>
      `Next: open it, fill in Directory, Departments and RACI, then run: npm run -s baton -- check ${path}`,
  },
  doctor: {
    state: { fine: 'fine', look: 'look', mend: 'mend' },
    about: {
      environment: 'environment',
      registry: 'list',
      read: 'read',
      way: 'way',
      write: 'write',
      copy: 'copy',
      template: 'template',
      protection: 'protection',
      settings: 'settings',
      calendar: 'calendar',
      directory: 'directory',
      sweeps: 'sweeps',
      triggers: 'triggers',
      ledger: 'record',
      owed: 'delivery',
      events: 'events',
      marks: 'marks',
      clock: 'clock',
      changes: 'changes',
      links: 'links',
      sender: 'sender',
      mail: 'mail',
      quota: 'quota',
    },
    /** Before what `--fix` did, and before why it could not. */
    did: 'Done: ',
    notDone: 'Not done: ',
    canFix: (findings: number) => `${findings} of these can be done now: add --fix. Nothing has been changed.`,
    allFine: 'All as it should be.',
    more: (findings: number) => `(and ${findings} more)`,
  },
  verify: {
    /** Rows of all, and how many archive sheets some of them are in. */
    fits: (rows: number, archives: number) =>
      rows === 0
        ? 'The record of mails is empty.'
        : `The record of mails has ${rows} ${plural(rows, 'row')}${archives > 0 ? `, those in ${archives} ${plural(archives, 'archive')} included` : ''}, and each fits the one before.`,
    breaks: (row: number, because: string) => `The record of mails no longer fits from entry ${row} on: ${because}.`,
    because: {
      changed: 'this entry was changed',
      removed: 'entries are missing here',
      inserted: 'an entry was added here',
      reordered: 'the entries are in another order',
      truncated: 'the entries after it are gone',
      rewritten: 'the record was written again',
    },
    entry: (key: string, to: string) => `The entry is ${key} to ${to}`,
    mend: 'To bring back what is lost, take the newest backup: npm run -s baton -- restore WORKBOOK FILE.json. Without one, sweeps go on, and what those entries were about may be mailed again: look first with sweep --dry-run.',
    /** The same for an entry that an archive sheet holds, or did. */
    mendArchive: (title: string) =>
      `It belongs to the archive sheet ${title}. Nothing is mailed again for that, since _ledger keeps the gist of it. To have the entries back, delete that sheet if it is there still, and take the newest backup: npm run -s baton -- restore WORKBOOK FILE.json`,
  },
  record,
  resend: {
    /** Notices that are due again, or would be, and for whom. */
    again: (n: number, who: string) => `${n} ${plural(n, 'notice')} for ${who} ${plural(n, 'is', 'are')} due again.`,
    would: (n: number, who: string) =>
      `${n} ${plural(n, 'notice')} for ${who} would be due again. This was a dry run; nothing was touched.`,
    key: 'Key',
    about: 'About',
    next: 'With the next sweep',
    /** What the next sweep does with one of them. */
    leaves: (who: string) => `leaves, to ${who}`,
    over: 'is left out: no longer worth saying',
    byRule: (who: string) => `told again by its rule, to ${who}; the record is too old to have kept it`,
    notByRule: 'is left out: its rule no longer says it, and the record is too old to have kept it',
    /** Where nobody knows whether the first mail left. */
    twice: 'Nobody knows whether the first mail arrived: whoever has it already gets it twice.',
  },
  pack: {
    made: (name: string, documents: number) => `Packed ${name}: ${documents} ${plural(documents, 'document')}.`,
    file: 'Package',
    viewers: 'Who may view',
    archive: 'Archive',
    recorded: (rows: number) => `${rows} ${plural(rows, 'row')} recorded`,
    recordedBefore: 'recorded already',
    notRecorded: {
      'no-archive': 'this workbook has no sheet “Archive”; nothing was recorded',
      'still-open': 'nothing was recorded: what stands there counts as archived, and this request is still at work',
    },
    notAccepted: 'This request has not been accepted yet; the package says so.',
    unread: (cells: number) =>
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
    standsSince: (standing: string, day: string) => `${standing}, since ${day}`,
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
    decided: (row: string) => ` (as decided in ${row})`,
    replanned: (from: string) => ` (planned: ${from})`,
    late: (n: number) => `, ${days(n)} ago`,
    left: (n: number) => (n === 0 ? ', which is today' : `, ${days(n)} left`),
    progress: (percent: number) => `, ${percent} %`,
    noClock: 'no clock is running',
    since: (day: string) => `unchanged since ${day}`,
    escalates: (day: string, time: string, who: string, level: number) =>
      `escalates to level ${level} after ${day} ${time}${who && `: ${who}`}`,
    escalated: (level: number, day: string) => `escalated to level ${level} on ${day}`,
    to: (names: string, cc: string) => `→ ${people(names, cc)}`,
    sent: (when: string, to: string, status: string) => `${when}  ${to}  ${status}`,
    outcome: {
      due: 'due, not sent yet',
      sending: 'interrupted, outcome unknown',
      sent: 'sent',
      waits: 'told with the next mail, or at the end of the week',
      deferred: 'not taken for now, tried again',
      refused: 'not taken at this address',
      held: 'may have been sent, not repeated',
      overtaken: 'out of date before it was sent',
      unsent: 'not sent',
      answered: 'answered',
      undone: 'taken back',
      rolled: 'kept in short, moved to an archive',
    },
    unknown: (item: string, near: string) =>
      near
        ? `Nothing is called “${item}”. Close to it: ${near}.`
        : `Nothing is called “${item}”; this workbook has no tasks yet.`,
    /** What a row is called, and its id. */
    known: (id: string, name: string) => (name ? `“${name}” (${id})` : id),
    unknownKey: (key: string, n: number) =>
      `Nothing of the key “${key}” was mailed, and nothing will be in the next ${days(n)} if nobody changes the workbook.`,
    about: 'About',
    rule: 'Rule',
    date: 'Clock’s date',
    when: 'When',
    today: 'with today’s sweep',
    ahead: (day: string) => `${day}, if nothing moves until then`,
    why: 'Why',
    facts: 'Facts',
    whom: 'Whom',
    answers: 'Answered',
  },
  slip: {
    late: (n: number, from: string, to: string) => `Due ${from}; ${days(n)} late it ends on ${to}.`,
    lateAlready: (late: number, n: number, from: string, to: string) =>
      `Due ${from}; ${days(late)} late already. ${n} more: ends on ${to}.`,
    nothingMoves: 'Nothing that waits for it has to move.',
    moves: 'What waits for it moves',
    name: 'Task',
    earliest: 'Earliest end then',
    /** `already`: so many of the days even if the task ended today. */
    by: (day: string, n: number, already: number) =>
      `${day} (+${n}${already > 0 ? `; +${already} already if it ends today` : ''})`,
    nodes: 'Dates that were promised',
    node: (kind: 'stage' | 'acceptance' | 'wanted-finish', name: string) =>
      kind === 'stage' ? name : kind === 'acceptance' ? `Acceptance: ${name}` : `Wanted finish: ${name}`,
    /** `planned`: where the plan ends without it already; '' where it keeps the day. */
    falls: (day: string, planned: string) =>
      planned === ''
        ? `missed: ${day} at the earliest`
        : `missed as planned already (${planned})${day === planned ? '' : `; then ${day} at the earliest`}`,
    holds: 'kept',
    told: 'Who hears of it with the next sweep',
  },
  forecast: {
    of: (project: string, from: string, to: string) => `${project} · ${from} to ${to}`,
    count: (n: number, who: number) => `${mails(n)} to ${who} ${plural(who, 'person', 'people')}.`,
    condition: 'This is what Baton will send if nobody changes the workbook.',
    /** What the cells of the table are. */
    numbers: 'A number says how many things that day’s mail is about. What they are: --html FILE.',
    day: 'Day',
    /** The last row: how many mails leave that day. */
    mails: 'All mails',
    who: 'Name',
    more: (n: number) => `and ${n} more`,
    others: (n: number) => `and ${n} more: all of them with --html FILE or --json`,
    escalates: 'Escalates',
    made: (path: string) => `Page: ${path}`,
    /** The same as a page to look at. */
    page: {
      title: 'Mails to come',
      lead: (from: string, to: string, condition: string) => `${from} – ${to}. ${condition}`,
      mails: 'mails',
      people: 'people get them',
      escalations: 'escalations',
      quiet: 'workdays without mail',
      calendar: 'Calendar',
      days: 'Day by day',
      off: 'off',
      none: 'no mail',
      knows: 'to know',
      count: mails,
      level: (n: number) => `Level ${n}`,
    },
  },
  calendars: {
    written: (file: string, dates: number) => `${file}: ${dates} ${plural(dates, 'date')}`,
    revoked: (name: string) =>
      `The address of ${name}’s calendar no longer works. A new one comes with their next mail that brings dates.`,
  },
  exported: (file: string, rows: number) => `${file}: ${rows} ${plural(rows, 'row')}`,
  court: {
    of: (project: string, day: string) => `${project} · how long things waited with each department, up to ${day}`,
    none: 'Nothing has waited with any department yet.',
    departments: 'By department',
    items: 'By item',
    name: 'What',
    now: 'Now with',
    held: 'Workdays with each',
    over: 'nobody',
    days: (n: number, items: number, now: number) => `${days(n)}, ${items} ${plural(items, 'item')}, ${now} now`,
    others: (n: number) => `and ${n} more, shorter: all of them with --json`,
    notKept:
      'This workbook was made before Baton noted whose move it was, so what came before today is not known. To have it noted from now on, run: npm run -s baton -- adopt FILE',
    share: (department: string, n: number) => `${department} ${n}`,
  },
  sweep: {
    at: (project: string, when: string) => `${project} · sweep of ${when}`,
    done: (n: number) => `${mails(n)} sent.`,
    would: (n: number) => `${mails(n)} would be sent. This was a dry run; nothing was touched.`,
    nothing: 'Nothing new to say, no mail sent.',
    wouldNothing: 'Nothing new to say, no mail would be sent. This was a dry run; nothing was touched.',
    dayOff: 'A day off: no mail.',
    /** `before`: the last workday. */
    dayOffDry: (before: string) => `A day off: no mail. To see what a workday looks like: add --now ${before}T09:00`,
    /** Another took the workbook over after so many mails. */
    left: (sent: number) =>
      `Stopped after ${mails(sent)}: another run has taken this workbook over and goes on from here.`,
    copy: 'This is a copy of another workbook and mails nobody. To use it on its own, run: npm run -s baton -- adopt FILE',
    fuse: (n: number, limit: number) =>
      `This sweep would send ${mails(n)}, more than the limit of ${limit}, so none was sent. If so many are meant, raise “${SETTING_NAMES.mailLimit.en}” in Settings; to look first, run: npm run -s baton -- check FILE`,
    failed: (message: string, sent: number) => `Stopped after ${mails(sent)}: ${message}`,
    /** People who should hear of something and cannot be reached; the first few by name. */
    unreached: (count: number, names: readonly string[]) =>
      `${count} ${count === 1 ? 'person' : 'people'} should hear of something and cannot be reached: ${names.join(', ')}${count > names.length ? ', …' : ''}. Check the directory.`,
    outside: (count: number) =>
      `BATON_RECIPIENTS keeps ${mails(count)} from leaving: the address lies outside its domains.`,
    conflicts: (count: number) =>
      `${count} ${plural(count, 'row was', 'rows were')} changed by somebody meanwhile and left alone; the next sweep sees to it.`,
    /** Rows of a long record that were moved to a hidden sheet afterwards; why they could not be. */
    rolled: (rows: number, sheet: string) =>
      `The record of mails had grown long: ${rows} old entries about what is over are in the hidden sheet ${sheet} now.`,
    notRolled: (why: string) =>
      `The record of mails is long, and its old entries could not be moved to an archive; the next sweep tries again. ${why}`,
    notYet: (command: string) => `To sweep it in earnest, let Baton add its own sheets first: ${command}`,
    who: 'Name',
    department: 'Department',
    what: 'In this mail',
    when: 'When',
    urgent: 'Most urgent',
    kind: {
      stuck: (n: number) => `${n} stuck`,
      overdue: (n: number) => `${n} overdue`,
      due: (n: number) => `${n} due today`,
      reason: (n: number) => `${n} without reason`,
      quiet: (n: number) => `${n} without an update`,
      collect: (n: number) => `${n} without evidence`,
      act: (n: number) => `${n} to do`,
      soon: (n: number) => `${n} due soon`,
      blocked: (n: number) => `${n} waiting`,
      assigned: (n: number) => `${n} new`,
      changed: (n: number) => `${n} changed`,
      update: (n: number) => `${n} to update`,
      week: (_count: number) => 'the week',
      mend: (n: number) => `${n} to mend`,
      know: (n: number) => `${n} to know`,
    },
    escalates: 'Escalates',
    level: 'Level',
    item: 'What',
    still: 'Without change',
    days,
    to: 'Asked to step in',
    asked: people,
    mend: (errors: number, warnings: number, command: string) => `In the sheet, ${found(errors, warnings)}: ${command}`,
    owed: {
      title: 'Not delivered yet',
      things: (n: number) => `${n} ${plural(n, 'notice')}`,
      since: (day: string) => `since ${day}`,
      /** In place of names: so many to whom nothing but time is in the way. */
      waiting: (n: number) => `${n} people`,
      more: (n: number) => `and ${n} more: all of them with --json`,
    },
    progress: 'Mailing',
    late: (n: number) => (n === 0 ? 'just past its time' : `${days(n)} late`),
    today: 'due today',
  },
  progress: {
    rate: (n: number) => `${n} a minute`,
    left: (s: number) => (s < 90 ? `${s} s left` : `${Math.round(s / 60)} min left`),
  },
  /** Many workbooks in one call. */
  fleet: {
    progress: 'Sweeping',
    workbook: 'Workbook',
    mails: 'Mails',
    mend: 'To mend',
    came: 'Outcome',
    outcome: {
      done: 'done',
      'day-off': 'a day off, no mail',
      left: 'left to another sweep at work',
      copy: 'a copy of another workbook, nobody was mailed',
      fuse: 'more mails than its limit, none was sent',
      failed: 'stopped',
    },
    total: (n: number, amiss: number, sent: number, mend: number, dryRun: boolean) =>
      [
        `${n} ${plural(n, 'workbook')}`,
        amiss > 0 ? `${amiss} not swept` : dryRun ? 'all can be swept' : 'all swept',
        `${mails(sent)} ${dryRun ? 'would be sent' : 'sent'}`,
        mend > 0 ? `${mend} to mend` : 'nothing to mend',
      ].join(', ') + (dryRun ? '. This was a dry run; nothing was touched.' : '.'),
    /** People who are still owed something. */
    owed: (n: number) => `${n} ${n === 1 ? 'person has' : 'people have'} not got all their mail yet`,
    /** Rows of a long record that were moved to an archive. */
    rolled: (n: number) => `${n} old entries archived`,
    /** People with one mail about several workbooks, with how many; more who are not named. */
    joint: (people: readonly (readonly [name: string, workbooks: number])[], more: number) =>
      `One mail about several workbooks: ${people.map(([name, n]) => `${name} (${n})`).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    /** Of a list of workbooks. */
    badRow: (file: string, row: number, why: string) => `${file}, row ${row}: ${why}`,
  },
  serve: {
    at: (url: string) => `Serving dispatch, sweep, respond, replies and health at ${url}`,
    dispatch: (call: string) => `Sweep all of them: ${call}`,
    daily: 'Each workbook is swept every workday at the time in its Settings, while this runs.',
    stop: 'Stop with Ctrl+C.',
    toFollow: ({ file, url }: { file: string; url: string }) =>
      `${file} is not followed yet. See how it is read, and begin: ${url}`,
    followed: ({ file, url }: { file: string; url: string }) => `How ${file} is read, and how to change that: ${url}`,
  },
  replies: {
    every: 'Replies to the mails are read every five minutes.',
    read: ({ answered, ignored, left }: { answered: number; ignored: number; left: number }) =>
      `Replies: ${[`${answered} answered`, ...(ignored > 0 ? [`${ignored} left alone`] : []), ...(left > 0 ? [`${left} wait for the next look`] : [])].join(', ')}.`,
    notRead: ({ why }: { why: string }) => `Replies could not be read. ${why}`,
  },
  start: {
    made: (path: string) => `Made a demo workbook: ${path}`,
    yesterday: (today: string, day: string) => `${today} is a day off; this is the sweep of the last workday, ${day}.`,
    workbook: 'Workbook',
    mails: 'Mails',
    buttons: (workbook: string) => `Buttons in the mails work while this runs: npm run -s baton -- serve ${workbook}`,
    again: 'Change a few cells and run npm start again: it says only what is new.',
  },
};
