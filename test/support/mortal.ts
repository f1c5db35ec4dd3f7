/** A workbook as a process has it that may die while it waits. */
import type { WorkbookStore } from '../../functions/ports.ts';

/** `mortal`: with its first wait; from then on whatever it asks of the workbook fails. */
export const mortalStore = (
  mortal: boolean,
  advance: (ms: number) => Promise<void>,
  open: (sleep: (ms: number) => Promise<void>) => WorkbookStore,
): WorkbookStore => {
  let dead = false;
  const live = () => {
    if (dead) throw new Error('dead');
  };
  const store = open(async (ms) => {
    dead = mortal;
    live();
    await advance(ms);
  });
  return {
    read: async (options) => {
      live();
      return store.read(options);
    },
    apply: async (writes) => {
      live();
      return store.apply(writes);
    },
    archive: async (moves, writes) => {
      live();
      return store.archive!(moves, writes);
    },
  };
};
