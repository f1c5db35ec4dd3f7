import { describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { isoOf } from '../../../core/time/day.ts';
import { forecastOf } from '../../../core/what-if/forecast.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { readContextOf } from '../../../functions/reading/official.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { setOf } from '../../support/starter.ts';
import { linkFor, openSite, openSwept } from './site.ts';

const DAY = 24 * 60;
const REPORT = { output: 'https://example.com/report' };

const sweepOn = (store: WorkbookStore, day: string) =>
  sweepWorkbook({ store, mailer: createMemoryMailer(), now: `${day}T09:00:00+08:00`, clock: () => `${day}T01:00:00Z` });

const answered = async (store: WorkbookStore, daysLater: number) => {
  const site = await openSite(store);
  site.clock.pass(daysLater * DAY);
  const form = await site.open(await linkFor(store, 'Li Na', 'T-0001', 'done'));
  expect((await site.send(form, REPORT)).status).toBe(200);
};

describe('an answer is no sweep', () => {
  it('given on a day without one, it leaves what was edited since the last sweep to the day that the row names', async () => {
    const store = await openSwept();
    await store.apply([setOf('tracker', 'T-0002', { progress: 0.5, updatedOn: '2026-03-09' })]);
    await answered(store, 4);
    await sweepOn(store, '2026-03-11');
    const { state } = readSnapshot(await store.read(), { now: '2026-03-11T02:00:00Z' });
    const changedOn = state.get('T-0002')?.changedOn ?? null;
    expect(changedOn === null ? null : isoOf(changedOn)).toBe('2026-03-09');
  });

  it('given before the morning’s sweep, it does not stand for it in a forecast', async () => {
    const store = await openSwept();
    await answered(store, 4);
    const raw = await store.read();
    const now = '2026-03-10T03:00:00Z';
    const context = await readContextOf(raw, now);
    const { days } = forecastOf(raw, { now, days: 1, contextAt: (at) => ({ ...context, now: at }) });
    expect(days.map(({ date }) => isoOf(date))).toEqual(['2026-03-10']);
    await sweepOn(store, '2026-03-10');
    const { days: after } = forecastOf(await store.read(), {
      now,
      days: 1,
      contextAt: (at) => ({ ...context, now: at }),
    });
    expect(after.map(({ date }) => isoOf(date))).toEqual(['2026-03-11']);
  });
});
