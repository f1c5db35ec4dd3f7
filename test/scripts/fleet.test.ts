import { describe, expect, test } from 'vitest';
import { costOf, useOf } from '../../scripts/fleet/cost.ts';
import {
  demandOf,
  type Fleet,
  floorOf,
  GOOGLE,
  minutesFor,
  neededFor,
  perMinuteOf,
} from '../../scripts/fleet/model.ts';
import { runFleet } from '../../scripts/fleet/run.ts';

describe('a fleet of workbooks, of which the quota lets only some be swept in a minute', () => {
  test.each([
    ['all of them busy', 1, 1],
    ['most of them quiet', 0.25, 1],
    ['swept by two processes', 1, 2],
  ])('%s, is done in the time that the quota dictates, and nobody hears of it', async (_, busy, instances) => {
    const { faults, mails, fleet, minutes, floor, model } = await runFleet({
      workbooks: 12,
      items: 10,
      busy,
      perMinute: 10,
      instances,
    });
    expect(faults).toEqual([]);
    expect(mails).toBe(fleet.busy * fleet.mails);
    expect(minutes / floor).toBeLessThan(1.2);
    // So few take some minutes only, and in which of them the last request falls is chance.
    expect(Math.abs(model - minutes)).toBeLessThan(1.2);
  });
});

describe('the model', () => {
  test('counts what the busiest limit lets through', () => {
    const busy = demandOf({ quiet: 0, busy: 1_000, mails: 2 });
    expect(busy).toEqual({ reads: 3_001, writes: 3_000, units: 220_000 });
    expect(floorOf(busy, GOOGLE)).toBeCloseTo(50.02);
    expect(floorOf(demandOf({ quiet: 1_000, busy: 0, mails: 0 }), GOOGLE)).toBeCloseTo(16.68);
    // Twenty mails each: Gmail is slower than Sheets.
    expect(floorOf(demandOf({ quiet: 0, busy: 1_000, mails: 20 }), GOOGLE)).toBeCloseTo(146.67);
  });

  test('says what a larger fleet needs: service accounts up to the project’s limit, then a raised quota', () => {
    expect([1, 5, 9].map((users) => perMinuteOf({ ...GOOGLE, users }))).toEqual([60, 300, 300]);
    const fleet = { quiet: 80_000, busy: 20_000, mails: 2 };
    const needed = neededFor(fleet, 180);
    const quotas = { user: needed, users: 1, project: needed, units: Number.POSITIVE_INFINITY };
    expect(minutesFor(fleet, quotas)).toBeLessThanOrEqual(180);
    expect(minutesFor(fleet, { ...quotas, user: needed - 1, project: needed - 1 })).toBeGreaterThan(178);
  });
});

describe('the costs', () => {
  const month = (fleet: Fleet) => useOf(fleet, { ...GOOGLE, units: Number.POSITIVE_INFINITY, users: 5 }, 23);

  test('of ten workbooks are within what is free, and those of a hundred thousand are some hundred dollars', () => {
    expect(costOf(month({ quiet: 0, busy: 10, mails: 2 }))).toBe(0);
    const cost = costOf(month({ quiet: 100_000, busy: 0, mails: 0 }));
    // 334 minutes of six instances on 23 days: 2.77 million seconds, of which 180,000 are free; at a whole vCPU and half a GiB.
    expect(cost).toBeGreaterThan(65);
    expect(cost).toBeLessThan(72);
  });

  test('of a day on which all have something to do are those of a longer day, not of more sweeps', () => {
    const [quiet, busy] = [month({ quiet: 10_000, busy: 0, mails: 0 }), month({ quiet: 0, busy: 10_000, mails: 2 })];
    expect(busy.taskOperation).toBe(quiet.taskOperation);
    expect(busy.cpuSecond / quiet.cpuSecond).toBeCloseTo(3, 1);
  });

  test('of few workbooks count no instance that has nothing to do', () => {
    const [few, many] = [month({ quiet: 10, busy: 0, mails: 0 }), month({ quiet: 50, busy: 0, mails: 0 })];
    expect(many.cpuSecond).toBeGreaterThan(few.cpuSecond * 2);
  });
});
