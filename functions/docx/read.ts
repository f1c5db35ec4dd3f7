/** A Word document as the text that somebody would get by pasting it. */

import { foreignXml } from '../xlsx/foreign-xml.ts';
import { attributesOf, type Tag, tagsOf, unescapeXml } from '../xlsx/xml.ts';
import { brokenPart, inflateEntry, readZip } from '../xlsx/zip.ts';

const DOCUMENT = 'word/document.xml';

/** Whether a zip holds a Word document. Refuses with BatonError 'data' what is no zip. */
export const isDocx = (bytes: Buffer): boolean => readZip(bytes).entries.some(({ name }) => name === DOCUMENT);

/**
 * Paragraphs as lines, tables as rows with tabs between their cells; a cell of several lines is quoted, as spreadsheets do it.
 * Refuses with BatonError 'data': broken-part, and what `functions/xlsx/zip.ts` refuses.
 */
export const docxText = (bytes: Buffer): string => {
  const { entries } = readZip(bytes);
  const part = (path: string): string | null => {
    const entry = entries.find(({ name }) => name === path);
    if (!entry) return null;
    const content = inflateEntry(entry);
    const foreign = foreignXml(path, content);
    if (foreign) throw foreign;
    return content.toString('utf8');
  };
  const document = part(DOCUMENT);
  if (document === null) throw brokenPart(DOCUMENT);
  const levels = headingLevels(part('word/styles.xml') ?? '');
  return textIn(document, levels, numberingOf(part('word/numbering.xml') ?? ''));
};

/** An attribute by its name without prefix. */
const valueIn = (tag: Tag, name: string): string =>
  attributesOf(tag).find((attribute) => attribute.name.slice(attribute.name.indexOf(':') + 1) === name)?.value ?? '';

const opens = ({ kind }: Tag): boolean => kind !== 'close';

/** By style: how far below the title a heading of it stands. */
const headingLevels = (xml: string): ReadonlyMap<string, number> => {
  const levels = new Map<string, number>();
  let style = '';
  for (const tag of tagsOf(xml)) {
    if (!opens(tag)) continue;
    if (tag.local === 'style') style = valueIn(tag, 'styleId');
    else if (tag.local === 'name') {
      const name = valueIn(tag, 'val');
      const level = /^(?:heading|标题)\s*([1-6])$/i.exec(name)?.[1];
      if (level !== undefined) levels.set(style, Number(level));
      else if (/^(?:title|标题)$/i.test(name)) levels.set(style, 1);
    }
  }
  return levels;
};

/** By list and level, how its entries are numbered. */
type Numbering = ReadonlyMap<string, ReadonlyMap<string, string>>;

const numberingOf = (xml: string): Numbering => {
  const abstract = new Map<string, Map<string, string>>();
  const lists = new Map<string, ReadonlyMap<string, string>>();
  let [of, level, list] = ['', '', ''];
  for (const tag of tagsOf(xml)) {
    if (!opens(tag)) continue;
    if (tag.local === 'abstractNum') {
      of = valueIn(tag, 'abstractNumId');
      abstract.set(of, new Map());
    } else if (tag.local === 'lvl') level = valueIn(tag, 'ilvl');
    else if (tag.local === 'numFmt') abstract.get(of)?.set(level, valueIn(tag, 'val'));
    else if (tag.local === 'num') list = valueIn(tag, 'numId');
    else if (tag.local === 'abstractNumId') lists.set(list, abstract.get(valueIn(tag, 'val')) ?? new Map());
  }
  return lists;
};

const HAN = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const hanNumber = (n: number): string => {
  if (n <= 10) return HAN[n] ?? '';
  return n < 100 ? `${n < 20 ? '' : HAN[Math.floor(n / 10)]}十${HAN[n % 10]}` : String(n);
};

/** What stands before an entry that Word numbers by itself. */
const markOf = (format: string, count: number, level: number): string => {
  const blank = '  '.repeat(level);
  if (format === 'bullet' || format === 'none') return `${blank}- `;
  return /chinese|japanese|ideograph/i.test(format) ? `${hanNumber(count)}、` : `${blank}${count}. `;
};

interface Paragraph {
  text: string;
  style: string;
  list: string;
  level: number;
}

const fresh = (): Paragraph => ({ text: '', style: '', list: '', level: 0 });

const textIn = (xml: string, levels: ReadonlyMap<string, number>, numbering: Numbering): string => {
  const lines: string[] = [];
  /** The open tables’ rows so far: cells of lines; a table within a cell gives its text to that cell. */
  const cells: string[][][] = [];
  const counts = new Map<string, number>();
  let paragraph = fresh();
  let [from, skipped] = [-1, 0];
  const end = () => {
    const row = cells.at(-1);
    const { text, style, list, level } = paragraph;
    const isEntry = list !== '' && list !== '0' && text.trim() !== '';
    const mark = isEntry ? markOf(formatOf(numbering, list, level), next(counts, list, level), level) : '';
    const heading = row || text.trim() === '' ? undefined : levels.get(style);
    const whole = `${heading === undefined ? '' : `${'#'.repeat(heading)} `}${mark}${text}`;
    if (row) row.at(-1)?.push(...whole.split('\v'));
    else lines.push(...whole.split('\v'));
    paragraph = fresh();
  };
  for (const tag of tagsOf(xml)) {
    const { local } = tag;
    if (local === 'Fallback' || local === 'txbxContent')
      skipped += tag.kind === 'open' ? 1 : tag.kind === 'close' ? -1 : 0;
    if (skipped > 0) continue;
    if (local === 't') {
      if (tag.kind === 'open') from = tag.end;
      else if (from >= 0) {
        paragraph.text += unescapeXml(xml.slice(from, tag.start));
        from = -1;
      }
    } else if (local === 'tr' && tag.kind === 'open') cells.push([]);
    else if (local === 'tc' && tag.kind === 'open') cells.at(-1)?.push([]);
    else if (local === 'tr' && tag.kind === 'close') {
      const row = cells.pop() ?? [];
      const around = cells.at(-1)?.at(-1);
      if (around) around.push(...row.flat());
      else lines.push(...rowLines(row));
    } else if (local === 'p' && tag.kind !== 'open') end();
    else if (opens(tag)) takeTag(paragraph, tag, cells.length > 0);
  }
  return lines.join('\n');
};

/** What a tag within a paragraph says of it. */
const takeTag = (paragraph: Paragraph, tag: Tag, isInCell: boolean) => {
  const { local } = tag;
  if (local === 'tab' && valueIn(tag, 'val') === '') paragraph.text += isInCell ? ' ' : '\t';
  else if (local === 'br' || local === 'cr') paragraph.text += '\v';
  else if (local === 'noBreakHyphen') paragraph.text += '-';
  else if (local === 'pStyle') paragraph.style = valueIn(tag, 'val');
  else if (local === 'numId') paragraph.list = valueIn(tag, 'val');
  else if (local === 'ilvl') paragraph.level = Math.min(8, Number(valueIn(tag, 'val')) || 0);
};

const formatOf = (numbering: Numbering, list: string, level: number): string =>
  numbering.get(list)?.get(String(level)) ?? 'decimal';

/** Counts an entry; those below it begin again. */
const next = (counts: Map<string, number>, list: string, level: number): number => {
  const count = (counts.get(`${list} ${level}`) ?? 0) + 1;
  counts.set(`${list} ${level}`, count);
  for (let below = level + 1; below <= 8; below++) counts.delete(`${list} ${below}`);
  return count;
};

/** A row as it would be pasted; one of a single cell is what stands in it. */
const rowLines = (row: readonly (readonly string[])[]): string[] => {
  const cells = row.map((cell) => cell.map((line) => line.trim()).filter((line) => line !== ''));
  const [only = [], ...others] = cells;
  return others.length === 0 ? only : [cells.map((cell) => pastedCell(cell.join('\n'))).join('\t')];
};

/** A cell’s text between tabs: quoted where it has lines, tabs or quotes of its own. */
export const pastedCell = (text: string): string =>
  /[\n\t"]/.test(text) ? `"${text.replace(/\t/g, ' ').replace(/"/g, '""')}"` : text;
