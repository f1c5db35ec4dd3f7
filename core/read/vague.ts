import { EN, ZH } from './vague-words.ts';

const either = (words: readonly string[]): RegExp => new RegExp(words.join('|'), 'gu');
/** Whole words, and none that are part of a name: `asap-utils`, `Several.js`, `/etc`. */
const wholeWord = (words: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\p{Script=Latin}\\p{N}_-])(?:${words.join('|')})(?![\\p{Script=Latin}\\p{N}_]|[-.][\\p{Script=Latin}\\p{N}])`,
    'giu',
  );

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-zａ-ｚ]/i;

const SPEECH = [
  { in: HAN, soft: either(ZH.soft), hard: either(ZH.hard) },
  { in: LATIN, soft: wholeWord(EN.soft), hard: wholeWord(EN.hard) },
] as const;

/** What is quoted is spoken about: a title, or the wording of another text. */
const QUOTED =
  /《[^《》]{1,60}》|“[^“”]{1,60}”|‘[^‘’]{1,60}’|「[^「」]{1,60}」|『[^『』]{1,60}』|"[^"]{1,60}"|`[^`]{1,60}`/gu;
const SENTENCE = /(?:[^。；;！？!?\n.]|\.(?!\s|$))+/gu;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const WEEKDAY = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?';
/** A day, or a span in figures, by which something is due. */
const DEADLINE = new RegExp(
  [
    '(?:\\d{1,2}\\s?月\\s?\\d{1,2}\\s?[日号]?|\\d{1,2}[日号]|\\d[-/.]\\d{1,2}|[周期拜][一二三四五六日天]|[今明后]天|\\d{1,2}:\\d{2})[^，。；,;]{0,8}前(?!后)',
    '(?:最迟|最晚|不晚于|不迟于|截止)[^，。；,;]{0,6}(?:\\d|[周期拜][一二三四五六日天]|[今明后]天)',
    '\\d\\s?个?(?:工作日|天|日|小时|分钟|周)(?:之|以)?内',
    `\\b(?:by|before|until|till|later than|due|on|within)(?: the)?(?: (?:this|next|end of))? (?:\\d|${MONTH} ?\\d|${WEEKDAY}(?![a-z])|today|tomorrow|noon|eod|cob)`,
  ].join('|'),
  'iu',
);

/** “Various Artists”, “Timely Ltd”: a name; not “Maybe Monday”. */
const NAME = /^[A-Z][a-z]+$/;
const NEXT_OF_NAME = new RegExp(`^ (?!${WEEKDAY}\\b|(?:${MONTH})\\b)(?-i:[A-Z][a-z])`, 'i');

/** The vague words of a text, as they stand there, in order, each once. The time it takes grows with its length. */
export const vagueWords = (text: string): string[] => {
  const speech = SPEECH.filter((words) => words.in.test(text));
  if (speech.length === 0) return [];
  const plain = text.normalize('NFKC');
  const said = plain.replace(QUOTED, (quote) =>
    quote.length === plain.trim().length ? quote : ' '.repeat(quote.length),
  );
  const found = speech.flatMap(({ soft, hard }) => [
    ...withoutDeadline(said, [...said.matchAll(soft)]),
    ...said.matchAll(hard),
  ]);
  const words = new Map<string, string>();
  let end = 0;
  for (const { 0: word, index } of found.sort((a, b) => a.index - b.index || b[0].length - a[0].length)) {
    // Part of what was found already: 跟进 in 后续跟进.
    if (index < end) continue;
    end = index + word.length;
    const key = word.trim().toLowerCase();
    if (NAME.test(word) && NEXT_OF_NAME.test(said.slice(index + word.length, index + word.length + 12))) continue;
    if (!words.has(key)) words.set(key, word.trim());
  }
  return [...words.values()];
};

const withoutDeadline = (text: string, found: readonly RegExpExecArray[]): RegExpExecArray[] => {
  if (found.length === 0 || !DEADLINE.test(text)) return [...found];
  const dated = [...text.matchAll(SENTENCE)]
    .filter(([sentence]) => DEADLINE.test(sentence))
    .map(({ 0: sentence, index }) => ({ from: index, to: index + sentence.length }));
  let at = 0;
  return found.filter(({ index }) => {
    while (at < dated.length && dated[at]!.to <= index) at++;
    return at === dated.length || index < dated[at]!.from;
  });
};
