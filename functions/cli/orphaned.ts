/** Whether npm, which started this process, has gone without it. */
import { kill } from 'node:process';

const EVERY_MS = 500;

/** Who started this process; asked at once, since it may be gone by the time that somebody cares. */
const PARENT = process.ppid;

/**
 * Resolves when npm is gone that started this process; never where somebody else did. On SIGTERM npm ends without a word
 * to what it runs (npm 11.19), and what nobody waits for any more would keep its port. What a shell started may outlive it, as with nohup.
 */
export const leftByNpm = (env: NodeJS.ProcessEnv = process.env): Promise<void> =>
  new Promise((resolve) => {
    if (env.npm_lifecycle_event === undefined) return;
    const looking = setInterval(() => {
      if (process.ppid === PARENT && isAlive(PARENT)) return;
      clearInterval(looking);
      resolve();
    }, EVERY_MS);
    looking.unref();
  });

const isAlive = (pid: number): boolean => {
  try {
    return kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
