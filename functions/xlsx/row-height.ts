/** How high a row must be for its wrapped texts. */
import { widthOf } from '../../core/text/width.ts';

/** Points of a line of text, and the most that a row can have. */
const LINE = 15;
const HIGHEST = 409;

/** Lines of a wrapped text in a column so many characters wide. */
const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, width - 1))), 0);

/** Points that wrapped texts need in columns of these widths; null where one line does. */
export const heightFor = (cells: Iterable<{ readonly text: string; readonly width: number }>): number | null => {
  let lines = 1;
  for (const { text, width } of cells) lines = Math.max(lines, linesIn(text, width));
  return lines > 1 ? Math.min(HIGHEST, lines * LINE) : null;
};
