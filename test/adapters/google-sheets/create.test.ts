import { describe, expect, test } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import { createGoogleSheet } from '../../../functions/adapters/google-sheets/create.ts';
import { openGoogleSheet } from '../../../functions/adapters/google-sheets/store.ts';
import { fillIn } from '../../../functions/create/make-workbook.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { columnsIn, FULL, LOCALES, type Locale, STARTER, type TabKey, tabOf } from '../../../sheet-templates/index.ts';
import {
  isView,
  type SheetKey,
  TEMPLATES,
  VIEW_KEYS,
  VIEWS,
  type ViewKey,
  viewOf,
} from '../../../sheet-templates/views.ts';
import { workbookStoreContract } from '../../contracts/workbook-store.ts';
import { draftOf, type Book as SheetsBook } from '../../support/google/sheets/book.ts';
import { renameSheet } from '../../support/google/sheets/structure.ts';
import { createMemoryMailer, run, snapshotOf } from '../../support/office.ts';
import { BATON, openBlank } from './book.ts';

const SHEETS: readonly SheetKey[] = TEMPLATES.full;

const openMade = async (locale: Locale, sheets: readonly SheetKey[]) => {
  const book = await openBlank();
  const wanted = { id: book.workbook.id, title: 'Launch', sheets, locale, zone: 'Asia/Shanghai' };
  const make = (more: object = {}) => createGoogleSheet({ ...wanted, ...more }, book.options());
  return { ...book, make };
};

/** What was made before, by what was asked for. */
const known = new Map<string, SheetsBook>();
/** The same in another spreadsheet, as it stood when it had been made: for what is done with it then. */
const openReady = async (locale: Locale, sheets: readonly SheetKey[]) => {
  const book = await openMade(locale, sheets);
  const { workbook, make } = book;
  const asked = [locale, ...sheets].join();
  const before = known.get(asked);
  if (before) workbook.replace(draftOf(before));
  else {
    await make();
    known.set(asked, draftOf(workbook.book));
  }
  return book;
};

workbookStoreContract('a Google spreadsheet made from a template', async () => {
  const { workbook, store, open } = await openReady('en', STARTER);
  return {
    store,
    other: open(),
    type: async (edits) => {
      for (const { sheet, row, column, value } of edits) workbook.set(sheet, row, column, value);
    },
    rename: async (from, to) => renameSheet(workbook.book, workbook.tab(from), to),
    version: async () => workbook.revision,
    formulaAt: async (sheet, row, column) =>
      workbook.cell(sheet, row, column)?.userEnteredValue?.formulaValue?.slice(1) ?? null,
  };
});

describe.each(LOCALES)('in %s', (locale) => {
  test.each([
    ['starter', STARTER],
    ['full', FULL],
  ])('a blank spreadsheet becomes a %s workbook in one request that reads and one that writes', async (_, tabs) => {
    const { store, workbook, make, requests } = await openMade(locale, tabs);
    await make();
    expect(requests()).toEqual(['get', 'batchUpdate']);
    const located = locate(await store.read());
    expect(located).toMatchObject({ problems: [], locale });
    expect([...located.tabs.keys()]).toEqual(tabs);
    expect(workbook.tabs).toEqual(tabs.map((tab) => tabOf(tab).title[locale]));
    for (const [tab, { columns }] of located.tabs)
      expect([tab, [...columns.keys()]]).toEqual([tab, columnsIn(tab, tabs === FULL).map(([key]) => key)]);
  });
});

describe('what people find in it', () => {
  test('choices, dates and names are checked; help stands at the header; what is Baton’s is marked', async () => {
    const { workbook, make } = await openMade('en', STARTER);
    await make();
    const { properties, rows, protectedRanges, conditionalFormats } = workbook.tab('Tracker');
    const columns = columnsIn('tracker', false);
    const at = (key: string) => columns.findIndex(([other]) => other === key);
    expect(properties.gridProperties).toMatchObject({ frozenRowCount: 3, columnCount: columns.length });
    expect(rows[2]![at('status')]!.note).toBe(tabOf('tracker').columns.status!.help.en);
    expect(rows[3]![at('status')]!.dataValidation).toMatchObject({ condition: { type: 'ONE_OF_LIST' }, strict: true });
    expect(rows[3]![at('newDue')]).toMatchObject({
      dataValidation: { condition: { type: 'DATE_IS_VALID' } },
      userEnteredFormat: { numberFormat: { type: 'DATE' } },
    });
    expect(workbook.tab('RACI').rows[3]!.some((cell) => cell?.dataValidation?.condition?.type === 'ONE_OF_RANGE')).toBe(
      true,
    );
    const lookups = columns.filter(([, { lookup }]) => lookup).length;
    expect(protectedRanges.filter(({ warningOnly }) => warningOnly)).toHaveLength(lookups);
    expect(conditionalFormats.length).toBeGreaterThan(5);
    expect(workbook.tab('_runs')).toMatchObject({
      properties: { hidden: true },
      protectedRanges: [{ warningOnly: true }],
    });
    expect(workbook.book.properties).toMatchObject({ locale: 'en_US', timeZone: 'Asia/Shanghai' });
  });

  test('a late date is coloured by a formula that can be read', async () => {
    const { workbook, make } = await openMade('en', STARTER);
    await make();
    const formulas = workbook
      .tab('Tracker')
      .conditionalFormats.map(({ booleanRule }) => booleanRule?.condition?.values?.[0]?.userEnteredValue);
    expect(formulas.filter((formula) => formula?.includes('<TODAY()'))).toHaveLength(2);
    expect(formulas.some((formula) => /^=\$[A-Z]+4="Delayed"$/.test(formula ?? ''))).toBe(true);
  });
});

describe('making one', () => {
  test('what people have written is left alone', async () => {
    const { workbook, make } = await openMade('en', STARTER);
    workbook.set('Sheet1', 1, 1, 'Ours');
    const before = workbook.revision;
    await expect(make()).rejects.toMatchObject({ code: 'gsheet-not-empty', kind: 'data' });
    expect(workbook.revision).toBe(before);
  });

  test('without an id a new one is made, which belongs to the account', async () => {
    const { google, make, options } = await openMade('en', STARTER);
    const id = await make({ id: '' });
    expect(google.sheets.workbook(id).people.get(BATON)).toBe('owner');
    expect((await openGoogleSheet(id, options()).read()).name).toBe('Launch');
  });

  test('one that was made and could not be filled is named, blank as it is, and the next run goes on with it', async () => {
    const { google, make } = await openMade('en', STARTER);
    google.fail({ api: 'sheets', method: 'spreadsheets.batchUpdate', how: { status: 403 }, times: 2 });
    const error = await make({ id: '' }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'gsheet-forbidden' });
    const [, id] = /gsheet:([\w-]+)/.exec(error.words.en)!;
    expect(error.words['zh-CN']).toContain(`gsheet:${id}`);
    expect(google.sheets.workbook(id!).tabs).toEqual(['Sheet1']);
    expect(await make({ id })).toBe(id);
    expect(google.sheets.workbook(id!).tabs).toHaveLength(STARTER.length);
  });

  test.each([
    ['starter', STARTER],
    ['full', SHEETS],
  ])('a %s one is at home, has the days of its country, and one sweep of it is quiet', async (_, sheets) => {
    const { store, workbook, make, requests } = await openMade('en', sheets);
    await make();
    const now = '2026-03-06T09:00:00+08:00';
    const wanted = { locale: 'en', zone: 'Asia/Shanghai', country: 'CN', now, project: '' } as const;
    const { days } = await fillIn(store, wanted);
    expect(days).toBeGreaterThan(30);
    const { policy, workbook: named } = await snapshotOf(store);
    expect(policy).toMatchObject({ workbookHome: `gsheet:${workbook.id}`, zone: 'Asia/Shanghai', project: 'Launch' });
    expect(named.id).not.toBe('');
    requests();
    expect(await run(store, createMemoryMailer(), { decide })).toMatchObject({ outcome: 'done', sent: [] });
    expect(requests()).toEqual(['get', 'batchUpdate']);
  });

  test('a lost answer makes nothing twice', async () => {
    const { google, workbook, make } = await openMade('en', STARTER);
    google.fail({ api: 'sheets', method: 'spreadsheets.batchUpdate', how: 'drop-after' });
    await make();
    expect(workbook.tabs).toHaveLength(STARTER.length);
  });
});

describe.each(LOCALES)('the views of a full workbook in %s', (locale) => {
  const zh = locale === 'zh-CN';
  const titleOf = (sheet: SheetKey) => (isView(sheet) ? viewOf(sheet) : tabOf(sheet)).title[locale];
  const label = (tab: TabKey, key: string, option: string) =>
    tabOf(tab).columns[key]!.options!.find((each) => each.key === option)!.label[locale];
  const openFull = async () => {
    const book = await openReady(locale, SHEETS);
    const { workbook } = book;
    /** Types a row of a tab, below the header or below the rows before it. */
    const type = (tab: TabKey, values: Readonly<Record<string, string | number>>, row = tabOf(tab).machine ? 2 : 4) => {
      columnsIn(tab, true).forEach(([key], i) => {
        if (values[key] !== undefined) workbook.set(titleOf(tab), row, i + 1, values[key]);
      });
    };
    /** What the cells of a view show, as they are calculated. */
    const shown = (view: ViewKey, columns: number): string[][] =>
      workbook.rows(titleOf(view)).map((cells) => cells.slice(0, columns).map((cell) => String(cell ?? '')));
    return { ...book, type, shown };
  };
  const PRINTED = { dashboard: 51, overview: Object.keys(VIEWS.overview.columns).length } as const;

  test('stand where they stand in the file, in one request of a size that passes', async () => {
    const { workbook, google, make } = await openMade(locale, SHEETS);
    await make();
    expect(workbook.tabs).toEqual(SHEETS.map(titleOf));
    const { body } = google.sheets.requests.find(({ method }) => method === 'spreadsheets.batchUpdate')!;
    // https://developers.google.com/workspace/sheets/api/limits recommends 2 MB and sets no limit.
    expect(JSON.stringify(body).length).toBeLessThan(3_000_000);
  });

  test('ask for no function that Sheets has not, and no rule of colour looks at another sheet', async () => {
    const { workbook } = await openFull();
    // Of https://support.google.com/docs/table/25273, those that the views use.
    const known =
      'AND CHAR COUNT COUNTIF COUNTIFS FIND HYPERLINK IF IFERROR INDEX ISNA ISNUMBER LARGE LEFT LEN MATCH MAX MID MIN N NA NETWORKDAYS.INTL NOT OR REPT ROUND SMALL SUBSTITUTE SUM SUMIFS TODAY TRIM UPPER WEEKDAY WORKDAY WORKDAY.INTL'.split(
        ' ',
      );
    const used = new Set<string>();
    for (const view of VIEW_KEYS) {
      const { rows, conditionalFormats } = workbook.tab(titleOf(view));
      for (const cell of rows.flat()) {
        const code = (cell?.userEnteredValue?.formulaValue ?? '').replace(/".*?"|'.*?'/g, '');
        for (const [, name] of code.matchAll(/([A-Z][A-Z0-9.]*)\(/g)) used.add(name!);
      }
      for (const { booleanRule } of conditionalFormats)
        expect(booleanRule?.condition?.values?.[0]?.userEnteredValue).not.toContain('!');
    }
    expect([...used].filter((name) => !known.includes(name))).toEqual([]);
  });

  test('show no error, filled or empty', async () => {
    const { shown, type } = await openFull();
    const check = () => {
      for (const view of VIEW_KEYS)
        for (const row of shown(view, PRINTED[view as keyof typeof PRINTED] ?? 60))
          for (const cell of row) expect(cell, view).not.toMatch(/^#/);
    };
    check();
    type('tracker', { id: 'T-0001', status: label('tracker', 'status', 'blocked'), newDue: 46_000 });
    type('departments', { name: 'Sales' });
    type('requests', { id: 'Q-0001', name: 'Portal', initiatingDepartment: 'Sales' });
    type('escalations', { id: 'E-0001', issue: 'Who pays', level: 1, openedOn: 46_000 });
    type('calendar', { date: 46_001, kind: label('calendar', 'kind', 'off') });
    check();
  });

  test('count, list and draw what the rows say', async () => {
    const { google, shown, type, workbook } = await openFull();
    const today = Math.floor(google.clock.now() / 86_400_000) + 25_569;
    const status = (key: string) => label('tracker', 'status', key);
    const [sales, finance] = zh ? ['销售部', '财务部'] : ['Sales', 'Finance'];
    type('departments', { name: sales! });
    type('departments', { name: finance! }, 5);
    type('raci', { id: 'T-0001', name: 'Late', department: finance!, responsible: 'Li' });
    type('raci', { id: 'T-0002', name: 'On time', department: finance!, responsible: 'Wen' }, 5);
    type('tracker', { id: 'T-0001', status: status('in-progress'), newDue: today - 20, court: 'Li', name: 'Late' });
    type('tracker', { id: 'T-0002', status: status('in-progress'), newDue: today + 20, name: 'On time' }, 5);
    type('tracker', { id: 'T-0003', status: zh ? '完成' : 'Completed', updatedOn: today - 30 }, 6);
    const dashboard = shown('dashboard', 70);
    // Open, late, due soon, escalated, to decide.
    expect(dashboard[3]!.filter((cell) => cell !== '')).toEqual(['2', '1', '0', '0', '0']);
    expect(dashboard[20]!.slice(1, 3)).toEqual(['T-0001', 'Late']);
    const drawnFrom = (column: number, width: number, row: number) =>
      dashboard[row - 1]!.slice(PRINTED.dashboard + 1 + column, PRINTED.dashboard + 1 + column + width);
    expect([8, 9, 10].map((row) => drawnFrom(1, 1, row)[0])).toEqual(['1', '1', '0']);
    expect(drawnFrom(2, 3, 8)).toEqual([finance, '1', '1']);
    expect(drawnFrom(9, 3, 14)).toEqual(['3', '1', '1']);
    expect(drawnFrom(9, 2, 15)).toEqual(['#N/A', '#N/A']);
    const overview = shown('overview', PRINTED.overview);
    expect(overview[5]!.slice(0, 9)).toEqual(['T-0003', '', '', '', '', '', '', '', status('done')]);
    // Fourteen or fifteen workdays within twenty days.
    expect(Number(overview[3]![10])).toBeGreaterThan(12);
    const { charts } = workbook.tab(titleOf('dashboard'));
    expect(charts.map(({ spec }) => spec?.basicChart?.chartType)).toEqual(['BAR', 'BAR', 'LINE']);
    for (const { spec } of charts) expect(spec).toMatchObject({ hiddenDimensionStrategy: 'SHOW_ALL' });
    expect(charts[1]!.spec?.basicChart?.stackedType).toBe('STACKED');
    // Each series begins with the cell that names it.
    const names = charts.flatMap(({ spec }) =>
      (spec?.basicChart?.series ?? []).map(({ series }) => {
        const { startRowIndex, startColumnIndex } = series!.sourceRange!.sources![0]!;
        return dashboard[startRowIndex!]![startColumnIndex!];
      }),
    );
    expect(names).toEqual(
      zh
        ? ['数量', '按时', '逾期', '全部事项', '按现在的截止日应完成', '已完成']
        : ['Items', 'On time', 'Late', 'All items', 'Due by then, by today’s dates', 'Done'],
    );
  });

  test('lead to every sheet, keep a slip of the hand away, and leave the choice on a form to people', async () => {
    const { workbook } = await openFull();
    const ids = workbook.tabs.map((title) => workbook.tab(title).properties.sheetId);
    const links = workbook
      .tab(titleOf('guide'))
      .rows.flat()
      .flatMap((cell) => /#gid=(\d+)/.exec(cell?.userEnteredValue?.formulaValue ?? '')?.[1] ?? []);
    expect(links.length).toBeGreaterThan(20);
    for (const id of links) expect(ids).toContain(Number(id));
    for (const view of VIEW_KEYS) {
      const { protectedRanges, properties } = workbook.tab(titleOf(view));
      expect(protectedRanges).toMatchObject([{ warningOnly: true, range: { sheetId: properties.sheetId } }]);
      expect(protectedRanges[0]!.unprotectedRanges?.length ?? 0).toBe(view.endsWith('Form') ? 1 : 0);
    }
    const chosen = workbook.tab(titleOf('requestForm')).rows[2]![6];
    expect(chosen?.dataValidation?.condition).toMatchObject({
      type: 'ONE_OF_RANGE',
      values: [{ userEnteredValue: `='${titleOf('requests')}'!$A$4:$A` }],
    });
    expect(workbook.book.namedRanges.map(({ name }) => name)).toContain('baton_tracker');
  });
});
