/** Plain text and Markdown as lines with a meaning. One pass, linear in the text. */
import { groupsOf } from '../text/groups.ts';

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

export type MinutesLine = Heading | ListItem | TableRow | Text;

/** What is longer is prose or data, and is not searched. It also bounds what any pattern costs. */
const LONGEST = 2000;

/** `#议题` without a blank is what Chinese people type. */
const HEADING = /^ {0,3}(?<marks>#{1,6})(?:\s+|(?=\p{Script=Han}))(?<words>.*?)\s*#*\s*$/u;
/** A bullet, or a number with a mark after it; Chinese needs no blank. `3.5` is no third item. */
const ITEM =
  /^(?<blank>\s*)(?:(?<bullet>[-*+•·])(?:\s+|(?<=[-•·])(?=\p{Script=Han}))|\d{1,3}(?:[.)．]\s+|[.．](?=[^\d\s])|[、）]\s*)|[（(]\d{1,3}[)）]\s*)(?<words>.*)$/u;
const BOX = /^\[(?<mark>[ xX√✓])\]\s+(?<words>.*)$/;
const TABLE_RULE = /^[\s|:-]*-[\s|:-]*$/;
const UNDERLINE = /^ {0,3}(=+|-{3,})\s*$/;
const FENCE = /^\s{0,6}(```|~~~)/;

const columnsOf = (blank: string): number => [...blank].reduce((sum, char) => sum + (char === '\t' ? 4 : 1), 0);

/** The lines that say something; code blocks, rules and comments say nothing. */
export const minutesLines = (source: string): MinutesLine[] => {
  const lines: MinutesLine[] = [];
  let fenced = false;
  /** What the line right above is; null for one that says nothing, or is over with its end. */
  let above: MinutesLine['kind'] | null = null;
  for (const [index, line] of source.split(/\r\n|\r|\n/).entries()) {
    // A longer blank means no more, and would be tried at each of its places.
    const raw = line.replace(/(\s{16})\s+/g, '$1');
    const at = index + 1;
    const isFence = FENCE.test(raw);
    if (isFence) fenced = !fenced;
    if (fenced || isFence || raw.trim() === '' || line.length > LONGEST) {
      above = null;
      continue;
    }
    const last = lines.at(-1);
    if (raw.trim().startsWith('|') && raw.trim().length > 1) {
      if (!TABLE_RULE.test(raw)) lines.push(rowIn(raw, at, above !== 'row'));
      above = 'row';
      continue;
    }
    if (UNDERLINE.test(raw)) {
      if (last?.kind === 'text' && last.at === at - 1 && last.text.length <= 80) {
        lines[lines.length - 1] = { ...last, kind: 'heading', level: raw.includes('=') ? 1 : 2 };
      }
      above = null;
      continue;
    }
    const own = headingIn(raw, at) ?? itemIn(raw, at);
    if (own) {
      lines.push(own);
      above = own.kind;
      continue;
    }
    const text = plainText(raw.replace(/^\s*(?:>\s*)+/, ''));
    if (last && (above === 'item' || above === 'text') && last.text.length < LONGEST && goesOn(last, raw, text)) {
      lines[lines.length - 1] = { ...last, text: joined(last.text, text) };
    } else if (text !== '') {
      lines.push({ kind: 'text', at, text });
      above = 'text';
    } else if (above === 'row') above = null;
  }
  return lines;
};

const rowIn = (raw: string, at: number, header: boolean): TableRow => {
  const cells = cellsOf(raw);
  return { kind: 'row', at, cells, header, text: cells.join(' ') };
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
    text: plainText(box ? box.words : words),
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

const cellsOf = (raw: string): string[] =>
  raw
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => plainText(cell.replace(/\\\|/g, '|')));

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
