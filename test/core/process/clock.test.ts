import { describe, expect, it } from 'vitest';
import { clockOf, type Standstill, weeklyAfter } from '../../../core/process/clock.ts';
import type { Person } from '../../../core/snapshot.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import type { TypedRow } from '../../support/scenario.ts';
import { momentOf, names, TASK, type TaskGiven, taskAt, toldRow, unchangedSince } from '../moment.ts';

const ISO = (day: number | null) => (day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10));

/** As the task stands, it was last changed on that day. */
const unchanged = (
  now: string,
  changedOn: string,
  { task = {}, tracker = {}, tabs = {} }: TaskGiven,
  more: TypedRow = {},
) => {
  const rows = { raci: [{ ...TASK, ...task }], tracker: [{ id: 'T-0001', ...tracker }], ...tabs };
  return taskAt(now, { tabs: unchangedSince(changedOn, now, rows, more) });
};

const BLOCKED: TaskGiven = { task: { due: '2026-04-30' }, tracker: { status: 'Blocked' } };
/** Blocked since Monday, 2 March. */
const blocked = (now: string, { given = BLOCKED, state = {} }: { given?: TaskGiven; state?: TypedRow } = {}) =>
  unchanged(now, '2026-03-02', given, state);

describe('the stuck clock', () => {
  it('does not run for what is on its way, or over', () => {
    const quiet = {
      court: null,
      stuckSince: null,
      daysStill: 0,
      level: 0,
      levelOn: null,
      escalatedOn: null,
      escalatesOn: null,
      escalatesTo: [],
      stuck: false,
      executiveOn: null,
      weeklyOn: null,
      help: null,
    };
    expect(taskAt('2026-03-05T09:00', { tracker: { status: 'In progress' } })).toMatchObject(quiet);
    expect(taskAt('2026-03-20T09:00', { tracker: { status: 'Done', output: 'box.pdf' } })).toMatchObject(quiet);
    expect(taskAt('2026-03-20T09:00', { tracker: { status: 'Cancelled' } })).toMatchObject(quiet);
  });

  it.each([
    ['late', {}, { status: 'In progress' }],
    ['late', {}, { status: 'Blocked' }],
    ['blocked', { due: '2026-04-30' }, { status: 'Blocked' }],
    ['delayed', { due: '2026-04-30' }, { status: 'Delayed' }],
  ])('says whether an item is %s', (court, task, tracker) => {
    expect(taskAt('2026-03-09T09:00', { task, tracker }).court).toBe(court);
  });

  it('counts workdays from the change, ends with the third, and reaches those who answer for it', () => {
    const wednesday = blocked('2026-03-04T18:00');
    expect(wednesday).toMatchObject({ daysStill: 2, level: 0, nextLevel: 1, stuck: false });
    expect(ISO(wednesday.executiveOn)).toBe('2026-03-09');
    expect(ISO(wednesday.stuckSince)).toBe('2026-03-02');
    expect(ISO(wednesday.escalatesOn)).toBe('2026-03-05');
    expect(names(wednesday.escalatesTo)).toEqual(['Chen Jie', 'Zhao Yi']);
    expect(blocked('2026-03-05T17:59').stuck).toBe(false);
    const thursday = blocked('2026-03-05T18:00');
    expect(thursday).toMatchObject({ daysStill: 3, stuck: true });
    expect(ISO(thursday.executiveOn)).toBe('2026-03-10');
  });

  it('counts for what is late from the end of its date, and for what changed after that from the change', () => {
    const late = { tracker: { status: 'In progress' } };
    const now = '2026-03-10T09:00';
    expect(ISO(unchanged(now, '2026-03-02', late).stuckSince)).toBe('2026-03-06');
    expect(ISO(unchanged(now, '2026-03-09', late).stuckSince)).toBe('2026-03-09');
  });

  it('does not run from an earlier day than it ran from before', () => {
    expect(ISO(blocked('2026-03-10T09:00', { state: { since: '2026-03-05' } }).stuckSince)).toBe('2026-03-05');
    expect(ISO(blocked('2026-03-10T09:00', { state: { since: '2026-02-20' } }).stuckSince)).toBe('2026-03-02');
  });

  it('goes on when anything but the owner changes', () => {
    expect(ISO(blocked('2026-03-10T09:00', { state: { scope: 'another' } }).stuckSince)).toBe('2026-03-02');
  });

  it('goes on to the executive where help was asked for after the first level', () => {
    const escalations = [{ id: 'X-0001', item: 'T-0001', level: 1, issue: 'No paper', filedBy: 'Li Ming' }];
    const none = blocked('2026-03-09T09:00', { given: { ...BLOCKED, tabs: { escalations } } });
    expect([none.escalatesOn, none.escalatesTo, none.help?.id]).toEqual([null, [], 'X-0001']);
    const first = toldRow('task.stuck:T-0001:2026-03-02:1', '2026-03-06');
    const level1 = blocked('2026-03-09T09:00', { given: { ...BLOCKED, tabs: { escalations, _ledger: [first] } } });
    expect(ISO(level1.escalatesOn)).toBe('2026-03-11');
  });

  it('begins anew for a new owner', () => {
    const anew = blocked('2026-03-10T09:00', { state: { owner: 'Wang Fang', since: '2026-03-05' } });
    expect(ISO(anew.stuckSince)).toBe('2026-03-10');
  });

  it('after the first level runs to the executive, and after the second to nobody', () => {
    const first = toldRow('task.stuck:T-0001:2026-03-02:1', '2026-03-06');
    const now = '2026-03-11T17:59';
    const level1 = blocked(now, { given: { ...BLOCKED, tabs: { _ledger: [first] } } });
    expect(level1).toMatchObject({ level: 1, nextLevel: 2, stuck: false });
    expect([level1.levelOn, level1.escalatedOn, level1.escalatesOn, level1.executiveOn].map(ISO)).toEqual([
      '2026-03-06',
      '2026-03-06',
      '2026-03-11',
      '2026-03-11',
    ]);
    expect(names(level1.escalatesTo)).toEqual(['Zhou Zong']);
    const evening = blocked('2026-03-11T18:00', { given: { ...BLOCKED, tabs: { _ledger: [first] } } });
    expect(evening).toMatchObject({ level: 1, stuck: true });

    const second = toldRow('task.stuck:T-0001:2026-03-02:2', '2026-03-12');
    const level2 = blocked('2026-03-20T18:00', { given: { ...BLOCKED, tabs: { _ledger: [first, second] } } });
    expect(level2).toMatchObject({ level: 2, escalatesOn: null, escalatesTo: [], stuck: false });
    expect([level2.levelOn, level2.escalatedOn].map(ISO)).toEqual(['2026-03-12', '2026-03-06']);
  });
});

describe('a written decision', () => {
  const ROW: TypedRow = {
    item: 'T-0001',
    issue: 'Which paper',
    openedOn: '2026-03-06',
    kind: 'Stuck',
    source: 'Automatic',
  };
  const since = (...rows: TypedRow[]) => {
    const escalations = rows.map((row, i) => ({ id: `X-000${i + 1}`, ...ROW, ...row }));
    return ISO(blocked('2026-03-16T09:00', { given: { ...BLOCKED, tabs: { escalations } } }).stuckSince);
  };

  it('starts the clock on its day', () => {
    expect(since({ decision: 'White', decidedOn: '2026-03-09' })).toBe('2026-03-09');
    expect(since({ decision: 'White', decidedOn: '2026-02-20' })).toBe('2026-03-02');
  });

  it('that names a date starts it on that date, however long the task has been blocked', () => {
    const row = { id: 'X-0001', ...ROW, decision: 'White', decidedOn: '2026-03-09', newDue: '2026-03-20' };
    const on = (now: string) => blocked(now, { given: { ...BLOCKED, tabs: { escalations: [row] } } });
    expect(on('2026-03-19T09:00')).toMatchObject({ court: null, stuck: false });
    const late = on('2026-03-23T18:00');
    expect(late).toMatchObject({ court: 'late', level: 0, stuck: false });
    expect([late.stuckSince, late.escalatesOn].map(ISO)).toEqual(['2026-03-20', '2026-03-25']);
  });

  it('without a day ends the clock it was asked for, and no later one', () => {
    expect(since({ decision: 'White', openedOn: '2026-03-02' })).toBeNull();
    expect(since({ decision: 'White', openedOn: '2026-03-06' })).toBeNull();
    expect(since({ decision: 'White', openedOn: '2026-02-27' })).toBe('2026-03-02');
    expect(since({ decision: 'White', openedOn: null })).toBe('2026-03-02');
  });

  it('that says nothing, or is about another task, is none', () => {
    expect(since({ decision: '', decidedOn: '2026-03-09' })).toBe('2026-03-02');
    expect(since({ item: 'T-0002', decision: 'White', decidedOn: '2026-03-09' })).toBe('2026-03-02');
  });

  it('is the latest, wherever it stands', () => {
    const [early, late] = [
      { decision: 'White', decidedOn: '2026-03-06' },
      { decision: 'Brown', decidedOn: '2026-03-10' },
    ];
    expect(since(early, late)).toBe('2026-03-10');
    expect(since(late, early)).toBe('2026-03-10');
  });

  it('without a day counts as of the day it was asked for', () => {
    const undated = { decision: 'Brown', openedOn: '2026-03-09' };
    expect(since({ decision: 'White', decidedOn: '2026-03-06' }, undated)).toBeNull();
    expect(since(undated, { decision: 'White', decidedOn: '2026-03-06' })).toBeNull();
    expect(since(undated, { decision: 'White', decidedOn: '2026-03-10' })).toBe('2026-03-10');
    expect(since({ decision: 'White', decidedOn: '2026-03-10' }, undated)).toBe('2026-03-10');
    // Of two of one day, the lower row is the later one.
    expect(since(undated, { decision: 'White', decidedOn: '2026-03-09' })).toBe('2026-03-09');
    expect(since({ decision: 'White', decidedOn: '2026-03-09' }, undated)).toBeNull();
  });
});

describe('a clock, whosever it is', () => {
  const day = (iso: string) => dayFromIso(iso) ?? 0;
  const person = (name: string): Person => ({
    ...{ name, email: `${name}@example.com`, department: '', locale: 'en', active: true, delegate: null },
  });
  const [leader, executive] = [person('leader'), person('executive')];
  /** As a workbook stands at a moment whose ledger says only when each level was told. */
  const at = (now: string, still: Partial<Standstill> = {}, told: Partial<Record<1 | 2, string>> = {}) => {
    const { facts } = momentOf(now, {});
    const dayOf = (_rule: string, _item: string, _date: string, step: number) => {
      const on = step === 4 ? told[1] : told[2];
      return on === undefined ? null : day(on);
    };
    const earliest = told[1] ?? told[2];
    const first = () => (earliest === undefined ? null : { step: told[1] === undefined ? 5 : 4, day: day(earliest) });
    const clock = clockOf(
      {
        ...{
          rule: 'dispute',
          item: 'X-0001',
          steps: { 1: 4, 2: 5 },
          since: day('2026-03-02'),
          stuckDays: 3,
          executiveDays: 3,
        },
        ...{ asked: { 1: [leader], 2: [executive] }, movers: { 0: [], 1: [leader], 2: [executive] } },
        ...still,
      },
      facts.snapshot,
      { ...facts.notified, first, dayOf, heard: (...key) => ({ on: dayOf(...key), isWaiting: false }) },
    );
    return [clock.level, ISO(clock.escalatesOn), clock.escalatesTo[0]?.name ?? null, clock.stuck];
  };

  it('asks the leaders once its workdays have ended, and the executive some workdays after that was told', () => {
    expect(at('2026-03-05T17:59')).toEqual([0, '2026-03-05', 'leader', false]);
    expect(at('2026-03-05T18:00')).toEqual([0, '2026-03-05', 'leader', true]);
    expect(at('2026-03-11T17:59', {}, { 1: '2026-03-06' })).toEqual([1, '2026-03-11', 'executive', false]);
    expect(at('2026-03-11T18:00', {}, { 1: '2026-03-06' })).toEqual([1, '2026-03-11', 'executive', true]);
    expect(at('2026-03-20T18:00', {}, { 1: '2026-03-06', 2: '2026-03-12' })).toEqual([2, null, null, false]);
  });

  it('asks the leaders no earlier than its own limit has ended', () => {
    expect(at('2026-03-05T18:00', { notBefore: day('2026-03-10') })).toEqual([0, '2026-03-10', 'leader', false]);
    expect(at('2026-03-05T18:00', { notBefore: day('2026-03-03') })).toEqual([0, '2026-03-05', 'leader', true]);
  });

  it('asks nobody later than on a day that people wrote, unless it was over before', () => {
    const by = (iso: string, told: Partial<Record<1 | 2, string>> = {}) =>
      at('2026-03-04T09:00', { notAfter: day(iso) }, told)[1];
    expect(by('2026-03-03')).toBe('2026-03-03');
    expect(by('2026-03-12')).toBe('2026-03-05');
    expect(by('2026-02-27')).toBe('2026-03-05');
    expect(by('2026-03-05', { 1: '2026-03-04' })).toBe('2026-03-05');
    expect(by('2026-03-03', { 1: '2026-03-04' })).toBe('2026-03-09');
  });

  it('asks nobody once it is of no use any more, or while something else goes up in its stead', () => {
    expect(at('2026-03-20T18:00', { until: day('2026-03-05') })).toEqual([0, null, null, false]);
    expect(at('2026-03-20T18:00', { until: day('2026-03-06') })).toEqual([0, '2026-03-05', 'leader', true]);
    expect(at('2026-03-20T18:00', { stuckDays: null })).toEqual([0, null, null, false]);
    expect(at('2026-03-20T18:00', { stuckDays: null }, { 1: '2026-03-06' })[1]).toBe('2026-03-11');
  });

  it('asks at once at the level it was brought to by hand', () => {
    const byHand = (level: 0 | 1 | 2) => ({ byHand: { level, on: day('2026-03-02') } });
    expect(at('2026-03-02T09:00', byHand(1))).toEqual([0, '2026-03-02', 'leader', true]);
    expect(at('2026-03-02T09:00', byHand(2))).toEqual([0, '2026-03-02', 'executive', true]);
    expect(at('2026-03-03T09:00', byHand(2), { 1: '2026-03-02' })).toEqual([1, '2026-03-02', 'executive', true]);
    expect(at('2026-03-03T09:00', byHand(1), { 1: '2026-03-02' })).toEqual([1, '2026-03-05', 'executive', false]);
  });

  it('says a week after it was escalated, or after it was said last, when it is said next', () => {
    const { snapshot } = momentOf('2026-03-02T09:00', {}).facts;
    const next = (...days: (string | null)[]) => {
      const [escalatedOn = null, lastTold = null] = days.map((iso) => (iso === null ? null : day(iso)));
      return ISO(weeklyAfter(escalatedOn, lastTold, snapshot));
    };
    expect(next(null, '2026-03-04')).toBeNull();
    expect(next('2026-03-03', null)).toBe('2026-03-10');
    expect(next('2026-03-03', '2026-03-10')).toBe('2026-03-17');
    expect(next('2026-03-03', '2026-03-02')).toBe('2026-03-10');
  });
});
