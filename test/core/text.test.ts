import { describe, expect, it } from 'vitest';
import { firstMatch, groupsOf } from '../../core/text/groups.ts';
import { groupBy, only } from '../../core/text/maps.ts';
import { Defect, must } from '../../core/text/must.ts';

describe('what a regular expression took', () => {
  it('is read by the names of its groups; one that took no part, or is not there, says nothing', () => {
    const m = firstMatch([/^(?<letter>[a-z])$/, /^(?<number>\d+)(?<unit>kg)?$/], '12');
    expect(m && groupsOf(m, 'number', 'unit', 'letter')).toEqual({ number: '12', unit: '', letter: '' });
    expect(firstMatch([/^a$/], 'b')).toBeNull();
  });
});

describe('what is always there', () => {
  it('is given back, be it nothing much', () => {
    expect([must(0, 'zero'), must('', 'text'), must(false, 'flag')]).toEqual([0, '', false]);
  });

  it('is a defect that says what is missing where it is not', () => {
    expect(() => must(undefined, 'sheet of tasks')).toThrow(new Defect('there is no sheet of tasks'));
    expect(() => must(null, 'sheet of tasks')).toThrow(Defect);
  });
});

it('the only value there is: none of none, and none of several', () => {
  expect([only([1]), only([]), only([1, 2]), only(new Set(['a']))]).toEqual([1, undefined, undefined, 'a']);
});

it('lists by a key hold what came first at their beginning', () => {
  const lists = groupBy([3, 1, 2, 5], (n) => n % 2);
  expect([...lists]).toEqual([
    [1, [3, 1, 5]],
    [0, [2]],
  ]);
});
