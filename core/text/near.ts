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

/** From the surest to the vaguest: the first way in which exactly one name fits tells it. */
const WAYS: readonly ((typed: string, name: string) => boolean)[] = [
  (typed, name) => /\d/.test(typed) && bareId(typed) === bareId(name),
  (typed, name) => normal(name).startsWith(normal(typed)) || normal(typed).startsWith(normal(name)),
  (typed, name) => normal(name).includes(normal(typed)) || normal(typed).includes(normal(name)),
  (typed, name) => {
    const words = wordsIn(name);
    return [...wordsIn(typed)].every((word) => words.has(word));
  },
  (typed, name) => distance(normal(typed), normal(name)) <= Math.min(2, slips(normal(typed))),
];

const SHORTEST = 2;
/** Text longer than any name is a sentence. */
const LONGEST = 60;

/** The one of these names that a text comes near to; '' where none does, or several do alike. Linear in the names. */
export const nearOf = (text: string, names: Iterable<string>): string => {
  const typed = normal(text);
  if (typed.length < SHORTEST || typed.length > LONGEST) return '';
  const all = [...new Set(names)].filter((name) => normal(name).length >= SHORTEST && name.length <= LONGEST);
  for (const fits of WAYS) {
    const found = all.filter((name) => fits(text, name));
    if (found.length > 0) return found.length === 1 ? (found[0] ?? '') : '';
  }
  return '';
};
