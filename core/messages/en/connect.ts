/** In English: how workbooks, mail and the environment are named, and what is wrong with a name. */

export const connect = {
  countryUnknown: ({ text, count }: { text: string; count: number }) =>
    `The official holidays of “${text}” are not known here. Write one of ${count} countries by its code or its name, such as DE or Germany; none for none.`,
  zoneUnknown: ({ text }: { text: string }) => `There is no time zone “${text}”. Write a name such as Europe/London.`,

  requestTooLong: 'The body of this request is longer than 1 MiB, and nothing was done. Send a shorter one.',

  senderMissing:
    'Sending needs a sender. Add --from "Baton <baton@example.com>", or set BATON_FROM in the environment.',
  registry: {
    uri: 'Workbook',
    zone: 'Time zone',
    sweepTime: 'Sweep time',
    owner: 'Owner’s address',
    paused: 'Paused',
    book: 'Address book',
  },

  registryUnreadable: ({ uri }: { uri: string }) =>
    `${uri} is not a list of workbooks. Give a sheet with the columns “Workbook” and “Time zone”, or a .json file like [{"uri": "gsheet:…", "zone": "Europe/London"}].`,
  notAClock: ({ text }: { text: string }) => `“${text}” is not a time of day. Write it like 09:00.`,
  badAddress: ({ text }: { text: string }) => `“${text}” is not a mail address. Write one address and nothing else.`,
  notYesOrNo: ({ text }: { text: string }) =>
    `“${text}” does not say whether to pause. Write yes or no; until then the workbook is paused.`,
  listedTwice: ({ row }: { row: number }) => `Row ${row} lists this workbook already, and counts. Delete this row.`,

  badRow: ({ row, words }: { row: number; words: string }) => `Row ${row}: ${words}`,

  batonFailed: 'Baton itself failed',
  bookUnreadable: ({ uri, why }: { uri: string; why: string }) =>
    `The shared address book ${uri} cannot be read: ${why}`,
  bookEmpty: ({ uri }: { uri: string }) =>
    `No directory was found in ${uri}, or nobody is listed in it. A shared address book has a sheet “Directory” with at least the columns “Name” and “Email”.`,

  badLinkKey: ({ place }: { place: string }) =>
    `The secret of links in ${place} cannot be used: it takes at least 32 characters. Make one with: openssl rand -hex 32`,
  linkKeyNotKept: ({ file }: { file: string }) =>
    `${file} cannot be written, and the links in mails need it. Check the folder’s rights, or set BATON_LINK_KEY in the environment.`,

  portTaken: ({ port }: { port: number }) =>
    `Port ${port} cannot be had; another program may be using it. Set PORT to another, which is free together with the one after it.`,

  backendUnknown: ({ scheme, known }: { scheme: string; known: string }) =>
    `Workbooks named “${scheme}:” are not known here. Give ${known}.`,
  addressOf: ({ scheme }: { scheme: string }) => `${scheme}: and its address`,
  mailUnknown: ({ known }: { known: string }) => `This way to send mail is not known. Write ${known}.`,
  workbookMissing: ({ named }: { named: string }) => `This row names no workbook. Write ${named}.`,
  pathOnline: ({ named }: { named: string }) => `A list online names no files. Write ${named}.`,
  notABook: ({ text, named }: { text: string; named: string }) =>
    `“${text}” is not an address book. Write ${named}; until then this workbook has its own directory alone.`,
  jsonFile: 'the path of a .json file',
  xlsxFile: 'the path of an .xlsx file',
  variableAbsent: ({ name, wanted }: { name: string; wanted: string }) => `${name} is not set: ${wanted}`,
  variableWrong: ({ name, wanted }: { name: string; wanted: string }) => `${name} is wrong: ${wanted}`,
  config: ({ lines }: { lines: readonly string[] }) =>
    `${lines.length} to mend in the environment.\n${lines.join('\n')}`,

  /** What to write into each variable of the environment; into those of the backends: `wanted` of theirs. */
  wanted: {
    BATON_REGISTRY: ({ lists }: { lists: string }) => `the list of workbooks: ${lists}`,
    BATON_MAIL: ({ ways }: { ways: string }) => `how mail is sent: ${ways}`,
    BATON_FROM: 'the sender, such as Baton <baton@example.com>',
    BATON_ADMIN: 'the administrator’s address, such as admin@example.com',
    BATON_RECIPIENTS:
      'domains outside which nobody is mailed, such as example.com, example.cn; the administrator’s is one of them; everybody may be mailed when absent',
    BATON_LOCALE: 'language of mails to the administrator: zh-CN or en',
    BATON_PER_MINUTE:
      'how often Google Sheets may be read in a minute, and as often written, a whole number from 1 to 6000; 60 when absent',
    BATON_QUEUE:
      'the Cloud Tasks queue, projects/PROJECT/locations/REGION/queues/QUEUE; together with BATON_SWEEP_URL and BATON_CALLER',
    BATON_SWEEP_URL: 'the address of the function sweep, beginning with https://',
    BATON_CALLER:
      'the service account as which the queue calls sweep, such as baton-queue@PROJECT.iam.gserviceaccount.com',
    BATON_GROUPS:
      'addresses of the groups that may be told, with a comma between; without it any group that a workbook names may be, and none where BATON_RECIPIENTS is set',
    BATON_GROUP_SECRET:
      'the secret with which the group’s bot in Feishu or DingTalk wants its posts signed; needed only where that was switched on',
    BATON_WEBHOOK:
      'the address that is told what people are told, beginning with https://, or http:// on this machine; together with BATON_WEBHOOK_SECRET',
    BATON_WEBHOOK_SECRET:
      'the secret with which events are signed, whsec_ and 24 to 64 bytes in base64: echo whsec_$(openssl rand -base64 32); to change it put the new one before the old one and a comma between; together with BATON_WEBHOOK',
    BATON_LINK_KEY:
      'the secret of links in mails, at least 32 characters, made with: openssl rand -hex 32; to change it put the new one before the old one and a comma between; together with BATON_RESPOND_URL',
    BATON_RESPOND_URL: 'the address of the function respond, beginning with https://',
    BATON_CHANGED_URL:
      'the address of the function changed, beginning with https://; with it, workbooks of graph: are checked as they change; BATON_LINK_KEY is needed too',
    GOOGLE_CLOUD_PROJECT: 'the Google Cloud project’s id; logs carry no trace when absent',
  },
};
