/** What a round of acceptance found, as mails tell it: what is as it was agreed needs no word beside what is not. */
import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { clausesOf } from '../text/words.ts';

/** What the page of the conclusion writes after each item that fits. */
export const AS_AGREED: Readonly<Record<Locale, string>> = { 'zh-CN': '符合', en: 'as agreed' };

const FITS = LOCALES.flatMap((locale) => [`: ${AS_AGREED[locale]}`, `：${AS_AGREED[locale]}`]);

/** A clause for each finding; those that say that an item fits only where all of them do. */
export const findingsOf = (text: string): readonly string[] => {
  const all = clausesOf(text);
  const wrong = all.filter((clause) => !FITS.some((fits) => clause.endsWith(fits)));
  return wrong.length > 0 ? wrong : all;
};
