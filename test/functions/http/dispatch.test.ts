import { describe, expect, it } from 'vitest';
import { cloudTaskOf, spread } from '../../../functions/http/dispatch.ts';
import type { Registered } from '../../../functions/many/registry.ts';
import { cutsIn, sizeOf, TEAM_MOST } from '../../../functions/many/teams.ts';

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
    workbooks.map((workbook) => cloudTaskOf(workbook, planned)),
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
      spread([cloudTaskOf(workbook('gsheet:1'), planned)], planned, 20).map(({ task }) => task.name);
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

describe('workbooks that share a book', () => {
  const PLANNED = '2026-03-06T01:00:00Z';
  const tasksOf = (workbooks: readonly Registered[]) =>
    spread(
      workbooks.map((each) => cloudTaskOf(each, PLANNED)),
      PLANNED,
      20,
    );
  const team = (count: number) =>
    Array.from({ length: count }, (_, i) => workbook(`gsheet:${100 + i}`, { book: 'gsheet:people' }));
  const sizes = (workbooks: readonly Registered[]) => tasksOf(workbooks).map(({ task }) => sizeOf(task));

  it('are one task, each with its own owner and its own clock; the others are as they were', () => {
    const books = [
      workbook('gsheet:b', { book: 'gsheet:people', owner: 'keeper@example.com' }),
      workbook('gsheet:alone'),
      // The same instant by another clock.
      workbook('gsheet:a', { book: 'gsheet:people', zone: 'Asia/Tokyo', sweepTime: 600 }),
      workbook('gsheet:later', { book: 'gsheet:people', sweepTime: 600 }),
      workbook('gsheet:others', { book: 'gsheet:another' }),
    ];
    const tasks = tasksOf(books).map(({ task }) => task);
    expect(tasks.find((task) => 'workbooks' in task)).toEqual({
      kind: 'team',
      name: expect.stringMatching(/^team-[\da-f]{16}-2026-03-06$/),
      book: 'gsheet:people',
      workbooks: [
        { workbook: 'gsheet:a', at: '2026-03-06T10:00:00+09:00', owner: null },
        { workbook: 'gsheet:b', at: '2026-03-06T09:00:00+08:00', owner: 'keeper@example.com' },
      ],
    });
    const alone = tasks.filter((task) => !('workbooks' in task));
    expect(alone).toHaveLength(3);
    for (const task of alone) expect(books.map((each) => cloudTaskOf(each, PLANNED))).toContainEqual(task);
  });

  it('have the same tasks in whatever order they are listed, and others once somebody joins', () => {
    const names = (workbooks: readonly Registered[]) => tasksOf(workbooks).map(({ task }) => task.name);
    expect(names(team(3).reverse())).toEqual(names(team(3)));
    expect(names(team(4))).not.toEqual(names(team(3)));
  });

  it('count as many within a minute as they are', () => {
    const others = team(10).map((each) => ({ ...each, uri: `${each.uri}-x`, book: 'gsheet:another' }));
    const [first, second] = tasksOf([...team(10), ...others]).map(({ notBefore }) => Date.parse(notBefore));
    expect(second! - first!).toBe((10 * 60_000) / 20);
  });

  it('are cut where they are more than one call can sweep', () => {
    expect(sizes(team(TEAM_MOST))).toEqual([TEAM_MOST]);
    expect(sizes(team(2 * TEAM_MOST + 1)).sort((a, b) => b - a)).toEqual([TEAM_MOST, TEAM_MOST, 1]);
    const cutsOf = (count: number) => cutsIn(team(count).map((each) => cloudTaskOf(each, PLANNED)));
    expect(cutsOf(TEAM_MOST)).toEqual([]);
    expect(cutsOf(2 * TEAM_MOST + 1)).toEqual([{ book: 'gsheet:people', workbooks: 2 * TEAM_MOST + 1, rounds: 3 }]);
  });
});
