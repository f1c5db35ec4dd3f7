import type { Mailer, WorkbookStore } from '../../functions/ports.ts';

/** A store and a mailer each of whose calls goes through `guard`, which may let it happen, fail before it or fail after it. */
export const guarded = (
  guard: <T>(call: () => Promise<T>) => Promise<T>,
  store: WorkbookStore,
  mailer: Mailer,
): { readonly store: WorkbookStore; readonly mailer: Mailer } => ({
  store: {
    read: (options) => guard(() => store.read(options)),
    apply: (writes) => guard(() => store.apply(writes)),
    ...(store.archive && { archive: (moves, writes) => guard(() => store.archive!(moves, writes)) }),
    ...(store.letterLog && { letterLog: guardedLog(guard, store.letterLog) }),
  },
  mailer: {
    batch: mailer.batch,
    ...(mailer.ways && { ways: mailer.ways }),
    send: (mail) => guard(() => mailer.send(mail)),
    find: (id, trace) => guard(() => mailer.find(id, trace)),
    flush: async () => mailer.flush?.(),
  },
});

type Guard = <T>(call: () => Promise<T>) => Promise<T>;

const guardedLog =
  (guard: Guard, letterLog: Required<WorkbookStore>['letterLog']): typeof letterLog =>
  async (workbook) => {
    const log = await letterLog(workbook);
    return {
      peek: () => guard(() => log.peek()),
      take: () => guard(() => log.take()),
      forget: (runs) => guard(() => log.forget(runs)),
      open: (run) =>
        guard(async () => {
          const { begin, end, close } = await log.open(run);
          return {
            begin: (mail) => guard(() => begin(mail)),
            end: (mail, outcome) => guard(() => end(mail, outcome)),
            close,
          };
        }),
    };
  };
