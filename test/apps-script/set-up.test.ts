import { describe, expect, it } from 'vitest';
import { bookOf } from '../../apps-script/client/book.ts';
import type { BookJson, Status } from '../../apps-script/protocol.ts';
import { locate } from '../../core/read/locate.ts';
import { columnsIn, LOCALES, settingsIn, TAB_KEYS, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { PALETTE } from '../../sheet-templates/palette.ts';
import { LIN, MAYA, openAddOn, setUp, write } from '../support/add-on.ts';
import type { Simulator } from '../support/apps-script/simulator.ts';

const bookIn = (sim: Simulator) => bookOf(sim.user(LIN).run('batonBook') as BookJson);
const statusFor = (sim: Simulator, email = LIN) => sim.user(email).run('batonStatus') as Status;

/** Everything in the file that setting it up could change. */
const all = (sim: Simulator): string =>
  JSON.stringify(
    sim.sheets.map((name) => {
      const sheet = sim.sheet(name);
      return [
        name,
        sheet.hidden,
        sheet.frozenRows,
        sheet.protections.length,
        sheet.read(sheet.whole, ({ validation, ...cell }) => [cell, validation?.criteria]),
      ];
    }),
  );

describe.each(LOCALES)('setting up an empty workbook in %s', (locale) => {
  const sim = openAddOn(locale);
  const done = setUp(sim, locale, 'full');
  const title = (tab: TabKey) => tabOf(tab).title[locale];

  it('adds every tab of the template, so that core finds each column, and nothing to mend in them', () => {
    expect(done).toEqual({ added: expect.arrayContaining([...TAB_KEYS]), kept: [] });
    const { tabs, problems } = locate(bookIn(sim).raw);
    expect(problems).toEqual([]);
    for (const tab of TAB_KEYS) {
      expect([...tabs.get(tab)!.columns.keys()], tab).toEqual(columnsIn(tab, true).map(([key]) => key));
    }
  });

  it('leaves the sheet that was there', () => {
    expect(sim.sheets[0]).toBe(locale === 'en' ? 'Sheet1' : '工作表1');
    expect(sim.shown(`${sim.sheets[0]}!A1:B1`)).toEqual([['mine', '']]);
  });

  it('a tab reads as in the template: title, help, a dark header with its help, frozen, with room for a choice', () => {
    const raci = title('raci');
    expect([sim.cell(`${raci}!A1`).shown, sim.cell(`${raci}!A2`).shown]).toEqual([raci, tabOf('raci').help[locale]]);
    expect(sim.cell(`${raci}!B3`)).toMatchObject({ background: PALETTE.ink, fontColor: PALETTE.white });
    expect(sim.cell(`${raci}!B3`).note).toContain(tabOf('raci').columns.name!.help[locale]);
    expect([sim.sheet(raci).frozenRows, sim.sheet(raci).frozenColumns]).toEqual([3, 2]);
    const status = sim.cell(`${title('tracker')}!E4`).validation;
    expect(status).toMatchObject({ criteria: 'VALUE_IN_LIST', allowInvalid: false });
    expect(() => sim.user(MAYA).type(`${title('tracker')}!E4`, 'perhaps')).toThrow();
  });

  it('people and departments are offered from their tabs', () => {
    const at = columnsIn('raci', true).findIndex(([key]) => key === 'responsible');
    const cell = sim.sheet(title('raci')).peek(4, at + 1);
    expect(cell.validation).toMatchObject({ criteria: 'VALUE_IN_RANGE', allowInvalid: true });
    expect(sim.offered(cell.validation!)).toContain(locale === 'en' ? 'Lin' : '林岚');
  });

  it('a date looks like a date, an id stays text, and what Baton shows is no plain text', () => {
    const tracker = title('tracker');
    expect(sim.cell(`${title('raci')}!A4`).numberFormat).toBe('@');
    expect(sim.cell(`${tracker}!B4`).numberFormat).toBe('');
    const due = columnsIn('raci', true).findIndex(([key]) => key === 'due');
    expect(sim.sheet(title('raci')).peek(4, due + 1).numberFormat).toBe(
      locale === 'en' ? 'ddd d mmm' : 'm"月"d"日" ddd',
    );
  });

  it('machine tabs are out of the way, and a warning stands before them', () => {
    for (const tab of ['_state', '_ledger', '_runs'] as const) {
      expect(sim.sheet(title(tab)).hidden, tab).toBe(true);
      expect(sim.sheet(title(tab)).protections).toMatchObject([{ warningOnly: true }]);
    }
  });

  it('the settings know the file, its zone, its country and its keeper', () => {
    const { snapshot, raw } = bookIn(sim);
    expect(snapshot.policy).toMatchObject({
      locale,
      zone: 'Asia/Shanghai',
      country: locale === 'en' ? 'US' : 'CN',
      workbookHome: raw.location,
      keeper: { name: locale === 'en' ? 'Lin' : '林岚', email: LIN },
    });
    expect(snapshot.policy.workbookId).toMatch(/^[0-9a-f]{16}$/);
    expect(raw.sheets.find((sheet) => sheet.title === title('settings'))!.rows).toHaveLength(
      3 + settingsIn(true).length,
    );
  });

  it('whoever asked keeps watch', () => {
    expect(statusFor(sim)).toMatchObject({ triggers: 'ours', owner: LIN, copy: false, readOnlyTabs: [] });
    expect(sim.triggers.map(({ functionName, creator }) => [functionName, creator])).toEqual([
      ['batonOnEdit', LIN],
      ['batonOnChange', LIN],
      ['batonHeartbeat', LIN],
    ]);
  });

  it('ends long before Google’s limit of six minutes', () => {
    const { calls, ms, timedOut } = sim.last('batonSetUp');
    expect(timedOut).toBe(false);
    expect(calls).toBeLessThan(2000);
    expect(ms).toBeLessThan(120_000);
  });

  it('done twice changes nothing', () => {
    const before = all(sim);
    expect(setUp(sim, locale, 'full')).toEqual({ added: [], kept: expect.arrayContaining(['raci']) });
    expect(all(sim)).toBe(before);
    expect(sim.triggers).toHaveLength(3);
  });
});

it('a starter grows into the full template, and its rows stay', () => {
  const sim = openAddOn('en');
  setUp(sim, 'en');
  write(sim, { departments: [{ name: 'Design', head: 'Lin' }], requests: [{ id: 'Q-0001', name: 'Box' }] });
  const before = sim.shown('Requests!A1:F9');
  // Asked for in Chinese: the workbook speaks English already.
  const { added } = setUp(sim, 'zh-CN', 'full') as { added: TabKey[] };
  expect(added).toContain('meetings');
  expect(added).not.toContain('requests');
  expect(sim.shown('Requests!A1:F9')).toEqual(before);
  expect(sim.sheets).toContain('Meetings');
});

it('a sheet of the same title that is something else is left alone', () => {
  const sim = openAddOn('en', {
    spreadsheet: { name: 'Theirs', sheets: [{ name: 'Topics', values: [['Flowers', 'Trees']] }] },
  });
  const { added } = setUp(sim, 'en', 'full') as { added: TabKey[] };
  expect(added).not.toContain('topics');
  expect(sim.shown('Topics!A1:B2')).toEqual([
    ['Flowers', 'Trees'],
    ['', ''],
  ]);
});

it('broken off halfway it is finished the next time', () => {
  const sim = openAddOn('en');
  for (const call of [4, 5]) sim.fail({ call, of: 'Sheet.setConditionalFormatRules' });
  for (const call of [40, 41]) sim.fail({ call, of: 'Range.setDataValidation' });
  expect(setUp(sim, 'en', 'full')).toMatchObject({
    error: { message: expect.stringContaining('Google Sheets answered') },
  });
  expect(sim.triggers).toEqual([]);
  setUp(sim, 'en', 'full');
  expect([...bookIn(sim).located.tabs.keys()]).toEqual([...TAB_KEYS]);
  expect(bookIn(sim).located.problems).toEqual([]);
  expect(statusFor(sim).triggers).toBe('ours');
});

it('settings that were begun and not filled are filled', () => {
  const sim = openAddOn('en');
  setUp(sim, 'en');
  sim.user(LIN).select('Settings!A4').deleteRows(4, settingsIn(false).length);
  setUp(sim, 'en');
  expect(bookIn(sim).snapshot.policy).toMatchObject({ zone: 'Asia/Shanghai', keeper: { name: 'Lin' } });
  expect(bookIn(sim).located.tabs.get('settings')!.sheet.rows).toHaveLength(3 + settingsIn(false).length);
});

it('a service that fails once is asked again', () => {
  const sim = openAddOn('en');
  sim.fail({ call: 1, of: 'Range.setNotes' });
  sim.fail({ call: 2, of: 'Spreadsheet.insertSheet', afterwards: true });
  expect(setUp(sim, 'en')).toMatchObject({ kept: [] });
  expect(bookIn(sim).located.problems).toEqual([]);
});
