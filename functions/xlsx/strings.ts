/**
 * Reads the shared strings of a workbook, and texts that stand in cells. A string item is either one <t> or rich runs
 * <r><t>…</t></r>; phonetic runs <rPh> (furigana) are about the text and no part of it.
 */
import { isUtf8 } from 'node:buffer';
import { unescapeCellText } from './xml.ts';

const LT = 60;
const GT = 62;

const RUN = /<(\/?)(?:[^\s:<>/]+:)?(t|rPh)(?:\s(?:"[^"<]*"|'[^'<]*'|[^"'<>])*)?>|<!--(?:(?!--)[\s\S])*-->/g;

/** Text of a string item's inner XML. */
const textOfRuns = (xml: string): string => {
  let text = '';
  let phonetic = false;
  let open = -1;
  // CDATA is the one place where a `<` is text: entities are not resolved there.
  const closed = xml.lastIndexOf(']]>') + 3;
  const safe =
    xml
      .slice(0, closed)
      .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, raw: string) =>
        raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
      ) + xml.slice(closed);
  for (const m of safe.matchAll(RUN)) {
    if (m[2] === 'rPh') phonetic = !m[1] && !m[0].endsWith('/>');
    else if (m[2] !== 't' || phonetic) continue;
    else if (m[1]) {
      if (open >= 0) text += unescapeCellText(safe.slice(open, m.index));
      open = -1;
    } else if (!m[0].endsWith('/>')) open = m.index + m[0].length;
  }
  return text;
};

/** Text between two places; ASCII, the usual case, is decoded the fast way. */
export const textBetween = (bytes: Buffer, start: number, end: number): string => {
  let special = 0;
  for (let p = start; p < end; p++) {
    const c = bytes[p]!;
    // `&` begins an entity, `_` may begin an _xHHHH_ escape, CR is to become a line feed
    if (c > 127) special |= 1;
    else if (c === 38 || c === 95 || c === 13) special |= 2;
    else if (c === LT) special |= 4;
  }
  const text = special & 1 ? bytes.toString('utf8', start, end) : bytes.toString('latin1', start, end);
  if (special & 4) return textOfRuns(`<t>${text}</t>`);
  return special & 2 ? unescapeCellText(text) : text;
};

/** Text of what stands between <si> and </si>, or <is> and </is>. */
export const textOfItem = (bytes: Buffer, start: number, end: number): string => {
  // The usual item is one <t>, with or without attributes or prefix.
  let open = start;
  while (open < end && bytes[open] !== GT) open++;
  const inner = open + 1;
  let close = inner;
  while (close < end && bytes[close] !== LT) close++;
  const isText = bytes[open - 1] !== 47 && isTextTag(bytes, start);
  if (isText && bytes[close + 1] === 47 && endOfTag(bytes, close, end) === end) return textBetween(bytes, inner, close);
  return textOfRuns(bytes.toString('utf8', start, end));
};

const endOfTag = (bytes: Buffer, from: number, end: number): number => {
  let p = from;
  while (p < end && bytes[p] !== GT) p++;
  return p + 1;
};

/** Whether the tag at `start` is `<t`, or `<x:t`. */
const isTextTag = (bytes: Buffer, start: number): boolean => {
  if (bytes[start] !== LT) return false;
  let p = start + 1;
  if (bytes[p] === 116 && (bytes[p + 1] === GT || bytes[p + 1] === 32)) return true;
  while (bytes[p] !== 58 && bytes[p] !== GT && bytes[p] !== 32 && bytes[p] !== undefined) p++;
  return bytes[p] === 58 && bytes[p + 1] === 116 && (bytes[p + 2] === GT || bytes[p + 2] === 32);
};

/** What a byte of UTF-8 adds to a text's length, and the marks that matter within a string item. */
const CONTINUES = 1;
const PAIR = 2;
const OPENS = 3;
const CLOSES = 4;
const SPECIAL = 5;
const KIND = new Uint8Array(256);
KIND.fill(CONTINUES, 0x80, 0xc0);
KIND.fill(PAIR, 0xf0, 0x100);
KIND[LT] = OPENS;
KIND[GT] = CLOSES;
for (const c of ['&', '_', '\r']) KIND[c.charCodeAt(0)] = SPECIAL;

/** Items decoded at once: one call for many strings costs less than one each. */
const BLOCK = 1024;

/** The workbook's shared strings: their places are found at once, texts are made when a cell first asks for one nearby. */
export class SharedStrings {
  readonly #bytes: Buffer;
  /** Start and end of each item's content, in turn. */
  #places = new Int32Array(1024);
  readonly #count: number;
  readonly #texts: (string | undefined)[];

  constructor(bytes: Buffer) {
    // What is no UTF-8 would get another length when decoded; cleaned once, the rest can count on it.
    this.#bytes = isUtf8(bytes) ? bytes : Buffer.from(bytes.toString('utf8'));
    this.#count = this.#findItems();
    this.#texts = new Array(this.#count);
  }

  /** Text of the item, or undefined when there is none of that number. */
  get(index: number): string | undefined {
    if (!(index < this.#count)) return undefined;
    const known = this.#texts[index];
    if (known !== undefined) return known;
    this.#decode(index - (index % BLOCK));
    return this.#texts[index];
  }

  #decode(first: number): void {
    const b = this.#bytes;
    const places = this.#places;
    const last = Math.min(first + BLOCK, this.#count);
    let p = places[2 * first]!;
    const text = b.toString('utf8', p, places[2 * last - 1]!);
    // How far into `text` the byte at p stands, in UTF-16 units.
    let at = 0;
    for (let index = first; index < last; index++) {
      const start = places[2 * index]!;
      const end = places[2 * index + 1]!;
      for (; p < start; p++) {
        const kind = KIND[b[p]!];
        if (kind !== CONTINUES) at += kind === PAIR ? 2 : 1;
      }
      const from = at;
      let opens = 0;
      let inner = -1;
      let close = -1;
      let special = false;
      for (p = start; p < end; p++) {
        const kind = KIND[b[p]!];
        if (kind === CONTINUES) continue;
        if (kind === OPENS) {
          opens++;
          close = at;
        } else if (kind === CLOSES) {
          if (inner < 0) inner = at + 1;
        } else if (kind === SPECIAL) special = true;
        else if (kind === PAIR) at++;
        at++;
      }
      // The usual item is one <t>, with or without attributes or prefix.
      if (opens === 2 && inner <= close && isTextTag(b, start)) {
        const plain = text.slice(inner, close);
        this.#texts[index] = special ? unescapeCellText(plain) : plain;
      } else this.#texts[index] = textOfRuns(text.slice(from, at));
    }
  }

  #findItems(): number {
    const b = this.#bytes;
    const length = b.length;
    let count = 0;
    let p = 0;
    for (;;) {
      while (p < length && b[p] !== LT) p++;
      if (p >= length) return count;
      if (b[p + 1] === 33) {
        const mark = b[p + 2] === 45 ? '-->' : ']]>';
        const end = b.indexOf(mark, p, 'latin1');
        if (end < 0) return count;
        p = end + mark.length;
        continue;
      }
      const closes = b[p + 1] === 47;
      const tag = p;
      let name = closes ? p + 2 : p + 1;
      p = name;
      while (p < length && b[p] !== GT) {
        if (b[p] === 58 && name <= (closes ? tag + 2 : tag + 1)) name = p + 1;
        if (b[p] === 32) {
          while (p < length && b[p] !== GT) p++;
          break;
        }
        p++;
      }
      if (b[name] === 115 && b[name + 1] === 105 && (name + 2 === p || b[name + 2] === 47 || b[name + 2] === 32)) {
        if (2 * count + 2 > this.#places.length) {
          const larger = new Int32Array(this.#places.length * 2);
          larger.set(this.#places);
          this.#places = larger;
        }
        if (closes) this.#places[2 * count++ + 1] = tag;
        else {
          this.#places[2 * count] = p + 1;
          if (b[p - 1] === 47) this.#places[2 * count++ + 1] = p + 1;
        }
      }
      p++;
    }
  }
}
