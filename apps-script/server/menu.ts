/** Every export of this file is a top-level function: the simple onOpen, and what menu entries call. */
export const onOpen = (_event: GoogleAppsScript.Events.SheetsOnOpen): void => {};
