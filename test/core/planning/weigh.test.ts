import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planJson } from '../../../core/planning/plan-json.ts';
import { isoOf } from '../../../core/time/day.ts';
import { type Given, play } from '../../support/scenario.ts';

const SCENARIOS = new URL('../../scenarios/', import.meta.url);
const givenIn = (folder: string): Given =>
  JSON.parse(readFileSync(new URL(`${folder}/given.json`, SCENARIOS), 'utf8')) as Given;
const folders = readdirSync(SCENARIOS).filter((name) => existsSync(new URL(`${name}/given.json`, SCENARIOS)));

/** What each day's mails ask and owe, the last reading of the day. */
const weighed = async (given: Given) => {
  const days = new Map<string, string[]>();
  await play(given, ({ snapshot: { today } }, plan) => {
    const { mails } = planJson(plan, 'en', today);
    days.set(
      isoOf(today),
      mails.map(({ to, asks, owed }) => `${to} asks ${asks} owed ${owed}`),
    );
  });
  return days;
};

describe('a mail says how much it asks and what is owed', () => {
  it('of a date that moved, to whose task it is; the others hear of it with a mail that asks something, or on Friday', async () => {
    const days = await weighed(givenIn('what-asks-nothing-waits-for-the-next-mail-or-for-Friday,-and-is-told-once'));
    expect(Object.fromEntries(days)).toEqual({
      '2026-03-02': [],
      '2026-03-03': ['li@example.com asks 0 owed 1'],
      '2026-03-04': ['li@example.com asks 0 owed 1'],
      '2026-03-05': ['wang@example.com asks 1 owed 0', 'sun@example.com asks 1 owed 0'],
      '2026-03-06': ['chen@example.com asks 0 owed 0', 'zhao@example.com asks 0 owed 0'],
      '2026-03-09': [],
    });
  });

  it('where what was to leave on Friday did not, it is owed by now', async () => {
    const days = await weighed(givenIn('what-was-to-be-told-on-a-Friday-without-a-sweep-is-told-on-the-next-workday'));
    expect(days.get('2026-03-09')).toEqual([
      'wang@example.com asks 0 owed 1',
      'chen@example.com asks 0 owed 1',
      'zhao@example.com asks 0 owed 1',
      'sun@example.com asks 0 owed 1',
    ]);
  });

  it('and leaves without either on Fridays alone', async () => {
    const found: string[] = [];
    for (const folder of folders) {
      await play(givenIn(folder), ({ snapshot: { today } }, plan) => {
        const isFriday = new Date(isoOf(today)).getUTCDay() === 5;
        for (const { to, asks, owed } of isFriday ? [] : plan.mails)
          if (asks + owed === 0) found.push(`${folder}, ${isoOf(today)}: ${to.name}`);
      });
    }
    // There Friday is a day off.
    expect([...new Set(found)]).toEqual([
      'where-Friday-is-off-what-waits-is-told-on-the-last-workday-before-it, 2026-03-05: Wang Fang',
      'where-Friday-is-off-what-waits-is-told-on-the-last-workday-before-it, 2026-03-05: Zhao Yi',
      'where-Friday-is-off-what-waits-is-told-on-the-last-workday-before-it, 2026-03-05: Sun Li',
    ]);
  });
});
