import { readFacts } from '../../core/facts/index.ts';
import { planOf } from '../../core/make-plan.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { BENCH_NOW, benchWorkbook } from './dataset.ts';
import { processWorkbook } from './process.ts';

export interface PlanTiming {
  /** Tracked tasks, or requests with all that belongs to them. */
  readonly items: number;
  readonly notices: number;
  /** Medians, in milliseconds: raw cells to Snapshot, and Snapshot to Plan. */
  readonly readMs: number;
  readonly planMs: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Times core alone, in this process, after one round to warm up. */
export const benchPlan = (raw: RawWorkbook, items: number, repeats: number): PlanTiming => {
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

if (import.meta.main) {
  const tasks = [10_000, 100_000].map((items) => benchPlan(benchWorkbook(items), items, items > 10_000 ? 7 : 15));
  const process = [300, 3_000].map((requests) =>
    benchPlan(processWorkbook(requests), requests, requests > 300 ? 5 : 9),
  );
  console.log(JSON.stringify({ tasks, process }));
}
