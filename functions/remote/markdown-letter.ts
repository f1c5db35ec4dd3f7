/** Letters as Markdown for chats that take two kilobytes of it: whole where that fits, then brief, then with fewer cards. */
import { fitted } from '../../core/mail/fit.ts';
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
} from '../../core/mail/model.ts';
import { type Line, plain } from '../../core/text/span.ts';
import { oneLine, shorten } from '../../core/text/width.ts';
import type { Tone } from '../../sheet-templates/types.ts';
import { chatFooter } from './chat-footer.ts';
import { inLink, withoutMarkUp } from './wide.ts';

/** How a chat draws what differs from one to the next; the texts have no mark-up any more. */
export interface ChatPen {
  readonly toned: (tone: Tone, text: string) => string;
  readonly quiet: (text: string) => string;
  /** What stands between two lines, and between two blocks. */
  readonly line: string;
  readonly block: string;
}

/** What goes into the text, where some of it stands elsewhere. */
export interface ShownLetter {
  readonly letter: Digest;
  readonly isBrief: boolean;
}

/**
 * As much of a letter as fits, most of it first: everything; then every card with what it asks and its answers, and single lines of all else; then fewer
 * cards, which are counted beside the workbook's link.
 */
export const mostThatFits = (letter: Digest, fits: (shown: ShownLetter) => boolean): ShownLetter => {
  const whole = { letter, isBrief: false };
  if (fits(whole)) return whole;
  const smaller = fitted(letter, (one) => fits({ letter: one, isBrief: true }));
  return { letter: smaller, isBrief: true };
};

/** `withAnswers`: whether a card has its answers within the text; a chat may have them as buttons below it. */
export const markdownLetter = (
  { letter, isBrief }: ShownLetter,
  pen: ChatPen,
  withAnswers: (card: Card) => boolean,
): string => {
  const print = printer(pen, isBrief, withAnswers);
  const { headline, subline, place, sections, chapters, where, book } = letter;
  return blocks(pen, [
    lines(pen, [
      // The only line with a name of any length in it.
      `**${text(isBrief ? shorten(oneLine(headline), 2 * BRIEF) : headline)}**`,
      pen.quiet(text(place)),
      text(isBrief ? shorten(oneLine(subline), BRIEF) : subline),
    ]),
    ...sections.flatMap((section) => print.section(section)),
    ...chapters.flatMap((chapter) => print.chapter(chapter)),
    where && !isBrief ? text(where) : '',
    book ? link(book) : '',
    isBrief
      ? ''
      : lines(pen, [...chatFooter(letter).map((line) => pen.quiet(text(line))), ...letter.preferences.map(link)]),
  ]);
};

/** Columns of a line that is no card's, where room is short. */
const BRIEF = 90;

const lines = (pen: ChatPen, all: readonly string[]): string => all.filter(Boolean).join(pen.line);
const blocks = (pen: ChatPen, all: readonly string[]): string => all.filter(Boolean).join(pen.block);

/** Neither mark-up, nor an address that the chat would make a link of. */
const text = (given: string): string =>
  withoutMarkUp(oneLine(given))
    .replaceAll('://', '：//')
    .replace(/&(?=#?\w{1,8};)/g, '＆');

/** At the end of what somebody wrote. */
export const link = ({ label, url }: Link): string => `[${text(label)}](${inLink(url)})`;
const flat = (line: Line): string => line.map(plain).join('');
const AND = '  ';
/** Between links that a thumb has to tell apart. */
const OR = '  |  ';

const printer = (pen: ChatPen, isBrief: boolean, withAnswers: (card: Card) => boolean) => {
  const cut = (given: string): string => (isBrief ? shorten(oneLine(given), BRIEF) : given);
  const inWords = (line: Line): string => line.map((span) => spanOf(span, isBrief)).join('');

  const card = (one: Card): string => {
    const about = aboutCard(one);
    return lines(pen, [
      pen.toned(one.tone, text(one.when)),
      [`**${text(one.title)}**`, about && pen.quiet(text(about))].filter(Boolean).join(' '),
      ...(isBrief ? [] : one.lines.map(inWords)),
      one.ask ? `▸ ${text(one.ask.text)}` : '',
      withAnswers(one) ? one.buttons.map(link).join(OR) : '',
    ]);
  };

  const entry = ({ text: line, link: to }: Entry): string =>
    `· ${[isBrief ? text(cut(flat(line))) : inWords(line), to ? link(to) : ''].filter(Boolean).join(AND)}`;

  const row = ({ text: line, value, tone, note, link: to }: ListRow): string =>
    lines(pen, [
      `· ${[inWords(line), value && pen.toned(tone, text(value)), to ? link(to) : ''].filter(Boolean).join(AND)}`,
      note && !isBrief ? pen.quiet(text(flat(note))) : '',
    ]);

  const rest = (more: string | null, links: readonly Link[]): string =>
    [more ? text(more) : '', ...links.map(link)].filter(Boolean).join(' · ');

  const list = ({ label, rows, more }: List): string =>
    lines(pen, [label && pen.quiet(text(label)), ...rows.map(row), rest(more, [])]);

  const section = (one: Section): string[] => {
    const { title, note, figures, cards, entries, lists, more, others } = one;
    const counted = figures.map(({ count, label, tone }) => pen.toned(tone, `${count} ${text(label)}`)).join(AND);
    const opening = lines(pen, [title && `**${text(title)}**`, note ? text(cut(note)) : '', counted]);
    const all = [
      ...cards.map(card),
      lines(pen, entries.map(entry)),
      ...lists.map(list),
      isBrief && others.length > 0
        ? text(cut([more ?? '', ...others.map(({ label }) => label)].join(' ')))
        : rest(more, others),
    ];
    const [first = '', ...following] = all.filter(Boolean);
    return [lines(pen, [opening, first]), ...following];
  };

  const chapter = ({ title, sections, where, book }: Chapter): string[] => [
    lines(pen, [`**${text(title)}**${book ? `${AND}${link(book)}` : ''}`]),
    ...sections.flatMap((one) => section(one)),
    where && !isBrief ? text(where) : '',
  ];

  return { section, chapter };
};

/** Blanks at its ends stay outside: WeCom and DingTalk show the stars of `** bold **`. */
const spanOf = (span: Line[number], isBrief: boolean): string => {
  const given = plain(span);
  const said = text(given);
  const shown = typeof span !== 'string' && 'strong' in span && said && !isBrief ? `**${said}**` : said;
  return `${/^\s/.test(given) ? ' ' : ''}${shown}${/\s$/.test(given) && said ? ' ' : ''}`;
};
