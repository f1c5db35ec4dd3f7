import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Method } from '../wire/discovery.ts';
import { forbidden, invalid, notFound } from '../wire/errors.ts';
import { maskAt } from '../wire/fields.ts';
import { type Call, type Handler, type Service, type ServiceParts, serve } from '../wire/server.ts';
import { checkEnum } from '../wire/strict.ts';
import { applyBatch } from './batch.ts';
import { type Book, checkSize, put, type Sheet } from './book.ts';
import { fieldsOf, writeCell } from './cells.ts';
import { NEW_LOOK } from './defaults.ts';
import { present, type Wanted, wholeSheet } from './present.ts';
import { addSheet, fitting } from './structure.ts';
import {
  append,
  checkInput,
  checkRender,
  clear,
  locate,
  type RenderOptions,
  readRange,
  writeRanges,
} from './values.ts';
import { type Role, Workbook, type WorkbookState } from './workbook.ts';

const AUTH = 'https://www.googleapis.com/auth';
const WRITES = [`${AUTH}/spreadsheets`, `${AUTH}/drive`, `${AUTH}/drive.file`];
const READS = [...WRITES, `${AUTH}/spreadsheets.readonly`, `${AUTH}/drive.readonly`];
const READERS = /\.(get|batchGet|search|getByDataFilter|batchGetByDataFilter)$/;

/** Whether a method counts as a read; https://developers.google.com/workspace/sheets/api/limits */
export const isRead = ({ name }: Pick<Method, 'name'>): boolean => READERS.test(name);

export interface SheetsService extends Service {
  /** The workbook with this id; throws where there is none. */
  readonly workbook: (id: string) => Workbook;
  readonly workbooks: ReadonlyMap<string, Workbook>;
  /** A workbook that is there already, with one empty tab, or as another one stands (a copy: its own id, same cells). */
  readonly create: (options?: {
    readonly id?: string;
    readonly title?: string;
    readonly like?: Workbook | WorkbookState;
    readonly people?: Readonly<Record<string, Role>>;
  }) => Workbook;
}

const emptyBook = (title: string): Book => ({
  properties: { title, locale: 'en_US', autoRecalc: 'ON_CHANGE', timeZone: 'Etc/GMT', ...NEW_LOOK },
  sheets: [],
  namedRanges: [],
  metadata: [],
});

let ids = 0;
/** An id as Google gives them: positive, below 2³¹, in no order; one for all spreadsheets, so that a book can stand in several clouds. */
const id = (): number => Number((BigInt(++ids) * 2654435761n) % 2147483647n);

export const serveSheets = async (
  parts: Omit<ServiceParts, 'api' | 'handlers' | 'scopes' | 'legacyErrors'>,
): Promise<SheetsService> => {
  const workbooks = new Map<string, Workbook>();
  let created = 0;

  const open = ({ path, caller }: Call, need: 'read' | 'write'): Workbook => {
    const workbook = workbooks.get(path.spreadsheetId!);
    if (!workbook || workbook.removed) throw notFound();
    const role = workbook.people.get(caller.email);
    if (!role || (need === 'write' && role === 'reader')) throw forbidden();
    return workbook;
  };

  const create: SheetsService['create'] = ({ id: given, title = 'Untitled spreadsheet', like, people = {} } = {}) => {
    created++;
    const workbookId = given ?? `1fake${String(created).padStart(39, '0')}`;
    if (workbooks.has(workbookId)) throw new Error(`There is a workbook ${workbookId} already`);
    const state = like instanceof Workbook ? like.state() : like;
    const book = state ? { ...state.book, properties: { ...state.book.properties, title } } : emptyBook(title);
    if (!state) addSheet(book, { title: 'Sheet1', sheetId: 0 }, id);
    const rights = new Map(Object.entries(people));
    const workbook = new Workbook(workbookId, book, rights, parts.clock.now, state?.calculator);
    workbooks.set(workbookId, workbook);
    return workbook;
  };

  const wanted = (book: Book, ranges: readonly string[]): Wanted[] => {
    if (ranges.length === 0) return book.sheets.map(wholeSheet);
    const bySheet = new Map<Sheet, Wanted & { boxes: Wanted['boxes'][number][] }>();
    for (const range of ranges) {
      const { sheet, box } = locate(book, range, true);
      const entry = bySheet.get(sheet) ?? { sheet, boxes: [] };
      entry.boxes.push(box);
      bySheet.set(sheet, entry);
    }
    return [...bySheet.values()].sort((a, b) => a.sheet.properties.index! - b.sheet.properties.index!);
  };

  const rendering = (query: Call['query']): RenderOptions => {
    const options = query as RenderOptions;
    checkRender(options);
    return options;
  };

  /** What an update answers, with the values as they are now when that was asked for. */
  const updated = (
    workbook: Workbook,
    update: sheets_v4.Schema$UpdateValuesResponse,
    options: { readonly include: unknown; readonly render: unknown; readonly dates: unknown },
  ): sheets_v4.Schema$UpdateValuesResponse => ({
    spreadsheetId: workbook.id,
    ...update,
    ...(options.include === true && {
      updatedData: readRange(workbook.calculator(), update.updatedRange!, {
        ...(options.render !== undefined && { valueRenderOption: String(options.render) }),
        ...(options.dates !== undefined && { dateTimeRenderOption: String(options.dates) }),
      }),
    }),
  });

  const fill = (book: Book, given: sheets_v4.Schema$Sheet): void => {
    const sheet = addSheet(book, given.properties ?? {}, id);
    for (const data of given.data ?? [])
      (data.rowData ?? []).forEach(({ values }, row) => {
        values?.forEach((cell, column) => {
          put(
            sheet,
            (data.startRow ?? 0) + row,
            (data.startColumn ?? 0) + column,
            writeCell(undefined, cell, fieldsOf('*')),
          );
        });
      });
    sheet.merges = [...(given.merges ?? [])];
    sheet.conditionalFormats = [...(given.conditionalFormats ?? [])];
    sheet.protectedRanges = (given.protectedRanges ?? []).map((entry) => ({ ...entry, protectedRangeId: id() }));
  };

  const handlers: Record<string, Handler> = {
    'spreadsheets.create': ({ body, caller, mask }) => {
      const given = body as sheets_v4.Schema$Spreadsheet;
      const workbook = create({
        title: given.properties?.title ?? 'Untitled spreadsheet',
        people: { [caller.email]: 'owner' },
      });
      const book = workbook.book;
      book.properties = { ...book.properties, ...given.properties };
      if (given.sheets && given.sheets.length > 0) {
        book.sheets = [];
        for (const sheet of given.sheets) fill(book, sheet);
      }
      book.namedRanges = (given.namedRanges ?? []).map((entry) => ({ ...entry, namedRangeId: String(id()) }));
      checkSize(book);
      return present(workbook.id, workbook.calculator(), book.sheets.map(wholeSheet), { mask });
    },

    'spreadsheets.get': (call) => {
      const workbook = open(call, 'read');
      const { ranges = [], includeGridData } = call.query as { ranges?: string[]; includeGridData?: boolean };
      // With a mask, includeGridData is ignored and the mask decides: see the parameter's description.
      const gridCells = call.query.fields !== undefined || includeGridData === true;
      return present(workbook.id, workbook.calculator(), wanted(workbook.book, ranges), { mask: call.mask, gridCells });
    },

    'spreadsheets.batchUpdate': (call) => {
      const workbook = open(call, 'write');
      const { requests, includeSpreadsheetInResponse, responseIncludeGridData, responseRanges } =
        call.body as sheets_v4.Schema$BatchUpdateSpreadsheetRequest;
      const owner = workbook.people.get(call.caller.email) === 'owner';
      const { book, replies } = applyBatch(workbook.book, requests ?? [], { email: call.caller.email, owner, id });
      workbook.replace(book);
      const mask = maskAt(call.mask, 'updatedSpreadsheet');
      return {
        spreadsheetId: workbook.id,
        replies,
        ...(includeSpreadsheetInResponse &&
          mask && {
            updatedSpreadsheet: present(workbook.id, workbook.calculator(), wanted(book, responseRanges ?? []), {
              mask,
              gridCells: responseIncludeGridData === true,
            }),
          }),
      };
    },

    'spreadsheets.values.get': (call) =>
      readRange(open(call, 'read').calculator(), call.path.range!, rendering(call.query)),

    'spreadsheets.values.batchGet': (call) => {
      const workbook = open(call, 'read');
      const { ranges = [] } = call.query as { ranges?: string[] };
      const options = rendering(call.query);
      return {
        spreadsheetId: workbook.id,
        valueRanges: ranges.map((range) => readRange(workbook.calculator(), range, options)),
      };
    },

    'spreadsheets.values.update': (call) => {
      const workbook = open(call, 'write');
      const option = checkInput(call.query.valueInputOption);
      const given = call.body as sheets_v4.Schema$ValueRange;
      const range = call.path.range!;
      if (given.range && given.range !== range)
        throw invalid(`Requested writing within range [${range}], but tried writing to range [${given.range}]`);
      const { book, updates } = writeRanges(workbook.book, [{ ...given, range }], option);
      workbook.replace(book);
      return updated(workbook, updates[0]!, {
        include: call.query.includeValuesInResponse,
        render: call.query.responseValueRenderOption,
        dates: call.query.responseDateTimeRenderOption,
      });
    },

    'spreadsheets.values.batchUpdate': (call) => {
      const workbook = open(call, 'write');
      const given = call.body as sheets_v4.Schema$BatchUpdateValuesRequest;
      const { book, updates } = writeRanges(workbook.book, given.data ?? [], checkInput(given.valueInputOption));
      workbook.replace(book);
      // A row or column that two ranges write to counts once: test/fixtures/gspread, WorksheetTest.test_batch_update.
      const lines = (of: 'row' | 'column') =>
        new Set(
          updates.flatMap(({ updatedRange }) => {
            const { sheet, box } = locate(book, updatedRange!, true);
            const [from, to] = of === 'row' ? [box.top, box.bottom] : [box.left, box.right];
            return Array.from({ length: to - from }, (_, i) => `${sheet.properties.sheetId} ${from + i}`);
          }),
        ).size;
      return {
        spreadsheetId: workbook.id,
        totalUpdatedRows: lines('row'),
        totalUpdatedColumns: lines('column'),
        totalUpdatedCells: updates.reduce((total, { updatedCells }) => total + (updatedCells ?? 0), 0),
        totalUpdatedSheets: new Set(updates.map(({ updatedRange }) => locate(book, updatedRange!, true).sheet)).size,
        responses: updates.map((update) =>
          updated(workbook, update, {
            include: given.includeValuesInResponse,
            render: given.responseValueRenderOption,
            dates: given.responseDateTimeRenderOption,
          }),
        ),
      };
    },

    'spreadsheets.values.append': (call) => {
      const workbook = open(call, 'write');
      const { insertDataOption } = call.query;
      checkEnum(insertDataOption, 'insert_data_option', 'type.googleapis.com/google.apps.sheets.v4.InsertDataOption', [
        'OVERWRITE',
        'INSERT_ROWS',
      ]);
      const option = checkInput(call.query.valueInputOption);
      const { book, tableRange, updates } = append(
        workbook.book,
        call.path.range!,
        call.body as sheets_v4.Schema$ValueRange,
        option,
        insertDataOption === 'INSERT_ROWS',
      );
      checkSize(book);
      workbook.replace(book);
      return {
        spreadsheetId: workbook.id,
        ...(tableRange && { tableRange }),
        updates: updated(workbook, updates, {
          include: call.query.includeValuesInResponse,
          render: call.query.responseValueRenderOption,
          dates: call.query.responseDateTimeRenderOption,
        }),
      };
    },

    'spreadsheets.values.clear': (call) => {
      const workbook = open(call, 'write');
      const { book, cleared } = clear(workbook.book, [call.path.range!]);
      workbook.replace(book);
      return { spreadsheetId: workbook.id, clearedRange: cleared[0] };
    },

    'spreadsheets.values.batchClear': (call) => {
      const workbook = open(call, 'write');
      const { ranges } = call.body as sheets_v4.Schema$BatchClearValuesRequest;
      const { book, cleared } = clear(workbook.book, ranges ?? []);
      workbook.replace(book);
      return { spreadsheetId: workbook.id, clearedRanges: cleared };
    },

    'spreadsheets.developerMetadata.get': (call) => {
      const entry = open(call, 'read').book.metadata.find(
        ({ metadataId }) => metadataId === Number(call.path.metadataId),
      );
      if (!entry) throw notFound();
      return entry;
    },

    'spreadsheets.developerMetadata.search': (call) => {
      const { dataFilters } = call.body as sheets_v4.Schema$SearchDeveloperMetadataRequest;
      const { metadata } = open(call, 'read').book;
      const matchedDeveloperMetadata = metadata.flatMap((developerMetadata) => {
        const filters = (dataFilters ?? []).filter(
          ({ developerMetadataLookup: lookup }) => fitting([developerMetadata], lookup).length > 0,
        );
        return filters.length > 0 ? [{ developerMetadata, dataFilters: filters }] : [];
      });
      return matchedDeveloperMetadata.length > 0 ? { matchedDeveloperMetadata } : {};
    },
  };

  const service = await serve({
    ...parts,
    api: 'sheets',
    handlers,
    scopes: (name) => (isRead({ name }) ? READS : WRITES),
  });
  const workbook = (wantedId: string): Workbook => {
    const found = workbooks.get(wantedId);
    if (!found) throw new Error(`No workbook ${wantedId}`);
    return found;
  };
  return { ...service, workbook, workbooks, create };
};
