/** In English: what adopting and mending write into a workbook. */

export const adopting = {
  idHeader: 'Baton ID',
  /** Of a line in the settings that says where something is kept. */
  boundSheet: 'The sheet in which this is kept.',
  notThisSheet: 'A sheet bears its title and is something else.',
  boundColumn: 'The header of this column in that sheet.',
  noSuchColumn: 'That sheet has no such column.',
};
