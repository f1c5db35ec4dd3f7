/** The drop-downs of a workbook's sheets (ECMA-376 part 1, 18.3.1.32, and what Excel 2010 puts beside it), for who adopts it: no sweep reads them. */
import { textOf } from '../../core/read/headers.ts';
import type { RawList, RawSheet, RawWorkbook, Rect } from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { columnNumber, LAST_COLUMN, LAST_ROW, rectOf } from './cells.ts';
import type { Package } from './parts.ts';
import { readOnce, readPackage, readsFrom } from './read.ts';
import { attribute, tagsOf, unescapeXml } from './xml.ts';

/** So many places and so many words of a list are looked at: more are no choice that somebody made. */
const MOST_PLACES = 4000;
const MOST_WORDS = 100;

/** The workbook, whose sheets can say what their cells offer. Nothing is read for it until somebody asks. */
export const withLists = (raw: RawWorkbook): RawWorkbook => {
  for (const sheet of raw.sheets) {
    // Of this very object, as what stands near its top is. It lives as long as the sheet does, and so it holds no other one.
    Object.defineProperty(sheet, 'lists', { value: listsOnce(sheet), configurable: true, enumerable: true });
  }
  return raw;
};

const listsOnce = (sheet: RawSheet) => readOnce(() => listsOf(sheet));

const listsOf = (sheet: RawSheet): readonly RawList[] => {
  const part = readsFrom(sheet);
  if (!part) return [];
  const { parts, path } = part;
  try {
    const names = readOnce(() => namesIn(parts, sheet.title));
    return offeredIn(parts.using(path, tailOf)).flatMap(({ at, source }) => {
      const list = wordsOf(source, sheet, names, () => sheetsOf(parts));
      return list.words.length === 0 ? [] : [{ at, ...list }];
    });
  } catch (error) {
    // What is broken is said of the rows, without which nobody asks for this.
    if (error instanceof BatonError) return [];
    throw error;
  }
};

/** Its sheets as they are read for this, once for all that refer to one: they go with the package. */
const sheetsOf = (parts: Package): readonly RawSheet[] => {
  const known = books.get(parts) ?? readPackage(parts).sheets;
  books.set(parts, known);
  return known;
};
const books = new WeakMap<Package, readonly RawSheet[]>();

/** What follows the rows; empty where it offers nothing. */
const tailOf = (bytes: Buffer): string =>
  bytes.includes('dataValidation') ? bytes.toString('utf8', Math.max(0, bytes.lastIndexOf('sheetData'))) : '';

interface Offered {
  readonly at: readonly Rect[];
  /** As it is written: `"a,b"`, a range or a name. */
  readonly source: string;
}

/** In the sheet's own place, and in that of Excel 2010 for lists that stand in another sheet. */
const offeredIn = (tail: string): readonly Offered[] => {
  const bySource = new Map<string, Rect[]>();
  let [isList, places, source] = [false, '', ''];
  let count = 0;
  for (const tag of tagsOf(tail)) {
    const text = () => unescapeXml(tail.slice(tag.end, Math.max(tag.end, tail.indexOf('<', tag.end)))).trim();
    if (tag.local === 'dataValidation' && tag.kind === 'open')
      [isList, places, source] = [attribute(tag, 'type') === 'list', attribute(tag, 'sqref') ?? '', ''];
    else if (!isList) continue;
    else if (tag.local === 'sqref' && tag.kind === 'open') places = text();
    else if ((tag.local === 'formula1' || tag.local === 'f') && tag.kind === 'open') source ||= text();
    else if (tag.local === 'dataValidation') {
      isList = false;
      const at = places.split(/\s+/).flatMap((ref) => rangeOf(ref) ?? []);
      count += at.length;
      if (count > MOST_PLACES) break;
      bySource.set(source, [...(bySource.get(source) ?? []), ...at]);
    }
  }
  return [...bySource].map(([from, at]) => ({ at, source: from }));
};

/** Also whole columns and rows: `$A:$A`, `2:2`. */
const rangeOf = (ref: string): Rect | null => {
  const [first = '', last = ''] = ref.replaceAll('$', '').split(':');
  if (/^[A-Za-z]{1,3}$/.test(first) && /^[A-Za-z]{1,3}$/.test(last))
    return { top: 1, left: columnNumber(first), bottom: LAST_ROW, right: columnNumber(last) };
  if (/^\d{1,7}$/.test(first) && /^\d{1,7}$/.test(last))
    return { top: Number(first), left: 1, bottom: Number(last), right: LAST_COLUMN };
  return rectOf(ref);
};

/** None for what has to be calculated, and for what stands in another workbook. */
const wordsOf = (
  source: string,
  sheet: RawSheet,
  names: () => ReadonlyMap<string, string>,
  sheets: () => readonly RawSheet[],
): Omit<RawList, 'at'> => {
  if (source.startsWith('"')) return { words: written(source) };
  const range = placeOf(source) ?? placeOf(names().get(source.toLowerCase()) ?? '');
  if (!range) return { words: [] };
  const title = range.title.toLowerCase();
  if (title === '' || title === sheet.title.toLowerCase())
    return { words: wordsIn(sheet, range.rect), from: range.rect };
  const other = sheets().find((one) => one.title.toLowerCase() === title);
  return { words: other ? wordsIn(other, range.rect) : [] };
};

/** `"a,b"` */
const written = (source: string): readonly string[] =>
  source
    .replace(/^"|"$/g, '')
    .replaceAll('""', '"')
    .split(',')
    .slice(0, MOST_WORDS)
    .map((word) => word.trim());

const placeOf = (source: string): { readonly title: string; readonly rect: Rect } | null => {
  const bang = source.lastIndexOf('!');
  const rect = rangeOf(source.slice(bang + 1));
  const title = source.slice(0, Math.max(0, bang)).replace(/^'|'$/g, '').replaceAll("''", "'");
  return rect && { title, rect };
};

const wordsIn = ({ rows }: RawSheet, { top, left, bottom, right }: Rect): readonly string[] => {
  const words: string[] = [];
  for (const { at, cells } of rows) {
    if (at < top || at > bottom) continue;
    words.push(
      ...cells
        .slice(left - 1, right)
        .map(textOf)
        .filter((word) => word !== ''),
    );
    if (words.length >= MOST_WORDS) break;
  }
  return words.slice(0, MOST_WORDS);
};

/** What names stand for, by their small letters; those of the sheet itself before those of the workbook. */
const namesIn = (parts: Package, title: string): ReadonlyMap<string, string> => {
  const xml = parts.text(parts.workbook);
  const [own, all] = [new Map<string, string>(), new Map<string, string>()];
  for (const tag of tagsOf(xml)) {
    if (tag.local !== 'definedName' || tag.kind !== 'open') continue;
    const of = attribute(tag, 'localSheetId');
    const names = of === undefined ? all : parts.titles[Number(of)] === title ? own : null;
    const name = attribute(tag, 'name')?.toLowerCase();
    if (name !== undefined) names?.set(name, unescapeXml(xml.slice(tag.end, xml.indexOf('<', tag.end))).trim());
  }
  return new Map([...all, ...own]);
};
