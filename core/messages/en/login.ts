/** In English: signing in to Google and Microsoft 365 as oneself: what is said before, and what went wrong. */
import { quoted } from './format.ts';

export const login = {
  page: {
    done: 'You are signed in. You can close this window and go back to the terminal.',
    refused: 'You are not signed in. Why, the terminal says. You can close this window.',
    unknown: 'Nobody is signing in here. Close this window and start again from the terminal.',
  },

  /** What is said before anybody is asked to sign in. */
  googleBefore: [
    'You sign in with a client of your own. While its project is “in testing”, Google ends every login after 7 days: publish it (“In production”) for more. Up to 100 people may use it so without verification; they see a warning first.',
    'For the workbook: Google’s own window asks you to pick one spreadsheet. Baton sees that one and what it makes itself, nothing else in your Drive.',
    'For mail: Baton may send as you, and read nothing. Whether a mail left cannot be asked afterwards; one of which nobody knows is held and you are told.',
  ],
  microsoftBefore: [
    'By yourself you can grant this: workbooks in your own OneDrive for Business, and sending mail as yourself.',
    'Only an administrator can grant this: workbooks of team sites and of other people, finding a sent mail again, reading replies. Without it, a mail of which nobody knows whether it left is held and you are told.',
    'If your organisation lets nobody consent to apps, the sign-in ends with “Need admin approval”: then your administrator grants Files.ReadWrite and Mail.Send once for all.',
  ],
  smtpBefore: [
    'This signs in to send mail by SMTP through Exchange Online, and for nothing else. The administrator must have authenticated SMTP on for your mailbox.',
  ],
  imapBefore: [
    'This signs in to read the replies to Baton’s mails by IMAP through Exchange Online, and to mark those that were answered. Microsoft grants this for the whole mailbox or not at all; Baton opens what answers a mail, deletes nothing, and leaves what is unread unread. The administrator must have IMAP on for your mailbox.',
  ],
  openThis: ({ url }: { url: string }) => `Open this address in your browser, if it does not open by itself:\n  ${url}`,
  typeThis: ({ address, code }: { address: string; code: string }) => `Open ${address} on any device, and type ${code}`,
  signedIn: ({ account, what }: { account: string; what: string }) =>
    `Signed in${account ? ` as ${account}` : ''}: ${what}.`,
  canSend: ({ account }: { account: string }) =>
    `${account || 'Whoever signed in here'} may send mail. Finding a sent mail again, and reading replies, only an administrator can grant: a mail of which nobody knows whether it left is held.`,
  inboxRights:
    'Who signed in here may send mail, and not read replies: that takes an administrator (Mail.ReadWrite for this mailbox in Microsoft 365, delegation in Google Workspace). Or name a mailbox that is read by IMAP in BATON_INBOX.',
  what: {
    'google-sheets': 'the spreadsheets that you picked',
    'google-mail': 'sending mail through Gmail',
    microsoft: 'your OneDrive, and sending mail through Exchange',
    'microsoft-smtp': 'sending mail by SMTP through Exchange',
    'microsoft-imap': 'reading replies by IMAP in Exchange',
  },
  picked: ({ uris }: { uris: readonly string[] }) => `Picked: ${uris.join(', ')}`,
  pickedNothing:
    'No spreadsheet was picked. `npm run -s baton -- init gsheet:` makes one; to pick one, run this again.',
  keptInKeychain: 'The login is kept in a file that only the key in this system’s keychain opens.',
  keptInFile: ({ folder }: { folder: string }) =>
    `There is no keychain here, so the login lies in ${folder}, readable by you alone (0600). Whoever can read it can use it.`,
  signedOut: ({ what }: { what: string }) => `Signed out: ${what}. To take the right back at the service too:`,
  nobodySignedIn: ({ service }: { service: string }) => `Nobody is signed in to ${service} here.`,
  revokeGoogle: 'https://myaccount.google.com/connections',
  revokeMicrosoft: 'https://myapps.microsoft.com',

  serviceUnknown: ({ text }: { text: string }) => `“${text}” is no service to sign in to. Write google or microsoft.`,
  googleClient: ({ path }: { path: string }) =>
    `${path} is not a client for a desktop app. In Google’s console: APIs & Services → Credentials → Create credentials → OAuth client ID → Desktop app, then download the JSON and give it with --client.`,
  googleClientMissing:
    'Signing in to Google needs a client of your own. In Google’s console: APIs & Services → Credentials → Create credentials → OAuth client ID → Desktop app, then download the JSON and give it with --client.',
  microsoftClientMissing:
    'Signing in to Microsoft 365 needs an app of your organisation: in Entra, App registrations → New registration, platform “Mobile and desktop applications” with http://localhost, public client flows on. Give its ID with --client and the directory’s with --tenant.',
  refused: ({ said }: { said: string }) => `The sign-in was not granted${quoted(said)}. Nothing was kept.`,
  needsAdmin: ({ said }: { said: string }) =>
    `Your organisation lets only an administrator grant this${quoted(said)}. Ask them to grant the app the delegated permissions Files.ReadWrite and Mail.Send, then sign in again.`,
  deviceBlocked: ({ said }: { said: string }) =>
    `Your organisation does not allow signing in by a code${quoted(said)}. Sign in without --device on a machine with a browser.`,
  nobody: 'Nobody signed in within the time there was. Run the command again.',
  notForLong: 'This login would end within the hour, as no refresh token came with it. Run the command again.',
  scopeMissing: ({ scopes }: { scopes: readonly string[] }) =>
    `Not all was granted: ${scopes.join(', ')} is missing. Sign in again and leave every box ticked.`,
  unreachable: ({ host }: { host: string }) =>
    `${host} cannot be reached, or gives no proper answer at the moment. Check the network and run again later.`,
  endedGoogle: ({ account, said }: { account: string; said: string }) =>
    `The login${account ? ` of ${account}` : ''} at Google has ended${quoted(said)}. While the project is “in testing” Google ends it after 7 days; a new password or half a year without use ends it too. Run \`npm run -s baton -- login google\` again, and publish the project for longer.`,
  endedMicrosoft: ({ account, said }: { account: string; said: string }) =>
    `The login${account ? ` of ${account}` : ''} at Microsoft has ended${quoted(said)}. Run \`npm run -s baton -- login microsoft\` again.`,
  locked:
    'The login is locked by a key in this system’s keychain, which this process cannot reach. A job of cron often cannot: sign in again with --file, which keeps it in a file readable by you alone.',
  unreadable: ({ path }: { path: string }) => `${path} cannot be read. Check its rights, or sign in again.`,
  notKept: ({ path }: { path: string }) =>
    `${path} cannot be written. Check the folder’s rights and the space on the disk.`,
};
