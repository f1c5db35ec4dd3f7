import { describe, expect, it } from 'vitest';
import { factOf } from '../../../core/problem.ts';
import { type Duty, weeklyOf } from '../../../core/process/duty.ts';
import type { Facts } from '../../../core/process/facts.ts';
import { ruleOf } from '../../../core/rules/index.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import type { TypedRow } from '../../support/scenario.ts';
import { momentOf, names, saidAt, sweptAt, type Tabs, toldRow } from '../moment.ts';

const REQUEST: TypedRow = {
  id: 'Q-0001',
  name: 'Winter catalogue',
  initiatingDepartment: 'Marketing',
  initiator: 'Wang Fang',
  goal: 'Catalogue of 48 pages printed by 2026-04-30',
  expected: '10,000 copies',
  wantedFinish: '2026-04-30',
  departments: 'Design',
  submittedOn: '2026-03-02',
};
/** A review has three workdays, to Thursday; it is stuck after five, with the end of Monday. */
const SETTINGS = { reviewDays: '3', stuckDays: '5' };

/** The request came to Baton on the day it was submitted. */
const review = (now: string, more: Tabs = {}, settings: Readonly<Record<string, string>> = {}) => {
  const { _state } = sweptAt('2026-03-02T09:00', { requests: [REQUEST] });
  return saidAt(
    'request.review',
    now,
    { requests: [REQUEST], _state: _state!, ...more },
    { settings: { ...SETTINGS, ...settings } },
  );
};
const keys = (now: string, more: Tabs = {}) => review(now, more).notices.map(({ key }) => key);
const told = (step: number, day: string) => toldRow(`request.review:Q-0001:2026-03-05:${step}`, day, 'sun@example.com');
const LEVEL1 = toldRow('request.review:Q-0001:2026-03-02:4', '2026-03-10', 'qian@example.com');

describe('what waits for somebody by a limit', () => {
  it('is told on arrival, on the eve and on the day, then each workday', () => {
    expect(review('2026-03-02T09:00').notices).toEqual([
      {
        key: 'request.review:Q-0001:2026-03-05:1',
        to: ['Sun Li'],
        cc: [],
        level: 0,
        code: 'request.review',
        facts: expect.objectContaining({
          phase: 'ahead',
          since: '2026-03-02',
          end: '2026-03-05',
          time: 18 * 60,
          days: 3,
          who: ['Sun Li'],
        }),
      },
    ]);
    expect(keys('2026-03-04T09:00')).toEqual(['request.review:Q-0001:2026-03-05:2']);
    expect(keys('2026-03-05T09:00')).toEqual(['request.review:Q-0001:2026-03-05:3']);
    expect(keys('2026-03-05T18:00')).toEqual(['request.review:Q-0001:2026-03-05:3']);
    expect(keys('2026-03-06T09:00')).toEqual(['request.review:Q-0001:2026-03-05:6']);
    expect(keys('2026-03-09T09:00')).toEqual(['request.review:Q-0001:2026-03-05:7']);
  });

  it('is said to be in time when all is told', () => {
    expect(review('2026-03-03T09:00', { _ledger: [told(1, '2026-03-02')] })).toEqual({
      notices: [],
      silences: [['Q-0001', 'told', { day: '2026-03-02' }]],
    });
  });

  it('goes up when it has stood still too long', () => {
    const [notice] = review('2026-03-09T18:00').notices;
    expect(notice).toEqual({
      key: 'request.review:Q-0001:2026-03-02:4',
      to: ['Qian Er'],
      cc: ['Wang Fang'],
      level: 1,
      code: 'request.review',
      facts: expect.objectContaining({
        level: 1,
        stuckSince: '2026-03-02',
        days: 5,
        until: '2026-03-12',
        told: null,
        phase: 'late',
      }),
    });
    const [executive] = review('2026-03-13T18:00', { _ledger: [LEVEL1] }).notices;
    expect(executive).toEqual({
      key: 'request.review:Q-0001:2026-03-02:5',
      to: ['Zhou Zong'],
      cc: [],
      level: 2,
      code: 'request.review',
      facts: expect.objectContaining({ level: 2, stuckSince: '2026-03-02', days: 9, until: null, told: '2026-03-10' }),
    });
  });

  it('goes up to nobody where nobody can be reached, and is told of on', () => {
    const directory = [
      { name: 'Sun Li', email: 'sun@example.com', department: 'Marketing', language: 'en' },
      { name: 'Qian Er', email: 'qian@example.com', active: 'No', language: 'en' },
    ];
    const alone = review('2026-03-10T09:00', { directory }, { projectLead: '' });
    expect(alone.notices.map(({ key, to }) => [key, to])).toEqual([['request.review:Q-0001:2026-03-05:8', ['Sun Li']]]);
  });

  it('is told to its owner once a week after it went up', () => {
    const at = (now: string, ...rows: TypedRow[]) => review(now, { _ledger: [LEVEL1, ...rows] });
    const weekly = (next: string) => [['Q-0001', 'weekly', { due: '2026-03-05', next }]];
    expect(at('2026-03-11T09:00').silences).toEqual(weekly('2026-03-17'));
    const second = toldRow('request.review:Q-0001:2026-03-02:5', '2026-03-13', 'zhou@example.com');
    expect(at('2026-03-19T09:00', second).silences).toEqual(weekly('2026-03-20'));
    expect(at('2026-03-20T09:00', second).notices.map(({ key, to }) => [key, to])).toEqual([
      ['request.review:Q-0001:2026-03-05:16', ['Sun Li']],
    ]);
    const again = told(16, '2026-03-20');
    expect(at('2026-03-26T09:00', second, again).silences).toEqual(weekly('2026-03-27'));
    expect(at('2026-03-27T09:00', second, again).notices).toHaveLength(1);
  });
});

describe('a decision on what somebody owes', () => {
  const DECISION: TypedRow = {
    id: 'X-0001',
    item: 'Q-0001',
    kind: 'Stuck',
    source: 'Automatic',
    level: 1,
    issue: 'Nobody reviewed it',
    openedOn: '2026-03-10',
    decision: 'Sun Li looks at it first',
    decidedBy: 'Qian Er',
  };
  const decided = (
    now: string,
    decidedOn: string,
    more: TypedRow = {},
    settings: Readonly<Record<string, string>> = {},
  ) =>
    review(now, { escalations: [{ ...DECISION, decidedOn, ...more }], _ledger: [LEVEL1] }, settings).notices.map(
      ({ key, to }) => [key, to],
    );
  const executive = [['request.review:Q-0001:2026-03-02:5', ['Zhou Zong']]];

  it('keeps it from the executive from its day on, and asks its leaders again only when it stands still anew', () => {
    expect(review('2026-03-13T18:00', { _ledger: [LEVEL1] }).notices.map(({ key, to }) => [key, to])).toEqual(
      executive,
    );
    expect(decided('2026-03-13T18:00', '2026-03-13')).toEqual([['request.review:Q-0001:2026-03-05:11', ['Sun Li']]]);
    expect(decided('2026-03-20T17:59', '2026-03-13')).toEqual([['request.review:Q-0001:2026-03-05:16', ['Sun Li']]]);
    expect(decided('2026-03-20T18:00', '2026-03-13')).toEqual([['request.review:Q-0001:2026-03-13:4', ['Qian Er']]]);
  });

  it('that is dated ahead holds up nothing before its day', () => {
    expect(decided('2026-03-13T18:00', '2026-03-16')).toEqual(executive);
  });

  it('gives it a later date as its limit, on the day it came too, but no earlier one, and none to what came after it', () => {
    const limit = (decidedOn: string, newDue: string) =>
      review('2026-03-11T09:00', { escalations: [{ ...DECISION, decidedOn, newDue }] }).notices[0]?.key;
    expect(limit('2026-03-10', '2026-03-12')).toBe('request.review:Q-0001:2026-03-12:2');
    expect(limit('2026-03-02', '2026-03-12')).toBe('request.review:Q-0001:2026-03-12:2');
    expect(limit('2026-02-27', '2026-03-12')).toBe('request.review:Q-0001:2026-03-02:4');
    expect(limit('2026-03-10', '2026-03-04')).toBe('request.review:Q-0001:2026-03-05:9');
  });

  it('is counted in days from then on, where its limit was one of hours', () => {
    const tabs = sweptAt('2026-03-02T09:00', { requests: [{ ...REQUEST, scenario: 'Urgent' }] });
    const facts = { since: '2026-03-02', end: '2026-03-02', time: 15 * 60 };
    const note = { name: '', item: 'Q-0001', code: 'request.review', level: 0, to: [], cc: [], facts };
    const _ledger = [
      { ...told(1, '2026-03-02'), key: 'request.review:Q-0001:2026-03-02:1', receipt: JSON.stringify(note) },
    ];
    const settings = { ...SETTINGS, urgentDays: '1', urgentHours: '4' };
    const lines = (now: string, ...escalations: TypedRow[]) =>
      saidAt('request.review', now, { ...tabs, escalations, _ledger }, { settings }).notices.map(({ key }) => key);
    expect(lines('2026-03-02T15:00')).toEqual(['request.review:Q-0001:2026-03-02:4']);
    const decision = { ...DECISION, decidedOn: '2026-03-03' };
    expect(lines('2026-03-03T18:00', decision)).toEqual(['request.review:Q-0001:2026-03-02:6']);
    expect(lines('2026-03-04T17:59', decision)).toEqual(['request.review:Q-0001:2026-03-02:7']);
    expect(lines('2026-03-04T18:00', decision)).toEqual(['request.review:Q-0001:2026-03-03:4']);
    expect(lines('2026-03-05T09:00', { ...decision, newDue: '2026-03-06' })).toEqual([
      'request.review:Q-0001:2026-03-06:2',
    ]);
  });
});

describe('a deadline', () => {
  const MEETING: TypedRow = {
    id: 'M-0001',
    name: 'Box review',
    kind: 'Special',
    date: '2026-03-05',
    start: '10:00',
    end: '11:00',
    host: 'Wang Fang',
    recorder: 'Li Ming',
    deciders: 'Chen Jie',
  };
  const minutes = (now: string, more: Tabs = {}, settings: Readonly<Record<string, string>> = { minutesHours: '72' }) =>
    saidAt(
      'meeting.minutes',
      now,
      {
        ...sweptAt('2026-03-02T09:00', { meetings: [MEETING] }),
        ...more,
      },
      { settings },
    );

  it('is not told on arrival, but from the workday before its end on', () => {
    // Ends on Sunday: on Monday at eleven.
    expect(minutes('2026-03-05T12:00')).toEqual({
      notices: [],
      silences: [['M-0001', 'in-time', { end: '2026-03-09' }]],
    });
    expect(minutes('2026-03-06T09:00').notices.map(({ key }) => key)).toEqual(['meeting.minutes:M-0001:2026-03-09:2']);
    expect(minutes('2026-03-09T10:59').notices.map(({ key }) => key)).toEqual(['meeting.minutes:M-0001:2026-03-09:3']);
    const [late] = minutes('2026-03-10T09:00').notices;
    expect(late).toMatchObject({ key: 'meeting.minutes:M-0001:2026-03-09:6', facts: { time: 11 * 60, days: 1 } });
  });

  it('that the project lead owes goes up to nobody, and is told of once a week', () => {
    const own = sweptAt('2026-03-02T09:00', { meetings: [{ ...MEETING, recorder: 'Wang Fang' }] });
    const late = toldRow('meeting.minutes:M-0001:2026-03-09:6', '2026-03-10', 'wang@example.com');
    expect(minutes('2026-03-10T09:00', own).notices.map(({ key, to }) => [key, to])).toEqual([
      ['meeting.minutes:M-0001:2026-03-09:6', ['Wang Fang']],
    ]);
    for (const now of ['2026-03-11T09:00', '2026-03-16T18:00'])
      expect(minutes(now, { ...own, _ledger: [late] }).silences).toEqual([
        ['M-0001', 'weekly-only', { due: '2026-03-09', next: '2026-03-17' }],
      ]);
    expect(
      minutes('2026-03-17T09:00', { ...own, _ledger: [late] }).notices.map(({ to, level }) => [to, level]),
    ).toEqual([[['Wang Fang'], 0]]);
  });

  it('that a decision was taken on before it ended stands still from its end on all the same', () => {
    const escalations = [
      {
        id: 'X-0001',
        item: 'M-0001',
        issue: 'Who writes?',
        decision: 'Li Ming',
        decidedBy: 'Zhao Yi',
        decidedOn: '2026-03-06',
      },
    ];
    const levels = (now: string) => minutes(now, { escalations }).notices.map(({ level }) => level);
    expect(levels('2026-03-12T17:59')).toEqual([0]);
    expect(levels('2026-03-12T18:00')).toEqual([1]);
  });

  it('that has an approval in it counts the approval’s steps apart', () => {
    const approved = { ...MEETING, minutes: 'Agreed', minutesOn: '2026-03-06' };
    const { notices } = minutes('2026-03-06T12:00', { meetings: [approved] });
    expect(notices.map(({ key, to, facts }) => [key.split(':').at(-1), to, factOf(facts, 'part')])).toEqual([
      ['1002', ['Wang Fang'], 1],
    ]);
  });
});

describe('a dispute with a day of its own', () => {
  const ROW: TypedRow = {
    id: 'X-0001',
    item: 'T-0001',
    kind: 'Goals',
    issue: 'White or brown',
    facts: 'Both were ordered',
    options: 'White; brown',
    parties: 'Li Ming, Sun Li',
    filedBy: 'Li Ming',
    openedOn: '2026-03-02',
    dueOn: '2026-03-13',
    source: 'Person',
  };
  const dispute = (now: string, row: TypedRow = {}, ...ledger: TypedRow[]) =>
    saidAt('dispute', now, {
      ...sweptAt('2026-03-02T09:00', {
        raci: [{ id: 'T-0001', name: 'Packaging', department: 'Design', responsible: 'Li Ming', due: '2026-04-30' }],
        escalations: [{ ...ROW, ...row }],
      }),
      _ledger: ledger,
    });
  const lines = (now: string, row: TypedRow = {}, ...ledger: TypedRow[]) =>
    dispute(now, row, ...ledger).notices.map(({ key, to, cc }) => [key, to, cc]);

  it('filed with the division leaders is told to them at once, and both owners know', () => {
    expect(lines('2026-03-02T09:00', { level: 1 })).toEqual([
      ['dispute:X-0001:2026-03-02:4', ['Zhao Yi', 'Qian Er'], ['Li Ming', 'Sun Li', 'Wang Fang']],
    ]);
    expect(lines('2026-03-02T09:00', { level: 2 })).toEqual([
      ['dispute:X-0001:2026-03-02:5', ['Zhou Zong'], ['Li Ming', 'Sun Li']],
    ]);
  });

  it('is reminded of by that day to those it was brought to', () => {
    const first = toldRow('dispute:X-0001:2026-03-02:4', '2026-03-10', 'zhao@example.com');
    const row = { dueOn: '2026-03-12' };
    expect(dispute('2026-03-10T12:00', row, first).silences).toEqual([['X-0001', 'in-time', { end: '2026-03-12' }]]);
    expect(lines('2026-03-11T09:00', row, first)).toEqual([
      ['dispute:X-0001:2026-03-12:2', ['Zhao Yi', 'Qian Er'], []],
    ]);
    expect(lines('2026-03-12T09:00', row, first)).toEqual([
      ['dispute:X-0001:2026-03-12:3', ['Zhao Yi', 'Qian Er'], []],
    ]);
  });
});

describe('the verdict on a duty', () => {
  const today = '2026-03-05';
  const day = (iso: string) => dayFromIso(iso)!;
  /** The review, with other facts in it, on the last day of its limit at nine. */
  const verdict = (more: Partial<Duty> | ((facts: Facts) => Partial<Duty>), ...ledger: TypedRow[]) => {
    const { _state } = sweptAt('2026-03-02T09:00', { requests: [REQUEST] });
    const tabs = { requests: [REQUEST], _state: _state!, _ledger: ledger };
    const { facts } = momentOf(`${today}T09:00`, { tabs, settings: SETTINGS });
    const [review] = facts.flow.duties.get('request.review')!;
    const given = { ...review!, ...(typeof more === 'function' ? more(facts) : more) } as Duty;
    const duty = { ...given, weeklyOn: weeklyOf(given, given, facts.snapshot, facts.notified) };
    const said: unknown[] = [];
    const flow = { ...facts.flow, duties: new Map([['request.review' as const, [duty]]]) };
    ruleOf({ rule: 'request.review' }).judge({ ...facts, flow }, (_, each) => {
      if (each === null || 'quiet' in each) said.push(each && [each.quiet, each.facts]);
      else said.push([each.step, names(each.to), names(each.cc ?? [])]);
    });
    return said[0];
  };
  const person = ({ snapshot }: Facts, name: string) => snapshot.people.get(name)!;

  it('copies those who are to know once, with the first that is said, and not with what is late', () => {
    const copied = (facts: Facts) => ({ copied: [person(facts, 'Zhao Yi')] });
    expect(verdict(copied)).toEqual([3, ['Sun Li'], ['Zhao Yi']]);
    for (const step of [1, 2, 3]) {
      expect(verdict(copied, told(step, '2026-03-04'))).toEqual([3, ['Sun Li'], []]);
      // Said earlier on the same day, it is the same mail.
      expect(verdict(copied, told(step, today))).toEqual([3, ['Sun Li'], ['Zhao Yi']]);
    }
    expect(verdict((facts) => ({ ...copied(facts), phase: 'late', daysLate: 1 }))).toEqual([6, ['Sun Li'], []]);
    expect(verdict({})).toEqual([3, ['Sun Li'], []]);
  });

  it('is weekly where it is late and goes up no more', () => {
    const last = { phase: 'late', daysLate: 9, escalatesOn: null } as const;
    const weekly = (next: string) => ['weekly-only', { due: '2026-03-05', next }];
    expect(verdict(last, told(7, '2026-02-27'))).toEqual(weekly('2026-03-06'));
    expect(verdict(last, told(6, '2026-02-27'))).toEqual(weekly('2026-03-06'));
    expect(verdict(last, told(6, '2026-02-26'))).toEqual([14, ['Sun Li'], []]);
    // Only what was said of its being late counts.
    expect(verdict(last, told(3, '2026-03-04'))).toEqual([14, ['Sun Li'], []]);
    expect(verdict(last, told(5, '2026-03-04'))).toEqual([14, ['Sun Li'], []]);
    expect(verdict(last)).toEqual([14, ['Sun Li'], []]);
    expect(verdict({ ...last, escalatesOn: day('2026-03-30') }, told(7, '2026-03-04'))).toEqual([14, ['Sun Li'], []]);
    expect(verdict({ escalatesOn: null }, told(7, '2026-03-04'))).toEqual([3, ['Sun Li'], []]);
  });

  it('after it went up is for those it went to while a written day is ahead, and else weekly', () => {
    const up = (more: Partial<Duty>) => verdict({ level: 1, levelOn: day('2026-03-04'), escalatesOn: null, ...more });
    const weekly = ['weekly', { due: '2026-03-05', next: '2026-03-11' }];
    const inTime = ['in-time', { end: '2026-03-05' }];
    expect(up({ dated: true, phase: 'day' })).toEqual([3, ['Qian Er'], []]);
    expect(up({ dated: true, phase: 'eve' })).toEqual([2, ['Qian Er'], []]);
    expect(up({ dated: true, phase: 'ahead' })).toEqual(inTime);
    expect(up({ dated: true, phase: 'day', levelOn: day(today) })).toEqual(inTime);
    expect(up({ dated: true, phase: 'late', daysLate: 1 })).toEqual(weekly);
    expect(up({ dated: true, phase: 'day', level: 2 })).toEqual(weekly);
    expect(up({ phase: 'day' })).toEqual(weekly);
    expect(up({ phase: 'day', levelOn: day('2026-02-20') })).toEqual([
      'weekly',
      { due: '2026-03-05', next: '2026-02-27' },
    ]);
  });

  it('that was brought to a level by hand copies its owners, or whoever is to know of it', () => {
    const raised = { stuck: true, raised: true } as const;
    expect(verdict(raised)).toEqual([4, ['Qian Er'], ['Sun Li', 'Wang Fang']]);
    const leaders = (facts: Facts) => ({ ...raised, leaders: [person(facts, 'Zhao Yi')] });
    expect(verdict(leaders)).toEqual([4, ['Qian Er'], ['Wang Fang']]);
    expect(verdict((facts) => ({ ...leaders(facts), copied: [person(facts, 'Chen Jie')] }))).toEqual([
      4,
      ['Qian Er'],
      ['Chen Jie', 'Wang Fang'],
    ]);
  });

  it('goes to those leaders who are there, and to the project lead where none is', () => {
    const gone = (facts: Facts) => ({ ...person(facts, 'Zhao Yi'), active: false });
    const stuck = (who: (facts: Facts) => Duty['asked'][1]) =>
      verdict((facts) => ({ stuck: true, asked: { 1: who(facts), 2: [] } }));
    expect(stuck((facts) => [gone(facts), person(facts, 'Qian Er')])).toEqual([
      4,
      ['Zhao Yi', 'Qian Er'],
      ['Wang Fang'],
    ]);
    expect(stuck((facts) => [gone(facts)])).toEqual([4, ['Wang Fang'], ['Wang Fang']]);
    // Whoever stood in hears that it is the last day, too.
    const lastDay = { level: 1, levelOn: day('2026-03-02'), escalatesOn: day(today), nextLevel: 2 } as const;
    expect(verdict((facts) => ({ ...lastDay, asked: { 1: [gone(facts)], 2: [] } }))).toEqual([3, ['Wang Fang'], []]);
    // The executive is asked, there or not: nobody stands in for them.
    const level1 = { stuck: true, level: 1, nextLevel: 2, levelOn: day('2026-03-02') } as const;
    expect(verdict((facts) => ({ ...level1, asked: { 1: [], 2: [gone(facts)] } }))).toEqual([5, ['Zhao Yi'], []]);
  });

  it('is silent before it has come to anybody', () => {
    const ahead = { phase: 'ahead' } as const;
    expect(verdict(ahead)).toEqual([1, ['Sun Li'], []]);
    expect(verdict({ ...ahead, since: day('2026-03-06') })).toEqual(['in-time', { end: '2026-03-05' }]);
    expect(verdict({ ...ahead, waiting: false })).toEqual(['in-time', { end: '2026-03-05' }]);
    expect(verdict({ ...ahead, waiting: false, announced: true })).toEqual([1, ['Sun Li'], []]);
  });
});
