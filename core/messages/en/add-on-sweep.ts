/** In English: what the add-on for Google Sheets says of its own sweeps, where nobody else sweeps the workbook. */

export const addOnSweep = {
  /** Why something could not be done. */
  sheets: ({ why }: { why: string }) =>
    `Google Sheets did not do what it was asked: ${why}. Nothing is lost; the next sweep goes on.`,
  busy: 'Somebody else is writing just now. The next sweep goes on.',
  outOfTime: 'Google stops a script after six minutes. The rest leaves in a few minutes, by itself.',
  quota:
    'Google lets this account send no more mails today. What is left leaves with tomorrow’s sweep. Accounts of a company may send more than private ones.',
  badAddress: ({ to }: { to: string }) => `Google takes no mail for ${to}. Correct the address in the directory.`,
  mailFailed: ({ why }: { why: string }) => `Google did not say whether the last mail left: ${why}`,

  /** Below “Sweep now”. */
  title: 'Baton',
  sent: ({ mails }: { mails: number }) => (mails === 1 ? '1 mail left.' : `${mails} mails left.`),
  nothing: 'There is nothing to say to anybody now.',
  dayOff: 'Today is a day off: nobody is mailed.',
  problems: ({ count }: { count: number }) =>
    count === 1
      ? '1 thing in the sheets cannot be read; the sidebar shows where.'
      : `${count} things in the sheets cannot be read; the sidebar shows where.`,
  waiting: ({ count }: { count: number }) =>
    count === 1 ? '1 person is still owed a mail.' : `${count} people are still owed a mail.`,
  unknown: ({ to }: { to: readonly string[] }) =>
    `Nobody knows whether the mail to ${to.join(', ')} left, because the script was ended in the middle. Ask whether it arrived.`,
  held: ({ until }: { until: string }) =>
    `Another sweep of this workbook is at work, until ${until} at most. This one did nothing.`,
  noButtons:
    'The mails have no buttons, since the page for answers is not there yet: whoever gets one answers in the sheet. “How to get buttons” in the guide takes two minutes.',

  /** The daily sweep. */
  askOn: ({ time, sender }: { time: string; sender: string }) =>
    `Every workday at about ${time} Baton looks at this workbook and mails whoever has something to do, from ${sender}. Switch that on?`,
  askElsewhere: ({ day }: { day: string }) =>
    `This workbook was last swept on ${day} by Baton on a server or a computer. If you go on, it is swept here from now on, and refused there. Go on?`,
  askOff: ({ owner }: { owner: string }) => `The daily sweep is on; it mails from ${owner}. Switch it off?`,
  isOn: ({ time }: { time: string }) => `The daily sweep is on. The first one is on the next workday at about ${time}.`,
  isOff: 'The daily sweep is off. Nobody is mailed from here any more.',
  notHere:
    'Nothing was done: the settings do not say any more that this workbook is swept here. To change that, choose “Daily sweep on or off” in the menu.',
  copy: 'This is a copy of another workbook, and mails nobody. Make it a workbook of its own first.',

  /** The command line puts it into a spreadsheet. */
  install: {
    unknown: ({ text }: { text: string }) =>
      `“${text}” is nothing the add-on can do. Write: add-on install ADDRESS, or: add-on files FOLDER`,
    noSpreadsheet: ({ text }: { text: string }) =>
      `“${text}” is not the address of a Google spreadsheet. Copy the whole address from the browser: https://docs.google.com/spreadsheets/d/…`,
    notBuilt: 'The add-on’s files are not here. Make them first: npm run apps-script:build',
    notCopied: ({ folder }: { folder: string }) => `The files cannot be written to ${folder}. Name another folder.`,
    laidOut: ({ folder, names }: { folder: string; names: readonly string[] }) =>
      `The add-on’s files are in ${folder}: ${names.join(', ')}.\n\nPaste them into the spreadsheet: Extensions → Apps Script. Project Settings: show appsscript.json. Then each file under its own name: appsscript.json, Code.js as Code.gs, and each .html as an HTML file without the ending. Save, and reload the spreadsheet.`,
    failed: ({ step }: { step: string }) =>
      `“clasp ${step}” did not work; what it said stands above. Most often the Apps Script API is switched off: turn it on at https://script.google.com/home/usersettings and run this again.`,
    signIn: 'Google asks in the browser who you are, for clasp, Google’s own tool for scripts.',
    make: 'Making the script in the spreadsheet …',
    push: 'Pushing the add-on’s files …',
    done: ({ url }: { url: string }) =>
      `The add-on is in the spreadsheet. Only you can do what is left:\n\n1. Open ${url} and reload it until there is a menu Baton beside Help.\n2. Baton → Set up this workbook. Google asks for your consent; a private account sees “not verified”: Advanced → Go to Baton.\n3. Baton → What it would mail now, and when you like it: Baton → Daily sweep on or off.\n4. For buttons in the mails: Extensions → Apps Script → Deploy → New deployment → Web app, Execute as: Me, Who has access: Anyone.`,
  },

  /** What would be mailed. */
  dryTitle: 'What Baton would mail now',
  dryNone: 'Nothing: nobody would get a mail now.',
  to: ({ name, address }: { name: string; address: string }) => `To ${name} <${address}>`,
};
