/** A letter as a Feishu card: Card JSON 2.0, in plain texts and buttons alone, so that nothing from a cell is read as mark-up. */
import { fitted } from '../../../core/mail/fit.ts';
import { aboutCard, type Button, type Card, type Digest, type Link, type Section } from '../../../core/mail/model.ts';
import { type PressSaid, sureOf } from '../../../core/mail/press.ts';
import { type Line, plain } from '../../../core/text/span.ts';
import { oneLine } from '../../../core/text/width.ts';
import type { Locale, Tone } from '../../../sheet-templates/types.ts';
import { chatFooter } from '../../remote/chat-footer.ts';
import { type ButtonHold, heldBy } from '../../remote/press.ts';

/**
 * What a card consists of, as far as it is used: https://open.feishu.cn/document/feishu-cards/card-json-v2-structure. An unknown property makes
 * Feishu refuse the whole card: https://open.feishu.cn/document/feishu-cards/card-json-v2-breaking-changes-release-notes
 */
export interface FeishuCard {
  readonly schema: '2.0';
  readonly config: { readonly update_multi: true; readonly summary: { readonly content: string } };
  readonly header: {
    readonly title: PlainText;
    readonly subtitle: PlainText;
    readonly template: 'red' | 'orange' | 'blue' | 'grey';
  };
  readonly body: { readonly elements: readonly Element[] };
}

interface PlainText {
  readonly tag: 'plain_text';
  readonly content: string;
  readonly text_size?: 'heading' | 'normal' | 'notation';
  readonly text_color?: Colour;
}

type Colour = 'red' | 'orange' | 'green' | 'blue' | 'grey' | 'default';

type Element =
  | { readonly tag: 'div'; readonly element_id?: string; readonly text: PlainText }
  | { readonly tag: 'hr' }
  | {
      readonly tag: 'button';
      readonly text: PlainText;
      readonly type: 'primary_filled' | 'default' | 'primary_text';
      readonly size: 'medium' | 'small';
      readonly behaviors: readonly [
        | { readonly type: 'open_url'; readonly default_url: string }
        | { readonly type: 'callback'; readonly value: ButtonHold },
      ];
      /** Asked before the press counts. */
      readonly confirm?: { readonly title: PlainText; readonly text: PlainText };
    }
  | {
      readonly tag: 'column_set';
      readonly flex_mode: 'none' | 'flow';
      readonly background_style?: 'grey';
      readonly horizontal_spacing: '8px';
      readonly columns: readonly Column[];
    };

interface Column {
  readonly tag: 'column';
  readonly width: 'auto' | 'weighted';
  readonly weight?: 1;
  readonly padding?: '12px 12px 12px 12px';
  readonly vertical_align: 'top' | 'center';
  readonly elements: readonly Element[];
}

/**
 * The body of a request takes 30 KB (https://open.feishu.cn/document/server-docs/im-v1/message/create), in which the card stands as a text; a
 * card takes 200 components and texts.
 */
const MOST_BYTES = 28_000;
const MOST_ELEMENTS = 190;

/** The letter as a card that Feishu takes. `mark` (markOf) is how it is known again among what a chat lists. */
export const feishuCard = (letter: Digest, mark: string, takesPresses = false): FeishuCard => {
  const answerOf = takesPresses ? pressedIn(letter.locale) : openedIn;
  const draw = (smaller: Digest) => drawn(smaller, mark, answerOf);
  return draw(fitted(letter, (smaller) => isWithin(draw(smaller))));
};

/** What came of a press, as a card of its own: marked as all of the app's are, so that none is taken for a letter that cannot be read. */
export const outcomeCard = ({ text, link }: PressSaid, id: string) => ({
  schema: '2.0',
  body: {
    elements: [
      ...text.split('\n').map((line, i) => ({ ...div(line, 'normal'), ...(i === 0 && { element_id: markOf(id) }) })),
      ...(link ? [row([button(link, 'default', 'medium')])] : []),
    ],
  },
});

/** How a card's answer is drawn. */
type AnswerOf = (card: Card, answer: Button) => Element;

/** An element's id: letters, digits and _, not more than 20, a letter first. 76 bits of ours are more than anybody meets twice. */
export const markOf = (id: string): string => `b${id.replace(/[^0-9A-Za-z]/g, '').slice(0, 19)}`;

const isWithin = (card: FeishuCard): boolean =>
  Buffer.byteLength(JSON.stringify(JSON.stringify(card))) <= MOST_BYTES && elementsIn(card) <= MOST_ELEMENTS;

const elementsIn = (card: FeishuCard): number => JSON.stringify(card).split('"tag":').length - 1;

const drawn = (letter: Digest, mark: string, answerOf: AnswerOf): FeishuCard => {
  const sectionOf = (section: Section) => elementsOf(section, answerOf);
  const { chapters, book, where } = letter;
  return {
    schema: '2.0',
    config: { update_multi: true, summary: { content: oneLine(letter.subject) } },
    header: {
      title: { tag: 'plain_text', content: oneLine(letter.headline) },
      subtitle: { tag: 'plain_text', content: oneLine(letter.place) },
      template: headOf(letter),
    },
    body: {
      elements: [
        { ...div(letter.subline, 'normal'), element_id: mark },
        ...letter.sections.flatMap(sectionOf),
        ...chapters.flatMap((chapter) => [
          HR,
          div(chapter.title, 'heading', 'blue'),
          ...linksOf(chapter.book ? [chapter.book] : []),
          ...chapter.sections.flatMap(sectionOf),
          ...(chapter.where ? [div(chapter.where, 'notation', 'grey')] : []),
        ]),
        ...(where ? [HR, div(where, 'normal', 'grey')] : []),
        ...(book ? [row([button(book, 'default', 'medium')])] : []),
        ...chatFooter(letter).map((line) => div(line, 'notation', 'grey')),
        ...linksOf(letter.subscribe ?? []),
        ...linksOf(letter.preferences),
      ],
    },
  };
};

/** The colour of the most urgent card. */
const headOf = ({ sections, chapters }: Digest): FeishuCard['header']['template'] => {
  const all = [...sections, ...chapters.flatMap((chapter) => chapter.sections)];
  const tones = new Set(all.flatMap(({ cards }) => cards.map(({ tone }) => tone)));
  if (tones.has('late')) return 'red';
  if (tones.has('soon')) return 'orange';
  return tones.size > 0 ? 'blue' : 'grey';
};

const COLOUR: Readonly<Record<Tone, Colour>> = {
  late: 'red',
  soon: 'orange',
  ahead: 'blue',
  fine: 'green',
  quiet: 'grey',
};

const HR: Element = { tag: 'hr' };

const div = (content: string, size: NonNullable<PlainText['text_size']>, colour: Colour = 'default') => ({
  tag: 'div' as const,
  text: { tag: 'plain_text' as const, content: oneLine(content), text_size: size, text_color: colour },
});

const flat = (line: Line): string => line.map(plain).join('');

const elementsOf = (section: Section, answerOf: AnswerOf): Element[] => {
  const { title, figures, note, cards, entries, lists, more, others } = section;
  return [
    ...(title ? [HR, div(title, 'heading')] : []),
    ...(note ? [div(note, 'normal', 'grey')] : []),
    ...(figures.length > 0
      ? [row(figures.map(({ count, label, tone }) => div(`${count} ${label}`, 'heading', COLOUR[tone])))]
      : []),
    ...cards.map((card) => boxOf(card, answerOf)),
    ...entries.map(({ text, link }) =>
      link ? beside(flat(text), button(link, 'primary_text', 'small')) : div(flat(text), 'normal'),
    ),
    ...lists.flatMap((list) => [
      ...(list.label ? [div(list.label, 'notation', 'grey')] : []),
      ...list.rows.flatMap(({ text, value, tone, note }) => [
        value ? beside(flat(text), div(value, 'normal', COLOUR[tone])) : div(flat(text), 'normal'),
        ...(note ? [div(flat(note), 'notation', 'grey')] : []),
      ]),
      ...(list.more ? [div(list.more, 'notation', 'grey')] : []),
    ]),
    ...(more ? [div(more, 'normal', 'grey')] : []),
    ...linksOf(others),
  ];
};

/** One item, in a grey box. */
const boxOf = (card: Card, answerOf: AnswerOf): Element => {
  const about = aboutCard(card);
  const elements: Element[] = [
    div(card.when, 'normal', COLOUR[card.tone]),
    div(card.title, 'heading'),
    ...(about ? [div(about, 'notation', 'grey')] : []),
    ...(card.progress === null ? [] : [div(barOf(card.progress), 'normal', COLOUR[card.tone])]),
    ...card.lines.map((line) => div(flat(line), 'normal')),
    ...(card.ask ? [div(`▸ ${card.ask.text}`, 'normal')] : []),
    ...(card.buttons.length > 0 ? [row(card.buttons.map((answer) => answerOf(card, answer)))] : []),
  ];
  const padding = '12px 12px 12px 12px';
  const column: Column = { tag: 'column', width: 'weighted', weight: 1, padding, vertical_align: 'top', elements };
  return {
    tag: 'column_set',
    flex_mode: 'none',
    background_style: 'grey',
    horizontal_spacing: '8px',
    columns: [column],
  };
};

const BLOCKS = 10;
const barOf = (share: number): string => {
  const done = Math.round(share * BLOCKS);
  return `${'▰'.repeat(done)}${'▱'.repeat(BLOCKS - done)}`;
};

const openedIn: AnswerOf = (_card, answer) => button(answer, answer.primary ? 'primary_filled' : 'default', 'medium');

/** Feishu asks once more and then tells of the press: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/button */
const pressedIn =
  (locale: Locale): AnswerOf =>
  (card, answer) => {
    const sure = sureOf(card, answer, locale);
    const value = heldBy(answer.url, locale);
    if (!sure || !value) return openedIn(card, answer);
    return {
      tag: 'button',
      text: { tag: 'plain_text', content: oneLine(answer.label) },
      type: answer.primary ? 'primary_filled' : 'default',
      size: 'medium',
      behaviors: [{ type: 'callback', value }],
      confirm: {
        title: { tag: 'plain_text', content: sure.title },
        text: { tag: 'plain_text', content: sure.text },
      },
    };
  };

/** A link button calls nobody back, and opens the page in the program or the browser. */
const button = (
  { label, url }: Link,
  type: 'primary_filled' | 'default' | 'primary_text',
  size: 'medium' | 'small',
): Element => ({
  tag: 'button',
  text: { tag: 'plain_text', content: oneLine(label) },
  type,
  size,
  behaviors: [{ type: 'open_url', default_url: url }],
});

const linksOf = (links: readonly Link[]): Element[] =>
  links.length > 0 ? [row(links.map((link) => button(link, 'primary_text', 'small')))] : [];

/** Side by side, and below each other where a phone has no room. */
const row = (elements: readonly Element[]): Element => ({
  tag: 'column_set',
  flex_mode: 'flow',
  horizontal_spacing: '8px',
  columns: elements.map(
    (element): Column => ({ tag: 'column', width: 'auto', vertical_align: 'top', elements: [element] }),
  ),
});

/** A text, and something at the end of its line. */
const beside = (text: string, element: Element): Element => ({
  tag: 'column_set',
  flex_mode: 'none',
  horizontal_spacing: '8px',
  columns: [
    { tag: 'column', width: 'weighted', weight: 1, vertical_align: 'center', elements: [div(text, 'normal')] },
    { tag: 'column', width: 'auto', vertical_align: 'center', elements: [element] },
  ],
});
