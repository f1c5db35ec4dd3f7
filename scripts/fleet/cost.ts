/** What a fleet's sweeps cost on Google Cloud, from the time they take and the published prices. US dollars. */
import { INSTANCE, instancesFor } from '../deploy/parts/queue.ts';
import { type Fleet, minutesFor, perMinuteOf, type Quotas } from './model.ts';

/**
 * List prices of a tier 1 region and what is free in a month, for a billing account; read in November 2026.
 * https://cloud.google.com/run/pricing (billed by requests), https://cloud.google.com/tasks/docs/pricing
 */
const PRICES = {
  cpuSecond: { free: 180_000, each: 0.000_024 },
  gibSecond: { free: 360_000, each: 0.000_002_5 },
  request: { free: 2_000_000, each: 0.4e-6 },
  taskOperation: { free: 1_000_000, each: 0.4e-6 },
} as const;

/** What an instance of sweep has (scripts/deploy/parts/functions.ts). */
const CPUS = 1;
const GIB = 0.5;

/** A task is made, and delivered. */
const OPERATIONS = 2;

export interface MonthlyUse {
  readonly cpuSecond: number;
  readonly gibSecond: number;
  readonly request: number;
  readonly taskOperation: number;
}

/**
 * What so many such days use. An instance is paid for while it has a sweep in hand, waiting for a quota included: as long as the day's
 * sweeps take, and as many as share them, but never more than have enough to do. Dispatch is one more, for as long at most.
 */
export const useOf = (fleet: Fleet, quotas: Quotas, days: number): MonthlyUse => {
  const workbooks = fleet.quiet + fleet.busy;
  const instances = Math.min(instancesFor(perMinuteOf(quotas)), Math.ceil(workbooks / INSTANCE.sweeps));
  const seconds = days * 60 * minutesFor(fleet, quotas) * (instances + 1);
  return {
    cpuSecond: seconds * CPUS,
    gibSecond: seconds * GIB,
    request: days * (workbooks + 1),
    taskOperation: days * workbooks * OPERATIONS,
  };
};

/** What that costs in a month in which nothing else uses what is free. */
export const costOf = (use: MonthlyUse): number =>
  (Object.keys(PRICES) as (keyof MonthlyUse)[]).reduce((sum, what) => {
    const { free, each } = PRICES[what];
    return sum + Math.max(0, use[what] - free) * each;
  }, 0);
