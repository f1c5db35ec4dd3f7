/** The page on which somebody's browser ends once they have signed in, or have not. */
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Locale } from '../../sheet-templates/types.ts';

export const answerPage = (locale: Locale, what: 'done' | 'refused' | 'unknown'): string =>
  `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>Baton</title><meta name="viewport" content="width=device-width"><p style="font:18px/1.6 system-ui,sans-serif;margin:4rem auto;max-width:32rem;padding:0 1rem">${LANGUAGES[locale].login.page[what]}</p></html>`;
