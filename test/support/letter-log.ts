/** A record of letters in memory, as the file beside a workbook keeps it. */
import type { LetterLog, LetterOutcome, WorkbookStore } from '../../functions/ports.ts';

/** `left`: how many records nobody has removed. */
export const createMemoryLog = () => {
  type Written = Map<string, LetterOutcome | null>;
  const open = new Map<string, Written>();
  const taken = new Map<string, Written>();
  const log: LetterLog = {
    peek: async () => new Map([...taken, ...open].map(([run, record]) => [run, new Map(record)])),
    take: async () => {
      for (const [run, record] of open) taken.set(run, record);
      open.clear();
      return new Map([...taken].map(([run, record]) => [run, new Map(record)]));
    },
    forget: async (runs) => {
      for (const run of runs) for (const records of [open, taken]) records.delete(run);
    },
    open: async (run) => {
      const record: Written = new Map();
      open.set(run, record);
      return {
        begin: async (mail) => {
          record.set(mail, null);
          return open.get(run) === record;
        },
        end: async (mail, outcome) => void record.set(mail, outcome),
        close: async () => {},
      };
    },
  };
  return { log, left: () => open.size + taken.size };
};

/** A workbook with such a record beside it. */
export const logging = (store: WorkbookStore, log: LetterLog): WorkbookStore => ({
  read: (options) => store.read(options),
  apply: (writes, shown) => store.apply(writes, shown),
  letterLog: async () => log,
});
