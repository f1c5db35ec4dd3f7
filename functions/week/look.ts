/** Reads one workbook for the administrator's weekly report. */
import { readSnapshot } from '../../core/read/index.ts';
import { isSweep } from '../../core/record/run.ts';
import type { Day } from '../../core/time/day.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import type { WeekSum, WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { freshWorkbookId, locationOf } from '../sweep/location.ts';
import { withRecord } from '../sweep/recorded.ts';
import { unread, weekSumOf } from './sum.ts';

export interface WeekLook {
  readonly open: (uri: string) => WorkbookStore;
  /** First day of the week that is over. */
  readonly monday: Day;
  /** The real time, ISO 8601. */
  readonly now: string;
  readonly locale: Locale;
}

export interface WeekSeen {
  readonly sum: WeekSum;
  /** Sweeps of the day after that week, by when they began: ISO 8601. */
  readonly begun: readonly string[];
}

/** Reads one workbook, in one request where that can be. Whatever is wrong with it is an exception of the week, and stops no other. */
export const lookAtWeek = async (uri: string, { open, monday, now, locale }: WeekLook): Promise<WeekSeen> => {
  try {
    const store = open(uri);
    const raw = await store.read();
    const snapshot = readSnapshot(raw, await readContextOf(raw, now));
    const recorded = await withRecord(store, snapshot, now);
    const location = await locationOf(raw, snapshot, freshWorkbookId);
    const begun = snapshot.runs.flatMap((run) => (isSweep(run) && run.day === monday + 7 ? [run.startedAt] : []));
    return { sum: weekSumOf({ uri, raw, snapshot, recorded, location }, monday, now, locale), begun };
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return { sum: unread(uri, error.code, error.words[locale]), begun: [] };
  }
};
