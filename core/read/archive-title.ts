/**
 * Sheets into which old rows of the machine tabs are moved: `_ledger_2024` holds what a roll-over took out of `_ledger`, the
 * latest rows of 2024 or before. They lie hidden beside the others; no sweep reads them, and only a roll-over writes them, once.
 */
export type ArchivedTab = '_ledger' | '_runs';

export const ARCHIVE = /^(_ledger|_runs)_(\d{4})(?:_\d+)?$/;

export const isArchive = (title: string): boolean => ARCHIVE.test(title);
