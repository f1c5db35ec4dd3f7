/** In English: what Microsoft 365 refuses, and what to do about it. */

export const microsoft = {
  graphCertificate: ({ path }: { path: string }) =>
    `The file ${path}, which BATON_CLIENT_CERTIFICATE names, cannot be read. Give the path of a PEM file with certificate and private key, or the PEM itself.`,
  graphCloud: 'BATON_CLOUD is global or china (operated by 21Vianet).',
  graphAccount:
    'Signing in to Microsoft 365 needs BATON_TENANT, BATON_CLIENT, and one of BATON_CLIENT_CERTIFICATE, BATON_CLIENT_SECRET and BATON_FEDERATED=google in the environment; or sign in as yourself: npm run -s baton -- login microsoft.',

  excelTooSlow: 'it could not open this workbook in time, which is probably too large for it',
  excelUnknownEpoch: 'it does not tell from which year its dates are counted',
  excelCannotOpen: 'it cannot open this workbook, which is too large or holds what it does not support',
  excelRefusesApp: 'it does not take this app',
  excelNotThere: 'it is not there',

  excelNoMerges: 'it does not show merged cells, without which a header of this workbook cannot be read',

  notSignedIn:
    'Microsoft 365 does not accept Baton’s sign-in: the tenant, the app’s id, its certificate or secret is wrong or has expired, or no administrator has consented. Ask the administrator to check BATON_TENANT, BATON_CLIENT and the certificate.',

  graphThrottled: 'Microsoft 365 got too many requests and still refused after a wait. Run again in a few minutes.',
  graphLocked: ({ uri }: { uri: string }) =>
    `Somebody has the workbook ${uri} open or checked out, and it could not be saved for some minutes; nothing was written. Close it, or check it in in its library, and run again.`,
  graphExcelClosed: ({ uri }: { uri: string }) =>
    `Excel’s API stopped taking Baton’s app while it was at work; nothing more was written to the workbook ${uri}. Run again: where the API stays closed, the file is taken instead.`,
  graphUploadOpen: ({ uri }: { uri: string }) =>
    `An upload of the workbook ${uri} has not ended: somebody is uploading it, or an upload was cut off. Microsoft 365 takes no other one meanwhile; nothing was written. What was cut off usually ends after 15 minutes, and within a day. Run again then; if somebody has it open in Excel for the web, close it first.`,
  graphNotOwn: ({ uri }: { uri: string }) =>
    `By your own sign-in Baton reaches only workbooks in your own OneDrive for Business, and ${uri} is not one of them. For a team site your administrator grants an app Sites.Selected (docs/deploy-microsoft.md), or you move the workbook.`,
  graphMailLogin: ({ mailbox }: { mailbox: string }) =>
    `Exchange does not let ${mailbox} send: the delegated right Mail.Send is missing, or the sender is not the account that signed in. Run npm run -s baton -- login microsoft again; if it ends with “Need admin approval”, your administrator grants Mail.Send.`,
  graphForbidden: ({ uri }: { uri: string }) =>
    `Baton’s app may not read and write the workbook ${uri}. Ask the site’s owner to let it write; if the file has a sensitivity label, choose one that does not encrypt.`,
  graphNotFound: ({ uri }: { uri: string }) =>
    `There is no workbook ${uri}: it may have been deleted, or moved to another library. Restore it from the recycle bin, or use the new ids of drive and item.`,
  graphFull: 'The site’s storage is full; nothing was written. Free some space, or ask the administrator for more.',
  graphRefused:
    'Microsoft 365 did not accept the request; nothing was written. Run again; if it stays so, pass this on to the administrator.',
  graphUnreachable:
    'Microsoft 365 cannot be reached, or gives no proper answer at the moment. Check the network and run again later.',
  graphBadId: ({ given }: { given: string }) =>
    `“${given}” names no workbook of Microsoft 365. Write graph: and the drive’s id, a slash and the item’s id, and where wanted ?way=file or ?way=api.`,
  graphLinkNotFound:
    'This link leads to no file that Baton’s app can see. Use the one that “Copy link” gives, and ask the site’s owner to let the app write.',
  graphNoFile: ({ name }: { name: string }) =>
    `“${name}” is not a file that can be downloaded. Give the item id of an .xlsx workbook.`,
  graphTooLarge: ({ name, megabytes }: { name: string; megabytes: number }) =>
    `“${name}” has ${megabytes} MB, more than the 100 MB that are taken; it was not downloaded. Move old rows or pictures to another workbook.`,
  graphEncrypted: ({ name }: { name: string }) =>
    `“${name}” cannot be read: it has a password, a sensitivity label that encrypts, or is in the old .xls format. Remove the password, choose a label that does not encrypt, or save it as .xlsx.`,
  graphLagging: ({ uri }: { uri: string }) =>
    `The file of the workbook ${uri} lacks what was written through Excel a moment ago, and still did after a minute; nothing was changed. Run again in a few minutes.`,
  graphProtected: ({ sheet }: { sheet: string }) =>
    `The sheet “${sheet}” is protected and keeps Baton from writing; nothing was written. Choose Review → Unprotect Sheet, or unlock the columns that are written to.`,
  graphTextTooLong: ({ cell }: { cell: string }) =>
    `The text for cell ${cell} has more than 32,767 characters, which Excel cannot hold. Shorten it.`,
  graphWayRefused: ({ why }: { why: string }) =>
    `Excel’s API cannot be used for this workbook: ${why}. Leave out ?way=api and BATON_GRAPH_WAY, or write ?way=file.`,
  graphBadFolder: ({ given }: { given: string }) =>
    `“${given}” names no place in Microsoft 365. Write graph: and the drive’s id, a slash and the folder’s id (root for the library itself), and where wanted a slash and the file’s name.`,
  graphBadName: ({ name }: { name: string }) =>
    `“${name}” cannot be a workbook’s name on SharePoint: it ends in .xlsx, has none of " * : < > ? / \\ | and no space at either end.`,
  graphFileExists: ({ name }: { name: string }) =>
    `There is a “${name}” in that folder already; it was left alone. Choose another name.`,
  graphFolderMissing: ({ place }: { place: string }) =>
    `There is no folder graph:${place}, or Baton’s app cannot see it. Check both ids, and ask the site’s owner to let the app write.`,

  wayAsked: 'it was asked for',
  wayNoApi: 'the cloud operated by 21Vianet has no API for Excel',
  wayApi: 'Excel’s API takes it',

  graphMailSender: ({ mailbox }: { mailbox: string }) =>
    `The mailbox ${mailbox} may not send as this sender. Use its own address in BATON_FROM, or ask the administrator to let it send as the other.`,
  graphMailQuota: ({ mailbox }: { mailbox: string }) =>
    `Exchange lets ${mailbox} send no more today: the limit of a day is reached, or the mailbox is blocked from sending. What has not left is sent by a later sweep; if it stays so tomorrow, ask the administrator to look at the restricted users in the security centre.`,
  graphMailThrottled: ({ mailbox }: { mailbox: string }) =>
    `Exchange lets ${mailbox} send no more, even after a wait: the limit of a minute is reached. What has not left is sent by a later sweep.`,
  graphMailFull: ({ mailbox }: { mailbox: string }) =>
    `The mailbox ${mailbox} is full and takes no draft; the mail was not sent. Delete old mails from Sent Items, or ask the administrator for more room.`,
  graphMailNoMailbox: ({ mailbox }: { mailbox: string }) =>
    `${mailbox} has no mailbox in Exchange Online, or no licence. Check BATON_GRAPH_MAILBOX, or the sender’s address.`,
  graphMailRights: ({ mailbox }: { mailbox: string }) =>
    `Baton’s app may not use the mailbox ${mailbox}. Ask the Exchange administrator to assign it Application Mail.ReadWrite and Application Mail.Send on this mailbox; a right just given takes up to two hours to hold.`,

  /** What to write into its variables of the environment. */
  wanted: {
    BATON_CLOUD: 'the cloud of Microsoft 365: global, or china where 21Vianet operates it; global when absent',
    BATON_TENANT: 'the tenant of Microsoft 365, its id or a domain of it; together with BATON_CLIENT and one proof',
    BATON_CLIENT: 'the (client) id of the app registered in Microsoft Entra',
    BATON_CLIENT_CERTIFICATE:
      'the app’s certificate and private key: PEM, or the path of a file with both. Of this, BATON_CLIENT_SECRET and BATON_FEDERATED only one is set',
    BATON_CLIENT_SECRET: 'the app’s secret; of this, BATON_CLIENT_CERTIFICATE and BATON_FEDERATED only one is set',
    BATON_FEDERATED:
      'google, where the app trusts the service account this runs as and needs no secret; of this, BATON_CLIENT_CERTIFICATE and BATON_CLIENT_SECRET only one is set',
    BATON_GRAPH_WAY: 'how workbooks of graph: are read and written: api or file; found out when absent',
    BATON_GRAPH_MAILBOX: 'address of the mailbox that graph sends from; the sender’s when absent',
  },

  graphNotFilledIn: ({ uri }: { uri: string }) =>
    `The workbook ${uri} was made, without its settings and calendar: delete it in its library and run this again.`,
  /** How people name a workbook, and a mailbox, of Microsoft 365. */
  excelNamed: 'graph:DRIVE/ITEM',
  exchangeNamed: 'graph',
};
