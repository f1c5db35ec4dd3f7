import { describe, expect, it } from 'vitest';
import { repeating } from '../../../core/process/tracked.ts';
import { momentOf, TASK } from '../moment.ts';

const items = (raci: readonly (typeof TASK)[]) => momentOf('2026-03-02T09:00', { tabs: { raci } }).facts.items;

describe('of a plan with many tasks', () => {
  const other = { ...TASK, id: 'T-0002', name: 'Seals' };

  it('those of one date and of the same people share what follows from these', () => {
    const [one, two] = [...items([TASK, other]).values()];
    expect(two?.asked).toBe(one?.asked);
    expect(two?.escalatesTo).toBe(one?.escalatesTo);
    expect([two?.dueEnd, two?.phase]).toEqual([one?.dueEnd, one?.phase]);
  });

  it('each says its own all the same', () => {
    const [one, two] = [...items([TASK, { ...other, due: '2026-03-09', responsible: 'Chen Jie' }]).values()];
    expect([one?.name, one?.daysLeft, one?.responsible?.name]).toEqual(['Packaging', 4, 'Li Ming']);
    expect([two?.name, two?.daysLeft, two?.responsible?.name]).toEqual(['Seals', 5, 'Chen Jie']);
  });

  it('one of a task that repeats says so, and all else as before', () => {
    const repeats = { series: 'T-0001', day: 1, rule: 'every Friday', leftOut: null };
    const item = repeating(items([TASK]).get('T-0001')!, repeats);
    expect(item).toMatchObject({ id: 'T-0001', name: 'Packaging', open: true, daysLeft: 4, repeats });
  });
});
