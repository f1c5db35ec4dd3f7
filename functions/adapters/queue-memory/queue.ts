/** The queue of sweeps inside one process, used where no Cloud Tasks queue is named. */
import type { CloudTask, Queue } from '../../ports.ts';

export interface MemoryQueueOptions {
  /** Does a task, for the n-th time from 1 on; answers whether it is to come again. */
  readonly deliver: (task: CloudTask, attempt: number) => Promise<boolean>;
  /** Waits after the n-th failed attempt. */
  readonly pause?: (attempt: number) => Promise<void>;
}

const ATTEMPTS = 3;

const aMoment = (attempt: number) => new Promise<void>((resolve) => setTimeout(resolve, 1_000 * 2 ** attempt));

/**
 * A queue inside this process: one task after the other, each up to three times. `enqueue` answers when its task is
 * over, so that nothing runs on after the response to whoever asked; what waits is gone with the process.
 */
export const createMemoryQueue = ({ deliver, pause = aMoment }: MemoryQueueOptions): Queue => {
  const names = new Set<string>();
  let last: Promise<void> = Promise.resolve();

  const run = async (task: CloudTask): Promise<void> => {
    for (let attempt = 1; await deliver(task, attempt); attempt++) {
      if (attempt === ATTEMPTS) return;
      await pause(attempt);
    }
  };

  return {
    enqueue: async (task) => {
      if (names.has(task.name)) return 'known';
      names.add(task.name);
      const mine = last.then(() => run(task)).finally(() => names.delete(task.name));
      last = mine.catch(() => {});
      await mine;
      return 'taken';
    },
  };
};
