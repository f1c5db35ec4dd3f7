/** The known ids that come closest to what somebody typed. */
import { distance } from '../../core/text/near.ts';
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
