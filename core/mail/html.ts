/** A digest as an HTML mail. */

import type { Tone } from '../../sheet-templates/index.ts';
import { PALETTE } from '../../sheet-templates/palette.ts';
import { MAIL } from '../messages/languages.ts';
import { briefEnding, briefHtml } from './brief.ts';
import * as template from './generated/template.ts';
import { escapeHtml, type Html, join, NOTHING } from './markup.ts';
import type { Card, Chapter, Digest, Entry, Figure, Link, List, ListRow, Section } from './model.ts';
import { buttonPlaces, COLOUR, headPlaces, lineHtml, linkHtml, quietLinkHtml, restHtml, shareHtml } from './pieces.ts';

/** A digest as a complete HTML page for mail programs: tables, inline styles, nothing from elsewhere. */
export const htmlOf = (digest: Digest): Html => {
  const fonts = escapeHtml(MAIL[digest.locale].fonts);
  return template.page({
    fonts,
    language: escapeHtml(digest.locale),
    subject: escapeHtml(digest.subject),
    preview: escapeHtml(digest.preview),
    brand: escapeHtml(digest.brand),
    place: escapeHtml(digest.place),
    headline: escapeHtml(digest.headline),
    subline: escapeHtml(digest.subline),
    ...(digest.isBrief ? briefPlaces(digest, fonts) : roomyPlaces(digest, fonts)),
  });
};

const briefPlaces = (digest: Digest, fonts: Html) => ({
  section: briefHtml(digest, fonts),
  where: NOTHING,
  divider: NOTHING,
  book: NOTHING,
  footer: briefEnding(digest, fonts),
});

const roomyPlaces = (
  { sections, chapters, where, book, footer, subscribe = [], preferences }: Digest,
  fonts: Html,
) => ({
  section: join([
    ...sections.map((section) => sectionHtml(section, book, fonts, 2)),
    ...chapters.map((chapter) => chapterHtml(chapter, fonts)),
  ]),
  where: optional(where, fonts, template.where),
  divider: template.divider(),
  book: book ? template.book({ fonts, link: linkHtml(book) }) : NOTHING,
  footer: join([
    ...footer.map((text) => template.footer({ fonts, text: escapeHtml(text) })),
    ...subscribe.map((link) => template.footer({ fonts, text: linkHtml(link) })),
    ...preferences.map((link) => template.footer({ fonts, text: quietLinkHtml(link) })),
  ]),
});

const chapterHtml = ({ title, sections, where, book }: Chapter, fonts: Html): Html =>
  join([
    template.chapter({ fonts, title: escapeHtml(title), link: linkHtml(book) }),
    ...sections.map((section) => sectionHtml(section, book, fonts, 3)),
    optional(where, fonts, template.where),
  ]);

/** `level`: of its heading, below those that it stands under. */
const sectionHtml = (
  { title, figures, note, cards, entries, lists, more, others }: Section,
  book: Link | null,
  fonts: Html,
  level: 2 | 3,
): Html =>
  template.section({
    fonts,
    level: escapeHtml(String(level)),
    title: escapeHtml(title),
    note: optional(note, fonts, template.note),
    figures: figures.length > 0 ? template.figures({ fonts, figure: join(figures.map(figureHtml)) }) : NOTHING,
    card: join(cards.map((card) => cardHtml(card, fonts))),
    list: entries.length > 0 ? template.list({ fonts, entry: join(entries.map(entryHtml)) }) : NOTHING,
    group: join(lists.map((list) => groupHtml(list, book, fonts, level))),
    more:
      more === null
        ? NOTHING
        : template.more({ fonts, text: restHtml(more, others.length === 0 && book ? [book] : others) }),
  });

const figureHtml = ({ count, label, tone }: Figure, _: number, { length }: readonly Figure[]): Html =>
  template.figure({
    width: escapeHtml(String(Math.floor(100 / length))),
    count: escapeHtml(String(count)),
    label: escapeHtml(label),
    ...inkOf(tone),
  });

const groupHtml = ({ label, rows, more }: List, book: Link | null, fonts: Html, level: 2 | 3): Html =>
  template.group({
    fonts,
    label:
      label === '' ? NOTHING : template.label({ fonts, level: escapeHtml(String(level + 1)), text: escapeHtml(label) }),
    row: join(rows.map(rowHtml)),
    rest: more === null ? NOTHING : template.rest({ text: restHtml(more, book ? [book] : []) }),
  });

const rowHtml = (row: ListRow): Html =>
  isTextAlone(row) ? template.whole({ text: lineHtml(row.text) }) : fullRowHtml(row);

/** Nothing stands beside or below it: it does not keep to the column of names. */
const isTextAlone = ({ value, days, note, bar, link }: ListRow): boolean =>
  value === '' && days === 0 && !note && !bar && !link;

const fullRowHtml = ({ text, value, tone, days, note, bar, link }: ListRow): Html =>
  template.row({
    text: lineHtml(text),
    value: escapeHtml(value),
    strip: stripHtml({ days, tone }),
    tone: escapeHtml(tone === 'quiet' ? 'grey' : tone),
    colour: escapeHtml(COLOUR[tone]),
    gap: escapeHtml(note || bar || link ? '0' : '7px'),
    under: link ? template.under({ text: lineHtml(note ?? []), link: linkHtml(link) }) : NOTHING,
    // With nothing beside it, it takes the whole width: on a phone the column below the name is narrow.
    across: note && !link ? template.across({ text: lineHtml(note) }) : NOTHING,
    parts: bar ? template.parts({ share: join(bar.map(shareHtml)) }) : NOTHING,
  });

/** A figure that is nothing special stands in the ink of the text. */
const inkOf = (tone: Tone) => ({
  tone: escapeHtml(tone === 'quiet' ? 'ink' : tone),
  colour: escapeHtml(tone === 'quiet' ? PALETTE.text : COLOUR[tone]),
});

const cardHtml = (card: Card, fonts: Html): Html =>
  template.card({
    fonts,
    ...headPlaces(card),
    strip: stripHtml(card),
    bar: card.progress === null ? NOTHING : template.bar({ done: escapeHtml(String(Math.round(card.progress * 100))) }),
    line: join(card.lines.map((line) => template.line({ text: lineHtml(line) }))),
    ask: card.ask === null ? NOTHING : template.ask({ text: escapeHtml(card.ask.text) }),
    buttons:
      card.buttons.length > 0
        ? template.buttons({ button: join(card.buttons.map((button) => template.button(buttonPlaces(button)))) })
        : NOTHING,
  });

/** Workdays that are drawn; the words say how many there are. */
const TICKS = 10;
const stripHtml = ({ days, tone }: Pick<Card, 'days' | 'tone'>): Html => {
  if (days === 0) return NOTHING;
  const tick = template.tick({ fill: escapeHtml(`fill-${tone}`), colour: escapeHtml(COLOUR[tone]) });
  const shown = Math.min(days, TICKS);
  return template.strip({
    width: escapeHtml(String(shown * 8)),
    tick: join(Array.from({ length: shown }, () => tick)),
  });
};

type TextPart = (at: { readonly fonts: Html; readonly text: Html }) => Html;
const optional = (text: string | null, fonts: Html, part: TextPart): Html =>
  text === null ? NOTHING : part({ fonts, text: escapeHtml(text) });

const entryHtml = ({ text, link }: Entry): Html => template.entry({ text: lineHtml(text), link: linkHtml(link) });
