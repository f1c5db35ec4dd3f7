/** How long a process still takes work, and when the last of it is done. */
export interface Lifetime {
  /** No new work is begun; what runs ends at its next safe place. */
  readonly isEnding: () => boolean;
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** From now on it is ending; resolves when nothing runs any more. */
  readonly end: () => Promise<void>;
}

export const createLifetime = (): Lifetime => {
  const running = new Set<Promise<unknown>>();
  let ending = false;
  return {
    isEnding: () => ending,
    during: async (work) => {
      const mine = work();
      running.add(mine);
      try {
        return await mine;
      } finally {
        running.delete(mine);
      }
    },
    end: async () => {
      ending = true;
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
};
