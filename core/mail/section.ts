/** A section of a digest, made from the parts it has. */
import type { Section } from './model.ts';

/** A section with what it has; the rest is empty. */
export const mailSection = (title: string, content: Partial<Omit<Section, 'title'>>): Section => ({
  title,
  figures: [],
  note: null,
  cards: [],
  entries: [],
  lists: [],
  more: null,
  others: [],
  ...content,
});

export const isEmptySection = ({ figures, cards, entries, lists, more }: Section): boolean =>
  figures.length + cards.length + entries.length + lists.length === 0 && more === null;
