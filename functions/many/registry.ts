/** The list of workbooks to sweep, read from a workbook or a .json file, with the rows that cannot be used. */
import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { inAll } from '../../core/messages/in-all.ts';
import { addressIn, isAddress } from '../../core/read/address.ts';
import { parseFlag } from '../../core/read/cells.ts';
import { parseClock } from '../../core/read/clock.ts';
import { headerKey, headerLines, textOf } from '../../core/read/headers.ts';
import { isZone } from '../../core/time/calendar.ts';
import type { RawCell, RawRow, RawSheet } from '../../core/workbook.ts';
import { LOCALES, type Words } from '../../sheet-templates/index.ts';
import { findBackend, isPath, namedAs, ONLINE, openWorkbook, orList, uriInLink } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';

const say = inAll('connect');

/** A workbook that is to be swept every workday. */
export interface Registered {
  /** As `openWorkbook` takes it. */
  readonly uri: string;
  /** IANA name: what day it is, and when its sweep is due. */
  readonly zone: string;
  /** Minutes after midnight in `zone`. */
  readonly sweepTime: number;
  /** Address of whoever hears of it when it cannot be swept; null when that is the administrator alone. */
  readonly owner: string | null;
  readonly paused: boolean;
  /** The workbook whose people, departments and company days it shares, as `openWorkbook` takes it; null where it has its own alone. */
  readonly book: string | null;
}

/** A row of the registry that cannot be used, or not as it stands, and what to do about it. */
export interface BadRow {
  /** As the sheet numbers it; of a JSON file which entry it is, from 1. */
  readonly row: number;
  readonly code: string;
  readonly words: Words;
}

export interface Registry {
  readonly workbooks: readonly Registered[];
  readonly bad: readonly BadRow[];
}

type ColumnKey = 'uri' | 'zone' | 'sweepTime' | 'owner' | 'pause' | 'book';

/** Headers, with other words that people use for them. */
const COLUMNS: Readonly<Record<ColumnKey, { readonly header: Words; readonly aliases: readonly string[] }>> = {
  uri: { header: say.registry.uri, aliases: ['uri', '链接', '地址', '表格', 'link', 'url', 'spreadsheet'] },
  zone: { header: say.registry.zone, aliases: ['zone'] },
  sweepTime: { header: say.registry.sweepTime, aliases: ['sweepTime', '时间', 'time'] },
  owner: { header: say.registry.owner, aliases: ['owner', '负责人', '邮箱', 'email'] },
  pause: { header: say.registry.paused, aliases: ['pause'] },
  book: {
    header: say.registry.book,
    aliases: ['book', '共享通讯录', '公司通讯录', 'shared address book', 'directory'],
  },
};
const KEY_OF = new Map<string, ColumnKey>(
  (Object.entries(COLUMNS) as [ColumnKey, (typeof COLUMNS)[ColumnKey]][]).flatMap(([key, { header, aliases }]) =>
    [...LOCALES.map((locale) => header[locale]), ...aliases].map((word) => [headerKey(word), key] as const),
  ),
);

/** When the registry does not say; as in a new workbook's settings. */
const SWEEP_TIME = 9 * 60;

/**
 * Reads the list of workbooks: a .json file with an array of objects, or the first sheet of a workbook that has the columns. A row
 * that cannot be used is in `bad` and stops no other. Paths in it are meant from where the list lies; a list online has none, since its
 * editors have no business with this machine's files. `open` opens the workbook. Throws BatonError `registry-unreadable` (data), and
 * what opening the workbook throws.
 */
export const readRegistry = async (
  uri: string,
  open: (uri: string) => WorkbookStore = openWorkbook,
): Promise<Registry> => {
  const isFile = isPath(uri);
  const isJson = isFile && extname(uri).toLowerCase() === '.json';
  const table = isJson ? await tableOfJson(uri) : (await open(uri).read()).sheets.map(tableIn).find(Boolean);
  if (!table) throw unreadable(uri);
  const folder = isFile ? dirname(uri) : null;
  const workbooks: Registered[] = [];
  const bad: BadRow[] = [];
  const seen = new Map<string, number>();
  for (const { at, cells } of table.rows) {
    const cell = (key: ColumnKey): RawCell => cells[(table.columns.get(key) ?? 0) - 1] ?? null;
    const row = readRow(cell, folder);
    const before = row instanceof Unusable ? undefined : seen.get(row.uri);
    if (row instanceof Unusable) bad.push({ row: at, ...row });
    else if (before !== undefined) bad.push({ row: at, ...listedTwice(before) });
    else {
      seen.set(row.uri, at);
      const book = bookOf(textOf(cell('book')), folder);
      // Its people are reminded all the same, of what stands in its own tabs.
      if (book instanceof Unusable) bad.push({ row: at, ...book });
      workbooks.push({ ...row, book: typeof book === 'string' && book !== row.uri ? book : null });
    }
  }
  return { workbooks, bad };
};

class Unusable {
  readonly code: string;
  readonly words: Words;
  constructor(code: string, words: Words) {
    this.code = code;
    this.words = words;
  }
}

const readRow = (cell: (key: ColumnKey) => RawCell, folder: string | null): Omit<Registered, 'book'> | Unusable => {
  const uri = uriOf(textOf(cell('uri')), folder);
  const zone = textOf(cell('zone'));
  const clock = parseClock(cell('sweepTime'));
  const owner = addressIn(textOf(cell('owner')));
  const paused = parseFlag(cell('pause'));
  if (uri === null) return workbookMissing;
  if (folder === null && isPath(uri)) return pathOnline;
  if (!isZone(zone)) return zoneUnknown(zone);
  if ('bad' in clock) return notAClock(textOf(cell('sweepTime')));
  if (owner !== '' && !isAddress(owner)) return badAddress(owner);
  // In doubt nobody is mailed.
  if (paused === 'bad') return notYesOrNo(textOf(cell('pause')));
  return {
    uri,
    zone,
    sweepTime: 'minute' in clock ? clock.minute : SWEEP_TIME,
    owner: owner || null,
    paused: paused === true,
  };
};

/** People paste the spreadsheet's address from their browser. */
const uriOf = (text: string, folder: string | null): string | null => {
  if (text === '') return null;
  return uriInLink(text) ?? (isPath(text) && folder !== null ? resolve(folder, text) : text);
};

/** What no backend takes for a book can only be a mistake: somebody's name for the book. */
const bookOf = (text: string, folder: string | null): string | Unusable | null => {
  const uri = uriOf(text, folder);
  if (uri === null) return null;
  const named = isPath(uri) && folder === null ? null : findBackend(uri);
  return named && named.backend.canBeBook?.(named.address) !== false ? uri : notABook(text);
};

interface Table {
  readonly columns: ReadonlyMap<ColumnKey, number>;
  readonly rows: readonly RawRow[];
}

/** The header is the first row that names the workbook's column and another one. */
const tableIn = (sheet: RawSheet): Table | null => {
  for (const { at, cells } of headerLines(sheet)) {
    const columns = new Map<ColumnKey, number>();
    cells.forEach((text, index) => {
      const key = KEY_OF.get(headerKey(text));
      if (key && !columns.has(key)) columns.set(key, index + 1);
    });
    if (!columns.has('uri') || columns.size === 1) continue;
    // Remarks beside the table are nobody's workbook.
    const says = ({ cells }: RawRow) => [...columns.values()].some((column) => textOf(cells[column - 1]) !== '');
    return { columns, rows: sheet.rows.filter((row) => row.at > at && says(row)) };
  }
  return null;
};

/** A JSON list as the table that says the same, so that both are read by the same code. */
const tableOfJson = async (path: string): Promise<Table> => {
  const listed = await readFile(path, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch((cause) => {
      throw unreadable(path, cause);
    });
  if (!Array.isArray(listed)) throw unreadable(path);
  const keys = Object.keys(COLUMNS) as ColumnKey[];
  return {
    columns: new Map(keys.map((key, index) => [key, index + 1])),
    rows: listed.map((entry: unknown, index) => {
      const fields = new Map(Object.entries(Object(entry)));
      return { at: index + 1, cells: keys.map((key) => cellOf(fields.get(key))) };
    }),
  };
};

const cellOf = (value: unknown): RawCell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const unreadable = (uri: string, cause?: unknown) =>
  new BatonError('data', 'registry-unreadable', say.registryUnreadable({ uri }), cause);

const LISTED = ONLINE.map((backend) => backend.listed ?? namedAs(backend));
const NAMED = orList(LISTED);
const BOOKS = orList([...LISTED, say.xlsxFile]);

const workbookMissing = new Unusable('workbook-missing', say.workbookMissing({ named: NAMED }));

const pathOnline = new Unusable('path-online', say.pathOnline({ named: NAMED }));

const zoneUnknown = (zone: string) => new Unusable('zone-unknown', say.zoneUnknown({ text: zone }));

const notAClock = (text: string) => new Unusable('not-a-clock', say.notAClock({ text }));

const badAddress = (text: string) => new Unusable('bad-address', say.badAddress({ text }));

const notYesOrNo = (text: string) => new Unusable('not-yes-or-no', say.notYesOrNo({ text }));

const notABook = (text: string) => new Unusable('not-a-book', say.notABook({ text, named: BOOKS }));

const listedTwice = (row: number) => new Unusable('listed-twice', say.listedTwice({ row }));
