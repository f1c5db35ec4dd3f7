import type { Rect } from '../../../../core/workbook.ts';
import { rectOf } from '../../../../functions/xlsx/cells.ts';
import { notSimulated } from '../wire/errors.ts';
import { selected } from '../wire/select.ts';
import type { Answer, Call, Route } from '../wire/serve.ts';
import { type Access, route, SELECT, takes } from './access.ts';
import { type GridTable, gridOf } from './grid.ts';
import { bodyOf, withRows, withTable, withTableName } from './table.ts';
import { denied, invalidArgument, matrixOf } from './write.ts';

/** Tables of a workbook: https://learn.microsoft.com/en-us/graph/api/resources/workbooktable */
export const tableRoutes = ({ open, sheetOf, tableOf, range }: Access, now: () => number): Route[] => {
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

  const listColumns = (call: Call): Answer => {
    const { columns } = tableOf(open(call).grid, call).table;
    const value = columns.map((name, index) =>
      selected({ id: String(index + 1), index, name }, call.query.$select, 'workbookTableColumn'),
    );
    return { status: 200, body: { value } };
  };

  const query = { query: SELECT };
  const added = takes('workbookTable', { address: 'string', hasHeaders: 'boolean' });
  const header = ({ rect }: GridTable) => ({ ...rect, bottom: rect.top });
  return [
    route('GET', 'table-list', 'tables', listTables, query),
    route('GET', 'worksheet-list-tables', 'worksheets/{sheet}/tables', listTables, query),
    route('POST', 'tablecollection-add', 'tables/add', addTable, added),
    route('POST', 'tablecollection-add', 'worksheets/{sheet}/tables/add', addTable, added),
    route('PATCH', 'table-update', 'tables/{table}', updateTable, {
      ...query,
      ...takes('workbookTable', { name: 'string' }),
    }),
    route(
      'GET',
      'table-range',
      'tables/{table}/range',
      tableRange(({ rect }) => rect),
      query,
    ),
    route('GET', 'table-databodyrange', 'tables/{table}/dataBodyRange', tableRange(bodyOf), query),
    route('GET', 'table-headerrowrange', 'tables/{table}/headerRowRange', tableRange(header), query),
    route('GET', 'table-list-columns', 'tables/{table}/columns', listColumns, query),
    route(
      'POST',
      'tablerowcollection-add',
      'tables/{table}/rows/add',
      addRows,
      takes('workbookTableRow', { values: 'any', 'index?': 'any' }),
    ),
  ];
};
