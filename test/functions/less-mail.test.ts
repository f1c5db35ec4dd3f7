import { beforeAll, describe, expect, it } from 'vitest';
import { dayFromIso, weekdayOf } from '../../core/time/day.ts';
import { answeringTeam, demoBook, liveDemo, type Morning } from '../support/demo-weeks.ts';

const FROM = '2026-03-02';
/** It was 108 once. */
const MOST = 95;

describe('ten workdays of the demo with a team that answers all it is asked', () => {
  let mornings: readonly Morning[] = [];
  beforeAll(async () => {
    mornings = await liveDemo(await demoBook('zh-CN', `${FROM}T09:00`), FROM, 10, answeringTeam);
  }, 180_000);

  it('brings no more mails than people can read', () => {
    expect(mornings.reduce((sum, { mails }) => sum + mails.length, 0)).toBeLessThanOrEqual(MOST);
  });

  it('brings none that neither asks nor is owed, except on Fridays', () => {
    const idle = mornings
      .filter(({ date }) => weekdayOf(dayFromIso(date)!) !== 5)
      .flatMap(({ date, mails }) =>
        mails.filter(({ asks, owed }) => asks + owed === 0).map(({ to }) => `${date} ${to.name}`),
      );
    expect(idle).toEqual([]);
  });

  it('brings nobody their own acts: a date they gave, a decision they made, their own task in the way of another of theirs', () => {
    const own = mornings.flatMap(({ date, facts, mails }) =>
      mails.flatMap(({ to, notices }) =>
        notices.flatMap(({ rule, item, facts: about }) => {
          const changes = 'changes' in about ? about.changes : [];
          const given = facts.notified.answered('redate', item);
          const isOwnDate =
            changes.length === 1 && given?.address === to.email && given.said.includes(changes[0]!.split('|')[2]!);
          const isOwnDecision = rule === 'dispute.ruled' && 'by' in about && about.by === to.name;
          const isOwnWait = 'predecessor' in about && facts.items.get(about.predecessor)?.responsible?.name === to.name;
          return isOwnDate || isOwnDecision || isOwnWait ? [`${date} ${to.name} ${rule} ${item}`] : [];
        }),
      ),
    );
    expect(own).toEqual([]);
  });

  it('writes to the executive when something new needs a decision, and on Fridays', () => {
    const executive = mornings.flatMap(({ date, facts, mails }) =>
      mails.filter(({ to }) => to === facts.snapshot.policy.executive).map(({ notices }) => ({ date, notices })),
    );
    for (const { date, notices } of executive) {
      const isFriday = weekdayOf(dayFromIso(date)!) === 5;
      expect(isFriday || notices.some(({ level }) => level === 2), date).toBe(true);
    }
    expect(executive.length).toBeLessThanOrEqual(4);
  });
});
