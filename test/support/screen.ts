/** All that a reader sees of a mail, in its order, and how much that is. */
import type { Digest, Section } from '../../core/mail/model.ts';
import { type Line, plain } from '../../core/text/span.ts';

const flat = (line: Line): string => line.map(plain).join('');

const sectionWords = ({ title, figures, note, cards, entries, lists, more, others }: Section): string[] => [
  title,
  ...figures.map(({ count, label }) => `${count} ${label}`),
  note ?? '',
  ...cards.flatMap((card) => [
    card.when,
    card.title,
    card.id,
    card.why,
    ...card.lines.map(flat),
    card.ask?.text ?? '',
    ...card.buttons.map(({ label }) => label),
  ]),
  ...entries.flatMap(({ text, link }) => [flat(text), link?.label ?? '']),
  ...lists.flatMap(({ label, rows, more: rest }) => [
    label,
    ...rows.flatMap(({ text, value, note: under, link }) => [flat(text), value, flat(under ?? []), link?.label ?? '']),
    rest ?? '',
  ]),
  more ?? '',
  ...others.map(({ label }) => label),
];

/** Every text of a mail, from its brand to its footer. */
export const wordsOn = (digest: Digest): readonly string[] =>
  [
    digest.brand,
    digest.place,
    digest.headline,
    digest.subline,
    ...digest.sections.flatMap(sectionWords),
    ...digest.chapters.flatMap(({ title, sections }) => [title, ...sections.flatMap(sectionWords)]),
    digest.where ?? '',
    digest.book?.label ?? '',
    ...digest.footer,
  ].filter(Boolean);

/** Characters of Chinese text without its spaces; words of any other. */
export const lengthOf = (digest: Digest): number => {
  const text = wordsOn(digest).join(' ');
  return digest.locale === 'zh-CN'
    ? text.replace(/\s/g, '').length
    : text.split(/\s+/).filter((word) => /\w/.test(word)).length;
};
