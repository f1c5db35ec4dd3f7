import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import exceljs from 'exceljs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packOf } from '../../core/pack/index.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { packFiles, packRequest, packZip } from '../../functions/pack/index.ts';
import { LOCALES } from '../../sheet-templates/index.ts';
import { archiveBook, fileOf } from '../support/archive.ts';
import { openChromium } from '../support/chromium.ts';
import { run, tempFolder } from '../support/cli.ts';
import { findLibreOffice, shownAll } from '../support/libreoffice.ts';
import { unzip } from '../support/zip.ts';

const NOW = '2026-03-13T09:00';
const ZIP = 'Launch packaging-2026-03-13.zip';
const snapshotOf = (raw: RawWorkbook) => readSnapshot(raw, { now: NOW });
const packed = (raw: RawWorkbook) => packOf(snapshotOf(raw), 'Q-0001')!;
const contentsOf = (bytes: Buffer) => new Map(unzip(bytes).map(({ name, content }) => [name, content]));

describe.each(LOCALES)('a package in %s', (locale) => {
  const files = contentsOf(packZip(packed(archiveBook(locale))));
  const texts = async () => {
    const all = new Map<string, string>();
    for (const [name, content] of files) {
      if (!name.endsWith('.xlsx')) all.set(name, content.toString('utf8'));
      else for (const { name: part, content: xml } of unzip(content)) all.set(`${name}/${part}`, xml.toString('utf8'));
    }
    return all;
  };

  it('has a page of contents and every document in two forms', () => {
    const names = [...files.keys()];
    expect(names.slice(0, 4)).toEqual([
      'index.html',
      'index.md',
      'documents/01-request.html',
      'documents/01-request.xlsx',
    ]);
    expect(names).toHaveLength(2 + 2 * 14);
  });

  it('links what is there and nothing else', () => {
    for (const index of ['index.html', 'index.md']) {
      const links = [
        ...files
          .get(index)!
          .toString('utf8')
          .matchAll(/(?:href="|\]\()([^")]+)/g),
      ].map((m) => m[1]!);
      expect(links.sort()).toEqual([...files.keys()].filter((name) => name.startsWith('documents/')).sort());
    }
  });

  it('holds nothing of other requests, in no part of any document', async () => {
    for (const [name, text] of await texts()) {
      expect(`${name}: ${/SECRET|secret@|zhou@|周总|Zhou|T-0003|Q-0002/.exec(text)?.[0] ?? ''}`).toBe(`${name}: `);
    }
  });

  it('is the same bytes for the same workbook and day', () => {
    expect(packZip(packed(archiveBook(locale))).equals(packZip(packed(archiveBook(locale))))).toBe(true);
  });

  it('loads nothing from elsewhere and runs nothing', async () => {
    for (const [name, text] of await texts()) {
      if (name.endsWith('.html')) expect(text).not.toMatch(/<script|<img|<link|src=|@import|url\(/);
    }
  });
});

describe('cells', () => {
  const requests = [
    {
      id: 'Q-0001',
      name: '<b>Launch</b> & [x](y) | "z"',
      goal: '<script>alert(1)</script>\n=HYPERLINK("https://example.com")',
      initiatingDepartment: '=1+1',
    },
  ];
  const files = packFiles(packed(archiveBook('en', { requests })));

  it('mark nothing up in pages', () => {
    const page = files.get('documents/01-request.html')!.toString('utf8');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script');
    expect(files.get('index.html')!.toString('utf8')).toContain(
      '<h1>&lt;b&gt;Launch&lt;/b&gt; &amp; [x](y) | &quot;z&quot;</h1>',
    );
    expect(files.get('index.md')!.toString('utf8')).toContain('# \\<b\\>Launch\\</b\\> \\& \\[x\\](y) \\| "z"');
  });

  it('stay texts in sheets, and dates are dates', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.load(files.get('documents/07-tracker.xlsx')! as never);
    const row = book.worksheets[0]!.getRow(4);
    expect(row.getCell(4).value).toEqual(new Date('2026-03-04T00:00:00Z'));
    expect(row.getCell(4).numFmt).toBe('yyyy-mm-dd');
    expect(row.getCell(6).numFmt).toBe('0%');
    const form = new exceljs.Workbook();
    await form.xlsx.load(files.get('documents/01-request.xlsx')! as never);
    const values = form.worksheets[0]!.getColumn(2).values;
    expect(values).toContain('<script>alert(1)</script>\n=HYPERLINK("https://example.com")');
  });
});

const soffice = findLibreOffice();

describe.skipIf(!soffice)('LibreOffice', () => {
  it('opens every document with what stands in it', { timeout: 120_000 }, async () => {
    const pack = packed(archiveBook('zh-CN'));
    const files = packFiles(pack);
    const books = await shownAll(
      soffice!,
      Object.fromEntries(pack.documents.map(({ kind, file }) => [kind, files.get(`${file}.xlsx`)!])),
    );
    for (const { kind, tables } of pack.documents) {
      expect([...books.get(kind)!.keys()].sort()).toEqual(tables.map(({ title }) => title).sort());
      for (const { title, columns, rows, layout } of tables) {
        const lines = books.get(kind)!.get(title)!;
        const header = lines[2]!.filter((text) => text !== '');
        if (layout === 'form') expect(lines.slice(2).map(([label]) => label)).toEqual(columns.map((c) => c.header));
        else {
          expect(header).toEqual(columns.map((column) => column.header));
          expect(lines.slice(3).map(([id]) => id)).toEqual(rows.map((row) => String(row[0]!.value)));
        }
      }
    }
  });
});

const browser: Browser | null = await openChromium();

describe.skipIf(!browser)('the pages in a browser', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await tempFolder();
    for (const [name, content] of packFiles(packed(archiveBook('zh-CN')))) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), content);
    }
  });
  afterAll(() => browser?.close());

  it('lead from the contents to a document and back, and fit a phone', async () => {
    const page = await browser!.newPage({ viewport: { width: 360, height: 800 } });
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    expect(await page.locator('h1').textContent()).toBe('新品上市包装');
    expect(await overflow()).toBe(0);
    await page.locator('tr', { hasText: '会议记录' }).locator('a').first().click();
    await page.locator('h1', { hasText: '会议记录' }).waitFor();
    expect(await page.locator('dd', { hasText: '议定了分工。' }).count()).toBe(1);
    expect(await overflow()).toBe(0);
    await page.locator('.brand a').click();
    await page.locator('h1', { hasText: '新品上市包装' }).waitFor();
    await page.close();
  });
});

describe('packing', () => {
  const open = async () => {
    const store = openMemory(archiveBook('en'));
    const folder = join(await tempFolder(), 'packages');
    const pack = async (force = false) =>
      packRequest(store, snapshotOf(await store.read()), { request: 'Q-0001', folder, force });
    const archived = async () => snapshotOf(await store.read()).rows.archive.map(({ values }) => values);
    return { store, folder, pack, archived };
  };

  it('leaves one file and a row in the archive for each document', async () => {
    const { folder, pack, archived } = await open();
    expect(await pack()).toMatchObject({ path: join(folder, ZIP), recorded: 14 });
    expect(await readdir(folder)).toEqual([ZIP]);
    expect(await archived()).toHaveLength(14);
    expect((await archived())[0]).toMatchObject({
      id: 'F-0001',
      request: 'Q-0001',
      file: `${ZIP}/documents/01-request.xlsx`,
    });
  });

  it('replaces nothing unless told to, and doubles no row', async () => {
    const { folder, pack, archived } = await open();
    await pack();
    const first = await readFile(join(folder, ZIP));
    await expect(pack()).rejects.toMatchObject({ kind: 'call', code: 'file-exists' });
    await writeFile(join(folder, ZIP), 'an old one');
    expect(await pack(true)).toMatchObject({ recorded: 0 });
    expect((await readFile(join(folder, ZIP))).equals(first)).toBe(true);
    expect(await archived()).toHaveLength(14);
  });

  it('does not close a request that is still at work', async () => {
    const store = openMemory(archiveBook('en', { acceptance: [] }));
    const folder = await tempFolder();
    const snapshot = snapshotOf(await store.read());
    expect(await packRequest(store, snapshot, { request: 'Q-0001', folder, force: false })).toMatchObject({
      recorded: 'still-open',
    });
    expect(await readdir(folder)).toEqual([ZIP]);
    expect(snapshotOf(await store.read()).rows.archive).toEqual([]);
  });

  it('leaves no package behind that could not be recorded, and none that could not be written whole', async () => {
    const { store, folder, archived } = await open();
    const snapshot = snapshotOf(await store.read());
    const broken = { ...store, apply: () => Promise.reject(new Error('the share is gone')) };
    await expect(packRequest(broken, snapshot, { request: 'Q-0001', folder, force: false })).rejects.toThrow('share');
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file stands where the folder should be');
    await expect(packRequest(store, snapshot, { request: 'Q-0001', folder, force: false })).rejects.toMatchObject({
      kind: 'backend',
      code: 'not-writable',
    });
    expect(await archived()).toEqual([]);
  });
});

describe('baton pack', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await tempFolder();
    await writeFile(join(folder, 'launch.xlsx'), fileOf(archiveBook('en')));
    await writeFile(join(folder, '上市.xlsx'), fileOf(archiveBook('zh-CN')));
    const { sheets, ...book } = archiveBook('en');
    await writeFile(
      join(folder, 'small.xlsx'),
      fileOf({ ...book, sheets: sheets.filter(({ title }) => !['Archive', 'Acceptance'].includes(title)) }),
    );
  });
  const baton = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    run('baton', folder, ['pack', ...args, '--now', NOW], env);

  it('says what it made, for whom, and what it recorded, in the language of the terminal', async () => {
    const en = await baton(['launch.xlsx', 'q-0001']);
    expect(en).toMatchObject({ code: 0, err: '' });
    expect(en.out).toContain('Packed Launch packaging: 14 documents.');
    expect(en.out).toMatch(/Package +Launch packaging-2026-03-13\.zip\n/);
    expect(en.out).toMatch(/Who may view +Marketing, Design\n/);
    expect(en.out).toMatch(/Archive +14 rows recorded\n/);
    expect(en.out).toContain('1 cell could not be read');
    const zh = await baton(['上市.xlsx', 'Q-0001', '--out', '归档/包'], { LANG: 'zh_CN.UTF-8' });
    expect(zh).toMatchObject({ code: 0, err: '' });
    expect(zh.out).toContain('已打包《新品上市包装》：14 份文件。');
    expect(await readdir(join(folder, '归档/包'))).toEqual(['新品上市包装-2026-03-13.zip']);
    const rows = snapshotOf(await openXlsxFile(join(folder, '上市.xlsx')).read()).rows.archive;
    expect(rows.map(({ values }) => values.viewers)).toEqual(Array(14).fill('市场部、设计部'));
  });

  it('says what is there already', async () => {
    const again = await baton(['launch.xlsx', 'Q-0001']);
    expect(again.code).toBe(2);
    expect(again.err).toContain(ZIP);
    expect(again.err).toContain('--force');
    expect((await baton(['launch.xlsx', 'Q-0001', '--force'])).out).toMatch(/Archive +recorded already\n/);
  });

  it('names the requests there are', async () => {
    const { code, err } = await baton(['launch.xlsx', 'Q-0009']);
    expect(code).toBe(2);
    expect(err).toContain('Q-0001 Launch packaging');
    expect(JSON.parse((await baton(['launch.xlsx', 'Q-0009', '--json'])).out).error.code).toBe('request-unknown');
  });

  it('packs without an archive and before acceptance, and says both', async () => {
    const { mtimeMs } = await stat(join(folder, 'small.xlsx'));
    const small = await baton(['small.xlsx', 'Q-0001', '--out', 'small', '--json']);
    expect(JSON.parse(small.out)).toMatchObject({
      accepted: false,
      recorded: 0,
      notRecorded: 'no-archive',
      absent: ['Acceptance'],
    });
    const { out } = await baton(['small.xlsx', 'Q-0001', '--out', 'small', '--force']);
    expect(out).toContain('no sheet “Archive”; nothing was recorded');
    expect(out).toContain('has not been accepted yet');
    expect((await stat(join(folder, 'small.xlsx'))).mtimeMs).toBe(mtimeMs);
    const files = contentsOf(await readFile(join(folder, 'small', ZIP)));
    expect(files.get('index.md')!.toString('utf8')).toContain('Acceptance: Not accepted yet when this was packed');
  });
});
