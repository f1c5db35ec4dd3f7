/** A file's lines as they were pasted: those that are rows of a table come as cells, with the lines within each. */
import { widthOf } from '../text/width.ts';
import { isHeaderRow } from './words.ts';

export interface SourceLine {
  /** Line of the file, from 1. */
  readonly at: number;
  readonly text: string;
}

/** The lines of one cell; one that is empty has none. */
export type PastedCell = readonly SourceLine[];

export interface PastedRow {
  readonly at: number;
  /** Tabs come from Word and Excel, pipes from Markdown, blanks from somebody who keeps columns apart by them. */
  readonly way: 'tabs' | 'pipes' | 'blanks';
  readonly cells: readonly PastedCell[];
}

export type Pasted = SourceLine | PastedRow;

export const isPastedRow = (pasted: Pasted): pasted is PastedRow => 'cells' in pasted;

/** A break within a paragraph or a cell: Word’s, Unicode’s and that of HTML. */
const SOFT_BREAK = /[\v\f\u0085\u2028\u2029]|<br\s*\/?>/i;
/** A tab behind words. A pattern that says so looks through what is behind each letter. */
const isTabbed = (line: string): boolean => line.slice(0, Math.max(0, line.lastIndexOf('\t'))).trim() !== '';
/** A list’s mark, which editors part from its words by a tab: no cell. */
const MARK_AND_TAB =
  /^\s*(?:#{1,6}|[-*+•·●○▪■◆◇➢]|\d{1,3}[.)．、）]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．])\t+[^\t]*$/;
/** An outline in box characters, whose vertical strokes are pipes. */
const BOX_RULE = /^[\s┌┬┐├┼┤└┴┘─━═╔╦╗╠╬╣╚╩╝+-]+$/;
/** How far a quoted cell may reach: lines. What is longer is no cell. */
const LONGEST_QUOTE = 100;

const cellOf = (text: string, at: number): PastedCell =>
  text
    .split(SOFT_BREAK)
    .map((line) => ({ at, text: line.trim() }))
    .filter((line) => line.text !== '');

/** Every line of a file, blank ones too. One pass. */
export const pastedLines = (source: string): Pasted[] => {
  const lines = source.split(/\r\n|\r|\n/);
  const pasted: Pasted[] = [];
  let columns: readonly number[] | null = null;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const at = i + 1;
    const raw = /[│┃║]/.test(line) && line.length < LONGEST_ROW ? line.replace(/[│┃║]/g, '|') : line;
    if (raw.trim().startsWith('|') && raw.trim().length > 1) {
      pasted.push({ at, way: 'pipes', cells: pipedCells(raw, at) });
      columns = null;
      continue;
    }
    if (raw !== line || (/[┌├└╔╠╚]/.test(line) && BOX_RULE.test(line))) continue;
    const quoted = quotedRow(lines, i);
    if (quoted) {
      pasted.push({ at, way: 'tabs', cells: quoted.cells });
      i += quoted.lines - 1;
      columns = null;
      continue;
    }
    if (line.length < LONGEST_ROW && isTabbed(line) && !MARK_AND_TAB.test(line) && !/^\s*#/.test(line)) {
      pasted.push({ at, way: 'tabs', cells: line.split('\t').map((cell) => cellOf(cell, at)) });
      columns = null;
      continue;
    }
    const pieces = piecesOf(line);
    if (pieces.length >= 3 && isHeaderRow(pieces.map(({ text }) => text))) {
      columns = pieces.map(({ from }) => from);
      pasted.push({ at, way: 'blanks', cells: pieces.map(({ text }) => cellOf(text, at)) });
    } else if (columns && pieces.length >= 2) {
      pasted.push({ at, way: 'blanks', cells: alignedCells(pieces, columns, at) });
    } else {
      columns = null;
      for (const text of line.split(SOFT_BREAK)) pasted.push({ at, text });
    }
  }
  return pasted;
};

/** Characters; a row is looked at more than once. */
const LONGEST_ROW = 20_000;

/** `| a | b |`; the last bar may lack, `\|` is a bar. */
const pipedCells = (raw: string, at: number): PastedCell[] =>
  raw
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cellOf(cell.replace(/\\\|/g, '|'), at));

/** A row of which a cell is quoted, as spreadsheets write those with line breaks in them; null for any other line. */
const quotedRow = (
  lines: readonly string[],
  from: number,
): { readonly cells: readonly PastedCell[]; readonly lines: number } | null => {
  const first = lines[from] ?? '';
  if (first.length > LONGEST_ROW || !/^"|\t"/.test(first)) return null;
  const text = lines.slice(from, from + LONGEST_QUOTE).join('\n');
  const cells: PastedCell[] = [];
  let [at, pos, found] = [from + 1, 0, false];
  for (;;) {
    const end = text.charAt(pos) === '"' ? closing(text, pos) : -1;
    if (end >= 0) {
      const words = text.slice(pos + 1, end).replace(/""/g, '"');
      cells.push(words.split('\n').flatMap((line, i) => cellOf(line, at + i)));
      at += words.split('\n').length - 1;
      found = true;
      pos = end + 1;
    } else {
      const rest = /[\t\n]/.exec(text.slice(pos, pos + LONGEST_ROW));
      const to = rest ? pos + rest.index : Math.min(text.length, pos + LONGEST_ROW);
      cells.push(cellOf(text.slice(pos, to), at));
      pos = to;
    }
    if (text.charAt(pos) !== '\t') break;
    pos++;
  }
  return found && cells.length > 1 ? { cells, lines: at - from } : null;
};

/** Where the quote ends that begins here: before a tab, a line’s end or the text’s; -1 where it does not. */
const closing = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text.charAt(at + 1) === '"') at++;
    else return at + 1 === text.length || /[\t\n]/.test(text.charAt(at + 1)) ? at : -1;
  }
  return -1;
};

interface Piece {
  readonly text: string;
  /** Columns before it. */
  readonly from: number;
}

/** What stands between runs of blanks; a line without such a run is one piece. */
const piecesOf = (line: string): Piece[] => {
  if (line.length > 400 || !/\S(?: {2}|\u3000)/.test(line)) return [];
  return [...line.matchAll(/\S+(?: \S+)*/g)].map((m) => ({ text: m[0], from: widthOf(line.slice(0, m.index)) }));
};

/** Each piece under the header above it; a header with nothing under it has an empty cell. */
const alignedCells = (pieces: readonly Piece[], columns: readonly number[], at: number): PastedCell[] => {
  if (pieces.length === columns.length) return pieces.map(({ text }) => cellOf(text, at));
  const cells: SourceLine[][] = columns.map(() => []);
  for (const { text, from } of pieces) {
    const column = columns.reduce((last, start, i) => (start <= from + 1 ? i : last), 0);
    cells[column]?.push({ at, text });
  }
  return cells;
};
