import { describe, expect, it } from 'vitest';
import { spread, taskOf } from '../../../functions/http/dispatch.ts';
import type { Registered } from '../../../functions/registry.ts';

const workbook = (uri: string, more: Partial<Registered> = {}): Registered => ({
  uri,
  zone: 'Asia/Shanghai',
  sweepTime: 540,
  owner: null,
  paused: false,
  book: null,
  ...more,
});
const slots = (workbooks: readonly Registered[], planned: string, perMinute = 20) =>
  spread(
    workbooks.map((workbook) => taskOf(workbook, planned)),
    planned,
    perMinute,
  ).map(({ task, notBefore }) => {
    if ('workbooks' in task) throw new Error('a team');
    return [task.workbook, task.at, notBefore];
  });

describe('a planned call asks for', () => {
  it('the sweeps of its day in each zone, none before its own time of day', () => {
    const books = [
      workbook('shanghai'),
      workbook('london', { zone: 'Europe/London' }),
      workbook('los angeles', { zone: 'America/Los_Angeles', sweepTime: 8 * 60 }),
    ];
    expect(slots(books, '2026-03-06T00:30:00Z')).toEqual([
      // It is still Thursday there, and its time has passed.
      ['los angeles', '2026-03-05T08:00:00-08:00', '2026-03-06T00:30:00.000Z'],
      ['shanghai', '2026-03-06T09:00:00+08:00', '2026-03-06T01:00:00.000Z'],
      ['london', '2026-03-06T09:00:00+00:00', '2026-03-06T09:00:00.000Z'],
    ]);
  });

  it('the same tasks whenever it is repeated, and others on the next day', () => {
    const names = (planned: string) =>
      spread([taskOf(workbook('gsheet:1'), planned)], planned, 20).map(({ task }) => task.name);
    expect(names('2026-03-06T01:00:00Z')).toEqual(names('2026-03-06T15:59:00Z'));
    expect(names('2026-03-06T16:00:00Z')).not.toEqual(names('2026-03-06T15:59:00Z'));
    expect(names('2026-03-06T01:00:00Z')[0]).toMatch(/^[\w-]+-2026-03-06$/);
  });

  it('no more in a minute than it may, however many there are', () => {
    const books = Array.from({ length: 1000 }, (_, i) => workbook(`gsheet:${i}`));
    const times = slots(books, '2026-03-06T01:00:00Z', 30).map(([, , at]) => Date.parse(at!));
    expect(times.filter((at) => at < times[0]! + 60_000)).toHaveLength(30);
    expect((times.at(-1)! - times[0]!) / 60_000).toBeCloseTo(999 / 30);
  });

  it('nine in the morning on the days when clocks change', () => {
    const london = workbook('london', { zone: 'Europe/London' });
    expect(slots([london], '2026-03-29T00:30:00Z')[0]![1]).toBe('2026-03-29T09:00:00+01:00');
    expect(slots([london], '2026-10-25T00:30:00Z')[0]![1]).toBe('2026-10-25T09:00:00+00:00');
  });
});
