/** What somebody may have meant who typed a name that nobody and nothing has. */
import { folded, normal } from './words.ts';

/** How many letters must be put in, taken out or changed to make one of the other (Levenshtein). */
export const distance = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    let [diagonal = 0] = above;
    let left = i;
    const row = above.slice(1).map((up, j) => {
      left = Math.min(up + 1, left + 1, diagonal + (a[i - 1] === b[j] ? 0 : 1));
      diagonal = up;
      return left;
    });
    above = [i, ...row];
  }
  return above[b.length] ?? 0;
};

const wordsIn = (text: string): ReadonlySet<string> => new Set(folded(text).split(/[^\p{L}\p{N}]+/u));
/** `t4`, `T-4`, `T 0004`: an id without what people leave out. */
const bareId = (text: string): string =>
  normal(text)
    .replace(/[-_.]/g, '')
    .replace(/^(\D*)0+(?=\d)/, '$1');

/** A slip of the finger: one letter of five, two of nine. In Chinese names of few characters every one of them tells. */
const slips = (text: string): number => (/\p{Script=Han}/u.test(text) ? 0 : Math.floor((text.length + 3) / 4) - 1);

/** A name, or what somebody typed, in the forms in which they are compared. */
interface Compared {
  readonly plain: string;
  readonly id: string;
  readonly words: ReadonlySet<string>;
}
const comparedAs = (text: string): Compared => ({ plain: normal(text), id: bareId(text), words: wordsIn(text) });

/** From the surest to the vaguest: the first way in which exactly one name fits tells it. */
const WAYS: readonly ((typed: Compared, name: Compared) => boolean)[] = [
  (typed, name) => /\d/.test(typed.plain) && typed.id === name.id,
  (typed, name) => name.plain.startsWith(typed.plain) || typed.plain.startsWith(name.plain),
  (typed, name) => name.plain.includes(typed.plain) || typed.plain.includes(name.plain),
  (typed, name) => [...typed.words].every((word) => name.words.has(word)),
  (typed, name) => {
    const most = Math.min(2, slips(typed.plain));
    // So many letters apart are at least so many slips.
    return Math.abs(typed.plain.length - name.plain.length) <= most && distance(typed.plain, name.plain) <= most;
  },
];

const SHORTEST = 2;
/** Text longer than any name is a sentence. */
const LONGEST = 60;

/** Finds the one of these names that a text comes near to; '' where none does, or several do alike. Each text costs a look at every name. */
export const nearIn = (names: Iterable<string>): ((text: string, except?: string) => string) => {
  const all = [...new Set(names)]
    .filter((name) => name.length <= LONGEST)
    .map((name) => ({ name, ...comparedAs(name) }))
    .filter(({ plain }) => plain.length >= SHORTEST);
  return (text, except) => {
    const typed = comparedAs(text);
    if (typed.plain.length < SHORTEST || typed.plain.length > LONGEST) return '';
    for (const fits of WAYS) {
      const found = all.filter((one) => one.name !== except && fits(typed, one));
      if (found.length > 0) return found.length === 1 ? (found[0]?.name ?? '') : '';
    }
    return '';
  };
};

/** The same for a single text. */
export const nearOf = (text: string, names: Iterable<string>): string => nearIn(names)(text);
