import { describe, expect, it } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import { tabsByHeaders } from '../../../core/read/renamed.ts';
import type { RawSheet, RawWorkbook } from '../../../core/workbook.ts';
import { resolveWrites } from '../../../core/write/write.ts';
import {
  type Column,
  columnsIn,
  columnsOf,
  FULL,
  LOCALES,
  type Locale,
  STARTER,
  TAB_KEYS,
  type TabKey,
  tabOf,
} from '../../../sheet-templates/index.ts';
import { VIEW_KEYS, viewOf } from '../../../sheet-templates/views.ts';
import { columnOf, openStarter, setOf, starter } from '../../support/starter.ts';

/** A sheet whose title is not known is found by its headers, as a column is; and nothing else is taken for it. */

const renamed = (raw: RawWorkbook, from: string, to: string): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((sheet) => (sheet.title === from ? { ...sheet, title: to } : sheet)),
});
const beside = (raw: RawWorkbook, ...sheets: readonly RawSheet[]): RawWorkbook => ({
  ...raw,
  sheets: [...raw.sheets, ...sheets],
});
const without = (raw: RawWorkbook, title: string): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.filter((sheet) => sheet.title !== title),
});
const sheetOf = (raw: RawWorkbook, tab: TabKey): RawSheet =>
  raw.sheets.find(({ title }) => LOCALES.some((locale) => title === tabOf(tab).title[locale]))!;
const copyOf = (raw: RawWorkbook, tab: TabKey, title: string): RawSheet => ({ ...sheetOf(raw, tab), title });

/** Tab → title of its sheet. */
const found = (raw: RawWorkbook) =>
  Object.fromEntries([...locate(raw).tabs].map(([tab, { sheet }]) => [tab, sheet.title]));
const said = (raw: RawWorkbook) => locate(raw).problems.map(({ tab, code, facts }) => ({ tab, code, facts }));
const codes = (raw: RawWorkbook) => locate(raw).problems.map(({ tab, code }) => `${tab} ${code}`);

const title = (tab: TabKey, locale: Locale = 'en') => tabOf(tab).title[locale];

/** Settings rows put below those that are there. */
/** A row of the settings as a new sheet has its columns. */
const settingCells = (key: string, value: string): (string | null)[] =>
  columnsIn('settings', true).map(([column]) => (column === 'key' ? key : column === 'value' ? value : null));

const bound = (raw: RawWorkbook, settings: Readonly<Record<string, string>>): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((sheet) => {
    if (sheet !== sheetOf(raw, 'settings')) return sheet;
    const last = sheet.rows.at(-1)!.at;
    const rows = Object.entries(settings).map(([key, value], i) => ({
      at: last + 1 + i,
      cells: settingCells(key, value),
    }));
    return { ...sheet, rows: [...sheet.rows, ...rows] };
  }),
});

const TEMPLATES = [
  ['starter', STARTER],
  ['full', FULL],
] as const;

describe.each(LOCALES)('a tab of ours under another name (%s)', (locale) => {
  for (const [template, tabs] of TEMPLATES) {
    const people = tabs.filter((tab) => !tabOf(tab).machine);
    it.each(people)(`is found by its headers: %s of the ${template} template`, (tab) => {
      const raw = starter(locale, tabs);
      const other = renamed(raw, title(tab, locale), '2027 Q4');
      expect(found(other)).toEqual({ ...found(raw), [tab]: '2027 Q4' });
      expect(said(other)).toEqual([{ tab, code: 'tab-renamed', facts: { text: '2027 Q4' } }]);
      expect(locate(other).locale).toBe(locale);
    });
  }
});

it('all sheets of people under other names at once are found', () => {
  const raw = FULL.filter((tab) => !tabOf(tab).machine).reduce(
    (book, tab) => renamed(book, title(tab), `Our ${tab} 2027`),
    starter('en', FULL),
  );
  expect(Object.keys(found(raw))).toEqual(FULL);
});

it.each(LOCALES)('no sheet of ours has the headers of another, and no view those of any (%s)', (locale) => {
  const of = (columns: readonly (readonly [string, Column])[]) =>
    tabsByHeaders({ title: '', merges: [], rows: [{ at: 1, cells: columns.map(([, { header }]) => header[locale]) }] });
  for (const tab of TAB_KEYS) {
    for (const full of [false, true]) expect(of(columnsIn(tab, full)), tab).toEqual([tab]);
  }
  for (const view of VIEW_KEYS) expect(of(Object.entries(viewOf(view).columns ?? {})), view).toEqual([]);
});

it('headers that were changed a little are enough, and those of half a sheet are not', () => {
  const keeping = (share: number) => {
    const raw = starter('en');
    const last = columnsOf('raci').filter(([, { extra }]) => !extra).length;
    const keep = new Set(['id', 'name', 'responsible', 'accountable', 'due'].map((key) => columnOf('raci', key)));
    const rows = sheetOf(raw, 'raci').rows.map((row) =>
      row.at === 3
        ? { ...row, cells: row.cells.map((cell, i) => (keep.has(i + 1) || i < last * share ? cell : `Our ${i}`)) }
        : row,
    );
    return beside(without(raw, 'RACI'), { title: 'Plan of 2027', merges: [], rows });
  };
  expect(found(keeping(0.8)).raci).toBe('Plan of 2027');
  expect(found(keeping(0.3))).not.toHaveProperty('raci');
});

describe('what is not taken', () => {
  const raw = starter('zh-CN');

  it.each(['协同任务分工表 (2)', '协同任务分工表 的副本', '分工表Q3', 'Copy of RACI'])(
    'a copy beside the original: %s',
    (name) => {
      const both = beside(raw, copyOf(raw, 'raci', name));
      const first = { ...raw, sheets: [copyOf(raw, 'raci', name), ...raw.sheets] };
      for (const book of [both, first]) {
        expect(found(book)).toEqual(found(raw));
        expect(said(book)).toEqual([]);
      }
    },
  );

  it.each(['协同任务分工表 (2)', '“协同任务分工表”的副本', 'Copy of RACI', 'RACI - Copy', 'RACI_2'])(
    'a copy whose original is gone: %s',
    (name) => {
      const book = renamed(raw, '协同任务分工表', name);
      expect(found(book)).not.toHaveProperty('raci');
      expect(said(book)).toEqual([
        { tab: 'raci', code: 'tab-unsure', facts: { text: name, titles: [name], why: 'copy' } },
      ]);
    },
  );

  it('either of two that may be it', () => {
    const book = beside(renamed(raw, '协同任务分工表', '分工表Q4'), copyOf(raw, 'raci', '分工表Q3'));
    expect(found(book)).not.toHaveProperty('raci');
    const titles = ['分工表Q4', '分工表Q3'];
    expect(said(book)).toEqual([
      { tab: 'raci', code: 'tab-unsure', facts: { text: titles.join('\n'), titles, why: 'several' } },
    ]);
  });

  it('a sheet that has the columns of two tabs', () => {
    const [plan, tracker] = [sheetOf(raw, 'raci'), sheetOf(raw, 'tracker')];
    const rows = plan.rows.map((row) =>
      row.at === 3
        ? { ...row, cells: [...row.cells, ...tracker.rows.find(({ at }) => at === 3)!.cells.slice(1)] }
        : row,
    );
    const book = beside(without(without(raw, plan.title), tracker.title), { title: '一张表', merges: [], rows });
    expect(found(book)).not.toHaveProperty('raci');
    expect(codes(book)).toEqual(['raci tab-unsure', 'tracker tab-unsure']);
    expect(locate(book).problems[0]!.facts).toMatchObject({ why: 'mixed' });
  });

  it('a tab that settings say is not to be read, and a sheet whose title is known', () => {
    const off = bound(renamed(raw, '协作需求申请表', '需求2027'), { 'tab.requests': '-' });
    expect(found(renamed(raw, raw.sheets[0]!.title, '需求2027')).requests).toBe('需求2027');
    expect(found(off)).not.toHaveProperty('requests');
    // Nobody knows whether it is the plan, or the tracker that was made anew.
    const both = renamed(without(raw, title('tracker', 'zh-CN')), '协同任务分工表', 'Tracker');
    expect(found(both)).not.toHaveProperty('raci');
  });

  it('anything in a workbook without settings, which nobody has made one of ours', () => {
    const strangers = without(renamed(raw, '协同任务分工表', '分工表Q4'), title('settings', 'zh-CN'));
    expect(found(strangers)).not.toHaveProperty('raci');
  });
});

describe('what Baton remembers', () => {
  const known = async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `T-00${10 + i}`);
    const raci = ids.map((id) => ({ id, name: `Task ${id}`, responsible: 'Li Na', due: '2026-04-15' }));
    const _state = ids.map((id) => ({ id, tab: 'raci', seenOn: '2026-03-02' }));
    return (await openStarter({ raci, _state })).read();
  };
  const shortened = (raw: RawWorkbook, tab: TabKey, rows: number): RawWorkbook => ({
    ...raw,
    sheets: raw.sheets.map((sheet) =>
      sheet === sheetOf(raw, tab) ? { ...sheet, rows: sheet.rows.filter(({ at }) => at <= 3 + rows) } : sheet,
    ),
  });

  it('stands in the sheet that was renamed', async () => {
    const book = renamed(await known(), 'RACI', 'RACI 2027');
    expect(found(book).raci).toBe('RACI 2027');
  });

  it('does not stand in a sheet of last quarter, which is not taken', async () => {
    const book = renamed(shortened(await known(), 'raci', 3), 'RACI', 'RACI Q3');
    expect(found(book)).not.toHaveProperty('raci');
    expect(said(book)).toEqual([
      { tab: 'raci', code: 'tab-unsure', facts: { text: 'RACI Q3', titles: ['RACI Q3'], why: 'rows' } },
    ]);
  });
});

describe('sheets of notes', () => {
  it.each(['_state', '_ledger', '_runs'] as const)('%s is not taken under another name, and is not missed', (tab) => {
    const book = renamed(starter('en'), tab, 'Notes');
    expect(found(book)).not.toHaveProperty(tab);
    expect(said(book)).toEqual([
      { tab, code: 'tab-unsure', facts: { text: 'Notes', titles: ['Notes'], why: 'notes' } },
    ]);
  });

  it('what a roll-over has moved away is not taken for the record', () => {
    const book = renamed(starter('en'), '_ledger', '_ledger_2024');
    expect(said(book)).toEqual([]);
  });
});

describe('settings', () => {
  it('are found by what stands in them', () => {
    const book = renamed(starter('zh-CN'), title('settings', 'zh-CN'), '设置Q4');
    expect(found(book).settings).toBe('设置Q4');
    expect(codes(book)).toEqual(['settings tab-renamed']);
  });

  it('that are called a copy are not taken', () => {
    const book = renamed(starter('en'), 'Settings', 'Settings (2)');
    expect(found(book)).not.toHaveProperty('settings');
    expect(codes(book)).toEqual(['settings tab-unsure']);
  });

  it('of which there are two are not taken', () => {
    const raw = starter('zh-CN');
    const book = beside(renamed(raw, title('settings', 'zh-CN'), '设置Q4'), copyOf(raw, 'settings', '设置Q3'));
    expect(found(book)).not.toHaveProperty('settings');
    expect(codes(book)).toEqual(['settings tab-unsure']);
  });
});

describe('a sheet that the settings bind', () => {
  const theirs = (name: string): RawSheet => ({
    title: name,
    merges: [],
    rows: [
      { at: 1, cells: ['Ref', 'What', 'Who', 'Until', 'How far'] },
      { at: 2, cells: [1, 'Draw', 'Li Na', '2026-04-15', 'Open'] },
    ],
  });
  const bindings = {
    'tab.raci': 'Plan',
    'column.raci.id': 'Ref',
    'column.raci.name': 'What',
    'column.raci.responsible': 'Who',
    'column.raci.due': 'Until',
    'tab.tracker': 'Plan',
    'column.tracker.id': 'Ref',
    'column.tracker.status': 'How far',
    'tab.requests': '-',
  };
  const base = bound(without(without(starter('en'), 'RACI'), 'Tracker'), bindings);

  it('is found by the headers that they bind, plan and progress in one', () => {
    const book = beside(base, theirs('Plan 2027'), {
      title: 'Legend',
      merges: [],
      rows: [{ at: 1, cells: ['Who', 'What'] }],
    });
    expect(found(book)).toMatchObject({ raci: 'Plan 2027', tracker: 'Plan 2027' });
    expect(codes(book)).toEqual(['raci tab-renamed', 'tracker tab-renamed']);
    expect(locate(book).own.get('raci')).toBe('Plan 2027');
  });

  it('is not taken where two bear these headers', () => {
    const book = beside(base, theirs('Plan 2027'), theirs('Plan 2026'));
    expect(found(book)).not.toHaveProperty('raci');
    expect(said(book)).toContainEqual({
      tab: 'raci',
      code: 'tab-unsure',
      facts: { title: 'Plan', text: 'Plan 2027\nPlan 2026', titles: ['Plan 2027', 'Plan 2026'], why: 'several' },
    });
  });

  it('is missing where no sheet has these headers', () => {
    expect(said(base).slice(0, 1)).toEqual([{ tab: 'raci', code: 'tab-missing', facts: { title: 'Plan' } }]);
  });

  it('is found by our own headers where it was one of ours', () => {
    const book = bound(renamed(starter('en'), 'Tracker', 'Tracker 2028'), { 'tab.tracker': 'Tracker 2027' });
    expect(found(book).tracker).toBe('Tracker 2028');
  });
});

it('a sheet whose header the settings bind is found as well, and a year in brackets makes no copy', () => {
  const raw = starter('en');
  const id = columnOf('tracker', 'id') - 1;
  const rows = sheetOf(raw, 'tracker').rows.map((row) =>
    row.at === 3 ? { ...row, cells: row.cells.map((cell, i) => (i === id ? 'Which' : cell)) } : row,
  );
  const book = beside(without(raw, 'Tracker'), { title: 'Tracker (2027)', merges: [], rows });
  expect(found(book)).not.toHaveProperty('tracker');
  expect(found(bound(book, { 'column.tracker.id': 'Which' })).tracker).toBe('Tracker (2027)');
  const both = { 'tab.tracker': 'Tracker 2026', 'column.tracker.id': 'Which' };
  expect(found(bound(book, both)).tracker).toBe('Tracker (2027)');
});

it('a setting that binds a column which Baton does not have binds nothing', () => {
  const raw = starter('en');
  const book = bound(raw, { 'column.raci.priority': tabOf('raci').columns.department?.header.en ?? '' });
  expect([...(locate(book).tabs.get('raci')?.columns ?? [])]).toEqual([
    ...(locate(raw).tabs.get('raci')?.columns ?? []),
  ]);
});

it('what is written goes to the sheet that was found', async () => {
  const raw = renamed(
    await (await openStarter({ raci: [{ id: 'T-0001', name: 'Draw' }], tracker: [{ id: 'T-0001' }] })).read(),
    'Tracker',
    'Tracker 2027',
  );
  const { edits, receipts } = resolveWrites(raw, [setOf('tracker', 'T-0001', { note: 'Nearly there' })]);
  expect(receipts.map(({ outcome }) => outcome)).toEqual(['written']);
  expect(edits.map(({ sheet }) => sheet)).toContain('Tracker 2027');
  expect(new Set(edits.map(({ sheet }) => sheet))).not.toContain('Tracker');
});
