import { describe, expect, it } from 'vitest';
import { fitted } from '../../../core/mail/fit.ts';
import type { Digest } from '../../../core/mail/model.ts';
import { digestText } from '../../../core/mail/text.ts';
import { wholeLetter } from '../../support/letter.ts';

const size = (letter: Digest): number => digestText(letter).length;
const within = (most: number) => (letter: Digest) => size(letter) <= most;

/** So many cards in one section. */
const withCards = (count: number): Digest => {
  const [first, ...others] = wholeLetter().sections;
  const cards = Array.from({ length: count }, (_, i) => ({ ...first!.cards[0]!, id: `T-${i}`, title: `第 ${i} 件事` }));
  return wholeLetter({ sections: [{ ...first!, cards, more: null, others: [] }, ...others] });
};

describe('a letter that is too large', () => {
  it('stays as it is where it fits', () => {
    const letter = wholeLetter();
    expect(fitted(letter, () => true)).toBe(letter);
  });

  it('gets shorter lists before a card leaves', () => {
    const letter = wholeLetter();
    const { sections } = fitted(letter, within(size(letter) - 1));
    expect(sections[0]!.cards).toHaveLength(2);
    expect(sections[2]!.lists[0]!.rows.map(({ text }) => text[0])).toEqual(['市场部', '研发部']);
    expect(sections[2]!.lists[0]!.more).toBe('还有一件，见工作簿');
  });

  it('keeps whole cards, names the first of the others and counts them all', () => {
    const letter = withCards(30);
    const small = fitted(letter, within(3000));
    const [{ cards, more }] = small.sections as [(typeof small.sections)[0]];
    expect(size(small)).toBeLessThanOrEqual(3000);
    expect(cards.length).toBeGreaterThan(2);
    expect(letter.sections[0]!.cards.slice(0, cards.length)).toEqual(cards);
    const next = cards.length;
    expect(more).toBe(
      `还有${30 - next}件：第 ${next} 件事、第 ${next + 1} 件事、第 ${next + 2} 件事、第 ${next + 3} 件事……`,
    );
  });

  it('says what it said of the rest already, too', () => {
    const letter = wholeLetter();
    const [{ more, others }] = fitted(letter, ({ sections }) => sections[0]!.cards.length === 1).sections as [
      Digest['sections'][0],
    ];
    expect(more).toBe('还有一件：包装设计终稿 2 · 还有两件：');
    expect(others).toEqual(letter.sections[0]!.others);
  });

  it('tells the last workbooks of several in a line each, and always ends', () => {
    const chapters = Array.from({ length: 12 }, (_, i) => ({
      part: i,
      title: `项目 ${i}`,
      sections: withCards(3).sections,
      where: null,
      book: { label: '打开工作簿', url: `https://book.example.com/${i}` },
    }));
    const letter = wholeLetter({ sections: [], chapters, locale: 'zh-CN' });
    const few = fitted(letter, ({ chapters }) => chapters.length <= 4);
    expect(few.chapters.map(({ title }) => title)).toEqual(['项目 0', '项目 1', '项目 2', '还有九个项目']);
    const least = fitted(letter, () => false);
    expect(least.headline).toBe(letter.headline);
    expect(least.chapters.map(({ title }) => title)).toEqual(['还有12个项目']);
  });
});
