/** A digest as plain text. */
import { type Line, plain } from '../text/span.ts';
import { afterChar, charWidth, widthOf } from '../text/width.ts';
import {
  aboutCard,
  type Card,
  type Chapter,
  type Digest,
  type Entry,
  type Link,
  type List,
  type ListRow,
  type Section,
} from './model.ts';

const COLUMNS = 72;

/** A digest as plain text: the same content in the same order, wrapped at 72 columns. */
export const digestText = (digest: Digest): string => {
  const blocks = [
    wrap(`${digest.brand} · ${digest.place}`),
    [...wrap(digest.headline), ...wrap(digest.subline)],
    ...digest.sections.flatMap((section) => sectionText(section, digest.book)),
    ...(digest.where ? [wrap(digest.where)] : []),
    ...digest.chapters.flatMap(chapterText),
    [
      '-- ',
      ...(digest.book ? linkText(digest.book, '') : []),
      ...digest.footer.flatMap((line) => wrap(line)),
      ...(digest.subscribe ?? []).flatMap((link) => linkText(link, '')),
      ...digest.preferences.flatMap((link) => linkText(link, '')),
    ],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
};

const chapterText = ({ title, sections, where, book }: Chapter): string[][] => [
  [title, '='.repeat(widthOf(title)), ...(book ? linkText(book, '') : [])],
  ...sections.flatMap((section) => sectionText(section, book)),
  ...(where ? [wrap(where)] : []),
];

const sectionText = (
  { title, figures, note, cards, entries, lists, more, others }: Section,
  book: Link | null,
): string[][] => [
  ...(title || note ? [[...(title ? [title, '-'.repeat(widthOf(title))] : []), ...(note ? wrap(note) : [])]] : []),
  ...(figures.length > 0 ? [wrap(figures.map(({ count, label }) => `${count} ${label}`).join('   '))] : []),
  ...cards.map(cardText),
  ...(entries.length > 0 ? [entries.flatMap(entryText)] : []),
  ...lists.map((list) => listText(list, book)),
  ...(more
    ? [
        [
          ...wrap(more),
          ...others.flatMap((link) => linkText(link)),
          ...(others.length === 0 && book ? linkText(book, '') : []),
        ],
      ]
    : []),
];

const cardText = (card: Card): string[] => [
  ...wrap(card.when, '* ', '  '),
  ...wrap(aboutCard(card) ? `${card.title} [${aboutCard(card)}]` : card.title, '  '),
  ...card.lines.flatMap((line) => wrap(flat(line), '  ')),
  ...(card.ask ? wrap(card.ask.text, '> ', '  ') : []),
  ...card.buttons.flatMap((button) => linkText(button)),
];

const entryText = ({ text, link }: Entry): string[] => [
  ...wrap(flat(text), '* ', '  '),
  ...(link ? linkText(link) : []),
];

/** An address stands whole on its line, where a mail program makes a link of it. */
const linkText = ({ label, url }: Link, indent = '  '): string[] => [`${indent}${label}: ${url}`];

const listText = ({ label, rows, more }: List, book: Link | null): string[] => [
  ...(label === '' ? [] : wrap(label)),
  ...rows.flatMap(rowText),
  ...(more ? [...wrap(more, '  '), ...(book ? linkText(book) : [])] : []),
];

/** The value stands at the right edge, where there is room beside the text. */
const rowText = ({ text, value, note, link }: ListRow): string[] => {
  const lines = wrap(flat(text), '* ', '  ');
  const last = lines.at(-1) ?? '';
  const room = COLUMNS - widthOf(last) - widthOf(value);
  if (value && room >= 2) lines.splice(-1, 1, `${last}${' '.repeat(room)}${value}`);
  else if (value) lines.push(...wrap(value, '  '));
  return [...lines, ...(note ? wrap(flat(note), '  ') : []), ...(link ? linkText(link) : [])];
};

const flat = (line: Line): string => line.map(plain).join('');

/** Never at the start of a line. */
const CLOSING = /^[，。；：、！？）》”’…,.;:!?)\]%]/;

/** Breaks at spaces, and between wide characters, which stand without spaces. */
const wrap = (text: string, first = '', rest = first): string[] => {
  // Most lines have room for all that they say.
  if (text.trimStart() === text && widthOf(first) + widthOf(text) <= COLUMNS) return [(first + text).trimEnd()];
  const lines: string[] = [];
  let line = first;
  let width = widthOf(first);
  let empty = true;
  for (const piece of piecesOf(text)) {
    if (!empty && width + widthOf(piece.trimEnd()) > COLUMNS && !CLOSING.test(piece)) {
      lines.push(line.trimEnd());
      line = rest;
      width = widthOf(rest);
      empty = true;
    }
    const added = empty ? piece.trimStart() : piece;
    line += added;
    width += widthOf(added);
    empty = false;
  }
  lines.push(line.trimEnd());
  return lines;
};

/** Words with the space after them, and single wide characters. */
const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const next = afterChar(at, code);
    if (charWidth(code) === 2) {
      if (from < at) pieces.push(text.slice(from, at));
      pieces.push(text.slice(at, next));
      from = next;
    } else if (code === BLANK) {
      pieces.push(text.slice(from, next));
      from = next;
    }
    at = next;
  }
  return from < text.length ? [...pieces, text.slice(from)] : pieces;
};

const BLANK = 0x20;
