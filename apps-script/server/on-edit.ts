type OnEdit = GoogleAppsScript.Events.SheetsOnEdit;

/** Simple trigger: what was typed or pasted is judged and marked. */
export const onEdit = (_event: OnEdit): void => {};

/** Installable trigger: what the simple one has no calls for. Runs as whoever installed it. */
export const batonOnEdit = (_event: OnEdit): void => {};
