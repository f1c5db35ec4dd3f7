/** What the words of a header say that its column is, in Chinese, Japanese and English, by the parts it is made of. */
import { ensure } from '../../text/maps.ts';
import { folded } from '../../text/words.ts';
import { signsInChinese } from './chinese.ts';
import { signsInEnglish } from './english.ts';
import { NONE, resolve, type Sign, type Signs, STRONG, UNSURE } from './kinds.ts';
import { SIMPLIFIED } from './roots-zh.ts';

/** Header text → what it says. The same few headers are looked at in many lines of many sheets. */
export const signReader = (): ((header: string) => Signs) => {
  const known = new Map<string, Signs>();
  return (header) => ensure(known, header, () => signsIn(header));
};

/** Headers are short; a longer text is a sentence. */
const LONGEST = 48;

const signsIn = (header: string): Signs => {
  // LineTitle is two words.
  const text = simplified(folded(header.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')));
  if (text === '' || text.length > LONGEST) return NONE;
  if (IS_OR_NOT.test(text)) return resolve('category', 0.85, new Set());
  const bare = text.replace(REMARK, ' ').trim() || text.replace(/[()[\]【】]/g, ' ').trim();
  const signs = new Map<Sign, number>();
  const parts = bare.split(BETWEEN_SCRIPTS).filter((part) => part.trim() !== '');
  for (const part of parts) {
    const own = HAN.test(part) ? signsInChinese(part) : signsInEnglish(part);
    // 任务ID, Bug类型: what a compound ends with names its kind in two scripts as well.
    if (
      !(SIDE_BY_SIDE.test(bare) && ((signs.get('task') ?? 0) >= STRONG || (signs.get('responsible') ?? 0) >= STRONG)) &&
      part === parts[parts.length - 1] &&
      ENDS_AS.some((sign) => (own.get(sign) ?? 0) >= STRONG)
    )
      return own;
    for (const [sign, strength] of own) signs.set(sign, Math.max(strength, signs.get(sign) ?? 0));
  }
  // Time (min), 完成时间(天): how long it takes.
  if (AN_AMOUNT.test(text) && OF_DAYS.some((sign) => signs.has(sign))) return resolve('number', STRONG, new Set());
  // 班主任/教师确认: what the last of them does the others do as well.
  const isAnother = SIDE_BY_SIDE.test(bare) && (signs.has('checker') || signs.has('requester'));
  if (isAnother && (signs.get('responsible') ?? 0) < STRONG && signs.has('responsible'))
    signs.set('responsible', UNSURE);
  const byLetter = signByLetter(header);
  return byLetter && OF_PEOPLE.some((sign) => signs.has(sign)) ? new Map([[byLetter, STRONG]]) : signs;
};

/** Owner (A), 负责人(R): of people a letter says which of them, whatever the word before it does. */
export const signByLetter = (header: string): Sign | undefined => BY_LETTER[LETTER.exec(header)?.[1] ?? ''];
/** Owner(s) are several of them. */
const LETTER = /[(（] ?([RACI]) ?[)）]\s*$/;
const BY_LETTER: Readonly<Record<string, Sign>> = {
  R: 'responsible',
  A: 'accountable',
  C: 'consulted',
  I: 'informed',
};
const OF_PEOPLE: readonly Sign[] = [...Object.values(BY_LETTER), 'supporting', 'checker', 'requester'];

const AN_AMOUNT =
  /[([/] ?(?:in )?(?:h|hrs?|hours?|mins?|minutes?|days|weeks|months|小时|分钟|工时|人[天日月]|天) ?[)\]]?$/;
const OF_DAYS: readonly Sign[] = ['due', 'start'];

/** Issue/Area: two words for one thing, or for one of two. */
const SIDE_BY_SIDE = /[/|]/;
const ENDS_AS: readonly Sign[] = ['id', 'category', 'priority'];
/** 功能性/非功能性, Functional / Non-functional: which of two kinds. */
const IS_OR_NOT = /^([^/]{1,20}?) ?\/ ?(?:非|non[- ]?)\1$/;
const HAN = /[\p{Script=Han}\u3040-\u30ff]/u;
const REMARK = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g;
const BETWEEN_SCRIPTS =
  /[/|]+|(?<=[\p{Script=Han}\u3040-\u30ff])\s*(?=[a-z]{2})|(?<=[a-z.]{2})\s*(?=[\p{Script=Han}\u3040-\u30ff])/u;

export const simplified = (text: string): string => [...text].map((char) => SIMPLIFIED.get(char) ?? char).join('');
