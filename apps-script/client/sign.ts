/** The dialog in which somebody signs what waits for their signature. */
import { formatIso } from '../../core/messages/format.ts';
import type { PageWords } from '../../core/messages/language.ts';
import { speaker } from '../../core/messages/speaker.ts';
import type { Person } from '../../core/snapshot.ts';
import { type PageBook, readBook } from './book.ts';
import { conflictLines, isLost } from './conflicts.ts';
import { announcer, buttonElement, el, fill, say } from './dom.ts';
import { controlField, peopleChoices, selectOf } from './fields.ts';
import { close } from './server.ts';
import { complain, escapes, main, speak, start } from './start.ts';
import { type ToSign, toSign } from './to-sign.ts';
import { apply } from './trial.ts';

const open = async (): Promise<void> => {
  const book = await readBook();
  const words = speak(book.locale, ({ sign }) => sign.title);
  escapes(
    () => false,
    () => {},
  );
  if (book.me) show(book, book.me, words);
  else askWho(book, words);
};

/** Where Google does not say who reads the page. */
const askWho = (book: PageBook, words: PageWords): void => {
  const select = selectOf(peopleChoices(book), words);
  const list = el('div');
  select.addEventListener('change', () => {
    const person = book.snapshot.people.get(select.value);
    fill(list, person ? texts(book, person, words) : null);
  });
  fill(
    main,
    el('p', { class: 'quiet' }, words.sign.unknown),
    controlField(select, { label: words.sign.who }, words).element,
    list,
    el('div', { class: 'buttons' }, buttonElement(words.close, close)),
  );
  select.focus();
};

const show = (book: PageBook, person: Person, words: PageWords, done?: string): void => {
  const place = announcer();
  fill(main, place, texts(book, person, words), el('div', { class: 'buttons' }, buttonElement(words.close, close)));
  if (done) say(place, 'fine', el('p', {}, done));
  main.querySelector<HTMLElement>('summary, button')?.focus();
};

const texts = (book: PageBook, person: Person, words: PageWords) => {
  const waiting = toSign(book, person);
  if (waiting.length === 0) return el('p', {}, words.sign.none(person.name));
  return [
    el('p', {}, words.sign.count(waiting.length)),
    ...waiting.map((text) => textOf(text, book, person, words, waiting.length === 1)),
  ];
};

const textOf = (text: ToSign, book: PageBook, person: Person, words: PageWords, isOpen: boolean): HTMLElement => {
  const { document, name, version, askedOn, parts, changed, write } = text;
  const { locale, snapshot } = book;
  const place = announcer();
  const about = [
    document,
    words.sign.version(version),
    askedOn && words.sign.asked(formatIso(askedOn, locale, snapshot.today)),
  ].filter(Boolean);
  const sign = buttonElement(
    words.sign.sign(person.name),
    async () => {
      try {
        const receipts = await apply([write]);
        if (receipts.some(isLost)) {
          const again = buttonElement(words.conflict.again, async () => show(await readBook(), person, words));
          say(place, 'soon', el('p', {}, words.conflict.title), conflictLines(receipts, book, words), again);
          return;
        }
        show(await readBook(), person, words, words.sign.signed(document));
      } catch (error) {
        complain(place, error, words);
      }
    },
    'primary',
  );
  return el(
    'details',
    { open: isOpen },
    el('summary', {}, el('b', {}, name), el('br'), el('span', { class: 'quiet' }, about.join(' · '))),
    changed.length > 0 &&
      el(
        'div',
        { class: 'said soon' },
        el('p', {}, `${words.sign.changed} ${speaker(locale, snapshot.today).parts(changed)}`),
      ),
    parts.length === 0
      ? el('p', {}, words.sign.noText)
      : el(
          'dl',
          { class: 'text' },
          parts.map(({ heading, text: body }) => [el('dt', {}, heading), el('dd', {}, body)]),
        ),
    el('p', { class: 'quiet' }, words.sign.means),
    place,
    el('div', { class: 'buttons' }, sign),
  );
};

void start(open);
