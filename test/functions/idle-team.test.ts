/** Nobody answers for ten workdays: each mail says what is new since the one before, how many days it has been or who is asked next. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { LinkTo } from '../../core/answers/model.ts';
import { digestOf } from '../../core/mail/index.ts';
import type { Digest } from '../../core/mail/model.ts';
import { type Line, plain } from '../../core/text/span.ts';
import { LOCALES } from '../../sheet-templates/index.ts';
import { demoBook, idleTeam, liveDemo, type Morning } from '../support/demo-weeks.ts';

const FROM = '2026-03-02';
const linkTo: LinkTo = (_, item, kind) => `https://baton.example.com/respond?t=${item}&a=${kind}`;

const flat = (line: Line): string => line.map(plain).join('');
/** What a task is about is the same every day: its owner, what it holds up, when it is done, each behind its label. */
const isLabelled = ([first]: Line): boolean => typeof first === 'object' && 'strong' in first;

/** What a mail says of each thing: all of it in one, by its title; and its sentences about what has happened and what comes next. */
const sayingsIn = ({ sections }: Digest) => {
  const whole = new Map<string, string>();
  const next = new Set<string>();
  for (const { cards, entries } of sections) {
    for (const card of cards) {
      const lines = card.lines.map(flat);
      whole.set(card.title, [card.when, ...lines, card.ask ?? ''].join('\n'));
      for (const line of card.lines)
        if (!isLabelled(line) && /\d{2}:\d{2}/.test(flat(line))) next.add(`${card.title}: ${flat(line)}`);
    }
    for (const { text } of entries) whole.set(flat(text), flat(text));
  }
  return { whole, next };
};

describe.each(LOCALES)('ten workdays of the demo with nobody answering, in %s', (locale) => {
  let mornings: readonly Morning[] = [];
  beforeAll(async () => {
    mornings = await liveDemo(await demoBook(locale, `${FROM}T09:00`), FROM, 10, idleTeam);
  }, 120_000);

  it('say nothing twice in a row to the same person', () => {
    const before = new Map<string, ReturnType<typeof sayingsIn>>();
    const again: string[] = [];
    for (const { date, facts, mails } of mornings) {
      for (const mail of mails) {
        const now = sayingsIn(digestOf(facts, mail, linkTo));
        const last = before.get(mail.to.name);
        for (const [title, words] of now.whole)
          if (last?.whole.get(title) === words) again.push(`${date} ${mail.to.name}: ${words}`);
        for (const words of now.next) if (last?.next.has(words)) again.push(`${date} ${mail.to.name}: ${words}`);
        before.set(mail.to.name, now);
      }
    }
    expect(again).toEqual([]);
  });
});
