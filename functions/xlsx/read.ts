/** Reads a workbook's values from its bytes, each sheet when it is asked for. */
import { type RawSheet, type RawWorkbook, TOP_ROWS } from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { openPackage, type Package, type SheetPart } from './parts.ts';
import { inStretches } from './row-stretches.ts';
import { readAtOnce, readStretches, type SheetContent } from './sheet-values.ts';
import { SharedStrings } from './strings.ts';
import { isLongPart } from './tails.ts';
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
  const strings = stringsOnce(parts);
  const known = earlier !== null && haveSameStrings(parts, earlier.parts) ? knownIn(earlier) : new Map<never, never>();
  return {
    dateSystem: parts.dateSystem,
    sheets: parts.sheets.map((part): RawSheet => {
      const before = known.get(part.path);
      if (before && isSamePart(part, before.part) && isSameEntry(parts.find(part.path), before.entry)) {
        // What nobody has asked for is read from the newest state, so that nothing else of the one before is held.
        const source = sources.get(before.sheet);
        if (source) Object.assign(source, { parts, strings });
        return before.sheet;
      }
      return sheetFrom(part, { parts, path: part.path, strings });
    }),
  };
};

/** This one and the next are made by themselves: what they are asked with is not to hold an earlier file. */
const stringsOnce = (parts: Package) => readOnce(() => sharedStringsOf(parts));

const sheetFrom = ({ title, hidden }: SheetPart, source: Source): RawSheet => {
  const content = readOnce(() => readFrom(source));
  const sheet = lazySheet(title, hidden, content, () => topOf(source, content));
  sources.set(sheet, source);
  return sheet;
};

/** What a sheet is read from, be it now or once somebody asks. */
interface Source {
  parts: Package;
  readonly path: string;
  strings: () => SharedStrings;
}

const sources = new WeakMap<RawSheet, Source>();

/** What a sheet is read from; undefined for one that was made. */
export const readsFrom = (sheet: RawSheet): Pick<Source, 'parts' | 'path'> | undefined => sources.get(sheet);

/** A sheet that stands for another one: what it says is in the same part. */
export const sameSource = (of: RawSheet, sheet: RawSheet): RawSheet => {
  const source = sources.get(of);
  if (source) sources.set(sheet, source);
  return sheet;
};

const readFrom = ({ parts, path, strings }: Source, until?: number): SheetContent =>
  parts.using(path, (bytes) => readAtOnce(bytes, path, strings, parts.find(path), until));

/** Reads sheets that somebody is about to ask for, if they are long: stretch by stretch, so that the whole of one never stands in memory. */
export const readAhead = async (sheets: readonly RawSheet[]): Promise<void> => {
  for (const sheet of sheets) {
    const [source, content] = [sources.get(sheet), read.get(sheet)];
    if (!source || !content || content.isMade()) continue;
    const entry = inStretches(source.parts, source.path);
    if (!entry) continue;
    // What is wrong with it is said when somebody asks.
    const found = await readStretches(entry, source.strings).catch((cause) => {
      if (cause instanceof BatonError) return null;
      throw cause;
    });
    if (found) content.give(found);
  }
};

/** What stands near the top of a sheet of which all was read. */
export const nearTop = ({ rows, ...content }: SheetContent): SheetContent => ({
  ...content,
  rows: rows.slice(0, TOP_ROWS).filter(({ at }) => at <= TOP_ROWS),
});

/** Lets go of the rows of a long sheet, but for those near its top. Whoever asks for them reads them once more. */
export const forgetRows = (sheet: RawSheet): void => {
  const [source, content] = [sources.get(sheet), read.get(sheet)];
  if (!source || !content?.isMade() || !isLongSheet(sheet)) return;
  if (content().isInOrder) left.set(sheet, nearTop(content()));
  content.forget(() => readFrom(source));
};

/** What is left of sheets whose rows were let go. */
const left = new WeakMap<RawSheet, SheetContent>();

/** What is known of the top of a sheet where rows and cells stand in their order; null where nothing is. */
export const knownTop = (sheet: RawSheet): SheetContent | null => {
  const known = knownInOrder(sheet);
  return known ? nearTop(known) : (left.get(sheet) ?? null);
};

/** What stands near the top of a long sheet that is read from what was written, if anybody asks for more. */
export const tellTop = (sheet: RawSheet, top: Pick<RawSheet, 'rows' | 'merges'>): void => {
  for (const key of ['top', 'topAtHand']) Object.defineProperty(sheet, key, { value: top, configurable: true });
};

/** Whether a sheet is so long that its rows are better read again than held. */
export const isLongSheet = (sheet: RawSheet): boolean => {
  const source = sources.get(sheet);
  const entry = source?.parts.find(source.path);
  return entry !== undefined && isLongPart(entry);
};

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
  if (readTop) {
    const get = () => (content.isMade() ? content() : readTop());
    Object.defineProperty(sheet, 'top', { get, configurable: true });
  }
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

/** The last row of a sheet in which a formula stands; infinity where it was not read, or its rows do not stand in order. */
export const formulasEnd = (sheet: RawSheet): number => knownInOrder(sheet)?.formulasEnd ?? Number.POSITIVE_INFINITY;

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
  /** What it would make, made by somebody else. */
  give(value: T): void;
  /** Lets go of it: the next to ask gets what is made then. */
  forget(make: () => T): void;
}

/** Made when it is first asked for; what makes it is let go then. */
export const readOnce = <T>(make: () => T): Once<T> => {
  let state: { readonly make: () => T } | { readonly value: T } = { make };
  const get = (): T => {
    if ('make' in state) state = { value: state.make() };
    return state.value;
  };
  const give = (value: T) => {
    state = { value };
  };
  const forget = (again: () => T) => {
    state = { make: again };
  };
  return Object.assign(get, { isMade: () => 'value' in state, give, forget });
};

const stringsOf = (parts: Package): string | undefined =>
  parts.relations(parts.workbook).find((relation) => relation.type === 'sharedStrings')?.target;

const sharedStringsOf = (parts: Package): SharedStrings => {
  const path = stringsOf(parts);
  return new SharedStrings(path === undefined ? Buffer.alloc(0) : parts.bytes(path));
};
