/** In English: what keeps a sweep from being done, and mails from being sent. */
import { SWEPT_BY } from '../../../sheet-templates/policy.ts';
import { SETTING_NAMES } from '../../../sheet-templates/setting-names.ts';
import { plural, quoted } from './format.ts';

export const sweep = {
  held: ({ who }: { who: string }) =>
    `Another run holds this workbook: ${who}. This one did nothing; run it again when that is over. If you know that it is dead, take the workbook over: npm run -s baton -- sweep FILE --take-over`,
  takenOver: 'Another run has taken this workbook over, and this one did not finish. Run again in a few minutes.',

  mailFailed: 'The mail system gave no usable answer. Please run the sweep again later.',
  nobodyTaken: ({ tried, said }: { tried: number; said: string }) =>
    `The mail system turned down the first ${tried} recipients, so the fault is more likely its own or the sender’s than theirs. ${said && `It said: “${said}”. `}Nothing is lost: once that is mended, run again and the mails leave.`,

  recordGone: 'The sheet _ledger is gone while other notes are there; with a blank one everybody would be told again.',
  bringBack:
    'Bring it back from the version history of the program. With a backup add a blank one before the next sweep (in an .xlsx file: npm run -s baton -- adopt FILE), and at once run npm run -s baton -- restore FILE BACKUP.',
  recordShort: ({ lost }: { lost: number }) =>
    `The sheet _ledger has lost ${lost} ${plural(lost, 'row')} that an earlier run noted; without ${plural(lost, 'it', 'them')} people would be told again.`,
  bringRowsBack:
    'Bring back what was there from the version history of the program, or from a backup: npm run -s baton -- restore FILE BACKUP. If there is neither, and people may be told again: npm run -s baton -- adopt FILE; in Google Sheets and Excel for the web, clear the sheet _runs below its header instead.',
  notABatonWorkbook:
    'This workbook lacks the sheets in which Baton keeps its notes. Please run first: npm run -s baton -- adopt FILE',

  stopping: 'The process is stopping; the other mails leave next time.',
  internal: 'Baton itself failed and will try again. Ask the administrator to look at the log.',
  notATask: 'This task asks for no sweep, or for one of a workbook that is not on the list here.',
  copy: /* @__PURE__ */ (() =>
    `This is a copy of another workbook and mails nobody. To use it on its own, empty “${SETTING_NAMES.workbookId.en}” and “${SETTING_NAMES.workbookHome.en}” in its Settings.`)(),
  fuse: ({ mails, limit }: { mails: number; limit: number }) =>
    `There were ${mails} mails to send, above the limit of ${limit}, and none was sent. Check the workbook; if so many are meant, raise “${SETTING_NAMES.mailLimit.en}” in its Settings.`,

  sweptByAddOn: /* @__PURE__ */ (() =>
    `The add-on in Google Sheets sweeps this workbook, so nothing was done here: both would mail everybody. To have it swept here, choose “Daily sweep on or off” in the add-on’s menu and switch it off, or empty the row sweptBy (“${SWEPT_BY.called.en}”) of its Settings.`)(),

  mailTooShort: ({ mail, shortest }: { mail: string; shortest: number }) =>
    `“${mail}” is too short. Write the id of a mail (at least its first ${shortest} characters) or the reader’s address; the sweep’s report and doctor have both.`,
  mailAmbiguous: ({ ids, mail }: { ids: readonly string[]; mail: string }) =>
    `The ids of ${ids.length} mails begin with “${mail}”: ${ids.join(', ')}. Write more of the one you mean.`,
  nothingToResend: ({ mail, there }: { mail: string; there: string }) =>
    `Nothing of “${mail}” is held or refused. ${there}`,
  resentByItself: ({ mail, there }: { mail: string; there: string }) =>
    `Nothing of “${mail}” is held or refused. It is tried again by itself; there is nothing to do. ${there}`,
  resendable: ({ mails }: { mails: readonly string[] }) => `What can be sent again: ${mails.join(', ')}.`,
  nothingResendable: 'No mail of this workbook is held or refused.',
  resendCopy: 'This is a copy of another workbook, which mails nobody; nothing was changed. Run it on the original.',

  tooEarly: 'That day has not come; nothing is swept ahead of its time.',

  /** Why somebody has not got a notice, and what happens next: clauses without a full stop. */
  owed: {
    outside: ({ to }: { to: string }) => `${to} is outside the domains that may be mailed (BATON_RECIPIENTS)`,
    badAddress: ({ to }: { to: string }) => `${to} is not one address`,
    notThere: ({ to }: { to: string }) => `nobody is known as ${to} where letters go`,
    refused: ({ to, said }: { to: string; said: string }) => `no mail is taken at ${to}${quoted(said)}`,
    deferred: ({ said }: { said: string }) => `not taken for now${quoted(said)}`,
    unknown: 'it is not known whether it left',
    due: 'not sent yet',
  },
  owedNext: {
    outside: ({ again }: { again: string }) =>
      `correct the address in the directory, it leaves by itself then; if the address is right, have the administrator add its domain, and then: ${again}`,
    refused: ({ again }: { again: string }) =>
      `correct the address in the directory, it leaves by itself then; if the address is right, have it tried again: ${again}`,
    deferred: 'tried again by the next sweep',
    held: ({ again }: { again: string }) => `ask whether it arrived; if not, send it again: ${again}`,
    sending: 'the next sweep asks the mail system',
    due: 'sent by the next sweep',
  },

  holder: ({
    run,
    where,
    since,
    until,
  }: {
    run: string;
    where: { readonly host: string; readonly pid: number; readonly isHere: boolean } | null;
    since: string;
    until: string;
  }) =>
    [
      run,
      where && `on ${where.isHere ? 'this machine' : `the machine ${where.host}`} (process ${where.pid})`,
      since && `since ${since}`,
      `until ${until} and longer while it goes on`,
    ]
      .filter(Boolean)
      .join(', '),
};
