/** Whether npm, which started this process, has gone without it. */
import { kill } from 'node:process';

const EVERY_MS = 500;

/**
 * Resolves when npm is gone that started this process; never where somebody else did. npm ends on SIGTERM without a word to what it runs (npm 11.19), and what nobody
 * waits for any more would keep its port. What a shell started may outlive it, as with nohup.
 */
export const leftByNpm = (env: NodeJS.ProcessEnv = process.env): Promise<void> =>
  new Promise((resolve) => {
    if (env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    const looking = setInterval(() => {
      if (process.ppid === parent && isAlive(parent)) return;
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
