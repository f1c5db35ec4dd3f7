/** Who stands in a team's own sheet: whom the directory knows, and a place for the address of whom it does not. */
import type { Review, ReviewPerson } from '../../core/adopt/review.ts';
import { escapeHtml, type Html, join, NOTHING } from '../../core/mail/markup.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { button, leaf, tagged } from './elements.ts';
import { APART, REVIEW_FIELDS as FIELD, line, type ReviewPage, section } from './review-parts.ts';

/** So many people stand there; more fold away. */
const SHOWN = 8;

export const peopleHtml = (page: ReviewPage, { people }: Review): Html => {
  const say = LANGUAGES[page.locale].review;
  if (people.length === 0) return section(say.people, [line(say.noPeople)]);
  const lines = people.map((person) => personHtml(person, page));
  const more = lines.slice(SHOWN);
  return section(say.people, [
    ...lines.slice(0, SHOWN),
    more.length === 0
      ? NOTHING
      : tagged(
          'details',
          { class: 'more' },
          join([tagged('summary', {}, escapeHtml(say.morePeople({ count: more.length }))), ...more]),
        ),
    ...(people.every(({ hasAddress }) => hasAddress) ? [] : [line(say.noMail), listHtml(page)]),
  ]);
};

/** What is pasted is read when the form is sent; then its addresses stand beside the names. */
const listHtml = ({ locale, pasted }: ReviewPage): Html => {
  const say = LANGUAGES[locale].review;
  // An empty one is no element that `tagged` would leave out.
  const place = tagged('textarea', { name: FIELD.list, rows: '3', autocomplete: 'off' }, escapeHtml(pasted || '\n'));
  return tagged(
    'div',
    { class: 'list' },
    join([
      tagged('label', {}, join([escapeHtml(say.paste), place])),
      button('go plain', say.readList, { name: FIELD.look, value: 'yes' }),
    ]),
  );
};

/** Where somebody of the directory may be meant, that is asked; else there is a place for an address. */
const personHtml = (person: ReviewPerson, page: ReviewPage): Html => {
  const { text, hasAddress } = person;
  const say = LANGUAGES[page.locale].review;
  const name = tagged('span', {}, escapeHtml(text));
  const address = hasAddress
    ? tagged('span', {}, escapeHtml(say.hasAddress))
    : leaf('input', {
        type: 'email',
        name: `${FIELD.address}${text}`,
        value: page.addresses.get(text) ?? '',
        placeholder: 'name@example.com',
        autocomplete: 'off',
        'aria-label': say.address({ name: text }),
      });
  if (person.likely.length === 0) return tagged('div', { class: 'pair' }, join([name, address]));
  const isApart = page.apart.has(text);
  const menu = whoHtml(person, isApart, page.locale);
  const className = person.person === '' && !isApart ? 'pair asked' : 'pair';
  return join([
    tagged('div', { class: className }, join([name, menu])),
    isApart
      ? tagged('div', { class: 'pair' }, join([tagged('span', {}, escapeHtml(say.address({ name: text }))), address]))
      : NOTHING,
  ]);
};

/** The first who may be meant is the guess. */
const whoHtml = ({ text, person, likely }: ReviewPerson, isApart: boolean, locale: Locale): Html => {
  const say = LANGUAGES[locale].review;
  const chosen = person === '' ? likely[0] : person;
  const options = likely.map((name) =>
    tagged(
      'option',
      { value: name, selected: !isApart && name === chosen },
      escapeHtml(say.isPerson({ person: name })),
    ),
  );
  const apart = tagged('option', { value: APART, selected: isApart }, escapeHtml(say.somebody));
  return tagged('select', { name: `${FIELD.person}${text}`, 'aria-label': text }, join([...options, apart]));
};
