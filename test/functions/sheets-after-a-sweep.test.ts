import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { locate, textOf } from '../../core/read/locate.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { adoptFile } from '../../functions/adopt/index.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { zipParts } from '../../scripts/templates/parts.ts';
import {
  CHECK,
  CHECK_KEY,
  columnLetters,
  columnsInFile,
  LOCALES,
  type Locale,
  type POLICY,
  TABS,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import { SETTING_NAMES } from '../../sheet-templates/setting-names.ts';
import { TEMPLATE_NAMES, TEMPLATES, type Template, tabsIn, VIEWS } from '../../sheet-templates/views.ts';
import { tempFolder } from '../support/cli.ts';
import { asPdf, findLibreOffice, pagesOf } from '../support/libreoffice.ts';

const NOW = '2026-03-06T09:00';
const CASES = LOCALES.flatMap((locale) => TEMPLATE_NAMES.map((template): [Template, Locale] => [template, locale]));
const soffice = findLibreOffice();

/** A demo's file after its first sweep. */
const swept = async (template: Template, locale: Locale) => {
  const path = join(await tempFolder(), 'demo.xlsx');
  await makeDemo({ path, template, locale, zone: 'Asia/Shanghai', country: 'CN', now: NOW });
  await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now: NOW });
  return { raw: await openXlsxFile(path).read(), bytes: await readFile(path) };
};

/** What the check column says, by id. */
const checksIn = (raw: RawWorkbook, tab: TabKey): ReadonlyMap<string, string> => {
  const place = locate(raw).tabs.get(tab);
  const { sheet, headerRow, columns, check } = place!;
  return new Map(
    sheet.rows.flatMap(({ at, cells }): [string, string][] => {
      const found = textOf(cells[check! - 1]);
      return at > headerRow && found !== '' ? [[textOf(cells[columns.get('id')! - 1]), found]] : [];
    }),
  );
};

/** Pixels of a column of so many characters. */
const pixels = (width: number) => width * 7 + 5;
const SCREEN = 1440;
/** What people look for in a row. */
const SOUGHT = ['due', 'date', 'status', 'progress', 'standing', 'court', 'next', CHECK_KEY];

it('what matters of a row stands within 1,440 px, in every sheet of both templates', () => {
  for (const template of TEMPLATE_NAMES) {
    const tabs = tabsIn(TEMPLATES[template]).filter((tab) => !tabOf(tab).machine);
    for (const tab of tabs) {
      let right = 0;
      for (const [key, { width }] of columnsInFile(tab, template === 'full')) {
        right += pixels(width);
        if (SOUGHT.includes(key)) expect(right, `${template} ${tab} ${key}`).toBeLessThanOrEqual(SCREEN);
      }
    }
  }
});

describe.each(CASES)('the %s demo in %s, after a sweep', (template, locale) => {
  let raw: RawWorkbook;
  let bytes: Buffer;
  let printing: Promise<string[]> | undefined;
  /** Its pages, printed once. */
  const printed = (): Promise<string[]> => {
    printing ??= asPdf(soffice!, bytes).then(pagesOf);
    return printing;
  };
  beforeAll(async () => {
    ({ raw, bytes } = await swept(template, locale));
  }, 60_000);

  const xmlOf = (title: string): string => {
    const parts = zipParts(bytes);
    const at = [
      ...parts
        .get('xl/workbook.xml')!
        .toString()
        .matchAll(/<sheet [^>]*name="([^"]*)"/g),
    ].findIndex(([, name]) => name === title);
    return parts
      .get(`xl/worksheets/sheet${at + 1}.xml`)!
      .toString()
      .replaceAll('&quot;', '"')
      .replaceAll('&gt;', '>');
  };

  it('says beside a row what is wrong with it, and the row looks so from its first column on', () => {
    const checks = checksIn(raw, 'raci');
    expect(checks.get('T-0041')).toContain('2026/4/31');
    expect(checks.has('T-0001')).toBe(false);
    const at = columnsInFile('raci', template === 'full').findIndex(([key]) => key === CHECK_KEY) + 1;
    expect(xmlOf(TABS.raci.title[locale])).toContain(
      `<formula>$${columnLetters(at)}4<>""</formula>`.replace('<>', '&lt;>'),
    );
    // Its row is as high as its lines.
    const row = locate(raw)
      .tabs.get('raci')!
      .sheet.rows.find(({ cells }) => cells[0] === 'T-0041')!.at;
    const height = Number(new RegExp(`<row r="${row}"[^>]* ht="([\\d.]+)"`).exec(xmlOf(TABS.raci.title[locale]))?.[1]);
    expect(height).toBeGreaterThan(30);
  });

  it('makes what is over pale from end to end, and leaves rows nobody has begun white', () => {
    const xml = xmlOf(TABS.tracker.title[locale]);
    const done = TABS.tracker.columns.status.options.find(({ key }) => key === 'done')!.label[locale];
    const last = columnLetters(columnsInFile('tracker', template === 'full').length);
    const rules = [...xml.matchAll(/<conditionalFormatting sqref="([^"]*)">(.*?)<\/conditionalFormatting>/gs)];
    const whole = rules.filter(([, ref]) => ref === `A4:${last}2000`).map(([, , rule]) => rule);
    expect(whole.some((rule) => rule!.includes(`="${done}"`))).toBe(true);
    // A formula that shows nothing does not begin a row.
    expect(xmlOf(TABS.requests.title[locale])).not.toContain('COUNTA(');
  });

  it('has a name in front of each setting, in the words of its language', () => {
    const { sheet, headerRow, columns } = locate(raw).tabs.get('settings')!;
    const rows = sheet.rows.filter(({ at, cells }) => at > headerRow && textOf(cells[columns.get('key')! - 1]) !== '');
    for (const { cells } of rows) {
      const key = textOf(cells[columns.get('key')! - 1]) as keyof typeof POLICY;
      expect(textOf(cells[0])).toBe(SETTING_NAMES[key][locale]);
    }
    expect(rows.length).toBeGreaterThan(20);
  });

  it('has a guide, a dashboard and an overview', () => {
    const titles = raw.sheets.map(({ title }) => title);
    for (const view of ['guide', 'dashboard', 'overview'] as const) expect(titles).toContain(VIEWS[view].title[locale]);
  });

  it.runIf(locale === 'zh-CN' && soffice !== null && canReadPdf())(
    'says the weekday as colleagues do, in rows of every colour',
    async () => {
      const text = (await printed()).join('\n');
      expect(text.match(/月\d+日 周[一二三四五六日]/g)?.length).toBeGreaterThan(50);
      expect(text).not.toMatch(/星期[一二三四五六日]|周周|日 [一二三四五六日]\s/);
    },
    120_000,
  );

  it.skipIf(!soffice || !canReadPdf())(
    'prints only what has content',
    async () => {
      const pages = await printed();
      for (const page of pages) {
        const lines = page.split('\n').filter((line) => line.trim() !== '');
        // A page that only repeats the header, its own title and the number of the page has three or four.
        expect(lines.length, page).toBeGreaterThan(4);
      }
      expect(pages.length).toBeLessThanOrEqual(template === 'full' ? 40 : 15);
    },
    120_000,
  );
});

/** The matrix ends with its last task and its last person, so that neither fills pages of its own nor shrinks the others. */
it.each(LOCALES)(
  'the matrix in %s is printed as far as it has tasks and people',
  async (locale) => {
    const { raw, bytes } = await swept('full', locale);
    const sheet = raw.sheets.find(({ title }) => title === VIEWS.matrix.title[locale])!;
    const last = Math.max(...sheet.rows.filter(({ cells }) => textOf(cells[1]) !== '').map(({ at }) => at));
    const names = sheet.rows.find(({ at }) => at === 3)!.cells.slice(0, 26);
    const right = columnLetters(names.findLastIndex((cell) => textOf(cell) !== '') + 1);
    const workbook = zipParts(bytes).get('xl/workbook.xml')!.toString().replaceAll('&apos;', "'");
    expect(workbook).toContain(`'${VIEWS.matrix.title[locale]}'!$A$1:$${right}$${last}<`);
    expect(last).toBeLessThan(63);
  },
  60_000,
);

describe.each(LOCALES)('a team’s own tracker in %s', (locale) => {
  const words = {
    'zh-CN': ['任务', '责任人', '截止时间', '状态', ['画草图', '李明', '下周内', '进行中']],
    en: ['Task', 'Owner', 'Due', 'Status', ['Draw a sketch', 'Li Ming', 'some time soon', 'In progress']],
  } as const satisfies Record<Locale, unknown>;

  it('gets what a check finds beside each row where it has the column, and keeps its own look', async () => {
    const path = join(await tempFolder(), 'tracker.xlsx');
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Plan');
    const [task, owner, due, status, row] = words[locale];
    sheet.addRow([task, owner, due, status, CHECK.header[locale]]);
    sheet.addRow([...row]);
    await book.xlsx.writeFile(path);
    await adoptFile(path, { now: NOW });
    await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now: NOW });
    const raw = await openXlsxFile(path).read();
    const [first] = raw.sheets;
    expect(first?.title).toBe('Plan');
    const header = first!.rows[0]!.cells.map(textOf);
    expect(header.slice(0, 5)).toEqual([task, owner, due, status, CHECK.header[locale]]);
    expect(textOf(first!.rows[1]!.cells[4])).toContain(row[2]);
    const titles = raw.sheets.map(({ title }) => title);
    expect(titles).toContain(tabOf('settings').title[locale]);
    // An overview of ours says how each of its rows stands; theirs has no colours of ours.
    const parts = zipParts(await readFile(path));
    expect(parts.get('xl/worksheets/sheet1.xml')!.toString()).not.toContain('conditionalFormatting');
    expect(titles[1]).toBe(VIEWS.overview.title[locale]);
    expect(parts.get('xl/worksheets/sheet2.xml')!.toString()).toContain('<conditionalFormatting sqref="A4:N2000">');
    const overview = raw.sheets[1]!.rows.filter(({ at }) => at > 3).map(({ cells }) => cells.map(textOf));
    expect(overview).toEqual([expect.arrayContaining([row[0], row[1], row[3]])]);
  });
});

it('a sheet of theirs that is called like the overview stays the only one', async () => {
  const path = join(await tempFolder(), 'tracker.xlsx');
  const book = new exceljs.Workbook();
  book.addWorksheet('Plan').addRows([
    ['Task', 'Owner', 'Due', 'Status'],
    ['Draw a sketch', 'Li Ming', '2026-03-20', 'In progress'],
  ]);
  book.addWorksheet('overview').addRow(['What we are about']);
  await book.xlsx.writeFile(path);
  const report = await adoptFile(path, { now: NOW });
  expect(report.overview).toBeUndefined();
  await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now: NOW });
  const { sheets } = await openXlsxFile(path).read();
  expect(sheets[1]).toMatchObject({ title: 'overview', rows: [{ at: 1, cells: ['What we are about'] }] });
  expect(sheets.filter(({ title }) => /overview/i.test(title))).toHaveLength(1);
});

/** Whether what a PDF says can be read here. */
function canReadPdf(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
