import { describe, expect, test } from 'vitest';
import type { CellEdit } from '../../../core/workbook.ts';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { changedParts, MAIN, partOf, workbookFile } from '../../support/workbook.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const TABLE = 'xl/tables/table1.xml';
const text = (value: string) => `t="inlineStr"><is><t>${value}</t></is></c>`;
const ROWS = `<row r="2"><c r="B2" s="1" ${text('Task')}<c r="C2" s="3" ${text('Owner')}</row><row r="3"><c r="B3" ${text('Paint')}</row>`;

const header = (address: string, value = 'Baton ID', more: Partial<CellEdit> = {}): CellEdit => ({
  sheet: 'Sheet1',
  row: Number(address.slice(1)),
  column: address.charCodeAt(0) - 64,
  value,
  like: 'left',
  ...more,
});
const patch = (file: Buffer, ...edits: CellEdit[]) => patchWorkbook(file, { edits, addSheets: [] });

const table = (more = '') =>
  `<table xmlns="${MAIN}" id="1" name="T" displayName="T" ref="B2:C3"${more}><autoFilter ref="B2:C3"/><tableColumns count="2"><tableColumn id="1" name="Task"/><tableColumn id="4" name="Owner"/></tableColumns></table>`;
const withTable = (rows = ROWS, more = '') => workbookFile({ sheets: [{ xml: rows, tables: [table(more)] }] });

describe('a header written right beside a table', () => {
  test('is a column of it, with a filter button of its own', () => {
    const file = withTable();
    const patched = patch(file, header('D2'), { ...header('D3', 'T-0001'), format: 'text' });
    expect(partOf(patched, TABLE)).toBe(
      table()
        .replaceAll('B2:C3', 'B2:D3')
        .replace('count="2"', 'count="3"')
        .replace('</tableColumns>', '<tableColumn id="5" name="Baton ID"/></tableColumns>'),
    );
    expect(changedParts(file, patched)).toEqual([TABLE, SHEET]);
  });

  test('looks like the header to its left', () => {
    expect(partOf(patch(withTable(), header('D2')), SHEET)).toContain(`<c r="D2" s="3" ${text('Baton ID')}`);
  });

  test.each<[string, Buffer, CellEdit[]]>([
    ['one column away', withTable(), [header('E2')]],
    ['in a row of data', withTable(), [header('D3')]],
    ['under a name that the table has', withTable(), [header('D2', 'task')]],
    [
      'over a text that stood there',
      withTable(ROWS.replace('</row>', `<c r="D2" ${text('Ours')}</row>`)),
      [header('D2')],
    ],
    ['where the table has no header', withTable(ROWS, ' headerRowCount="0"'), [header('D2')]],
  ])('is none %s', (_, file, edits) => {
    expect(changedParts(file, patch(file, ...edits))).not.toContain(TABLE);
  });
});

describe('a header written beside a filter', () => {
  const name = (range: string) =>
    `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Sheet1!${range}</definedName><definedName name="Mine">Sheet1!$B$2:$C$9</definedName></definedNames>`;
  const filtered = (rows = ROWS) =>
    workbookFile({
      sheets: [{ xml: rows, tail: '<autoFilter ref="B2:C9"><filterColumn colId="0"/></autoFilter>' }],
      afterSheets: name('$B$2:$C$9'),
    });

  test('is filtered and sorted with it, by both of the names that Excel keeps for the range', () => {
    const patched = patch(filtered(), header('D2'));
    expect(partOf(patched, SHEET)).toContain('<autoFilter ref="B2:D9"><filterColumn colId="0"/></autoFilter>');
    expect(partOf(patched, 'xl/workbook.xml')).toContain(name('$B$2:$D$9'));
  });

  test('takes along the headers between', () => {
    const patched = patch(filtered(ROWS.replace('</row>', `<c r="D2" ${text('Note')}</row>`)), header('E2'));
    expect(partOf(patched, SHEET)).toContain('<autoFilter ref="B2:E9">');
  });

  test.each<[string, CellEdit]>([
    ['beyond an empty column', header('E2')],
    ['in another row', header('D3')],
    ['that is no header', header('D2', 'x', { like: undefined as never })],
  ])('leaves it as it is %s', (_, edit) => {
    expect(partOf(patch(filtered(), edit), SHEET)).toContain('<autoFilter ref="B2:C9">');
  });
});
