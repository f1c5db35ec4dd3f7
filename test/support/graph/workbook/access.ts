import type { Rect } from '../../../../core/workbook.ts';
import { BatonError } from '../../../../functions/errors.ts';
import { rectOf } from '../../../../functions/xlsx/cells.ts';
import type { DriveItem } from '../drive/item.ts';
import { type DriveParts, itemOf } from '../drive/routes.ts';
import type { Reports } from '../reports.ts';
import { GraphError } from '../wire/errors.ts';
import type { Quota } from '../wire/quota.ts';
import type { Answer, Call, Route } from '../wire/serve.ts';
import type { Shape } from '../wire/shape.ts';
import { type Grid, type GridSheet, type GridTable, gridOf } from './grid.ts';
import { RANGE_PROPERTIES, type RangeProperty, shownRange } from './present.ts';
import type { Sessions } from './sessions.ts';
import { invalidArgument } from './write.ts';

export interface WorkbookParts {
  readonly drives: DriveParts['drives'];
  readonly sessions: Sessions;
  readonly requests: Quota;
  readonly now: () => number;
  /** `refused`: as a tenant answers that lets no app in by itself. `absent`: as the China cloud. */
  readonly api: 'works' | 'refused' | 'absent';
  readonly reports: Reports;
  /** `http://127.0.0.1:port/v1.0`. */
  readonly base: () => string;
}

const ROLES = ['Files.ReadWrite.All', 'Sites.ReadWrite.All', 'Sites.Selected'];
/** https://support.microsoft.com/en-us/office/file-size-limits-for-workbooks-in-sharepoint-9e5bc6f8-018f-415a-b890-5452687b325e */
const MOST_BYTES = 100 * 1024 * 1024;
/** https://learn.microsoft.com/en-us/office/dev/add-ins/concepts/resource-limits-and-performance-optimization#excel-add-ins */
export const MOST_PAYLOAD = 5 * 1024 * 1024;
const MOST_CELLS = 5_000_000;

/** A workbook that a request is about, as its session sees it. */
interface Opened {
  readonly item: DriveItem;
  readonly grid: Grid;
  readonly save: (bytes: Buffer) => void;
}

const notFound = () =>
  new GraphError(404, 'ItemNotFound', "The requested resource doesn't exist.", { inner: 'itemNotFound' });

export const conflict = () =>
  new GraphError(
    409,
    'AccessConflict',
    'The request failed due to conflicts with other clients that are accessing the workbook.',
    {
      inner: 'accessConflict',
    },
  );

const unsupported = () =>
  new GraphError(400, 'UnsupportedWorkbook', 'The workbook contains unsupported features or exceeds the size limit.', {
    inner: 'unsupportedWorkbook',
  });

export const tooLarge = (inner: string, message: string) =>
  new GraphError(413, 'RequestSizeExceeded', message, { inner });

/** What a workbook's bytes say, or the 400 for what is none. */
export const gridAt = (bytes: Buffer): Grid => {
  try {
    return gridOf(bytes);
  } catch (error) {
    throw error instanceof BatonError ? unsupported() : error;
  }
};

/** What requests about a workbook have in common. */
export interface Access {
  /** The file, where the Workbook API takes it. */
  readonly fileOf: (call: Call) => DriveItem;
  readonly open: (call: Call) => Opened;
  readonly sheetOf: (grid: Grid, call: Call) => GridSheet;
  readonly tableOf: (grid: Grid, call: Call) => { readonly sheet: GridSheet; readonly table: GridTable };
  readonly rectAt: (call: Call) => Rect;
  /** The answer that shows a range. */
  readonly range: (grid: Grid, sheet: GridSheet, rect: Rect, call: Call) => Answer;
}

export const accessTo = ({ drives, sessions, requests, api, reports }: WorkbookParts): Access => {
  /** The file of a request, where the Workbook API takes it. */
  const fileOf = (call: Call): DriveItem => {
    const segment = "Resource not found for the segment 'workbook'.";
    if (api === 'absent') throw new GraphError(400, 'BadRequest', segment);
    const item = itemOf(drives, call, 'write');
    requests.take(call.caller.app, 'TooManyRequests', 'The app or user has been throttled.');
    // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1311
    if (api === 'refused' || --reports.workbookRequests < 0)
      throw new GraphError(403, 'AccessDenied', 'Could not obtain a WAC access token.');
    // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1581
    if (item.encrypted)
      throw new GraphError(403, 'OpenWorkbookAccessDenied', 'You do not have permissions to open this file.', {
        inner: 'forbiddenUncategorized',
      });
    if (item.isFolder || !/\.xlsx$/i.test(item.name) || item.bytes.length > MOST_BYTES) throw unsupported();
    return item;
  };

  const open = (call: Call): Opened => {
    const item = fileOf(call);
    const id = call.headers['workbook-session-id'];
    const session = id === undefined ? null : sessions.use(id, call.caller.app, item);
    return {
      item,
      grid: gridAt(session?.copy ?? item.bytes),
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

  return { fileOf, open, sheetOf, tableOf, rectAt, range };
};

const AT = 'drives/{drive}/items/{item}/workbook';
/** What answers with an object of its own takes it. */
export const SELECT = ['$select'];

/** A route below the workbook. */
export const route = (
  verb: Route['verb'],
  name: string,
  path: string,
  handle: Route['handle'],
  more: Pick<Route, 'query' | 'body'> = {},
): Route => ({ name, verb, path: `${AT}/${path}`, roles: ROLES, handle, ...more });

/** A body's shape, for `route`. */
export const takes = (type: string, shape: Shape, optional = false): Pick<Route, 'body'> => ({
  body: { type, shape, optional },
});
