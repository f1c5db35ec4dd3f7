/** How every page begins: its language, what it says where it fails, and what Escape does. */
import { ADD_ON_PAGES } from '../../core/messages/add-on-pages.ts';
import type { PageWords } from '../../core/messages/language.ts';
import { must } from '../../core/text/must.ts';
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { appendTo, el, fill, repaint, say } from './dom.ts';
import { close, ServerError } from './server.ts';

/** The page's own place, ready to be filled. */
export const main = must(document.querySelector<HTMLElement>('#page'), 'place for the page');

/** Puts a page's language in force. */
export const speak = (locale: Locale, title: (words: PageWords) => string): PageWords => {
  const words = ADD_ON_PAGES[locale];
  document.documentElement.lang = locale;
  document.title = title(words);
  return words;
};

const sentence = (error: unknown, words: PageWords): string =>
  error instanceof ServerError ? words.failed(error.message) : words.unreadable;

/** Shows why something failed at its place, and leaves all else as it is. */
export const complain = (place: Element, error: unknown, words: PageWords): void => {
  if (!(error instanceof ServerError)) console.error(error);
  say(place, 'late', el('p', {}, sentence(error, words)));
};

/** Builds the page. Where that fails, nobody knows yet which language the reader speaks. */
export const start = async (build: () => Promise<void>): Promise<void> => {
  repaint();
  try {
    await build();
  } catch (error) {
    console.error(error);
    fill(main);
    for (const locale of LOCALES) {
      const place = el('div', { lang: locale });
      appendTo(main, place);
      say(place, 'late', el('p', {}, sentence(error, ADD_ON_PAGES[locale])));
    }
  } finally {
    main.removeAttribute('aria-busy');
  }
};

/** What Escape asks of the form that is shown now. */
let shown: { readonly isBegun: () => boolean; readonly warn: () => void; warned: boolean } | undefined;

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || !shown) return;
  if (shown.warned || !shown.isBegun()) close();
  else shown.warn();
  shown.warned = true;
});
document.addEventListener('input', () => {
  if (shown) shown.warned = false;
});

/** Escape closes a dialog: at once where nothing is written in it, else the second time. */
export const escapes = (isBegun: () => boolean, warn: () => void): void => {
  shown = { isBegun, warn, warned: false };
};
