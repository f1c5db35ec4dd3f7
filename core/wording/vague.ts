/** Finds vague words in a text; some are excused where the sentence names a day or a result. */
import { lazily } from '../text/lazily.ts';
import { phrases } from './phrases.ts';
import { EN } from './vague-en.ts';
import { byBeginning, type VaguePhrases } from './vague-phrases.ts';
import { ZH } from './vague-zh.ts';

const asIs = (phrase: string): string => phrase;
/** Letters of Latin scripts and figures; written out, since `\p{…}` in each of a hundred expressions takes a tenth of a second to compile. */
const IN_WORD = String.raw`A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\d`;
/** A whole word, and none that is part of a name: `asap-utils`, `Several.js`, `/etc`. */
const wholeWord = (phrase: string): string => `(?<![${IN_WORD}_-])${phrase}(?![${IN_WORD}_]|[-.][${IN_WORD}])`;

/** Of one language, by what a phrase begins with. */
type Filed = () => ReadonlyMap<string, () => RegExp>;
/**
 * Filed when the first text in that language is searched: an edit of a date in a sheet searches none, and most workbooks are in one of
 * them. English phrases begin with a letter from a to z, Chinese ones with none.
 */
interface Kind {
  readonly en: Filed;
  readonly zh: Filed;
}
const filed = (kind: keyof VaguePhrases): Kind => ({
  en: lazily(() => byBeginning(EN[kind], wholeWord)),
  zh: lazily(() => byBeginning(ZH[kind], asIs)),
});
const [HARD, SOFT, IDLE, CROWD] = [filed('hard'), filed('soft'), filed('idle'), filed('crowd')];
/** Below it no Chinese character stands. */
const CHINESE = 0x2e80;

/** What is quoted is spoken about: a title, or the wording of another text. */
const QUOTED =
  /《[^《》]{1,60}》|“[^“”]{1,60}”|‘[^‘’]{1,60}’|「[^「」]{1,60}」|『[^『』]{1,60}』|"[^"]{1,60}"|`[^`]{1,60}`/gu;
const SENTENCE = /(?:[^。；;！？!?\n.]|\.(?!\s|$))+/gu;

const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?`;
const WEEKDAY = String.raw`(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?`;
const DAY_ZH = '[周期拜][一二三四五六日天]|[今明后]天';
const DATE_ZH = String.raw`(?:\d{1,2}\s?月\s?\d{1,2}\s?[日号]?|\d{1,2}[日号]|\d[-/.]\d{1,2}|${DAY_ZH}|\d{1,2}:\d{2})`;
const DATE_EN = String.raw`(?:\d|${MONTH} ?\d|${WEEKDAY}(?![a-z])|today|tomorrow|noon|eod|cob)`;
/** What somebody does of which a thing remains. */
const GIVE = phrases`
  write|draft|send|submit|upload|publish|file|sign|deliver|attach|enter|print|book|order|record|list|post|fix|merge|close
  produce|propose|decide|choose|return|tick|hand (?:in|over)
`;
const GIVEN = phrases`
  written|sent|signed|submitted|uploaded|published|filed|delivered|attached|entered|printed|booked|ordered|recorded|posted
  merged|closed|fixed|returned|ticked|counted|listed|trained|tested
`;
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

/** Something that others can see afterwards: “write the report”, “signed”, 出报告, 提交, 3 份. */
const RESULT = new RegExp(
  phrases`
    (?:^|[,;:(]\s?|\b(?:and|then|to|will|must) )(?:${GIVE})s?\b
    \b(?:${GIVEN})\b
    \bin writing\b|\bin a (?:memo|report|table|list|note)\b|\b(?:on|to|in) the (?:wiki|shared drive)\b
    \b(?:to|below|under|at least|at most|from) \d
    提交|交付|交[到给]|出具|给出|发[出到给]|发布|上传|寄[出到给]|形成|输出|产出|列[出成]|填[写好]|登记|签[字署订收到]|盖章
    归档|入库|定稿|[上报]报|打印|印发|附上?|答复|选定|敲定|确定|确认|完成|通过
    [出写交做列填编拟][^，。；,;]{0,8}(?:报告|方案|清单|表|书|稿|函|纪要|结论|名单|图|文件|结果|意见|说明|备忘录|记录)
    \d\s?(?:%|[份个家名人次条页张件套台篇项场轮款])
  `,
  'iu',
);

/** “Various Artists”, “Timely Ltd”: a name; not “Maybe Monday”. */
const NAME = /^[A-Z][a-z]+$/;
const NEXT_OF_NAME = /^ [A-Z][a-z]/;
const NEXT_IS_A_DAY = new RegExp(`^ (?:${WEEKDAY}|${MONTH})\\b`, 'i');

/** The vague words of a text, as they stand there, in order, each once. The time it takes grows with its length. */
export const vagueWords = (text: string): string[] => {
  const plain = text.normalize('NFKC');
  const said = plain.replace(QUOTED, (quote) =>
    quote.length === plain.trim().length ? quote : ' '.repeat(quote.length),
  );
  const words = new Map<string, string>();
  const isDated = sentencesThat(DEADLINE, said);
  const hasResult = sentencesThat(RESULT, said);
  for (let at = 0; at < said.length; at++) {
    // No phrase begins within a word, and most places of an English text lie within one.
    if (isLetter(said, at) && isLetter(said, at - 1)) continue;
    const language = languageAt(said, at);
    if (language === null || !BEGINNINGS[language]().has(said.charAt(at))) continue;
    const word = [
      phraseAt(HARD[language], said, at),
      unless(phraseAt(SOFT[language], said, at), () => isDated(at)),
      unless(phraseAt(IDLE[language], said, at), () => hasResult(at)),
      unless(phraseAt(CROWD[language], said, at), () => isDated(at) || hasResult(at)),
    ].reduce((longest, word) => (word.length > longest.length ? word : longest));
    if (word === '') continue;
    const end = at + word.length;
    const next = said.slice(end, end + 12);
    const isName = NAME.test(word) && NEXT_OF_NAME.test(next) && !NEXT_IS_A_DAY.test(next);
    const key = word.trim().toLowerCase();
    if (!isName && !words.has(key)) words.set(key, word.trim());
    // What is part of it goes without saying: 跟进 in 后续跟进.
    at = end - 1;
  }
  return [...words.values()];
};

/** With what the phrases of a language begin. */
const beginningsIn = (language: keyof Kind) =>
  lazily(() => new Set([HARD, SOFT, IDLE, CROWD].flatMap((kind) => [...kind[language]().keys()])));
const BEGINNINGS = { en: beginningsIn('en'), zh: beginningsIn('zh') };

/** In which language a phrase may begin there; null where in none. */
const languageAt = (text: string, at: number): keyof Kind | null => {
  if (isLetter(text, at)) return 'en';
  return text.charCodeAt(at) < CHINESE ? null : 'zh';
};

const isLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at) | 0x20;
  return code >= 0x61 && code <= 0x7a;
};

const phraseAt = (filed: Filed, text: string, at: number): string => {
  const shape = filed().get(text.charAt(at))?.();
  if (!shape) return '';
  shape.lastIndex = at;
  return shape.exec(text)?.[0] ?? '';
};

const unless = (word: string, isExcused: () => boolean): string => (word !== '' && isExcused() ? '' : word);

/** Whether a place lies in a sentence that matches; asked in the order of the text, and looked up when first asked. */
const sentencesThat = (shape: RegExp, text: string): ((at: number) => boolean) => {
  let such: { readonly from: number; readonly to: number }[] | undefined;
  let next = 0;
  return (at) => {
    such ??= [...text.matchAll(SENTENCE)]
      .filter(([sentence]) => shape.test(sentence))
      .map(({ 0: sentence, index }) => ({ from: index, to: index + sentence.length }));
    let sentence = such[next];
    while (sentence && sentence.to <= at) sentence = such[++next];
    return sentence !== undefined && sentence.from <= at;
  };
};
