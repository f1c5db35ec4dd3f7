/** Whom a first name, a nickname or a form of address may mean: for proposals, never for decisions. */
import { folded, normal } from './words.ts';

/** A name, or what somebody typed, in the forms in which they are compared. What has Chinese letters has no words: none of theirs is a Latin name's. */
interface Typed {
  readonly text: string;
  readonly plain: string;
  readonly isHan: boolean;
  readonly words: readonly string[];
}
const typedAs = (text: string): Typed => {
  const isHan = /\p{Script=Han}/u.test(text);
  return { text, plain: normal(text), isHan, words: isHan ? [] : wordsOf(text) };
};

const fits = (typed: Typed, name: Typed): boolean =>
  typed.plain !== name.plain &&
  (name.isHan ? mayMeanHan(typed.plain, name.plain) : mayMeanLatin(typed.words, name.words));

/** Whether people who write this may mean somebody of this full name. */
export const mayMean = (text: string, name: string): boolean => fits(typedAs(text), typedAs(name));

/** Finds the one of these names that is meant; '' where none or several may be. */
export const meantIn = (names: Iterable<string>): ((text: string) => string) => {
  const all = [...new Set(names)].map(typedAs);
  return (text) => {
    const typed = typedAs(text);
    const found = all.filter((name) => fits(typed, name));
    return found.length === 1 ? (found[0]?.text ?? '') : '';
  };
};

const TWO_SYLLABLES = /^(?:欧阳|司马|诸葛|上官|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|长孙|宇文|端木|南宫)/;
const TITLE =
  '(?:工|总|董|哥|姐|经理|总监|主任|主管|老师|部长|科长|处长|组长|厂长|院长|博士|律师|会计|师傅|助理|秘书|工程师)';

const mayMeanHan = (text: string, name: string): boolean => {
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return false;
  const family = TWO_SYLLABLES.exec(name)?.[0] ?? name.slice(0, 1);
  const given = name.slice(family.length);
  const last = given.slice(-1);
  if (last === '') return false;
  const bare = text.replace(new RegExp(`${TITLE}$`), '');
  if (bare !== text && [family, given, last, name].includes(bare)) return true;
  if (given.length > 1 && text === given) return true;
  return [`小${family}`, `老${family}`, `大${family}`, `小${last}`, `阿${last}`, last + last].includes(text);
};

/** Short forms by the names that they stand for. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  alexander: ['alex', 'sandy'],
  alexandra: ['alex', 'sandra'],
  andrew: ['andy', 'drew'],
  anthony: ['tony'],
  benjamin: ['ben'],
  catherine: ['cathy', 'kate', 'cat'],
  charles: ['charlie', 'chuck'],
  christina: ['chris', 'tina'],
  christopher: ['chris'],
  daniel: ['dan', 'danny'],
  david: ['dave'],
  deborah: ['deb', 'debbie'],
  edward: ['ed', 'eddie', 'ted'],
  elizabeth: ['liz', 'beth', 'lizzie', 'eliza'],
  frederick: ['fred'],
  gregory: ['greg'],
  james: ['jim', 'jimmy', 'jamie'],
  jennifer: ['jen', 'jenny'],
  jessica: ['jess'],
  jonathan: ['jon'],
  joseph: ['joe'],
  katherine: ['kate', 'kathy', 'katie'],
  kenneth: ['ken'],
  lawrence: ['larry'],
  margaret: ['maggie', 'meg', 'peggy'],
  matthew: ['matt'],
  michael: ['mike', 'mick'],
  nicholas: ['nick'],
  patricia: ['pat', 'trish'],
  patrick: ['pat'],
  peter: ['pete'],
  rebecca: ['becky'],
  richard: ['rick', 'dick', 'rich'],
  robert: ['bob', 'rob', 'bobby'],
  ronald: ['ron'],
  samantha: ['sam'],
  samuel: ['sam'],
  stephen: ['steve'],
  steven: ['steve'],
  susan: ['sue'],
  theodore: ['ted', 'theo'],
  thomas: ['tom', 'tommy'],
  timothy: ['tim'],
  victoria: ['vicky', 'tori'],
  william: ['bill', 'will', 'billy', 'liam'],
};

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}'’]+/u)
    .filter(Boolean);

/** Each word is one of the name's, short for one or its initial; one of them at least is more than an initial. */
const mayMeanLatin = (typed: readonly string[], full: readonly string[]): boolean => {
  if (typed.length === 0 || full.length < 2 || typed.length > full.length) return false;
  const isShort = (word: string, of: string) => SHORT[of]?.includes(word) === true;
  const isWord = (word: string) => full.some((of) => of === word || isShort(word, of));
  const isInitial = (word: string) => word.length === 1 && full.some((of) => of.startsWith(word));
  return (
    typed.some((word) => word.length > 1 && isWord(word)) && typed.every((word) => isWord(word) || isInitial(word))
  );
};
