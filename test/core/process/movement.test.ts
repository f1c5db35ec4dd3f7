import { describe, expect, it } from 'vitest';
import { lastSweepOn } from '../../../core/record/run.ts';
import { isoOf } from '../../../core/time/day.ts';
import type { TypedRow } from '../../support/scenario.ts';
import { momentOf, type Tabs, type TaskGiven, taskAt } from '../moment.ts';

const PROGRESS: TaskGiven = { tracker: { status: 'In progress', progress: 0.4, updatedOn: '2026-03-02' } };

/** The task as it is at 9:00 on Thursday, 5 March, when an earlier sweep has seen it with other words in it. */
const seenBefore = (now: TaskGiven, state: TypedRow, lastSweep: string | null = '2026-03-03') => {
  const at = '2026-03-05T09:00';
  const { fingerprint, scope } = taskAt(at, PROGRESS);
  const known = { id: 'T-0001', tab: 'raci', fingerprint, scope, owner: 'Li Ming', due: '2026-03-06' };
  const runs = lastSweep === null ? [] : [{ run: 'r-1', day: lastSweep, status: 'done' }];
  return taskAt(at, {
    ...now,
    tabs: {
      _state: [
        { ...known, seenOn: '2026-02-20', changedOn: '2026-02-27', status: 'in-progress', revision: 4, ...state },
      ],
      _runs: runs,
    },
  });
};

const changesOf = (now: TaskGiven, state: TypedRow) =>
  seenBefore(now, state).changes.map(({ kind, from, to }) => [kind, from, to]);

describe('what moved', () => {
  it('is nothing for what Baton sees for the first time, today', () => {
    const task = taskAt('2026-03-05T09:00', PROGRESS);
    expect([task.seenOn, task.changedOn].map(isoOf)).toEqual(['2026-03-05', '2026-03-05']);
    expect([task.changes, task.revision]).toEqual([[], 0]);
  });

  it('is nothing where all is as it was', () => {
    const task = seenBefore(PROGRESS, {});
    expect([task.seenOn, task.changedOn].map(isoOf)).toEqual(['2026-02-20', '2026-02-27']);
    expect([task.changes, task.revision]).toEqual([[], 4]);
  });

  it('counts from when it was first seen, where no change is remembered', () => {
    expect(isoOf(seenBefore(PROGRESS, { changedOn: null }).changedOn)).toBe('2026-02-20');
    const anew = seenBefore(PROGRESS, { seenOn: null });
    expect([isoOf(anew.seenOn), isoOf(anew.changedOn), anew.changes, anew.revision]).toEqual([
      '2026-03-05',
      '2026-03-05',
      [],
      4,
    ]);
  });

  it.each([
    ['2026-03-02', '2026-03-05'],
    ['2026-03-03', '2026-03-03'],
    ['2026-03-04', '2026-03-04'],
    ['2026-03-05', '2026-03-05'],
    ['2026-03-06', '2026-03-05'],
    [null, '2026-03-05'],
  ])('has moved on the day the row says (%s) where nobody looked since: %s', (updatedOn, changedOn) => {
    const now = { tracker: { ...PROGRESS.tracker, progress: 0.6, updatedOn } };
    expect(isoOf(seenBefore(now, {}).changedOn)).toBe(changedOn);
  });

  it('has moved on the day the row says, however long ago, where no sweep ended before', () => {
    const now = { tracker: { ...PROGRESS.tracker, progress: 0.6, updatedOn: '2026-02-23' } };
    expect(isoOf(seenBefore(now, {}, null).changedOn)).toBe('2026-02-23');
  });

  it('is told with what stood there before', () => {
    expect(changesOf(PROGRESS, { due: '2026-03-13' })).toEqual([['due', '2026-03-13', '2026-03-06']]);
    expect(changesOf(PROGRESS, { due: null })).toEqual([['due', '', '2026-03-06']]);
    expect(changesOf({ ...PROGRESS, task: { due: null } }, {})).toEqual([['due', '2026-03-06', '']]);
    expect(changesOf(PROGRESS, { owner: 'Wang Fang' })).toEqual([['owner', 'Wang Fang', 'Li Ming']]);
    expect(changesOf(PROGRESS, { owner: '' })).toEqual([['owner', '', 'Li Ming']]);
    expect(changesOf(PROGRESS, { scope: 'another' })).toEqual([['scope', '', 'Packaging']]);
    const blocked = { tracker: { ...PROGRESS.tracker, status: 'Blocked' } };
    expect(changesOf(blocked, {})).toEqual([['delayed', 'in-progress', 'blocked']]);
    expect(changesOf(blocked, { status: 'delayed' })).toEqual([['delayed', 'delayed', 'blocked']]);
  });

  it('is nothing to tell where the owner left, the work stays stopped, or goes on', () => {
    expect(changesOf({ ...PROGRESS, task: { responsible: null } }, {})).toEqual([]);
    expect(changesOf({ tracker: { ...PROGRESS.tracker, status: 'Blocked' } }, { status: 'blocked' })).toEqual([]);
    expect(changesOf(PROGRESS, { status: 'blocked' })).toEqual([]);
  });

  it('is numbered once a sweep, however much changed in it', () => {
    expect(seenBefore(PROGRESS, { owner: 'Wang Fang', due: '2026-03-13' }).revision).toBe(5);
    expect(seenBefore(PROGRESS, { owner: 'Wang Fang', revision: null }).revision).toBe(1);
  });

  it.each(['name', 'output', 'doneWhen'])('is in scope where %s changes', (column) => {
    const { scope } = taskAt('2026-03-05T09:00', PROGRESS);
    expect(taskAt('2026-03-05T09:00', { ...PROGRESS, task: { [column]: 'Another' } }).scope).not.toBe(scope);
  });

  it('is in scope where words go from one column to the next', () => {
    const scopeOf = (task: TypedRow) => taskAt('2026-03-05T09:00', { task }).scope;
    expect(scopeOf({ output: 'Box', doneWhen: '' })).not.toBe(scopeOf({ output: '', doneWhen: 'Box' }));
    expect(scopeOf({ name: 'Packaging', output: 'Box' })).not.toBe(scopeOf({ name: 'PackagingBox', output: '' }));
  });
});

describe('a cell that nobody can read', () => {
  const known = { status: 'done', due: '2026-03-20' };

  it('leaves the status that was read last', () => {
    const { status, open } = seenBefore({ tracker: { status: 'almost', output: 'box.pdf' } }, known);
    expect([status, open]).toEqual(['done', false]);
    expect(seenBefore({ tracker: { status: 'In progress' } }, known).status).toBe('in-progress');
    expect(taskAt('2026-03-05T09:00', { tracker: { status: 'almost' } }).status).toBe('not-started');
  });

  it('leaves the date that was read last, where it is the one that counts', () => {
    const dueOf = (now: TaskGiven) => {
      const { due } = seenBefore(now, known);
      return due === null ? null : isoOf(due);
    };
    expect(dueOf({ tracker: { newDue: 'soon' } })).toBe('2026-03-20');
    expect(dueOf({ task: { due: 'soon' } })).toBe('2026-03-20');
    expect(dueOf({ task: { due: 'soon' }, tracker: { newDue: '2026-03-25' } })).toBe('2026-03-25');
    expect(dueOf({})).toBe('2026-03-06');
    expect(taskAt('2026-03-05T09:00', { task: { due: 'soon' } }).due).toBeNull();
  });
});

describe('a task of a request', () => {
  const statusOf = (tabs: Tabs, status = 'In progress') => {
    const task = taskAt('2026-03-05T09:00', { task: { request: 'Q-0001' }, tracker: { status }, tabs });
    return [task.status, task.open];
  };
  const request = { id: 'Q-0001', name: 'Launch', initiator: 'Wang Fang', goal: '500 sold' };
  const archive = { request: 'Q-0001', id: 'V-0001' };

  it('is cancelled with it, unless it is over itself', () => {
    expect(statusOf({ requests: [request] })).toEqual(['in-progress', true]);
    expect(statusOf({ requests: [{ ...request, cancelledOn: '2026-03-02' }] })).toEqual(['cancelled', false]);
    expect(statusOf({ requests: [{ ...request, cancelledOn: '2026-03-02' }] }, 'Done')).toEqual(['done', false]);
    expect(statusOf({ requests: [{ ...request, id: 'Q-0002', cancelledOn: '2026-03-02' }] })[1]).toBe(true);
  });

  it('is over when it was archived', () => {
    expect(statusOf({ requests: [request], archive: [{ ...archive, archivedOn: '2026-03-02' }] })[1]).toBe(false);
    expect(statusOf({ requests: [request], archive: [archive] })[1]).toBe(true);
  });
});

describe('the last sweep', () => {
  const lastOf = (...runs: TypedRow[]) => {
    const { snapshot } = momentOf('2026-03-05T09:00', { tabs: { _runs: runs } });
    const day = lastSweepOn(snapshot);
    return Number.isFinite(day) ? isoOf(day) : day;
  };

  it('is the latest one, wherever it stands', () => {
    expect(
      lastOf({ run: 'a', day: '2026-03-02', status: 'done' }, { run: 'b', day: '2026-03-03', status: 'done' }),
    ).toBe('2026-03-03');
    expect(
      lastOf({ run: 'b', day: '2026-03-03', status: 'done' }, { run: 'a', day: '2026-03-02', status: 'done' }),
    ).toBe('2026-03-03');
    expect(lastOf({ run: 'b', day: '2026-03-03', status: 'done' }, { run: 'a', status: 'done' })).toBe('2026-03-03');
  });

  it('was never, where nothing was swept', () => expect(lastOf()).toBe(Number.NEGATIVE_INFINITY));
});
