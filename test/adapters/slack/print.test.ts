import { describe, expect, test } from 'vitest';
import { fitted } from '../../../core/mail/fit.ts';
import type { Digest, Section } from '../../../core/mail/model.ts';
import { plain } from '../../../core/text/span.ts';
import { fits, MOST } from '../../../functions/adapters/slack/blocks.ts';
import { fallbackOf, slackBlocks } from '../../../functions/adapters/slack/print.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { READERS } from '../../core/mail/readers.ts';
import { MEASURED, wrongIn } from '../../support/slack/check-blocks.ts';
import { readAs } from './workspace.ts';

const LETTERS = LOCALES.flatMap((locale) =>
  Object.entries(READERS).flatMap(([reader, make]) =>
    [true, false].map((links): [string, Digest] => [
      `${reader}, ${locale}, ${links ? 'with' : 'without'} links`,
      make(locale, links),
    ]),
  ),
);

const squeezed = (text: string) => text.replace(/\s+/g, '');
const read = (digest: Digest) => readAs('', { blocks: slackBlocks(digest), text: '' });
const sectionsOf = ({ sections, chapters }: Digest): readonly Section[] => [
  ...sections,
  ...chapters.flatMap((chapter) => chapter.sections),
];

describe.each(LETTERS)('the letter of %s', (_, digest) => {
  test('is whole, and Slack takes it', () => {
    expect(fits(slackBlocks(digest))).toBe(true);
    expect(wrongIn(slackBlocks(digest))).toBeNull();
  });

  test('says all that the mail says', () => {
    const says = squeezed(read(digest).says);
    const texts = sectionsOf(digest).flatMap(({ title, note, cards, entries, lists, more }) => [
      title,
      note ?? '',
      more ?? '',
      ...cards.flatMap((card) => [
        card.when,
        card.title,
        card.why,
        ...card.lines.map((line) => line.map(plain).join('')),
      ]),
      ...cards.flatMap(({ ask }) => ask?.text ?? ''),
      ...entries.map(({ text }) => text.map(plain).join('')),
      ...lists.flatMap(({ label, rows }) => [
        label,
        ...rows.flatMap(({ text, value }) => [text.map(plain).join(''), value]),
      ]),
    ]);
    for (const text of [digest.headline, digest.subline, digest.place, ...digest.footer, ...texts])
      expect(says).toContain(squeezed(text));
  });

  test('leads wherever the mail leads, in links of its text and by no button', () => {
    const wanted = sectionsOf(digest).flatMap(({ cards, entries }) => [
      ...cards.flatMap(({ buttons }) => buttons),
      ...entries.flatMap(({ link }) => link ?? []),
    ]);
    const { links } = read(digest);
    for (const { url } of [...wanted, ...(digest.book ? [digest.book] : [])]) expect(links).toContain(url);
    expect(JSON.stringify(slackBlocks(digest))).not.toMatch(/"type":"(?:actions|button)"/);
  });

  test('has a text for notifications that begins with its subject', () => {
    const text = fallbackOf(digest);
    expect(text.startsWith(digest.subject)).toBe(true);
    expect(text.length).toBeLessThan(4000);
  });
});

/** As much as can be said, in the widest characters, with links as long as they get. */
const crowded = (locale: (typeof LOCALES)[number]): Digest => {
  const owner = READERS.owner(locale, true);
  const [section] = owner.sections;
  const [card] = section!.cards;
  const long = locale === 'en' ? 'Channel material, final print '.repeat(9) : '渠道物料定稿与印刷排期确认'.repeat(12);
  const cards = Array.from({ length: 30 }, (_, i) => ({
    ...card!,
    id: `T-${i}`,
    title: `${i} ${long}`,
    lines: [[long], [long]],
    ask: { text: long, of: [], does: [] },
    buttons: card!.buttons.map((button) => ({ ...button, url: `${button.url}${'k7Qx_Tz3aW9-'.repeat(20)}` })),
  }));
  const entries = Array.from({ length: 30 }, () => ({ text: [long], link: null }));
  const crowd = { ...section!, cards, entries, more: null, others: [] };
  return { ...owner, headline: long.repeat(3), footer: [long, long], sections: [crowd, crowd] };
};

describe.each(LOCALES)('a letter with far too much in it (%s)', (locale) => {
  const digest = crowded(locale);
  const shown = fitted(digest, (smaller) => fits(slackBlocks(smaller)));

  test('is cut until Slack takes it, and not much further', () => {
    expect(fits(slackBlocks(digest))).toBe(false);
    const blocks = slackBlocks(shown);
    expect(wrongIn(blocks)).toBeNull();
    expect(blocks.length).toBeLessThanOrEqual(MOST.blocks);
    expect(JSON.stringify(blocks).length).toBeGreaterThan(MOST.json / 2);
  });

  test('says how many it left out, beside the workbook’s link', () => {
    const { says, links } = read(shown);
    const counted = [...says.matchAll(/还有(\d+)件|(\d+) more/g)].map(([, zh, en]) => Number(zh ?? en));
    const kept = shown.sections.flatMap(({ cards, entries }) => [...cards, ...entries]).length;
    expect(kept).toBeGreaterThan(0);
    expect(kept + counted.reduce((sum, count) => sum + count, 0)).toBe(120);
    expect(links).toContain(digest.book!.url);
  });
});

test('what a message takes is below what somebody saw being taken', () => {
  expect(MOST.text).toBeLessThan(MEASURED.text);
  expect(MOST.json).toBeLessThan(MEASURED.json);
});
