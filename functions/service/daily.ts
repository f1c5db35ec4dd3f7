/** Sweeps each workbook every day at its time, inside a process that keeps running: where no scheduler calls. */
import { setTimeout } from 'node:timers/promises';
import type { Lifetime } from '../base/lifetime.ts';
import { cloudTaskOf } from '../http/dispatch.ts';
import type { Registry } from '../many/registry.ts';
import { teamsOf } from '../many/teams.ts';
import type { SweepTask, TeamTask } from '../ports.ts';

export interface DailyParts {
  /** Asked every quarter of an hour, so that another time in a workbook's settings counts soon. */
  readonly registry: () => Promise<Registry>;
  /** Does a task, for the n-th time from 1 on; answers whether it is to come again. */
  readonly deliver: (task: SweepTask | TeamTask, attempt: number) => Promise<boolean>;
  readonly lifetime: Lifetime;
  /** The real time, ISO 8601. */
  readonly clock: () => string;
  readonly wait?: (ms: number) => Promise<unknown>;
}

const MINUTE = 60_000;
/** How often it looks whether a time has come, and how often it asks for the times. */
const LOOK_MS = MINUTE;
const READ_MS = 15 * MINUTE;
/** What was not swept ten hours after its time waits for the next morning: mail in the night reaches nobody sooner. */
const LATE_MS = 600 * MINUTE;
/** Waited after each failed attempt; the last again and again. A file that somebody has open at nine is free at ten. */
const PAUSES = [1, 2, 5, 10, 15];

type Task = SweepTask | TeamTask;

/** When a task comes next, and for which time; absent until it is first begun. */
interface Again {
  readonly attempt: number;
  readonly from: number;
}

/**
 * Until the process ends: each workbook of the list once a day, at its time in its zone, or as soon as this runs where that was less than ten hours ago. What fails for
 * the moment is tried again. A day that was swept before, by whomever, has nothing new to say, so a restart costs a look.
 */
export const sweepDaily = async (parts: DailyParts): Promise<void> => {
  const { registry, deliver, lifetime, clock, wait = idle } = parts;
  const listed = every(READ_MS, clock, registry);
  const again = new Map<string, Again>();
  const over = new Set<string>();
  while (!lifetime.isEnding()) {
    const now = clock();
    for (const task of dueAt(await listed(), now)) {
      const { attempt, from } = again.get(task.name) ?? { attempt: 1, from: 0 };
      if (over.has(task.name) || from > Date.parse(now)) continue;
      if (lifetime.isEnding()) return;
      const isAgain = await lifetime.during(() => deliver(task, attempt));
      if (isAgain) again.set(task.name, { attempt: attempt + 1, from: Date.parse(clock()) + pauseAfter(attempt) });
      else over.add(task.name);
    }
    await wait(LOOK_MS);
  }
};

/** What it was when it was last asked for, which is not longer ago than that. */
const every = <T>(ms: number, clock: () => string, ask: () => Promise<T>): (() => Promise<T>) => {
  let asked: { readonly at: number; readonly answer: T } | undefined;
  return async () => {
    const now = Date.parse(clock());
    if (asked === undefined || now - asked.at >= ms) asked = { at: now, answer: await ask() };
    return asked.answer;
  };
};

/** Sweeps whose time has come, and is not long over. */
const dueAt = ({ workbooks }: Registry, now: string): readonly Task[] => {
  const sweeps = workbooks.filter(({ paused }) => !paused).map((workbook) => cloudTaskOf(workbook, now));
  const since = ({ at }: SweepTask) => Date.parse(now) - Date.parse(at);
  return teamsOf(sweeps.filter((task) => since(task) >= 0 && since(task) < LATE_MS));
};

const pauseAfter = (attempt: number): number => (PAUSES[attempt - 1] ?? PAUSES.at(-1) ?? 15) * MINUTE;

/** Keeps no process alive that has nothing else to do. */
const idle = (ms: number): Promise<void> => setTimeout(ms, undefined, { ref: false });
