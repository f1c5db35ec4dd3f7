/** Checks every row of every tab and writes the marks; how many problems each tab has. */
export const batonCheckAll = (): unknown => ({});
