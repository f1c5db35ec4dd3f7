/** Rows of tables as minutes have them: a list with a header, or a form with its labels beside or above what they say. */
import type { PastedRow, SourceLine } from './paste.ts';
import { isFormWord, isHeaderRow, meetingLabel, sectionOf } from './words.ts';

/** A row of a list; each cell is one text. */
export interface ListedRow {
  readonly at: number;
  readonly cells: readonly string[];
  readonly header: boolean;
}

/** What a table says: rows of its lists, and lines such as somebody would type of its forms. */
export type TableLine = ListedRow | SourceLine;

export const isListedRow = (line: TableLine): line is ListedRow => 'cells' in line;

/** How wide the list is in whose middle a table stands; null outside of one. */
export type OpenList = { readonly columns: number; readonly numbered: boolean } | null;

const wordsOf = (row: PastedRow): string[] => row.cells.map(inOne);

/** A cell’s lines in one: `喷淋设备；样机两台`. */
const inOne = (cell: readonly SourceLine[]): string =>
  cell.reduce((sum, { text }) => {
    if (sum === '') return text;
    if (/[，。；、,;:：-]$/.test(sum)) return `${sum}${/\p{Script=Han}/u.test(text) ? '' : ' '}${text}`;
    return `${sum}${/\p{Script=Han}/u.test(sum) ? '；' : '; '}${text}`;
  }, '');

const bare = (text: string): string => text.replace(/[*`_]+/g, '').trim();

/** Reads one table, whose rows stand one below the other, and says whether its list goes on behind it. */
export const tableLines = (
  rows: readonly PastedRow[],
  before: OpenList,
): { readonly lines: TableLine[]; readonly open: OpenList } => {
  const lines: TableLine[] = [];
  let open = before;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as PastedRow;
    const words = wordsOf(row);
    const filled = row.cells.filter((cell) => cell.length > 0);
    const [first] = filled;
    if (!first) continue;
    if (isHeaderRow(words)) {
      open = { columns: words.length, numbered: isNumber(words[0] ?? '') };
      lines.push({ at: row.at, cells: words, header: true });
    } else if (isForm(words, open)) {
      open = null;
      const under = rows[i + 1];
      const isAbove = under !== undefined && isAllLabels(words) && !isForm(wordsOf(under), null);
      if (isAbove) {
        i++;
        lines.push(...pairsOf(row.cells.flatMap((label, c) => [label, under.cells[c] ?? []])));
      } else lines.push(...pairsOf(row.cells));
    } else if (open || row.way !== 'tabs') {
      // The first row of a Markdown table is its header, whatever it says.
      lines.push({ at: row.at, cells: words, header: open === null });
      open ??= { columns: words.length, numbered: false };
    } else lines.push(...looseLines(filled));
  }
  return { lines, open };
};

const isNumber = (text: string): boolean => /^(?:序号|编号|no\.?|#|号)$/i.test(bare(text));

const isForm = (words: readonly string[], open: OpenList): boolean => {
  const filled = words.filter((word) => word !== '');
  const at = words.findIndex((word) => word !== '');
  if (!isFormWord(bare(filled[0] ?? ''))) return false;
  // Within a list a label is a thing to be done, unless the row is nearly empty: 备注, and what is said beside it.
  return open === null || (at === 0 && open.columns > 2 && filled.length * 2 <= open.columns);
};

const isAllLabels = (words: readonly string[]): boolean => {
  const filled = words.filter((word) => word !== '');
  return filled.length > 1 && filled.every((word) => meetingLabel(bare(word)) !== null);
};

/** Labels, each with the cell behind it; what stands in a cell of several lines keeps them. */
const pairsOf = (cells: readonly (readonly SourceLine[])[]): SourceLine[] => {
  const lines: SourceLine[] = [];
  for (let i = 0; i < cells.length; i++) {
    const [label, ...more] = cells[i] ?? [];
    if (!label) continue;
    if (more.length > 0 || !isFormWord(bare(label.text))) {
      lines.push(label, ...more);
      continue;
    }
    const next = cells.findIndex((cell, c) => c > i && cell.length > 0);
    const value = cells[next] ?? [];
    const isOwn = value.length > 0 && !(value.length === 1 && isFormWord(bare(value[0]?.text ?? '')));
    lines.push(...labelledLines(label, isOwn ? value : []));
    if (isOwn) i = next;
  }
  return lines;
};

const labelledLines = (label: SourceLine, value: readonly SourceLine[]): SourceLine[] => {
  const name = bare(label.text).replace(/[:：]$/, '');
  const of = meetingLabel(name);
  if (of !== null && of !== 'note') return [{ at: label.at, text: `${name}：${inOne(value)}` }];
  const [first, ...others] = value;
  // A section’s name stands alone, and below it what the cell says.
  if (!first || sectionOf(name) !== null) return [{ at: label.at, text: `${name}：` }, ...value];
  return [{ at: first.at, text: `${name}：${first.text}` }, ...others];
};

/** Cells of no list and no form: `市场部` and what it says are one line, any other cell is one of its own. */
const looseLines = (filled: readonly (readonly SourceLine[])[]): SourceLine[] => {
  const [[first, second] = [], value = []] = filled;
  const isSpeaker = filled.length === 2 && first && !second && /^[^，。；;,：:]{1,12}$/.test(first.text);
  return isSpeaker ? labelledLines(first, value) : filled.flat();
};

/**
 * How many of the pieces that follow are the rest of this row: Word writes the second paragraph of a cell as a line of its
 * own. None, unless together they fill the list’s columns exactly.
 */
export const restOfRow = (
  row: PastedRow,
  following: readonly (PastedRow | SourceLine)[],
  open: OpenList,
): { readonly row: PastedRow; readonly taken: number } | null => {
  if (open === null || row.way !== 'tabs' || row.cells.length < 2 || row.cells.length >= open.columns) return null;
  const cells = [...row.cells];
  for (const [i, piece] of following.entries()) {
    const own = 'cells' in piece ? piece.cells : [piece.text.trim() === '' ? [] : [piece]];
    const [head = [], ...others] = own;
    const begins = open.numbered && /^\d{1,3}$/.test(head[0]?.text ?? '');
    if (head.length === 0 || begins || cells.length + others.length > open.columns) return null;
    cells[cells.length - 1] = [...(cells.at(-1) ?? []), ...head];
    cells.push(...others);
    if (cells.length === open.columns) return { row: { ...row, cells }, taken: i + 1 };
  }
  return null;
};
