/** In English: what `baton schedule` shows and says, and the daily run itself. */
import { plural } from './format.ts';

export const schedule = {
  noConfig: 'Nothing is set up yet. Run first: npm run -s baton -- setup',
  whatUnknown: ({ text }: { text: string }) => `There is no “schedule ${text}”. Write install, remove or status.`,
  kindUnknown: ({ text, kinds }: { text: string; kinds: readonly string[] }) =>
    `There is no kind of schedule “${text}”. It may be one of: ${kinds.join(', ')}.`,
  noneHere: ({ call }: { call: string }) =>
    `Neither systemd nor cron was found for this user. Have this run once a day by whatever starts things on this machine:\n${call}`,
  notHere: ({ kind }: { kind: string }) => `This machine has no ${kind}. Leave --kind out, and the right one is taken.`,
  failed: ({ call, said }: { call: string; said: string }) => `Not done: ${call}${said ? `\n${said}` : ''}`,
  notWritten: ({ path }: { path: string }) => `${path} cannot be written. Check the folder’s rights.`,

  kind: {
    systemd: 'a timer of your own systemd',
    cron: 'your crontab',
    launchd: 'a job of launchd',
    windows: 'a task of the Windows Task Scheduler',
    container: 'a container',
  },
  will: ({ kind, at, zone }: { kind: string; at: string; zone: string }) =>
    `Every day at ${at} (${zone}), by ${kind}. Baton itself knows days off and make-up days, and mails nobody on them.`,
  otherClock: ({ there, zone, here, machine }: { there: string; zone: string; here: string; machine: string }) =>
    `This machine’s clock is that of ${machine}: ${there} in ${zone} is ${here} there.`,
  drifts:
    'Summer time moves one of the two and not the other: run “npm run -s baton -- schedule install” again when the clocks change.',
  writes: ({ path }: { path: string }) => `This is written to ${path}:`,
  crontab: 'This becomes the crontab:',
  calls: 'These are called:',
  container: ({ call }: { call: string }) =>
    `This is a container, in which nothing is installed: whoever runs it says when. Keep the folder of the set-up in a volume. Then let the container run this, which sweeps every workday by itself:\nnpm run -s baton -- serve --daily\nOr have this called once a day from outside (docker exec, a CronJob):\n${call}\nEither mails whoever keeps the workbook when it could not be swept.`,
  ask: 'Do it?',
  notDone: 'Nothing has been changed. To do it: add --yes.',
  done: ({ next }: { next: string }) => `Done. The next run is ${next}.`,
  fromCache:
    'Baton runs from npx’s cache, which may be emptied at any time. Install it first (npm install -g), and then the schedule.',
  session: {
    systemd: 'It runs while you are signed in to this machine. To have it run always: loginctl enable-linger',
    cron: '',
    launchd: 'It runs while you are signed in to this Mac; what was missed while it slept runs when it wakes.',
    windows: 'It runs while you are signed in to Windows; what was missed runs as soon as you are.',
    container: '',
  },
  told: ({ address }: { address: string }) =>
    `${address} gets a mail when a run fails, at most one a day for each cause.`,

  removed: 'Taken away:',
  nothingToRemove: 'No daily run of Baton is installed here; nothing was changed.',
  status: {
    none: 'No daily run is installed here. To install it: npm run -s baton -- schedule install',
    kind: 'by',
    place: 'where',
    next: 'next run',
    last: 'last run',
    log: 'log',
    never: 'none yet',
    unknownHour: 'cannot be read: what was installed has been changed',
    inactive: 'is switched off: run npm run -s baton -- schedule install again',
    ended: ({ at, exit }: { at: string; exit: number }) => `${at}, ${exit === 0 ? 'all well' : `ended with ${exit}`}`,
    running: ({ at }: { at: string }) => `${at}, has not ended`,
  },
  untilThen:
    'Until then nobody is reminded of anything in it; other workbooks are swept as before. When the next run is, how the last one went and where its log is: npm run -s baton -- schedule status',
  /** The same of a process that sweeps by itself. */
  untilServed:
    'Until then nobody is reminded of anything in it; other workbooks are swept as before. It is tried again by itself every workday, and when serve is started anew. To see what is wrong: npm run -s baton -- doctor',
  again: ({ minutes }: { minutes: number }) =>
    `Not everything could be swept; it is tried again in ${minutes} ${plural(minutes, 'minute')}.`,
  notReported: ({ address, why }: { address: string; why: string }) => `${address} could not be told: ${why}`,
  reported: ({ address }: { address: string }) => `${address} has been told.`,
};
