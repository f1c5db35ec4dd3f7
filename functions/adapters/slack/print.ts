/** A letter as blocks of Slack. */
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
} from '../../../core/mail/model.ts';
import { digestText } from '../../../core/mail/text.ts';
import type { Line, Span } from '../../../core/text/span.ts';
import type { Tone } from '../../../sheet-templates/index.ts';
import { type Inline, MOST, type Paragraph, type Part, type SlackBlock } from './blocks.ts';

/**
 * The whole letter, in its own order. Answers are links within the text: a button that opens a page calls the app as well, and shows a
 * warning where nobody answers that call (https://github.com/slackapi/node-slack-sdk/issues/869).
 */
export const slackBlocks = (digest: Digest): readonly SlackBlock[] => [
  header(digest.headline),
  ...small([digest.subline, [digest.brand, digest.place].filter(Boolean).join(' · ')]),
  ...digest.sections.flatMap((section) => sectionBlocks(section, digest.book)),
  ...digest.chapters.flatMap(chapterBlocks),
  ...richText(digest.where ? [paragraph([text(digest.where)])] : []),
  ...richText(
    [...(digest.book ? [digest.book] : []), ...(digest.subscribe ?? [])].map((one) => paragraph([link(one)])),
  ),
  ...small(digest.footer),
];

/** What a notification shows, and what a screen reader reads in place of the blocks: the subject, then as much of the letter as fits. */
export const fallbackOf = (digest: Digest): string =>
  cut(escaped(`${digest.subject}\n\n${digestText(digest)}`), MOST.fallback);

/** In `text` these three are mark-up: https://docs.slack.dev/messaging/formatting-message-text */
const escaped = (plain: string): string =>
  plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Never within a character, nor within one that is escaped. */
const cut = (long: string, most: number): string =>
  long.length <= most ? long : `${long.slice(0, most - 1).replace(/(?:[\ud800-\udbff]|&[a-z]{0,3})$/, '')}…`;

const header = (title: string): SlackBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: cut(title, MOST.header), emoji: false },
});

const small = (lines: readonly string[]): SlackBlock[] => {
  const shown = lines.filter(Boolean).join('\n');
  const text = cut(shown, MOST.small);
  return text ? [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }] : [];
};

const richText = (parts: readonly Part[]): SlackBlock[] =>
  parts.length > 0 ? [{ type: 'rich_text', elements: parts }] : [];

const chapterBlocks = ({ title, sections, where, book }: Chapter): SlackBlock[] => [
  { type: 'divider' },
  header(title),
  ...richText(book ? [paragraph([link(book)])] : []),
  ...sections.flatMap((section) => partBlocks(section, book)),
  ...richText(where ? [paragraph([text(where)])] : []),
];

const sectionBlocks = (section: Section, book: Link | null): SlackBlock[] => [
  ...(section.title ? [{ type: 'divider' } as const] : []),
  ...partBlocks(section, book),
];

/** Each card is a block of its own, since Slack leaves room between blocks. */
const partBlocks = (section: Section, book: Link | null): SlackBlock[] => {
  const { title, figures, note, cards, entries, lists, more, others } = section;
  const opening = [
    ...(title ? [paragraph([bold(title)])] : []),
    ...(note ? [paragraph([text(note)])] : []),
    ...(figures.length > 0
      ? [
          paragraph(
            apart(
              figures.map(({ count, label }) => [bold(String(count)), text(` ${label}`)]),
              '   ',
            ),
          ),
        ]
      : []),
  ];
  return [
    ...richText(opening),
    ...cards.flatMap((card) => richText(cardParts(card))),
    ...richText(entries.length > 0 ? [bullets(entries.map(entryLine))] : []),
    ...lists.flatMap((list) => richText(listParts(list, book))),
    ...richText(more ? [rest(more, others.length === 0 && book ? [book] : others)] : []),
  ];
};

/** Slack's own names of coloured dots. Colour only says again what the words say. */
const DOTS: Readonly<Partial<Record<Tone, string>>> = {
  late: 'red_circle',
  soon: 'large_orange_circle',
  ahead: 'large_blue_circle',
};

const inTone = (tone: Tone, words: string): Inline[] => {
  const name = DOTS[tone];
  return name === undefined || words === '' ? [text(words)] : [{ type: 'emoji', name }, text(` ${words}`)];
};

const cardParts = (card: Card): Part[] => [
  paragraph(
    inLines([
      inTone(card.tone, card.when),
      [bold(card.title), ...(aboutCard(card) ? [text(`  ${aboutCard(card)}`)] : [])],
      ...card.lines.map(inline),
    ]),
  ),
  ...(card.ask ? [{ type: 'rich_text_quote', elements: [bold(card.ask.text)] } as const] : []),
  ...(card.buttons.length > 0
    ? [
        paragraph(
          apart(
            card.buttons.map((button) => [link(button, button.primary)]),
            '   ',
          ),
        ),
      ]
    : []),
];

const entryLine = ({ text: line, link: to }: Entry): Paragraph =>
  paragraph([...inline(line), ...(to ? [text('  '), link(to)] : [])]);

const listParts = ({ label, rows, more }: List, book: Link | null): Part[] => [
  ...(label ? [paragraph([bold(label)])] : []),
  ...(rows.length > 0 ? [bullets(rows.map(rowLine))] : []),
  ...(more ? [rest(more, book ? [book] : [])] : []),
];

const rowLine = ({ text: line, value, tone, note, link: to }: ListRow): Paragraph =>
  paragraph(
    inLines([
      [...inline(line), ...(value ? [text('  '), ...inTone(tone, value)] : [])],
      [...(note ? inline(note) : []), ...(to ? [...(note ? [text('  ')] : []), link(to)] : [])],
    ]),
  );

const rest = (more: string, links: readonly Link[]): Paragraph =>
  paragraph(apart([[text(more)], ...links.map((each) => [link(each)])], ' · '));

const bullets = (elements: readonly Paragraph[]): Part => ({ type: 'rich_text_list', style: 'bullet', elements });

/** Slack takes no text without a character. */
const paragraph = (elements: readonly Inline[]): Paragraph => ({
  type: 'rich_text_section',
  elements: elements.filter(isSomething),
});

const isSomething = (inline: Inline): boolean => inline.type !== 'text' || inline.text !== '';

const text = (plain: string): Inline => ({ type: 'text', text: plain });
const bold = (plain: string): Inline => ({ type: 'text', text: plain, style: { bold: true } });
const link = ({ label, url }: Link, isBold = false): Inline => ({
  type: 'link',
  url,
  text: label,
  ...(isBold && { style: { bold: true } }),
});

const inline = (line: Line): Inline[] => line.map(spanOf);
const spanOf = (span: Span): Inline => {
  if (typeof span === 'string') return text(span);
  if ('strong' in span) return bold(span.strong);
  return 'struck' in span
    ? { type: 'text', text: span.struck, style: { strike: true } }
    : { type: 'text', text: span.quiet };
};

/** Groups with something between them; empty ones are left out. */
const apart = (groups: readonly (readonly Inline[])[], between: string): Inline[] =>
  groups
    .filter((group) => group.some(isSomething))
    .flatMap((group, i) => (i === 0 ? [...group] : [text(between), ...group]));

const inLines = (lines: readonly (readonly Inline[])[]): Inline[] => apart(lines, '\n');
