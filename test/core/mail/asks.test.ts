import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../../core/mail/index.ts';
import { recordAsks } from '../../support/asks.ts';
import { demoBook, idleTeam, liveDemo, type Morning } from '../../support/demo-weeks.ts';

describe('ten workdays of the demo', () => {
  const from = '2026-03-02';
  let mornings: readonly Morning[] = [];
  beforeAll(async () => {
    mornings = await liveDemo(await demoBook('zh-CN', `${from}T09:00`), from, 10, idleTeam);
  }, 60_000);

  it('fill the button that does what a card asks, and offer only days to come on which people work', () => {
    const record = recordAsks();
    for (const { facts, mails } of mornings) record.look(facts, { mails });
    expect(record.cards()).toBeGreaterThan(100);
    expect([record.wrong, record.dates]).toEqual([[], []]);
  });

  it('put options that have letters on the buttons of whoever decides among them', () => {
    const asked = mornings.flatMap(({ facts, mails }) =>
      mails.flatMap((mail) =>
        digestOf(facts, mail, (_person, item, kind) => `https://b.example.com/?i=${item}&a=${kind}`).sections.flatMap(
          ({ cards }) =>
            cards.filter(({ title, buttons }) => title === '彩盒用哑膜还是亮膜' && buttons[0]?.does === 'rule'),
        ),
      ),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const { buttons } of asked) {
      expect(buttons.map(({ label }) => label)).toEqual(['定 A', '定 B', '别的办法']);
      expect(new URL(buttons[1]?.url ?? '').searchParams.get('option')).toBe('2');
    }
  });
});
