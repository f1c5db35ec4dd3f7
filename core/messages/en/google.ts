/** In English: what Google’s services refuse, and what to do about it. */

/** Where nobody says which account that is. */
const OURS = 'the account Baton works as';

export const google = {
  queueMissing: ({ queue }: { queue: string }) =>
    `There is no queue ${queue}. Check its name, or make it with gcloud tasks queues create.`,
  queueRefused:
    'The queue takes no tasks. The functions’ service account needs roles/cloudtasks.enqueuer, and roles/iam.serviceAccountUser on the account that calls.',
  queueUnreachable: 'The queue cannot be reached; it is tried again later.',
  /** ll_CC, as SpreadsheetProperties.locale wants it. */
  locale: 'en_US',

  gmailQuota: ({ mailbox }: { mailbox: string }) =>
    `Gmail lets ${mailbox} send no more, even after a wait: the limit of a minute or of a day is reached. What has not left is sent by a later sweep.`,
  gmailNoCredentials:
    'No Google credentials were found. Run on Google Cloud, or set GOOGLE_APPLICATION_CREDENTIALS to a service account’s key file.',
  gmailSigning: ({ account }: { account: string | null }) =>
    `Signing as the service account${account ? ` ${account}` : ''} is not allowed. Ask the administrator to grant the account that runs Baton the role roles/iam.serviceAccountTokenCreator on it.`,
  gmailApiDisabled:
    'The Gmail API or the IAM Credentials API is not enabled in this Google Cloud project. Ask the administrator to run: gcloud services enable gmail.googleapis.com iamcredentials.googleapis.com',
  gmailNoMailbox: ({ mailbox }: { mailbox: string }) =>
    `${mailbox} has no Gmail mailbox. Check BATON_GMAIL_MAILBOX, or the sender’s address.`,
  gmailAuth: ({ mailbox, scope }: { mailbox: string; scope: string }) =>
    `Google does not allow the mailbox ${mailbox} to be used: the authorisation was revoked, has expired or lacks the scope. Ask the Workspace administrator for domain-wide delegation of ${scope} to the service account.`,
  gmailSender: ({ mailbox, from }: { mailbox: string; from: string }) =>
    `The mailbox ${mailbox} may not send as ${from}. Add the address in Gmail under Settings → Accounts → Send mail as, or use its own.`,

  gsheetMergedCells: ({ cell }: { cell: string }) =>
    `Cell ${cell} lies within merged cells and cannot be written. Unmerge them.`,
  gsheetTextTooLong: ({ cell }: { cell: string }) =>
    `The text for cell ${cell} has more than 50,000 characters, which Google Sheets cannot hold. Shorten it.`,

  gsheetQuota:
    'Google Sheets got too many requests in a minute and still refused after a wait. Run again in a few minutes, or ask the administrator to raise the quota of the Sheets API.',
  gsheetNoCredentials:
    'No Google credentials were found. Run gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to a service account’s key file.',
  gsheetAuth: ({ account }: { account: string | null }) =>
    `Google does not accept the authorisation of ${account ?? OURS}: it was revoked, has expired or does not cover spreadsheets. Ask the administrator to authorise it again, for https://www.googleapis.com/auth/spreadsheets.`,
  gsheetApiDisabled:
    'The Sheets API is not enabled in this Google Cloud project. Ask the administrator to run: gcloud services enable sheets.googleapis.com',
  gsheetProtected: ({ account }: { account: string | null }) =>
    `Protected ranges of the spreadsheet keep ${account ?? OURS} from editing; nothing was written. Ask its owner to allow it under Data → Protected sheets and ranges.`,
  gsheetNotPicked: ({ id }: { id: string }) =>
    `By your own sign-in Baton sees only the spreadsheets that you picked, and ${id} is not one of them, or is gone. Pick it: npm run -s baton -- login google --only sheets --pick ${id}. If the window does not show it, ask its owner to share it with you as an editor.`,
  gmailLogin: ({ mailbox }: { mailbox: string }) =>
    `Google does not let ${mailbox || 'the account that signed in'} send: the right gmail.send is missing. Run npm run -s baton -- login google --only mail and leave its box ticked; in a company the Workspace administrator may have to allow the app under Security → API controls.`,
  gsheetForbidden: ({ account }: { account: string | null }) =>
    `This spreadsheet may not be opened or edited by ${account ?? OURS}. Ask its owner to press Share and add it as an editor.`,
  gsheetNotFound: ({ id }: { id: string }) =>
    `There is no Google spreadsheet with the id ${id}; it may have been deleted. Check the part of its address after /d/, or restore it from the bin.`,
  gsheetOfficeFile:
    'This is an .xlsx file in Drive and no Google spreadsheet. Open it, choose File → Save as Google Sheets, and use the id of the new one.',
  gsheetFull:
    'This Google spreadsheet has reached the limit of ten million cells; nothing was written. Delete rows, columns or sheets that are not needed.',
  gsheetRefused:
    'Google Sheets did not accept the request; nothing was written. Run again; if it stays so, pass this on to the administrator.',
  gsheetUnreachable:
    'Google Sheets cannot be reached, or gives no proper answer at the moment. Check the network and run again later.',
  gsheetBadId: ({ id }: { id: string }) =>
    `“${id}” is not the id of a Google spreadsheet. Write gsheet: and the part of its address between /d/ and /edit.`,
  gsheetNotEmpty:
    'Something is written in this Google spreadsheet already; it was left alone. Make a blank one, share it with Baton, and use its id.',

  /** What to write into its variables of the environment. */
  wanted: {
    BATON_GMAIL_MAILBOX: 'address of the mailbox that gmail sends from; the sender’s when absent',
    BATON_GMAIL_ACCOUNT: 'the service account that acts for that mailbox; the one this runs as when absent',
  },

  gsheetStillBlank: ({ id }: { id: string }) =>
    `The new spreadsheet is there and still blank: write gsheet:${id} as the address when you run this again.`,
  gsheetNotFilledIn: ({ id }: { id: string }) =>
    `The spreadsheet gsheet:${id} was made, without its settings and calendar: delete it in Google Drive and run this again.`,
  /** How people name a spreadsheet, a list of workbooks names one, and Gmail is named. */
  sheetsNamed: 'gsheet: and a spreadsheet’s id',
  sheetsListed: 'gsheet: and the spreadsheet’s id or paste its address',
  gmailNamed: 'gmail',
};
