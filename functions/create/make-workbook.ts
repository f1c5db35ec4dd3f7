/** Makes a new workbook from a template: a file, a Google spreadsheet, or a file on Microsoft 365. */
import { constants, copyFile, readFile, unlink } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officialDay } from '../../core/adopt/additions.ts';
import { inAll } from '../../core/messages/in-all.ts';
import type { Write } from '../../core/plan.ts';
import type { Country } from '../../core/read/policy.ts';
import { localTime, yearOf } from '../../core/time/calendar.ts';
import type { Locale, SettingKey } from '../../sheet-templates/index.ts';
import { TEMPLATES, type Template } from '../../sheet-templates/views.ts';
import { createGoogleSheet } from '../adapters/google-sheets/create.ts';
import { notFilledIn as sheetNotFilledIn } from '../adapters/google-sheets/errors.ts';
import { openGoogleSheet } from '../adapters/google-sheets/store.ts';
import { createGraphFile } from '../adapters/graph-excel/create.ts';
import { notFilledIn as fileNotFilledIn } from '../adapters/graph-excel/errors.ts';
import { type GraphExcelOptions, openGraphWorkbook } from '../adapters/graph-excel/store.ts';
import { openMemory } from '../adapters/memory/store.ts';
import { openXlsxFile } from '../adapters/xlsx-file/store.ts';
import { schemeOf } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { officialDays } from '../reading/holidays.ts';
import { bindWrites, freshWorkbookId } from '../sweep/location.ts';

const say = inAll('create');
const files = inAll('files');

export interface NewWorkbook {
  /**
   * A file where nothing is yet; `gsheet:` for a new Google spreadsheet, `gsheet:ID` for one that is blank;
   * `graph:DRIVE/FOLDER` or `graph:DRIVE/FOLDER/NAME.xlsx` for a file on SharePoint or OneDrive.
   */
  readonly path: string;
  /** The starter unless said otherwise. */
  readonly template?: Template;
  readonly locale: Locale;
  /** IANA name. */
  readonly zone: string;
  readonly country: Country | null;
  /** '' for the workbook's own name. */
  readonly project: string;
  /** ISO 8601; the calendar is filled in from the year before. */
  readonly now: string;
  /** Puts in more than the template has; sees the workbook with its settings and calendar. */
  readonly fill?: (store: WorkbookStore) => Promise<void>;
}

export interface MadeWorkbook {
  /** The path, `gsheet:ID` or `graph:DRIVE/ITEM`. */
  readonly uri: string;
  /** Official days put into its calendar, and the last year they are known for. */
  readonly days: number;
  readonly until: number;
}

/**
 * Makes a workbook from a template: its own id, its settings, the official days of its country. A file is made as a whole
 * or not at all. BatonError 'call': not-xlsx, file-exists, folder-missing; 'backend': not-writable; of a Google
 * spreadsheet or a file of Microsoft 365, see the adapters.
 */
export const makeWorkbook = async (wanted: NewWorkbook, microsoft: GraphExcelOptions = {}): Promise<MadeWorkbook> => {
  const { path } = wanted;
  if (schemeOf(path) === 'gsheet') return makeSpreadsheet(wanted);
  if (schemeOf(path) === 'graph') return makeOnline(wanted, microsoft);
  if (extname(path).toLowerCase() !== '.xlsx') throw notXlsx(path);
  await copyFile(generated(wanted), path, constants.COPYFILE_EXCL).catch((cause) => {
    throw copyError(cause, path);
  });
  try {
    return { uri: path, ...(await fillIn(openXlsxFile(path), wanted)) };
  } catch (error) {
    await unlink(path).catch(() => {});
    throw error;
  }
};

const generated = ({ template = 'starter', locale }: NewWorkbook): string =>
  fileURLToPath(new URL(`../../sheet-templates/generated/${template}-${locale}.xlsx`, import.meta.url));

/** Filled in as a file, whichever way it is used afterwards: nobody has it open yet. */
const makeOnline = async (wanted: NewWorkbook, microsoft: GraphExcelOptions): Promise<MadeWorkbook> => {
  const { path, locale } = wanted;
  const place = path.slice('graph:'.length);
  const bytes = await readFile(generated(wanted));
  const address = await createGraphFile({ place, name: `${say.product[locale]}.xlsx`, bytes }, microsoft);
  const uri = `graph:${address}`;
  const filled = await fillIn(openGraphWorkbook(address, { ...microsoft, way: 'file' }), wanted).catch((error) => {
    throw error instanceof BatonError ? fileNotFilledIn(uri, error) : error;
  });
  return { uri, ...filled };
};

const makeSpreadsheet = async (wanted: NewWorkbook): Promise<MadeWorkbook> => {
  const { path, template = 'starter', locale, zone, project } = wanted;
  const given = path.slice('gsheet:'.length);
  const sheets = TEMPLATES[template];
  const id = await createGoogleSheet({ id: given, title: project || say.product[locale], sheets, locale, zone });
  const filled = await fillIn(openGoogleSheet(id), wanted).catch((error) => {
    throw error instanceof BatonError ? sheetNotFilledIn(id, error) : error;
  });
  return { uri: `gsheet:${id}`, ...filled };
};

/** Gives a workbook that was just made its id, settings and days, in one write. */
export const fillIn = async (
  made: WorkbookStore,
  { locale, zone, country, now, project, fill }: Omit<NewWorkbook, 'path' | 'template'>,
): Promise<Omit<MadeWorkbook, 'uri'>> => {
  const raw = await made.read();
  const year = yearOf(localTime(now, zone)!.day);
  const { days, horizonYear } = country
    ? await officialDays(country, year - 1, year + 1)
    : { days: [], horizonYear: null };
  const { store, writes } = recording(openMemory(raw));
  await store.apply([
    ...bindWrites(raw, freshWorkbookId()),
    ...settings({ project: project || raw.name, locale, zone, country: country ?? '' }),
    ...days.map(officialDay),
  ]);
  await fill?.(store);
  const lost = (await made.apply(writes)).find(({ outcome }) => outcome !== 'written');
  if (lost) throw new Error(`the template has no place for ${lost.write.tab} ${lost.write.item}`);
  return { days: days.length, until: horizonYear ?? year + 1 };
};

/** Everything written into a workbook in memory, to be written into the file at once. */
const recording = (memory: WorkbookStore): { store: WorkbookStore; writes: Write[] } => {
  const writes: Write[] = [];
  return {
    writes,
    store: {
      read: () => memory.read(),
      apply: async (more) => {
        const receipts = await memory.apply(more);
        writes.push(...receipts.filter(({ outcome }) => outcome === 'written').map(({ write }) => write));
        return receipts;
      },
    },
  };
};

/** Settings as they are set, by key. */
export const settings = (values: Partial<Record<SettingKey, string>>): Write[] =>
  Object.entries(values).map(([key, value]) => ({
    tab: 'settings',
    kind: 'set',
    item: key,
    values: { value },
    expected: {},
  }));

const notXlsx = (path: string) => new BatonError('call', 'not-xlsx', say.notXlsx({ path }));

const copyError = (cause: NodeJS.ErrnoException, path: string): BatonError => {
  switch (cause.code) {
    case 'EEXIST':
      return new BatonError('call', 'file-exists', files.fileExists({ path }), cause);
    case 'ENOENT':
      return new BatonError('call', 'folder-missing', say.folderMissing({ path }), cause);
    default:
      return new BatonError('backend', 'not-writable', say.notWritable({ path, code: cause.code }), cause);
  }
};
