/** Plain text and Markdown as lines with a meaning. One pass, linear in the text. */

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
}

export interface Item extends At {
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

export type Line = Heading | Item | TableRow | Text;

/** What is longer is prose or data, and is not searched. It also bounds what any pattern costs. */
const LONGEST = 2000;

/** `#议题` without a blank is what Chinese people type. */
const HEADING = /^ {0,3}(#{1,6})(?:\s+|(?=\p{Script=Han}))(.*?)\s*#*\s*$/u;
/** A bullet, or a number with a mark after it; Chinese needs no blank. `3.5` is no third item. */
const ITEM =
  /^(\s*)(?:([-*+•·])(?:\s+|(?<=[-•·])(?=\p{Script=Han}))|\d{1,3}(?:[.)．]\s+|[.．](?=[^\d\s])|[、）]\s*)|[（(]\d{1,3}[)）]\s*)(.*)$/u;
const BOX = /^\[([ xX√✓])\]\s+(.*)$/;
const TABLE_RULE = /^[\s|:-]*-[\s|:-]*$/;
const UNDERLINE = /^ {0,3}(=+|-{3,})\s*$/;
const FENCE = /^\s{0,6}(```|~~~)/;

const columnsOf = (blank: string): number => [...blank].reduce((sum, char) => sum + (char === '\t' ? 4 : 1), 0);

/** The lines that say something; code blocks, rules and comments say nothing. */
export const linesOf = (source: string): Line[] => {
  const lines: Line[] = [];
  let fenced = false;
  let joins = false;
  let inTable = false;
  source.split(/\r\n|\r|\n/).forEach((line, index) => {
    // A longer blank means no more, and would be tried at each of its places.
    const raw = line.replace(/(\s{16})\s+/g, '$1');
    const at = index + 1;
    if (FENCE.test(raw)) fenced = !fenced;
    if (fenced || FENCE.test(raw) || raw.trim() === '' || line.length > LONGEST) {
      joins = false;
      inTable = false;
      return;
    }
    const last = lines.at(-1);
    const isTable = raw.trim().startsWith('|') && raw.trim().length > 1;
    if (isTable) {
      if (!TABLE_RULE.test(raw)) {
        const cells = cellsOf(raw);
        lines.push({ kind: 'row', at, cells, header: !inTable, text: cells.join(' ') });
      }
      joins = false;
      inTable = true;
      return;
    }
    inTable = false;
    if (UNDERLINE.test(raw)) {
      if (last?.kind === 'text' && last.at === at - 1 && last.text.length <= 80) {
        lines[lines.length - 1] = { ...last, kind: 'heading', level: raw.includes('=') ? 1 : 2 };
      }
      joins = false;
      return;
    }
    const heading = HEADING.exec(raw);
    if (heading) {
      lines.push({ kind: 'heading', at, level: heading[1]!.length, text: plain(heading[2]!) });
      joins = false;
      return;
    }
    const item = ITEM.exec(raw);
    if (item) {
      const box = BOX.exec(item[3]!);
      lines.push({
        kind: 'item',
        at,
        indent: columnsOf(item[1]!),
        ordered: item[2] === undefined,
        box: box === null ? null : box[1] === ' ' ? 'open' : 'done',
        text: plain(box?.[2] ?? item[3]!),
      });
      joins = true;
      return;
    }
    // What stands indented right below an item goes on with it, and so does a line that begins within a sentence,
    // or an issue's number alone.
    const blank = /^\s*/.exec(raw)![0];
    const text = plain(raw.replace(/^\s*(?:>\s*)+/, ''));
    const isIndented = last?.kind === 'item' && columnsOf(blank) > last.indent;
    const isWithin =
      last !== undefined && (/^#\d+$/.test(text) || (/^\p{Ll}/u.test(text) && /[\p{L}\p{N},]$/u.test(last.text)));
    if (joins && last && (isIndented || isWithin) && last.text.length < LONGEST) {
      lines[lines.length - 1] = { ...last, text: joined(last.text, text) };
    } else if (text !== '') {
      lines.push({ kind: 'text', at, text });
      joins = true;
    }
  });
  return lines;
};

const joined = (before: string, after: string): string =>
  /\p{Script=Han}$/u.test(before) && /^\p{Script=Han}/u.test(after) ? before + after : `${before} ${after}`;

const cellsOf = (raw: string): string[] =>
  raw
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => plain(cell.replace(/\\\|/g, '|')));

const PROFILE = /^https?:\/\/(?:www\.)?(?:github|gitlab|gitee)\.com\/([\w.-]*)\/?$/i;

/** A line's words without emphasis, code marks, images, links' targets and HTML. */
export const plain = (markdown: string): string =>
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
