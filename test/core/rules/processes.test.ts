import { describe, expect, it } from 'vitest';
import { factOf } from '../../../core/problem.ts';
import type { Standing } from '../../../core/process/matter.ts';
import { requestChanged } from '../../../core/rules/request-changed.ts';
import type { TypedRow } from '../../support/scenario.ts';
import { momentOf, saidAt, sweptAt, TASK, type Tabs, toldRow } from '../moment.ts';

const REQUEST: TypedRow = {
  id: 'Q-0001',
  name: 'Winter catalogue',
  initiatingDepartment: 'Marketing',
  initiator: 'Wang Fang',
  contact: 'Li Ming',
  goal: 'Catalogue of 48 pages printed by 2026-04-30',
  background: 'The old one is from last year',
  scope: 'Pictures and print',
  expected: '10,000 copies',
  wantedFinish: '2026-04-30',
  departments: 'Design',
  submittedOn: '2026-03-02',
};

describe('a request that lacks something', () => {
  const asked = (row: TypedRow, ...ledger: TypedRow[]) =>
    saidAt('request.incomplete', '2026-03-05T09:00', { requests: [{ ...REQUEST, ...row }], _ledger: ledger });
  const bits = (row: TypedRow) => Number(asked(row).notices[0]!.key.split(':').at(-1));

  it('is told so with what is missing, to its contact and its initiator', () => {
    expect(asked({ expected: null, goal: 'Be better' }).notices).toEqual([
      {
        key: expect.stringMatching(/^request\.incomplete:Q-0001:2026-03-02:\d+$/),
        to: ['Li Ming', 'Wang Fang'],
        cc: [],
        level: 0,
        code: 'request.incomplete',
        facts: { name: 'Winter catalogue', since: '2026-03-02', missing: ['expected'], goal: true },
      },
    ]);
    expect(asked({})).toEqual({ notices: [], silences: [] });
    expect(asked({ submittedOn: null, expected: null })).toEqual({ notices: [], silences: [] });
    expect(asked({ reviewResult: 'Passed', reviewedOn: '2026-03-03', expected: null }).notices).toEqual([]);
    expect(asked({ reviewResult: 'Sent back', reviewedOn: '2026-03-03', expected: null }).notices).toHaveLength(1);
  });

  it('is not told again what was told together with other gaps, and is told what was not', () => {
    const both = bits({ expected: null, wantedFinish: null });
    const [expected, finish] = [bits({ expected: null }), bits({ wantedFinish: null })];
    expect(both).toBe(expected + finish);
    const told = (step: number) => toldRow(`request.incomplete:Q-0001:2026-03-02:${step}`, '2026-03-03');
    expect(asked({ expected: null }, told(both))).toEqual({
      notices: [],
      silences: [['Q-0001', 'told', { day: '2026-03-03' }]],
    });
    expect(asked({ expected: null }, told(expected)).notices).toEqual([]);
    expect(asked({ expected: null }, told(finish)).notices).toHaveLength(1);
    expect(asked({ expected: null, wantedFinish: null }, told(expected)).notices).toHaveLength(1);
  });

  it('is asked of nobody who reviews, where nobody does, until work begins', () => {
    const settle = (now: string, row: TypedRow) => {
      const { facts } = momentOf(now, { tabs: { requests: [{ ...REQUEST, ...row }] } });
      return [
        facts.toAmend.incomplete.length,
        facts.toAmend.sentBack.length,
        [...facts.toAmend.by.keys()].map((p) => p.name),
      ];
    };
    expect(settle('2026-03-05T09:00', { expected: null })).toEqual([1, 0, ['Li Ming', 'Wang Fang']]);
    expect(settle('2026-03-05T09:00', { reviewResult: 'Sent back', reviewedOn: '2026-03-03', expected: null })).toEqual(
      [1, 1, ['Li Ming', 'Wang Fang']],
    );
    expect(settle('2026-03-05T09:00', {})).toEqual([0, 0, []]);
  });
});

describe('a request that changed', () => {
  const PASSED = { ...REQUEST, reviewResult: 'Passed', reviewedOn: '2026-03-02' };
  const ANSWER = { id: 'C-0001', request: 'Q-0001', department: 'Design', receivedOn: '2026-03-02' };
  const tabs = (row: TypedRow): Tabs => ({ requests: [{ ...PASSED, ...row }], confirmations: [ANSWER] });
  const changed = (row: TypedRow, before: TypedRow = {}) => {
    const { _state } = sweptAt('2026-03-03T09:00', tabs(before));
    return saidAt('request.changed', '2026-03-05T09:00', { ...tabs(row), _state: _state! });
  };

  it('is told to its contact and the heads of its departments, under the day it was first seen', () => {
    expect(changed({ goal: 'Catalogue of 64 pages printed by 2026-04-30' }).notices).toEqual([
      {
        key: 'request.changed:Q-0001:2026-03-03:1',
        to: expect.arrayContaining(['Li Ming', 'Chen Jie']),
        cc: [],
        level: 0,
        code: 'request.changed',
        facts: { changed: [], signers: [] },
      },
    ]);
    expect(changed({})).toEqual({ notices: [], silences: [] });
  });

  it('is told to nobody before departments work on it', () => {
    const unseen = { reviewResult: null, reviewedOn: null };
    expect(changed({ ...unseen, goal: 'Catalogue of 64 pages printed by 2026-04-30' }, unseen).notices).toEqual([]);
  });
});

describe('a change of a request', () => {
  const isTold = (code: Standing['code']): boolean => {
    const { facts } = momentOf('2026-03-05T09:00', { tabs: { requests: [REQUEST] } });
    const matter = facts.flow.matters.get('Q-0001')!;
    const standing = { code } as Standing;
    const changed = { ...matter, standing, memory: { ...matter.memory, changed: true } };
    let told = false;
    const flow = { ...facts.flow, matters: new Map([['Q-0001', changed]]) };
    requestChanged.judge({ ...facts, flow }, () => {
      told = true;
    });
    return told;
  };

  it.each(['with-departments', 'confirmed', 'kicked-off', 'running', 'acceptance', 'retrospective'] as const)(
    'is told while it is %s',
    (code) => expect(isTold(code)).toBe(true),
  );

  it.each(['in-review', 'sent-back', 'archived', 'cancelled'] as const)('is not told while it is %s', (code) =>
    expect(isTold(code)).toBe(false),
  );
});

describe('a talk', () => {
  it('is told once to those who have to know, and not when it is told to nobody', () => {
    const row = { id: 'K-0001', date: '2026-03-04', people: 'Li Ming', settled: 'White paper', toKnow: 'Sun Li' };
    const told = (more: TypedRow) =>
      saidAt('talk', '2026-03-05T09:00', { communications: [{ ...row, ...more }] }).notices;
    expect(told({})).toMatchObject([{ key: 'talk:K-0001:2026-03-04:1', to: ['Sun Li'], level: 0 }]);
    expect(Object.keys(told({})[0]!.facts)).not.toEqual([]);
    expect(told({ settled: '' })).toEqual([]);
  });
});

describe('a request that is sent back', () => {
  it('is told with the reason, under the day of its review', () => {
    const row = { ...REQUEST, reviewResult: 'Sent back', reviewedOn: '2026-03-03', reviewReason: 'Too vague' };
    const back = (more: TypedRow) =>
      saidAt('request.sent-back', '2026-03-05T09:00', { requests: [{ ...row, ...more }] });
    expect(back({ reviewedBy: 'Sun Li' }).notices).toEqual([
      {
        key: 'request.sent-back:Q-0001:2026-03-03:1',
        to: ['Li Ming', 'Wang Fang'],
        cc: [],
        level: 0,
        code: 'request.sent-back',
        facts: {
          name: 'Winter catalogue',
          since: '2026-03-03',
          by: 'Sun Li',
          reason: 'Too vague',
          questions: [],
          remarks: [],
        },
      },
    ]);
    expect(factOf(back({}).notices[0]!.facts, 'by')).toBe('');
  });
});

describe('a meeting', () => {
  const MEETING: TypedRow = {
    id: 'M-0001',
    name: 'Box review',
    kind: 'Special',
    goal: 'One box',
    date: '2026-03-12',
    start: '10:00',
    end: '11:00',
    place: 'Room 2',
    host: 'Wang Fang',
    deciders: 'Sun Li',
    executors: 'Li Ming',
  };
  const TOPICS: TypedRow[] = [
    { id: 'P-0001', meeting: 'M-0001', name: 'Shape', presenter: 'Chen Jie', consensus: 'Round' },
    { id: 'P-0002', meeting: 'M-0001', name: '', consensus: 'Nothing to name' },
    { id: 'P-0003', meeting: 'M-0001', name: 'Colour' },
  ];
  const invited = (now: string, row: TypedRow = {}, more: Tabs = {}) =>
    saidAt('meeting.invite', now, { meetings: [{ ...MEETING, ...row }], topics: TOPICS, ...more });

  it('is told with when, where and what for', () => {
    const { notices } = invited('2026-03-05T09:00');
    expect(notices).toEqual([
      {
        key: 'meeting.invite:M-0001:2026-03-12:1',
        to: expect.arrayContaining(['Wang Fang', 'Sun Li', 'Li Ming', 'Chen Jie']),
        cc: [],
        level: 0,
        code: 'meeting.invite',
        facts: {
          meeting: '2026-03-12',
          start: 600,
          end: 660,
          place: 'Room 2',
          goal: 'One box',
          topics: ['Shape', 'Colour'],
          presenters: ['Chen Jie', ''],
          deciders: ['Sun Li'],
          moved: false,
          cancelled: false,
        },
      },
    ]);
    for (const row of [{ date: null }, { date: '2026-03-04' }]) {
      expect(invited('2026-03-05T09:00', row)).toEqual({ notices: [], silences: [] });
    }
  });

  it('of today that has minutes already was held, and invites nobody', () => {
    const today = { date: '2026-03-05', start: null, end: null };
    expect(invited('2026-03-05T09:00', today).notices).toHaveLength(1);
    for (const row of [{ minutes: 'notes.txt' }, { minutesOn: '2026-03-05' }, { approvedOn: '2026-03-05' }]) {
      expect(invited('2026-03-05T09:00', { ...today, ...row })).toEqual({ notices: [], silences: [] });
      expect(invited('2026-03-05T09:00', { ...today, ...row, date: '2026-03-12' }).notices).toHaveLength(1);
    }
  });

  it('that was moved is told anew, as moved', () => {
    const { _state } = sweptAt('2026-03-04T09:00', { meetings: [MEETING], topics: TOPICS });
    const [notice] = invited('2026-03-05T09:00', { place: 'Room 3' }, { _state: _state! }).notices;
    expect(notice).toMatchObject({
      key: 'meeting.invite:M-0001:2026-03-12:2',
      facts: { moved: true, place: 'Room 3' },
    });
  });

  it('is told to those who came later, once, and to nobody when all know', () => {
    const everyone = ['wang', 'sun', 'li', 'chen'].map((name) =>
      toldRow('meeting.invite:M-0001:2026-03-12:1', '2026-03-04', `${name}@example.com`),
    );
    const at = (row: TypedRow, ...ledger: TypedRow[]) => invited('2026-03-05T09:00', row, { _ledger: ledger });
    expect(at({}, ...everyone)).toEqual({ notices: [], silences: [['M-0001', 'told', { day: '2026-03-04' }]] });
    const later = { executors: 'Li Ming, Zhao Yi, Qian Er' };
    expect(at(later, ...everyone).notices.map(({ key, to }) => [key, to])).toEqual([
      ['meeting.invite:M-0001:2026-03-12:1001', ['Zhao Yi', 'Qian Er']],
    ]);
    const zhao = toldRow('meeting.invite:M-0001:2026-03-12:1001', '2026-03-04', 'zhao@example.com');
    expect(at(later, ...everyone, zhao).notices.map(({ key, to }) => [key, to])).toEqual([
      ['meeting.invite:M-0001:2026-03-12:2001', ['Qian Er']],
    ]);
    const qian = toldRow('meeting.invite:M-0001:2026-03-12:2001', '2026-03-04', 'qian@example.com');
    expect(at(later, ...everyone, zhao, qian).notices).toEqual([]);
  });

  const sent = (row: TypedRow, topics: readonly TypedRow[] = TOPICS) =>
    saidAt('meeting.minutes.sent', '2026-03-06T09:00', {
      meetings: [{ ...MEETING, date: '2026-03-05', minutesOn: '2026-03-05', approvedOn: '2026-03-06', ...row }],
      topics,
      actions: [{ id: 'A-0001', meeting: 'M-0001', name: 'Ask the printer', owner: 'Zhao Yi', due: '2026-03-20' }],
    }).notices;

  it('is told of with its minutes: their words, what was agreed, and what is to be done', () => {
    expect(sent({ minutes: 'We met\nand agreed' })).toEqual([
      {
        key: 'meeting.minutes.sent:M-0001:2026-03-06:1',
        to: expect.arrayContaining(['Wang Fang', 'Sun Li', 'Li Ming', 'Zhao Yi']),
        cc: [],
        level: 0,
        code: 'meeting.minutes.sent',
        facts: {
          meeting: '2026-03-05',
          text: 'We met and agreed',
          link: '',
          agreed: ['Shape: Round', ': Nothing to name'],
          actions: ['A-0001'],
        },
      },
    ]);
    expect(sent({ minutes: 'We met', approvedOn: null })).toEqual([]);
  });

  it('is told of with a link where the minutes are one, and not a text around one', () => {
    for (const link of ['https://example.com/minutes', 'http://example.com/minutes']) {
      expect(sent({ minutes: link })[0]!.facts).toMatchObject({ text: '', link });
    }
    for (const text of [
      'see https://example.com/minutes',
      'https://example.com/minutes and more',
      'https://',
      'ftp://x',
    ]) {
      expect(sent({ minutes: text })[0]!.facts).toMatchObject({ text, link: '' });
    }
  });

  it('is told of with five agreements at most, each a short line', () => {
    const topics = [1, 2, 3, 4, 5, 6].map((n) => ({
      id: `P-000${n}`,
      meeting: 'M-0001',
      name: `Topic ${n}`,
      consensus: 'word '.repeat(60),
    }));
    const { agreed, text } = sent({ minutes: 'word '.repeat(100) }, topics)[0]!.facts as unknown as {
      agreed: string[];
      text: string;
    };
    expect(agreed).toHaveLength(5);
    for (const line of agreed) expect([...line].length).toBeLessThanOrEqual(80);
    expect([...text].length).toBeLessThanOrEqual(160);
    expect([...text].length).toBeGreaterThan(140);
  });

  it('has what was left open on its agenda again: its organiser is told', () => {
    const next = { ...MEETING, id: 'M-0002', organiser: 'Zhao Yi' };
    const back = (row: TypedRow = {}, topic: TypedRow = {}) =>
      saidAt('topic.back', '2026-03-05T09:00', {
        meetings: [
          { ...MEETING, date: '2026-03-03' },
          { ...next, ...row },
        ],
        topics: [
          { id: 'P-0001', meeting: 'M-0001', name: 'Shape', outcome: 'Next meeting' },
          { id: 'P-0002', meeting: 'M-0002', name: 'Shape', carriedFrom: 'P-0001', ...topic },
        ],
      });
    expect(back().notices).toEqual([
      {
        key: 'topic.back:P-0002:2026-03-05:1',
        to: ['Zhao Yi'],
        cc: [],
        level: 0,
        code: 'topic.back',
        facts: { from: 'P-0001', to: 'M-0002', meeting: '2026-03-12' },
      },
    ]);
    expect(back({ date: null }).notices[0]!.facts).toMatchObject({ meeting: null });
    expect(back({ date: '2026-03-04' }).notices).toEqual([]);
    expect(back({}, { carriedFrom: 'P-0009' }).notices.filter(({ key }) => key.includes('P-0002'))).toEqual([]);
    expect(back({}, { carriedFrom: '' }).notices.filter(({ key }) => key.includes('P-0002'))).toEqual([]);
  });
});

describe('a stage', () => {
  const stages = (due: string | null, row: TypedRow = {}): Tabs => ({
    requests: [REQUEST],
    stages: [{ id: 'G-0001', request: 'Q-0001', name: 'Boxes there', due, responsible: 'Sun Li', ...row }],
  });
  const moved = (tabs: Tabs) => {
    const { _state } = sweptAt('2026-03-04T09:00', stages('2026-03-20'));
    return saidAt('stage.moved', '2026-03-05T09:00', { ...tabs, _state: _state! });
  };

  it('that is moved is told to the whole request and the project lead', () => {
    expect(moved(stages('2026-03-25')).notices).toEqual([
      {
        key: 'stage.moved:G-0001:2026-03-04:1',
        to: expect.arrayContaining(['Li Ming', 'Wang Fang']),
        cc: [],
        level: 0,
        code: 'stage.moved',
        facts: { due: '2026-03-25', from: '2026-03-20', note: '' },
      },
    ]);
    expect(moved(stages('2026-03-20'))).toEqual({ notices: [], silences: [] });
    expect(moved(stages(null))).toEqual({ notices: [], silences: [] });
  });
});

describe('an update that is missing', () => {
  const tabs: Tabs = {
    raci: [{ ...TASK, start: '2026-01-05', due: '2026-06-30' }],
    tracker: [{ id: 'T-0001', status: 'In progress' }],
  };
  const asked = (now: string, more: Tabs = {}, settings: Readonly<Record<string, string>> = {}) =>
    saidAt('update.weekly', now, { ...sweptAt('2026-01-05T09:00', tabs), ...more }, { settings });

  it('is asked of the head before its time, and after it with the keeper copied', () => {
    const [nears] = asked('2026-03-06T09:00').notices;
    expect(nears).toEqual({
      key: 'update.weekly:Design:2026-03-06:1',
      to: ['Chen Jie'],
      cc: [],
      level: 0,
      code: 'update.weekly.1',
      facts: { department: 'Design', by: '2026-03-06', time: '17:00', step: 1, daily: false, items: ['T-0001'] },
    });
    // Nobody was asked before it passed; where sweeps come after that time, nobody can be.
    expect(asked('2026-03-09T09:00').notices).toEqual([]);
    const [passed] = asked('2026-03-09T09:00', {}, { updateTime: '08:00' }).notices;
    expect(passed).toMatchObject({ key: 'update.weekly:Design:2026-03-06:2', cc: ['Wu Kai'], code: 'update.weekly.2' });
  });

  it('is asked of the keeper where the department has no head', () => {
    const departments = [{ name: 'Design', divisionLeader: 'Zhao Yi' }];
    expect(asked('2026-03-06T09:00', { departments }).notices.map(({ to, cc }) => [to, cc])).toEqual([
      [['Wu Kai'], []],
    ]);
  });

  it('is not asked for where it is there', () => {
    const tracker = [{ id: 'T-0001', status: 'In progress', updatedOn: '2026-03-05' }];
    expect(asked('2026-03-06T09:00', { tracker })).toEqual({
      notices: [],
      silences: [['Design', 'updated', { department: 'Design', by: '2026-03-06' }]],
    });
  });

  it('is asked for each day where the request says so', () => {
    const daily: Tabs = {
      requests: [{ ...REQUEST, rhythm: 'Daily' }],
      raci: [{ ...tabs.raci![0]!, request: 'Q-0001' }],
    };
    const [notice] = asked('2026-03-05T09:00', daily).notices;
    expect(notice).toMatchObject({
      key: 'update.weekly:Design:2026-03-04:3',
      code: 'update.weekly.3',
      facts: { step: 3, daily: true, by: '2026-03-04' },
    });
  });
});

describe('the managers’ overview', () => {
  it('is not sent where there is nothing in it', () => {
    const said = saidAt('digest.manager', '2026-03-06T09:00', { raci: [] });
    expect(said.notices).toEqual([]);
    expect(said.silences).toContainEqual(['Chen Jie', 'nothing-new', { on: '2026-03-06' }]);
  });

  it('says in which offices and for which departments, and names the meeting it prepares', () => {
    const meeting = { id: 'M-0001', name: 'Weekly', kind: 'Weekly', date: '2026-03-09', start: '10:00' };
    const facts = (tabs: Tabs) => {
      const { notices } = saidAt('digest.manager', '2026-03-06T09:00', {
        raci: [{ ...TASK, due: '2026-03-05' }],
        ...tabs,
      });
      return notices.find(({ to }) => to[0] === 'Chen Jie')!.facts;
    };
    expect(facts({ meetings: [meeting] })).toMatchObject({
      on: '2026-03-06',
      offices: ['department-head'],
      departments: ['Design'],
      late: ['T-0001'],
      meeting: 'M-0001',
      meetings: [],
      actions: [],
      openActions: [],
    });
    expect(facts({ meetings: [{ ...meeting, kind: 'Special' }] })).toMatchObject({ meeting: '', meetings: ['M-0001'] });
  });

  it('is sent for one thing of any kind', () => {
    const to = (tabs: Tabs) => saidAt('digest.manager', '2026-03-06T09:00', tabs).notices.map((notice) => notice.to[0]);
    const task = (row: TypedRow, tracker: TypedRow = { status: 'In progress' }): Tabs => ({
      raci: [{ ...TASK, ...row }],
      tracker: [{ id: 'T-0001', ...tracker }],
    });
    expect(to(task({ due: '2026-04-30' }))).toEqual([]);
    expect(to(task({ due: '2026-03-05' }))).toEqual(['Chen Jie', 'Zhao Yi', 'Zhou Zong']);
    expect(to(task({ due: '2026-03-12' }))).toEqual(['Chen Jie', 'Zhao Yi', 'Zhou Zong']);
    expect(to(task({ due: '2026-04-30' }, { status: 'In progress', risk: 'Paper' }))).toEqual([
      'Chen Jie',
      'Zhao Yi',
      'Zhou Zong',
    ]);
    const meeting = { id: 'M-0001', name: 'Weekly', date: '2026-03-09', start: '10:00', departments: 'Marketing' };
    expect(to({ ...task({ due: '2026-04-30' }), meetings: [meeting] })).toEqual(['Zhou Zong', 'Sun Li', 'Qian Er']);
    expect(to({ ...task({ due: '2026-04-30' }), meetings: [{ ...meeting, kind: 'Weekly' }] })).toEqual([
      'Zhou Zong',
      'Sun Li',
      'Qian Er',
    ]);
  });
});
