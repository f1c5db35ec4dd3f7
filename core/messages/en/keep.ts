/** In English: backups, restoring them, and archiving years that are over. */

export const keep = {
  backupPurpose:
    'What Baton remembers of this workbook: the clock of each item, every mail that was sent, every sweep. The command restore brings it back when the workbook was replaced by an old version, or these sheets were deleted or lost rows. Addresses of recipients are in it: keep it as you keep the workbook.',
  backupUnreadable: 'This file is not a backup of Baton’s. Give one that the command backup wrote.',
  backupChanged: 'This backup was changed or cut off after it was written, and was not used. Take another one.',
  backupNewer: ({ version }: { version: number }) =>
    `This backup was written by a later Baton (format ${version}). Update Baton first.`,

  backupInTheWay: ({ path, typed }: { path: string; typed: string }) =>
    `${path} exists and holds what the workbook has not now, so it was not replaced. Choose another name; or, where an old version of the workbook was brought back, restore it: npm run -s baton -- restore WORKBOOK ${typed}`,

  restoreNoTabs: ({ tabs, headers }: { tabs: readonly string[]; headers: string }) =>
    `The workbook lacks ${tabs.join(', ')}. Add the sheets blank, and restore before the next sweep. In an .xlsx file run: npm run -s baton -- adopt FILE. Elsewhere add sheets of these titles, with these headers in the first row (${headers}).`,
  restoreOther: ({ id }: { id: string }) =>
    `This backup is of another workbook${id === '' ? '' : ` (this one is ${id})`}; nothing was changed. If this one is to take that one’s place, add --adopt, and stop sweeping the other.`,
  backupBroken: ({ row }: { row: number }) =>
    `The record of mails in this backup does not fit from entry ${row} on: it was made after the record was damaged. Take an earlier one.`,
  restoreDiverged: ({ row }: { row: number }) =>
    `From entry ${row} of the record of mails on, workbook and backup have each gone their own way: an old version was swept since. Nothing was changed. Take a backup made after that; without one go on as it is, and look first with sweep --dry-run, since what was mailed before may be mailed again.`,
  restoreInserted: ({ row }: { row: number }) =>
    `Entry ${row} of the sheet _ledger was not written by Baton, or stands there twice. Delete that row and restore again. Nothing was changed.`,

  rolloverTooEarly: ({ year, quietDays, last }: { year: number; quietDays: number; last: number }) =>
    `The year ${year} cannot be archived yet: a year can be ${quietDays} days after its end, when its links and replies are done with. The latest is --year ${last} now.`,
  rolloverCopy:
    'This is a copy of another workbook and was left alone. To use it on its own, run first: npm run -s baton -- adopt FILE',
  rolloverUnable:
    'Rows of this kind of workbook cannot be moved; nothing was changed. Sweeps go on as before, and there is nothing to do.',
};
