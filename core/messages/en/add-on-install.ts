/** In English: what the command line says that puts the add-on into a spreadsheet, or lays its files out. */

export const addOnInstall = {
  unknown: ({ text }: { text: string }) =>
    `“${text}” is nothing the add-on can do. Write: npm run -s baton -- add-on install ADDRESS, or: npm run -s baton -- add-on files FOLDER`,
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
};
