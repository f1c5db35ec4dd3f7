import { describe, expect, it } from 'vitest';
import { recordAsks } from '../../support/asks.ts';
import { demoBook, idleTeam, liveDemo } from '../../support/demo-weeks.ts';

describe('ten workdays of the demo', () => {
  it('fill the button that does what a card asks, and offer only days to come on which people work', async () => {
    const record = recordAsks();
    const from = '2026-03-02';
    for (const { facts, mails } of await liveDemo(await demoBook('zh-CN', `${from}T09:00`), from, 10, idleTeam))
      record.look(facts, { mails });
    expect(record.cards()).toBeGreaterThan(100);
    expect([record.wrong, record.dates]).toEqual([[], []]);
  }, 60_000);
});
