/** What the add-on says by itself; what is wrong with a cell is said by core's sentences. */
export const edit = {
  /** Begins every note of Baton's. */
  sign: 'Baton: ',
};
