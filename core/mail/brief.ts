/** A leader's mail as HTML: decisions, a bar a department and a line for the rest, drawn so that all of it stands on one screen of a phone. */
import { plain } from '../text/span.ts';
import { shorten } from '../text/width.ts';
import * as template from './generated/template.ts';
import { escapeHtml, type Html, join, NOTHING } from './markup.ts';
import type { Card, Digest, ListRow, Section } from './model.ts';
import { buttonPlaces, headPlaces, lineHtml, linkHtml, quietLinkHtml, restHtml, shareHtml } from './pieces.ts';

/** Sections one below the other, without headings. */
export const briefHtml = ({ sections, where }: Digest, fonts: Html): Html =>
  join([
    ...sections.map((section) => sectionHtml(section, fonts)),
    where === null ? NOTHING : template.remarks({ fonts, remark: remark(escapeHtml(where)) }),
  ]);

/** The last line: how often such a mail comes, which leads to where that is changed, and the workbook. */
export const briefEnding = ({ footer, book, preferences }: Digest, fonts: Html): Html =>
  template.ending({
    fonts,
    text: join([
      escapeHtml(footer.join(' ')),
      ...preferences.flatMap((link, i) => [escapeHtml(footer.length + i > 0 ? ' ' : ''), quietLinkHtml(link)]),
    ]),
    link: linkHtml(book),
  });

const sectionHtml = ({ cards, entries, lists, more, others }: Section, fonts: Html): Html => {
  const rows = lists.flatMap((list) => list.rows);
  const barred = rows.filter(({ bar }) => bar !== null);
  const remarks = [
    ...entries.map(({ text }) => lineHtml(text)),
    ...rows.filter(({ bar }) => bar === null).map(({ text }) => lineHtml(text)),
    ...lists.map((list) => (list.more === null ? null : escapeHtml(list.more))),
    more === null ? null : restHtml(more, others),
  ].filter((said) => said !== null);
  return join([
    ...cards.map((card) => decisionHtml(card, fonts)),
    barred.length > 0 ? template.standings({ fonts, standing: join(barred.map(standingHtml)) }) : NOTHING,
    remarks.length > 0 ? template.remarks({ fonts, remark: join(remarks.map(remark)) }) : NOTHING,
  ]);
};

const remark = (text: Html): Html => template.remark({ text });

/** Columns of a department's name beside its bar. */
const NAME = 18;

const standingHtml = ({ text, value, bar }: ListRow): Html =>
  template.standing({
    text: escapeHtml(shorten(text.map(plain).join(''), NAME)),
    value: escapeHtml(value),
    share: join((bar ?? []).map(shareHtml)),
  });

const decisionHtml = (card: Card, fonts: Html): Html =>
  template.decision({
    fonts,
    ...headPlaces(card),
    said: join([
      ...card.lines.map((line) => template.said({ text: lineHtml(line) })),
      ...(card.ask === null ? [] : [template.said({ text: lineHtml([{ strong: card.ask.text }]) })]),
    ]),
    choices:
      card.buttons.length > 0
        ? template.choices({ choice: join(card.buttons.map((button) => template.choice(buttonPlaces(button)))) })
        : NOTHING,
  });
