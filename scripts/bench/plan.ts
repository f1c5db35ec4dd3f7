import { readFacts } from '../../core/facts/index.ts';
import { planOf } from '../../core/make-plan.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { BENCH_NOW, benchWorkbook } from './dataset.ts';

export interface PlanTiming {
  readonly items: number;
  readonly notices: number;
  /** Medians, in milliseconds: raw cells to Snapshot, and Snapshot to Plan. */
  readonly readMs: number;
  readonly planMs: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Times core alone, in this process, after one round to warm up. */
export const benchPlan = (items: number, repeats: number): PlanTiming => {
  const raw = benchWorkbook(items);
  const read: number[] = [];
  const plan: number[] = [];
  let notices = 0;
  for (let i = 0; i <= repeats; i++) {
    const start = performance.now();
    const snapshot = readSnapshot(raw, { now: BENCH_NOW });
    const middle = performance.now();
    notices = planOf(readFacts(snapshot)).notices.length;
    if (i === 0) continue;
    read.push(middle - start);
    plan.push(performance.now() - middle);
  }
  return { items, notices, readMs: median(read), planMs: median(plan) };
};

if (import.meta.main) console.log(JSON.stringify([benchPlan(10_000, 15), benchPlan(100_000, 7)]));
