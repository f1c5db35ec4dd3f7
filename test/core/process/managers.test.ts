import { describe, expect, it } from 'vitest';
import type { Overview } from '../../../core/process/managers.ts';
import { isoOf } from '../../../core/time/day.ts';
import type { TypedRow } from '../../support/scenario.ts';
import { momentOf, sweptAt, TASK, type Tabs, toldRow, unchangedSince } from '../moment.ts';

const FRIDAY = '2026-03-06T09:00';

const managersAt = (now: string, tabs: Tabs, settings: Readonly<Record<string, string>> = {}) =>
  momentOf(now, { tabs, settings }).facts.managers;

const overview = (name: string, tabs: Tabs, now = FRIDAY): Overview =>
  managersAt(now, tabs)!.overviews.find(({ person }) => person.name === name)!;

const task = (id: string, row: TypedRow = {}): TypedRow => ({ ...TASK, id, due: '2026-03-31', ...row });
const meeting = (id: string, row: TypedRow = {}): TypedRow => ({
  id,
  name: `Meeting ${id}`,
  date: '2026-03-10',
  start: '10:00',
  end: '11:00',
  host: 'Wu Kai',
  ...row,
});

describe('the week of a manager', () => {
  it('is there from the managers’ day on, and no earlier in the week', () => {
    const on = (now: string, tabs: Tabs = {}) => {
      const managers = managersAt(now, tabs);
      return managers && isoOf(managers.on);
    };
    expect(on('2026-03-05T23:59')).toBeNull();
    expect(on('2026-03-06T00:00')).toBe('2026-03-06');
    expect(on('2026-03-08T09:00')).toBe('2026-03-06');
    const week = ['02', '03', '04', '05', '06'].map((day) => ({ date: `2026-03-${day}`, kind: 'Off' }));
    expect(on('2026-03-07T09:00', { calendar: week })).toBeNull();
  });

  it('goes to heads, division leaders and the executive, each once, with all their departments', () => {
    const departments = [
      { name: 'Design', head: 'Chen Jie', divisionLeader: 'Zhao Yi' },
      { name: 'Marketing', head: 'Zhao Yi', divisionLeader: 'Zhao Yi' },
      { name: 'Sales', divisionLeader: 'Qian Er' },
    ];
    const seen = managersAt(FRIDAY, { departments })!.overviews;
    expect(seen.map(({ person, offices, departments: own }) => [person.name, [...offices], [...own]])).toEqual([
      ['Chen Jie', ['department-head'], ['Design']],
      ['Zhao Yi', ['division-leader', 'department-head'], ['Design', 'Marketing']],
      ['Zhou Zong', ['executive'], ['Design', 'Marketing', 'Sales']],
      ['Qian Er', ['division-leader'], ['Sales']],
    ]);
  });

  it('puts what is late first, the latest of it at the top, duties among tasks', () => {
    const tabs: Tabs = {
      raci: [
        task('T-0001', { due: '2026-03-04' }),
        task('T-0002', { due: '2026-03-02' }),
        task('T-0003', { due: '2026-03-05', department: 'Marketing' }),
      ],
      meetings: [
        // Minutes were due on Tuesday, three workdays ago.
        meeting('M-0001', { date: '2026-03-02', recorder: 'Li Ming' }),
      ],
      _state: [{ id: 'M-0001', tab: 'meetings', seenOn: '2026-03-02', changedOn: '2026-03-02' }],
    };
    expect(overview('Chen Jie', tabs).late).toEqual(['T-0002', 'M-0001', 'T-0001']);
    expect(overview('Sun Li', tabs).late).toEqual(['T-0003']);
  });

  it('names what somebody is to decide once, apart from what is late', () => {
    const known = unchangedSince('2026-02-20', FRIDAY, {
      raci: [task('T-0001', { due: '2026-02-27' }), task('T-0002', { due: '2026-03-05' })],
      _ledger: [toldRow('task.stuck:T-0001:2026-02-27:1', '2026-03-05', 'zhao@example.com')],
    });
    expect(overview('Zhao Yi', known)).toMatchObject({ decisions: ['T-0001'], late: ['T-0002'] });
    expect(overview('Chen Jie', known)).toMatchObject({ decisions: ['T-0001'], late: ['T-0002'] });
    expect(overview('Qian Er', known)).toMatchObject({ decisions: [], late: [] });
  });

  it('asks the executive once the next level is due today', () => {
    const known = unchangedSince('2026-02-10', FRIDAY, {
      raci: [task('T-0001', { due: '2026-02-20' })],
      departments: [
        { name: 'Design', head: 'Chen Jie', divisionLeader: 'Zhao Yi' },
        { name: 'Board', head: 'Zhou Zong' },
      ],
      _ledger: [toldRow('task.stuck:T-0001:2026-02-20:1', '2026-02-26', 'zhao@example.com')],
    });
    expect(overview('Zhou Zong', known)).toMatchObject({ decisions: ['T-0001'] });
    expect(overview('Zhao Yi', known)).toMatchObject({ decisions: [], late: ['T-0001'] });
  });

  it('names what waits for somebody’s own word as theirs to decide, and as late for those above them', () => {
    const request = {
      id: 'Q-0001',
      name: 'Winter catalogue',
      initiatingDepartment: 'Marketing',
      initiator: 'Wang Fang',
      goal: 'Catalogue of 48 pages printed by 2026-04-30',
      departments: 'Design',
      submittedOn: '2026-03-04',
    };
    const tabs = sweptAt('2026-03-04T09:00', { requests: [request] });
    const seen = (name: string, more: Tabs = {}, now = FRIDAY) => {
      const { decisions, late } = overview(name, { ...tabs, ...more }, now);
      return [decisions, late];
    };
    expect(seen('Sun Li')).toEqual([['Q-0001'], []]);
    expect(seen('Qian Er')).toEqual([[], ['Q-0001']]);
    expect(seen('Chen Jie')).toEqual([[], []]);
    // Stuck with the end of Monday: from then on it stands at the division leader's level, too.
    const friday = '2026-03-13T09:00';
    expect(seen('Qian Er', {}, friday)).toEqual([['Q-0001'], []]);
    const told = toldRow('request.review:Q-0001:2026-03-04:4', '2026-03-12', 'qian@example.com');
    expect(seen('Qian Er', { _ledger: [told] }, friday)).toEqual([['Q-0001'], []]);
    expect(seen('Sun Li', { _ledger: [told] }, friday)).toEqual([['Q-0001'], []]);
    // Not yet late, it is only theirs who are to judge it.
    const today = { requests: [{ ...request, submittedOn: '2026-03-06' }] };
    expect(seen('Sun Li', today)).toEqual([['Q-0001'], []]);
    expect(seen('Qian Er', today)).toEqual([[], []]);
  });

  it('does not name as a risk what somebody is to decide', () => {
    const known = unchangedSince('2026-03-02', FRIDAY, {
      raci: [task('T-0001')],
      tracker: [{ id: 'T-0001', status: 'Blocked' }],
      _ledger: [toldRow('task.stuck:T-0001:2026-03-02:1', '2026-03-05', 'zhao@example.com')],
    });
    expect(overview('Zhao Yi', known)).toMatchObject({ decisions: ['T-0001'], risks: [] });
    const before = { ...known, _ledger: [], _state: known._state!.map((row) => ({ ...row, changedOn: '2026-03-05' })) };
    expect(overview('Zhao Yi', before)).toMatchObject({ decisions: [], risks: ['T-0001'] });
  });

  it('does not take a deadline for a decision', () => {
    const rows = [meeting('M-0001', { date: '2026-03-05', recorder: 'Chen Jie' })];
    expect(overview('Chen Jie', sweptAt('2026-03-05T09:00', { meetings: rows })).decisions).toEqual([]);
  });

  it('names as a risk what has one written down, stands still, waits for what is late, or is near and not begun', () => {
    const tabs: Tabs = {
      raci: [
        task('T-0001', { due: '2026-03-31' }),
        task('T-0002'),
        task('T-0003', { predecessors: 'T-0009' }),
        task('T-0004', { due: '2026-03-13' }),
        task('T-0005', { due: '2026-03-15' }),
        task('T-0006', { due: '2026-03-12' }),
        task('T-0007', { due: null }),
        task('T-0008', { predecessors: 'T-0001' }),
        task('T-0009', { department: 'Marketing', due: '2026-03-04' }),
      ],
      tracker: [
        { id: 'T-0001', status: 'In progress', risk: 'The paper may not come' },
        { id: 'T-0002', status: 'Blocked' },
        { id: 'T-0003', status: 'In progress' },
        { id: 'T-0006', status: 'In progress' },
        { id: 'T-0008', status: 'In progress' },
      ],
    };
    const { risks, next, late } = overview('Chen Jie', tabs);
    expect(risks).toEqual(['T-0004', 'T-0001', 'T-0002', 'T-0003']);
    expect(next).toEqual(['T-0006', 'T-0005']);
    expect(late).toEqual([]);
  });

  it('names what is due until the end of next week, the next first', () => {
    const tabs: Tabs = {
      raci: [
        task('T-0001', { due: '2026-03-16' }),
        task('T-0002', { due: '2026-03-15' }),
        task('T-0003', { due: '2026-03-09' }),
        task('T-0004', { due: null }),
      ],
      tracker: ['T-0001', 'T-0002', 'T-0003', 'T-0004'].map((id) => ({ id, status: 'In progress' })),
    };
    expect(overview('Chen Jie', tabs).next).toEqual(['T-0003', 'T-0002']);
  });
});

describe('the meetings of a manager', () => {
  const own = (rows: readonly TypedRow[], name = 'Chen Jie', more: Tabs = {}) => {
    const { meetings, meeting: first } = overview(name, { meetings: rows, ...more });
    return [first?.id ?? null, meetings];
  };

  it('are those of their departments, with them, or with nobody in particular', () => {
    const rows = [
      meeting('M-0001', { departments: 'Design' }),
      meeting('M-0002', { departments: 'Marketing' }),
      meeting('M-0003'),
      meeting('M-0004', { deciders: 'Chen Jie' }),
      meeting('M-0005', { deciders: 'Sun Li' }),
      meeting('M-0006', { executors: 'Sun Li' }),
      meeting('M-0007', { departments: 'Marketing', deciders: 'Chen Jie' }),
    ];
    expect(own(rows)).toEqual([null, ['M-0001', 'M-0003', 'M-0004', 'M-0007']]);
  });

  it('come in their order until the end of next week, without those over or without a date', () => {
    const rows = [
      meeting('M-0001', { date: '2026-03-15' }),
      meeting('M-0002', { date: '2026-03-16' }),
      meeting('M-0003', { date: null }),
      meeting('M-0004', { date: '2026-03-05' }),
      meeting('M-0005', { start: '09:00', end: '09:30' }),
      meeting('M-0006'),
    ];
    expect(own(rows)).toEqual([null, ['M-0005', 'M-0006', 'M-0001']]);
  });

  it('leave out those of a request that is cancelled', () => {
    const requests = [
      { id: 'Q-0001', name: 'Launch', initiator: 'Wang Fang', goal: '500 sold', cancelledOn: '2026-03-02' },
    ];
    expect(own([meeting('M-0001', { request: 'Q-0001' })], 'Chen Jie', { requests })).toEqual([null, []]);
  });

  it('have that day’s in front, else the weekly one to come', () => {
    const today = meeting('M-0003', { date: '2026-03-06', start: '14:00', end: '15:00' });
    const weekly = meeting('M-0002', { kind: 'Weekly' });
    expect(own([meeting('M-0001', { date: '2026-03-09' }), weekly])).toEqual(['M-0002', ['M-0001']]);
    expect(own([weekly, today])).toEqual(['M-0003', ['M-0002']]);
  });

  it('have what was agreed before the one in front, and what of it is open', () => {
    const rows = [
      meeting('M-0001', { kind: 'Weekly', date: '2026-02-27', minutes: 'Agreed', minutesOn: '2026-02-27' }),
      meeting('M-0002', { kind: 'Weekly' }),
    ];
    const actions = ['A-0001', 'A-0002'].map((id) => ({
      id,
      meeting: 'M-0001',
      name: 'Ask the printer',
      owner: 'Li Ming',
      due: '2026-03-31',
    }));
    const tracker = [{ id: 'A-0001', status: 'Done', output: 'mail' }];
    expect(overview('Chen Jie', { meetings: rows, actions, tracker })).toMatchObject({
      actions: ['A-0001', 'A-0002'],
      openActions: ['A-0002'],
    });
    expect(overview('Chen Jie', { meetings: [rows[0]!], actions, tracker })).toMatchObject({
      meeting: null,
      actions: [],
      openActions: [],
    });
  });
});
