/** What is written in a team's own sheet and has to be told apart: marks, rows with little in them, words for how far a task is. */
import { ROLE_LETTERS } from '../../core/adopt/own-marks.ts';
import { letterNamed } from '../../core/adopt/questions.ts';
import { type Review, type ReviewMark, type ReviewWord, statesIn } from '../../core/adopt/review.ts';
import { escapeHtml, type Html, join, NOTHING } from '../../core/mail/markup.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { tagged } from './elements.ts';
import { REVIEW_FIELDS as FIELD, line, section } from './review-parts.ts';

export const marksHtml = ({ marks }: Review, locale: Locale): Html =>
  marks.length === 0
    ? NOTHING
    : section(
        LANGUAGES[locale].review.marks,
        marks.map((mark) => markHtml(mark, locale)),
      );

const markHtml = ({ text, count, letter, isUnsure }: ReviewMark, locale: Locale): Html =>
  choiceHtml(
    LANGUAGES[locale].review.word({ text, count }),
    `${FIELD.mark}${text}`,
    [...ROLE_LETTERS, '-'].map((one) => ({ key: one, label: letterNamed(one, locale) })),
    letter,
    isUnsure,
  );

export const bareRowsHtml = ({ bareRows }: Review, locale: Locale): Html => {
  if (bareRows === null) return NOTHING;
  const { rows, samples, are, guess } = bareRows;
  const say = LANGUAGES[locale].asking;
  const choices = (['heading', 'task'] as const).map((key) => ({ key, label: say.bareRow[key] }));
  const text = say.bareRows({ count: rows.length, samples });
  return section(LANGUAGES[locale].review.rows, [
    choiceHtml(text, FIELD.bareRows, choices, are ?? guess, are === null),
  ]);
};

export const wordsHtml = ({ words, marks, missing, columns }: Review, locale: Locale): Html => {
  const say = LANGUAGES[locale].review;
  if (marks.length > 0) return NOTHING;
  if (missing.includes('status')) return section(say.words, [line(say.noStatus)]);
  if (!columns.some(({ meaning }) => meaning === 'status')) return NOTHING;
  if (words.length === 0) return section(say.words, [line(say.allKnown)]);
  return section(
    say.words,
    words.map((word) => wordHtml(word, locale)),
  );
};

const wordHtml = ({ text, count, state, isUnsure }: ReviewWord, locale: Locale): Html => {
  const say = LANGUAGES[locale].review;
  const states = [...statesIn(locale), { key: '-', label: say.noState }];
  return choiceHtml(say.word({ text, count }), `${FIELD.word}${text}`, states, state, isUnsure);
};

/** Something in the sheet, and a menu of what it means. */
const choiceHtml = (
  text: string,
  name: string,
  choices: readonly { readonly key: string; readonly label: string }[],
  chosen: string,
  isUnsure: boolean,
): Html => {
  const options = choices.map(({ key, label }) =>
    tagged('option', { value: key, selected: key === chosen }, escapeHtml(label)),
  );
  return tagged(
    'label',
    { class: isUnsure ? 'pair asked' : 'pair' },
    join([tagged('span', {}, escapeHtml(text)), tagged('select', { name }, join(options))]),
  );
};
