import { describe, expect, it } from 'vitest';
import type { Update } from '../../../core/process/week.ts';
import { isoOf } from '../../../core/time/day.ts';
import type { TypedRow } from '../../support/scenario.ts';
import { momentOf, TASK, type Tabs } from '../moment.ts';

const SETTINGS = { updateDay: '5', updateTime: '17:00' };

const updatesAt = (now: string, tabs: Tabs, settings: Readonly<Record<string, string>> = {}) =>
  momentOf(now, { tabs, settings: { ...SETTINGS, ...settings } }).facts.updates;

const shown = (update: Update | null): Readonly<Record<string, string>> | null =>
  update && {
    by: isoOf(update.by),
    stage: update.stage,
    ...Object.fromEntries(
      [...update.departments].map(([name, { running, missing }]) => [name, `${missing.length} of ${running}`]),
    ),
  };

/** One running task that was begun long ago and updated on a day. */
const running = (updatedOn: string | null, seen = '2026-01-05'): Tabs => ({
  raci: [{ ...TASK, start: '2026-01-05', due: '2026-06-30' }],
  tracker: [{ id: 'T-0001', status: 'In progress', updatedOn }],
  _state: [{ id: 'T-0001', tab: 'raci', seenOn: seen, changedOn: seen }],
});

describe('the weekly update', () => {
  it.each([
    ['2026-03-05T23:59', { by: '2026-02-27', stage: 'passed', Design: '1 of 1' }],
    ['2026-03-06T00:00', { by: '2026-03-06', stage: 'nears', Design: '1 of 1' }],
    ['2026-03-06T16:59', { by: '2026-03-06', stage: 'nears', Design: '1 of 1' }],
    ['2026-03-06T17:00', { by: '2026-03-06', stage: 'passed', Design: '1 of 1' }],
    ['2026-03-08T09:00', { by: '2026-03-06', stage: 'passed', Design: '1 of 1' }],
    ['2026-03-09T09:00', { by: '2026-03-06', stage: 'passed', Design: '1 of 1' }],
  ])('at %s', (now, expected) => {
    const tabs = running('2026-02-20');
    // What is not known of the task's text is no change of it.
    const { fingerprint } = momentOf(now, { tabs }).facts.items.get('T-0001')!;
    const _state = tabs._state!.map((row) => ({ ...row, fingerprint }));
    expect(shown(updatesAt(now, { ...tabs, _state }).weekly)).toEqual(expected);
  });

  it('is due on the workday before a day off, and in a week without workdays up to it never', () => {
    const off = (...isos: string[]): TypedRow[] => isos.map((date) => ({ date, kind: 'Off' }));
    const tabs = running(null);
    expect(shown(updatesAt('2026-03-05T09:00', { ...tabs, calendar: off('2026-03-06') }).weekly)).toMatchObject({
      by: '2026-03-05',
      stage: 'nears',
    });
    const week = off('2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06');
    expect(shown(updatesAt('2026-03-07T09:00', { ...tabs, calendar: week }).weekly)).toMatchObject({
      by: '2026-02-27',
      stage: 'passed',
    });
    const two = [...week, ...off('2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27')];
    expect(updatesAt('2026-03-07T09:00', { ...tabs, calendar: two }).weekly).toBeNull();
  });

  it.each([
    ['1', '2026-03-02'],
    ['3', '2026-03-04'],
    ['7', '2026-03-06'],
  ])('is due on the weekday that was chosen (%s), or the workday before it', (updateDay, by) => {
    const update = updatesAt(`${by}T09:00`, running(null), { updateDay }).weekly!;
    expect([isoOf(update.by), update.stage]).toEqual([by, 'nears']);
  });

  const ON_FRIDAY = '2026-03-06T18:00';
  const missing = (tabs: Tabs) => {
    const { fingerprint } = momentOf(ON_FRIDAY, { tabs }).facts.items.get('T-0001')!;
    const _state = (tabs._state ?? []).map((row) => ({ fingerprint, ...row }));
    return shown(updatesAt(ON_FRIDAY, { ...tabs, _state }).weekly)?.Design;
  };

  it.each([
    ['2026-03-01', '1 of 1'],
    ['2026-03-02', '0 of 1'],
    ['2026-03-06', '0 of 1'],
    ['2026-03-07', '1 of 1'],
    [null, '1 of 1'],
  ])('is there when the row was updated in that week (%s)', (updatedOn, expected) => {
    expect(missing(running(updatedOn))).toBe(expected);
  });

  it('is there when the row changed in that week, and not when it was only seen first', () => {
    const changed = (changedOn: string, seenOn = '2026-01-05') =>
      missing({ ...running(null), _state: [{ id: 'T-0001', tab: 'raci', seenOn, changedOn }] });
    expect(changed('2026-03-01')).toBe('1 of 1');
    expect(changed('2026-03-02')).toBe('0 of 1');
    expect(changed('2026-03-03', '2026-03-03')).toBe('1 of 1');
  });

  it.each<[string, TypedRow, string, string | undefined]>([
    ['has begun', {}, 'In progress', '1 of 1'],
    ['has begun without a day for it', { start: null }, 'In progress', '1 of 1'],
    ['is blocked', {}, 'Blocked', '1 of 1'],
    ['should have begun that day', { start: '2026-03-06' }, 'Not started', '1 of 1'],
    ['begins later', { start: '2026-03-07' }, 'Not started', undefined],
    ['has no start', { start: null }, 'Not started', undefined],
    ['is late, begun or not', { start: null, due: '2026-03-05' }, 'Not started', '1 of 1'],
    ['is done', {}, 'Done', undefined],
  ])('is asked for what %s', (_, task, status, expected) => {
    const tabs = running(null);
    expect(missing({ ...tabs, raci: [{ ...tabs.raci![0]!, ...task }], tracker: [{ id: 'T-0001', status }] })).toBe(
      expected,
    );
  });

  it('is asked for what came on its very day', () => {
    expect(missing(running(null, '2026-03-06'))).toBe('1 of 1');
    expect(missing(running(null, '2026-03-07'))).toBeUndefined();
  });

  it('is not asked for what came after it, or belongs to no department', () => {
    const tabs = running(null);
    expect(shown(updatesAt('2026-03-09T09:00', { ...tabs, _state: [] }).weekly)).toEqual({
      by: '2026-03-06',
      stage: 'passed',
    });
    const nobody = [{ ...tabs.raci![0]!, department: '', responsible: 'Zhao Yi' }];
    expect(missing({ ...tabs, raci: nobody })).toBeUndefined();
  });
});

describe('the daily update', () => {
  const DAILY: Tabs = {
    ...running('2026-03-04'),
    requests: [{ id: 'Q-0001', name: 'Launch', initiator: 'Wang Fang', goal: '500 sold', rhythm: 'Daily' }],
    raci: [{ ...TASK, start: '2026-01-05', due: '2026-06-30', request: 'Q-0001' }],
  };
  const at = (now: string, settings: Readonly<Record<string, string>> = {}) => {
    const { fingerprint } = momentOf(now, { tabs: DAILY }).facts.items.get('T-0001')!;
    const { daily, weekly } = updatesAt(
      now,
      { ...DAILY, _state: DAILY._state!.map((row) => ({ ...row, fingerprint })) },
      settings,
    );
    return [shown(daily), shown(weekly)!.Design];
  };

  it('is of the last workday whose time has passed, and the weekly one is not asked for beside it', () => {
    expect(at('2026-03-04T17:00')).toEqual([{ by: '2026-03-04', stage: 'passed', Design: '0 of 1' }, undefined]);
    expect(at('2026-03-05T16:59')).toEqual([{ by: '2026-03-04', stage: 'passed', Design: '0 of 1' }, undefined]);
    expect(at('2026-03-05T17:00')).toEqual([{ by: '2026-03-05', stage: 'passed', Design: '1 of 1' }, undefined]);
    expect(at('2026-03-09T09:00')).toEqual([{ by: '2026-03-06', stage: 'passed', Design: '1 of 1' }, undefined]);
  });
});
