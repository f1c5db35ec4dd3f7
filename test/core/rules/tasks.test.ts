import { describe, expect, it } from 'vitest';
import type { TypedRow } from '../../support/scenario.ts';
import { saidAt, TASK, type Tabs, toldRow, unchangedSince } from '../moment.ts';

const tabs = (task: TypedRow = {}, tracker: TypedRow = {}, more: Tabs = {}): Tabs => ({
  raci: [{ ...TASK, ...task }],
  tracker: [{ id: 'T-0001', ...tracker }],
  ...more,
});
const IN_PROGRESS = { status: 'In progress' };

describe('a due date', () => {
  it('is reminded of before it, once for each date', () => {
    const { notices } = saidAt('task.soon', '2026-03-03T09:00', tabs());
    expect(notices).toEqual([
      {
        key: 'task.soon:T-0001:2026-03-06:1',
        to: ['Li Ming'],
        cc: [],
        level: 0,
        code: 'task.soon',
        facts: { due: '2026-03-06', days: 3 },
      },
    ]);
    expect(saidAt('task.soon', '2026-03-02T09:00', tabs())).toEqual({ notices: [], silences: [] });
    expect(saidAt('task.soon', '2026-03-06T09:00', tabs())).toEqual({ notices: [], silences: [] });
    expect(saidAt('task.soon', '2026-03-03T09:00', tabs({ due: null }))).toEqual({ notices: [], silences: [] });
  });

  it('is told on its day', () => {
    expect(saidAt('task.due', '2026-03-06T09:00', tabs()).notices).toEqual([
      {
        key: 'task.due:T-0001:2026-03-06:1',
        to: ['Li Ming'],
        cc: [],
        level: 0,
        code: 'task.due',
        facts: { due: '2026-03-06', days: 0 },
      },
    ]);
    expect(saidAt('task.due', '2026-03-05T09:00', tabs())).toEqual({ notices: [], silences: [] });
    expect(saidAt('task.due', '2026-03-06T09:00', tabs({ due: null }))).toEqual({ notices: [], silences: [] });
  });

  it.each([
    ['task.soon', '2026-03-03T09:00'],
    ['task.due', '2026-03-06T09:00'],
    ['task.overdue', '2026-03-09T09:00'],
  ])('of what is done is passed over: %s', (rule, now) => {
    const done = tabs({}, { status: 'Done', output: 'box.pdf' });
    expect(saidAt(rule, now, done)).toEqual({ notices: [], silences: [['T-0001', 'closed', { status: 'done' }]] });
  });

  it('that is far off is no word about what is done', () => {
    const done = tabs({}, { status: 'Done', output: 'box.pdf' });
    expect(saidAt('task.overdue', '2026-03-03T09:00', done)).toEqual({ notices: [], silences: [] });
  });
});

describe('a task that nobody is named for', () => {
  const NOBODYS: TypedRow = { responsible: null, accountable: null, department: null };
  const said = (rule: string, now: string, task: TypedRow, settings = {}) =>
    saidAt(rule, now, tabs({ ...NOBODYS, ...task }), { settings });
  const told = (...about: Parameters<typeof said>) => said(...about).notices.map(({ key, to }) => [key, ...to]);

  it('is the keeper’s to be reminded of, or else the project lead’s', () => {
    expect(told('task.soon', '2026-03-03T09:00', {})).toEqual([['task.soon:T-0001:2026-03-06:1', 'Wu Kai']]);
    expect(told('task.due', '2026-03-06T09:00', {})).toEqual([['task.due:T-0001:2026-03-06:1', 'Wu Kai']]);
    expect(told('task.overdue', '2026-03-09T09:00', {})).toEqual([['task.overdue:T-0001:2026-03-06:1', 'Wu Kai']]);
    expect(told('task.due', '2026-03-06T09:00', {}, { keeper: '' })).toEqual([
      ['task.due:T-0001:2026-03-06:1', 'Wang Fang'],
    ]);
  });

  it('has nobody who could say why it is late, or show what came of it', () => {
    expect(told('task.reason', '2026-03-09T09:00', {})).toEqual([]);
    expect(told('task.collect', '2026-03-11T09:00', {})).toEqual([]);
    const done = tabs(NOBODYS, { status: 'Done' });
    expect(saidAt('task.collect', '2026-03-11T09:00', done).notices).toEqual([]);
  });

  it('is not one whose owner cannot be made out, of which the keeper hears as a row to mend', () => {
    for (const responsible of ['Everyone', 'Mr X', 'Li Ming, Sun Li'])
      expect(told('task.due', '2026-03-06T09:00', { responsible })).toEqual([]);
  });

  it('goes up to the project lead, but not where they are reminded of it already', () => {
    const now = '2026-03-12T09:00';
    const stuckAt = (settings = {}) =>
      saidAt('task.stuck', now, unchangedSince('2026-03-02', now, tabs(NOBODYS)), { settings }).notices.map(
        ({ key, to }) => [key, ...to],
      );
    expect(stuckAt()).toEqual([['task.stuck:T-0001:2026-03-06:1', 'Wang Fang']]);
    expect(stuckAt({ projectLead: 'Wu Kai' })).toEqual([]);
    expect(stuckAt({ keeper: '' })).toEqual([]);
  });
});

describe('a task past its date', () => {
  const late = (now: string, task: TypedRow = {}, tracker: TypedRow = IN_PROGRESS, more: Tabs = {}) =>
    saidAt('task.overdue', now, unchangedSince('2026-03-02', now, tabs(task, tracker, more)));

  it('is told each workday, numbered by the days', () => {
    expect(late('2026-03-10T09:00').notices).toEqual([
      {
        key: 'task.overdue:T-0001:2026-03-06:2',
        to: ['Li Ming'],
        cc: [],
        level: 0,
        code: 'task.overdue',
        facts: { due: '2026-03-06', days: 2 },
      },
    ]);
    expect(late('2026-03-06T09:00')).toEqual({ notices: [], silences: [] });
    expect(late('2026-03-10T09:00', { due: null })).toEqual({ notices: [], silences: [] });
  });

  it('is left to those who are told of its escalation, on that day', () => {
    expect(late('2026-03-12T09:00')).toEqual({
      notices: [],
      silences: [['T-0001', 'escalates', { due: '2026-03-06' }]],
    });
  });

  it('is told once a week after its escalation', () => {
    const stuck = toldRow('task.stuck:T-0001:2026-03-06:1', '2026-03-12', 'chen@example.com');
    const at = (now: string, ...rows: TypedRow[]) => late(now, {}, IN_PROGRESS, { _ledger: [stuck, ...rows] });
    const next = (iso: string) => [['T-0001', 'weekly', { due: '2026-03-06', next: iso }]];
    expect(at('2026-03-18T09:00').silences).toEqual(next('2026-03-19'));
    expect(at('2026-03-19T09:00').notices.map(({ key }) => key)).toEqual(['task.overdue:T-0001:2026-03-06:9']);
    const again = toldRow('task.overdue:T-0001:2026-03-06:9', '2026-03-19');
    expect(at('2026-03-25T09:00', again).silences).toEqual(next('2026-03-26'));
    expect(at('2026-03-26T09:00', again).notices).toHaveLength(1);
  });

  it('is told once a week from the day its owner asked for help', () => {
    const escalations = [
      {
        id: 'X-0001',
        item: 'T-0001',
        kind: 'Resources',
        issue: 'No paper',
        level: 1,
        openedOn: '2026-03-09',
        filedBy: 'Li Ming',
      },
    ];
    const asked = (now: string) => late(now, {}, IN_PROGRESS, { escalations });
    expect(asked('2026-03-10T09:00').silences).toEqual([
      ['T-0001', 'weekly', { due: '2026-03-06', next: '2026-03-16' }],
    ]);
    expect(asked('2026-03-16T09:00').notices).toHaveLength(1);
  });

  it('is not late where it was put off', () => {
    const putOff = (newDue: string, now = '2026-03-10T09:00') => late(now, {}, { ...IN_PROGRESS, newDue });
    expect(putOff('2026-03-20')).toEqual({
      notices: [],
      silences: [['T-0001', 'replanned', { from: '2026-03-06', due: '2026-03-20' }]],
    });
    // Before the old date, nobody wonders; on that day neither.
    expect(putOff('2026-03-20', '2026-03-05T09:00')).toEqual({ notices: [], silences: [] });
    expect(putOff('2026-03-20', '2026-03-06T19:00')).toEqual({ notices: [], silences: [] });
    expect(putOff('2026-03-20', '2026-03-07T09:00').silences).toHaveLength(1);
    // The same day written once more puts nothing off: a Saturday ends with the Monday.
    const same = late('2026-03-09T09:00', { due: '2026-03-07' }, { ...IN_PROGRESS, newDue: '2026-03-07' });
    expect(same).toEqual({ notices: [], silences: [] });
    // A date that was brought forward is the one that counts.
    expect(putOff('2026-03-04', '2026-03-06T09:00').notices.map(({ key }) => key)).toEqual([
      'task.overdue:T-0001:2026-03-04:2',
    ]);
  });
});

describe('the reason for a delay', () => {
  const asked = (now: string, tracker: TypedRow) => saidAt('task.reason', now, tabs({}, tracker));

  it('is asked of the owner as soon as it is late', () => {
    expect(asked('2026-03-06T18:00', IN_PROGRESS).notices).toEqual([
      {
        key: 'task.reason:T-0001:2026-03-06:1',
        to: ['Li Ming'],
        cc: [],
        level: 0,
        code: 'task.reason',
        facts: { due: '2026-03-06' },
      },
    ]);
    expect(asked('2026-03-06T17:59', IN_PROGRESS)).toEqual({ notices: [], silences: [] });
    expect(asked('2026-03-09T09:00', { ...IN_PROGRESS, reason: 'Ill' })).toEqual({
      notices: [],
      silences: [['T-0001', 'reason-given', { reason: 'Ill' }]],
    });
  });
});

describe('the evidence', () => {
  const asked = (now: string, tracker: TypedRow, task: TypedRow = {}) =>
    saidAt('task.collect', now, tabs(task, tracker));

  it('is asked for some days after the date, of the owner, with the keeper copied', () => {
    expect(asked('2026-03-11T09:00', IN_PROGRESS).notices).toEqual([
      {
        key: 'task.collect:T-0001:2026-03-06:1',
        to: ['Li Ming'],
        cc: ['Wu Kai'],
        level: 0,
        code: 'task.collect',
        facts: { due: '2026-03-06', done: false },
      },
    ]);
    expect(asked('2026-03-10T09:00', IN_PROGRESS)).toEqual({ notices: [], silences: [] });
    expect(asked('2026-03-11T09:00', { ...IN_PROGRESS, output: 'box.pdf' })).toEqual({ notices: [], silences: [] });
    expect(asked('2026-03-11T09:00', IN_PROGRESS, { due: null })).toEqual({ notices: [], silences: [] });
    expect(asked('2026-03-11T09:00', { status: 'Cancelled' })).toEqual({ notices: [], silences: [] });
  });

  it('is asked for anew when it is called done, under the date or the day of that', () => {
    const [notice] = asked('2026-03-03T09:00', { status: 'Done' }).notices;
    expect(notice).toMatchObject({
      key: 'task.collect:T-0001:2026-03-06:2',
      to: ['Li Ming'],
      code: 'task.collect.done',
      facts: { due: '2026-03-06', done: true },
    });
    const [undated] = asked('2026-03-03T09:00', { status: 'Done' }, { due: null }).notices;
    expect(undated).toMatchObject({ key: 'task.collect:T-0001:2026-03-03:2', facts: { due: '2026-03-03' } });
  });

  it('of what was done and due long before Baton came is not asked for', () => {
    expect(asked('2026-03-23T09:00', { status: 'Done' }).silences).toEqual([
      ['T-0001', 'history', { due: '2026-03-06' }],
    ]);
    expect(asked('2026-03-20T09:00', { status: 'Done' }).notices).toHaveLength(1);
    const now = '2026-03-23T09:00';
    const doneNow = unchangedSince('2026-02-20', now, tabs({}, { status: 'Done' }));
    const moved = { ...doneNow, _state: doneNow._state!.map((row) => ({ ...row, changedOn: '2026-03-05' })) };
    expect(saidAt('task.collect', now, moved).notices).toHaveLength(1);
  });
});

describe('an escalation', () => {
  const stuck = (now: string, task: TypedRow = {}, more: Tabs = {}) =>
    saidAt(
      'task.stuck',
      now,
      unchangedSince('2026-03-02', now, tabs({ due: '2026-04-30', ...task }, { status: 'Blocked' }, more)),
    );
  const FIRST = toldRow('task.stuck:T-0001:2026-03-02:1', '2026-03-06', 'chen@example.com');

  it('is announced while there is time', () => {
    expect(stuck('2026-03-05T09:00')).toEqual({
      notices: [],
      silences: [['T-0001', 'not-yet', { since: '2026-03-02', on: '2026-03-05', level: 1 }]],
    });
    expect(stuck('2026-03-09T09:00', {}, { _ledger: [FIRST] }).silences).toEqual([
      ['T-0001', 'not-yet', { since: '2026-03-02', on: '2026-03-11', level: 2 }],
    ]);
    expect(saidAt('task.stuck', '2026-03-05T09:00', tabs({}, IN_PROGRESS))).toEqual({ notices: [], silences: [] });
  });

  it('goes to who answers for it and the division leader, with the project lead copied', () => {
    expect(stuck('2026-03-06T09:00').notices).toEqual([
      {
        key: 'task.stuck:T-0001:2026-03-02:1',
        to: ['Chen Jie', 'Zhao Yi'],
        cc: ['Wang Fang'],
        level: 1,
        code: 'task.stuck.1',
        facts: {
          since: '2026-03-02',
          days: 4,
          court: 'blocked',
          owner: 'Li Ming',
          due: '2026-04-30',
          level: 1,
          until: '2026-03-11',
          executive: 'Zhou Zong',
        },
      },
    ]);
  });

  it('goes on to the executive, who is told by whom it was seen', () => {
    expect(stuck('2026-03-12T09:00', {}, { _ledger: [FIRST] }).notices).toEqual([
      {
        key: 'task.stuck:T-0001:2026-03-02:2',
        to: ['Zhou Zong'],
        cc: [],
        level: 2,
        code: 'task.stuck.2',
        facts: {
          since: '2026-03-02',
          days: 8,
          court: 'blocked',
          owner: 'Li Ming',
          due: '2026-04-30',
          level: 2,
          told: '2026-03-06',
          leader: 'Zhao Yi',
        },
      },
    ]);
  });

  it('ends with the executive', () => {
    const second = toldRow('task.stuck:T-0001:2026-03-02:2', '2026-03-12', 'zhou@example.com');
    expect(stuck('2026-03-30T09:00', {}, { _ledger: [FIRST, second] })).toEqual({
      notices: [],
      silences: [['T-0001', 'level-2', { since: '2026-03-02', told: '2026-03-12' }]],
    });
  });

  it('goes to the one of the two who is there, and to the project lead where neither is', () => {
    const to = (task: TypedRow) => stuck('2026-03-06T09:00', task).notices.map((notice) => [notice.to, notice.cc]);
    expect(to({ accountable: null })).toEqual([[['Zhao Yi'], ['Wang Fang']]]);
    const nowhere = { responsible: 'Zhou Zong', department: '' };
    expect(to(nowhere)).toEqual([[['Chen Jie'], ['Wang Fang']]]);
    expect(to({ ...nowhere, accountable: null })).toEqual([[['Wang Fang'], []]]);
  });

  it('names nobody where nobody is the executive, or leads the division', () => {
    const now = '2026-03-06T09:00';
    const rows = unchangedSince('2026-03-02', now, tabs({ due: '2026-04-30' }, { status: 'Blocked' }));
    const [first] = saidAt('task.stuck', now, rows, { settings: { executive: '' } }).notices;
    expect(first!.facts).toMatchObject({ level: 1, executive: '' });
    const alone = { responsible: 'Zhou Zong', department: '' };
    const [second] = stuck('2026-03-12T09:00', alone, { _ledger: [FIRST] }).notices;
    expect(second!.facts).toMatchObject({ level: 2, leader: '' });
  });

  it('says what is not known of a task without owner and date', () => {
    const [notice] = stuck('2026-03-06T09:00', { responsible: null, due: null }).notices;
    expect(notice!.facts).toMatchObject({ owner: '', due: null });
    expect(notice!.to).toEqual(['Chen Jie', 'Zhao Yi']);
  });

  it('waits while its owner has asked for help, and after a decision', () => {
    const row = { id: 'X-0001', item: 'T-0001', issue: 'No paper', openedOn: '2026-03-03', filedBy: 'Li Ming' };
    expect(stuck('2026-03-10T09:00', {}, { escalations: [{ ...row, kind: 'Resources', level: 1 }] })).toEqual({
      notices: [],
      silences: [['T-0001', 'help', { row: 'X-0001' }]],
    });
    expect(stuck('2026-03-10T09:00', {}, { escalations: [{ ...row, kind: 'Stuck', decision: 'White' }] })).toEqual({
      notices: [],
      silences: [['T-0001', 'decided', {}]],
    });
  });
});

describe('a change', () => {
  const changed = (task: TypedRow, tracker: TypedRow, state: TypedRow, more: Tabs = {}) =>
    saidAt(
      'task.changed',
      '2026-03-03T09:00',
      unchangedSince('2026-02-20', '2026-03-03T09:00', tabs(task, tracker, more), { revision: 2, ...state }),
    );
  const LETTERS = { supporting: 'Wang Fang', consulted: 'Sun Li', informed: 'Qian Er' };

  it('is told to everyone with a letter, with the reason', () => {
    expect(changed(LETTERS, { ...IN_PROGRESS, reason: 'Ill' }, { due: '2026-03-04', owner: 'Sun Li' }).notices).toEqual(
      [
        {
          key: 'task.changed:T-0001:2026-02-20:3',
          to: ['Li Ming', 'Chen Jie', 'Wang Fang', 'Sun Li', 'Qian Er'],
          cc: [],
          level: 0,
          code: 'task.changed',
          facts: { changes: ['due|2026-03-04|2026-03-06', 'owner|Sun Li|Li Ming'], reason: 'Ill' },
        },
      ],
    );
  });

  it('of what is done, or none at all, is told to nobody', () => {
    expect(changed({}, IN_PROGRESS, {})).toEqual({ notices: [], silences: [] });
    const done = changed({}, { status: 'Done', output: 'box.pdf' }, { due: '2026-03-04' });
    expect(done).toEqual({ notices: [], silences: [] });
  });

  const REQUEST: Tabs = {
    requests: [
      {
        id: 'Q-0001',
        name: 'Launch',
        initiator: 'Qian Er',
        contact: 'Sun Li',
        goal: '500 sold',
        submittedOn: '2026-02-20',
      },
    ],
    stages: [{ id: 'G-0001', request: 'Q-0001', name: 'Boxes there', due: '2026-03-05', responsible: 'Sun Li' }],
  };

  it('of the date to behind a stage of the request is told to the whole request', () => {
    const to = (due: string, task: TypedRow = {}) =>
      changed({ request: 'Q-0001', ...task }, IN_PROGRESS, { due }, REQUEST).notices[0]?.to;
    expect(to('2026-03-04')).toContain('Sun Li');
    expect(to('2026-03-05')).toContain('Sun Li');
    // One of two stages is enough, and an owner who changed besides is no date.
    const [stage] = REQUEST.stages!;
    const two = { ...REQUEST, stages: [{ ...stage!, id: 'G-0002', due: '2026-03-20' }, stage!] };
    expect(changed({ request: 'Q-0001' }, IN_PROGRESS, { due: '2026-03-04' }, two).notices[0]?.to).toContain('Sun Li');
    expect(
      changed({ request: 'Q-0001', due: null }, IN_PROGRESS, { due: '2026-03-04' }, REQUEST).notices[0]?.to,
    ).toEqual(['Li Ming', 'Chen Jie', 'Wang Fang']);
    expect(changed({ request: 'Q-0001' }, IN_PROGRESS, { due: null }, REQUEST).notices[0]?.to).toEqual([
      'Li Ming',
      'Chen Jie',
      'Wang Fang',
    ]);
    // It lay behind the stage before, or has no request.
    expect(to('2026-03-09')).toEqual(['Li Ming', 'Chen Jie', 'Wang Fang']);
    expect(to('2026-03-04', { request: '' })).toEqual(['Li Ming', 'Chen Jie', 'Wang Fang']);
    expect(changed({ request: 'Q-0001' }, IN_PROGRESS, { owner: 'Sun Li' }, REQUEST).notices[0]?.to).toEqual([
      'Li Ming',
      'Chen Jie',
      'Sun Li',
      'Wang Fang',
    ]);
  });
});

describe('a late predecessor', () => {
  const blocked = (task: TypedRow, status = 'Not started', due = '2026-03-04', owner = 'Sun Li') =>
    saidAt('task.blocked', '2026-03-06T09:00', {
      raci: [
        { ...TASK, due: '2026-03-31', predecessors: 'T-0002', ...task },
        { ...TASK, id: 'T-0002', name: 'Paper', due, responsible: owner },
      ],
      tracker: [{ id: 'T-0001', status }],
    });

  it('is told to whoever waits for it, with the earliest start', () => {
    expect(blocked({}).notices).toEqual([
      {
        key: 'task.blocked:T-0001:2026-03-04:1',
        to: ['Li Ming'],
        cc: [],
        level: 0,
        code: 'task.blocked',
        facts: { predecessor: 'T-0002', predecessorName: 'Paper', earliestStart: '2026-03-09', start: null },
      },
    ]);
    expect(blocked({ start: '2026-03-06' }).notices[0]!.facts).toMatchObject({ start: '2026-03-06' });
  });

  it('is no news where it still fits, where the task has begun, or is over', () => {
    expect(blocked({ start: '2026-03-09' })).toEqual({
      notices: [],
      silences: [['T-0001', 'still-fits', { predecessor: 'T-0002', start: '2026-03-09' }]],
    });
    expect(blocked({}, 'In progress')).toEqual({ notices: [], silences: [] });
    expect(blocked({}, 'Done').notices).toEqual([]);
    expect(blocked({}, 'Not started', '2026-03-13')).toEqual({ notices: [], silences: [] });
  });

  it('is no news to whoever is responsible for both', () => {
    expect(blocked({}, 'Not started', '2026-03-04', 'Li Ming')).toEqual({
      notices: [],
      silences: [['T-0001', 'own-predecessor', { predecessor: 'T-0002', name: 'Li Ming' }]],
    });
  });
});
