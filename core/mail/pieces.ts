/** What mails as HTML are made of, whatever their look: colours, lines, links, buttons and bars. */
import type { Tone } from '../../sheet-templates/index.ts';
import { PALETTE, TONES } from '../../sheet-templates/palette.ts';
import type { Line, Span } from '../text/span.ts';
import * as template from './generated/template.ts';
import { escapeHtml, type Html, join, NOTHING } from './markup.ts';
import { aboutCard, type Button, type Card, type Link } from './model.ts';

/** What a colour means (look: late, today or soon, ahead); everything else is grey. */
export const COLOUR: Readonly<Record<Tone, string>> = {
  late: TONES.late.text,
  soon: TONES.soon.text,
  ahead: TONES.ahead.text,
  fine: '#8fb8a8',
  quiet: PALETTE.quiet,
};

/** Around a button that is not filled. */
const BORDER = '#d0d5dd';

/** Softer, for areas: a bar's parts. */
const FILL: Readonly<Record<Tone, string>> = {
  late: '#c4574c',
  soon: '#e9b872',
  ahead: '#175cd3',
  fine: '#8fb8a8',
  quiet: '#d5dbe3',
};

/** A part of a bar. */
export const shareHtml = ({ share, tone }: { readonly share: number; readonly tone: Tone }): Html =>
  template.share({
    width: escapeHtml(String(Math.round(share * 100))),
    fill: escapeHtml(`fill-${tone}`),
    colour: escapeHtml(FILL[tone]),
  });

const linkPlaces = ({ label, url }: Link) => ({ label: escapeHtml(label), url: escapeHtml(url) });
export const linkHtml = (link: Link | null): Html => (link ? template.go(linkPlaces(link)) : NOTHING);

/** A way out for whoever looks for it, in the colour of the footer. */
export const quietLinkHtml = (link: Link): Html => template.aside(linkPlaces(link));

/** What did not fit, and where it can be seen. */
export const restHtml = (more: string, links: readonly Link[]): Html =>
  join([escapeHtml(more), ...links.flatMap((link, i) => [(i === 0 ? ' ' : ' · ') as Html, linkHtml(link)])]);

/** What a button's part of the template takes. */
export const buttonPlaces = ({ primary, ...link }: Button) => ({
  ...linkPlaces(link),
  kind: escapeHtml(primary ? 'first' : 'other'),
  ground: escapeHtml(primary ? PALETTE.ink : PALETTE.white),
  border: escapeHtml(primary ? PALETTE.ink : BORDER),
  colour: escapeHtml(primary ? PALETTE.white : PALETTE.ink),
});

/** What the head of a card takes, in a brief mail and in any other. */
export const headPlaces = (card: Card) => ({
  tone: escapeHtml(card.tone),
  colour: escapeHtml(COLOUR[card.tone]),
  when: escapeHtml(card.when),
  title: escapeHtml(card.title),
  about: escapeHtml(aboutCard(card)),
});

export const lineHtml = (line: Line): Html => join(line.map(spanHtml));

const spanHtml = (span: Span): Html => {
  if (typeof span === 'string') return escapeHtml(span);
  if ('strong' in span) return template.strong({ text: escapeHtml(span.strong) });
  if ('struck' in span) return template.struck({ text: escapeHtml(span.struck) });
  return template.quiet({ text: escapeHtml(span.quiet) });
};
