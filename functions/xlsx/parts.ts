/** Opens an .xlsx package (ECMA-376 part 2): which part is the workbook, which are its sheets, what belongs to what. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import { ensure } from '../../core/text/maps.ts';
import { BatonError } from '../errors.ts';
import { foreignXml } from './foreign-xml.ts';
import { attribute, attributesOf, isTrue, tagsOf } from './xml.ts';
import { brokenPart, inflateEntry, letGo, readZip, type Zip, type ZipEntry } from './zip.ts';

export interface Relation {
  readonly id: string;
  /** Last word of the type, the same in transitional and strict files: `worksheet`, `sharedStrings`, `table`. */
  readonly type: string;
  /** The target as an entry's name. */
  readonly target: string;
}

export interface SheetPart {
  readonly title: string;
  readonly path: string;
  /** Set where people do not see it. */
  readonly hidden?: boolean;
}

export interface Package {
  readonly zip: Zip;
  /** The package's own bytes. */
  readonly source: Buffer;
  /** Path of the workbook part, usually xl/workbook.xml. */
  readonly workbook: string;
  readonly dateSystem: 1900 | 1904;
  /** Worksheets in the order of their tabs; chart, dialog and macro sheets hold no cells and are left out. */
  readonly sheets: readonly SheetPart[];
  /** Titles of all sheets, of whatever kind. */
  readonly titles: readonly string[];
  find(path: string): ZipEntry | undefined;
  /** A part's bytes; BatonError broken-part when it is missing. */
  bytes(path: string): Buffer;
  /** What `use` makes of a part's bytes. They are gone afterwards, unless they are kept; with `isLast` these as well. */
  using<T>(path: string, use: (bytes: Buffer) => T, isLast?: boolean): T;
  /** Whether a part's bytes are held in memory. */
  holds(path: string): boolean;
  text(path: string): string;
  relations(path: string): readonly Relation[];
  /** Lets go of the unpacked parts that are held in memory. */
  release(): void;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** `xl/_rels/workbook.xml.rels` of `xl/workbook.xml`; `_rels/.rels` of the package itself (''). */
export const relationsPath = (path: string): string =>
  `${folderOf(path)}_rels/${path.slice(folderOf(path).length)}.rels`;

const resolveTarget = (base: string, target: string): string => {
  const steps: string[] = [];
  const whole = target.replaceAll('\\', '/');
  for (const step of (whole.startsWith('/') ? whole : folderOf(base) + whole).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
};

/** Part names are compared without case (part 2, 6.3.5). */
const keyOf = (name: string): string => name.toLowerCase();

/** Targets are URIs: `sheet%201.xml` may name the entry `sheet 1.xml`. */
const decoded = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};

/** How much unpacked XML is kept between reading a workbook and changing it. */
const KEEP_LIMIT = 128 * 1024 * 1024;

/**
 * Opens a workbook's package. Refuses with BatonError 'data' whatever is no .xlsx or .xlsm.
 * @param keep hold unpacked parts in memory, up to a limit: for who reads and then changes in one go
 */
export const openPackage = (bytes: Buffer, keep = false): Package => {
  const zip = readZip(bytes);
  const byName = new Map<string, ZipEntry>();
  for (const entry of zip.entries) if (!byName.has(keyOf(entry.name))) byName.set(keyOf(entry.name), entry);

  const find = (path: string) => byName.get(keyOf(path)) ?? byName.get(keyOf(decoded(path)));
  const kept = new Map<ZipEntry, Buffer>();
  let room = keep ? KEEP_LIMIT : 0;
  const read = (path: string): Buffer => {
    const entry = find(path);
    if (!entry) throw brokenPart(path);
    const known = kept.get(entry);
    if (known) return known;
    const content = inflateEntry(entry);
    const foreign = foreignXml(entry.name, content);
    if (foreign) throw foreign;
    if (content.length <= room) {
      kept.set(entry, content);
      room -= content.length;
    }
    return content;
  };
  const using = <T>(path: string, use: (bytes: Buffer) => T, isLast = false): T => {
    const bytes = read(path);
    try {
      return use(bytes);
    } finally {
      const entry = find(path);
      if (entry && (isLast || !kept.has(entry))) {
        if (kept.delete(entry)) room += bytes.length;
        letGo(entry, bytes);
      }
    }
  };
  const holds = (path: string): boolean => {
    const entry = find(path);
    return entry !== undefined && kept.has(entry);
  };
  const release = () => {
    kept.clear();
    room = 0;
  };
  const text = (path: string) => read(path).toString('utf8');
  const related = new Map<string, readonly Relation[]>();
  const relations = (path: string) => ensure(related, path, () => relationsOf(path));
  const relationsOf = (path: string): readonly Relation[] => {
    const at = relationsPath(path);
    if (!find(at)) return [];
    const found: Relation[] = [];
    for (const tag of tagsOf(text(at))) {
      if (tag.local !== 'Relationship' || tag.kind === 'close' || attribute(tag, 'TargetMode') === 'External') continue;
      const type = attribute(tag, 'Type') ?? '';
      found.push({
        id: attribute(tag, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolveTarget(path, attribute(tag, 'Target') ?? ''),
      });
    }
    return found;
  };

  const workbook = relations('').find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const entry = find(workbook);
  if (!entry || !/\.xml$/i.test(entry.name)) throw otherWorkbook(zip, workbook);

  const xml = text(workbook);
  const targets = new Map(relations(workbook).map((relation) => [relation.id, relation]));
  const sheets: SheetPart[] = [];
  const titles: string[] = [];
  let dateSystem: 1900 | 1904 = 1900;
  let isWorkbook = false;
  for (const tag of tagsOf(xml)) {
    if (tag.kind === 'close') continue;
    if (tag.local === 'workbook') isWorkbook = true;
    if (tag.local === 'workbookPr' && isTrue(attribute(tag, 'date1904'))) dateSystem = 1904;
    if (tag.local !== 'sheet') continue;
    const title = attribute(tag, 'name') ?? '';
    titles.push(title);
    // r:id, whatever the prefix is bound to r
    const id = attributesOf(tag).find((a) => a.name.endsWith(':id'))?.value ?? '';
    const relation = targets.get(id);
    if (relation?.type !== 'worksheet') continue;
    const hidden = /hidden/i.test(attribute(tag, 'state') ?? '');
    sheets.push({ title, path: find(relation.target)?.name ?? relation.target, ...(hidden && { hidden }) });
  }
  if (!isWorkbook) throw notAWorkbook();
  return {
    zip,
    source: bytes,
    workbook: entry.name,
    dateSystem,
    sheets,
    titles,
    find,
    bytes: read,
    using,
    holds,
    text,
    relations,
    release,
  };
};

/** A zip that holds a workbook of another format, or none. */
const otherWorkbook = ({ entries }: Zip, workbook: string): BatonError => {
  if (/\.bin$/i.test(workbook)) return new BatonError('data', 'xlsb-file', say.xlsbFile);
  const mime = entries.find(({ name }) => name === 'mimetype');
  const isOds = mime && inflateEntry(mime).includes('opendocument.spreadsheet');
  return isOds ? new BatonError('data', 'ods-file', say.odsFile) : notAWorkbook();
};

const notAWorkbook = () => new BatonError('data', 'not-a-workbook', say.notAWorkbook);
