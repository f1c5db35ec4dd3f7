/** Aligned tables for the terminal, Chinese characters two columns wide. */
import { isWide, widthOf } from '../../core/text/width.ts';
import { shortText } from './plain.ts';

/** Room between two columns. */
const GAP = 2;
/** A last column narrower than this is not wrapped but left to the terminal. */
const LEAST = 24;
/** The longest texts that are shown, in the last column and in those before it. */
const LAST = 600;
const BEFORE = 60;

const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/**
 * Rows as aligned lines, East Asian characters taking two columns. The last column wraps at `width`; with
 * `Infinity` (nobody watches) it does not. Numbers stand to the right.
 */
export const table = (header: readonly string[], rows: readonly (readonly string[])[], width: number): string[] => {
  const last = header.length - 1;
  const shown = rows.map((row) => row.map((text, column) => shortText(text, column === last ? LAST : BEFORE)));
  const all = [header, ...shown];
  const widths = header.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  const numeric = header.map((_, column) => shown.every((row) => /^\d*$/.test(row[column] ?? '')));
  const before = widths.slice(0, last).reduce((sum, w) => sum + w + GAP, 0);
  const room = width - before >= LEAST ? width - before : Number.POSITIVE_INFINITY;
  return all.flatMap((row) => {
    const lead = row
      .slice(0, last)
      .map((text, column) => {
        const blank = ' '.repeat((widths[column] ?? 0) - widthOf(text));
        return (numeric[column] ? blank + text : text + blank) + ' '.repeat(GAP);
      })
      .join('');
    return wrap(row[last] ?? '', room).map((line, i) => (i === 0 ? lead : pad('', before)) + line);
  });
};

/** Marks that may not begin a line. */
const CLOSING = /^[，。、；：！？）》”’…,.;:!?)\]]/u;

/** Breaks at blanks and between East Asian characters; a word longer than the line stays whole. */
export const wrap = (text: string, width: number): string[] => {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
};

const pieces = (text: string): string[] => {
  const found: string[] = [];
  let open = '';
  const close = () => {
    if (open) found.push(open);
    open = '';
  };
  for (const char of text) {
    const last = found.length - 1;
    if (CLOSING.test(char) && open === '' && last >= 0) found[last] += char;
    else if (isWide(char) && !CLOSING.test(char)) {
      close();
      found.push(char);
    } else {
      open += char;
      if (char === ' ') close();
    }
  }
  close();
  return found;
};
