import type { Locale, Tone } from '../../sheet-templates/index.ts';
import type { Line, Span } from '../messages/span.ts';
import * as template from './generated/template.ts';
import { escapeHtml, type Html, join, NOTHING } from './markup.ts';
import type { Card, Digest, Figure, List, Row, Section } from './model.ts';

/** What a colour means (look: late, today or soon, ahead); everything else is grey. */
const COLOUR: Readonly<Record<Tone, string>> = {
  late: '#b42318',
  soon: '#b54708',
  ahead: '#175cd3',
  fine: '#8fb8a8',
  quiet: '#667085',
};

const INK = '#1f2933';

/** Softer, for areas: a bar's parts. */
const FILL: Readonly<Record<Tone, string>> = {
  late: '#c4574c',
  soon: '#e9b872',
  ahead: '#175cd3',
  fine: '#8fb8a8',
  quiet: '#d5dbe3',
};

/**
 * System fonts. In Chinese, quotation marks and dashes come from the Chinese font, so it stands before the others;
 * in English the other way round.
 */
const CHINESE = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC'";
const LATIN = "'Segoe UI', Roboto, 'Helvetica Neue', Arial";
const FONTS: Readonly<Record<Locale, string>> = {
  'zh-CN': `-apple-system, ${CHINESE}, ${LATIN}, sans-serif`,
  en: `-apple-system, ${LATIN}, ${CHINESE}, sans-serif`,
};

/** A digest as a complete HTML page for mail programs: tables, inline styles, nothing from elsewhere. */
export const htmlOf = (digest: Digest): Html => {
  const fonts = escapeHtml(FONTS[digest.locale]);
  return template.page({
    fonts,
    language: escapeHtml(digest.locale),
    subject: escapeHtml(digest.subject),
    preview: escapeHtml(digest.preview),
    brand: escapeHtml(digest.brand),
    place: escapeHtml(digest.place),
    headline: escapeHtml(digest.headline),
    subline: escapeHtml(digest.subline),
    section: join(digest.sections.map((section) => sectionHtml(section, fonts))),
    where: optional(digest.where, fonts, template.where),
    footer: join(digest.footer.map((text) => template.footer({ fonts, text: escapeHtml(text) }))),
  });
};

const sectionHtml = ({ title, figures, note, cards, entries, lists, more }: Section, fonts: Html): Html =>
  template.section({
    fonts,
    title: escapeHtml(title),
    note: optional(note, fonts, template.note),
    figures: figures.length > 0 ? template.figures({ fonts, figure: join(figures.map(figureHtml)) }) : NOTHING,
    card: join(cards.map((card) => cardHtml(card, fonts))),
    list: entries.length > 0 ? template.list({ fonts, entry: join(entries.map(entryHtml)) }) : NOTHING,
    group: join(lists.map((list) => groupHtml(list, fonts))),
    more: optional(more, fonts, template.more),
  });

const figureHtml = ({ count, label, tone }: Figure, _: number, { length }: readonly Figure[]): Html =>
  template.figure({
    width: escapeHtml(String(Math.floor(100 / length))),
    count: escapeHtml(String(count)),
    label: escapeHtml(label),
    ...inkOf(tone),
  });

const groupHtml = ({ label, rows, more }: List, fonts: Html): Html =>
  template.group({
    fonts,
    label: escapeHtml(label),
    row: join(rows.map(rowHtml)),
    rest: more === null ? NOTHING : template.rest({ text: escapeHtml(more) }),
  });

const rowHtml = ({ text, value, tone, note, bar }: Row): Html =>
  template.row({
    text: lineHtml(text),
    value: escapeHtml(value),
    tone: escapeHtml(tone === 'quiet' ? 'grey' : tone),
    colour: escapeHtml(COLOUR[tone]),
    gap: escapeHtml(note || bar ? '0' : '7px'),
    under: note ? template.under({ text: lineHtml(note) }) : NOTHING,
    parts: bar ? template.parts({ share: join(bar.map(shareHtml)) }) : NOTHING,
  });

const shareHtml = ({ share, tone }: { readonly share: number; readonly tone: Tone }): Html =>
  template.share({ width: escapeHtml(String(Math.round(share * 100))), colour: escapeHtml(FILL[tone]) });

/** A figure that is nothing special stands in the ink of the text. */
const inkOf = (tone: Tone) => ({
  tone: escapeHtml(tone === 'quiet' ? 'ink' : tone),
  colour: escapeHtml(tone === 'quiet' ? INK : COLOUR[tone]),
});

const cardHtml = (card: Card, fonts: Html): Html =>
  template.card({
    fonts,
    id: escapeHtml(card.id),
    tone: escapeHtml(card.tone),
    colour: escapeHtml(COLOUR[card.tone]),
    when: escapeHtml(card.when),
    title: escapeHtml(card.title),
    bar: card.progress === null ? NOTHING : template.bar({ done: escapeHtml(String(Math.round(card.progress * 100))) }),
    line: join(card.lines.map((line) => template.line({ text: lineHtml(line) }))),
    ask: card.ask === null ? NOTHING : template.ask({ text: escapeHtml(card.ask) }),
  });

type TextPart = (at: { readonly fonts: Html; readonly text: Html }) => Html;
const optional = (text: string | null, fonts: Html, part: TextPart): Html =>
  text === null ? NOTHING : part({ fonts, text: escapeHtml(text) });

const entryHtml = (line: Line): Html => template.entry({ text: lineHtml(line) });
const lineHtml = (line: Line): Html => join(line.map(spanHtml));

const spanHtml = (span: Span): Html =>
  typeof span === 'string'
    ? escapeHtml(span)
    : 'strong' in span
      ? template.strong({ text: escapeHtml(span.strong) })
      : 'struck' in span
        ? template.struck({ text: escapeHtml(span.struck) })
        : template.quiet({ text: escapeHtml(span.quiet) });
