/** The known rows that come closest to what somebody typed. */
import { distance } from '../../core/text/near.ts';
import { normal } from '../../core/text/words.ts';

const MOST = 3;

/** A row by its id and what it is called. */
interface Known {
  readonly id: string;
  readonly name: string;
}

/** Those somebody may have meant: whose name holds the text first, then whose id looks most like it. */
export const nearest = (text: string, known: readonly Known[]): Known[] => {
  const wanted = normal(text);
  const ranked = known.map(({ id, name }) => ({
    known: { id, name },
    far: normal(name).includes(wanted) ? 0 : 1 + distance(wanted, normal(id)),
  }));
  return ranked
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ known }) => known);
};
