/** A yes or no from whoever sits at the terminal. */
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { Listener } from '../adopt/ask.ts';
import { BatonError } from '../errors.ts';
import { yesOrNo } from '../setup/questions.ts';
import { withListener } from './asking.ts';

/** Asks until it is one of them; Enter means `usual`. */
export const agreed = async (
  question: string,
  usual: boolean,
  locale: Locale,
  { print, ask }: Listener,
): Promise<boolean> => {
  const { setup, asking } = LANGUAGES[locale];
  print(question);
  for (;;) {
    const said = await ask(asking.prompt({ usual: usual ? setup.usualYes : setup.usualNo }));
    const answer = said.trim() === '' ? usual : yesOrNo(said);
    if (answer !== null) return answer;
  }
};

/** The same for one question by itself; whoever stops has said no. */
export const confirmed = async (question: string, usual: boolean, locale: Locale): Promise<boolean> => {
  try {
    return await withListener((listener) => agreed(question, usual, locale, listener));
  } catch (error) {
    if (error instanceof BatonError && error.code === 'stopped') return false;
    throw error;
  }
};
