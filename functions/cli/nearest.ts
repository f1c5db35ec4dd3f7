/** The known ids that come closest to what somebody typed. */
import { normal } from '../../core/text/words.ts';

const MOST = 3;

/** The ids somebody may have meant: those whose name holds the text first, then those that look most like it. */
export const nearest = (text: string, known: readonly { readonly id: string; readonly title: string }[]): string[] => {
  const wanted = normal(text);
  const ranked = known.map(({ id, title }) => ({
    id,
    far: normal(title).includes(wanted) ? 0 : 1 + distance(wanted, normal(id)),
  }));
  return ranked
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ id }) => id);
};

/** How many letters must be put in, taken out or changed to make one of the other (Levenshtein). */
const distance = (a: string, b: string): number => {
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
  return above.at(-1) ?? 0;
};
