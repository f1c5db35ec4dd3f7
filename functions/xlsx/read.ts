/** Reads a workbook's values from its bytes, each sheet when it is asked for. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import {
  type CellFault,
  type RawCell,
  type RawRow,
  type RawSheet,
  type RawWorkbook,
  type Rect,
  TOP_ROWS,
} from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { rectOf } from './cells.ts';
import { openPackage, type Package, type SheetPart } from './parts.ts';
import { SheetCursor, TYPE } from './sheet-cursor.ts';
import { SharedStrings, textBetween, textOfItem } from './strings.ts';
import { keepTail } from './tails.ts';
import { attribute, isTrue, tagsOf } from './xml.ts';
import type { ZipEntry } from './zip.ts';

/**
 * What a workbook holds, without its place in the world. A sheet is inflated and scanned when its rows or merges are
 * first asked for, so that sheets nobody needs cost nothing; BatonError broken-part and zip-bomb come then.
 */
export const readWorkbook = (bytes: Buffer): WorkbookContent => readPackage(openPackage(bytes));

export type WorkbookContent = Pick<RawWorkbook, 'dateSystem' | 'sheets'>;

/** The same of a package that is open. */
export const readPackage = (parts: Package): WorkbookContent => readNewer(parts, null);

/** What an earlier state of the same workbook held: parts that are still the same are not read again. */
export interface EarlierReading {
  readonly parts: Package;
  readonly content: WorkbookContent;
}

/** What a package holds. Of an earlier state of the workbook those sheets are kept, as the objects that they were, of which nothing has changed. */
export const readNewer = (parts: Package, earlier: EarlierReading | null): WorkbookContent => {
  const strings = readOnce(() => sharedStringsOf(parts));
  const known = earlier !== null && haveSameStrings(parts, earlier.parts) ? knownIn(earlier) : new Map<never, never>();
  return {
    dateSystem: parts.dateSystem,
    sheets: parts.sheets.map((part): RawSheet => {
      const { title, path, hidden } = part;
      const before = known.get(path);
      if (before && isSamePart(part, before.part) && isSameEntry(parts.find(path), before.entry)) {
        // What nobody has asked for is read from the newest state, so that nothing else of the one before is held.
        const source = sources.get(before.sheet);
        if (source) Object.assign(source, { parts, strings });
        return before.sheet;
      }
      const source: Source = { parts, path, strings };
      const content = readOnce(() => readFrom(source));
      const sheet = lazySheet(title, hidden, content, () => topOf(source, content));
      sources.set(sheet, source);
      return sheet;
    }),
  };
};

/** What a sheet is read from, be it now or once somebody asks. */
interface Source {
  parts: Package;
  readonly path: string;
  strings: () => SharedStrings;
}

const sources = new WeakMap<RawSheet, Source>();

const readFrom = ({ parts, path, strings }: Source, until?: number): SheetContent =>
  parts.using(path, (bytes) => readSheet(bytes, path, strings, parts.find(path), until));

/** Bytes, unpacked, up to which a sheet is read as a whole at once: unpacking it twice, for its top and for the rest, takes longer. */
const SHORT = 1 << 22;

const topOf = (source: Source, content: Once<SheetContent>): Pick<RawSheet, 'rows' | 'merges'> => {
  if ((source.parts.find(source.path)?.size ?? 0) <= SHORT) {
    try {
      const whole = content();
      return { ...whole, rows: whole.rows.filter(({ at }) => at <= TOP_ROWS) };
    } catch {
      // What is broken further down harms nobody who looks at the top alone.
    }
  }
  return readFrom(source, TOP_ROWS);
};

/** `isInOrder`: rows stand from top to bottom and cells from left to right, each once, as programs write them. */
interface SheetContent extends Required<Pick<RawSheet, 'rows' | 'merges' | 'calculated'>> {
  readonly isInOrder: boolean;
}

/** @param readTop what stands near its top, for less than all of it */
export const lazySheet = (
  title: string,
  hidden: boolean | undefined,
  content: Once<SheetContent>,
  readTop?: () => Pick<RawSheet, 'rows' | 'merges'>,
): RawSheet => {
  const sheet: RawSheet = {
    title,
    ...(hidden && { hidden }),
    get rows() {
      return content().rows;
    },
    get merges() {
      return content().merges;
    },
    get calculated() {
      return content().calculated;
    },
  };
  if (readTop) Object.defineProperty(sheet, 'top', { get: () => (content.isMade() ? content() : readTop()) });
  read.set(sheet, content);
  return sheet;
};

/** What was read of sheets here, or is to be. */
const read = new WeakMap<RawSheet, Once<SheetContent>>();

/** What was read of a sheet where rows and cells stand in their order; null for any other. */
export const knownInOrder = (sheet: RawSheet): SheetContent | null => {
  const content = read.get(sheet);
  return content?.isMade() && content().isInOrder ? content() : null;
};

interface Known {
  readonly part: SheetPart;
  readonly entry: ZipEntry | undefined;
  readonly sheet: RawSheet;
}

/** The sheets by their parts' paths. */
const knownIn = ({ parts, content }: EarlierReading): ReadonlyMap<string, Known> =>
  new Map(
    parts.sheets.flatMap((part, index): [string, Known][] => {
      const sheet = content.sheets[index];
      return sheet ? [[part.path, { part, entry: parts.find(part.path), sheet }]] : [];
    }),
  );

const isSamePart = (one: SheetPart, other: SheetPart): boolean =>
  one.title === other.title && one.hidden === other.hidden;

/** What was packed the same way is the same. */
const isSameEntry = (one: ZipEntry | undefined, other: ZipEntry | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : one.method === other.method && one.size === other.size && one.crc === other.crc && one.data.equals(other.data);

const haveSameStrings = (one: Package, other: Package): boolean => {
  const [path, before] = [stringsOf(one), stringsOf(other)];
  if (path === undefined || before === undefined) return path === before;
  return isSameEntry(one.find(path), other.find(before));
};

interface Once<T> {
  (): T;
  isMade(): boolean;
}

/** Made when it is first asked for; what makes it is let go then. */
export const readOnce = <T>(make: () => T): Once<T> => {
  let state: { readonly make: () => T } | { readonly value: T } = { make };
  const get = (): T => {
    if ('make' in state) state = { value: state.make() };
    return state.value;
  };
  return Object.assign(get, { isMade: () => 'value' in state });
};

const stringsOf = (parts: Package): string | undefined =>
  parts.relations(parts.workbook).find((relation) => relation.type === 'sharedStrings')?.target;

const sharedStringsOf = (parts: Package): SharedStrings => {
  const path = stringsOf(parts);
  return new SharedStrings(path === undefined ? Buffer.alloc(0) : parts.bytes(path));
};

/**
 * What a sheet may take in memory, in cells: what a few bytes a row with one cell far to the right, or a million rows of one, would otherwise blow
 * up to. A row takes as much as so many cells, and most of what is said of one that cannot be read. Four times 100,000 rows of 12 columns; a
 * million rows are refused after less than half of them.
 */
const MOST_SLOTS = 12_800_000;
const SLOTS_A_ROW = 20;

/** @param until the rows after this one are left out, where rows stand in order */
const readSheet = (
  bytes: Buffer,
  path: string,
  strings: () => SharedStrings,
  entry: ZipEntry | undefined,
  until = Number.POSITIVE_INFINITY,
): SheetContent => {
  const cursor = new SheetCursor(bytes, path);
  const rows: RawRow[] = [];
  const scratch: RawCell[] = [];
  const calculated = new Set<number>();
  const alike = sameTexts();
  let slots = 0;
  let isInOrder = true;
  let ascending = true;
  let above = 0;
  let last = 0;
  let isCut = false;
  while (cursor.nextRow()) {
    isCut = cursor.row > until && isInOrder;
    if (isCut) break;
    if (cursor.row <= above) isInOrder = false;
    above = cursor.row;
    let width = 0;
    let left = 0;
    while (cursor.nextCell()) {
      if (cursor.column <= left) isInOrder = false;
      left = cursor.column;
      if (cursor.formulaStart >= 0) calculated.add(cursor.column);
      const value = cellValue(cursor, strings, alike);
      if (value === null) continue;
      while (width < cursor.column) scratch[width++] = null;
      scratch[cursor.column - 1] = value;
    }
    if (width === 0) continue;
    slots += width + SLOTS_A_ROW;
    if (slots > MOST_SLOTS) throw tooManyCells();
    if (cursor.row <= last) ascending = false;
    last = cursor.row;
    rows.push({ at: cursor.row, cells: scratch.slice(0, width) });
  }
  if (!ascending) rows.sort((a, b) => a.at - b.at);
  const end = isCut ? cursor.lastEnd : cursor.end;
  const tail = bytes.toString('utf8', end);
  if (entry) keepTail(entry, tail);
  return { rows, merges: mergesOf(tail), calculated, isInOrder };
};

/** Words that stand in many cells of a column are held once. One with many different texts, as of ids, is not looked through for them. */
const sameTexts = (): ((text: string, column: number) => string) => {
  const byColumn: (Map<string, string> | undefined)[] = [];
  return (text, column) => {
    byColumn[column] ??= new Map();
    const known = byColumn[column];
    if (known.size === MOST_WORDS) return text;
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return same ?? text;
  };
};
const MOST_WORDS = 512;

const fault = (kind: CellFault['fault'], text: string): CellFault => ({ fault: kind, text });

const cellValue = (
  cursor: SheetCursor,
  strings: () => SharedStrings,
  alike: (text: string, column: number) => string,
): RawCell => {
  const { bytes, valueStart: start, valueEnd: end, type } = cursor;
  if (type === TYPE.inline) {
    if (cursor.inlineStart >= 0) return alike(textOfItem(bytes, cursor.inlineStart, cursor.inlineEnd), cursor.column);
  } else if (start >= 0 && (start < end || type === TYPE.text)) {
    switch (type) {
      case TYPE.number:
        return numberBetween(bytes, start, end);
      case TYPE.shared: {
        const index = numberBetween(bytes, start, end);
        return (typeof index === 'number' ? strings().get(index) : undefined) ?? fault('error', '#N/A');
      }
      case TYPE.boolean:
        return isTrue(bytes.toString('latin1', start, end));
      case TYPE.error:
        return fault('error', textBetween(bytes, start, end));
      default:
        return textBetween(bytes, start, end);
    }
  }
  if (cursor.formulaStart < 0) return null;
  return fault('no-cached-value', textOfFormula(cursor));
};

/** The formula as written, without `=`; empty in a cell that shares another's. */
const textOfFormula = ({ bytes, formulaStart, formulaEnd }: SheetCursor): string => {
  const open = bytes.indexOf(62, formulaStart) + 1;
  const close = bytes.lastIndexOf('</', formulaEnd - 1, 'latin1');
  return close < open ? '' : textBetween(bytes, open, close);
};

/**
 * Digits with at most one point are added up as an integer and divided by a power of ten: exact up to 2^53 and 10^22
 * (Clinger), and free of strings. Anything else goes through Number.
 */
const numberBetween = (bytes: Buffer, start: number, end: number): number | CellFault => {
  const negative = bytes[start] === 45;
  let digits = 0;
  let decimals = -1;
  let count = 0;
  for (let p = negative ? start + 1 : start; p < end; p++) {
    const c = bytes[p]!;
    if (c === 46 && decimals < 0) decimals = 0;
    else {
      if (c < 48 || c > 57 || ++count > 15) return parseNumber(bytes.toString('latin1', start, end));
      digits = digits * 10 + c - 48;
      if (decimals >= 0) decimals++;
    }
  }
  const value = decimals > 0 ? digits / 10 ** decimals : digits;
  return negative ? -value : value;
};

const parseNumber = (text: string): number | CellFault => {
  const n = Number(text);
  return Number.isFinite(n) ? n : fault('error', text);
};

/** Merged ranges, from what follows sheetData. */
export const mergesOf = (tail: string): Rect[] => {
  const merges: Rect[] = [];
  if (!tail.includes('mergeCell')) return merges;
  for (const tag of tagsOf(tail)) {
    if (tag.local === 'mergeCells' && tag.kind === 'close') break;
    if (tag.local !== 'mergeCell' || tag.kind === 'close') continue;
    const rect = rectOf(attribute(tag, 'ref') ?? '');
    if (rect && (rect.top !== rect.bottom || rect.left !== rect.right)) merges.push(rect);
  }
  return merges;
};

const tooManyCells = () => new BatonError('data', 'too-many-cells', say.tooManyCells);
