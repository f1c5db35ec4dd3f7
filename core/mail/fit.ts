/** Makes a letter smaller until it fits where it is shown: what has no room is counted, and the workbook's link stands beside the count. */
import { MAIL } from '../messages/languages.ts';
import { oneLine, shorten } from '../text/width.ts';
import type { Card, Chapter, Digest, List, Section } from './model.ts';
import { mailSection } from './section.ts';

/** How much of a letter is shown: cards in all of it, and lines of each list. */
interface Space {
  readonly cards: number;
  readonly rows: number;
  /** Workbooks of a joint letter that have a chapter. */
  readonly chapters: number;
}

/** Of what had no room, so many are named, so wide. */
const NAMED = 4;
const NAME = 28;

/**
 * The most of a letter that fits: lists get shorter first, then cards leave from the end, and of a letter about several workbooks the last ones get a
 * line. A card is shown whole or named; nothing is cut within one. The smallest letter, headline and links, is answered even where that is
 * too large as well. `fits` prints it and measures.
 */
export const fitted = (letter: Digest, fits: (letter: Digest) => boolean): Digest => {
  if (fits(letter)) return letter;
  let smaller = letter;
  for (const space of spacesOf(letter)) {
    smaller = within(letter, space);
    if (fits(smaller)) return smaller;
  }
  return smaller;
};

const allSections = ({ sections, chapters }: Digest): readonly Section[] => [
  ...sections,
  ...chapters.flatMap((chapter) => chapter.sections),
];

/** From roomy to tight. */
const spacesOf = (letter: Digest): Space[] => {
  const cards = allSections(letter).reduce((sum, section) => sum + section.cards.length, 0);
  const chapters = letter.chapters.length;
  const fewer = Array.from({ length: cards }, (_, i) => cards - 1 - i);
  return [
    ...[4, 2, 1].map((rows) => ({ cards, rows, chapters })),
    ...fewer.map((count) => ({ cards: count, rows: 1, chapters })),
    { cards: 0, rows: 0, chapters },
    ...Array.from({ length: chapters }, (_, i) => ({ cards: 0, rows: 0, chapters: chapters - 1 - i })),
  ];
};

const within = (letter: Digest, space: Space): Digest => {
  let left = space.cards;
  const trim = (section: Section): Section => {
    const shown = section.cards.slice(0, left);
    left -= shown.length;
    return trimmed(section, shown, space.rows, letter);
  };
  const sections = letter.sections.map(trim);
  const chapters = letter.chapters
    .slice(0, space.chapters)
    .map((chapter) => ({ ...chapter, sections: chapter.sections.map(trim) }));
  return { ...letter, sections, chapters: [...chapters, ...beyond(letter, letter.chapters.slice(space.chapters))] };
};

/** What each line or card that had no room is called. */
type Left = Pick<Card, 'title'>;

const trimmed = (section: Section, cards: readonly Card[], rows: number, { locale }: Digest): Section => {
  const entries = section.entries.slice(0, rows);
  // A line of a list has no name of its own: it is counted.
  const unnamed = section.entries.length - entries.length;
  const left: readonly Left[] = section.cards.slice(cards.length);
  const lists = section.lists.map((list) => shorter(list, rows, locale));
  const { more } = MAIL[locale];
  const names = unnamed > 0 ? [] : left.slice(0, NAMED).map(({ title }) => shorten(oneLine(title), NAME));
  const count = left.length + unnamed;
  const rest = count > 0 ? more(count, names) : null;
  const said = [rest, section.more].filter((text) => text !== null);
  return { ...section, cards, entries, lists, more: said.length > 0 ? said.join(' · ') : null };
};

/** A list without room for a line says nothing: its figures or cards do. */
const shorter = (list: List, rows: number, locale: Digest['locale']): List => {
  const kept = list.rows.slice(0, rows);
  const left = list.rows.length - kept.length;
  if (left === 0) return list;
  const said = [MAIL[locale].more(left, []), list.more].filter((text) => text !== null);
  return { ...list, rows: kept, more: said.join(' · ') };
};

/** Workbooks without room for a chapter, in one. */
const beyond = ({ locale }: Digest, chapters: readonly Chapter[]): Chapter[] => {
  const [first] = chapters;
  if (!first) return [];
  const { joint } = MAIL[locale];
  const named = chapters.slice(0, NAMED).map(({ title, book }) => ({ text: [shorten(title, NAME)], link: book }));
  const sections = [mailSection(joint.beyond, { entries: named })];
  return [{ part: null, title: joint.more(chapters.length), sections, where: null, book: null }];
};
