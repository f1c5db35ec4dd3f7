import { describe, expect, test } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import { createGoogleSheet } from '../../../functions/adapters/google-sheets/create.ts';
import { openGoogleSheet } from '../../../functions/adapters/google-sheets/store.ts';
import { decide } from '../../../functions/decide.ts';
import { fillIn } from '../../../functions/make-workbook.ts';
import { columnsIn, FULL, LOCALES, type Locale, STARTER, type TabKey, tabOf } from '../../../sheet-templates/index.ts';
import { workbookStoreContract } from '../../contracts/workbook-store.ts';
import { createMemoryMailer, run, snapshotOf } from '../../support/office.ts';
import { BATON, openBlank } from './book.ts';

const openMade = async (locale: Locale, tabs: readonly TabKey[]) => {
  const book = await openBlank();
  const wanted = { id: book.workbook.id, title: 'Launch', tabs, locale, zone: 'Asia/Shanghai' };
  const make = (more: object = {}) => createGoogleSheet({ ...wanted, ...more }, book.options());
  return { ...book, make };
};

workbookStoreContract('a Google spreadsheet made from a template', async () => {
  const { workbook, store, open, make } = await openMade('en', STARTER);
  await make();
  return {
    store,
    other: open(),
    type: async (edits) => {
      for (const { sheet, row, column, value } of edits) workbook.set(sheet, row, column, value);
    },
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

  test('it is at home, has the days of its country, and one sweep of it is quiet', async () => {
    const { store, workbook, make, requests } = await openMade('en', STARTER);
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
