import { describe, expect, it } from 'vitest';
import { createLifetime } from '../../functions/base/lifetime.ts';
import type { Registered } from '../../functions/many/registry.ts';
import { sweepDaily } from '../../functions/service/daily.ts';

/** A process that sweeps by itself: what it does in so many hours, minute by minute. */
const begunIn = async (from: string, minutes: number, workbooks: () => readonly Partial<Registered>[], fails = 0) => {
  const lifetime = createLifetime();
  const begin = Date.parse(from);
  let now = begin;
  let left = fails;
  const begun: string[] = [];
  await sweepDaily({
    lifetime,
    clock: () => new Date(now).toISOString(),
    registry: async () => ({
      workbooks: workbooks().map((one) => ({
        uri: 'a.xlsx',
        zone: 'Asia/Shanghai',
        sweepTime: 540,
        owner: null,
        paused: false,
        book: null,
        ...one,
      })),
      bad: [],
    }),
    deliver: async (task, attempt) => {
      const [first] = task.kind === 'team' ? task.workbooks : [task];
      begun.push(
        `${new Date(now).toISOString().slice(5, 16)} ${first!.workbook} for ${first!.at.slice(0, 16)}, ${attempt}`,
      );
      return left-- > 0;
    },
    wait: async (ms) => {
      now += ms;
      if (now - begin > minutes * 60_000) void lifetime.end();
    },
  });
  return begun;
};

const DAY = 1440;

describe('sweepDaily', () => {
  it('sweeps each workbook once a day, at its own time in its own zone', async () => {
    const both = [{}, { uri: 'b.xlsx', zone: 'Europe/London', sweepTime: 480 }, { uri: 'c.xlsx', paused: true }];
    expect(await begunIn('2026-03-05T20:00:00Z', 2 * DAY, () => both)).toEqual([
      '03-06T01:00 a.xlsx for 2026-03-06T09:00, 1',
      '03-06T08:00 b.xlsx for 2026-03-06T08:00, 1',
      '03-07T01:00 a.xlsx for 2026-03-07T09:00, 1',
      '03-07T08:00 b.xlsx for 2026-03-07T08:00, 1',
    ]);
  });

  it('makes up for a time that passed while nothing ran, but not in the night', async () => {
    expect(await begunIn('2026-03-06T06:30:00Z', 60, () => [{}])).toEqual([
      '03-06T06:30 a.xlsx for 2026-03-06T09:00, 1',
    ]);
    expect(await begunIn('2026-03-06T13:00:00Z', 60, () => [{}])).toEqual([]);
  });

  it('comes again to what failed for the moment, after longer and longer', async () => {
    expect((await begunIn('2026-03-06T00:59:00Z', 60, () => [{}], 3)).map((line) => line.slice(6, 11))).toEqual([
      '01:00',
      '01:01',
      '01:03',
      '01:08',
    ]);
  });

  it('goes by another time that somebody sets meanwhile', async () => {
    let asked = 0;
    const moved = () => [{ sweepTime: asked++ === 0 ? 540 : 600 }];
    expect(await begunIn('2026-03-06T00:30:00Z', 120, moved)).toEqual(['03-06T02:00 a.xlsx for 2026-03-06T10:00, 1']);
  });

  it('sweeps those that share a book as one round', async () => {
    const team = [{ book: 'book.xlsx' }, { uri: 'b.xlsx', book: 'book.xlsx' }];
    expect(await begunIn('2026-03-06T00:59:00Z', 60, () => team)).toHaveLength(1);
  });
});
