/** What follows the rows of long sheets, as they were read or written last: a part that is changed stretch by stretch is told by it before its rows come. */

/** What a part's content is, unpacked. */
interface Content {
  readonly size: number;
  readonly crc: number;
}

/** Unpacked, from where on a sheet is changed stretch by stretch: as a whole it would take so much memory. */
const LONG = 1 << 24;
/** So much of it, of so many sheets. */
const MOST_CHARACTERS = 1 << 18;
const MOST_SHEETS = 32;

export const isLongPart = ({ size }: Content): boolean => size >= LONG;

const tails = new Map<string, string>();
const keyOf = ({ size, crc }: Content): string => `${size} ${crc}`;

export const keepTail = (content: Content, tail: string): void => {
  if (!isLongPart(content) || tail.length > MOST_CHARACTERS) return;
  tails.set(keyOf(content), tail);
  for (const oldest of tails.keys()) {
    if (tails.size <= MOST_SHEETS) break;
    tails.delete(oldest);
  }
};

export const tailOf = (content: Content): string | undefined => tails.get(keyOf(content));
