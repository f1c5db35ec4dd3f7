/** Plain text and Markdown as lines with a meaning. One pass, linear in the text. */
import { groupsOf } from '../text/groups.ts';
import { unbracketed } from './brackets.ts';
import { isPastedRow, type PastedRow, pastedLines, type SourceLine } from './paste.ts';
import { isListedRow, type OpenList, restOfRow, tableLines } from './tables.ts';

interface At {
  /** Line of the file, from 1. */
  readonly at: number;
  /** Without Markdown's marks; a link is its text, a link to somebody's profile `@name`. */
  readonly text: string;
}

export interface Heading extends At {
  readonly kind: 'heading';
  /** 1 to 6. */
  readonly level: number;
  /** Its words begin with a Chinese number: `一、`. */
  readonly counted?: boolean;
  /** `议题1：首发日期`: what the topic is called that begins here. */
  readonly topic?: string;
}

export interface ListItem extends At {
  readonly kind: 'item';
  /** Columns before its mark. */
  readonly indent: number;
  readonly ordered: boolean;
  /** A task list's box; null where there is none. */
  readonly box: 'open' | 'done' | null;
}

export interface TableRow extends At {
  readonly kind: 'row';
  readonly cells: readonly string[];
  /** The first row of its table. */
  readonly header: boolean;
}

export interface Text extends At {
  readonly kind: 'text';
}

/** A line that is too long to be searched. */
export interface TooLong extends At {
  readonly kind: 'long';
}

export type MinutesLine = Heading | ListItem | TableRow | Text | TooLong;

/** What is longer is prose or data, and is not searched. It also bounds what any pattern costs. */
const LONGEST = 2000;

/** `#议题` without a blank is what Chinese people type. */
const HEADING = /^ {0,3}(?<marks>#{1,6})(?:\s+|(?=\p{Script=Han}|\*\*))(?<words>.*?)\s*#*\s*$/u;
/** A bullet, or a number with a mark after it; Chinese needs no blank. `3.5` is no third item. */
const ITEM =
  /^(?<blank>\s*)(?:(?<bullet>[-*+•·●○▪■◆◇➢－–—\uf06c\uf0b7\uf0d8])(?:\s+|(?<=[^*+])(?=[\p{Script=Han}【（]))|[①-⑳]\s*|\d{1,3}(?:[.)．]\s+|[.．](?=[^\d\s])|[、）]\s*)|[（(]\d{1,3}[)）]\s*)(?<words>.*)$/u;
const BOX = /^\[(?<mark>[ xX√✓])\]\s+(?<words>.*)$/;
const UNDERLINE = /^ {0,3}(=+|-{3,})\s*$/;
const FENCE = /^\s{0,6}(```|~~~)/;

const columnsOf = (blank: string): number => [...blank].reduce((sum, char) => sum + (char === '\t' ? 4 : 1), 0);

/** The lines that say something; code blocks, rules and comments say nothing. */
export const minutesLines = (source: string): MinutesLine[] => {
  const pieces = pastedLines(source);
  const lines: MinutesLine[] = [];
  const lexer = lexerInto(lines);
  let open: OpenList = null;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as (typeof pieces)[number];
    if (!isPastedRow(piece) || lexer.isFenced()) {
      const text = isPastedRow(piece)
        ? piece.cells
            .flat()
            .map((line) => line.text)
            .join(' ')
        : piece.text;
      // Behind blank lines a pasted list goes on.
      if (text.trim() !== '') open = null;
      lexer.take({ at: piece.at, text });
      continue;
    }
    const table = tableFrom(pieces, i, open);
    i = table.last;
    const read = tableLines(table.rows, piece.way === 'tabs' ? open : null);
    open = piece.way === 'tabs' ? read.open : null;
    lexer.end();
    for (const line of read.lines) {
      if (!isListedRow(line)) lexer.take(line);
      else {
        lexer.end();
        const cells = line.cells.map(plainText);
        if (cells.every((cell) => cell === '' || /^[\s:-]+$/.test(cell)) && cells.length > 0) continue;
        lines.push({ kind: 'row', at: line.at, cells, header: line.header, text: cells.join(' ') });
      }
    }
    lexer.end();
  }
  return lines;
};

/** The rows that stand one below the other from here on, each whole; `last` is where they end. */
const tableFrom = (
  pieces: ReturnType<typeof pastedLines>,
  from: number,
  before: OpenList,
): { readonly rows: readonly PastedRow[]; readonly last: number } => {
  const rows: PastedRow[] = [];
  let [open, last] = [before, from - 1];
  const way = (pieces[from] as PastedRow).way;
  for (let i = from; i < pieces.length; i++) {
    const piece = pieces[i];
    if (!piece || !isPastedRow(piece) || piece.way !== way) break;
    const isRule = way === 'pipes' && piece.cells.every((cell) => cell.every(({ text }) => /^[\s:-]*$/.test(text)));
    last = i;
    if (isRule) continue;
    const rest = restOfRow(piece, pieces.slice(i + 1, i + 12), open);
    rows.push(rest?.row ?? piece);
    if (rest) i = last = i + rest.taken;
    if (way === 'tabs' && !rest) open = tableLines([piece], open).open;
  }
  return { rows, last };
};

/** Takes lines one by one and adds what they are; what a line is depends on the one above. */
const lexerInto = (lines: MinutesLine[]) => {
  let fenced = false;
  /** What the line right above is; null for one that says nothing, or is over with its end. */
  let above: MinutesLine['kind'] | null = null;
  const add = (line: MinutesLine) => {
    lines.push(line);
    above = line.kind;
  };
  const take = ({ at, text: source }: SourceLine) => {
    // A longer blank means no more, and would be tried at each of its places.
    const raw = source.replace(/(\s{16})\s+/g, '$1');
    const isFence = FENCE.test(raw);
    if (isFence) fenced = !fenced;
    if (fenced || isFence || raw.trim() === '') {
      above = null;
      return;
    }
    if (source.length > LONGEST) {
      above = null;
      lines.push({ kind: 'long', at, text: '' });
      return;
    }
    const last = lines.at(-1);
    if (UNDERLINE.test(raw)) {
      if (last?.kind === 'text' && last.at === at - 1 && last.text.length <= 80) {
        lines[lines.length - 1] = { ...last, kind: 'heading', level: raw.includes('=') ? 1 : 2 };
      }
      above = null;
      return;
    }
    const own = headingIn(raw, at) ?? itemIn(raw, at);
    if (own) {
      add(own);
      return;
    }
    const text = unbracketed(plainText(raw.replace(/^\s*(?:>\s*)+/, '')));
    if (last && (above === 'item' || above === 'text') && last.text.length < LONGEST && goesOn(last, raw, text)) {
      lines[lines.length - 1] = { ...last, text: joined(last.text, text) };
    } else if (text !== '') add({ kind: 'text', at, text });
  };
  return {
    take,
    isFenced: () => fenced,
    /** Here a table begins or ends: nothing goes on across it. */
    end: () => {
      above = null;
    },
  };
};

const headingIn = (raw: string, at: number): Heading | null => {
  const m = HEADING.exec(raw);
  if (!m) return null;
  const { marks, words } = groupsOf(m, 'marks', 'words');
  return { kind: 'heading', at, level: marks.length, text: plainText(words) };
};

const itemIn = (raw: string, at: number): ListItem | null => {
  const m = ITEM.exec(raw);
  if (!m) return null;
  const { blank, bullet, words } = groupsOf(m, 'blank', 'bullet', 'words');
  const task = BOX.exec(words);
  const box = task && groupsOf(task, 'mark', 'words');
  return {
    kind: 'item',
    at,
    indent: columnsOf(blank),
    ordered: bullet === '',
    box: box && (box.mark === ' ' ? 'open' : 'done'),
    text: unbracketed(plainText(box ? box.words : words)),
  };
};

/**
 * What stands indented right below an item goes on with it, and so does a line that begins within a sentence, or an
 * issue's number alone.
 */
const goesOn = (last: MinutesLine, raw: string, text: string): boolean => {
  const blank = raw.slice(0, raw.length - raw.trimStart().length);
  const isIndented = last.kind === 'item' && columnsOf(blank) > last.indent;
  const isWithin = /^#\d+$/.test(text) || (/^\p{Ll}/u.test(text) && /[\p{L}\p{N},]$/u.test(last.text));
  return isIndented || isWithin;
};

const joined = (before: string, after: string): string =>
  /\p{Script=Han}$/u.test(before) && /^\p{Script=Han}/u.test(after) ? before + after : `${before} ${after}`;

const PROFILE = /^https?:\/\/(?:www\.)?(?:github|gitlab|gitee)\.com\/([\w.-]*)\/?$/i;

/** A line's words without emphasis, code marks, images, links' targets and HTML. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/<!--[^>]*-->|<\/?[a-zA-Z][^<>]{0,200}>/g, ' ')
    .replace(/(!?)\[([^[\]]*)\]\(([^()]*)\)/g, (_, image: string, text: string, target: string) => {
      if (image) return '';
      const handle = text.replace(/^@/, '');
      return PROFILE.test(target.trim()) && /^[\w-]+$/.test(handle) ? ` @${handle} ` : text;
    })
    .replace(/[*`]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|~~/gu, '')
    .replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/@ @/g, '@')
    .trim();
