/** How long core takes from cells to a plan, and from a plan to mails. */
import { htmlOf } from '../../core/mail/html.ts';
import { digestOf } from '../../core/mail/index.ts';
import { digestText } from '../../core/mail/text.ts';
import type { Mail } from '../../core/plan.ts';
import { planOf } from '../../core/planning/make-plan.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { cycled } from '../lists.ts';
import { BENCH_NOW, benchWorkbook } from './dataset.ts';
import { processWorkbook } from './process.ts';
import { median } from './timed.ts';

export interface PlanTiming {
  /** Tracked tasks, or requests with all that belongs to them. */
  readonly items: number;
  readonly notices: number;
  /** Medians, in milliseconds: raw cells to Snapshot, and Snapshot to Plan. */
  readonly readMs: number;
  readonly planMs: number;
  /** 50 mails of up to 30 notices each, with links, as HTML and as text. */
  readonly mailsMs: number;
}

const MAILS = 50;
const NOTICES = 30;
const LINK = `https://baton.example.com/respond?t=${'k7Qx_Tz3aW9-'.repeat(6)}`;

/** The fullest mails of a plan, over again where there are fewer. */
const fullest = (mails: readonly Mail[]): Mail[] => {
  const sorted = [...mails].sort((a, b) => b.notices.length - a.notices.length);
  return Array.from({ length: MAILS }, (_, i) => cycled(sorted, i));
};

const render = (facts: Facts, mails: readonly Mail[]): void => {
  for (const { to, notices } of mails) {
    const digest = digestOf(facts, { to, notices: notices.slice(0, NOTICES) }, () => LINK);
    htmlOf(digest);
    digestText(digest);
  }
};

/** Times core alone, in this process, after one round to warm up. */
const benchPlan = (raw: RawWorkbook, items: number, repeats: number): PlanTiming => {
  const read: number[] = [];
  const plan: number[] = [];
  const mails: number[] = [];
  let notices = 0;
  for (let i = 0; i <= repeats; i++) {
    const start = performance.now();
    const snapshot = readSnapshot(raw, { now: BENCH_NOW });
    const middle = performance.now();
    const facts = readFacts(snapshot);
    const made = planOf(facts);
    const planned = performance.now();
    notices = made.notices.length;
    const chosen = fullest(made.mails);
    const before = performance.now();
    render(facts, chosen);
    if (i === 0) continue;
    read.push(middle - start);
    plan.push(planned - middle);
    mails.push(performance.now() - before);
  }
  return { items, notices, readMs: median(read), planMs: median(plan), mailsMs: median(mails) };
};

if (import.meta.main) {
  const tasks = [1_000, 10_000, 100_000].map((items) =>
    benchPlan(benchWorkbook(items), items, items > 10_000 ? 7 : 15),
  );
  const process = [300, 3_000].map((requests) =>
    benchPlan(processWorkbook(requests), requests, requests > 300 ? 5 : 9),
  );
  console.log(JSON.stringify({ tasks, process }));
}
