/** In English: addresses, mail servers and the outbox: what is wrong, and what to do about it. */
import { plural, quoted } from './format.ts';

export const mailing = {
  badSender: ({ text }: { text: string }) => `“${text}” is no sender. Write it like "Baton <baton@example.com>".`,

  notOneAddress: ({ shown }: { shown: string }) =>
    `“${shown}” is not one mail address. Write exactly one in the directory.`,

  outboxUnwritable: ({ folder }: { folder: string }) =>
    `The outbox folder ${folder} cannot be read or written. Check its permissions and the space on the disk.`,

  badMailUrl: 'A mail server is given as smtp://user@host:port, its password as BATON_SMTP_PASSWORD.',
  smtpDeferred: ({ host, to, said }: { host: string; to: string; said: string }) =>
    `The mail server ${host} did not take the mail for ${to}: “${said}”. It is tried again later; if it stays so, ask its reader, or whoever runs the mail server.`,
  smtpRejected: ({ host, to, said }: { host: string; to: string; said: string }) =>
    `The mail server ${host} did not take the mail for ${to}: “${said}”. Check the address in the directory; if it is right, ask whoever runs the mail server.`,
  smtpAuth: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} does not accept this user and password${quoted(said)}. Check the address given by --mail.`,
  smtpRefused: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} refuses to send${quoted(said)}. Check the sender’s address and the server’s rules.`,
  smtpLater: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} takes no mail at the moment${quoted(said)}. Run the sweep again later.`,
  smtpCertificate: ({ host }: { host: string }) =>
    `The certificate of the mail server ${host} cannot be trusted, so it was given neither password nor mail. Check the address, or ask its administrator to renew the certificate.`,
  smtpUnencrypted: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} offers no encryption, so it was not given the password${quoted(said)}. Use smtps://, or ask its administrator for STARTTLS.`,
  smtpUnreachable: ({ host }: { host: string }) =>
    `The mail server ${host} cannot be reached, or the connection broke. Check address and network, then run again.`,

  outsideAddress: ({ address }: { address: string }) =>
    `${address} lies outside the domains that may be mailed. Correct it, or have the administrator add its domain to BATON_RECIPIENTS.`,
  badRecipients: 'BATON_RECIPIENTS names domains, such as example.com, example.cn.',

  notAMail: 'This is no mail. Give an .eml file as a mail program saves it.',

  /** The page that shows the mails of the outbox. */
  outbox: {
    title: 'Outbox',
    empty: 'Choose a mail to read. Without scripts, a mail opens as its .eml file.',
    count: (n: number) => `${n} ${plural(n, 'mail')}`,
    from: 'From',
    to: 'To',
    back: 'Back to the list',
    asText: 'As plain text',
    asHtml: 'As formatted',
    file: '.eml file',
    calendar: 'Calendar file',
  },
};
