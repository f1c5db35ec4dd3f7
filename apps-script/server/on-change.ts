/** Installable trigger: columns, rows and sheets that come, go or move. */
export const batonOnChange = (_event: GoogleAppsScript.Events.SheetsOnChange): void => {};
