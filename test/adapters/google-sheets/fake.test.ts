import { auth as authPlus, type sheets_v4, sheets as sheetsClient } from 'googleapis/build/src/apis/sheets/index.js';
import { afterEach, describe, expect, test } from 'vitest';
import { type Google, type GoogleOptions, openGoogle } from '../../support/google/google.ts';

const BATON = 'baton@example.com';
const LIN = 'lin@example.com';

let google: Google;
afterEach(() => google?.close());

/** A client of Google's own on the fake, as somebody. */
const clientOf = (email = BATON, token = google.token(email)): sheets_v4.Sheets => {
  const auth = new authPlus.OAuth2();
  auth.setCredentials({ access_token: token });
  return sheetsClient({ version: 'v4', auth, rootUrl: google.sheets.url, retry: false });
};

/** A workbook with a table in A1:B3 of Sheet1, which Baton may write to. */
const openTable = async (options?: GoogleOptions) => {
  google = await openGoogle(options);
  const workbook = google.sheets.create({ title: 'Plan', people: { [BATON]: 'writer', [LIN]: 'owner' } });
  for (const [cell, text] of [
    ['A1', 'Task'],
    ['B1', 'Due'],
    ['A2', 'T-1'],
    ['B2', '2026-03-06'],
    ['A3', 'T-2'],
    ['B3', '=B2+1'],
  ] as const)
    workbook.type('Sheet1', cell, text);
  const spreadsheetId = workbook.id;
  const sheets = clientOf();
  const batch = async (...requests: sheets_v4.Schema$Request[]) =>
    (await sheets.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } })).data;
  return { workbook, spreadsheetId, sheets, batch };
};

const text = (stringValue: string): sheets_v4.Schema$CellData => ({ userEnteredValue: { stringValue } });
const VALUE = 'userEnteredValue';

interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly status: string;
  readonly headers: Headers;
}

/** What a refused request was told. */
const refusal = async (request: Promise<unknown>): Promise<Refusal> => {
  const error = await request.then(
    () => expect.unreachable('the request was accepted'),
    (reason: unknown) => reason as { response?: { headers: Headers; data: { error: Refusal } } },
  );
  if (!error.response) throw error;
  return { ...error.response.data.error, headers: error.response.headers };
};

/** The last refusal was meant: the fake need not complain about it at the end. */
const violation = async (request: Promise<unknown>) => {
  const refused = await refusal(request);
  expect(google.takeViolations()).toHaveLength(1);
  return refused;
};

describe('reading a spreadsheet', () => {
  test('cells come with what was entered and what it shows; the mask chooses', async () => {
    const { sheets, spreadsheetId } = await openTable();
    const { data } = await sheets.spreadsheets.get({
      spreadsheetId,
      ranges: ['Sheet1!B2:B3'],
      fields:
        'sheets(properties(title),data(startRow,startColumn,rowData.values(effectiveValue,userEnteredValue/formulaValue)))',
    });
    expect(data).toEqual({
      sheets: [
        {
          properties: { title: 'Sheet1' },
          data: [
            {
              startRow: 1,
              startColumn: 1,
              rowData: [
                { values: [{ effectiveValue: { numberValue: 46087 }, userEnteredValue: {} }] },
                {
                  values: [{ effectiveValue: { numberValue: 46088 }, userEnteredValue: { formulaValue: '=B2+1' } }],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('without a mask cells come only when asked for, and empty ends are left out', async () => {
    const { sheets, spreadsheetId, workbook } = await openTable();
    workbook.set('Sheet1', 5, 1, 'below a gap');
    workbook.set('Sheet1', 9, 3, 'typed');
    workbook.set('Sheet1', 9, 3, null);
    const bare = (await sheets.spreadsheets.get({ spreadsheetId })).data;
    expect(bare.sheets![0]).not.toHaveProperty('data');
    expect(bare.sheets![0]!.properties).toEqual({
      sheetId: 0,
      title: 'Sheet1',
      index: 0,
      sheetType: 'GRID',
      gridProperties: { rowCount: 1000, columnCount: 26 },
    });
    const full = (await sheets.spreadsheets.get({ spreadsheetId, includeGridData: true })).data;
    const [grid] = full.sheets![0]!.data!;
    expect(grid!.rowData!.map(({ values }) => values?.length)).toEqual([2, 2, 2, undefined, 1]);
    expect(grid!.rowMetadata).toHaveLength(1000);
    expect(grid!.rowData![1]!.values![1]).toMatchObject({
      effectiveValue: { numberValue: 46087 },
      formattedValue: '2026-03-06',
      userEnteredFormat: { numberFormat: { type: 'DATE' } },
    });
  });

  test('each answer is what its mask asks for and what is there by then, also of rows that were answered before', async () => {
    const { workbook, sheets, spreadsheetId } = await openTable();
    /** What a mask says of B2 and B3. */
    const dates = async (fields: string, range = 'Sheet1') => {
      const { data } = await sheets.spreadsheets.get({
        spreadsheetId,
        ranges: [range],
        fields: `sheets(data(rowData(values(${fields}))))`,
      });
      return data.sheets![0]!.data![0]!.rowData!.slice(1).map(({ values }) => values!.at(-1));
    };
    const [VALUES, FORMATS] = ['effectiveValue(numberValue)', 'userEnteredFormat(numberFormat(type))'];
    const numbers = (...values: number[]) => values.map((numberValue) => ({ effectiveValue: { numberValue } }));
    expect(await dates(VALUES)).toEqual(numbers(46_087, 46_088));
    expect((await dates(FORMATS))[0]).toEqual({ userEnteredFormat: { numberFormat: { type: 'DATE' } } });
    expect(await dates(VALUES, 'Sheet1!B1:B3')).toEqual(numbers(46_087, 46_088));
    workbook.type('Sheet1', 'B2', '2026-03-09');
    expect(await dates(VALUES)).toEqual(numbers(46_090, 46_091));
  });

  test('a lookup shows what it finds, an error says which', async () => {
    const { sheets, spreadsheetId, workbook } = await openTable();
    workbook.type('Sheet1', 'D1', '=INDEX($B:$B,MATCH("t-2",$A:$A,0))');
    workbook.type('Sheet1', 'D2', '=INDEX($B:$B,MATCH("T-9",$A:$A,0))');
    workbook.type('Sheet1', 'D3', '=IFERROR(D2,"none")&IF(B2="","empty","")');
    workbook.type('Sheet1', 'D4', '=1/0');
    workbook.type('Sheet1', 'A4', 'T-2');
    workbook.type('Sheet1', 'D5', '=MATCH("T-2",$A2:$A9,0)');
    const { data } = await sheets.spreadsheets.get({
      spreadsheetId,
      ranges: ['D1:D5'],
      fields: 'sheets.data.rowData.values.effectiveValue',
    });
    const shown = data.sheets![0]!.data![0]!.rowData!.map(({ values }) => values![0]!.effectiveValue);
    expect(shown).toEqual([
      { numberValue: 46088 },
      { errorValue: { type: 'N_A', message: "Did not find value 'T-9' in MATCH evaluation." } },
      { stringValue: 'none' },
      { errorValue: { type: 'DIVIDE_BY_ZERO', message: 'Function DIVIDE parameter 2 cannot be zero.' } },
      { numberValue: 2 },
    ]);
  });

  test.each(['sheets.propertys', 'sheets(properties', 'properties, sheets', 'properties.title.x'])(
    'a mask that fits nothing is refused: %s',
    async (fields) => {
      const { sheets, spreadsheetId } = await openTable();
      const { code, message } = await violation(sheets.spreadsheets.get({ spreadsheetId, fields }));
      expect([code, message]).toEqual([400, 'Request contains an invalid argument.']);
    },
  );
});

describe('a request that names what the API does not have', () => {
  test('in the body: refused with the place of the name, and held against the test', async () => {
    const { batch } = await openTable();
    const wrong = { addSheet: { properties: { title: 'New', colour: 'red' } } } as sheets_v4.Schema$Request;
    const refused = await refusal(batch(wrong));
    expect(refused).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message:
        'Invalid JSON payload received. Unknown name "colour" at \'requests[0].add_sheet.properties\': Cannot find field.',
    });
    await expect(google.close()).rejects.toThrow('Unknown name "colour"');
    google.takeViolations();
  });

  test('in the query, in a type, in a method', async () => {
    const { sheets, spreadsheetId, batch } = await openTable();
    const unknown = { spreadsheetId, gridData: true } as sheets_v4.Params$Resource$Spreadsheets$Get;
    expect((await violation(sheets.spreadsheets.get(unknown))).message).toContain('Unknown name "gridData"');
    const textual = { deleteSheet: { sheetId: 'one' } } as unknown as sheets_v4.Schema$Request;
    expect((await violation(batch(textual))).message).toContain("'requests[0].delete_sheet.sheet_id'");
    const two = { addSheet: {}, deleteSheet: { sheetId: 0 } };
    expect((await violation(batch(two))).message).toContain("oneof field 'kind' is already set");
    expect(await refusal(batch({}))).toMatchObject({ code: 400, message: 'Invalid requests[0]: No request set.' });
    expect(
      await violation(sheets.spreadsheets.values.get({ spreadsheetId, range: 'A1', valueRenderOption: 'PLAIN' })),
    ).toMatchObject({ code: 400 });
  });
});

describe('a batch', () => {
  test('is applied in order and answered in order', async () => {
    const { batch, workbook } = await openTable();
    const { replies } = await batch(
      { addSheet: { properties: { title: '_runs', sheetId: 7, hidden: true } } },
      { updateCells: { start: { sheetId: 7 }, rows: [{ values: [text('Run')] }], fields: VALUE } },
      {
        appendCells: {
          sheetId: 7,
          rows: [{ values: [text('=1+1'), { userEnteredValue: { boolValue: true } }] }],
          fields: VALUE,
        },
      },
    );
    expect(replies).toMatchObject([{ addSheet: { properties: { sheetId: 7, index: 1 } } }, {}, {}]);
    expect(workbook.rows('_runs')).toEqual([['Run'], ['=1+1', true]]);
  });

  test('is applied whole or not at all', async () => {
    const { batch, workbook } = await openTable();
    const before = workbook.revision;
    const refused = await refusal(
      batch(
        { updateCells: { start: { sheetId: 0 }, rows: [{ values: [text('Changed')] }], fields: VALUE } },
        { updateCells: { start: { sheetId: 99 }, rows: [{ values: [text('x')] }], fields: VALUE } },
      ),
    );
    expect(refused).toMatchObject({ code: 400, message: 'Invalid requests[1].updateCells: No grid with id: 99' });
    expect([workbook.revision, workbook.rows('Sheet1')[0]]).toEqual([before, ['Task', 'Due']]);
  });

  test('appends after the last row with data of the sheet, and adds rows when it is full', async () => {
    const { batch, workbook } = await openTable();
    await batch({
      updateSheetProperties: {
        properties: { sheetId: 0, gridProperties: { rowCount: 3 } },
        fields: 'gridProperties.rowCount',
      },
    });
    workbook.set('Sheet1', 3, 5, 'far right');
    await batch({
      repeatCell: {
        range: { sheetId: 0 },
        cell: { userEnteredFormat: { wrapStrategy: 'WRAP' } },
        fields: 'userEnteredFormat.wrapStrategy',
      },
    });
    await batch({ appendCells: { sheetId: 0, rows: [{ values: [text('T-3')] }], fields: VALUE } });
    expect(workbook.rows('Sheet1')[3]).toEqual(['T-3']);
    expect(workbook.tab('Sheet1').properties.gridProperties!.rowCount).toBe(4);
  });

  test('appends below the data although the rows there have formats and choices', async () => {
    const { batch, workbook } = await openTable();
    const below = { sheetId: 0, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 };
    await batch(
      {
        repeatCell: {
          range: below,
          cell: { userEnteredFormat: { wrapStrategy: 'WRAP' } },
          fields: 'userEnteredFormat',
        },
      },
      { setDataValidation: { range: below, rule: { condition: { type: 'NOT_BLANK' } } } },
      { appendCells: { sheetId: 0, rows: [{ values: [text('T-3')] }], fields: VALUE } },
    );
    expect(workbook.rows('Sheet1')[3]).toEqual(['T-3', null]);
    expect(workbook.cell('Sheet1', 4, 1)).toHaveProperty('dataValidation');
  });

  test('writes only the masked fields; what is masked and not given is cleared', async () => {
    const { batch, workbook } = await openTable();
    const red = { rgbColor: { red: 1 } };
    const at = { start: { sheetId: 0, rowIndex: 1, columnIndex: 1 } };
    await batch({
      updateCells: {
        ...at,
        rows: [{ values: [{ userEnteredFormat: { backgroundColorStyle: red } }] }],
        fields: 'userEnteredFormat.backgroundColorStyle',
      },
    });
    expect(workbook.cell('Sheet1', 2, 2)).toEqual({
      userEnteredValue: { numberValue: 46087 },
      userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' }, backgroundColorStyle: red },
    });
    await batch({ updateCells: { range: { sheetId: 0, startRowIndex: 1, endRowIndex: 3 }, fields: VALUE } });
    expect(workbook.rows('Sheet1')).toEqual([['Task', 'Due'], [null, null], []]);
    expect(workbook.cell('Sheet1', 2, 2)).toHaveProperty('userEnteredFormat');
    const { message } = await refusal(batch({ updateCells: { ...at, rows: [{ values: [{}] }] } }));
    expect(message).toContain("At least one field must be listed in 'fields'");
  });

  test.each<[string, sheets_v4.Schema$Request, string]>([
    [
      'beyond the grid',
      { updateCells: { start: { sheetId: 0, rowIndex: 1000 }, rows: [{ values: [text('x')] }], fields: VALUE } },
      'exceeds grid limits',
    ],
    [
      'more rows than the range',
      { updateCells: { range: { sheetId: 0, endRowIndex: 1 }, rows: [{}, {}], fields: VALUE } },
      'beyond the last requested row',
    ],
    [
      'a title twice',
      { addSheet: { properties: { title: 'sheet1' } } },
      'A sheet with the name "sheet1" already exists.',
    ],
    [
      'too many cells',
      { addSheet: { properties: { gridProperties: { rowCount: 1_000_000, columnCount: 10 } } } },
      'above the limit of 10000000 cells',
    ],
    [
      'an error as a value',
      {
        updateCells: {
          start: { sheetId: 0 },
          rows: [{ values: [{ userEnteredValue: { errorValue: { type: 'N_A' } } }] }],
          fields: VALUE,
        },
      },
      'Cannot write an error value',
    ],
    [
      'metadata on two columns',
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataKey: 'k',
            visibility: 'PROJECT',
            location: { dimensionRange: { sheetId: 0, dimension: 'COLUMNS', startIndex: 0, endIndex: 2 } },
          },
        },
      },
      'single row or column',
    ],
    ['the last sheet', { deleteSheet: { sheetId: 0 } }, "can't remove all the visible sheets"],
  ])('refuses %s', async (_, request, message) => {
    const { batch } = await openTable();
    const refused = await refusal(batch(request));
    expect(refused).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
    expect(refused.message).toContain(message);
  });

  test('keeps rules, protection, names, merges and metadata, and shows them', async () => {
    const { batch, sheets, spreadsheetId } = await openTable();
    const range = { sheetId: 0, startRowIndex: 1, endRowIndex: 10, startColumnIndex: 0, endColumnIndex: 1 };
    const rule = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'T-1' }] }, strict: true };
    const { replies } = await batch(
      { setDataValidation: { range, rule } },
      { addProtectedRange: { protectedRange: { range, warningOnly: true, description: 'Ids' } } },
      {
        addConditionalFormatRule: {
          rule: {
            ranges: [range],
            booleanRule: { condition: { type: 'NOT_BLANK' }, format: { textFormat: { bold: true } } },
          },
        },
      },
      { addNamedRange: { namedRange: { name: 'ids', range } } },
      {
        mergeCells: {
          range: { sheetId: 0, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 2, endColumnIndex: 4 },
          mergeType: 'MERGE_ALL',
        },
      },
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataKey: 'baton',
            metadataValue: 'id',
            visibility: 'DOCUMENT',
            location: { dimensionRange: { sheetId: 0, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 } },
          },
        },
      },
    );
    expect(replies![5]!.createDeveloperMetadata!.developerMetadata!.location!.locationType).toBe('COLUMN');
    const { data } = await sheets.spreadsheets.get({
      spreadsheetId,
      fields:
        'namedRanges(name),sheets(merges,protectedRanges(description,warningOnly),conditionalFormats.ranges,data(rowData.values.dataValidation.strict,columnMetadata.developerMetadata.metadataValue))',
    });
    const [sheet] = data.sheets!;
    // The first sheet's id, 0, is left out where a range is answered.
    const { sheetId: _, ...answered } = range;
    expect(data.namedRanges).toEqual([{ name: 'ids' }]);
    expect(sheet).toMatchObject({
      protectedRanges: [{ description: 'Ids', warningOnly: true }],
      conditionalFormats: [{ ranges: [answered] }],
    });
    expect(sheet!.merges).toHaveLength(1);
    expect(sheet!.data![0]!.rowData![9]).toEqual({ values: [{ dataValidation: { strict: true } }] });
    expect(sheet!.data![0]!.columnMetadata![0]).toEqual({ developerMetadata: [{ metadataValue: 'id' }] });
    const found = await sheets.spreadsheets.developerMetadata.search({
      spreadsheetId,
      requestBody: { dataFilters: [{ developerMetadataLookup: { metadataKey: 'baton' } }] },
    });
    expect(found.data.matchedDeveloperMetadata).toHaveLength(1);
  });

  test('what somebody else has protected is refused', async () => {
    const { batch, workbook, spreadsheetId } = await openTable();
    await clientOf(LIN).spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: { requests: [{ addProtectedRange: { protectedRange: { range: { sheetId: 0, endRowIndex: 1 } } } }] },
    });
    const header = { updateCells: { start: { sheetId: 0 }, rows: [{ values: [text('Mine')] }], fields: VALUE } };
    expect((await refusal(batch(header))).message).toContain('protected cell or object');
    expect(workbook.rows('Sheet1')[0]![0]).toBe('Task');
    await batch({ ...header, updateCells: { ...header.updateCells, start: { sheetId: 0, rowIndex: 1 } } });
    expect(workbook.rows('Sheet1')[1]![0]).toBe('Mine');
  });
});

describe('values', () => {
  test('are rendered as asked', async () => {
    const { sheets, spreadsheetId } = await openTable();
    const read = async (valueRenderOption: string) =>
      (await sheets.spreadsheets.values.get({ spreadsheetId, range: 'Sheet1!A2:Z99999', valueRenderOption })).data;
    expect(await read('UNFORMATTED_VALUE')).toEqual({
      range: 'Sheet1!A2:Z1000',
      majorDimension: 'ROWS',
      values: [
        ['T-1', 46087],
        ['T-2', 46088],
      ],
    });
    expect((await read('FORMATTED_VALUE')).values![0]).toEqual(['T-1', '2026-03-06']);
    expect((await read('FORMULA')).values![1]).toEqual(['T-2', '=B2+1']);
    const { data } = await sheets.spreadsheets.values.batchGet({
      spreadsheetId,
      ranges: ['C:C', 'A1:A2'],
      majorDimension: 'COLUMNS',
    });
    expect(data.valueRanges!.map(({ values }) => values)).toEqual([undefined, [['Task', 'T-1']]]);
  });

  test('RAW stays as it is, USER_ENTERED is typed; null leaves a cell alone, an empty text empties it', async () => {
    const { sheets, spreadsheetId, workbook } = await openTable();
    const write = (valueInputOption: string, values: unknown[][]) =>
      sheets.spreadsheets.values.update({
        spreadsheetId,
        range: 'Sheet1!A2',
        valueInputOption,
        requestBody: { values },
      });
    const { data } = await write('RAW', [
      ['=1+1', null],
      ['', '2026-03-09'],
    ]);
    expect(data).toEqual({
      spreadsheetId,
      updatedRange: 'Sheet1!A2:B3',
      updatedRows: 2,
      updatedColumns: 2,
      updatedCells: 3,
    });
    expect(workbook.rows('Sheet1').slice(1)).toEqual([
      ['=1+1', 46087],
      [null, '2026-03-09'],
    ]);
    await write('USER_ENTERED', [
      ['=1+1', "'007"],
      ['1,234.5', '2026-03-09'],
    ]);
    expect(workbook.rows('Sheet1').slice(1)).toEqual([
      [2, '007'],
      [1234.5, 46090],
    ]);
    expect(
      (
        await refusal(
          sheets.spreadsheets.values.update({ spreadsheetId, range: 'A1', requestBody: { values: [['x']] } }),
        )
      ).message,
    ).toBe("'valueInputOption' is required but not specified");
  });

  // The tables and answers of "Append values" in https://developers.google.com/workspace/sheets/api/guides/values
  test.each([
    ['Sheet1', 'B4:D6', 'B7'],
    ['C5:D5', 'B4:D6', 'B7'],
    ['B2:D4', 'B4:D6', 'B7'],
    ['A3:G10', 'B4:D6', 'B7'],
    ['A1', 'A1:C2', 'A3'],
    ['E4', undefined, 'E4'],
  ])('an append at %s goes below the table %s, to %s', async (range, table, cell) => {
    google = await openGoogle();
    const workbook = google.sheets.create({ people: { [BATON]: 'owner' } });
    for (const row of [1, 2]) for (const column of [1, 2, 3]) workbook.set('Sheet1', row, column, 'x');
    for (const row of [4, 5, 6]) for (const column of [2, 3, 4]) workbook.set('Sheet1', row, column, 'y');
    const { data } = await clientOf().spreadsheets.values.append({
      spreadsheetId: workbook.id,
      range,
      valueInputOption: 'RAW',
      requestBody: { values: [['new']] },
    });
    expect([data.tableRange, data.updates!.updatedRange]).toEqual([table && `Sheet1!${table}`, `Sheet1!${cell}`]);
  });

  test('a range nobody can read or that lies outside is refused', async () => {
    const { sheets, spreadsheetId } = await openTable();
    const get = (range: string) => refusal(sheets.spreadsheets.values.get({ spreadsheetId, range }));
    expect((await get('Nowhere!A1')).message).toBe('Unable to parse range: Nowhere!A1');
    expect((await get('A2000')).message).toBe('Range (A2000) exceeds grid limits. Max rows: 1000, max columns: 26');
  });
});

describe('people in the same workbook', () => {
  test('sort, insert and delete between requests; formulas and metadata follow', async () => {
    const { sheets, batch, workbook, spreadsheetId } = await openTable();
    await batch({
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: 'column',
          visibility: 'PROJECT',
          location: { dimensionRange: { sheetId: 0, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } },
        },
      },
    });
    google.meanwhile({
      api: 'sheets',
      method: 'spreadsheets.values.get',
      nth: 2,
      act: () => workbook.insertRows('Sheet1', 2, 2),
    });
    const range = { spreadsheetId, range: 'B1:B9', valueRenderOption: 'FORMULA' };
    expect((await sheets.spreadsheets.values.get(range)).data.values).toEqual([['Due'], [46087], ['=B2+1']]);
    expect((await sheets.spreadsheets.values.get(range)).data.values).toEqual([['Due'], [], [], [46087], ['=B4+1']]);
    workbook.insertColumns('Sheet1', 1);
    workbook.deleteRows('Sheet1', 2, 2);
    expect(workbook.cell('Sheet1', 3, 3)!.userEnteredValue).toEqual({ formulaValue: '=C2+1' });
    expect(workbook.book.metadata[0]!.location!.dimensionRange).toMatchObject({ startIndex: 2, endIndex: 3 });
    workbook.move('Sheet1', 'COLUMNS', 3, 1);
    expect(workbook.rows('Sheet1')[1]).toEqual([46087, null, 'T-1']);
    expect(workbook.book.metadata[0]!.location!.dimensionRange).toMatchObject({ startIndex: 0, endIndex: 1 });
    workbook.deleteRows('Sheet1', 2);
    expect(workbook.rows('Sheet1')[1]![0]).toBe('#REF!');
    workbook.deleteColumns('Sheet1', 1);
    expect(workbook.book.metadata).toEqual([]);
  });

  test('a sort takes cells along, and own-row formulas with them', async () => {
    const { workbook } = await openTable();
    for (const row of [2, 3]) workbook.set('Sheet1', row, 3, null, `$A${row}&"!"`);
    workbook.set('Sheet1', 3, 2, 1);
    workbook.sort('Sheet1', { column: 2, from: 2 });
    expect(workbook.rows('Sheet1').slice(1)).toEqual([
      ['T-2', 1, 'T-2!'],
      ['T-1', 46087, 'T-1!'],
    ]);
    expect(workbook.cell('Sheet1', 2, 3)!.userEnteredValue).toEqual({ formulaValue: '=$A2&"!"' });
  });

  test('a renamed tab is found under its new name, also by formulas', async () => {
    const { workbook, sheets, spreadsheetId } = await openTable();
    await sheets.spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: { requests: [{ addSheet: { properties: { title: 'Other' } } }] },
    });
    workbook.type('Other', 'A1', '=Sheet1!A2');
    workbook.renameTab('Sheet1', "Lin's plan");
    expect(workbook.rows('Other')).toEqual([['T-1']]);
    const { data } = await sheets.spreadsheets.values.get({ spreadsheetId, range: "'Lin''s plan'!A2" });
    expect(data).toMatchObject({ range: "'Lin''s plan'!A2", values: [['T-1']] });
    expect((await refusal(sheets.spreadsheets.values.get({ spreadsheetId, range: 'Sheet1!A2' }))).code).toBe(400);
  });
});

describe('who may', () => {
  test('nobody without a token, a stranger not, a reader not write, everybody no more when it is gone', async () => {
    const { workbook, sheets, spreadsheetId } = await openTable();
    const get = (client: sheets_v4.Sheets) => client.spreadsheets.get({ spreadsheetId });
    expect(await refusal(get(clientOf(BATON, 'made-up')))).toMatchObject({ code: 401, status: 'UNAUTHENTICATED' });
    expect(await refusal(get(clientOf('zoe@example.com')))).toMatchObject({
      code: 403,
      message: 'The caller does not have permission',
    });
    const drive = google.token(BATON, { scopes: ['https://www.googleapis.com/auth/spreadsheets.readonly'] });
    const clear = (client: sheets_v4.Sheets) => client.spreadsheets.values.clear({ spreadsheetId, range: 'A1' });
    expect(await refusal(clear(clientOf(BATON, drive)))).toMatchObject({
      code: 403,
      message: 'Request had insufficient authentication scopes.',
    });
    workbook.share(BATON, 'reader');
    expect(await refusal(clear(sheets))).toMatchObject({ code: 403, status: 'PERMISSION_DENIED' });
    workbook.unshare(BATON);
    expect(await refusal(get(sheets))).toMatchObject({ code: 403 });
    workbook.share(BATON, 'reader');
    workbook.trashed = true;
    expect((await get(sheets)).status).toBe(200);
    workbook.removed = true;
    expect(await refusal(get(sheets))).toMatchObject({ code: 404, message: 'Requested entity was not found.' });
    expect(await refusal(sheets.spreadsheets.get({ spreadsheetId: 'none' }))).toMatchObject({
      code: 404,
      status: 'NOT_FOUND',
    });
  });

  test('a token ends after its hour, and midway when scripted', async () => {
    const { sheets, spreadsheetId } = await openTable();
    google.fail({ api: 'sheets', nth: 2, how: 'expire-token' });
    await sheets.spreadsheets.get({ spreadsheetId });
    expect((await refusal(sheets.spreadsheets.get({ spreadsheetId }))).code).toBe(401);
    const later = clientOf();
    await google.clock.advance(3_600_000);
    expect((await refusal(later.spreadsheets.get({ spreadsheetId }))).code).toBe(401);
  });

  test('who creates a spreadsheet owns it', async () => {
    google = await openGoogle();
    const { data } = await clientOf(LIN).spreadsheets.create({
      requestBody: {
        properties: { title: 'New', timeZone: 'Asia/Shanghai' },
        sheets: [
          {
            properties: { title: 'Start', gridProperties: { frozenRowCount: 1 } },
            data: [{ rowData: [{ values: [text('Hello')] }] }],
          },
        ],
      },
      fields: 'spreadsheetId,sheets.properties(title,index)',
    });
    expect(data).toEqual({ spreadsheetId: data.spreadsheetId, sheets: [{ properties: { title: 'Start', index: 0 } }] });
    const workbook = google.sheets.workbook(data.spreadsheetId!);
    expect([workbook.rows('Start'), workbook.people.get(LIN)]).toEqual([[['Hello']], 'owner']);
  });
});

describe('what goes wrong', () => {
  test('a quota is used up, by user and by project, and is there again a minute later', async () => {
    const { sheets, spreadsheetId } = await openTable({
      quotas: {
        sheets: [
          { metric: 'read', per: 'user', perMinute: 2 },
          { metric: 'read', per: 'project', perMinute: 3 },
          { metric: 'write', per: 'user', perMinute: 1 },
        ],
      },
    });
    const get = (client = sheets) => client.spreadsheets.values.get({ spreadsheetId, range: 'A1' });
    await get();
    await google.clock.advance(30_000);
    await get();
    const refused = await refusal(get());
    expect(refused).toMatchObject({ code: 429, status: 'RESOURCE_EXHAUSTED' });
    expect(refused.message).toContain("limit 'Read requests per minute per user' of service 'sheets.googleapis.com'");
    await get(clientOf(LIN));
    expect((await refusal(get(clientOf(LIN)))).message).toContain("limit 'Read requests per minute' of");
    await sheets.spreadsheets.values.clear({ spreadsheetId, range: 'Z9' });
    await google.clock.advance(30_000);
    await get();
    expect((await refusal(get())).code).toBe(429);
  });

  test('scripted answers come in place of the work, drops before or after it', async () => {
    const { sheets, spreadsheetId, workbook } = await openTable();
    const write = (value: string) =>
      sheets.spreadsheets.values.update({
        spreadsheetId,
        range: 'A1',
        valueInputOption: 'RAW',
        requestBody: { values: [[value]] },
      });
    const shown = () => workbook.rows('Sheet1')[0]![0];
    google.fail({ api: 'sheets', method: 'spreadsheets.values.update', how: { status: 429, retryAfter: 7 } });
    const refused = await refusal(write('one'));
    expect([refused.code, refused.headers.get('retry-after'), shown()]).toEqual([429, '7', 'Task']);
    google.fail({ api: 'sheets', how: { status: 503 }, times: 2 });
    expect((await refusal(write('two'))).code).toBe(503);
    expect((await refusal(write('two'))).code).toBe(503);
    google.fail({ api: 'sheets', how: 'drop-before' });
    await expect(write('three')).rejects.toThrow();
    expect(shown()).toBe('Task');
    google.fail({ api: 'sheets', how: 'drop-after' });
    await expect(write('four')).rejects.toThrow();
    expect(shown()).toBe('four');
    google.fail({ api: 'sheets', how: { status: 500, after: true } });
    expect((await refusal(write('five'))).code).toBe(500);
    expect(shown()).toBe('five');
    expect(google.sheets.requests.map(({ status }) => status)).toEqual([429, 503, 503, 0, 0, 500]);
  });

  test('a request takes its time when it is told to', async () => {
    const { spreadsheetId, sheets } = await openTable({ latency: (_, method) => (method.endsWith('.get') ? 250 : 0) });
    const read = google.clock.during(() => sheets.spreadsheets.values.get({ spreadsheetId, range: 'A1' }));
    const start = google.clock.now();
    await google.clock.run();
    await read;
    expect(google.clock.now() - start).toBe(250);
  });

  test('a person who slips between requests is a fault of the test', async () => {
    const { spreadsheetId, sheets, workbook } = await openTable();
    google.meanwhile({ api: 'sheets', act: () => workbook.deleteTab('Nowhere') });
    // Not an error to whoever asked, who would try again and so hide it.
    expect((await sheets.spreadsheets.get({ spreadsheetId })).status).toBe(200);
    await expect(google.close()).rejects.toThrow('An interlude failed: Error: No tab Nowhere');
    google = await openGoogle();
  });

  test('a fault that never met its request fails the test', async () => {
    await openTable();
    google.fail({ api: 'sheets', method: 'spreadsheets.create', how: 'drop-after' });
    await expect(google.close()).rejects.toThrow('Never met: sheets spreadsheets.create');
    await clientOf()
      .spreadsheets.create({ requestBody: {} })
      .catch(() => {});
    google = await openGoogle();
  });

  test('what is not simulated says so and fails the test', async () => {
    const { sheets, batch, spreadsheetId } = await openTable();
    const copy = sheets.spreadsheets.sheets.copyTo({ spreadsheetId, sheetId: 0, requestBody: {} });
    expect((await violation(copy)).message).toBe('The fake does not simulate sheets spreadsheets.sheets.copyTo');
    expect((await violation(batch({ trimWhitespace: { range: { sheetId: 0 } } }))).code).toBe(501);
  });
});
