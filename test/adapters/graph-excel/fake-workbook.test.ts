import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { readWorkbook } from '../../../functions/xlsx/read.ts';
import type { DriveItem } from '../../support/graph/drive/item.ts';
import { type Graph, type GraphOptions, openGraph } from '../../support/graph/graph.ts';
import { MAIN, STYLES, workbookFile } from '../../support/workbook.ts';
import { bodyOf, errorOf, violationOf } from './answers.ts';

let graph: Graph;
afterEach(() => graph?.close());

const cell = (ref: string, value: string | number, style = 0) =>
  typeof value === 'number'
    ? `<c r="${ref}" s="${style}"><v>${value}</v></c>`
    : `<c r="${ref}" s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`;
const formula = (ref: string, text: string, value: number | string) =>
  `<c r="${ref}"${typeof value === 'string' ? ' t="str"' : ''}><f>${text}</f><v>${value}</v></c>`;
const row = (n: number, ...cells: string[]) => `<row r="${n}">${cells.join('')}</row>`;

/** A table of tasks in A1:B3, a sum beside it, and a machine's sheet that is hidden and protected. */
const BOOK = workbookFile({
  styles: STYLES,
  sheets: [
    {
      title: '任务 #1',
      xml:
        row(1, cell('A1', 'Task'), cell('B1', 'Days'), cell('D1', 'Sum')) +
        row(2, cell('A2', 'T-1'), cell('B2', 2), formula('D2', 'SUM(B:B)', 5)) +
        row(3, cell('A3', 'T-2'), cell('B3', 3), formula('D3', 'INDEX(B:B,MATCH(&quot;T-2&quot;,A:A,0))', 3)),
      tables: [
        `<table xmlns="${MAIN}" id="1" name="Tasks" displayName="Tasks" ref="A1:B3"><autoFilter ref="A1:B3"/><tableColumns count="2"><tableColumn id="1" name="Task"/><tableColumn id="2" name="Days"/></tableColumns></table>`,
      ],
    },
    {
      title: '_state',
      xml: row(1, cell('A1', 'Item')),
      tail: '<sheetProtection sheet="1" objects="1" scenarios="1"/>',
    },
  ],
});

interface Book {
  readonly item: DriveItem;
  readonly at: string;
}

const openBook = async (options?: GraphOptions, bytes = BOOK): Promise<Book> => {
  graph = await openGraph(options);
  const drive = graph.drive();
  const item = drive.file('Plan.xlsx', bytes);
  return { item, at: `/drives/${drive.id}/items/${item.id}/workbook` };
};

const ask = (verb: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${graph.url}/v1.0${path}`, {
    method: verb,
    headers: {
      authorization: `Bearer ${graph.token()}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const violation = (response: Promise<Response>) => violationOf(graph, response);

const TASKS = `worksheets/${encodeURIComponent('任务 #1')}`;
const range = (address: string, sheet = TASKS) => `${sheet}/range(address='${address}')`;
const session = async ({ at }: Book, persistChanges = true): Promise<Record<string, string>> => {
  const made = await ask('POST', `${at}/createSession`, { persistChanges });
  expect(made.status).toBe(201);
  return { 'workbook-session-id': (await bodyOf(made)).id };
};
const valuesAt = async ({ at }: Book, address: string) =>
  (await bodyOf(await ask('GET', `${at}/${range(address)}?$select=values`))).values;

describe('a workbook is read', () => {
  test('sheet by sheet, hidden ones too, each by its id or name', async () => {
    const { at } = await openBook();
    const { value } = await bodyOf(await ask('GET', `${at}/worksheets?$select=id,name,visibility`));
    expect(value).toEqual([
      { id: '{00000000-0001-0000-0001-000000000000}', name: '任务 #1', visibility: 'Visible' },
      { id: '{00000000-0001-0000-0002-000000000000}', name: '_state', visibility: 'Visible' },
    ]);
    const byId = await ask('GET', `${at}/worksheets/${encodeURIComponent(value[1].id)}/usedRange(valuesOnly=true)`);
    expect(await bodyOf(byId)).toMatchObject({ address: '_state!A1', values: [['Item']], rowIndex: 0 });
    expect(await errorOf(await ask('GET', `${at}/worksheets/none`))).toEqual([404, 'ItemNotFound', 'itemNotFound']);
  });

  test('with values, formulas, formats, texts and types; blanks are empty texts', async () => {
    const { at } = await openBook();
    const used = await bodyOf(await ask('GET', `${at}/${TASKS}/usedRange(valuesOnly=true)`));
    expect(used).toMatchObject({
      address: "'任务 #1'!A1:D3",
      rowCount: 3,
      columnCount: 4,
      values: [
        ['Task', 'Days', '', 'Sum'],
        ['T-1', 2, '', 5],
        ['T-2', 3, '', 3],
      ],
    });
    expect(used.formulas[1]).toEqual(['T-1', 2, '', '=SUM(B:B)']);
    expect(used.valueTypes[1]).toEqual(['String', 'Double', 'Empty', 'Double']);
    expect((await violation(ask('GET', `${at}/${range('A1')}?$select=value`)))[0]).toBe(400);
  });

  test('its tables: names, ranges, columns', async () => {
    const { at } = await openBook();
    const { value } = await bodyOf(await ask('GET', `${at}/tables?$select=id,name,showTotals`));
    expect(value).toEqual([{ id: '1', name: 'Tasks', showTotals: false }]);
    const body = await bodyOf(await ask('GET', `${at}/tables/Tasks/dataBodyRange?$select=address,values`));
    expect(body).toMatchObject({
      address: "'任务 #1'!A2:B3",
      values: [
        ['T-1', 2],
        ['T-2', 3],
      ],
    });
    expect((await bodyOf(await ask('GET', `${at}/tables/1/columns?$select=name`))).value).toEqual([
      { name: 'Task' },
      { name: 'Days' },
    ]);
  });
});

describe('a range is written', () => {
  test('where it is not null; formulas follow, and the file holds it all', async () => {
    const book = await openBook();
    const { at, item } = book;
    const { eTag } = item;
    const patch = await ask('PATCH', `${at}/${range('A2:B3')}`, {
      values: [
        [null, 4],
        ['T-9', null],
      ],
    });
    expect(await bodyOf(patch)).toMatchObject({
      values: [
        ['T-1', 4],
        ['T-9', 3],
      ],
    });
    const [sheet] = readWorkbook(item.bytes).sheets;
    expect(sheet!.rows.map(({ cells }) => cells)).toEqual([
      ['Task', 'Days', null, 'Sum'],
      ['T-1', 4, null, 7],
      // Nobody is T-2 any more: what comes to an error shows what it showed.
      ['T-9', 3, null, 3],
    ]);
    expect(item.eTag).not.toBe(eTag);
  });

  test('as if it were typed, unless an apostrophe says that it is text', async () => {
    const book = await openBook();
    const texts = ['0012', '2026-03-06', '=1+1', '50%', "'0012", "'=1+1", "''quoted", ''];
    await ask('PATCH', `${book.at}/${range('E1:E8')}`, { values: texts.map((text) => [text]) });
    const read = await bodyOf(await ask('GET', `${book.at}/${range('E1:E8')}?$select=values,formulas,text`));
    expect(read.values.flat()).toEqual([12, 46087, 2, 0.5, '0012', '=1+1', "'quoted", '']);
    expect(read.formulas[2]).toEqual(['=1+1']);
    expect(read.text[1]).toEqual(['2026-03-06']);
  });

  test('never beyond its shape, and never in a locked cell of a protected sheet', async () => {
    const { at } = await openBook();
    expect((await violation(ask('PATCH', `${at}/${range('A2:B3')}`, { values: [['x']] })))[1]).toBe('InvalidArgument');
    expect((await violation(ask('PATCH', `${at}/${range('A2')}`, { value: [['x']] })))[0]).toBe(400);
    const write = () => ask('PATCH', `${at}/${range('A2', 'worksheets/_state')}`, { values: [['T-1']] });
    expect(await errorOf(await write())).toEqual([403, 'AccessDenied', 'accessDenied']);
    expect((await ask('POST', `${at}/worksheets/_state/protection/unprotect`)).status).toBe(200);
    expect((await write()).status).toBe(200);
    expect((await ask('POST', `${at}/worksheets/_state/protection/protect`)).status).toBe(200);
    expect((await write()).status).toBe(403);
  });

  test('beneath a table it is no row of it; rows added to the table are, and formulas see them', async () => {
    const book = await openBook();
    await ask('PATCH', `${book.at}/${range('A4:B4')}`, { values: [['below', 1]] });
    const table = async () => (await bodyOf(await ask('GET', `${book.at}/tables/Tasks/range?$select=address`))).address;
    expect(await table()).toBe("'任务 #1'!A1:B3");
    await ask('PATCH', `${book.at}/${range('A4:B4')}`, { values: [['', '']] });
    const added = await ask('POST', `${book.at}/tables/Tasks/rows/add`, {
      values: [
        ['T-3', 10],
        ['T-4', null],
      ],
    });
    expect(await bodyOf(added)).toMatchObject({ index: 2 });
    expect(await table()).toBe("'任务 #1'!A1:B5");
    expect(await valuesAt(book, 'D2')).toEqual([[15]]);
  });

  test('rows inserted push down what is there, and every formula, table and name follows', async () => {
    const book = await openBook();
    await ask('PATCH', `${book.at}/${range('D5', TASKS)}`, { formulas: [['=B2&A3&SUM(B2:B3)']] });
    const inserted = await ask('POST', `${book.at}/${range('3:4')}/insert?$select=address`, { shift: 'Down' });
    expect(await bodyOf(inserted)).toMatchObject({ address: "'任务 #1'!3:4" });
    const used = await bodyOf(await ask('GET', `${book.at}/${TASKS}/usedRange(valuesOnly=true)?$select=formulas`));
    expect(used.formulas.map(([task, , , sum]: string[]) => [task, sum])).toEqual([
      ['Task', 'Sum'],
      ['T-1', '=SUM(B:B)'],
      ['', ''],
      ['', ''],
      ['T-2', '=INDEX(B:B,MATCH("T-2",A:A,0))'],
      ['', ''],
      ['', '=B2&A5&SUM(B2:B5)'],
    ]);
    const table = await bodyOf(await ask('GET', `${book.at}/tables/Tasks/range?$select=address`));
    expect(table.address).toBe("'任务 #1'!A1:B5");
  });

  test('rows added in a table move its own columns only', async () => {
    const book = await openBook();
    await ask('PATCH', `${book.at}/${range('A5')}`, { values: [['a note']] });
    const add = (index: number | null, ...values: unknown[][]) =>
      ask('POST', `${book.at}/tables/Tasks/rows/add`, { index, values });
    await add(0, ['T-0', 1]);
    await add(null, ['T-3', 4], ['T-4', 5]);
    const used = await bodyOf(await ask('GET', `${book.at}/${TASKS}/usedRange(valuesOnly=true)?$select=values`));
    expect(used.values).toEqual([
      ['Task', 'Days', '', 'Sum'],
      ['T-0', 1, '', 15],
      ['T-1', 2, '', 3],
      ['T-2', 3, '', ''],
      ['T-3', 4, '', ''],
      ['T-4', 5, '', ''],
      ['', '', '', ''],
      ['a note', '', '', ''],
    ]);
    expect(await errorOf(await add(9, ['x', 1]))).toEqual([400, 'InvalidArgument', 'invalidArgument']);
  });

  test('a table is made of cells, gets a name, and waits for rows', async () => {
    const book = await openBook();
    await ask('PATCH', `${book.at}/${range('F1:G1')}`, { values: [['Key', 'Value']] });
    const made = await ask('POST', `${book.at}/tables/add`, { address: "'任务 #1'!F1:G1", hasHeaders: true });
    const { id } = await bodyOf(made);
    expect((await ask('PATCH', `${book.at}/tables/${id}`, { name: 'baton_runs' })).status).toBe(200);
    await ask('POST', `${book.at}/tables/baton_runs/rows/add`, { values: [['zone', 'x']] });
    const shown = await bodyOf(await ask('GET', `${book.at}/tables/baton_runs/range?$select=address,values`));
    expect(shown).toMatchObject({
      address: "'任务 #1'!F1:G2",
      values: [
        ['Key', 'Value'],
        ['zone', 'x'],
      ],
    });
    const twice = await ask('POST', `${book.at}/tables/add`, { address: "'任务 #1'!F1:G1", hasHeaders: true });
    expect(await errorOf(twice)).toEqual([400, 'InvalidArgument', 'invalidArgument']);
  });

  test('dates count from the year of the workbook', async () => {
    const date = async ({ at }: Book) =>
      (await bodyOf(await ask('POST', `${at}/functions/date`, { year: 1904, month: 1, day: 2 }))).value;
    expect(await date(await openBook())).toBe(1463);
    await graph.close();
    const old = workbookFile({ styles: STYLES, sheets: [{ xml: '' }], workbookPr: '<workbookPr date1904="1"/>' });
    expect(await date(await openBook({}, old))).toBe(1);
  });

  test('a person who types beneath a table makes it grow', async () => {
    const book = await openBook();
    graph.type(book.item, [{ sheet: '任务 #1', row: 4, column: 1, value: 'T-3' }]);
    const shown = await bodyOf(await ask('GET', `${book.at}/tables/Tasks/range?$select=address`));
    expect(shown.address).toBe("'任务 #1'!A1:B4");
  });
});

describe('a session', () => {
  test('lives five minutes from its last request, and can be made again', async () => {
    const book = await openBook();
    const headers = await session(book);
    const get = () => ask('GET', `${book.at}/worksheets`, undefined, headers);
    await graph.clock.advance(4 * 60_000);
    expect((await get()).status).toBe(200);
    await graph.clock.advance(4 * 60_000);
    expect((await get()).status).toBe(200);
    await graph.clock.advance(5 * 60_000);
    expect(await errorOf(await get())).toEqual([404, 'InvalidSession', 'invalidSessionReCreatable']);
  });

  test('that keeps nothing changes no file', async () => {
    const book = await openBook();
    const headers = await session(book, false);
    await ask('PATCH', `${book.at}/${range('A2')}`, { values: [['x']] }, headers);
    expect(await bodyOf(await ask('GET', `${book.at}/${range('A2')}`, undefined, headers))).toMatchObject({
      values: [['x']],
    });
    expect(book.item.bytes).toBe(BOOK);
  });

  test('sees what co-authors type, ends when somebody uploads another file, and keeps uploads out meanwhile', async () => {
    const book = await openBook();
    const headers = await session(book);
    graph.type(book.item, [{ sheet: '任务 #1', row: 2, column: 1, value: 'typed' }]);
    const get = () => ask('GET', `${book.at}/${range('A2')}`, undefined, headers);
    expect(await bodyOf(await get())).toMatchObject({ values: [['typed']] });
    const content = book.at.replace(/workbook$/, 'content');
    const put = () =>
      fetch(`${graph.url}/v1.0${content}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${graph.token()}`, 'content-type': 'application/octet-stream' },
        body: BOOK,
      });
    expect(await errorOf(await put())).toEqual([423, 'notAllowed', 'resourceLocked']);
    book.item.replace(BOOK);
    expect(await errorOf(await get())).toEqual([404, 'InvalidSession', 'invalidSessionReCreatable']);
    expect((await put()).status).toBe(200);
  });

  test('takes one request at a time, and none when it is closed', async () => {
    const book = await openBook();
    const headers = await session(book);
    const get = () => ask('GET', `${book.at}/worksheets`, undefined, headers);
    graph.meanwhile({ api: 'graph', act: async () => void (await get()) });
    await get();
    expect(graph.takeViolations().join()).toContain('another request of its workbook session is under way');
    expect((await ask('POST', `${book.at}/closeSession`, undefined, headers)).status).toBe(204);
    expect((await get()).status).toBe(404);
  });
});

describe('a workbook that the API does not take', () => {
  test.each([
    ['held by somebody', (item: DriveItem) => item.checkOut(), [409, 'AccessConflict', 'accessConflict']],
    [
      'encrypted by a label',
      (item: DriveItem) => item.encrypt(),
      [403, 'OpenWorkbookAccessDenied', 'forbiddenUncategorized'],
    ],
    ['no workbook', (item: DriveItem) => item.rename('Plan.docx'), [400, 'UnsupportedWorkbook', 'unsupportedWorkbook']],
    [
      'damaged',
      (item: DriveItem) => item.replace(Buffer.from('x')),
      [400, 'UnsupportedWorkbook', 'unsupportedWorkbook'],
    ],
    ['in the recycle bin', (item: DriveItem) => item.trash(), [404, 'itemNotFound', undefined]],
  ])('%s', async (_, act, error) => {
    const { at, item } = await openBook();
    act(item);
    expect(await errorOf(await ask('POST', `${at}/createSession`, { persistChanges: true }))).toEqual(error);
  });

  test('as a tenant that lets no app in, and as the China cloud', async () => {
    const refused = await openBook({ workbookApi: 'refused' });
    expect(await errorOf(await ask('GET', `${refused.at}/worksheets`))).toEqual([403, 'AccessDenied', undefined]);
    await graph.close();
    const absent = await openBook({ workbookApi: 'absent' });
    expect(await errorOf(await ask('GET', `${absent.at}/worksheets`))).toEqual([400, 'BadRequest', undefined]);
  });
});

describe('a batch', () => {
  const part = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more });
  const post = (...requests: object[]) => ask('POST', '/$batch', { requests });

  test('is done in the order that its parts ask for; what waits for a failure fails', async () => {
    const { at } = await openBook();
    const write = {
      id: '2',
      method: 'PATCH',
      url: `${at}/${range('A2')}`,
      headers: { 'Content-Type': 'application/json' },
      body: { values: [['x']] },
      dependsOn: ['1'],
    };
    const answered = await bodyOf(
      await post(
        part('1', `${at}/worksheets`),
        write,
        part('3', `${at}/${range('A2')}?$select=values`, { dependsOn: ['2'] }),
      ),
    );
    expect(answered.responses.map(({ id, status }: { id: string; status: number }) => [id, status])).toEqual([
      ['1', 200],
      ['2', 200],
      ['3', 200],
    ]);
    expect(answered.responses[2].body).toMatchObject({ values: [['x']] });
    const failed = await bodyOf(
      await post(part('1', `${at}/worksheets/none`), part('2', `${at}/worksheets`, { dependsOn: ['1'] })),
    );
    expect(failed.responses.map(({ status }: { status: number }) => status)).toEqual([404, 424]);
  });

  test('meets faults and interludes part by part', async () => {
    const { at, item } = await openBook();
    const acts: string[] = [];
    graph.meanwhile({ api: 'graph', method: 'worksheet-range', act: () => void acts.push(item.eTag) });
    graph.fail({ api: 'graph', method: 'worksheet-range', nth: 2, how: { status: 503, inner: 'transientFailure' } });
    const get = (id: string, ...dependsOn: string[]) => part(id, `${at}/${range('A1')}`, { dependsOn });
    const { responses } = await bodyOf(await post(get('1'), get('2', '1')));
    expect(responses).toMatchObject([
      { id: '1', status: 200 },
      { id: '2', status: 503, body: { error: { innerError: { code: 'transientFailure' } } } },
    ]);
    expect(acts).toEqual([item.eTag]);
  });

  test('in which a part changes something without a body, or without its type, is refused whole', async () => {
    const { at, item } = await openBook();
    const { eTag } = item;
    const url = `${at}/worksheets/_state/protection/unprotect`;
    const typed = { 'Content-Type': 'application/json' };
    const taken = { method: 'POST', headers: typed, body: {} };
    for (const more of [{ method: 'POST' }, { method: 'POST', headers: typed }, { method: 'POST', body: {} }]) {
      expect((await post(part('1', url, taken), part('2', url, more))).status).toBe(400);
      expect(graph.takeViolations()).toEqual([
        expect.stringContaining('Write request id : 2 does not contain Content-Type header or body'),
      ]);
      expect(item.eTag).toBe(eTag);
    }
    expect((await post(part('1', url, taken))).status).toBe(200);
    expect(item.eTag).not.toBe(eTag);
  });

  test('that waits for a later part, has a body where none is taken, or names another version, is refused whole', async () => {
    const { at } = await openBook();
    const url = `${at}/worksheets`;
    for (const parts of [
      [part('1', url, { dependsOn: ['2'] }), part('2', url)],
      [part('1', url, { headers: { 'Content-Type': 'application/json' }, body: {} })],
      [part('1', `/v1.0${url}`)],
      [part('1', `https://graph.microsoft.com/v1.0${url}`)],
    ])
      expect((await violation(post(...parts)))[0]).toBe(400);
  });

  test('of more than twenty, of twins, or of one session at once is held against the test', async () => {
    const book = await openBook();
    const parts = Array.from({ length: 21 }, (_, i) => part(String(i), `${book.at}/worksheets`));
    expect((await violation(post(...parts)))[0]).toBe(400);
    expect((await violation(post(part('1', '/x'), part('1', '/y'))))[0]).toBe(400);
    const headers = await session(book);
    await post(part('1', `${book.at}/worksheets`, { headers }), part('2', `${book.at}/worksheets`, { headers }));
    expect(graph.takeViolations().join()).toContain('neither waits for the other');
  });
});

test('the generated starter is read in one session, and a write to it is calculated', async () => {
  const book = await openBook(
    {},
    await readFile(new URL('../../../sheet-templates/generated/starter-en.xlsx', import.meta.url)),
  );
  const headers = await session(book);
  const { value } = await bodyOf(await ask('GET', `${book.at}/worksheets`, undefined, headers));
  expect(value.length).toBeGreaterThan(5);
  for (const { id } of value) {
    const used = await ask(
      'GET',
      `${book.at}/worksheets/${encodeURIComponent(id)}/usedRange(valuesOnly=true)?$select=address,values`,
      undefined,
      headers,
    );
    expect(used.status).toBe(200);
  }
  const before = readWorkbook(book.item.bytes).sheets.map(({ rows }) => rows);
  const sheet = value.find(({ visibility }: { visibility: string }) => visibility === 'Visible');
  await ask(
    'PATCH',
    `${book.at}/worksheets/${encodeURIComponent(sheet.id)}/range(address='Z99')`,
    { values: [['x']] },
    headers,
  );
  const after = readWorkbook(book.item.bytes).sheets.map(({ rows }) => rows);
  expect(after.slice(1)).toEqual(before.slice(1));
});
