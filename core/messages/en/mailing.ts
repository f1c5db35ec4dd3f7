/** In English: addresses, mail servers and the outbox: what is wrong, and what to do about it. */
import { plural, quoted } from './format.ts';

export const mailing = {
  badSender: ({ text }: { text: string }) => `“${text}” is not a sender. Write it like "Baton <baton@example.com>".`,

  notOneAddress: ({ shown }: { shown: string }) =>
    `“${shown}” is not one mail address. Write exactly one in the directory.`,

  outboxUnwritable: ({ folder }: { folder: string }) =>
    `The outbox folder ${folder} cannot be read or written. Check its permissions and the space on the disk.`,

  badMailUrl: 'A mail server is given as smtp://user@host:port, its password as BATON_SMTP_PASSWORD.',
  smtpPassword: ({ account, secret }: { account: string; secret: string }) =>
    `The password for ${account} is missing: set BATON_SMTP_PASSWORD. ${secret}`,
  smtpDeferred: ({ host, to, said }: { host: string; to: string; said: string }) =>
    `The mail server ${host} did not take the mail for ${to}: “${said}”. It is tried again later; if it stays so, ask its reader, or whoever runs the mail server.`,
  smtpRejected: ({ host, to, said }: { host: string; to: string; said: string }) =>
    `The mail server ${host} did not take the mail for ${to}: “${said}”. Check the address in the directory; if it is right, ask whoever runs the mail server.`,
  smtpAuth: ({ host, said, secret }: { host: string; said: string; secret: string }) =>
    `The mail server ${host} does not accept this user and password${quoted(said)}. ${secret || 'Check the address given by --mail.'}`,
  smtpSender: ({ host, from, said }: { host: string; from: string; said: string }) =>
    `The mail server ${host} does not send as ${from}${quoted(said)}. Give the account’s own address with --from or BATON_FROM.`,
  smtpRefused: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} refuses to send${quoted(said)}. Check the sender’s address and the server’s rules.`,
  smtpLater: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} takes no mail at the moment${quoted(said)}. Run the sweep again later.`,
  smtpCertificate: ({ host }: { host: string }) =>
    `The certificate of the mail server ${host} cannot be trusted, so it was given neither password nor mail. Check the address, or ask its administrator to renew the certificate.`,
  smtpOwnCertificate: ({ host, issuer }: { host: string; issuer: string }) =>
    `The certificate of the mail server ${host} was issued by “${issuer}”, which this machine does not know, so it was given neither password nor mail. If that is your company’s own, ask its administrator for the issuer’s certificate as a .pem file, and set NODE_EXTRA_CA_CERTS to its path.`,
  smtpUnencrypted: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} offers no encryption, so it was not given the password${quoted(said)}. Use smtps://, or ask its administrator for STARTTLS.`,
  smtpUnreachable: ({ host }: { host: string }) =>
    `The mail server ${host} cannot be reached, or the connection broke. Check address and network, then run again.`,

  badInbox:
    'BATON_INBOX is yes (the mailbox that mails leave from), no, imaps://user@host/Folder, or one of the names that --mail takes, such as qq:name@qq.com. Its password is BATON_INBOX_PASSWORD.',
  inboxUnnamed:
    'BATON_INBOX=yes goes with a mail server that Baton knows by name, such as --mail qq:name@qq.com. Give the mailbox itself: BATON_INBOX=imaps://user@host.',
  inboxPassword: ({ account }: { account: string }) =>
    `The password for the mailbox ${account} is missing: set BATON_INBOX_PASSWORD, or BATON_SMTP_PASSWORD where both are the same.`,
  inboxLogin: ({ account }: { account: string }) =>
    `Nobody has signed in to read the mailbox ${account}. Run \`npm run -s baton -- login microsoft --imap\`; Exchange Online takes no password for IMAP.`,
  imapAuth: ({ host, said, secret }: { host: string; said: string; secret: string }) =>
    `The mail server ${host} does not let Baton read the mailbox${quoted(said)}. Check user and password, and that IMAP is turned on in the mailbox’s settings. ${secret}`.trim(),
  imapRefused: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} did not do what reading the mailbox needs${quoted(said)}. Ask whoever runs the mail server.`,
  imapFolder: ({ host, folder }: { host: string; folder: string }) =>
    `The mailbox on ${host} has no folder “${folder}”. Correct it in BATON_INBOX.`,
  imapMarks: ({ host, folder }: { host: string; folder: string }) =>
    `On ${host}, messages in the folder “${folder}” cannot be marked as dealt with, so no reply is answered: it could be answered twice. Give the account the right to change that folder, or name another one in BATON_INBOX.`,
  imapLater: ({ host, said }: { host: string; said: string }) =>
    `The mail server ${host} lets nobody read the mailbox at the moment${quoted(said)}. The next look makes up for it.`,
  imapCertificate: ({ host }: { host: string }) =>
    `The certificate of the mail server ${host} cannot be trusted, so it was not given the password. Check the address; if the certificate is your company’s own, set NODE_EXTRA_CA_CERTS to its issuer’s .pem file.`,
  imapUnencrypted: ({ host }: { host: string }) =>
    `The mail server ${host} offers no encryption for reading mail, so it was not given the password. Use imaps://, or ask its administrator for STARTTLS.`,
  imapUnreachable: ({ host }: { host: string }) =>
    `The mail server ${host} cannot be reached to read the mailbox, or the connection broke. Check address and network; the next look makes up for it.`,
  imapKeywords: ({ host, folder }: { host: string; folder: string }) =>
    `Replies are read in the folder ${folder} on ${host}. What was dealt with gets a mark that mail programs do not show.`,
  imapFlags: ({ host, folder }: { host: string; folder: string }) =>
    `Replies are read in the folder ${folder} on ${host}. It keeps no marks of Baton’s own: an answered reply is marked as answered, and one of which nobody knows whether its answer left is starred.`,

  outsideAddress: ({ address }: { address: string }) =>
    `${address} is outside the domains that may be mailed. Correct it, or have the administrator add its domain to BATON_RECIPIENTS.`,
  badRecipients: 'BATON_RECIPIENTS names domains, such as example.com, example.cn.',

  notAMail: 'This is not a mail. Give an .eml file as a mail program saves it.',

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

  /** What to write into its variables of the environment. */
  wanted: {
    BATON_SMTP_PASSWORD: 'the mail server’s password; leave it out where none is asked',
    BATON_INBOX:
      'where replies are read: yes for the mailbox that mails leave from, imaps://user@host/Folder for another, or no',
    BATON_INBOX_PASSWORD: 'the password of that mailbox; leave it out where it is that of BATON_SMTP_PASSWORD',
  },

  /** Of a mail system in which a mail is a draft before it is sent; `name`: as people call it. */
  drafts: {
    rejected: ({ name, to, said }: { name: string; to: string; said: string }) =>
      `${name} did not take the mail for ${to}: “${said}”. Correct the address in the directory.`,
    tooLarge: ({ name, to, said }: { name: string; to: string; said: string }) =>
      `${name} did not take the mail for ${to}, which is too large: “${said}”. It is tried again later; if it stays so, pass this on to the administrator.`,
    refused: ({ name, said }: { name: string; said: string }) =>
      `${name} did not accept the request and the mail was not sent${quoted(said)}. Run again; if it stays so, pass this on to the administrator.`,
    unreachable: ({ name }: { name: string }) =>
      `${name} cannot be reached, or gives no proper answer at the moment. Check the network and run again later.`,
    draftGone: 'The draft was deleted before it was sent; the mail has not left. Run again.',
    unsure: ({ name }: { name: string }) =>
      `After the connection to ${name} broke, the draft is gone and the mail is not among what was sent yet. The next sweep looks again.`,
  },

  /** How people name a way to send mail. */
  outboxNamed: 'outbox:FOLDER',
  smtpNamed: 'smtp://user@host:port',

  /** Services that people know by name: `secret` says what goes into BATON_SMTP_PASSWORD, and where it is found. */
  servers: {
    qq: {
      title: 'QQ Mail',
      secret:
        'QQ Mail takes an authorisation code (授权码) in place of the password: in the browser, Settings (设置) → Account (账号) → turn the SMTP service on (开启服务), and confirm by phone; the code has 16 letters.',
    },
    netease: {
      title: '163 and 126 Mail',
      secret:
        '163 and 126 take an authorisation code (授权码) in place of the password: in the browser, Settings (设置) → POP3/SMTP/IMAP → turn the SMTP service on (开启), and confirm by phone.',
    },
    exmail: {
      title: 'Tencent Exmail',
      secret:
        'Tencent Exmail takes the mailbox’s password, or where secure sign-in is on a client password (客户端专用密码): in the browser, Settings (设置) → Mailbox binding (邮箱绑定) → Secure sign-in (安全登录). The administrator must allow SMTP.',
    },
    aliyun: {
      title: 'Alibaba Mail',
      secret:
        'Alibaba Mail takes the mailbox’s password, or where it is asked for a client security password (三方客户端安全密码): in the browser, Settings (设置) → Account and security (账号与安全). The administrator must allow mail programs.',
    },
    exchange: {
      title: 'Exchange Online',
      secret:
        'Exchange Online takes the mailbox’s password only until the end of December 2026, and only where the administrator has authenticated SMTP on for this mailbox. `npm run -s baton -- login microsoft --smtp` signs in without a password.',
    },
    gmail: {
      title: 'Gmail',
      secret:
        'Gmail takes an app password of 16 letters in place of the password: turn 2-step verification on, then make one at https://myaccount.google.com/apppasswords. In a company the administrator may have forbidden it: `--mail gmail` needs none.',
    },
  },

  smtpSignedIn: ({ host }: { host: string }) => `The mail server ${host} takes user and password; no mail was sent.`,
  smtpOpen: ({ host }: { host: string }) => `The mail server ${host} answers, without signing in; no mail was sent.`,
};
