/** The page that shows how a team's own sheet is read, with a menu above each column: one form, without script. */

import type { ColumnMeaning } from '../../core/adopt/proposal.ts';
import { MEANINGS } from '../../core/adopt/proposal.ts';
import { OFTEN_MEANT, type Review, type ReviewColumn } from '../../core/adopt/review.ts';
import { hasOwners, UPDATE_AFTER } from '../../core/adopt/undated.ts';
import { escapeHtml, type Html, join, NOTHING } from '../../core/mail/markup.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { widthOf } from '../../core/text/width.ts';
import { columnOf, type Locale } from '../../sheet-templates/index.ts';
import { button, hidden, leaf, tagged } from './elements.ts';
import { REVIEW_FIELDS as FIELD, line, type ReviewPage, section } from './review-parts.ts';
import { peopleHtml } from './review-people.ts';
import { REVIEW_STYLE } from './review-style.ts';
import { bareRowsHtml, marksHtml, wordsHtml } from './review-words.ts';

/** A whole page. What is on it that leads on is a form of its own address, which is sent back as it was typed. */
export const reviewHtml = (page: ReviewPage): Html => {
  const { locale, name, review, message, isFollowed } = page;
  const say = LANGUAGES[locale].review;
  const apart = review?.people.filter(({ text, isUnsure }) => isUnsure && page.apart.has(text)).length ?? 0;
  const title = review ? titleOf(page, review.unsure - apart) : name;
  const parts = [
    tagged(
      'div',
      { class: 'top' },
      join([tagged('p', { class: 'brand' }, escapeHtml(say.brand)), tagged('p', { class: 'where' }, escapeHtml(name))]),
    ),
    tagged('h1', {}, escapeHtml(title)),
    review ? tagged('p', { class: 'place' }, escapeHtml(isFollowed ? say.followed : say.promise)) : NOTHING,
    message ? messageHtml(message) : NOTHING,
    review ? formHtml(page, review) : NOTHING,
  ];
  return `<!DOCTYPE html>
<html lang="${escapeHtml(locale)}" dir="ltr">
<head>
<meta charset="utf-8">
<title>${escapeHtml(`${title} · ${name}`)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<style>${REVIEW_STYLE}</style>
</head>
<body>
<main class="review">
${parts.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
` as Html;
};

const titleOf = ({ locale, isFollowed, isFound }: ReviewPage, unsure: number): string => {
  const say = LANGUAGES[locale].review;
  if (!isFound) return say.notFound;
  return isFollowed ? say.howRead : say.title({ unsure });
};

const topHtml = ({ top }: Review, locale: Locale): Html =>
  top.length === 0
    ? NOTHING
    : join([
        line(LANGUAGES[locale].review.noHeaderYet),
        tagged(
          'div',
          { class: 'cols' },
          tagged(
            'table',
            { class: 'top-rows' },
            join(
              top.map(({ at, cells }) =>
                tagged(
                  'tr',
                  {},
                  join([
                    tagged('th', { scope: 'row' }, escapeHtml(String(at))),
                    ...cells.map((text) => tagged('td', {}, escapeHtml(text || '\u00a0'))),
                  ]),
                ),
              ),
            ),
          ),
        ),
      ]);

const messageHtml = ({ tone, title, lines }: NonNullable<ReviewPage['message']>): Html =>
  tagged(
    'section',
    { class: `box said ${tone}`, role: tone === 'fine' ? 'status' : 'alert' },
    join([tagged('h2', {}, escapeHtml(title)), ...lines.map((line) => tagged('p', {}, escapeHtml(line)))]),
  );

const formHtml = (page: ReviewPage, review: Review): Html => {
  const { locale, isFollowed, token, stamp } = page;
  const say = LANGUAGES[locale].review;
  return tagged(
    'form',
    { method: 'post', action: '?', novalidate: true },
    join([
      hidden(FIELD.token, token),
      hidden(FIELD.stamp, stamp),
      hidden(FIELD.sheetShown, review.sheet),
      hidden(FIELD.headerShown, String(review.headerRow)),
      pickersHtml(page, review),
      topHtml(review, locale),
      tagged(
        'ul',
        { class: 'cols', 'aria-label': say.columns },
        join(review.columns.map((column) => columnHtml(column, page))),
      ),
      tagged(
        'div',
        { class: 'three' },
        join([
          peopleHtml(page, review),
          wordsHtml(review, locale),
          marksHtml(review, locale),
          bareRowsHtml(review, locale),
          aheadHtml(page, review),
        ]),
      ),
      tagged(
        'div',
        { class: 'ends' },
        join([
          button('go', isFollowed ? say.save : say.follow, { name: FIELD.take, value: 'yes' }),
          button('go plain', say.look, { name: FIELD.look, value: 'yes' }),
        ]),
      ),
    ]),
  );
};

/** First in the form is what does nothing yet, so that the Enter key does that. */
const pickersHtml = ({ locale }: ReviewPage, { sheet, sheets, alike, together, headerRow, isUnsure }: Review): Html => {
  const say = LANGUAGES[locale].review;
  const look = button('go plain', say.look, { name: FIELD.look, value: 'yes' });
  const mark = (isGuess: boolean) =>
    isGuess ? tagged('span', { class: 'guess' }, escapeHtml(` ${say.unsure}`)) : NOTHING;
  const options = sheets.map((title) =>
    tagged('option', { value: title, selected: title === sheet }, escapeHtml(title)),
  );
  const beside = [
    tagged('option', { value: 'yes', selected: together }, escapeHtml(say.together)),
    tagged('option', { value: 'no', selected: !together }, escapeHtml(say.alone)),
  ];
  return tagged(
    'div',
    { class: 'pickers' },
    join([
      tagged(
        'label',
        { class: isUnsure.sheet ? 'wide asked' : 'wide' },
        join([escapeHtml(say.sheet), mark(isUnsure.sheet), tagged('select', { name: FIELD.sheet }, join(options))]),
      ),
      alike.length === 0
        ? NOTHING
        : tagged(
            'label',
            {},
            join([
              escapeHtml(say.alike({ count: alike.length })),
              tagged('select', { name: FIELD.together, title: alike.join(', ') }, join(beside)),
            ]),
          ),
      tagged(
        'label',
        { class: isUnsure.header ? 'small asked' : 'small' },
        join([
          escapeHtml(say.headerRow),
          mark(isUnsure.header),
          leaf('input', { type: 'text', inputmode: 'numeric', name: FIELD.header, value: String(headerRow || '') }),
        ]),
      ),
      look,
    ]),
  );
};

const NARROW = 10;
const WIDE = 26;

const columnHtml = (column: ReviewColumn, page: ReviewPage): Html => {
  const { letters, header, cells, meaning, isUnsure } = column;
  const say = LANGUAGES[page.locale].review;
  const widest = Math.max(widthOf(header), ...cells.map(widthOf));
  const width = widest > WIDE ? 'long' : widest < NARROW && meaning === null ? 'short' : '';
  const first = cells.findIndex((text) => text !== '');
  const above = join([
    escapeHtml(letters),
    isUnsure ? tagged('span', { class: 'guess' }, escapeHtml(` ${say.unsure}`)) : NOTHING,
  ]);
  const isSomebody = meaning === null && page.review?.people.some(({ text }) => text === header) === true;
  const fixed = isSomebody ? say.people : nameOf(meaning, page.locale);
  const menu = page.isFixed ? tagged('span', {}, escapeHtml(fixed)) : menuHtml(column, page);
  return tagged(
    'li',
    { class: ['col', width, isUnsure ? 'asked' : '', meaning === null ? 'off' : ''].filter(Boolean).join(' ') },
    join([
      tagged('div', { class: 'means' }, join([tagged('small', {}, above), menu])),
      tagged('div', { class: 'head' }, escapeHtml(header === '' ? say.noHeader : header)),
      ...cells.map((text, index) =>
        tagged('div', { class: index === first ? 'cell first' : 'cell' }, escapeHtml(text === '' ? '\u00a0' : text)),
      ),
    ]),
  );
};

const nameOf = (meaning: ColumnMeaning | null, locale: Locale): string =>
  meaning === null
    ? LANGUAGES[locale].review.notRead
    : columnOf(MEANINGS[meaning].tab, MEANINGS[meaning].column).header[locale];

const menuHtml = ({ letters, header, meaning }: ReviewColumn, { locale, meanings }: ReviewPage): Html => {
  const say = LANGUAGES[locale].review;
  const option = (one: ColumnMeaning): Html =>
    tagged('option', { value: one, selected: one === meaning }, escapeHtml(nameOf(one, locale)));
  const often = OFTEN_MEANT.filter((one) => meanings.includes(one));
  const seldom = meanings.filter((one) => !often.includes(one));
  return tagged(
    'select',
    { name: `${FIELD.column}${letters}`, 'aria-label': say.column({ letters, header }) },
    join([
      tagged('option', { value: '', selected: meaning === null }, escapeHtml(say.notRead)),
      ...often.map(option),
      tagged('optgroup', { label: say.more }, join(seldom.map(option))),
    ]),
  );
};

/** So many people are listed with their mails. */
const MOST_AHEAD = 12;

const aheadHtml = ({ locale, ahead, because, days }: ReviewPage, review: Review): Html => {
  const { undated, unreadDates, missing } = review;
  const say = LANGUAGES[locale].review;
  // Where the status stands is said beside this.
  const lacks = missing.filter((anchor) => anchor !== 'status').map((anchor) => LANGUAGES[locale].guess.anchor[anchor]);
  return section(say.ahead({ days }), [
    ...ahead
      .slice(0, MOST_AHEAD)
      .map(({ name, mails, first }) =>
        tagged(
          'p',
          { class: 'pair' },
          join([tagged('span', {}, escapeHtml(name)), tagged('span', {}, escapeHtml(say.mails({ mails, first })))]),
        ),
      ),
    ahead.length > MOST_AHEAD ? line(say.morePeople({ count: ahead.length - MOST_AHEAD })) : NOTHING,
    ahead.length === 0 ? line(say.none({ because })) : tagged('p', { class: 'quiet' }, escapeHtml(because)),
    unreadDates.length === 0 ? NOTHING : line(LANGUAGES[locale].guess.unreadDates({ texts: unreadDates })),
    undated === 0 ? NOTHING : line(say.undated({ count: undated })),
    lacks.length === 0 ? NOTHING : line(say.missing({ missing: lacks })),
    quietHtml(review, locale),
  ]);
};

/** What has no date can be followed by how long it has had no update, if somebody wants that. */
const quietHtml = (review: Review, locale: Locale): Html => {
  const { openUndated, quietDays } = review;
  if ((openUndated === 0 || !hasOwners(review)) && quietDays === 0) return NOTHING;
  const say = LANGUAGES[locale].review;
  const offered = [...new Set([...UPDATE_AFTER, quietDays])].sort((a, b) => a - b);
  const options = offered.map((days) =>
    tagged('option', { value: String(days), selected: days === quietDays }, escapeHtml(say.quietAfter({ days }))),
  );
  return tagged(
    'label',
    { class: 'pair' },
    join([
      tagged('span', {}, escapeHtml(say.quiet({ count: openUndated }))),
      tagged('select', { name: FIELD.quiet }, join(options)),
    ]),
  );
};
