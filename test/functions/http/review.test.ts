import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import type { HtmlAnswer } from '../../../functions/http/call.ts';
import { reviewEndpoint } from '../../../functions/http/review.ts';
import { opens, passFor } from '../../../functions/http/review-pass.ts';
import { EMPTY_CALL } from '../../support/call.ts';
import { tempFolder } from '../../support/cli.ts';

/** The page of serve on which somebody says how their own sheet is read, and begins; later it changes what was said. */

const NOW = '2026-03-06T09:00:00+08:00';
const KEYS = ['k'.repeat(32)] as const;
const FORM = 'application/x-www-form-urlencoded';

let folder: string;
let file: string;
let bytes: Buffer;
let count = 0;
beforeAll(async () => {
  folder = await tempFolder();
});

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

beforeEach(async () => {
  file = join(folder, `log-${++count}.xlsx`);
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Action Log');
  sheet.getCell('A1').value = 'Shop openings';
  sheet.getRow(3).values = ['Ref', 'Action', 'Owner', 'Target date', 'State', 'Blocked by'];
  sheet.getRow(4).values = [12, 'Agree the <rooms>', 'Li Na', day('2026-03-10'), '正在弄', 'landlord'];
  sheet.getRow(5).values = [13, 'Order the flowers', 'Bob Ray', day('2026-03-12'), 'open', ''];
  sheet.getRow(6).values = [14, 'Print menus', 'Li Na', null, 'whatever', ''];
  book.addWorksheet('Notes').getCell('A1').value = 'Weekly';
  await book.xlsx.writeFile(file);
  bytes = await readFile(file);
});

const PASS = 'the-pass';
const CALL = 'npm run -s baton -- setup --workbook log.xlsx';
/** Null where whoever shows the page sweeps every workday as well. */
let setUp: string | null = CALL;
const endpoint = () =>
  reviewEndpoint({ fileOf: (pass) => (pass === PASS ? file : null), clock: () => NOW, setUp: () => setUp });
const answerTo = async (call: Partial<typeof EMPTY_CALL>): Promise<HtmlAnswer> => {
  const answer = (await endpoint().answer({ ...EMPTY_CALL, ...call }, () => {})) as HtmlAnswer;
  return { ...answer, html: answer.html.replace(/<style>.*?<\/style>/s, '') };
};
const get = (pass = PASS) => answerTo({ method: 'GET', query: new URLSearchParams({ t: pass }) });
const header = (name: string) => (name === 'content-type' ? FORM : undefined);
const post = (fields: Readonly<Record<string, string>>) =>
  answerTo({ method: 'POST', header, raw: Buffer.from(new URLSearchParams(fields).toString()) });

/** What the form of a page would send, as a browser does: what is hidden, typed and chosen. */
const fieldsOf = ({ html }: HtmlAnswer): Record<string, string> => {
  const plain = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const inputs = [...html.matchAll(/<input [^>]*?name="([^"]*)"(?: value="([^"]*)")?/g)];
  const menus = [...html.matchAll(/<select name="([^"]*)"[^>]*>(.*?)<\/select>/gs)];
  return Object.fromEntries([
    ...inputs.map(([, name = '', value = '']) => [plain(name), plain(value)]),
    ...menus.map(([, name = '', options = '']) => [
      plain(name),
      plain(/value="([^"]*)" selected/.exec(options)?.[1] ?? ''),
    ]),
  ]);
};

const snapshotOf = async (path = file) => readSnapshot(await openXlsxFile(path).read(), { now: NOW });

describe('the page of a workbook that nobody has adopted', () => {
  it('shows the first rows, what each column is taken for, people, words, and the mails to come; and writes nothing', async () => {
    const { status, html, headers } = await get();
    expect(status).toBe(200);
    expect(html).toContain('Agree the &lt;rooms&gt;');
    expect(fieldsOf({ html } as HtmlAnswer)).toMatchObject({
      s: 'Action Log',
      h: '3',
      'c.B': 'task',
      'c.C': 'responsible',
      'c.D': 'due',
      'c.E': 'status',
      'w.正在弄': 'in-progress',
      'w.whatever': '-',
      'e.Li Na': '',
    });
    expect(html).toMatch(/Li Na<\/span><span>\d+ mails, the first on /);
    expect(html).toContain('1 row without a date: not reminded of');
    expect(headers?.['Content-Security-Policy']).toContain("default-src 'none'; style-src 'sha256-");
    expect(html).not.toMatch(/<script|style="|https?:/);
    expect(await readFile(file)).toEqual(bytes);
  });

  it('asked for without a pass says where its address stands', async () => {
    const { status, html } = await get('');
    expect(status).toBe(404);
    expect(html).toContain('which the terminal in which serve runs has printed');
    expect(html).not.toContain('Action Log');
  });

  it('is for whoever has the pass, and forms alone', async () => {
    expect((await get('another')).status).toBe(403);
    expect((await get('another')).html).not.toContain('Action Log');
    expect((await answerTo({ method: 'POST', raw: Buffer.from('{}') })).status).toBe(415);
    expect((await post({ t: 'another', take: 'yes' })).status).toBe(403);
    expect(await readFile(file)).toEqual(bytes);
  });

  it('is shown again with what was chosen, and only then what is wrong with it', async () => {
    const fields = fieldsOf(await get());
    const again = await post({ ...fields, 'c.F': 'risk', 'e.Li Na': 'li@example.com', look: 'yes' });
    expect(fieldsOf(again)).toMatchObject({ 'c.F': 'risk', 'e.Li Na': 'li@example.com' });
    const wrong = await post({ ...fields, 'c.A': 'task', 'e.Li Na': 'nonsense', take: 'yes' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('“nonsense” isn’t an address that Li Na can be mailed at.');
    expect(wrong.html).toContain('Task was chosen for column A and column B. Leave one.');
    expect(await readFile(file)).toEqual(bytes);
  });

  it('of another sheet has that sheet’s columns', async () => {
    const fields = fieldsOf(await get());
    const { html } = await post({ ...fields, s: 'Notes', look: 'yes' });
    expect(fieldsOf({ html } as HtmlAnswer)).toMatchObject({ s: 'Notes' });
    expect(fieldsOf({ html } as HtmlAnswer)).not.toHaveProperty('c.B');
  });

  it('says of a sheet that cannot be followed what to choose on the page, without a path or a call', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('Numbers').addRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    await book.xlsx.writeFile(file);
    const refused = await post({ ...fieldsOf(await get()), take: 'yes' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Choose the column that says what is to be done');
    expect(refused.html).not.toMatch(/npm run|--map/);
    expect(refused.html).not.toContain(folder);
  });

  it('says which dates cannot be read, and asks after none where nobody is named', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('Fair').addRows([
      ['Task', 'Due', 'Status'],
      ['Order the chairs', '11.16', 'In progress'],
      ['Print the banner', '', 'Not started'],
      ['Ask the speakers', '2026-03-20', 'Not started'],
    ]);
    await book.xlsx.writeFile(file);
    const { html } = await get();
    expect(html).toContain('1 date cannot be read (11.16)');
    expect(fieldsOf({ html } as HtmlAnswer)).not.toHaveProperty('q');
  });

  it('follows it as it was shown, with words, names and addresses in their places', async () => {
    const fields = fieldsOf(await get());
    const done = await post({
      ...fields,
      'c.F': 'risk',
      'w.whatever': 'blocked',
      'e.Li Na': 'li@example.com',
      take: 'yes',
    });
    expect(done.status).toBe(200);
    expect(done.html).toContain('It is followed from now on');
    expect(done.html).toContain('1 person has no address yet.');
    expect(done.html).toContain('Settings: nobody is named yet as the keeper (who looks after this workbook), ');
    expect(done.html).toContain(`To have it swept every workday, type in a terminal: ${CALL}`);
    expect(done.html).toContain('These sheets were added: Overview, Directory, Departments, Settings and Calendar.');
    const { rows, people, problems } = await snapshotOf();
    expect(rows.tracker.map(({ values }) => values.status)).toEqual(['in-progress', 'in-progress', 'blocked']);
    expect(rows.tracker[0]?.values.risk).toBe('landlord');
    expect([...people.values()].map(({ name, email }) => [name, email])).toEqual([
      ['Li Na', 'li@example.com'],
      ['Bob Ray', null],
    ]);
    expect(problems.filter(({ code }) => code.startsWith('header'))).toEqual([]);
  });

  it('reads a pasted list beside the names, and says who still lacks an address', async () => {
    const fields = fieldsOf(await get());
    const again = await post({ ...fields, l: 'Li Na <li@example.com>\nZoe Stone, zoe@example.com', look: 'yes' });
    expect(fieldsOf(again)).toMatchObject({ 'e.Li Na': 'li@example.com', 'e.Bob Ray': '' });
    expect(again.html).toContain('1 address read from the list');
    expect(again.html).toContain('1 other person in the list isn’t named here');
    expect(again.html).toContain('Still without an address: Bob Ray.');
    expect(await readFile(file)).toEqual(bytes);
    const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob Ray\r\nEMAIL:bob@example.com\r\nEND:VCARD\r\n';
    await post({ ...fieldsOf(again), l: card, take: 'yes' });
    expect([...(await snapshotOf()).people.values()].map(({ name, email }) => [name, email])).toEqual([
      ['Li Na', 'li@example.com'],
      ['Bob Ray', 'bob@example.com'],
    ]);
  });

  it('writes no address that a nickname alone speaks for before somebody has looked at it', async () => {
    const fields = fieldsOf(await get());
    const first = await post({ ...fields, l: 'Robert Ray <bob@example.com>', take: 'yes' });
    expect(first.html).toContain('“Bob Ray” may be Robert Ray &lt;bob@example.com&gt;.');
    expect(first.html).toContain('Please look at the addresses below, and press the button once more.');
    expect(await readFile(file)).toEqual(bytes);
    expect((await post({ ...fieldsOf(first), take: 'yes' })).html).toContain('It is followed from now on');
  });

  it('is shown once more where somebody changed its columns meanwhile', async () => {
    const fields = fieldsOf(await get());
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    book.getWorksheet('Action Log')!.getCell('F3').value = 'Reason';
    await book.xlsx.writeFile(file);
    const changed = await readFile(file);
    const late = await post({ ...fields, take: 'yes' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('The workbook was changed meanwhile.');
    expect(await readFile(file)).toEqual(changed);
  });

  it('asks for no daily run where whoever shows the page sweeps every workday', async () => {
    setUp = null;
    const done = await post({ ...fieldsOf(await get()), take: 'yes' }).finally(() => {
      setUp = CALL;
    });
    expect(done.html).toContain('It is followed from now on');
    expect(done.html).not.toContain('in a terminal');
  });

  it('makes an .xlsx of a table that is text, beside it', async () => {
    file = join(folder, 'plan.csv');
    await writeFile(file, 'Task,Owner,Due,Status\nPaint,Bob Ray,2026-03-20,Open\n');
    const done = await post({ ...fieldsOf(await get()), 'e.Bob Ray': 'bob@example.com', take: 'yes' });
    expect(done.html).toContain('A new workbook was made beside it, plan.xlsx');
    expect(await readdir(folder)).toContain('plan.xlsx');
    expect([...(await snapshotOf(join(folder, 'plan.xlsx'))).people.values()].map(({ email }) => email)).toEqual([
      'bob@example.com',
    ]);
  });
});

describe('the page of a workbook in which nothing looks like tasks', () => {
  const save = async (rows: readonly (readonly (string | number | Date)[])[]) => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Rows');
    for (const [i, row] of rows.entries()) sheet.getRow(i + 1).values = [...row];
    await book.xlsx.writeFile(file);
    bytes = await readFile(file);
  };

  it('asks what its columns are, and follows it when somebody has said', async () => {
    await save([
      ['Qq', 'Owner', 'Xx', 'Yy'],
      ['Draw it', 'Ann Lee', 5, day('2026-03-10')],
      ['Build it', 'Bob Ray', 6, day('2026-03-12')],
    ]);
    const first = await get();
    const fields = fieldsOf(first);
    const early = await post({ ...fields, 'c.A': '', take: 'yes' });
    expect(early.status).toBe(422);
    expect(early.html).toContain('Nothing was done yet');
    expect(await readFile(file)).toEqual(bytes);
    const done = await post({ ...fields, 'c.A': 'task', 'c.B': 'responsible', 'c.D': 'due', take: 'yes' });
    expect(done.html).toContain('It is followed from now on');
    const { rows } = await snapshotOf();
    expect(rows.raci.map(({ values }) => [values.name, values.responsible?.name])).toEqual([
      ['Draw it', 'Ann Lee'],
      ['Build it', 'Bob Ray'],
    ]);
  });

  it('reads a matrix of letters as it is, without a menu, and follows it', async () => {
    await save([
      ['Task', 'Ann Lee', 'Bob Ray', 'Li Na'],
      ['Draw it', 'R', 'A', 'I'],
      ['Build it', 'A', 'R', 'C'],
      ['Paint it', 'C', 'A', 'R'],
    ]);
    const first = await get();
    expect(first.html).toContain('Draw it');
    expect(Object.keys(fieldsOf(first)).filter((name) => name.startsWith('c.'))).toEqual([]);
    const done = await post({ ...fieldsOf(first), take: 'yes' });
    expect(done.html).toContain('It is followed from now on');
    expect((await snapshotOf()).rows.raci.map(({ values }) => values.name)).toEqual([
      'Draw it',
      'Build it',
      'Paint it',
    ]);
  });

  it('shows the first rows as they stand where no row is a header', async () => {
    await save([[1], [2], [3]]);
    const { html, status } = await get();
    expect(status).toBe(200);
    expect(html).toContain('No sheet looks like a list of tasks.');
    expect(html).toContain('<tr><th scope="row">2</th><td>2</td></tr>');
  });
});

describe('the page of a workbook that is followed', () => {
  beforeEach(async () => {
    await post({ ...fieldsOf(await get()), 'c.F': 'risk', take: 'yes' });
  });

  it('shows what stands in the settings, and which of their sheets it is', async () => {
    const { html } = await get();
    expect(fieldsOf({ html } as HtmlAnswer)).toMatchObject({ s: 'Action Log', h: '3' });
    expect([...html.matchAll(/<option value="([^"]*)"[^>]*>\1</g)].map(([, title]) => title)).toEqual([
      'Action Log',
      'Notes',
    ]);
    expect(fieldsOf({ html } as HtmlAnswer)).toMatchObject({ 'c.B': 'task', 'c.F': 'risk', 'w.正在弄': 'in-progress' });
    expect(html).toContain('name="e.Bob Ray"');
  });

  it('has another sheet followed, once it was looked at', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    const notes = book.getWorksheet('Notes')!;
    notes.getRow(3).values = ['To do', 'Who', 'Until'];
    notes.getRow(4).values = ['Wash up', 'Bob Ray', day('2026-03-20')];
    await book.xlsx.writeFile(file);
    const other = await post({ ...fieldsOf(await get()), s: 'Notes', look: 'yes' });
    expect(fieldsOf(other)).toMatchObject({ s: 'Notes', sb: 'Notes', h: '3' });
    expect(other.html).toMatch(/Bob Ray<\/span><span>\d+ mails?/);
    const columns = { 'c.A': 'task', 'c.B': 'responsible', 'c.C': 'due' };
    const done = await post({ ...fieldsOf(other), ...columns, take: 'yes' });
    expect(done.html).toContain('“Notes” is followed from now on, with row 3 as its header.');
    expect(fieldsOf(done)).toMatchObject({ s: 'Notes', 'c.A': 'task', 'c.C': 'due' });
    const { tasks } = await snapshotOf();
    expect(tasks.map(({ id, values }) => [id, values.name])).toEqual([[expect.any(String), 'Wash up']]);
  });

  it('has a sheet with the same headers followed with it, and left alone again', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    const more = book.addWorksheet('Fair Log');
    more.getRow(1).values = ['Ref', 'Action', 'Owner', 'Target date', 'State', 'Blocked by'];
    more.getRow(2).values = [21, 'Book the hall', 'Zoe Fox', day('2026-03-19'), 'open', ''];
    await book.xlsx.writeFile(file);
    const before = await get();
    expect(before.html).toContain('1 other sheet with the same headers');
    expect(fieldsOf(before)).toMatchObject({ g: 'no' });
    const done = await post({ ...fieldsOf(before), g: 'yes', take: 'yes' });
    expect(fieldsOf(done)).toMatchObject({ s: 'Action Log', g: 'yes', 'c.F': 'risk' });
    expect(done.html).toContain('name="e.Zoe Fox"');
    expect((await snapshotOf()).tasks.map(({ id, values }) => `${id} ${values.name}`)).toEqual([
      'T-0001 Agree the <rooms>',
      'T-0002 Order the flowers',
      'T-0003 Print menus',
      'T-0004 Book the hall',
    ]);
    const bytes = await readFile(file);
    expect((await post({ ...fieldsOf(await get()), take: 'yes' })).html).toContain('Nothing was different.');
    expect(await readFile(file)).toEqual(bytes);
    await post({ ...fieldsOf(await get()), g: 'no', take: 'yes' });
    expect((await snapshotOf()).tasks.length).toBe(3);
  });

  it('tries out fewer workdays of more than two thousand tasks, and says so', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    const sheet = book.getWorksheet('Action Log');
    for (let n = 0; n < 4000; n++) sheet?.addRow([100 + n, `Step ${n}`, 'Li Na', day('2026-09-10'), 'open', '']);
    await book.xlsx.writeFile(file);
    const { html } = await get();
    expect(html).toContain('Then, in the next 9 workdays');
    expect(html).toContain('with 4003 tasks only 9 of 20 workdays were tried out');
    expect(html).toMatch(/Li Na<\/span><span>\d+ mails?/);
  }, 120_000);

  it('changes them, and nothing where nothing is different', async () => {
    const before = await readFile(file);
    const same = await post({ ...fieldsOf(await get()), take: 'yes' });
    expect(same.html).toContain('Nothing was different.');
    expect(await readFile(file)).toEqual(before);
    const fields = fieldsOf(await get());
    await post({ ...fields, 'c.F': 'reason', 'w.正在弄': 'done', 'e.Bob Ray': 'bob@example.com', take: 'yes' });
    const { rows, people } = await snapshotOf();
    expect(rows.tracker[0]?.values).toMatchObject({ status: 'done', reason: 'landlord', risk: '' });
    expect([...people.values()].find(({ name }) => name === 'Bob Ray')?.email).toBe('bob@example.com');
    expect(fieldsOf(await get())).toMatchObject({ 'c.F': 'reason', 'w.正在弄': 'done' });
  });
});

describe('a pass', () => {
  it('opens the page of one workbook for twenty days, where the secret is the one it was signed with', () => {
    const pass = passFor('/a/log.xlsx', KEYS, NOW);
    expect(opens(pass, '/a/log.xlsx', KEYS, NOW)).toBe(true);
    expect(opens(pass, '/a/log.xlsx', ['other'.repeat(8), ...KEYS], '2026-03-26T08:00:00Z')).toBe(true);
    expect(opens(pass, '/a/log.xlsx', KEYS, '2026-03-27T08:00:00Z')).toBe(false);
    expect(opens(pass, '/b/log.xlsx', KEYS, NOW)).toBe(false);
    expect(opens(pass, '/a/log.xlsx', ['other'.repeat(8)], NOW)).toBe(false);
    expect(opens(`${pass.slice(0, -1)}${pass.endsWith('A') ? 'B' : 'A'}`, '/a/log.xlsx', KEYS, NOW)).toBe(false);
    expect(['', 'x', '//', 'A'.repeat(500)].map((text) => opens(text, '/a/log.xlsx', KEYS, NOW))).toEqual(
      Array(4).fill(false),
    );
  });
});
