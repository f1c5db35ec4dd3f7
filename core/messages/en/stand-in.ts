/** In English: what the stand-ins for Google and the trials say. */

export const standIn = {
  title: 'Baton on Google, at a stand-in',
  project: 'Product launch',
  nothing: 'Nothing yet.',
  sweep: 'Sweep today',
  tomorrow: 'On to the next workday',
  spreadsheets: 'Spreadsheets',
  mails: 'Mails that left',
  log: 'The functions’ log',
  back: 'Back',
  sheet: 'Sheet',
  cell: 'Cell, such as C4',
  text: 'Text',
  type: 'Type',
  started: ({ url, functions }: { url: string; functions: string }) =>
    `Two demo spreadsheets, the list of them and a shared mailbox, all on this machine; no Google account is needed.\nSpreadsheets and mails: ${url}\nSweep today: curl -X POST ${url}/dispatch; live on to the next workday: curl -X POST ${url}/tomorrow\nThe functions: ${functions} (dispatch, sweep, respond, replies, health). Ctrl+C stops.`,
  /** Of an error that a trial makes. */
  failure: 'A failure made for a trial',
};
