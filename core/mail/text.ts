import { type Line, plain } from '../messages/span.ts';
import type { Card, Digest, Section } from './model.ts';
import { isWide, widthOf } from './width.ts';

const COLUMNS = 72;

/** A digest as plain text: the same content in the same order, wrapped at 72 columns. */
export const textOf = (digest: Digest): string => {
  const blocks = [
    wrap(`${digest.brand} · ${digest.place}`),
    [...wrap(digest.headline), ...wrap(digest.subline)],
    ...digest.sections.flatMap(sectionText),
    ...(digest.where ? [wrap(digest.where)] : []),
    ['-- ', ...digest.footer.flatMap((line) => wrap(line))],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
};

const sectionText = ({ title, note, cards, entries, more }: Section): string[][] => [
  [title, '-'.repeat(widthOf(title)), ...(note ? wrap(note) : [])],
  ...cards.map(cardText),
  ...(entries.length > 0 ? [entries.flatMap((line) => wrap(flat(line), '* ', '  '))] : []),
  ...(more ? [wrap(more)] : []),
];

const cardText = (card: Card): string[] => [
  ...wrap(card.when, '* ', '  '),
  ...wrap(`${card.title} [${card.id}]`, '  '),
  ...card.lines.flatMap((line) => wrap(flat(line), '  ')),
  ...(card.ask ? wrap(card.ask, '> ', '  ') : []),
];

const flat = (line: Line): string => line.map(plain).join('');

/** Never at the start of a line. */
const CLOSING = /^[，。；：、！？）》”’…,.;:!?)\]%]/;

/** Breaks at spaces, and between wide characters, which stand without spaces. */
const wrap = (text: string, first = '', rest = first): string[] => {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const piece of piecesOf(text)) {
    if (!empty && widthOf(line) + widthOf(piece.trimEnd()) > COLUMNS && !CLOSING.test(piece)) {
      lines.push(line.trimEnd());
      line = rest;
      empty = true;
    }
    line += empty ? piece.trimStart() : piece;
    empty = false;
  }
  lines.push(line.trimEnd());
  return lines;
};

/** Words with the space after them, and single wide characters. */
const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  let word = '';
  for (const char of text) {
    if (isWide(char)) {
      if (word) pieces.push(word);
      pieces.push(char);
      word = '';
    } else if (char === ' ') {
      pieces.push(`${word} `);
      word = '';
    } else word += char;
  }
  return word ? [...pieces, word] : pieces;
};
