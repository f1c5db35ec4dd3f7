/**
 * The files of other trades as they are declared: one block a file, one line a row.
 *
 *     === name | language | kind
 *     ## sheet | label | options
 *     cell | cell | cell
 *
 * A line of one dot is an empty row, `//` begins a remark. `^` is one cell with the one above, `text >3` one merged over three columns, `text {g}`
 * one that is filled, `\n` a new line in a cell. Days (2026-11-22), numbers, shares (80%) and TRUE are real ones unless an apostrophe stands before them;
 * `=SUM(A1:A2) → 3` is a formula with its value. A label is written `header=3 task=B due=D/-`, with the meanings of LabelledSheet. Options:
 * `head=3-4` header rows, `titles=1` how many rows above are in large letters where they are merged (two), `freeze=4`, `filter=A4:H20`, `hide=D` columns, `outline=5-9` rows that can be folded away, `hidden` the sheet, `list=H5:H20:open,closed` what may be chosen,
 * `text=E,F` columns of text, `dates=m/d/yyyy`, `plain` without lines or colours, `gbk` how a .csv is encoded.
 */
import { type FollowedOrNot, LABELLED_ROLES, type LabelledSheet } from '../labels.ts';

export interface DeclaredCell {
  /** As written, without its marks. */
  readonly text: string;
  /** Over how many columns it is merged. */
  readonly across: number;
  /** One cell with the one above. */
  readonly joined: boolean;
  /** A letter of FILLS. */
  readonly fill: string | null;
  readonly struck: boolean;
}

export interface DeclaredSheet {
  readonly name: string;
  /** Null for a sheet that nobody would follow. */
  readonly label: LabelledSheet | null;
  readonly options: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly DeclaredCell[])[];
}

export interface DeclaredFile {
  readonly name: string;
  readonly language: string;
  readonly kind: FollowedOrNot;
  readonly sheets: readonly DeclaredSheet[];
}

export const declaredIn = (text: string): readonly DeclaredFile[] =>
  text
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [first = '', ...sheets] = block.split(/^## /m);
      const [named = ''] = first.split('\n');
      const [name = '', language = '', kind = ''] = partsOf(named);
      return { name, language, kind: kind as FollowedOrNot, sheets: sheets.map(sheetIn) };
    });

const partsOf = (line: string): readonly string[] => line.split('|').map((part) => part.trim());

const sheetIn = (block: string): DeclaredSheet => {
  const [first = '', ...lines] = block.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('//'));
  const [name = '', label = '', options = ''] = partsOf(first);
  return { name, label: labelIn(name, label), options: pairsIn(options), rows: lines.map(cellsIn) };
};

const pairsIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(/\s+/)
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.indexOf('=');
        return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      }),
  );

const labelIn = (sheet: string, text: string): LabelledSheet | null => {
  if (text === '') return null;
  const { header = '', task = '', matrix, ...pairs } = pairsIn(text);
  const wrong = Object.keys(pairs).find((role) => !LABELLED_ROLES.some((one) => one === role));
  if (wrong !== undefined || header === '' || task === '') throw new Error(`${sheet}: not a label: ${text}`);
  return { sheet, header, task, ...pairs, ...(matrix !== undefined && { matrix: true }) };
};

/** A line of one dot is an empty row. */
const cellsIn = (line: string): readonly DeclaredCell[] => {
  if (line.trim() === '.') return [];
  const [, marks = '', cells = ''] = /^(?:\[([gyrobes]+)\])?(.*)$/.exec(line) ?? [];
  return partsOf(cells).map((text) => cellIn(text, marks));
};

const cellIn = (text: string, marks: string): DeclaredCell => {
  const [, words = '', fill = null, across = '1'] = /^(.*?)\s*(?:\{([a-z])\})?\s*(?:>(\d+))?$/s.exec(text) ?? [];
  return {
    text: words === '^' ? '' : words.replaceAll('\\n', '\n'),
    across: Number(across),
    joined: words === '^',
    fill: fill ?? /[^s]/.exec(marks)?.[0] ?? null,
    struck: marks.includes('s'),
  };
};
