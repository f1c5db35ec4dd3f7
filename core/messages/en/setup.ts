/** In English: what `baton setup` asks, finds wrong and has done. */

const quoted = (text: string) => `“${text}”`;

export const setup = {
  begin: 'Five questions. Enter takes what stands in brackets; Ctrl+C stops, and nothing is changed.',
  count: ({ n, text }: { n: number; text: string }) => `${n}/5  ${text}`,

  /** What this language calls itself. */
  ownName: 'English',
  language: 'Which language?',
  workbook:
    'Which workbook? The path of your tracker (.xlsx), or a name for a new one. gsheet:ID and graph:DRIVE/ITEM are taken as well.',
  newName: 'plan.xlsx',
  willMake: ({ path }: { path: string }) => `${path} will be made.`,
  found: ({ path }: { path: string }) => `${path} can be read and written.`,
  follow: ({ name }: { name: string }) =>
    `${quoted(name)} is a tracker of your own. Follow it as it is? Its sheets stay; Baton adds its own.`,
  notFollowed: ({ name }: { name: string }) => `${quoted(name)} is left as it is. Name another workbook.`,
  mustFollow: ({ name, typed }: { name: string; typed: string }) =>
    `${quoted(name)} is a tracker of your own, which Baton does not follow yet. Add --yes to follow it with what is guessed, or first run: npm run -s baton -- adopt ${typed}`,
  cannotMake: ({ path }: { path: string }) =>
    `There is no ${path}, and a new workbook is made as an .xlsx file. Check the path, or give a name that ends with .xlsx.`,
  noFolder: ({ folder }: { folder: string }) => `There is no folder ${folder}. Make it first, or choose another.`,

  keeper: 'Who keeps it, and hears of rows that cannot be read? Name and address, like Li Na <li.na@example.com>.',
  lead: 'And who leads the project? Enter if it is the same person.',
  notAPerson: ({ text }: { text: string }) =>
    `${quoted(text)} is not a name with an address. Write it like Li Na <li.na@example.com>.`,

  mail: 'How does mail leave? The address of the mailbox that sends, a server like smtps://name@smtp.example.com, or gmail or graph where you have signed in (login); “outbox” leaves all mail in a folder, and nobody gets any.',
  server: ({ address }: { address: string }) => `Which server sends for ${address}?`,
  orServer: ({ names }: { names: string }) => `Or one by its name: ${names}.`,
  sender: 'Which address are its mails from?',
  password: ({ account }: { account: string }) => `Password for ${account} (not shown as you type): `,
  notAWay: ({ text }: { text: string }) =>
    `${quoted(text)} is neither an address nor a server. Write name@example.com, smtps://name@smtp.example.com, or outbox.`,
  passwordInWay:
    'Leave the password out of --mail, where others can read it: it is asked for, or read from BATON_SMTP_PASSWORD or with --password-stdin.',
  trying: ({ way }: { way: string }) => `Trying ${way} …`,
  toFolder: 'Mails stay in the folder “outbox” beside the workbook, and nobody gets any.',

  askReplies: ({ account }: { account: string }) =>
    `Read what people reply to the mails in the mailbox of ${account}, and answer it? Of mails that answer none of Baton’s only a few headers are looked at.`,

  at: 'At what time of every workday? (by this clock: HH:MM, and another time zone behind it if need be)',
  notATime: ({ text }: { text: string }) => `${quoted(text)} is not a time of day. Write it like 08:30.`,
  notALanguage: ({ text }: { text: string }) => `${quoted(text)} is not one of these. Type its number.`,

  lacking: ({ flags }: { flags: readonly string[] }) =>
    `Nobody sits at this terminal to be asked, so these are needed: ${flags.join(', ')}. Nothing was changed.`,
  noPassword: ({ account }: { account: string }) =>
    `The password for ${account} is missing. Set BATON_SMTP_PASSWORD in the environment, or give it through a pipe with --password-stdin. Nothing was changed.`,

  badConfig: ({ path }: { path: string }) =>
    `The set-up in ${path} cannot be read. Correct it, or delete it and run: npm run -s baton -- setup`,
  notWritten: ({ path }: { path: string }) =>
    `${path} cannot be written. Check the folder’s rights and the space on the disk.`,
  settingsNotTaken: ({ name }: { name: string }) =>
    `${name} is being changed by somebody, so who leads and keeps it could not be entered. Close it and run setup again.`,

  /** Which official days count; `until`: null where they follow from rules. */
  days: ({ country, until }: { country: string; until: string | null }) =>
    country === ''
      ? 'Official days: none, since no country stands in Settings. Days off can be written into the sheet Calendar.'
      : `Official days: those of ${country}${until === null ? ', which do not run out' : `, known until ${until}`}.`,
  made: ({ path }: { path: string }) => `Made ${path}.`,
  adopted: ({ path }: { path: string }) => `${path} is followed from now on; its sheets are as they were.`,
  entered: ({ keeper, lead }: { keeper: string; lead: string }) =>
    keeper === lead ? `Keeper and lead: ${keeper}.` : `Keeper: ${keeper}. Lead: ${lead}.`,
  kept: ({ path }: { path: string }) =>
    `Kept in ${path}, which only you may read. From now on “npm run -s baton -- sweep” needs no more than that.`,
  mailForAll: ({ count }: { count: number }) => `The mail of all ${count} workbooks in it now leaves this way.`,

  askTest: ({ address }: { address: string }) => `Send a test mail to ${address} now?`,
  testSent: ({ address }: { address: string }) =>
    `The mail server has taken a test mail for ${address}. Look whether it has arrived.`,
  testInFolder: ({ folder }: { folder: string }) => `The test mail lies in ${folder}: open its index.html.`,
  testNotSent: 'No test mail was sent. With --yes one is.',
  test: {
    subject: 'Baton can reach you',
    first: ({ name }: { name: string }) => `${name}: this is a test mail, and nothing needs doing.`,
    workbook: ({ workbook }: { workbook: string }) => `It is about the workbook ${workbook}, which you keep.`,
    when: ({ at, zone }: { at: string; zone: string }) =>
      `Every workday at ${at} (${zone}) Baton reads it and mails each person what is theirs to move, and nothing on other days. Nobody gets a mail that says nothing new.`,
    next: 'Rows that cannot be read will be told to you. If mails like this one land among the junk, mark them as wanted.',
  },

  /** Today, or the next workday. */
  dryRun: ({ day }: { day: string }) => `This is what would be mailed on ${day}; nothing has been sent:`,
  fillIn: ({ path }: { path: string }) =>
    `Next: open ${path}, fill in Directory and RACI, then look with “npm run -s baton -- sweep --dry-run” who would get what.`,

  askSchedule: 'Install the daily run now, as shown?',
  later: 'The daily run is not installed. When you want it: npm run -s baton -- schedule install',
  sweepNow: 'To send what is due now: npm run -s baton -- sweep',

  /** What is understood, with blanks between. */
  yes: 'y yes',
  no: 'n no',
  usualYes: 'yes',
  usualNo: 'no',
};
