/**
 * Work of this process that must not overlap, in the order in which it came; by a key, such as a workbook's. Work may
 * not wait for a turn of its own key.
 */
export const createTurns = () => {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    const over = mine.catch(() => {});
    last.set(key, over);
    try {
      return await mine;
    } finally {
      if (last.get(key) === over) last.delete(key);
    }
  };
};

export type Turns = ReturnType<typeof createTurns>;
