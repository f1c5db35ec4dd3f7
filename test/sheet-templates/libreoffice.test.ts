import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { zipOf, zipParts } from '../../scripts/templates/parts.ts';
import { columnsInFile, LOCALES, TABS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { TEMPLATES, VIEWS } from '../../sheet-templates/views.ts';
import { fill } from '../support/fill.ts';
import { findLibreOffice, resaved, shown } from '../support/libreoffice.ts';

const soffice = findLibreOffice();
const GENERATED = new URL('../../sheet-templates/generated/', import.meta.url);
/** Columns of the dashboard that people see. */
const DASHBOARD_COLUMNS = 51;
const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month - 1, date));
/** The year is left out of the dates of this one only. */
const YEAR = new Date().getFullYear();
const weekday = (locale: string, date: Date) =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(date);

describe.skipIf(!soffice).each(LOCALES)('the starter in %s, filled in and opened in LibreOffice', (locale) => {
  const due = day(YEAR, 3, 6);
  const status = TABS.tracker.columns.status.options.find(({ key }) => key === 'blocked')!.label[locale];
  let sheets: Map<string, string[][]>;
  let template: Buffer;

  beforeAll(async () => {
    template = await readFile(new URL(`starter-${locale}.xlsx`, GENERATED));
    const filled = fill(template, TEMPLATES.starter, {
      raci: [
        { id: 'T-0001', name: 'Sign & seal <the contract>', responsible: '李文静', due },
        { id: 'T-0002', name: 'No due date yet' },
      ],
      tracker: [
        { id: 'T-0002', progress: 0.4 },
        { id: 'T-0001', status },
        { id: 'T-0009', status },
      ],
      directory: [{ name: '李文静' }, { email: 'gap@example.com' }, { name: 'James Carter' }],
      _state: [
        { id: 'T-0001', court: '王建国', since: due, level: 2, next: 'ask' },
        { id: 'T-0002', level: 0 },
      ],
    });
    sheets = await shown(soffice!, withNameCount(filled));
  }, 120_000);

  /** A cell as shown, by column key; rows count from the first below the header. */
  const cell = (tab: TabKey, row: number, key: string) => {
    const index = columnsInFile(tab, false).findIndex(([other]) => other === key);
    return sheets.get(tabOf(tab).title[locale])![2 + row]![index];
  };

  it('shows the task’s name, owner and date beside its progress, whatever the order of the rows', () => {
    expect(cell('tracker', 2, 'name')).toBe('Sign & seal <the contract>');
    expect(cell('tracker', 2, 'owner')).toBe('李文静');
    const name = weekday(locale, due);
    expect(cell('tracker', 2, 'due')).toBe(locale === 'en' ? `${name} 6 Mar` : `3月6日 ${name}`);
    expect(cell('tracker', 1, 'name')).toBe('No due date yet');
  });

  it('shows the status beside the task, by its label', () => {
    expect(cell('raci', 1, 'statusNow')).toBe(status);
    expect(cell('raci', 1, 'next')).toBe('ask');
  });

  it('shows what is remembered of an item: whose move, since when, how far escalated', () => {
    expect(cell('tracker', 2, 'court')).toBe('王建国');
    expect(cell('tracker', 2, 'since')).toBe(cell('tracker', 2, 'due'));
    expect(cell('tracker', 2, 'level')).toBe(locale === 'en' ? 'Level 2' : '二级');
  });

  it('shows nothing where there is nothing: no zero, no 1899, no error', () => {
    expect(cell('tracker', 1, 'due')).toBe('');
    expect(cell('tracker', 1, 'owner')).toBe('');
    expect(cell('tracker', 1, 'since')).toBe('');
    expect(cell('tracker', 1, 'level')).toBe('');
    expect(cell('tracker', 3, 'name')).toBe('');
    expect(cell('raci', 2, 'statusNow')).toBe('');
    for (const [title, rows] of sheets) {
      // Weeks to come are drawn as nothing: #N/A, in the dashboard's hidden columns.
      const width = title === VIEWS.dashboard.title[locale] ? DASHBOARD_COLUMNS : undefined;
      for (const row of rows) for (const value of row.slice(0, width)) expect(value).not.toMatch(/^(#|Err:)/);
    }
  });

  it('offers names down to the last one, over a gap', () => {
    expect(sheets.get('_runs')!.at(-1)![0]).toBe('3');
  });

  it('comes back with its drop-downs, colours, tables and formulas', async () => {
    const parts = zipParts(await resaved(soffice!, template));
    const original = zipParts(template);
    const count = (from: typeof parts, pattern: RegExp) =>
      [...from].map(([, content]) => content.toString().match(pattern)?.length ?? 0).reduce((sum, n) => sum + n, 0);
    for (const pattern of [/<dataValidation /g, /<cfRule /g, /<f[ >]/g, /<table /g, /<comment /g]) {
      expect(count(parts, pattern), String(pattern)).toBe(count(original, pattern));
    }
    expect(count(parts, /#REF!|#NAME\?/g)).toBe(0);
  }, 120_000);
});

/** Adds a cell that counts what the drop-down of R offers, by the very formula of the drop-down. */
const withNameCount = (workbook: Buffer): Buffer => {
  const parts = zipParts(workbook);
  const raci = parts.get(`xl/worksheets/sheet${TEMPLATES.starter.indexOf('raci') + 1}.xml`)!.toString();
  const list = /sqref="C4:[^>]*><formula1>([^<]*)</.exec(raci)![1]!;
  const runs = `xl/worksheets/sheet${TEMPLATES.starter.indexOf('_runs') + 1}.xml`;
  const row = `<row r="2"><c r="A2"><f>ROWS(${list})</f></c></row></sheetData>`;
  parts.set(
    runs,
    Buffer.from(
      parts
        .get(runs)!
        .toString()
        .replace('</sheetData>', () => row),
    ),
  );
  return zipOf(parts, 1);
};
