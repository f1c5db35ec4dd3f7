import type { Rect } from '../../../../core/workbook.ts';
import { LAST_COLUMN, rectOf } from '../../../../functions/xlsx/cells.ts';
import { patchWorkbook } from '../../../../functions/xlsx/patch.ts';
import { serialOf } from '../../google/sheets/format.ts';
import type { DriveItem } from '../drive/item.ts';
import { type DriveParts, itemOf } from '../drive/routes.ts';
import { GraphError, notSimulated } from '../wire/errors.ts';
import type { Quota } from '../wire/quota.ts';
import { selected } from '../wire/select.ts';
import type { Answer, Call, Route } from '../wire/serve.ts';
import { DAYS_TO_1904 } from './calculate.ts';
import { type Grid, type GridSheet, type GridTable, gridOf, usedOf } from './grid.ts';
import { withInserted } from './insert.ts';
import { addressOf, RANGE_PROPERTIES, type RangeProperty, shownRange } from './present.ts';
import type { Sessions } from './sessions.ts';
import { bodyOf, withRows, withTable, withTableName } from './table.ts';
import { checkProtection, denied, editsOf, invalidArgument, matrixOf, withProtection, written } from './write.ts';

export interface WorkbookParts {
  readonly drives: DriveParts['drives'];
  readonly sessions: Sessions;
  readonly requests: Quota;
  readonly now: () => number;
  /** `refused`: as a tenant answers that lets no app in by itself. `absent`: as the China cloud. */
  readonly api: 'works' | 'refused' | 'absent';
}

const ROLES = ['Files.ReadWrite.All', 'Sites.ReadWrite.All', 'Sites.Selected'];
/** https://support.microsoft.com/en-us/office/file-size-limits-for-workbooks-in-sharepoint-9e5bc6f8-018f-415a-b890-5452687b325e */
const MOST_BYTES = 100 * 1024 * 1024;
/** https://learn.microsoft.com/en-us/office/dev/add-ins/concepts/resource-limits-and-performance-optimization#excel-add-ins */
const MOST_PAYLOAD = 5 * 1024 * 1024;
const MOST_CELLS = 5_000_000;

/** A workbook that a request is about, as its session sees it. */
interface Opened {
  readonly item: DriveItem;
  readonly grid: Grid;
  readonly save: (bytes: Buffer) => void;
}

const notFound = () =>
  new GraphError(404, 'ItemNotFound', "The requested resource doesn't exist.", { inner: 'itemNotFound' });

const conflict = () =>
  new GraphError(
    409,
    'AccessConflict',
    'The request failed due to conflicts with other clients that are accessing the workbook.',
    {
      inner: 'accessConflict',
    },
  );

export const workbookRoutes = ({ drives, sessions, requests, now, api }: WorkbookParts): Route[] => {
  /** The file of a request, where the Workbook API takes it. */
  const fileOf = (call: Call): DriveItem => {
    const segment = "Resource not found for the segment 'workbook'.";
    if (api === 'absent') throw new GraphError(400, 'BadRequest', segment);
    const item = itemOf(drives, call, 'write');
    requests.take(call.caller.app, 'TooManyRequests', 'The app or user has been throttled.');
    // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1311
    if (api === 'refused') throw new GraphError(403, 'AccessDenied', 'Could not obtain a WAC access token.');
    // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1581
    if (item.encrypted)
      throw new GraphError(403, 'OpenWorkbookAccessDenied', 'You do not have permissions to open this file.', {
        inner: 'forbiddenUncategorized',
      });
    if (item.isFolder || !/\.xlsx$/i.test(item.name) || item.bytes.length > MOST_BYTES)
      throw new GraphError(
        400,
        'UnsupportedWorkbook',
        'The workbook contains unsupported features or exceeds the size limit.',
        {
          inner: 'unsupportedWorkbook',
        },
      );
    return item;
  };

  const open = (call: Call): Opened => {
    const item = fileOf(call);
    const id = call.headers['workbook-session-id'];
    const session = id === undefined ? null : sessions.use(id, call.caller.app, item);
    return {
      item,
      grid: gridOf(session?.copy ?? item.bytes),
      save: (bytes) => {
        if (session?.copy) session.copy = bytes;
        else if (item.hold) throw conflict();
        else item.coauthor(bytes, 'Baton');
      },
    };
  };

  const sheetOf = (grid: Grid, { path }: Call): GridSheet => {
    const wanted = path.sheet!;
    const sheet = grid.sheets.find(({ id, title }) => id === wanted || title.toLowerCase() === wanted.toLowerCase());
    if (!sheet) throw notFound();
    return sheet;
  };

  const tableOf = (grid: Grid, { path }: Call): { sheet: GridSheet; table: GridTable } => {
    for (const sheet of grid.sheets) {
      const table = sheet.tables.find(({ id, name }) => id === path.table || name === path.table);
      if (table) return { sheet, table };
    }
    throw notFound();
  };

  const rectAt = ({ path }: Call): Rect => {
    const address = path.address!;
    const rect = rectOf(address.slice(address.lastIndexOf('!') + 1));
    if (!rect) throw invalidArgument(`The fake takes no address like ${address}`);
    return rect;
  };

  const tooLarge = (inner: string, message: string) => new GraphError(413, 'RequestSizeExceeded', message, { inner });

  const range = (grid: Grid, sheet: GridSheet, rect: Rect, { query }: Call): Answer => {
    const names = query.$select?.split(',') ?? [...RANGE_PROPERTIES];
    for (const name of names)
      if (!RANGE_PROPERTIES.includes(name as RangeProperty))
        throw invalidArgument(`Could not find a property named '${name}' on type 'microsoft.graph.workbookRange'.`);
    if ((rect.bottom - rect.top + 1) * (rect.right - rect.left + 1) > MOST_CELLS)
      throw tooLarge('rangeExceedsLimit', 'The cell count in range has exceeded the maximum supported number.');
    const body = shownRange(grid, sheet, rect, names as RangeProperty[]);
    if (JSON.stringify(body).length > MOST_PAYLOAD)
      throw tooLarge('payloadTooLargeUncategorized', 'The response payload size has exceeded the limit.');
    return { status: 200, body };
  };

  const update = (call: Call): Answer => {
    if (call.bytes.length > MOST_PAYLOAD)
      throw tooLarge('payloadTooLargeUncategorized', 'The request payload size has exceeded the limit.');
    const { grid, save } = open(call);
    const sheet = sheetOf(grid, call);
    const rect = rectAt(call);
    const [rows, columns] = [rect.bottom - rect.top + 1, rect.right - rect.left + 1];
    const matrix = (name: string) => matrixOf((call.body as Record<string, unknown>)[name], name, rows, columns);
    const edits = editsOf(grid, sheet, rect, {
      values: matrix('values'),
      formulas: matrix('formulas'),
      numberFormat: matrix('numberFormat'),
    });
    checkProtection(grid, edits);
    const bytes = written(grid.parts.source, edits, now(), false);
    if (bytes !== grid.parts.source) save(bytes);
    const after = bytes === grid.parts.source ? grid : gridOf(bytes);
    return range(after, sheetOf(after, call), rect, call);
  };

  const used =
    (valuesOnly: (call: Call) => boolean) =>
    (call: Call): Answer => {
      const { grid } = open(call);
      const sheet = sheetOf(grid, call);
      // A blank sheet's is its first cell.
      return range(grid, sheet, usedOf(sheet, valuesOnly(call)) ?? { top: 1, left: 1, bottom: 1, right: 1 }, call);
    };

  const shownSheet = (grid: Grid, sheet: GridSheet, select?: string): object => {
    const { id, title: name, visibility } = sheet;
    return selected({ id, position: grid.sheets.indexOf(sheet), name, visibility }, select, 'workbookWorksheet');
  };

  const shownTable = ({ id, name, hasHeader, hasTotals }: GridTable, select?: string): object =>
    selected(
      { id, name, showHeaders: hasHeader, showTotals: hasTotals, showFilterButton: hasHeader, legacyId: id },
      select,
      'workbookTable',
    );

  const listTables = (call: Call): Answer => {
    const { grid } = open(call);
    const sheets = call.path.sheet === undefined ? grid.sheets : [sheetOf(grid, call)];
    const tables = sheets.flatMap((sheet) => sheet.tables);
    return { status: 200, body: { value: tables.map((table) => shownTable(table, call.query.$select)) } };
  };

  const tableRange =
    (of: (table: GridTable) => Rect) =>
    (call: Call): Answer => {
      const { grid } = open(call);
      const { sheet, table } = tableOf(grid, call);
      return range(grid, sheet, of(table), call);
    };

  const addRows = (call: Call): Answer => {
    const { grid, save } = open(call);
    const { sheet, table } = tableOf(grid, call);
    const { index = null, values } = call.body as { index?: number | null; values: unknown };
    const width = table.rect.right - table.rect.left + 1;
    const rows = matrixOf(values, 'values', Array.isArray(values) ? values.length : 0, width)!;
    if (rows.length === 0) throw invalidArgument('No rows were given.');
    if (sheet.protection) throw denied();
    const added = withRows(grid, { sheet, table }, index, rows, now());
    save(added.bytes);
    return { status: 200, body: { index: added.index, values: rows } };
  };

  /** Rows (`5:7`), or cells of some columns. */
  const insert = (call: Call): Answer => {
    const { grid, save } = open(call);
    const sheet = sheetOf(grid, call);
    const { shift } = call.body as { shift: string };
    if (shift !== 'Down') throw notSimulated(`cells shifted ${shift}`);
    const rows = /^\$?(\d+):\$?(\d+)$/.exec(call.path.address!);
    const rect = rows ? { top: Number(rows[1]), bottom: Number(rows[2]), left: 1, right: LAST_COLUMN } : rectAt(call);
    if (sheet.protection) throw denied();
    const bytes = withInserted(grid.parts.source, sheet, rect);
    save(bytes);
    if (!rows) return range(gridOf(bytes), sheetOf(gridOf(bytes), call), rect, call);
    // Cell by cell an unbounded range is null.
    const address = addressOf(sheet, rect).replace(/[^!]+$/, call.path.address!);
    const body = selected({ address, values: null, formulas: null }, call.query.$select, 'workbookRange');
    return { status: 200, body };
  };

  const addTable = (call: Call): Answer => {
    const { grid, save } = open(call);
    const { address, hasHeaders } = call.body as { address: string; hasHeaders: boolean };
    if (!hasHeaders) throw notSimulated('a table without headers');
    const [, quoted, plain, cells] = /^(?:'((?:[^']|'')+)'!|([^'!]+)!)?(.+)$/.exec(address) ?? [];
    const title = quoted?.replaceAll("''", "'") ?? plain;
    const named = grid.sheets.find((one) => one.title === title);
    // Without the sheet's name in it the address is of the sheet in the path.
    const sheet = title === undefined && call.path.sheet !== undefined ? sheetOf(grid, call) : named;
    const rect = rectOf(cells ?? '');
    if (!sheet || !rect) throw invalidArgument(`The fake makes no table of ${address}`);
    if (sheet.protection) throw denied();
    const { bytes, name } = withTable(grid, sheet, rect, now());
    save(bytes);
    return { status: 200, body: shownTable(tableOf(gridOf(bytes), { ...call, path: { table: name } }).table) };
  };

  const updateTable = (call: Call): Answer => {
    const { grid, save } = open(call);
    const { sheet, table } = tableOf(grid, call);
    if (sheet.protection) throw denied();
    const bytes = withTableName(grid, table, (call.body as { name: string }).name);
    save(bytes);
    const after = tableOf(gridOf(bytes), { ...call, path: { table: table.id } }).table;
    return { status: 200, body: shownTable(after, call.query.$select) };
  };

  /** `DATE` in the workbook's own date system. */
  const date = (call: Call): Answer => {
    const { grid } = open(call);
    const { year, month, day } = call.body as { year: number; month: number; day: number };
    const serial = serialOf(year, month, day) - (grid.dateSystem === 1904 ? DAYS_TO_1904 : 0);
    return { status: 200, body: { error: null, value: serial } };
  };

  const protect =
    (on: boolean) =>
    (call: Call): Answer => {
      const { grid, save } = open(call);
      const sheet = sheetOf(grid, call);
      if (on && sheet.protection)
        throw new GraphError(403, 'AccessDenied', 'The sheet is protected already.', { inner: 'accessDenied' });
      if (!on && sheet.protection?.password) throw denied('The password is incorrect.');
      if (on || sheet.protection) save(withProtection(grid.parts.source, sheet, on));
      return { status: 200 };
    };

  const addSheet = (call: Call): Answer => {
    const { grid, save } = open(call);
    const { name } = call.body as { name: string };
    if (grid.sheets.some(({ title }) => title.toLowerCase() === name.toLowerCase()))
      throw new GraphError(409, 'ItemAlreadyExists', 'A resource with the same name or identifier already exists.', {
        inner: 'itemAlreadyExists',
      });
    const sheet = { title: name, hidden: false, protect: false, widths: [], headerRow: 0, rows: [] };
    const bytes = patchWorkbook(grid.parts.source, { edits: [], addSheets: [sheet] });
    save(bytes);
    const after = gridOf(bytes);
    return { status: 201, body: shownSheet(after, after.sheets.at(-1)!) };
  };

  const createSession = (call: Call): Answer => {
    const item = fileOf(call);
    const { persistChanges } = call.body as { persistChanges: boolean };
    if (persistChanges && item.hold) throw conflict();
    gridOf(item.bytes);
    return { status: 201, body: { id: sessions.create(call.caller.app, item, persistChanges), persistChanges } };
  };

  const inSession = (call: Call): string => {
    const id = call.headers['workbook-session-id'];
    if (id === undefined) throw invalidArgument('The header workbook-session-id is missing.');
    sessions.use(id, call.caller.app, fileOf(call));
    return id;
  };

  const at = 'drives/{drive}/items/{item}/workbook';
  const select = ['$select'];
  const get = (name: string, path: string, handle: Route['handle'], query: readonly string[] = select): Route => ({
    name,
    verb: 'GET',
    path: `${at}/${path}`,
    query,
    roles: ROLES,
    handle,
  });
  const post = (name: string, path: string, body: Exclude<Route['body'], 'bytes'>, handle: Route['handle']): Route => ({
    name,
    verb: 'POST',
    path: `${at}/${path}`,
    query: select,
    ...(body && { body }),
    roles: ROLES,
    handle,
  });
  const values = { 'values?': 'any', 'formulas?': 'any', 'numberFormat?': 'any' } as const;
  return [
    post(
      'workbook-createsession',
      'createSession',
      { type: 'workbookSessionInfo', shape: { persistChanges: 'boolean' } },
      createSession,
    ),
    post('workbook-closesession', 'closeSession', undefined, (call) => {
      sessions.close(inSession(call));
      return { status: 204 };
    }),
    post('workbook-refreshsession', 'refreshSession', undefined, (call) => {
      inSession(call);
      return { status: 204 };
    }),
    get('workbook-list-worksheets', 'worksheets', (call) => {
      const { grid } = open(call);
      return { status: 200, body: { value: grid.sheets.map((sheet) => shownSheet(grid, sheet, call.query.$select)) } };
    }),
    post(
      'worksheetcollection-add',
      'worksheets/add',
      { type: 'workbookWorksheet', shape: { name: 'string' } },
      addSheet,
    ),
    get('worksheet-get', 'worksheets/{sheet}', (call) => {
      const { grid } = open(call);
      return { status: 200, body: shownSheet(grid, sheetOf(grid, call), call.query.$select) };
    }),
    get(
      'worksheet-usedrange',
      'worksheets/{sheet}/usedRange',
      used(() => false),
    ),
    get(
      'worksheet-usedrange',
      'worksheets/{sheet}/usedRange(valuesOnly={only})',
      used(({ path }) => path.only === 'true'),
    ),
    get('worksheet-range', "worksheets/{sheet}/range(address='{+address}')", (call) => {
      const { grid } = open(call);
      return range(grid, sheetOf(grid, call), rectAt(call), call);
    }),
    {
      name: 'range-update',
      verb: 'PATCH',
      path: `${at}/worksheets/{sheet}/range(address='{+address}')`,
      query: select,
      body: { type: 'workbookRange', shape: values },
      roles: ROLES,
      handle: update,
    },
    get('worksheetprotection-get', 'worksheets/{sheet}/protection', (call) => {
      const { grid } = open(call);
      return { status: 200, body: { protected: sheetOf(grid, call).protection !== null } };
    }),
    post(
      'worksheetprotection-protect',
      'worksheets/{sheet}/protection/protect',
      { type: 'workbookWorksheetProtection', optional: true, shape: {} },
      protect(true),
    ),
    post(
      'worksheetprotection-unprotect',
      'worksheets/{sheet}/protection/unprotect',
      { type: 'workbookWorksheetProtection', optional: true, shape: {} },
      protect(false),
    ),
    get('worksheet-list-tables', 'worksheets/{sheet}/tables', listTables),
    get('table-list', 'tables', listTables),
    get(
      'table-range',
      'tables/{table}/range',
      tableRange(({ rect }) => rect),
    ),
    get('table-databodyrange', 'tables/{table}/dataBodyRange', tableRange(bodyOf)),
    get(
      'table-headerrowrange',
      'tables/{table}/headerRowRange',
      tableRange(({ rect }) => ({ ...rect, bottom: rect.top })),
    ),
    post(
      'range-insert',
      "worksheets/{sheet}/range(address='{+address}')/insert",
      { type: 'workbookRange', shape: { shift: 'string' } },
      insert,
    ),
    ...['tables/add', 'worksheets/{sheet}/tables/add'].map((path) =>
      post(
        'tablecollection-add',
        path,
        { type: 'workbookTable', shape: { address: 'string', hasHeaders: 'boolean' } },
        addTable,
      ),
    ),
    {
      name: 'table-update',
      verb: 'PATCH',
      path: `${at}/tables/{table}`,
      query: select,
      body: { type: 'workbookTable', shape: { name: 'string' } },
      roles: ROLES,
      handle: updateTable,
    },
    post(
      'workbookfunctions-date',
      'functions/date',
      { type: 'workbookFunctions', shape: { year: 'number', month: 'number', day: 'number' } },
      date,
    ),
    get('table-list-columns', 'tables/{table}/columns', (call) => {
      const { columns } = tableOf(open(call).grid, call).table;
      const value = columns.map((name, index) =>
        selected({ id: String(index + 1), index, name }, call.query.$select, 'workbookTableColumn'),
      );
      return { status: 200, body: { value } };
    }),
    post(
      'tablerowcollection-add',
      'tables/{table}/rows/add',
      { type: 'workbookTableRow', shape: { values: 'any', 'index?': 'any' } },
      addRows,
    ),
  ];
};
