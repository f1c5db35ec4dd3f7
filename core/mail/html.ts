import type { Tone } from '../../sheet-templates/index.ts';
import type { Line, Span } from '../messages/span.ts';
import * as template from './generated/template.ts';
import { escapeHtml, type Html, join, NOTHING } from './markup.ts';
import type { Card, Digest, Section } from './model.ts';

/** What a colour means (look: late, today or soon, ahead); everything else is grey. */
const COLOUR: Readonly<Record<Tone, string>> = {
  late: '#b42318',
  soon: '#b54708',
  ahead: '#175cd3',
  fine: '#8fb8a8',
  quiet: '#667085',
};

/** A digest as a complete HTML page for mail programs: tables, inline styles, nothing from elsewhere. */
export const htmlOf = (digest: Digest): Html =>
  template.page({
    language: escapeHtml(digest.locale),
    subject: escapeHtml(digest.subject),
    preview: escapeHtml(digest.preview),
    brand: escapeHtml(digest.brand),
    place: escapeHtml(digest.place),
    headline: escapeHtml(digest.headline),
    subline: escapeHtml(digest.subline),
    section: join(digest.sections.map(sectionHtml)),
    where: optional(digest.where, template.where),
    footer: join(digest.footer.map((text) => template.footer({ text: escapeHtml(text) }))),
  });

const sectionHtml = ({ title, note, cards, entries, more }: Section): Html =>
  template.section({
    title: escapeHtml(title),
    note: optional(note, template.note),
    card: join(cards.map(cardHtml)),
    list:
      entries.length > 0
        ? template.list({ entry: join(entries.map((line) => template.entry({ text: lineHtml(line) }))) })
        : NOTHING,
    more: optional(more, template.more),
  });

const cardHtml = (card: Card): Html =>
  template.card({
    id: escapeHtml(card.id),
    tone: escapeHtml(card.tone),
    colour: escapeHtml(COLOUR[card.tone]),
    when: escapeHtml(card.when),
    title: escapeHtml(card.title),
    bar: card.progress === null ? NOTHING : template.bar({ done: escapeHtml(String(Math.round(card.progress * 100))) }),
    line: join(card.lines.map((line) => template.line({ text: lineHtml(line) }))),
    ask: optional(card.ask, template.ask),
  });

const optional = (text: string | null, part: (at: { readonly text: Html }) => Html): Html =>
  text === null ? NOTHING : part({ text: escapeHtml(text) });

const lineHtml = (line: Line): Html => join(line.map(spanHtml));

const spanHtml = (span: Span): Html =>
  typeof span === 'string'
    ? escapeHtml(span)
    : 'strong' in span
      ? template.strong({ text: escapeHtml(span.strong) })
      : 'struck' in span
        ? template.struck({ text: escapeHtml(span.struck) })
        : template.quiet({ text: escapeHtml(span.quiet) });
