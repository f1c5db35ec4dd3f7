/** How much of a document a page shows before it folds the rest away: so much that the page opens on one screen or two. */
import type { Block, Field, Page } from '../../core/answers/model.ts';
import { type Line, plain } from '../../core/text/span.ts';
import { widthOf } from '../../core/text/width.ts';

/** How high a page may be when it opens on a phone of 390 px, in px. */
const HIGHEST = 1000;
/** All around: name, title, place, notes. */
const FRAME = 305;
/** A line of a box, and how many columns it takes. */
const LINE = 23;
const WIDE = 42;
/** The least that is shown of a block. */
const LEAST = 3;

const linesOf = (line: Line): number => Math.max(1, Math.ceil(widthOf(line.map(plain).join('')) / WIDE));
const heightOf = ({ title, lines }: Block): number =>
  (title === '' ? 0 : 1) + lines.reduce((sum, line) => sum + linesOf(line), 0) + 0.5;

/** A choice of more than these is a menu. */
const DOTS = 4;

/** Short choices stand beside each other, so many columns in a row; each takes this besides its words. */
const ROW = 40;
const DOT = 6;
const rowsOf = (choices: Field['choices']): number =>
  choices.every(({ label }) => widthOf(label) <= 16) || choices.length === 2
    ? Math.ceil(choices.reduce((sum, { label }) => sum + widthOf(label) + DOT, 0) / ROW)
    : choices.length;

const heightOfField = ({ type, choices, help, fold, unfolded, half, required }: Field): number => {
  if (type === 'hidden' || (fold !== undefined && !unfolded)) return 0;
  const around = 40 + (help === '' ? 0 : LINE * Math.ceil(widthOf(help) / (WIDE + 8)));
  if (type === 'long-text') return around + (required ? 102 : 78);
  if (type === 'check') return 66;
  const isDots = type === 'option' && choices.length <= DOTS;
  const whole = around + (isDots ? 44 * rowsOf(choices) : 50);
  return half ? whole / 2 : whole;
};

/** Lines of a document for which a page has room. */
export const roomFor = ({ form, effects, changes, others, lines, message }: Page): number => {
  const folds = new Set((form?.fields ?? []).flatMap(({ fold }) => fold ?? []));
  const taken = [
    FRAME,
    LINE * lines.reduce((sum, line) => sum + linesOf(line), 0),
    (form?.fields ?? []).reduce((sum, field) => sum + heightOfField(field), 0) + 62 * folds.size,
    effects ? 48 + LINE * heightOf(effects) : 0,
    52 * Math.min(changes.length, 6),
    64 * (form?.preview && form.submit !== '' ? 2 : 1),
    others.length > 0 ? 62 : 0,
    message ? 60 + LINE * message.lines.length : 0,
  ];
  const left = HIGHEST - taken.reduce((sum, height) => sum + height, 0);
  return Math.max(0, Math.floor(left / LINE));
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
    if (block.whole) {
      shown.push(block);
      left -= height;
      continue;
    }
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
