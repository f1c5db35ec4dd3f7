/** Equal texts, of which there may be hundreds of thousands, held once. */

/** So many different ones are known; of a column in which no two are alike nothing is held. */
const MOST = 4096;

/** Answers the text that is known already, where an equal one is. */
export const heldOnce = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size < MOST) known.set(text, text);
    return text;
  };
};
