/** How much of a document a page shows before it folds the rest away: so much that the page opens on one screen or two. */
import type { Block, Field, Page } from '../../core/answers/model.ts';
import { type Line, plain } from '../../core/text/span.ts';
import { widthOf } from '../../core/text/width.ts';

/** How high a page may be when it opens on a phone of 390 px, in px. */
const HIGHEST = 1000;
/** All around: name, title, place, notes. */
const FRAME = 330;
/** A line of a box, and how many columns it takes. */
const LINE = 23;
const WIDE = 42;
/** The least that is shown of a document. */
const LEAST = 4;

const linesOf = (line: Line): number => Math.max(1, Math.ceil(widthOf(line.map(plain).join('')) / WIDE));
const heightOf = ({ title, lines }: Block): number =>
  (title === '' ? 0 : 1) + lines.reduce((sum, line) => sum + linesOf(line), 0) + 0.5;

/** A choice of more than these is a menu. */
const DOTS = 4;

const heightOfField = ({ type, choices, help, fold }: Field): number => {
  if (type === 'hidden' || fold !== undefined) return 0;
  const around = 46 + (help === '' ? 0 : LINE * Math.ceil(widthOf(help) / (WIDE + 8)));
  if (type === 'long-text') return around + 78;
  if (type === 'check') return 66;
  const isDots = type === 'option' && choices.length <= DOTS;
  return around + (isDots ? 44 * (choices.length === 2 ? 1 : choices.length) : 54);
};

/** Lines of a document for which a page has room. */
export const roomFor = ({ form, effects, changes, others, lines, message, back }: Page): number => {
  const folds = new Set((form?.fields ?? []).flatMap(({ fold }) => fold ?? []));
  const taken = [
    FRAME,
    LINE * lines.reduce((sum, line) => sum + linesOf(line), 0),
    (form?.fields ?? []).reduce((sum, field) => sum + heightOfField(field), 0) + 70 * folds.size,
    effects ? 48 + LINE * heightOf(effects) : 0,
    52 * Math.min(changes.length, 6),
    70 * (form?.preview ? 2 : 1),
    others.length > 0 ? 60 + 62 * others.length : 0,
    message ? 60 + LINE * message.lines.length : 0,
    back === null ? 0 : 56,
  ];
  const left = HIGHEST - taken.reduce((sum, height) => sum + height, 0);
  return Math.max(LEAST, Math.floor(left / LINE));
};

/** The beginning of a document that fits, and what folds away. A block that is too long is parted. */
export const hiddenAbove = (
  document: readonly Block[],
  room: number,
): { readonly shown: readonly Block[]; readonly folded: readonly Block[] } => {
  const all = document.reduce((sum, block) => sum + heightOf(block), 0);
  if (all <= room + 1) return { shown: document, folded: [] };
  const shown: Block[] = [];
  const folded: Block[] = [];
  let left = room;
  for (const block of document) {
    const height = heightOf(block);
    if (folded.length === 0 && height <= left) {
      shown.push(block);
      left -= height;
      continue;
    }
    if (folded.length === 0 && left >= LEAST) {
      const fits = fittingLines(block, left - 1);
      if (fits > 0) {
        shown.push({ ...block, lines: block.lines.slice(0, fits) });
        folded.push({ title: '', lines: block.lines.slice(fits) });
        continue;
      }
    }
    folded.push(block);
  }
  return { shown, folded };
};

/** How many of a block's lines fit. */
const fittingLines = ({ lines }: Block, room: number): number => {
  let left = room;
  const last = lines.findIndex((line) => {
    left -= linesOf(line);
    return left < 0;
  });
  return last < 0 ? lines.length : last;
};
