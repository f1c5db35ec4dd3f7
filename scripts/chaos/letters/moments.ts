/** Every sweep of every scenario, with the workbook in front of it. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ReadContext } from '../../../core/read/index.ts';
import { ensure } from '../../../core/text/maps.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../../functions/adapters/memory/store.ts';
import type { Mailer, WorkbookStore } from '../../../functions/ports.ts';
import { decide, type Reasoned } from '../../../functions/sweep/decide.ts';
import { type SweepResult, sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { type Given, live, type Step, workbookOf } from '../../../test/support/scenario.ts';
import { keysOnly } from '../../../test/support/scripted.ts';

const ROOT = new URL('../../../test/scenarios/', import.meta.url);

/** The scenarios' folders, in the order of their names. */
export const SCENARIOS: readonly string[] = readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const givenIn = (name: string): Given =>
  JSON.parse(readFileSync(new URL(`${encodeURIComponent(name)}/given.json`, ROOT), 'utf8'));

/** One sweep of a scenario. */
export interface StoryMoment {
  readonly scenario: string;
  /** From 0 on. */
  readonly step: number;
  readonly locale: 'en' | 'zh-CN';
  readonly raw: RawWorkbook;
  /** Wall clock of the workbook's zone. */
  readonly now: string;
  /** What people do next, and when the sweep after that comes. */
  readonly next: Step | null;
}

/** Nothing that is said of a reading changes it; whoever tries is told. */
const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
};

/** A workbook of its own, as it was at that moment: what is written into it lies over the one reading that all of them share. */
export const workbookAt = ({ raw }: StoryMoment) => openMemory(raw);

/** What was decided about a reading at an instant: each trial of a moment begins with the same. Letters say nothing but their keys. */
const decided = new WeakMap<RawWorkbook, Map<string, Reasoned>>();
export const decideOnce = (raw: RawWorkbook, context: ReadContext): Reasoned => {
  const ofReading = decided.get(raw) ?? new Map<string, Reasoned>();
  decided.set(raw, ofReading);
  return ensure(ofReading, JSON.stringify(context), () => ({ ...decide(raw, context), render: keysOnly }));
};

let ids = 0;
/** A sweep whose mails say nothing but the keys of their notices, so that what reached whom can be compared. */
export const sweepAt = (store: WorkbookStore, mailer: Mailer, now: string, minutesLater = 0): Promise<SweepResult> => {
  const instant = new Date(Date.parse(`${now}:00+08:00`) + minutesLater * 60_000).toISOString();
  return sweepWorkbook({
    store,
    mailer,
    now,
    clock: () => instant,
    uniqueId: () => `${String(++ids).padStart(8, '0')}-test`,
    decide: decideOnce,
  });
};

export const momentsOf = async (scenario: string): Promise<readonly StoryMoment[]> => {
  const { locale = 'en', steps, ...given } = givenIn(scenario);
  const store = openMemory(workbookOf({ locale, ...given }));
  const moments: StoryMoment[] = [];
  for (const [step, lived] of steps.entries()) {
    await live(store, locale, lived);
    const raw = frozen(await store.read());
    moments.push({ scenario, step, locale, raw, now: lived.now, next: steps[step + 1] ?? null });
    await sweepAt(store, createMemoryMailer(), lived.now);
  }
  return moments;
};
