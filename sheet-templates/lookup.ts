/** Column number to letters: 1 → A, 27 → AA. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
};

const quoted = (title: string) => `'${title.replaceAll("'", "''")}'`;

/** Where a looked-up value comes from: the sheet, the column of its ids and the column of the values, both 1-based. */
export interface LookupSource {
  readonly sheet: string;
  readonly idColumn: number;
  readonly valueColumn: number;
  /** Where the id may be written as what its row is called: the column of those names. */
  readonly nameColumn?: number;
}

/** The place of the row that a cell names by its id, by what it is called, or by both (`Q-0001 New packaging`). */
export const placeNamed = (cell: string, byId: string, byName: string, matchId: (text: string) => string): string =>
  `IFERROR(${byId},IFERROR(${byName},${matchId(`LEFT(${cell},FIND(" ",${cell})-1)`)}))`;

/**
 * The formula of a column that shows another tab's value by the row's id, without `=`; of several sources the first
 * that has the id. Whole columns, because rows are sorted and added all the time; the value is asked for twice, because
 * a spreadsheet makes 0 of an empty cell and an empty date would read 1900-01-00.
 */
export const lookupFormula = (row: number, idColumn: number, ...sources: readonly LookupSource[]): string => {
  const id = `$${columnLetters(idColumn)}${row}`;
  const found = sources.reduceRight((otherwise, source) => {
    const sheet = quoted(source.sheet);
    const whole = (column: number) => `${sheet}!$${columnLetters(column)}:$${columnLetters(column)}`;
    const match = (wanted: string, column: number) => `MATCH(${wanted},${whole(column)},0)`;
    const byId = match(id, source.idColumn);
    const { nameColumn } = source;
    const place =
      nameColumn === undefined
        ? byId
        : placeNamed(id, byId, match(id, nameColumn), (text) => match(text, source.idColumn));
    const value = `INDEX(${whole(source.valueColumn)},${place})`;
    return `IFERROR(IF(${value}="","",${value}),${otherwise})`;
  }, '""');
  return `IF(${id}="","",${found})`;
};
