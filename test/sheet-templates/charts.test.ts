import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { read } from 'xlsx';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { type Parts, zipParts } from '../../scripts/templates/parts.ts';
import { LOCALES } from '../../sheet-templates/index.ts';
import { TEMPLATES, VIEWS } from '../../sheet-templates/views.ts';
import { fill } from '../support/fill.ts';
import { findLibreOffice, resaved } from '../support/libreoffice.ts';

const soffice = findLibreOffice();
const GENERATED = new URL('../../sheet-templates/generated/', import.meta.url);
const CHARTS = [1, 2, 3].map((n) => `xl/charts/chart${n}.xml`);
const OURS = [
  ...CHARTS,
  'xl/drawings/drawing1.xml',
  'xl/drawings/_rels/drawing1.xml.rels',
  `xl/worksheets/_rels/sheet${TEMPLATES.full.indexOf('dashboard') + 1}.xml.rels`,
  `xl/worksheets/sheet${TEMPLATES.full.indexOf('dashboard') + 1}.xml`,
];
const textOf = (parts: Parts, name: string) => parts.get(name)!.toString();

/** Children of each element, in the order that ECMA-376 part 1, 21.2.2 has them, as far as used. */
const ORDER: Readonly<Record<string, string>> = {
  chartSpace: 'roundedCorners chart spPr txPr',
  chart: 'autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs',
  plotArea: 'layout barChart lineChart catAx valAx',
  barChart: 'barDir grouping varyColors ser gapWidth overlap axId',
  lineChart: 'grouping varyColors ser marker axId',
  ser: 'idx order tx spPr invertIfNegative marker dPt dLbls cat val smooth',
  dPt: 'idx invertIfNegative bubble3D spPr',
  dLbls: 'numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize',
  legend: 'legendPos overlay txPr',
  catAx:
    'axId scaling delete axPos numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl',
  valAx:
    'axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossBetween',
  scaling: 'orientation max min',
};

/** Every element of the chart's own vocabulary with the names of its children. */
const elements = (xml: string): { readonly name: string; readonly children: string[] }[] => {
  const all: { name: string; children: string[] }[] = [];
  const open: { name: string; children: string[] }[] = [];
  for (const [, close, name, empty] of xml.matchAll(/<(\/?)c:(\w+)[^>]*?(\/?)>/g)) {
    if (close) {
      open.pop();
      continue;
    }
    const element = { name: name!, children: [] };
    open.at(-1)?.children.push(name!);
    all.push(element);
    if (!empty) open.push(element);
  }
  return all;
};

describe.each(LOCALES)('the charts of the dashboard in %s', async (locale) => {
  const file = await readFile(new URL(`full-${locale}.xlsx`, GENERATED));
  const parts = zipParts(file);

  it('are three parts of their own, drawn on the dashboard', () => {
    expect([...parts.keys()].filter((name) => name.startsWith('xl/charts/'))).toEqual(CHARTS);
    expect(textOf(parts, OURS.at(-1)!)).toMatch(/<drawing r:id="rId\d+"\/>/);
    const drawing = textOf(parts, 'xl/drawings/drawing1.xml');
    expect(drawing.match(/<c:chart [^>]*r:id="rId\d"/g)).toHaveLength(3);
    // Said in words too, for those who cannot see them.
    for (const [, words] of drawing.matchAll(/descr="([^"]*)"/g)) expect(words!.length).toBeGreaterThan(1);
  });

  it('have their elements in the order that the schema asks for', () => {
    for (const name of CHARTS)
      for (const { name: element, children } of elements(textOf(parts, name))) {
        const order = ORDER[element]?.split(' ');
        if (!order) continue;
        expect(children.filter((child) => !order.includes(child))).toEqual([]);
        expect(children).toEqual([...children].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
      }
  });

  it('name cells of the dashboard', () => {
    const names = CHARTS.flatMap((name) => [...textOf(parts, name).matchAll(/<c:f>([^<]*)</g)].map(([, f]) => f!));
    expect(names.length).toBeGreaterThan(12);
    for (const name of names) expect(name).toMatch(new RegExp(`^'${VIEWS.dashboard.title[locale]}'!\\$[A-Z]+\\$\\d+`));
  });

  it('keep no other program from opening the file', async () => {
    expect(read(file).SheetNames).toContain(VIEWS.dashboard.title[locale]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(file as unknown as ArrayBuffer);
    expect(book.getWorksheet(VIEWS.dashboard.title[locale])?.getCell('B1').value).toBe(VIEWS.dashboard.title[locale]);
  });

  it('stay as they are, to the byte, when Baton writes into the workbook', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-charts-'));
    try {
      const path = join(folder, 'book.xlsx');
      await writeFile(path, file);
      const values = { id: 'T-0001', court: 'Li', level: 1 };
      const [receipt] = await openXlsxFile(path).apply([
        { tab: '_state', kind: 'append', item: 'T-0001', values, expected: {} },
      ]);
      expect(receipt!.outcome).toBe('written');
      const after = zipParts(await readFile(path));
      expect(textOf(after, `xl/worksheets/sheet${TEMPLATES.full.indexOf('_state') + 1}.xml`)).toContain('T-0001');
      for (const name of OURS) expect(after.get(name)!.equals(parts.get(name)!), name).toBe(true);
      // What they show is calculated when the file is opened.
      expect(textOf(after, 'xl/workbook.xml')).toContain('fullCalcOnLoad="1"');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.skipIf(!soffice)(
    'are drawn by LibreOffice from what the rows say',
    async () => {
      const filled = fill(file, TEMPLATES.full, {
        tracker: [{ id: 'T-0001', status: locale === 'en' ? 'In progress' : '进行中' }],
      });
      const saved = zipParts(await resaved(soffice!, filled));
      const drawn = [...saved.keys()]
        .filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name))
        .map((name) => textOf(saved, name));
      expect(drawn).toHaveLength(3);
      const standing = drawn.find(
        (xml) => xml.includes(locale === 'en' ? '>On time<' : '>按时<') && !xml.includes('stacked'),
      )!;
      const values = /<c:val>(.*?)<\/c:val>/s.exec(standing)![1]!;
      expect([...values.matchAll(/<c:v>([^<]*)</g)].map(([, value]) => value)).toEqual(['1', '0', '0']);
    },
    120_000,
  );
});

describe.skipIf(!soffice)('the overview, for a pivot table', () => {
  it('is one table with one header, dates that are dates and numbers that are numbers', async () => {
    const file = await readFile(new URL('full-en.xlsx', GENERATED));
    const due = new Date(Date.UTC(2026, 2, 6));
    const filled = fill(file, TEMPLATES.full, {
      raci: [{ id: 'T-0001', name: 'One', department: 'Sales', responsible: 'Li Na', start: due, due }],
      tracker: [{ id: 'T-0001', status: 'In progress', progress: 0.4 }],
      departments: [{ name: 'Sales' }],
    });
    const tables = [...zipParts(filled)]
      .filter(([name]) => name.startsWith('xl/tables/'))
      .map(([, xml]) => xml.toString());
    expect(tables.filter((xml) => xml.includes('displayName="baton_overview"'))).toHaveLength(1);
    const sheet = read(await resaved(soffice!, filled)).Sheets.Overview!;
    const columns = Object.entries(VIEWS.overview.columns);
    const types = columns.map(([key], i) => [key, sheet[`${String.fromCharCode(65 + i)}4`]?.t]);
    expect(Object.fromEntries(types)).toMatchObject({
      id: 's',
      name: 's',
      department: 's',
      start: 'n',
      due: 'n',
      progress: 'n',
      daysLate: 'n',
    });
    expect(sheet.G4!.v).toBe(due.getTime() / 86_400_000 + 25_569);
  }, 120_000);
});
