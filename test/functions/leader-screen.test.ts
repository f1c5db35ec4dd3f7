import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkTo } from '../../core/answers/model.ts';
import { htmlOf } from '../../core/mail/html.ts';
import { digestOf } from '../../core/mail/index.ts';
import type { Digest } from '../../core/mail/model.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { openChromium } from '../support/chromium.ts';
import { demoBook, idleTeam, liveDemo, type Morning } from '../support/demo-weeks.ts';
import { lengthOf, wordsOn } from '../support/screen.ts';

/** A Monday: ten workdays from it bring two Fridays. The other is a Friday, on which a dispute is the leaders' until the Monday after. */
const FROM = '2026-03-02';
const FROM_FRIDAY = '2026-03-06';
const MOST: Readonly<Record<Locale, number>> = { 'zh-CN': 300, en: 170 };
/** The height of a phone's screen, at 360 px. */
const SCREEN = 780;
const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

const heightOf = async (page: Page, digest: Digest): Promise<number> => {
  await page.setContent(htmlOf(digest));
  const height = await page.evaluate<number>('Math.ceil(document.body.getBoundingClientRect().height)');
  const sideways = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(sideways).toBe(360);
  return height;
};

const linkTo: LinkTo = (_, item, kind) => `https://baton.example.com/respond?t=${item}&a=${kind}`;

/** What leaders and the executive get, with nobody answering: their mails are never longer. */
const leaderMails = ({ facts, mails }: Morning) => {
  const { departments, policy } = facts.snapshot;
  const leaders = new Set(
    [...departments.values()].map(({ divisionLeader }) => divisionLeader).concat(policy.executive),
  );
  return mails.flatMap((mail) =>
    leaders.has(mail.to) ? [{ name: mail.to.name, mail, digest: digestOf(facts, mail, linkTo) }] : [],
  );
};

/** How many things stand under a heading: cards, and what is named or counted after them. */
const decisionsOn = (digest: Digest): number => {
  const [first] = digest.sections.filter(({ cards }) => cards.length > 0);
  const more = /\d+|一|两|三|四|五|六|七|八|九|十|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten/.exec(
    first?.more ?? '',
  );
  return (first?.cards.length ?? 0) + (more ? numberOf(more[0]) : 0);
};

const WORDS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
const ENGLISH = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const numberOf = (word: string): number => {
  const at = Math.max(WORDS.indexOf(word), ENGLISH.indexOf(word.toLowerCase()));
  return at >= 0 ? at : Number(word);
};

describe.each(LOCALES)('a leader’s mail of the demo in %s', (locale) => {
  let mornings: readonly Morning[] = [];
  let fromFriday: readonly Morning[] = [];
  beforeAll(async () => {
    const lived = async (from: string, days: number) => {
      const raw = await demoBook(locale, `${from}T09:00`);
      return liveDemo({ ...raw, url: 'https://sheets.example.com/plan' }, from, days, idleTeam);
    };
    mornings = await lived(FROM, 10);
    fromFriday = await lived(FROM_FRIDAY, 3);
  }, 120_000);

  it('fits one screen of a phone on each Friday', () => {
    const fridays = [...mornings, ...fromFriday].filter(({ date }) => ['2026-03-06', '2026-03-13'].includes(date));
    const sizes = fridays.flatMap((morning) =>
      leaderMails(morning).map(({ name, digest }) => [`${morning.date} ${name}`, lengthOf(digest)] as const),
    );
    expect(sizes).toHaveLength(9);
    expect(sizes.filter(([, size]) => size > MOST[locale])).toEqual([]);
  });

  it.skipIf(!browser)(
    `is no higher than ${SCREEN} px at 360 px, on any day`,
    async () => {
      // A page costs more to open than a mail to show: one for all of them.
      const page = await browser!.newPage({ viewport: { width: 360, height: 100 } });
      const heights: [string, number][] = [];
      for (const morning of [...mornings, ...fromFriday]) {
        for (const { name, digest } of leaderMails(morning)) {
          heights.push([`${morning.date} ${name}`, await heightOf(page, digest)]);
        }
      }
      await page.close();
      expect(heights.length).toBeGreaterThanOrEqual(30);
      expect(heights.filter(([, height]) => height > SCREEN)).toEqual([]);
    },
    60_000,
  );

  it('has a dispute that waits for them among their decisions, with its choices, on each day on which they are reminded of it', () => {
    const reminded = [...mornings, ...fromFriday].flatMap((morning) =>
      leaderMails(morning).filter(({ mail }) =>
        mail.notices.some(({ rule, level }) => rule === 'dispute' && level === 0),
      ),
    );
    expect(reminded.length).toBeGreaterThanOrEqual(6);
    for (const { mail, digest } of reminded) {
      expect(digest.isBrief, mail.to.name).toBe(true);
      const dispute = digest.sections[0]?.cards.find(({ title }) => /Matt or glossy|哑膜还是亮膜/.test(title));
      expect(dispute?.buttons.map(({ does }) => does)).toEqual(['rule', 'rule', 'rule']);
    }
  });

  it('counts the same in its subject, headline and sections, and says nothing twice', () => {
    for (const morning of [...mornings, ...fromFriday]) {
      for (const { name, digest } of leaderMails(morning)) {
        const at = `${morning.date} ${name}`;
        const decide = /([\d一两三四五六七八九十]+)件要你定|(\d+) to decide/.exec(digest.subject);
        const count = decide ? numberOf(decide[1] ?? decide[2] ?? '') : 0;
        expect(decisionsOn(digest), at).toBeGreaterThanOrEqual(count);
        if (count > 0) {
          expect(digest.headline.split(/，|, /)[1], at).toMatch(/要你定|decision/);
          expect(numberOf(/^([\d一两三四五六七八九十]+|\w+)/.exec(digest.headline.split(/，|, /)[1]!)![1]!), at).toBe(
            count,
          );
        }
        const titles = digest.sections.flatMap(({ cards }) => cards.map(({ title }) => title));
        for (const title of titles)
          expect(
            wordsOn(digest).filter((words) => words === title),
            at,
          ).toHaveLength(1);
        // Everything overdue is counted once: in a card, or in the line for the rest.
        expect(digest.sections.flatMap(({ cards }) => cards).length, at).toBeLessThanOrEqual(5);
      }
    }
  });
});
