/** For `node --import`: says on the last two lines what the process took, once it ends: milliseconds of CPU, and KiB of memory. */
import { peakKiB } from './peak.ts';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  console.log((userCPUTime + systemCPUTime) / 1000);
  console.log(peakKiB());
});
