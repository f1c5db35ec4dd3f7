/** Makes a new workbook from a template, wherever its backend keeps it. */
import { fileURLToPath } from 'node:url';
import { officialDay } from '../../core/adopt/additions.ts';
import { inAll } from '../../core/messages/in-all.ts';
import type { Write } from '../../core/plan.ts';
import { must } from '../../core/text/must.ts';
import { localTime, yearOf } from '../../core/time/calendar.ts';
import type { Country } from '../../sheet-templates/countries.ts';
import type { Locale, SettingKey } from '../../sheet-templates/index.ts';
import type { Template } from '../../sheet-templates/views.ts';
import { openMemory } from '../adapters/memory/store.ts';
import type { WorkbookBackend } from '../backend.ts';
import { backendOf, uriOf } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { officialDaysOf } from '../reading/holidays.ts';
import { bindWrites, freshWorkbookId } from '../sweep/location.ts';

const say = inAll('create');

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
 * Makes a workbook from a template: its own id, its settings, the official days of its country. BatonError 'call': cannot-create, and what
 * its backend throws. What could not be filled in is taken away, or named where it has to stay.
 * `among`: all backends unless given.
 */
export const makeWorkbook = async (wanted: NewWorkbook, among?: readonly WorkbookBackend[]): Promise<MadeWorkbook> => {
  const { path, template = 'starter', locale, zone, project } = wanted;
  const { backend, address } = backendOf(path, among);
  if (!backend.create) throw cannotCreate(path);
  const product = PRODUCT[locale];
  const made = await backend.create({
    ...{ address, template, locale, zone },
    title: project || product,
    fileName: `${product}.xlsx`,
    file: fileURLToPath(new URL(`../../sheet-templates/generated/${template}-${locale}.xlsx`, import.meta.url)),
  });
  try {
    return { uri: uriOf({ backend, address: made.address }), ...(await fillIn(made.store, wanted)) };
  } catch (error) {
    throw await made.unfilled(error);
  }
};

const PRODUCT = say.product;

const cannotCreate = (path: string) => new BatonError('call', 'cannot-create', say.cannotCreate({ path }));

/** Gives a workbook that was just made its id, settings and days, in one write. */
export const fillIn = async (
  made: WorkbookStore,
  { locale, zone, country, now, project, fill }: Omit<NewWorkbook, 'path' | 'template'>,
): Promise<Omit<MadeWorkbook, 'uri'>> => {
  const raw = await made.read();
  const year = yearOf(must(localTime(now, zone), 'local time').day);
  const { days, horizonYear } = country
    ? await officialDaysOf(country, year - 1, year + 1)
    : { days: [], horizonYear: null };
  const { store, writes } = recording(openMemory(raw));
  await store.apply([
    ...bindWrites(raw, freshWorkbookId()),
    ...settingWrites({ project: project || raw.name, locale, zone, country: country ?? '' }),
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
export const settingWrites = (values: Partial<Record<SettingKey, string>>): Write[] =>
  Object.entries(values).map(([key, value]) => ({
    tab: 'settings',
    kind: 'set',
    item: key,
    values: { value },
    expected: {},
  }));
