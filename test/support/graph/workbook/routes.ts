import { LAST_COLUMN } from '../../../../functions/xlsx/cells.ts';
import { patchWorkbook } from '../../../../functions/xlsx/patch.ts';
import { serialOf } from '../../google/sheets/format.ts';
import type { DriveItem } from '../drive/item.ts';
import { GraphError, notSimulated } from '../wire/errors.ts';
import { selected } from '../wire/select.ts';
import type { Answer, Call, Route } from '../wire/serve.ts';
import {
  accessTo,
  conflict,
  gridAt,
  MOST_PAYLOAD,
  route,
  SELECT,
  takes,
  tooLarge,
  type WorkbookParts,
} from './access.ts';
import { DAYS_TO_1904 } from './calculate.ts';
import { type Grid, type GridSheet, gridOf, usedOf } from './grid.ts';
import { withInserted } from './insert.ts';
import { addressOf } from './present.ts';
import { tableRoutes } from './table-routes.ts';
import { checkProtection, denied, editsOf, invalidArgument, matrixOf, withProtection, written } from './write.ts';

/** A session that is being created. */
interface Operation {
  readonly item: DriveItem;
  readonly app: string;
  readonly persistChanges: boolean;
  readonly done: number;
  session: string | null;
}

const TAKES = 40_000;

const takesTooLong = () =>
  new GraphError(
    504,
    'MaxRequestDurationExceeded',
    'We’re sorry. We couldn’t finish what you asked us to do in time.',
    {
      inner: 'gatewayTimeoutUncategorized',
    },
  );

const unopenable = () =>
  new GraphError(500, 'GenericFileOpenError', 'The workbook cannot be opened.', {
    inner: 'internalServerErrorUncategorized',
  });

/** The Workbook API: https://learn.microsoft.com/en-us/graph/api/resources/excel */
export const workbookRoutes = (parts: WorkbookParts): Route[] => {
  const { sessions, now } = parts;
  const operations = new Map<string, Operation>();
  const access = accessTo(parts);
  const { fileOf, open, sheetOf, rectAt, range } = access;

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
    gridAt(item.bytes);
    const isAsync = /\brespond-async\b/.test(call.headers.prefer ?? '');
    const { opening } = parts.reports;
    if (opening === 'unopenable') throw unopenable();
    if (opening === 'too-slow' || (opening === 'slow' && !isAsync)) throw takesTooLong();
    if (opening === 'at-once')
      return { status: 201, body: { id: sessions.create(call.caller.app, item, persistChanges), persistChanges } };
    const id = `op-${operations.size + 1}`;
    operations.set(id, { item, app: call.caller.app, persistChanges, done: now() + TAKES, session: null });
    return { status: 202, headers: { location: `${placeOf(call)}/operations/${id}` } };
  };

  const placeOf = ({ path }: Call) => `${parts.base()}/drives/${path.drive}/items/${path.item}/workbook`;

  const operationOf = (call: Call, id: string): Operation => {
    const operation = operations.get(id);
    if (operation?.item !== fileOf(call)) throw new GraphError(404, 'ItemNotFound', 'There is no such operation.');
    return operation;
  };

  const progress = (call: Call): Answer => {
    const id = call.path.operation!;
    const { done } = operationOf(call, id);
    if (done > now()) return { status: 200, body: { id, status: 'running' } };
    if (parts.reports.opening === 'fails') {
      const { error } = unopenable().body(now(), id, id) as { readonly error: object };
      return { status: 200, body: { id, status: 'failed', error } };
    }
    const resourceLocation = `${placeOf(call)}/sessionInfoResource(key='${id}')`;
    return { status: 200, body: { id, status: 'succeeded', resourceLocation } };
  };

  const sessionInfo = (call: Call): Answer => {
    const operation = operationOf(call, call.path.key!);
    if (operation.done > now()) throw new GraphError(404, 'ItemNotFound', 'It is not there yet.');
    const { app, item, persistChanges } = operation;
    operation.session ??= sessions.create(app, item, persistChanges);
    return { status: 200, body: { id: operation.session, persistChanges } };
  };

  const inSession = (call: Call): string => {
    const id = call.headers['workbook-session-id'];
    if (id === undefined) throw invalidArgument('The header workbook-session-id is missing.');
    sessions.use(id, call.caller.app, fileOf(call));
    return id;
  };

  const query = { query: SELECT };
  const at = "worksheets/{sheet}/range(address='{+address}')";
  const protection = takes('workbookWorksheetProtection', {}, true);
  const cells = takes('workbookRange', { 'values?': 'any', 'formulas?': 'any', 'numberFormat?': 'any' });
  return [
    route(
      'POST',
      'workbook-createsession',
      'createSession',
      createSession,
      takes('workbookSessionInfo', { persistChanges: 'boolean' }),
    ),
    route('GET', 'workbookoperation-get', 'operations/{operation}', progress),
    route('GET', 'workbook-sessioninforesource', "sessionInfoResource(key='{key}')", sessionInfo),
    route('POST', 'workbook-closesession', 'closeSession', (call) => {
      sessions.close(inSession(call));
      return { status: 204 };
    }),
    route('POST', 'workbook-refreshsession', 'refreshSession', (call) => {
      inSession(call);
      return { status: 204 };
    }),
    route(
      'GET',
      'workbook-list-worksheets',
      'worksheets',
      (call) => {
        const { grid } = open(call);
        return {
          status: 200,
          body: { value: grid.sheets.map((sheet) => shownSheet(grid, sheet, call.query.$select)) },
        };
      },
      query,
    ),
    route(
      'POST',
      'worksheetcollection-add',
      'worksheets/add',
      addSheet,
      takes('workbookWorksheet', { name: 'string' }),
    ),
    route(
      'GET',
      'worksheet-get',
      'worksheets/{sheet}',
      (call) => {
        const { grid } = open(call);
        return { status: 200, body: shownSheet(grid, sheetOf(grid, call), call.query.$select) };
      },
      query,
    ),
    route(
      'GET',
      'worksheet-usedrange',
      'worksheets/{sheet}/usedRange',
      used(() => false),
      query,
    ),
    route(
      'GET',
      'worksheet-usedrange',
      'worksheets/{sheet}/usedRange(valuesOnly={only})',
      used(({ path }) => path.only === 'true'),
      query,
    ),
    route(
      'GET',
      'worksheet-range',
      at,
      (call) => {
        const { grid } = open(call);
        return range(grid, sheetOf(grid, call), rectAt(call), call);
      },
      query,
    ),
    route('PATCH', 'range-update', at, update, { ...query, ...cells }),
    route('POST', 'range-insert', `${at}/insert`, insert, { ...query, ...takes('workbookRange', { shift: 'string' }) }),
    route('GET', 'worksheetprotection-get', 'worksheets/{sheet}/protection', (call) => {
      const { grid } = open(call);
      return { status: 200, body: { protected: sheetOf(grid, call).protection !== null } };
    }),
    route('POST', 'worksheetprotection-protect', 'worksheets/{sheet}/protection/protect', protect(true), protection),
    route(
      'POST',
      'worksheetprotection-unprotect',
      'worksheets/{sheet}/protection/unprotect',
      protect(false),
      protection,
    ),
    route(
      'POST',
      'workbookfunctions-date',
      'functions/date',
      date,
      takes('workbookFunctions', { year: 'number', month: 'number', day: 'number' }),
    ),
    ...tableRoutes(access, now),
  ];
};
