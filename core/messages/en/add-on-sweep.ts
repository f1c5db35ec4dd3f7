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

  /** What would be mailed. */
  dryTitle: 'What Baton would mail now',
  dryNone: 'Nothing: nobody would get a mail now.',
  to: ({ name, address }: { name: string; address: string }) => `To ${name} <${address}>`,
};
