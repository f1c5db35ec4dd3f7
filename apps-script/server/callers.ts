/**
 * From where a function is called by its name. A page may call every one that the script has (developers.google.com/apps-script/guides/html/communication, "Private
 * functions"), and the page behind a mail's button is anybody's, where the script runs in the name of whoever deployed it: but for what that page asks for,
 * each sees to it that it is called from here.
 */
import { attempt } from './services.ts';

/** The menu, a dialog or the sidebar of the open spreadsheet. Google throws where there is none, as for a visitor of the web app. */
export const mustBeAtSheet = (): void => void SpreadsheetApp.getUi();

/** What Google says of a clock that went off. */
export interface Fired {
  readonly triggerUid?: string;
}

const isAtSheet = (): boolean => {
  try {
    mustBeAtSheet();
    return true;
  } catch {
    return false;
  }
};

/** Whether a trigger of whoever the script runs as went off, whose id nobody else knows; or somebody tries it at the sheet. */
export const isFired = (event?: Fired): boolean =>
  isAtSheet() ||
  attempt(() => ScriptApp.getProjectTriggers()).some((trigger) => trigger.getUniqueId() === event?.triggerUid);
