import { phrases } from './phrases.ts';
import { EN } from './vague-en.ts';
import { byBeginning } from './vague-phrases.ts';
import { ZH } from './vague-zh.ts';

const asIs = (phrase: string): string => phrase;
/** A whole word, and none that is part of a name: `asap-utils`, `Several.js`, `/etc`. */
const wholeWord = (phrase: string): string =>
  `(?<![\\p{Script=Latin}\\p{N}_-])${phrase}(?![\\p{Script=Latin}\\p{N}_]|[-.][\\p{Script=Latin}\\p{N}])`;

const SOFT = new Map([...byBeginning(ZH.soft, asIs), ...byBeginning(EN.soft, wholeWord)]);
const HARD = new Map([...byBeginning(ZH.hard, asIs), ...byBeginning(EN.hard, wholeWord)]);

/** What is quoted is spoken about: a title, or the wording of another text. */
const QUOTED =
  /《[^《》]{1,60}》|“[^“”]{1,60}”|‘[^‘’]{1,60}’|「[^「」]{1,60}」|『[^『』]{1,60}』|"[^"]{1,60}"|`[^`]{1,60}`/gu;
const SENTENCE = /(?:[^。；;！？!?\n.]|\.(?!\s|$))+/gu;

const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?`;
const WEEKDAY = String.raw`(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?`;
const DAY_ZH = '[周期拜][一二三四五六日天]|[今明后]天';
const DATE_ZH = String.raw`(?:\d{1,2}\s?月\s?\d{1,2}\s?[日号]?|\d{1,2}[日号]|\d[-/.]\d{1,2}|${DAY_ZH}|\d{1,2}:\d{2})`;
const DATE_EN = String.raw`(?:\d|${MONTH} ?\d|${WEEKDAY}(?![a-z])|today|tomorrow|noon|eod|cob)`;
/** A day, or a span in figures, by which something is due. */
const DEADLINE = new RegExp(
  phrases`
    ${DATE_ZH}[^，。；,;]{0,8}前(?!后)
    (?:最迟|最晚|不晚于|不迟于|截止)[^，。；,;]{0,6}(?:\d|${DAY_ZH})
    \d\s?个?(?:工作日|天|日|小时|分钟|周)(?:之|以)?内
    \b(?:by|before|until|till|later than|due|on|within)(?: the)?(?: (?:this|next|end of))? ${DATE_EN}
  `,
  'iu',
);

/** “Various Artists”, “Timely Ltd”: a name; not “Maybe Monday”. */
const NAME = /^[A-Z][a-z]+$/;
const NEXT_OF_NAME = new RegExp(`^ (?!${WEEKDAY}\\b|(?:${MONTH})\\b)(?-i:[A-Z][a-z])`, 'i');

/** The vague words of a text, as they stand there, in order, each once. The time it takes grows with its length. */
export const vagueWords = (text: string): string[] => {
  const plain = text.normalize('NFKC');
  const said = plain.replace(QUOTED, (quote) =>
    quote.length === plain.trim().length ? quote : ' '.repeat(quote.length),
  );
  const words = new Map<string, string>();
  let isDated: ((at: number) => boolean) | undefined;
  for (let at = 0; at < said.length; at++) {
    // No phrase begins within a word, and most places of an English text lie within one.
    if (isLetter(said, at) && isLetter(said, at - 1)) continue;
    const hard = phraseAt(HARD, said, at);
    let word = phraseAt(SOFT, said, at);
    if (word.length > 0) {
      isDated ??= datedParts(said);
      if (isDated(at)) word = '';
    }
    if (hard.length >= word.length) word = hard;
    if (word === '') continue;
    const end = at + word.length;
    const isName = NAME.test(word) && NEXT_OF_NAME.test(said.slice(end, end + 12));
    const key = word.trim().toLowerCase();
    if (!isName && !words.has(key)) words.set(key, word.trim());
    // What is part of it goes without saying: 跟进 in 后续跟进.
    at = end - 1;
  }
  return [...words.values()];
};

const isLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at) | 0x20;
  return code >= 0x61 && code <= 0x7a;
};

const phraseAt = (filed: ReadonlyMap<string, RegExp>, text: string, at: number): string => {
  const shape = filed.get(text[at]!);
  if (!shape) return '';
  shape.lastIndex = at;
  return shape.exec(text)?.[0] ?? '';
};

/** Whether a place lies in a sentence that names a day; asked in the order of the text. */
const datedParts = (text: string): ((at: number) => boolean) => {
  if (!DEADLINE.test(text)) return () => false;
  const dated = [...text.matchAll(SENTENCE)]
    .filter(([sentence]) => DEADLINE.test(sentence))
    .map(({ 0: sentence, index }) => ({ from: index, to: index + sentence.length }));
  let next = 0;
  return (at) => {
    while (next < dated.length && dated[next]!.to <= at) next++;
    return next < dated.length && dated[next]!.from <= at;
  };
};
