/** A letter as blocks of Slack. */
import {
  aboutCard,
  type Button,
  type Card,
  type Chapter,
  type Digest,
  type Entry,
  type Link,
  type List,
  type ListRow,
  type Section,
} from '../../../core/mail/model.ts';
import { sureOf } from '../../../core/mail/press.ts';
import { digestText } from '../../../core/mail/text.ts';
import type { Line, Span } from '../../../core/text/span.ts';
import type { Locale, Tone } from '../../../sheet-templates/index.ts';
import { heldBy } from '../../remote/press.ts';
import { type Inline, MOST, type Paragraph, type Part, type PressButton, type SlackBlock } from './blocks.ts';

/**
 * The whole letter, in its own order. Answers are links within the text: a button that opens a page calls the app as well, and shows a
 * warning where nobody answers that call (https://github.com/slackapi/node-slack-sdk/issues/869). Where presses come in (`takesPresses`), answers that need
 * no page are buttons below their card.
 */
export const slackBlocks = (digest: Digest, takesPresses = false): readonly SlackBlock[] => {
  const pressOf: PressOf = takesPresses ? pressIn(digest.locale) : () => null;
  return blocksOf(digest, pressOf);
};

/** The button of an answer that a press gives; null for one that keeps its page. */
type PressOf = (card: Card, button: Button) => PressButton | null;

/** How the actions of our buttons begin; the answer follows. */
export const PRESS_ACTION = 'baton_press_';

const pressIn =
  (locale: Locale): PressOf =>
  (card, button) => {
    const sure = sureOf(card, button, locale);
    const held = heldBy(button.url, locale);
    if (!sure || !held) return null;
    const { press: most } = MOST;
    return {
      type: 'button',
      action_id: `${PRESS_ACTION}${held.a}`,
      text: shortText(button.label, most.label),
      value: JSON.stringify(held),
      ...(button.primary && { style: 'primary' }),
      confirm: {
        title: shortText(sure.title, most.title),
        text: shortText(sure.text, most.text),
        confirm: shortText(sure.yes, most.choice),
        deny: shortText(sure.no, most.choice),
      },
    };
  };

const shortText = (text: string, most: number) =>
  ({ type: 'plain_text', text: cut(text, most), emoji: false }) as const;

const blocksOf = (digest: Digest, pressOf: PressOf): readonly SlackBlock[] => [
  header(digest.headline),
  ...small([digest.subline, [digest.brand, digest.place].filter(Boolean).join(' · ')]),
  ...digest.sections.flatMap((section) => sectionBlocks(section, digest.book, pressOf)),
  ...digest.chapters.flatMap((chapter) => chapterBlocks(chapter, pressOf)),
  ...richText(digest.where ? [paragraph([text(digest.where)])] : []),
  ...richText(
    [...(digest.book ? [digest.book] : []), ...(digest.subscribe ?? [])].map((one) => paragraph([link(one)])),
  ),
  ...small(digest.footer),
  ...richText(digest.preferences.map((one) => paragraph([link(one)]))),
];

/** What a notification shows, and what a screen reader reads in place of the blocks: the subject, then as much of the letter as fits. */
export const fallbackOf = (digest: Digest): string =>
  cut(escaped(`${digest.subject}\n\n${digestText(digest)}`), MOST.fallback);

/** In `text` these three are mark-up: https://docs.slack.dev/messaging/formatting-message-text */
export const escaped = (plain: string): string =>
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

const chapterBlocks = ({ title, sections, where, book }: Chapter, pressOf: PressOf): SlackBlock[] => [
  { type: 'divider' },
  header(title),
  ...richText(book ? [paragraph([link(book)])] : []),
  ...sections.flatMap((section) => partBlocks(section, book, pressOf)),
  ...richText(where ? [paragraph([text(where)])] : []),
];

const sectionBlocks = (section: Section, book: Link | null, pressOf: PressOf): SlackBlock[] => [
  ...(section.title ? [{ type: 'divider' } as const] : []),
  ...partBlocks(section, book, pressOf),
];

/** Each card is a block of its own, since Slack leaves room between blocks. */
const partBlocks = (section: Section, book: Link | null, pressOf: PressOf): SlackBlock[] => {
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
    ...cards.flatMap((card) => cardBlocks(card, pressOf)),
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

const cardBlocks = (card: Card, pressOf: PressOf): SlackBlock[] => {
  const presses = card.buttons.flatMap((button) => pressOf(card, button) ?? []);
  const links = card.buttons.filter((button) => pressOf(card, button) === null);
  return [
    ...richText(cardParts(card, links)),
    ...(presses.length > 0 ? [{ type: 'actions', elements: presses } as const] : []),
  ];
};

const cardParts = (card: Card, links: readonly Button[]): Part[] => [
  paragraph(
    inLines([
      inTone(card.tone, card.when),
      [bold(card.title), ...(aboutCard(card) ? [text(`  ${aboutCard(card)}`)] : [])],
      ...card.lines.map(inline),
    ]),
  ),
  ...(card.ask ? [{ type: 'rich_text_quote', elements: [bold(card.ask.text)] } as const] : []),
  ...(links.length > 0
    ? [
        paragraph(
          apart(
            links.map((button) => [link(button, button.primary)]),
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
