import { describe, expect, it } from 'vitest';
import { heldUpBy } from '../../../core/process/waits.ts';
import { isoOf } from '../../../core/time/day.ts';
import type { TypedRow } from '../../support/scenario.ts';
import { momentOf, TASK, type Tabs, type TaskGiven, toldRow, unchangedSince } from '../moment.ts';

const task = (id: string, row: TypedRow = {}): TypedRow => ({ ...TASK, id, due: '2026-03-31', ...row });

describe('what waits for whom', () => {
  const held = (tabs: Tabs, now = '2026-03-06T09:00') => {
    const { facts } = momentOf(now, { tabs });
    const by = heldUpBy(facts.items.get('T-0001')!, facts.items, facts.snapshot);
    return by && [by.by.id, isoOf(by.earliestStart)];
  };
  const waits = (predecessors: string, ...rows: TypedRow[]): Tabs => ({
    raci: [task('T-0001', { predecessors }), ...rows],
  });

  it('is written both ways, for open items', () => {
    const { items } = momentOf('2026-03-06T09:00', {
      tabs: {
        raci: [
          task('T-0001', { predecessors: 'T-0002, T-0003, T-0001, T-0009' }),
          task('T-0002'),
          task('T-0003'),
          task('T-0004', { predecessors: 'T-0002' }),
          task('T-0005'),
        ],
        tracker: [
          { id: 'T-0003', status: 'Done', output: 'box' },
          { id: 'T-0004', status: 'Cancelled' },
        ],
      },
    }).facts;
    const links = [...items.values()].map(({ id, waitsFor, blocks }) => [id, waitsFor, blocks]);
    expect(links).toEqual([
      ['T-0001', ['T-0002'], []],
      ['T-0002', [], ['T-0001']],
      ['T-0003', [], []],
      ['T-0004', [], []],
      ['T-0005', [], []],
    ]);
  });

  it('is held up by what is late, until the workday after today', () => {
    const late = task('T-0002', { due: '2026-03-04' });
    expect(held(waits('T-0002', late))).toEqual(['T-0002', '2026-03-09']);
    expect(held(waits('T-0002', late), '2026-03-04T18:00')).toEqual(['T-0002', '2026-03-05']);
  });

  it('is held up by what was put off, until the workday after its new end', () => {
    const raci = [task('T-0001', { predecessors: 'T-0002' }), task('T-0002', { due: '2026-03-10' })];
    const putOff = (newDue: string) => held({ raci, tracker: [{ id: 'T-0002', status: 'In progress', newDue }] });
    expect(putOff('2026-03-13')).toEqual(['T-0002', '2026-03-16']);
    expect(putOff('2026-03-09')).toBeNull();
    expect(putOff('2026-03-10')).toBeNull();
    expect(putOff('2026-03-15')).toEqual(['T-0002', '2026-03-17']);
  });

  it('is not held up by what is on its way, or has no date', () => {
    expect(held(waits('T-0002', task('T-0002')))).toBeNull();
    expect(held(waits('T-0002', task('T-0002', { due: null })))).toBeNull();
    const dated = {
      ...waits('T-0002', task('T-0002', { due: null })),
      tracker: [{ id: 'T-0002', newDue: '2026-03-13' }],
    };
    expect(held(dated)).toBeNull();
  });

  it('is held up by the one that ends last, the first of two', () => {
    const rows = [task('T-0002', { due: '2026-03-10' }), task('T-0003', { due: '2026-03-10' })];
    const tracker = (second: string, third: string) => [
      { id: 'T-0002', status: 'In progress', newDue: second },
      { id: 'T-0003', status: 'In progress', newDue: third },
    ];
    const last = (second: string, third: string) =>
      held({ ...waits('T-0002, T-0003', ...rows), tracker: tracker(second, third) })?.[0];
    expect(last('2026-03-13', '2026-03-12')).toBe('T-0002');
    expect(last('2026-03-12', '2026-03-13')).toBe('T-0003');
    expect(last('2026-03-13', '2026-03-13')).toBe('T-0002');
  });
});

describe('what waits for a person', () => {
  const waitingAt = (now: string, given: TaskGiven = {}) => {
    const tabs: Tabs = {
      raci: [{ ...TASK, ...given.task }],
      ...(given.tracker && { tracker: [{ id: 'T-0001', ...given.tracker }] }),
      ...given.tabs,
    };
    const { waiting } = momentOf(now, { tabs, settings: given.settings ?? {} }).facts;
    return [...waiting].flatMap(([person, items]) => (items.length > 0 ? [person.name] : []));
  };

  it('is their task from the day of the reminder on', () => {
    expect(waitingAt('2026-03-02T09:00')).toEqual([]);
    expect(waitingAt('2026-03-03T09:00')).toEqual(['Li Ming']);
    expect(waitingAt('2026-03-10T09:00')).toEqual(['Li Ming']);
    expect(waitingAt('2026-03-10T09:00', { tracker: { status: 'Done' } })).toEqual([]);
    expect(waitingAt('2026-03-03T09:00', { task: { due: null } })).toEqual([]);
    expect(waitingAt('2026-03-05T09:00', { settings: { remindDays: '0' } })).toEqual([]);
    expect(waitingAt('2026-03-06T09:00', { settings: { remindDays: '0' } })).toEqual(['Li Ming']);
  });

  const escalated = (now: string, task: TypedRow, status: string, ...told: TypedRow[]) => {
    const tabs = { raci: [{ ...TASK, ...task }], tracker: [{ id: 'T-0001', status }], _ledger: told };
    return waitingAt(now, { tabs: unchangedSince('2026-03-02', now, tabs) });
  };

  it('is a task that was brought to them, at the highest level alone, with its owner only when it is near', () => {
    const [first, second] = [
      toldRow('task.stuck:T-0001:2026-03-02:1', '2026-03-06'),
      toldRow('task.stuck:T-0001:2026-03-02:2', '2026-03-12'),
    ];
    const [before, now] = ['2026-03-10T09:00', '2026-03-13T09:00'];
    const far = { due: '2026-04-30' };
    expect(escalated('2026-03-05T09:00', far, 'Blocked')).toEqual([]);
    expect(escalated(before, far, 'Blocked', first)).toEqual(['Chen Jie', 'Zhao Yi']);
    // This very morning it goes to the executive.
    expect(escalated(now, far, 'Blocked', first)).toEqual(['Zhou Zong']);
    expect(escalated(now, far, 'Blocked', first, second)).toEqual(['Zhou Zong']);
    expect(escalated(before, { due: '2026-03-12' }, 'Blocked', first)).toEqual(['Li Ming', 'Chen Jie', 'Zhao Yi']);
    expect(escalated(now, far, 'In progress', first)).toEqual([]);
  });

  const ack = (until: string, on: string): TypedRow => ({
    ...toldRow(`answer.ack:T-0001:${until}:1`, on),
    status: 'answered',
  });

  it('is not what they asked to be left in peace with, until the day they named', () => {
    const waits = (now: string) => waitingAt(now, { tabs: { _ledger: [ack('2026-03-05', '2026-03-03')] } });
    expect(waits('2026-03-05T23:59')).toEqual([]);
    expect(waits('2026-03-06T00:00')).toEqual(['Li Ming']);
  });

  it('is what came into their court after they asked for peace', () => {
    const { facts } = momentOf('2026-03-05T09:00', { tabs: { _ledger: [ack('2026-03-10', '2026-03-03')] } });
    const li = facts.snapshot.people.get('Li Ming')!;
    const until = (since: string | null) => {
      const day = facts.snooze('T-0001', li, since);
      return day === null ? null : isoOf(day);
    };
    expect(until(null)).toBe('2026-03-10');
    expect(until('2026-03-02')).toBe('2026-03-10');
    expect(until('2026-03-03')).toBe('2026-03-10');
    expect(until('2026-03-04')).toBeNull();
    expect(facts.snooze('T-0002', li, null)).toBeNull();
    expect(facts.snooze('T-0001', { ...li, email: null }, null)).toBeNull();
  });
});

describe('what people owe', () => {
  const owedAt = (now: string, meeting: TypedRow) => {
    const meetings = [{ id: 'M-0001', name: 'Box review', host: 'Wang Fang', recorder: 'Li Ming', ...meeting }];
    const { owed } = momentOf(now, { tabs: { meetings } }).facts;
    return [...owed].flatMap(([person, duties]) => duties.map(({ rule }) => `${person.name} ${rule}`));
  };

  it('is there once its limit nears, or has come', () => {
    const meeting = { date: '2026-03-06', start: '10:00', end: '11:00' };
    expect(owedAt('2026-03-06T10:59', { ...meeting, materialsOn: '2026-03-02' })).toEqual([]);
    expect(owedAt('2026-03-06T11:00', meeting)).toEqual(['Li Ming meeting.minutes']);
    expect(owedAt('2026-03-10T09:00', meeting)).toEqual(['Li Ming meeting.minutes']);
  });

  it('is there on the day it comes, where somebody waits for it, and a deadline only when it is near', () => {
    const request = {
      id: 'Q-0001',
      name: 'Winter catalogue',
      initiatingDepartment: 'Marketing',
      initiator: 'Wang Fang',
      goal: 'Catalogue of 48 pages printed by 2026-04-30',
      departments: 'Design',
    };
    const settings = { reviewDays: '3', minutesHours: '120' };
    const reviews = (submittedOn: string) => {
      const { owed } = momentOf('2026-03-05T09:00', {
        tabs: { requests: [{ ...request, submittedOn }] },
        settings,
      }).facts;
      return [...owed].map(([person, duties]) => [person.name, duties.length]);
    };
    expect(reviews('2026-03-05')).toEqual([['Sun Li', 1]]);
    expect(reviews('2026-03-06')).toEqual([]);
    const meetings = [{ id: 'M-0001', name: 'Box', date: '2026-03-04', host: 'Wang Fang', recorder: 'Li Ming' }];
    const { owed } = momentOf('2026-03-05T09:00', { tabs: { meetings }, settings }).facts;
    expect([...owed]).toEqual([]);
  });
});
