/** A lookup in a row whose number nobody knows yet: it names its own row (`$A12`) by where it stands. */
export const anyRow = (formula: string, row: number): string =>
  formula.replace(new RegExp(`\\$([A-Z]{1,3})${row}(?!\\d)`, 'g'), (_, column) => `INDEX($${column}:$${column},ROW())`);
