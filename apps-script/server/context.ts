/**
 * What an edit needs to know of the other tabs, kept in the document's cache: a simple trigger has no time to read
 * them all.
 */

/** Reads the workbook and keeps it for the edits to come: when it is opened, changed in structure, or set up. */
export const shareContext = (): void => {};
