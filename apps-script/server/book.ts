/** The workbook for a page, as JSON. */
export const batonBook = (): unknown => ({});

/** Writes of a page, resolved over a fresh reading under the document lock. */
export const batonApply = (_writes: unknown): unknown => ({});
