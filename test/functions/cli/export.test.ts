import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { VIEWS } from '../../../sheet-templates/views.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { setOf } from '../../support/starter.ts';

/** A Friday. */
const NOW = '2026-03-06T09:00';

describe.each(LOCALES)('export of a workbook in %s', (locale) => {
  let folder: string;
  const baton = (...args: string[]) => run('baton', folder, ['export', 'launch.xlsx', ...args, '--now', NOW]);
  const header = Object.values(VIEWS.overview.columns).map((column) => column.header[locale]);
  const rowsOf = (csv: string) =>
    utils.sheet_to_json<string[]>(Object.values(read(csv, { type: 'string', raw: true }).Sheets)[0]!, {
      header: 1,
      defval: '',
      raw: false,
    });

  beforeAll(async () => {
    folder = await tempFolder();
    const path = join(folder, 'launch.xlsx');
    await makeDemo({ path, template: 'full', locale, zone: 'Asia/Shanghai', country: null, now: NOW });
    const names = { 'T-0021': '=SUM(1,2) "a", b', 'T-0012': '＝SUM(1,2)' };
    await openXlsxFile(path).apply(Object.entries(names).map(([id, name]) => setOf('raci', id, { name })));
  });

  it('prints one row a thing under headers in the workbook’s language, and nothing else', async () => {
    const { code, out } = await baton('--csv', '--out', '-');
    expect(code).toBe(0);
    const [first, ...rows] = rowsOf(out);
    expect(first).toEqual(header);
    expect(out.split('\r\n')[0]).toBe(header.join(','));
    const by = new Map(rows.map((row) => [row[0], row]));
    expect(by.get('T-0012')).toMatchObject(
      [...Object.keys(VIEWS.overview.columns)].map((key) => (key === 'id' ? 'T-0012' : expect.any(String))),
    );
    expect(by.get('T-0012')![header.indexOf(VIEWS.overview.columns.due.header[locale])]).toMatch(/^2026-\d\d-\d\d$/);
    expect(by.get('T-0012')![header.indexOf(VIEWS.overview.columns.progress.header[locale])]).toBe('0.6');
    for (const id of ['Q-0001', 'C-0001', 'E-0001', 'M-0001']) expect(by.has(id), id).toBe(true);
    // Nobody's title is calculated by whatever opens the file.
    expect(by.get('T-0021')![1]).toBe(`'=SUM(1,2) "a", b`);
    expect(by.get('T-0012')![1]).toBe("'＝SUM(1,2)");
  });

  it('writes a file beside the workbook, or where it is told to, with the mark for Excel when asked', async () => {
    const said = await baton('--csv');
    const name = `launch ${VIEWS.overview.title[locale]}.csv`;
    expect(said).toMatchObject({ code: 0 });
    expect(said.out).toContain(name);
    const plain = await readFile(join(folder, name), 'utf8');
    expect(plain.startsWith(header[0]!)).toBe(true);
    const json = JSON.parse((await baton('--csv', '--bom', '--json')).out);
    expect(json).toMatchObject({ path: join(folder, name), rows: plain.trim().split('\r\n').length - 1 });
    expect(await readFile(join(folder, name), 'utf8')).toBe(`\ufeff${plain}`);
  });

  it('writes over no other file, through a link that somebody has left in its place', async () => {
    const victim = join(folder, 'victim.txt');
    await writeFile(victim, 'as it was');
    const name = join(folder, `launch ${VIEWS.overview.title[locale]}.csv`);
    await rm(name, { force: true });
    await symlink(victim, name);
    expect(await baton('--csv')).toMatchObject({ code: 0 });
    expect([await readFile(victim, 'utf8'), (await readFile(name, 'utf8')).startsWith(header[0]!)]).toEqual([
      'as it was',
      true,
    ]);
  });

  it('says what to write where no format is named, or the folder is not there', async () => {
    expect(await baton()).toMatchObject({ code: 2 });
    expect((await baton('--csv', '--out', 'nowhere')).code).toBe(3);
  });
});
