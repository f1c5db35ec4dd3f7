/** In English: what adopting and mending write into a workbook. */

export const adopting = {
  idHeader: 'Baton ID',
  /** Of a line in the settings that says where something is kept. */
  boundSheet: 'The sheet in which this is kept.',
  alsoFollowed:
    'Sheets with the same headers that are followed with it: their names with / between them, or * for all.',
  notThisSheet: 'A sheet bears its title and is something else.',
  boundColumn: 'The header of this column in that sheet.',
  noSuchColumn: 'That sheet has no such column.',
  ownStates: 'Words in this workbook that mean this status; a semicolon stands between two.',
  noStates: 'Words in the status column that say nothing; a semicolon stands between two.',
  ownRows: 'Rows with nothing but a name: heading, or task.',
  ownMarks:
    'Marks in the matrix that were read as this letter when its tasks were taken over; a semicolon stands between two.',
  ownName: 'Whom this name in the sheets means: the name in the directory.',
};
