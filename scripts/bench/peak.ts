/** The most memory this process has held. */
import { readFileSync } from 'node:fs';

/**
 * KiB of resident memory. On Linux `maxRSS` begins with what the parent held when it started this process (getrusage(2) goes on through exec), so there
 * the memory's own mark is read (VmHWM in proc(5)).
 */
export const peakKiB = (): number => {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
};
