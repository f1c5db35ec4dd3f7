import { describe, expect, it } from 'vitest';
import { type TaskGiven, taskAt } from '../moment.ts';

/** Phase, late, workdays late, workdays left. */
const standing = (now: string, given: TaskGiven = {}) => {
  const { phase, late, daysLate, daysLeft } = taskAt(now, given);
  return [phase, late, daysLate, daysLeft];
};

describe('a task due on Friday', () => {
  it.each([
    ['2026-03-02T09:00', ['ahead', false, 0, 4]],
    ['2026-03-02T23:59', ['ahead', false, 0, 4]],
    ['2026-03-03T00:00', ['eve', false, 0, 3]],
    ['2026-03-05T23:59', ['eve', false, 0, 1]],
    ['2026-03-06T00:00', ['day', false, 0, 0]],
    ['2026-03-06T17:59', ['day', false, 0, 0]],
    ['2026-03-06T18:00', ['late', true, 0, 0]],
    ['2026-03-07T09:00', ['late', true, 0, 0]],
    ['2026-03-09T09:00', ['late', true, 1, -1]],
    ['2026-03-10T09:00', ['late', true, 2, -2]],
  ])('at %s', (now, expected) => expect(standing(now)).toEqual(expected));

  it('that is done is past and not late', () => {
    expect(standing('2026-03-10T09:00', { tracker: { status: 'Done' } })).toEqual(['late', false, 0, -2]);
  });

  it('is not near on any day where nobody wants to be reminded', () => {
    const settings = { remindDays: '0' };
    expect(taskAt('2026-03-05T09:00', { settings }).remindOn).toBeNull();
    expect(standing('2026-03-05T09:00', { settings })).toEqual(['ahead', false, 0, 1]);
    expect(standing('2026-03-06T09:00', { settings })).toEqual(['day', false, 0, 0]);
  });

  it('has a reminder’s day', () => {
    const task = taskAt('2026-03-02T09:00');
    expect(task.remindOn).toBe(task.day('2026-03-03'));
  });

  it('has its evidence asked for from the end of the second workday after it', () => {
    expect(taskAt('2026-03-06T18:00').evidenceDue).toBe(false);
    expect(taskAt('2026-03-10T17:59').evidenceDue).toBe(false);
    expect(taskAt('2026-03-10T18:00').evidenceDue).toBe(true);
  });

  it('has its evidence asked for no earlier than it is over, where no days are given for it', () => {
    const settings = { collectDays: '0' };
    expect(taskAt('2026-03-06T17:59', { settings }).evidenceDue).toBe(false);
    expect(taskAt('2026-03-06T18:00', { settings }).evidenceDue).toBe(true);
  });

  it('is history once ten workdays have gone by after it', () => {
    expect(taskAt('2026-03-20T23:59').longPast).toBe(false);
    expect(taskAt('2026-03-21T00:00').longPast).toBe(true);
  });
});

describe('a task due on a Sunday', () => {
  const task = { due: '2026-03-08' };
  it.each([
    ['2026-03-04T09:00', ['eve', false, 0, 3]],
    ['2026-03-05T23:59', ['eve', false, 0, 2]],
    ['2026-03-06T00:00', ['day', false, 0, 1]],
    ['2026-03-08T18:00', ['day', false, 0, 1]],
    ['2026-03-09T17:59', ['day', false, 0, 0]],
    ['2026-03-09T18:00', ['late', true, 0, 0]],
    ['2026-03-10T09:00', ['late', true, 1, -1]],
  ])('at %s', (now, expected) => expect(standing(now, { task })).toEqual(expected));

  it('ends with Monday', () => {
    const { dueEnd, day } = taskAt('2026-03-04T09:00', { task });
    expect(dueEnd).toBe(day('2026-03-09'));
  });
});

describe('a task without a date', () => {
  it('is never near, late or past, and nothing is asked for', () => {
    expect(taskAt('2026-03-10T18:00', { task: { due: null } })).toMatchObject({
      due: null,
      dueEnd: null,
      remindOn: null,
      phase: null,
      late: false,
      daysLate: 0,
      daysLeft: null,
      evidenceDue: false,
      longPast: false,
    });
  });
});
