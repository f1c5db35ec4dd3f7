/**
 * The little XML that is needed for a workbook's small parts (relationships, workbook, styles, tables): a run over
 * the tags with their places in the text, so that one tag can be changed and everything else stays as it was.
 * Sheet data, which can be large, is scanned as bytes instead (sheet-cursor.ts).
 */
import { ensure } from '../../core/text/maps.ts';

export interface Tag {
  /** As written, with its prefix. */
  readonly name: string;
  /** Without prefix. */
  readonly local: string;
  readonly kind: 'open' | 'close' | 'empty';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const code = (char: string): number => char.charCodeAt(0);
const [BLANK, SLASH, GT] = [code(' '), code('/'), code('>')];

/** The tags in reading order; comments, CDATA and declarations are passed. What is never closed ends the run: linear in the text. */
export function* tagsOf(xml: string): Generator<Tag> {
  for (let start = xml.indexOf('<'); start >= 0; start = xml.indexOf('<', start)) {
    const second = xml[start + 1];
    if (second === '!' || second === '?') {
      const mark = xml.startsWith('<!--', start) ? '-->' : xml.startsWith('<![CDATA[', start) ? ']]>' : '>';
      const close = xml.indexOf(mark, start + (mark === '-->' ? 4 : 2));
      if (close < 0) return;
      start = close + mark.length;
      continue;
    }
    const end = endOfTag(xml, start);
    if (end < 0) return;
    const text = xml.slice(start, end);
    const name = nameIn(text, second === '/' ? 2 : 1);
    if (name !== '') {
      const kind = second === '/' ? 'close' : text.endsWith('/>') ? 'empty' : 'open';
      yield { name, local: name.slice(name.indexOf(':') + 1), kind, start, end, text };
    }
    start = end;
  }
}

/** A tag's name, which begins there: up to a blank, a slash or the end. By hand, for a part has thousands of tags. */
const nameIn = (text: string, from: number): string => {
  let to = from;
  for (let c = text.charCodeAt(to); c > BLANK && c !== SLASH && c !== GT; c = text.charCodeAt(++to));
  return text.slice(from, to);
};

/** The place after the tag's `>`, quotes minded; -1 where it is never closed. */
const endOfTag = (xml: string, start: number): number => {
  for (let p = start + 1; p < xml.length; p++) {
    const c = xml[p];
    if (c === '>') return p + 1;
    if (c !== '"' && c !== "'") continue;
    p = xml.indexOf(c, p + 1);
    if (p < 0) return -1;
  }
  return -1;
};

/** First tag of that local name that opens or stands alone. */
export const findTag = (xml: string, local: string): Tag | undefined => {
  // Most that are looked for are in no place of it, and that shows at once.
  if (!xml.includes(local)) return undefined;
  for (const tag of tagsOf(xml)) if (tag.local === local && tag.kind !== 'close') return tag;
  return undefined;
};

/** `x:` of `<x:worksheet>`, or ''. */
export const prefixOf = (name: string): string => name.slice(0, name.indexOf(':') + 1);

/** A name is begun at its first character only: within a long one that is no attribute, each place would be tried as a beginning. */
const ATTRIBUTE = /(?<![^\s=<>"'/])([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

export const attributesOf = (tag: Tag): Attribute[] =>
  [...tag.text.matchAll(ATTRIBUTE)].map(([, name = '', double, single = '']) => ({
    name,
    value: unescapeXml(double ?? single),
  }));

/** An attribute's value by its exact name. */
export const attribute = ({ text }: Tag, name: string): string | undefined => {
  // Most tags that are asked have no such attribute, and that shows at once.
  if (!text.includes(name)) return undefined;
  for (const [, found, double, single = ''] of text.matchAll(ATTRIBUTE)) {
    if (found === name) return unescapeXml(double ?? single);
  }
  return undefined;
};

/** xsd:boolean. */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** The tag's text, with its `>` or without, with one attribute set, or removed (null). */
export const withAttribute = (text: string, name: string, value: string | null): string => {
  const set = value === null ? '' : ` ${name}="${escapeXml(value)}"`;
  const old = text.includes(name) ? ensure(SET, name, () => attributeNamed(name)).exec(text) : null;
  if (old) return splice(text, old.index, old.index + old[0].length, set);
  const end = endOfAttributes(text);
  // A tag that lacks what is removed stays as it is, where no blanks stand before its end.
  if (value === null && text.charCodeAt(end - 1) > BLANK) return text;
  return text.slice(0, end).trimEnd() + set + text.slice(end);
};

/** An attribute by its name, as a tag's text holds it. One for each name: a tag is looked at for every cell that is written. */
const attributeNamed = (name: string): RegExp => new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
const SET = new Map<string, RegExp>();

/** Where a tag's `>` or `/>` begins. */
const endOfAttributes = (text: string): number => {
  const close = text.endsWith('>') ? text.length - 1 : text.length;
  return text[close - 1] === '/' ? close - 1 : close;
};

/** A tag's text without its `>` or `/>`, and without what blanks stand before it. */
export const withoutEnd = (text: string): string => text.slice(0, endOfAttributes(text)).trimEnd();

/** Replaces the range [start, end) of a text. */
export const splice = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** Text with its entities resolved; what is no entity stays as it is. */
export const unescapeXml = (text: string): string => {
  if (!text.includes('&')) return text;
  if (text.includes('&#')) return text.replace(ENTITY, resolved);
  // The ampersand comes last: what it is followed by begins no entity.
  return ENTITIES.reduce((found, [name, char]) => found.replaceAll(`&${name};`, char), text);
};

const ENTITIES: readonly (readonly [name: string, char: string])[] = [
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
];
const CHARS: ReadonlyMap<string, string> = new Map(ENTITIES);

const ENTITY = /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g;
const resolved = (whole: string, hex?: string, decimal?: string, name?: string): string => {
  if (name !== undefined) return CHARS.get(name) ?? whole;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

/** For attributes and text alike. */
export const escapeXml = (text: string): string =>
  ESCAPED.test(text) ? text.replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c) : text;
const ESCAPED = /[&<>"]/;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A cell's text as ST_Xstring (ECMA-376 part 1, 22.9.2.19): characters XML cannot carry, and carriage returns, as
 * _xHHHH_; what looks like such an escape has its underscore escaped. (Half a surrogate pair becomes U+FFFD when the text is encoded.)
 */
export const escapeCellText = (text: string): string => escapeText(SPECIAL.test(text) ? escapeSpecial(text) : text);

/** Of a text between tags: quotation marks stand as they are, of which what the record keeps of a notice is full. */
const escapeText = (text: string): string =>
  MARKUP.test(text) ? text.replace(/[&<>]/g, (c) => ESCAPES[c] ?? c) : text;
const MARKUP = /[&<>]/;

/** Most texts hold none, and one look says so. */
const SPECIAL = /[_\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;
const escapeSpecial = (text: string): string =>
  text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );

/** The reverse of escapeCellText, with XML's line ends. */
export const unescapeCellText = (text: string): string => {
  const plain = unescapeXml(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
  return plain.includes('_x')
    ? plain.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain;
};
