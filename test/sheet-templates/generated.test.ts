import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { read, utils, type WorkBook } from 'xlsx';
import { factOf } from '../../core/problem.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { readWorkbook } from '../../functions/xlsx/read.ts';
import { staleTemplates } from '../../scripts/generate-templates.ts';
import { type Parts, zipOf, zipParts } from '../../scripts/templates/parts.ts';
import { buildWorkbook } from '../../scripts/templates/workbook.ts';
import {
  columnLetters,
  columnsIn,
  columnsInFile,
  columnsOf,
  FULL,
  LOCALES,
  type Locale,
  POLICY,
  STARTER,
  TAB_KEYS,
  type TabKey,
  tabOf,
} from '../../sheet-templates/index.ts';
import { HEADER_ROW, PREPARED_ROWS } from '../../sheet-templates/layout.ts';
import { type SheetKey, TEMPLATES, VIEWS } from '../../sheet-templates/views.ts';

const GENERATED = new URL('../../sheet-templates/generated/', import.meta.url);
const SHEETS: readonly SheetKey[] = TEMPLATES.starter;
const HUMAN = STARTER.filter((tab) => !tabOf(tab).machine);
const MACHINE = STARTER.filter((tab) => tabOf(tab).machine);

const LAST = HEADER_ROW + PREPARED_ROWS;

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const textOf = (parts: Parts, name: string) => parts.get(name)!.toString();
const attributes = (xml: string, tag: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag} [^>]*?\\b${name}="([^"]*)"`, 'g'))].map((match) => unescaped(match[1]!));
/** Sheets are numbered in the order of their tabs. */
const sheetXml = (parts: Parts, tab: string) =>
  textOf(parts, `xl/worksheets/sheet${SHEETS.indexOf(tab as never) + 1}.xml`);

describe('the generated workbooks', () => {
  it('are what the declared tabs give', async () => {
    expect(await staleTemplates()).toEqual([]);
  });

  it('are found stale when a part differs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-templates-'));
    await cp(GENERATED, folder, { recursive: true });
    const file = join(folder, 'starter-en.xlsx');
    const parts = zipParts(await readFile(file));
    parts.set('xl/sharedStrings.xml', Buffer.from(textOf(parts, 'xl/sharedStrings.xml').replace('Due', 'Deadline')));
    await writeFile(file, zipOf(parts, 1));
    expect(await staleTemplates(pathToFileURL(`${folder}/`))).toEqual(['starter-en.xlsx: xl/sharedStrings.xml']);
    await rm(folder, { recursive: true });
  });

  it('come out byte for byte alike', async () => {
    const [first, second] = [await buildWorkbook('en', STARTER), await buildWorkbook('en', STARTER)];
    expect(first.equals(second)).toBe(true);
  });

  it.each(LOCALES)('can hold the whole process in %s: every tab, every column, every setting', async (locale) => {
    const book = read(await buildWorkbook(locale, FULL));
    expect(book.SheetNames).toEqual(TAB_KEYS.map((tab) => tabOf(tab).title[locale]));
    const rowsOf = (tab: TabKey) =>
      utils.sheet_to_json<string[]>(book.Sheets[tabOf(tab).title[locale]]!, { header: 1, defval: null });
    for (const tab of TAB_KEYS) {
      const header = rowsOf(tab)[tabOf(tab).machine ? 0 : 2];
      const columns = tabOf(tab).machine ? columnsOf(tab) : columnsInFile(tab, true);
      expect(header).toEqual(columns.map(([, column]) => column.header[locale]));
    }
    const settings = rowsOf('settings').slice(3);
    const at = (key: string) => columnsInFile('settings', true).findIndex(([name]) => name === key);
    expect(settings.map((row) => row[at('key')]).sort()).toEqual(Object.keys(POLICY).sort());
    expect(settings.find((row) => row[at('key')] === 'minutesHours')![at('value')]).toBe(24);
    // Each has a name of its own in the workbook's language, in front.
    expect(at('called')).toBe(0);
    expect(new Set(settings.map(([called]) => called)).size).toBe(settings.length);
  });

  it('leave what only the whole process needs out of the starter', async () => {
    const book = read(await buildWorkbook('en', STARTER));
    const text = STARTER.map((tab) => utils.sheet_to_csv(book.Sheets[tabOf(tab).title.en]!)).join('\n');
    for (const header of ['Review result', 'Task details', 'minutesHours']) expect(text).not.toContain(header);
  });

  it('show hours and minutes in a column of times, and refuse anything else', async () => {
    const file = await buildWorkbook('en', FULL);
    const parts = zipParts(file);
    const xml = textOf(parts, `xl/worksheets/sheet${FULL.indexOf('meetings') + 1}.xml`);
    const start = columnLetters(columnsInFile('meetings', true).findIndex(([key]) => key === 'start') + 1);
    const check = new RegExp(`<dataValidation type="time"[^>]*sqref="${start}4:[^>]*>`).exec(xml)![0];
    expect(attributes(check, 'dataValidation', 'error')[0]).toContain('14:30');
    const sheet = read(file, { cellNF: true, cellStyles: true, sheetStubs: true }).Sheets[tabOf('meetings').title.en]!;
    expect(sheet[`${start}4`]!.z).toBe('hh:mm');
  });
});

describe.each(LOCALES)('the starter in %s', async (locale: Locale) => {
  const file = await readFile(new URL(`starter-${locale}.xlsx`, GENERATED));
  const parts = zipParts(file);
  const book: WorkBook = read(file, { cellStyles: true, cellFormula: true, sheetStubs: true });
  const sheetOf = (tab: string) => book.Sheets[tabOf(tab as never).title[locale]]!;
  const rowsOf = (tab: string) => utils.sheet_to_json<string[]>(sheetOf(tab), { header: 1, defval: null });

  it('has its tables numbered, each another way', () => {
    const ids = [...parts].flatMap(([name, xml]) =>
      name.startsWith('xl/tables/') ? attributes(xml.toString(), 'table', 'id') : [],
    );
    expect(new Set(ids).size).toBe(HUMAN.length + 1);
  });

  it('is read by Baton itself: every tab found, no rows, no problems', () => {
    const raw = {
      name: 'starter',
      location: 'here',
      movedFrom: () => false,
      foundAt: async () => null,
      ...readWorkbook(file),
    };
    const snapshot = readSnapshot(raw, { now: '2026-03-06T09:00:00+08:00' });
    expect(Object.keys(snapshot.has)).toEqual(STARTER);
    expect(Object.values(snapshot.rows).flat()).toEqual([]);
    // Whoever starts with it names the people in charge; nothing else is amiss.
    expect(snapshot.problems.map(({ code, facts }) => `${code} ${factOf(facts, 'key')}`)).toEqual([
      'role-missing projectLead',
      'role-missing keeper',
      'role-missing executive',
    ]);
    expect(snapshot.policy.locale).toBe(locale);
  });

  it('opens on the guide, machine tabs hidden and protected', () => {
    const xml = textOf(parts, 'xl/workbook.xml');
    expect(book.SheetNames[Number(attributes(xml, 'workbookView', 'activeTab')[0])]).toBe(VIEWS.guide.title[locale]);
    const states = Object.fromEntries(SHEETS.map((sheet, i) => [sheet, book.Workbook!.Sheets![i]!.Hidden]));
    for (const tab of STARTER) expect(states[tab], tab).toBe(tabOf(tab).machine ? 1 : 0);
    for (const tab of MACHINE) expect(sheetXml(parts, tab)).toContain('<sheetProtection sheet="1"');
    for (const tab of HUMAN) expect(sheetXml(parts, tab)).not.toContain('<sheetProtection');
  });

  it.each(HUMAN)('%s has its title, one line of help, and the declared headers', (tab) => {
    const rows = rowsOf(tab);
    expect(rows[0]![0]).toBe(tabOf(tab).title[locale]);
    expect(rows[1]![0]).toBe(tabOf(tab).help[locale]);
    expect(rows[2]).toEqual(columnsInFile(tab, false).map(([, column]) => column.header[locale]));
  });

  it.each(MACHINE)('%s begins with its header, which is the columns’ keys', (tab) => {
    expect(rowsOf(tab)).toEqual([columnsIn(tab, false).map(([key]) => key)]);
  });

  it.each(HUMAN.filter((tab) => tab !== 'settings'))('%s has empty rows that only look things up', (tab) => {
    const sheet = sheetOf(tab);
    for (let row = 4; row <= LAST; row++) {
      columnsInFile(tab, false).forEach(([key, { lookup }], index) => {
        const cell = sheet[`${columnLetters(index + 1)}${row}`];
        expect(Boolean(cell?.f), `${key} in row ${row}`).toBe(lookup !== undefined);
        expect(cell?.v ?? '').toBe('');
      });
    }
    expect(sheet[`A${LAST + 1}`]).toBeUndefined();
  });

  it('has a table on each human tab, named alike and as wide as its header', () => {
    const tables = [...parts].filter(([name]) => name.startsWith('xl/tables/')).map(([, xml]) => xml.toString());
    HUMAN.forEach((tab) => {
      const xml = tables.find((each) => each.includes(`"baton_${tab}"`))!;
      const columns = columnsInFile(tab, false);
      const last = tab === 'settings' ? rowsOf(tab).length : LAST;
      const ref = `A3:${columnLetters(columns.length)}${last}`;
      expect(attributes(xml, 'table', 'displayName')).toEqual([`baton_${tab}`]);
      expect(attributes(xml, 'table', 'ref')).toEqual([ref]);
      expect(attributes(xml, 'autoFilter', 'ref')).toEqual([ref]);
      // Excel repairs a file whose table names a column otherwise than its header cell does.
      expect(attributes(xml, 'tableColumn', 'name')).toEqual(columns.map(([, column]) => column.header[locale]));
    });
  });

  it('offers every option and every yes or no in a drop-down list', () => {
    for (const tab of HUMAN) {
      for (const [index, [, column]] of columnsInFile(tab, false).entries()) {
        if (!column.options && column.type !== 'flag') continue;
        const cell = `${columnLetters(index + 1)}4`;
        const list = new RegExp(`<dataValidation type="list"[^>]*sqref="${cell}:[^>]*><formula1>([^<]*)<`).exec(
          sheetXml(parts, tab),
        );
        const labels =
          column.options?.map(({ label }) => label[locale]) ?? (locale === 'en' ? ['Yes', 'No'] : ['是', '否']);
        expect(
          unescaped(list?.[1] ?? '')
            .slice(1, -1)
            .split(','),
        ).toEqual(labels);
      }
    }
  });

  it('offers people and departments from their own tabs', () => {
    for (const tab of HUMAN) {
      for (const [index, [key, { type }]] of columnsInFile(tab, false).entries()) {
        if (type !== 'person' && type !== 'department') continue;
        const source = tabOf(type === 'person' ? 'directory' : 'departments').title[locale];
        const list = new RegExp(`sqref="${columnLetters(index + 1)}4:[^>]*><formula1>OFFSET\\(&apos;${source}&apos;!`);
        expect(sheetXml(parts, tab), `${tab}.${key}`).toMatch(list);
      }
    }
  });

  it('checks dates and percentages, and says what to write', () => {
    const xml = sheetXml(parts, 'tracker');
    const at = columnLetters(columnsInFile('tracker', false).findIndex(([key]) => key === 'newDue') + 1);
    const newDue = new RegExp(`<dataValidation type="date"[^>]*sqref="${at}4:[^>]*>`).exec(xml)![0];
    expect(attributes(newDue, 'dataValidation', 'error')[0]).toContain('2026-03-06');
    expect(newDue).toContain('operator="greaterThanOrEqual"');
    expect(xml).toMatch(/<dataValidation type="decimal"[^>]*sqref="F4:[^>]*><formula1>0<\/formula1><formula2>1</);
  });

  it('has no two checks on one cell', () => {
    for (const tab of HUMAN) {
      const ranges = attributes(sheetXml(parts, tab), 'dataValidation', 'sqref').map((ref) => utils.decode_range(ref));
      for (const [i, a] of ranges.entries()) {
        for (const b of ranges.slice(i + 1)) {
          expect(a.s.c > b.e.c || b.s.c > a.e.c || a.s.r > b.e.r || b.s.r > a.e.r).toBe(true);
        }
      }
    }
  });

  it('says each column’s help in a note at its header, in a box of its own', () => {
    STARTER.forEach((tab) => {
      const index = SHEETS.indexOf(tab);
      const notes = textOf(parts, `xl/comments${index + 1}.xml`);
      const [headerRow, columns] = tabOf(tab).machine ? [1, columnsIn(tab, false)] : [3, columnsInFile(tab, false)];
      const refs = attributes(notes, 'comment', 'ref');
      expect(refs).toEqual(columns.map((_, i) => `${columnLetters(i + 1)}${headerRow}`));
      for (const [, { help }] of columns) expect(unescaped(notes)).toContain(help[locale]);
      const boxes = textOf(parts, `xl/drawings/vmlDrawing${index + 1}.vml`);
      expect(new Set([...boxes.matchAll(/<x:Anchor>([^<]*)</g)].map((match) => match[1])).size).toBe(refs.length);
    });
  });

  it('starts its settings at the defaults of its language', () => {
    const at = (key: string) => columnsInFile('settings', false).findIndex(([name]) => name === key);
    const values = Object.fromEntries(
      rowsOf('settings')
        .slice(3)
        .map((row) => [row[at('key')], row[at('value')]]),
    );
    expect(values).toMatchObject({ stuckDays: 3, workdayEnd: '18:00', updateDay: 5, workbookId: null });
    expect(values).toMatchObject(
      locale === 'en'
        ? { locale: 'en', zone: null, country: null }
        : { locale: 'zh-CN', zone: 'Asia/Shanghai', country: 'CN' },
    );
  });

  it('prints landscape, one page wide, headers repeated', () => {
    const names = textOf(parts, 'xl/workbook.xml');
    for (const tab of HUMAN) {
      const xml = sheetXml(parts, tab);
      expect(attributes(xml, 'pageSetup', 'orientation')).toEqual(['landscape']);
      expect(attributes(xml, 'pageSetup', 'paperSize')).toEqual(['9']);
      expect(attributes(xml, 'pageSetup', 'fitToWidth')).toEqual(['1']);
      expect(attributes(xml, 'pageSetup', 'fitToHeight')).toEqual(['0']);
      expect(unescaped(names)).toContain(`'${tabOf(tab).title[locale]}'!$3:$3<`);
    }
  });

  it('keeps the order of elements that Excel insists on', () => {
    // ECMA-376 part 1, CT_Worksheet, as far as used.
    const order = [
      'sheetPr',
      'dimension',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'sheetProtection',
      'conditionalFormatting',
      'dataValidations',
      'pageMargins',
      'pageSetup',
      'headerFooter',
      'legacyDrawing',
      'tableParts',
    ];
    for (const tab of STARTER) {
      const found = topLevel(sheetXml(parts, tab));
      expect(found.filter((name) => !order.includes(name))).toEqual([]);
      expect(found).toEqual([...found].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    }
  });

  it('points at no part that is missing', () => {
    for (const [name, content] of parts) {
      if (!name.endsWith('.rels')) continue;
      const base = new URL(name.replace('_rels/', '').replace(/\.rels$/, ''), 'file:///');
      for (const target of attributes(content.toString(), 'Relationship', 'Target')) {
        expect([...parts.keys()]).toContain(new URL(target, base).pathname.slice(1));
      }
    }
    const types = textOf(parts, '[Content_Types].xml');
    for (const name of parts.keys()) {
      const declared = types.includes(`PartName="/${name}"`) || types.includes(`Extension="${name.split('.').at(-1)}"`);
      expect(declared || name === '[Content_Types].xml', name).toBe(true);
    }
  });
});

/** Names of a document element's children, in order. */
const topLevel = (xml: string): string[] => {
  const names: string[] = [];
  let depth = 0;
  for (const [, close, name, empty] of xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (close) depth--;
    else {
      if (depth === 1) names.push(name!);
      if (!empty) depth++;
    }
  }
  return names;
};
