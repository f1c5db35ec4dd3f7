/** Google's services, as the rest of the script uses them. */
import { must } from '../../core/text/must.ts';

/** Runs a call to Google's services; one that fails is tried once more: most such failures are gone the next moment. */
export const attempt = <T>(call: () => T): T => {
  try {
    return call();
  } catch {
    return call();
  }
};

/** Everything that is done to one document takes turns by it. A web app has no lock of the document; a script is bound to one. */
export const documentLock = () => LockService.getScriptLock();

/** What belongs to this script and to no copy of it. A web app sees these, and not the document's. */
export const scriptProperties = () => PropertiesService.getScriptProperties();

/** The id of the file, for a web app: it is told by nobody in which it runs. */
const FILE = 'baton.file';

/** The file the script is bound to. */
export const thisSpreadsheet = (): GoogleAppsScript.Spreadsheet.Spreadsheet => {
  const active = SpreadsheetApp.getActiveSpreadsheet() as GoogleAppsScript.Spreadsheet.Spreadsheet | null;
  if (active) return active;
  const id = attempt(() => scriptProperties().getProperty(FILE));
  return attempt(() => SpreadsheetApp.openById(must(id, 'id of the file')));
};

/** Remembers which file that is. */
export const rememberFile = (): void => {
  const { [FILE]: known } = attempt(() => scriptProperties().getProperties());
  const id = SpreadsheetApp.getActiveSpreadsheet().getId();
  if (known !== id) attempt(() => scriptProperties().setProperty(FILE, id));
};

/** Runs what a trigger asks for. Nobody is there to read an error of a trigger: it goes to the log, and the sheet stays as it was. */
export const quietly = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    console.error(error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error));
  }
};
