/** The claim on a workbook: one run at a time, renewed with every write, over when its process is gone. */

import type { Write, WriteValue } from '../../core/plan.ts';
import type { RunStatus } from '../../core/record/run.ts';
import type { RunRow, Snapshot } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import { localTime } from '../../core/time/calendar.ts';
import { isoOf } from '../../core/time/day.ts';
import { ownerIn, ownerText } from '../base/owner.ts';
import { isOwnerGone, thisProcess } from '../base/this-process.ts';
import { aboutHolder, type Holder } from './holder.ts';

/**
 * How long a sweep may be silent before another one takes over. Every write of a sweep renews its claim. One whose process is
 * certainly gone is over at once.
 */
const CLAIM_MINUTES = 15;

/** The real time, ISO 8601; claims are about processes, not about the date that a sweep is for. */
export type ClaimClock = () => string;

export interface RunResult {
  readonly status: Exclude<RunStatus, 'claimed'>;
  readonly notices: number;
  readonly mails: number;
  readonly problems: number;
  readonly note: string;
}

/** One sweep in `_runs`, or whatever else works under a claim: the writes by which it says that it is at work, still is, or has ended. */
export interface Run {
  readonly id: string;
  /** The real time in the workbook's zone, ISO 8601 with offset. */
  now(): string;
  /** Its note says whose it is, until the end says something else. */
  claim(): Write;
  renew(): Write;
  /** False once the claim, as last written, has expired. */
  holds(): boolean;
  /** True once half of it is over: whoever has nothing to write then renews it. */
  isAging(): boolean;
  end(result: RunResult): Write;
  /** The one row of a sweep that had nothing to do and never claimed. */
  quiet(result: RunResult): Write;
}

export const createRun = (id: string, { today, policy }: Snapshot, clock: ClaimClock): Run => {
  const local = (instant: string) => must(localTime(instant, policy.zone), 'local time').iso;
  // A sweep notes thousands of things in one second.
  let latest = { second: '', iso: '' };
  const now = () => {
    const second = clock().replace(/\.\d+/, '');
    if (second !== latest.second) latest = { second, iso: local(second) };
    return latest.iso;
  };
  let expires = 0;
  const until = () => {
    expires = Date.parse(clock()) + CLAIM_MINUTES * 60_000;
    return local(new Date(expires).toISOString());
  };
  const append = (values: Record<string, WriteValue>): Write => ({
    tab: '_runs',
    kind: 'append',
    item: id,
    values: { run: id, day: isoOf(today), startedAt: now(), ...values },
    expected: {},
  });
  return {
    id,
    now,
    claim: () => append({ status: 'claimed', until: until(), note: ownerText(thisProcess()) }),
    renew: () => changeClaim(id, { until: until() }),
    holds: () => Date.parse(clock()) < expires,
    isAging: () => Date.parse(clock()) + CLAIM_MINUTES * 30_000 >= expires,
    end: (result) => changeClaim(id, { ...result, finishedAt: now() }),
    quiet: (result) => append({ ...result, finishedAt: now() }),
  };
};

/** A run that mails nobody: an answer, minutes, whatever else works under a claim. `unique`: letters and digits. */
export const asideRun = (snapshot: Snapshot, clock: ClaimClock, unique: string): Run =>
  createRun(`${isoOf(snapshot.today)}-${unique.slice(0, 8)}`, snapshot, clock);

/** How such a run ends. */
export const asideEnd = (status: RunResult['status'], note: string): RunResult => ({
  status,
  notices: 0,
  mails: 0,
  problems: 0,
  note,
});

/** How long one waits for another's run before it is said that somebody is at work: twenty seconds. Milliseconds. */
export const WAITS: readonly number[] = [1_000, 2_000, 3_000, 4_000, 5_000, 5_000];

/** Whoever finds a claim expired marks it failed; from then on nothing its owner writes under it is written. */
const changeClaim = (run: string, values: Record<string, WriteValue>): Write => ({
  tab: '_runs',
  kind: 'set',
  item: run,
  values,
  expected: { status: 'claimed' },
});

export const buryWrite = (run: string): Write => changeClaim(run, { status: 'failed', note: '' });

/** The same for one that somebody says is dead; where it lives, it finds its claim gone with its next write. */
const takeOverWrite = (run: string): Write => changeClaim(run, { status: 'failed', note: 'taken-over' });

const holds = ({ status, until, note }: RunRow, now: string): boolean => {
  if (status !== 'claimed' || !(Date.parse(until) > Date.parse(now))) return false;
  const owner = ownerIn(note);
  return owner === null || !isOwnerGone(owner);
};

/** The sweep that may work: the first claim, in the order in which they were appended, that is not over. `now`: the real time. */
export const holderOf = (runs: readonly RunRow[], now: string): string | null => holderIn(runs, now)?.run ?? null;

/** The same, with what is to be told of it. */
export const holderIn = (runs: readonly RunRow[], now: string): Holder | null => {
  const row = runs.find((row) => holds(row, now));
  return row ? aboutHolder(row) : null;
};

/** Ends whatever holds the workbook, or would once that is over. */
export const takeOverWrites = (runs: readonly RunRow[], now: string): Write[] =>
  runs.filter((row) => holds(row, now)).map(({ run }) => takeOverWrite(run));

/** Sweeps that claimed the workbook and never came back. */
export const deadRuns = (runs: readonly RunRow[], now: string): string[] =>
  runs.filter((row) => row.status === 'claimed' && !holds(row, now)).map(({ run }) => run);
