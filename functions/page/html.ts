/** The answer page as HTML, without script. */
import type { AnswerKind, Block, ChangedCell, Field, Form, Page, StillYours } from '../../core/answers/model.ts';
import { escapeHtml, type Html, join, NOTHING } from '../../core/mail/markup.ts';
import { FORMAT } from '../../core/messages/format.ts';
import { inAll } from '../../core/messages/in-all.ts';
import type { Line, Span } from '../../core/text/span.ts';
import { shorten, widthOf } from '../../core/text/width.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { queryText } from '../base/bytes.ts';
import { type Attributes, attributesHtml, button, hidden, leaf, tagged } from './elements.ts';
import { hiddenAbove, roomFor } from './room.ts';
import { STYLE } from './style.ts';

const say = inAll('page');

/** What a page's forms and links carry so that their answer comes back to the same matter. */
export interface Carried {
  /** The link's token; '' on a page from which nothing leads on. */
  readonly token: string;
  /** Of the form: which answer, to which state of the rows. */
  readonly nonce: string;
  /** Of the button that takes an answer back; '' where there is none. */
  readonly undo: string;
  /** The link's token for another item of the same person; '' where there is none. */
  readonly tokenFor: (item: string) => string;
  /** All that was sent, to be sent once more because it did not arrive; null where that would not help. */
  readonly again: readonly (readonly [name: string, value: string])[] | null;
}

export const NOTHING_CARRIED: Carried = { token: '', nonce: '', undo: '', tokenFor: () => '', again: null };

/** Names of what a form carries; the others are the keys of its fields. */
export const FIELD_NAMES = { token: 't', kind: 'a', nonce: 'n', undo: 'u', preview: 'p' } as const;
/** What a ticked box says. */
const TICKED = 'yes';

/** What minutes are handed in as. */
const ACCEPTED = '.docx,.xlsx,.txt,.md';

/** As many choices as are seen at a glance stand there with a dot each; more fold away. */
const DOTS = 4;

/** A page for a browser: complete, without script, under 20 KB. Every way on is a link or a form. */
export const pageHtml = (page: Page, carried: Carried): Html => {
  const { locale, brand, title, place, when, message, lines, document, form, effects, changes, others, still } = page;
  const heading = message ? `${message.title} · ${title}` : title;
  const under = [place && escapeHtml(place), when && tagged('strong', { class: when.tone }, escapeHtml(when.text))];
  const parts = [
    tagged('p', { class: 'brand' }, escapeHtml(brand)),
    tagged('h1', {}, escapeHtml(title)),
    tagged('p', { class: 'place' }, under.filter(Boolean).join(' · ') as Html),
    message ? messageHtml(message) : NOTHING,
    // After an answer they fold away, below what else there is to do.
    form || still ? NOTHING : changesHtml(changes, locale),
    tagged('ul', { class: 'lines' }, join(lines.map((line) => tagged('li', {}, lineHtml(line))))),
    documentHtml(document, page),
    form ? formHtml(page, form, carried) : effects ? blockHtml(effects, 'box') : NOTHING,
    carried.again ? againHtml(carried.again, locale) : NOTHING,
    carried.undo === '' ? NOTHING : undoHtml(page.undo ?? say.again[locale], carried),
    still ? stillHtml(still, carried) : NOTHING,
    still && changes.length > 0 ? foldHtml(say.written[locale], changesHtml(changes, locale)) : NOTHING,
    others.length > 0 ? othersHtml(page, carried) : NOTHING,
    tagged('p', { class: 'notes' }, escapeHtml(page.notes.join(FORMAT[locale].gap))),
  ];
  return `<!DOCTYPE html>
<html lang="${escapeHtml(locale)}" dir="ltr">
<head>
<meta charset="utf-8">
<title>${escapeHtml(`${heading} · ${brand}`)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<style>${STYLE}</style>
</head>
<body>
<main>
${parts.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
` as Html;
};

const messageHtml = ({ tone, title, lines }: NonNullable<Page['message']>): Html =>
  tagged(
    'section',
    { class: `box said ${tone}`, role: tone === 'fine' ? 'status' : 'alert' },
    join([tagged('h2', {}, escapeHtml(title)), ...lines.map((line) => tagged('p', {}, escapeHtml(line)))]),
  );

/** So many changed cells are seen at once; more fold away. */
const CHANGES = 6;

const changesHtml = (changes: readonly ChangedCell[], locale: Locale): Html => {
  const listed = (some: readonly ChangedCell[]) => tagged('dl', { class: 'changes' }, join(some.map(changeHtml)));
  const more = changes.length - CHANGES;
  if (more <= 1) return listed(changes);
  return join([
    listed(changes.slice(0, CHANGES)),
    foldHtml(say.moreChanges({ count: more })[locale], listed(changes.slice(CHANGES))),
  ]);
};

/** What is read where somebody wants to. */
const foldHtml = (title: string, content: Html, isOpen = false): Html =>
  tagged('details', { class: 'fold', open: isOpen }, join([tagged('summary', {}, escapeHtml(title)), content]));

/** What folds away is named in one line. */
const SUMMARY = 38;

/** One sheet of paper, as it is when somebody signs it; what makes the page too high to begin with folds away below. */
const documentHtml = (document: readonly Block[], page: Page): Html => {
  const { shown, folded } = hiddenAbove(document, roomFor(page));
  const titles = folded.map(({ title }) => title).filter(Boolean);
  const more = titles.length > 0 ? shorten(titles.join(' · '), SUMMARY) : say.rest[page.locale];
  return tagged(
    'div',
    { class: 'box' },
    join([
      ...shown.map((block) => blockHtml(block)),
      folded.length > 0 ? foldHtml(more, join(folded.map((block) => blockHtml(block)))) : NOTHING,
    ]),
  );
};

const changeHtml = ({ where, from, to }: ChangedCell): Html =>
  join([
    tagged('dt', {}, escapeHtml(where)),
    tagged(
      'dd',
      { class: 'text' },
      [tagged('del', {}, escapeHtml(from)), tagged('ins', {}, escapeHtml(to))].filter(Boolean).join(' → ') as Html,
    ),
  ]);

const blockHtml = ({ title, lines }: Block, className = 'part'): Html =>
  tagged(
    'section',
    { class: className },
    join([tagged('h2', {}, escapeHtml(title)), ...lines.map((line) => tagged('p', { class: 'text' }, lineHtml(line)))]),
  );

const lineHtml = (line: Line): Html => join(line.map(spanHtml));

const spanHtml = (span: Span): Html => {
  if (typeof span === 'string') return escapeHtml(span);
  if ('strong' in span) return tagged('strong', {}, escapeHtml(span.strong));
  if ('struck' in span) return tagged('del', {}, escapeHtml(span.struck));
  return tagged('span', { class: 'quiet' }, escapeHtml(span.quiet));
};

/** The address is the page's own without its query: what is typed must not stand in anybody's log or history. */
const ACTION = { method: 'post', action: '?' } as const;

const formHtml = (
  { locale, effects, changes }: Page,
  { kind, fields, preview, submit }: Form,
  { token, nonce }: Carried,
): Html => {
  const firstWrong = fields.find(({ error }) => error !== null);
  const parts = [
    hidden(FIELD_NAMES.token, token),
    hidden(FIELD_NAMES.kind, kind),
    hidden(FIELD_NAMES.nonce, nonce),
    ...fieldsHtml(fields, locale, firstWrong),
    // First in the form, so that the Enter key shows what would happen, and does nothing yet.
    preview === null
      ? NOTHING
      : button(submit === '' ? 'go' : 'go plain', preview, { name: FIELD_NAMES.preview, value: TICKED }),
    effects ? blockHtml(effects, 'box') : NOTHING,
    changesHtml(changes, locale),
    submit === '' ? NOTHING : button('go', submit),
  ];
  const takesFile = fields.some(({ type }) => type === 'file');
  // The page itself says what is missing, in its reader's language.
  return tagged('form', { ...ACTION, enctype: takesFile ? 'multipart/form-data' : '', novalidate: true }, join(parts));
};

/** Fields one below the other; those that fold away together stand under their title, open where something in them is wrong. */
const fieldsHtml = (fields: readonly Field[], locale: Locale, firstWrong: Field | undefined): readonly Html[] => {
  const html = (field: Field) => fieldHtml(field, locale, field === firstWrong);
  const isFirst = (field: Field, at: number) => field.fold !== fields[at - 1]?.fold;
  return fields.map((field, at) => {
    const { fold } = field;
    if (fold === undefined) return html(field);
    if (!isFirst(field, at)) return NOTHING;
    const next = fields.findIndex((other, i) => i > at && other.fold !== fold);
    const together = fields.slice(at, next < 0 ? undefined : next);
    const isOpen = together.some(({ error, unfolded }) => unfolded === true || error !== null);
    return foldHtml(fold, join(together.map(html)), isOpen);
  });
};

const undoHtml = (label: string, { token, undo }: Carried): Html =>
  tagged(
    'form',
    ACTION,
    join([hidden(FIELD_NAMES.token, token), hidden(FIELD_NAMES.undo, undo), button('go plain', label)]),
  );

const againHtml = (sent: NonNullable<Carried['again']>, locale: Locale): Html =>
  tagged('form', ACTION, join([...sent.map(([name, value]) => hidden(name, value)), button('go', say.again[locale])]));

/** Where nothing else is to be done here, the answers are what the page is for, and the first is the most likely. */
const othersHtml = ({ form, others, othersTitle, message, back }: Page, carried: Carried): Html => {
  const isChoice = form === null && message === null;
  const links = others.map(({ kind, label }, index) =>
    tagged('a', { class: isChoice && index === 0 ? 'go' : 'go plain', href: hrefOf(carried, kind) }, escapeHtml(label)),
  );
  // Beside a form they fold away: what the page is for comes first.
  if (form !== null) {
    const leave =
      back === null ? NOTHING : tagged('a', { class: 'back', href: hrefOf(carried, null) }, escapeHtml(back));
    return tagged('nav', { class: 'others' }, foldHtml(othersTitle, join([...links, leave])));
  }
  return tagged(
    'nav',
    { class: isChoice ? 'choice' : 'others', 'aria-labelledby': 'others' },
    join([tagged('h2', { id: 'others' }, escapeHtml(othersTitle)), ...links]),
  );
};

/** What else waits, each on its own page. */
const stillHtml = ({ title, items, more }: StillYours, { tokenFor }: Carried): Html => {
  const rows = items.map(({ id, name, when }) =>
    tagged(
      'li',
      {},
      join([
        tagged('a', { href: `?${queryText([[FIELD_NAMES.token, tokenFor(id)]])}` }, escapeHtml(name)),
        tagged('span', { class: 'quiet' }, escapeHtml(when)),
      ]),
    ),
  );
  const rest = more === '' ? [] : [tagged('li', { class: 'quiet' }, escapeHtml(more))];
  if (items.length === 0) return tagged('p', { class: 'still quiet' }, escapeHtml(title));
  return tagged(
    'section',
    { class: 'still', 'aria-labelledby': 'still' },
    join([tagged('h2', { id: 'still' }, escapeHtml(title)), tagged('ul', {}, join([...rows, ...rest]))]),
  );
};

const hrefOf = ({ token }: Carried, kind: AnswerKind | null): string => {
  return `?${queryText([[FIELD_NAMES.token, token], ...(kind === null ? [] : [[FIELD_NAMES.kind, kind] as const])])}`;
};

/** One thing to fill in, with its label, its help and what is wrong with it tied together. */
const fieldHtml = (field: Field, locale: Locale, isFirstWrong: boolean): Html => {
  const { key, type, label, help, required, error, choices } = field;
  const id = `f-${key}`;
  if (type === 'hidden') {
    const wrong = error ? tagged('p', { class: 'wrong', role: 'alert' }, escapeHtml(error)) : NOTHING;
    return join([hidden(key, field.value), wrong]);
  }
  const described = [help && `${id}-help`, error && `${id}-wrong`].filter(Boolean).join(' ');
  const state: Attributes = {
    'aria-describedby': described,
    'aria-invalid': error === null ? '' : 'true',
    autofocus: isFirstWrong,
  };
  const caption = join([
    escapeHtml(label),
    required || type === 'check' ? NOTHING : tagged('span', { class: 'may' }, escapeHtml(say.optional[locale])),
  ]);
  const below = help ? tagged('p', { class: 'help', id: `${id}-help` }, escapeHtml(help)) : NOTHING;
  const wrong = error === null ? NOTHING : tagged('p', { class: 'wrong', id: `${id}-wrong` }, escapeHtml(error));
  if (type === 'option' && choices.length <= DOTS) {
    const dots = choices.map((choice, index) => dotHtml(field, choice, index === 0 ? state : {}));
    // Several questions one below the other, each with a yes and a no behind it.
    const isFlag = choices.length === 2 && help === '' && !required && areShort(choices);
    return tagged(
      'fieldset',
      // Short ones stand beside each other.
      {
        class: ['field', choices.length === 2 || areShort(choices) ? 'row' : '', isFlag ? 'flag' : '']
          .filter(Boolean)
          .join(' '),
        'aria-describedby': described,
      },
      join([tagged('legend', {}, isFlag ? escapeHtml(label) : caption), below, ...dots, wrong]),
    );
  }
  if (type === 'check') {
    const box = leaf('input', {
      type: 'checkbox',
      id,
      name: key,
      value: TICKED,
      checked: field.value !== '',
      required,
      ...state,
    });
    const line = tagged('label', { class: 'pick' }, join([box, tagged('span', {}, caption)]));
    return tagged('div', { class: 'field tick' }, join([line, below, wrong]));
  }
  return tagged(
    'div',
    { class: field.half ? 'field half' : 'field' },
    join([
      tagged('label', { for: id }, caption),
      below,
      inputHtml(field, locale, { id, name: key, required, ...state }),
      wrong,
    ]),
  );
};

/** Columns of a choice that leaves room for others beside it. */
const SHORT = 16;
const areShort = (choices: Field['choices']): boolean => choices.every(({ label }) => widthOf(label) <= SHORT);

const dotHtml = ({ key, value, required }: Field, choice: Field['choices'][number], state: Attributes): Html => {
  const id = `f-${key}-${choice.key}`;
  const dot = leaf('input', {
    type: 'radio',
    id,
    name: key,
    value: choice.key,
    checked: value === choice.key,
    required,
    ...state,
  });
  return tagged('label', { class: 'pick' }, join([dot, tagged('span', {}, escapeHtml(choice.label))]));
};

const inputHtml = (
  { type, value, choices, min, max, required }: Field,
  locale: Locale,
  attributes: Attributes,
): Html => {
  if (type === 'long-text') {
    // A line break directly after the tag would not count.
    return `<textarea${attributesHtml({ ...attributes, rows: required ? '3' : '2' })}>\n${escapeHtml(value)}</textarea>` as Html;
  }
  if (type === 'option') {
    const none = value === '' ? [{ key: '', label: say.choose[locale] }] : [];
    const options = [...none, ...choices].map(({ key, label }) =>
      tagged('option', { value: key, selected: key === value }, escapeHtml(label)),
    );
    return tagged('select', attributes, join(options));
  }
  if (type === 'percent') {
    const input = leaf('input', { type: 'text', inputmode: 'numeric', ...attributes, value });
    return tagged('div', { class: 'percent' }, join([input, tagged('span', {}, escapeHtml('%'))]));
  }
  if (type === 'person') {
    const list = `${String(attributes.id)}-list`;
    const names = choices.map(({ key, label }) => tagged('option', { value: key }, escapeHtml(label)));
    const box = leaf('input', { type: 'text', autocomplete: 'off', list, ...attributes, value });
    return join([box, tagged('datalist', { id: list }, join(names))]);
  }
  if (type === 'file') return leaf('input', { type: 'file', accept: ACCEPTED, ...attributes });
  return type === 'date'
    ? leaf('input', { type: 'date', ...attributes, min, max, value })
    : leaf('input', { type: 'text', autocomplete: 'off', ...attributes, value });
};
