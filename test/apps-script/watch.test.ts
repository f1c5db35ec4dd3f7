import { describe, expect, it } from 'vitest';
import { bookOf } from '../../apps-script/client/book.ts';
import { leftRowsIn } from '../../apps-script/client/left-rows.ts';
import type { BookJson, CellDoubt, Repair, Status } from '../../apps-script/protocol.ts';
import { planOf } from '../../core/planning/make-plan.ts';
import { readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { LIN, MAYA, openAddOn, openLaunch, setUp, write } from '../support/add-on.ts';
import type { Simulator } from '../support/apps-script/simulator.ts';

const DAY = 86_400_000;
const bookIn = (sim: Simulator, email = LIN) => bookOf(sim.user(email).run('batonBook') as BookJson);
const statusFor = (sim: Simulator, email: string) => sim.user(email).run('batonStatus') as Status;
const headerOf = (sim: Simulator) => sim.shown('RACI!A3:T3')[0]!;
/** The letters of a column of the RACI tab, by its header. */
const column = (sim: Simulator, header: string) => String.fromCharCode(65 + headerOf(sim).indexOf(header));
const doubts = (sim: Simulator): CellDoubt[] => [...statusFor(sim, LIN).readOnlyTabs];
const setting = (sim: Simulator, key: string) => {
  const [headers = [], ...rows] = sim.shown('Settings!A3:H80');
  return rows.find((row) => row[headers.indexOf('Setting')] === key)?.[headers.indexOf('Value')] ?? null;
};
const failures = (sim: Simulator) =>
  sim.executions.flatMap(({ error, logs }) => [...(error ? [error.message] : []), ...logs]);

/** A workbook with tasks T-0001 to T-0003, in English; RACI in front. */
const launch = () => {
  const sim = openLaunch('en', 'starter');
  sim.user(LIN).select('RACI!B4');
  return sim;
};

describe('who keeps watch', () => {
  it('somebody else sees by whom, and need do nothing', () => {
    const sim = launch();
    expect(statusFor(sim, MAYA)).toMatchObject({ triggers: 'others', owner: LIN });
  });

  it('the daily report is written where the sweep sees it', () => {
    const sim = launch();
    const before = setting(sim, 'heartbeat');
    sim.advance(DAY);
    sim.fireClock();
    expect(setting(sim, 'heartbeat')).not.toBe(before);
    expect(setting(sim, 'heartbeat')).toMatch(/^2026-03-07T10:\d\d:\d\d\+08:00$/);
    expect(failures(sim)).toEqual([]);
  });

  it('without a report for days nobody keeps watch, and the keeper is told by the sweep', () => {
    const sim = launch();
    sim.removeAccount(LIN);
    // Friday to Wednesday: three workdays.
    sim.advance(5 * DAY);
    sim.fireClock();
    expect(statusFor(sim, MAYA)).toMatchObject({ triggers: 'none', owner: LIN });
    const facts = readFacts(readSnapshot(bookIn(sim, MAYA).raw, { now: '2026-03-11T09:00' }));
    const told = planOf(facts).notices.filter(
      (notice) => notice.rule === 'digest.keeper' && notice.facts.code === 'no-heartbeat',
    );
    expect(told).toMatchObject([{ rule: 'digest.keeper', to: [{ name: 'Lin' }] }]);
  });

  it('taken over by another there are no two: those of the first remove themselves when they fire', () => {
    const sim = launch();
    expect(sim.user(MAYA).run('batonTakeOver')).toMatchObject({ triggers: 'ours', owner: MAYA });
    expect(statusFor(sim, LIN)).toMatchObject({ triggers: 'others', owner: MAYA });
    sim.user(LIN).type('RACI!B4', 'Artwork, final');
    expect(sim.triggers.filter(({ creator }) => creator === LIN)).toEqual([]);
    expect(sim.triggers.filter(({ creator }) => creator === MAYA)).toHaveLength(3);
    expect(failures(sim)).toEqual([]);
  });

  it('setting up again leaves the watch with whoever has it', () => {
    const sim = launch();
    sim.user(MAYA).run('batonSetUp', { locale: 'en', template: 'starter', keeper: { name: 'Maya', email: MAYA } });
    expect(statusFor(sim, MAYA)).toMatchObject({ triggers: 'others', owner: LIN });
    expect(sim.triggers).toHaveLength(3);
    expect(setting(sim, 'keeper')).toBe('Lin');
  });

  it('taking over twice leaves one of each', () => {
    const sim = launch();
    sim.user(LIN).run('batonTakeOver');
    expect(sim.triggers).toHaveLength(3);
  });
});

describe('a copy of the file', () => {
  const copied = () => {
    const sim = launch();
    return sim.copySpreadsheet(MAYA);
  };

  it('says so, and keeps quiet until it is made one of its own', () => {
    const copy = copied();
    expect(statusFor(copy, MAYA)).toMatchObject({ copy: true, triggers: 'none' });
    expect(copy.user(MAYA).run('batonTakeOver')).toMatchObject({ error: { code: 'copy' } });
    expect(copy.triggers).toEqual([]);
    expect(copy.user(MAYA).run('batonCheckAll')).toMatchObject({ error: { code: 'copy' } });
    copy.user(MAYA).type(`RACI!${column(copy, 'Due')}4`, 'soon');
    expect(copy.cell(`RACI!${column(copy, 'Due')}4`)).toMatchObject({ value: 'soon', note: '' });
  });

  it('adopted, it has an id and a watch of its own', () => {
    const copy = copied();
    const before = setting(copy, 'workbookId');
    copy.user(MAYA).run('batonAdopt');
    expect(statusFor(copy, MAYA)).toMatchObject({ copy: false, triggers: 'none' });
    expect(setting(copy, 'workbookId')).not.toBe(before);
    expect(copy.user(MAYA).run('batonTakeOver')).toMatchObject({ triggers: 'ours' });
  });

  it('a workbook that is none is not adopted', () => {
    const sim = launch();
    const before = setting(sim, 'workbookId');
    sim.user(LIN).run('batonAdopt');
    expect(setting(sim, 'workbookId')).toBe(before);
  });
});

describe('columns and sheets that move', () => {
  it('a moved column and an added one change nothing', () => {
    const sim = launch();
    const due = headerOf(sim).indexOf('Due') + 1;
    sim.user(LIN).moveColumns(due, 1, 3).insertColumns(2);
    expect(doubts(sim)).toEqual([]);
    expect(bookIn(sim).snapshot.rows.raci[0]!.values).toMatchObject({ name: 'Final artwork', due: 20516 });
    expect(failures(sim)).toEqual([]);
  });

  it('a header under another of its names is found again', () => {
    const sim = launch();
    sim.user(LIN).type(`RACI!${column(sim, 'Due')}3`, 'Deadline');
    expect(doubts(sim)).toEqual([]);
    expect(setting(sim, 'column.raci.due')).toBeNull();
    expect(bookIn(sim).snapshot.rows.raci[0]!.values.due).toBe(20516);
  });

  it('a header with a name nobody knows is found by what the column was, for the sweep as well', () => {
    const sim = launch();
    sim.user(LIN).type(`RACI!${column(sim, 'Due')}3`, 'Ours by');
    expect(setting(sim, 'column.raci.due')).toBe('Ours by');
    expect(doubts(sim)).toEqual([]);
    // It is still one of Baton's own sheets: what it shows by formula stays, and a row with a name alone is a task.
    expect(bookIn(sim).located.tabs.get('raci')!.planning).toBeUndefined();
    expect(bookIn(sim).snapshot.hasColumn('raci', 'next')).toBe(true);
    expect(bookIn(sim).snapshot.rows.raci[0]!.values.due).toBe(20516);
    expect(failures(sim)).toEqual([]);
  });

  it('a renamed sheet is found again', () => {
    const sim = launch();
    sim.user(LIN).renameSheet('RACI', 'Who does what in 2026');
    expect(setting(sim, 'tab.raci')).toBe('Who does what in 2026');
    expect(bookIn(sim).snapshot.rows.raci).toHaveLength(3);
  });

  it('of a copied sheet only the original counts', () => {
    const sim = launch();
    // Both are done before any trigger looks at it.
    sim.together(() => sim.user(LIN).copySheet('RACI').renameSheet('RACI', 'Division of 2026'));
    expect(sim.sheets).toContain('Copy of RACI');
    expect(bookIn(sim).snapshot.rows.raci).toHaveLength(3);
    expect(setting(sim, 'tab.raci')).toBe('Division of 2026');
  });

  it('without a required column the tab is left alone, and its header says why', () => {
    const sim = launch();
    const due = headerOf(sim).indexOf('Due') + 1;
    sim.user(LIN).setNote('RACI!A3', 'my own note').deleteColumns(due);
    expect(doubts(sim)).toMatchObject([{ tab: 'raci', column: 'due', code: 'header-missing' }]);
    expect(sim.cell('RACI!A3').note).toMatch(/^my own note\nBaton: RACI has no column “Due”/);

    sim
      .user(LIN)
      .type('RACI!B9', 'New and asap')
      .type(`RACI!${column(sim, 'Responsible (R)')}9`, 'nobody we know');
    expect([sim.cell('RACI!A9').shown, sim.cell('RACI!B9').note]).toEqual(['', '']);
    expect(sim.cell(`RACI!${column(sim, 'Responsible (R)')}9`)).toMatchObject({ value: 'nobody we know', note: '' });
    // Other tabs go on.
    sim.user(LIN).type('Requests!B9', 'A request that begins here');
    expect(sim.cell('Requests!A9').shown).toBe('Q-0002');

    sim.user(LIN).select('RACI!B4').undo();
    expect(failures(sim)).toEqual([]);
  });

  it('when the column is back, all is as it was', () => {
    const sim = launch();
    const due = headerOf(sim).indexOf('Due') + 1;
    sim.user(LIN).deleteColumns(due).undo();
    expect(doubts(sim)).toEqual([]);
    expect(sim.cell('RACI!A3').note).not.toContain('Baton:');
  });
});

describe('repairing headers', () => {
  const repairs = (sim: Simulator) => sim.user(LIN).run('batonRepair') as Repair[];
  const repair = (sim: Simulator, ...apply: readonly Repair[]) => sim.user(LIN).run('batonRepair', { apply });

  it('finds nothing to do where all columns are found', () => {
    expect(repairs(launch())).toEqual([]);
  });

  it('a name like the one that is missing gets it back', () => {
    const sim = openAddOn('en');
    setUp(sim, 'en');
    // By the API: no trigger sees it, and nobody remembers this header.
    const at = `RACI!${column(sim, 'Accountable (A)')}3`;
    sim.api.setValues(at, [['Accountabel persons']]);
    const [proposal] = repairs(sim);
    expect(proposal).toMatchObject({
      column: 'accountable',
      found: 'Accountabel persons',
      proposal: 'Accountable (A)',
      kind: 'rename',
    });
    repair(sim, proposal!);
    expect(sim.cell(at).shown).toBe('Accountable (A)');
    expect(repairs(sim)).toEqual([]);
  });

  it('or keeps its own name, which the settings then explain', () => {
    const sim = launch();
    sim.api.setValues(`RACI!${column(sim, 'Accountable (A)')}3`, [['Chief']]);
    const [proposal] = repairs(sim);
    // It is no word for it; what the column was is remembered.
    expect(proposal).toMatchObject({ column: 'accountable', found: 'Chief', kind: 'rename' });
    repair(sim, { ...proposal!, kind: 'bind' });
    expect(setting(sim, 'column.raci.accountable')).toBe('Chief');
    expect(repairs(sim)).toEqual([]);
    expect(bookIn(sim).snapshot.rows.raci[0]!.values.accountable).toMatchObject({ name: 'Lin' });
  });

  it('a column that is gone is added, empty', () => {
    const sim = launch();
    sim.user(LIN).deleteColumns(headerOf(sim).indexOf('Due') + 1);
    const [proposal] = repairs(sim);
    expect(proposal).toMatchObject({ column: 'due', found: '', proposal: 'Due', kind: 'add' });
    repair(sim, proposal!);
    expect(headerOf(sim)).toContain('Due');
    expect(doubts(sim)).toEqual([]);
  });

  it('of two with one name the second gets a number', () => {
    const sim = launch();
    const output = column(sim, 'Output');
    sim.user(LIN).type(`RACI!${output}3`, 'Due');
    expect(doubts(sim)).toMatchObject([{ code: 'header-double', column: 'due' }]);
    const [proposal] = repairs(sim);
    repair(sim, proposal!);
    expect(headerOf(sim).filter((text) => text === 'Due')).toHaveLength(1);
    expect(sim.cell(`RACI!${output}3`).shown).toBe('Due 2');
    expect(doubts(sim)).toEqual([]);
  });

  it('a header that has changed since it was shown is not written over', () => {
    const sim = launch();
    sim.api.setValues(`RACI!${column(sim, 'Due')}3`, [['By then']]);
    const [proposal] = repairs(sim);
    sim.api.setValues(`RACI!${column(sim, 'By then')}3`, [['Mine']]);
    expect(repair(sim, proposal!)).toMatchObject({
      error: { code: 'changed', message: expect.stringContaining('By then') },
    });
    expect(headerOf(sim)).toContain('Mine');
  });
});

describe('rows that others leave behind', () => {
  it('are listed, and go only when asked; a task that came back keeps its row', () => {
    const sim = launch();
    write(sim, { _state: [{ id: 'T-0002', tab: 'raci' }] });
    expect(leftRowsIn(bookIn(sim))).toEqual([]);
    sim.user(LIN).select('RACI!A5').deleteRows(5);
    expect(sim.shown('Tracker!A4:A6')).toEqual([['T-0001'], ['T-0002'], ['T-0003']]);
    const left = leftRowsIn(bookIn(sim));
    expect(left).toEqual([
      { tab: 'tracker', item: 'T-0002' },
      { tab: '_state', item: 'T-0002' },
    ]);
    const asked = [...left, { tab: 'tracker', item: 'T-0001' }, { tab: 'raci', item: 'T-0003' }];
    expect(sim.user(LIN).run('batonRemoveRows', asked)).toBe(2);
    expect(sim.shown('Tracker!A4:A6')).toEqual([['T-0001'], ['T-0003'], ['']]);
    expect(sim.shown('_state!A1:A2')).toEqual([['id'], ['']]);
    expect(sim.user(LIN).run('batonRemoveRows', left)).toBe(0);
  });
});

describe('a deleted row', () => {
  it('costs the reading of its own sheet, and what is kept of the others stays', () => {
    const sim = launch();
    sim.user(LIN).type(`RACI!${column(sim, 'Output')}4`, 'A file');
    sim.user(LIN).select('RACI!A5').deleteRows(5);
    expect(sim.last('batonOnChange')).toMatchObject({ functionName: 'batonOnChange', error: undefined });
    expect(sim.last('batonOnChange').calls).toBeLessThanOrEqual(20);
    // The next edit knows of it: T-0003 has moved up.
    sim.user(LIN).type(`RACI!${column(sim, 'Output')}5`, 'Another file');
    expect(sim.last('onEdit').calls).toBeLessThanOrEqual(6);
    expect(bookIn(sim).snapshot.rows.raci.map(({ id }) => id)).toEqual(['T-0001', 'T-0003']);
    expect(failures(sim)).toEqual([]);
  });

  it('that was the header is seen as before', () => {
    const sim = launch();
    sim.user(LIN).type(`RACI!${column(sim, 'Output')}4`, 'A file');
    sim.user(LIN).select('RACI!A3').deleteRows(3);
    expect(doubts(sim).length).toBeGreaterThan(0);
  });
});

describe('the menu', () => {
  it('is there before anything is read', () => {
    const sim = openLaunch('en', 'starter');
    sim.user(MAYA).open();
    expect(sim.last('onOpen').calls).toBeLessThanOrEqual(3);
    expect(sim.last('onOpen').cells.read).toBe(0);
  });

  it.each([
    ['en', 'Baton', 'New request', 'New request'],
    ['zh-CN', '接力', '签字', '签字'],
  ] as const)('in %s opens what it says', (locale, menu, entry, title) => {
    const sim = openLaunch(locale, 'starter');
    const maya = sim.user(MAYA).open();
    expect(maya.menus.map((one) => one.title)).toEqual([menu]);
    expect(maya.choose(menu, entry).error).toBeUndefined();
    expect(maya.dialog).toMatchObject({ title, width: 440 });
    for (const one of maya.menus[0]!.entries) {
      if (one === 'separator' || !('run' in one)) continue;
      if (one.run === 'batonDailySwitch') maya.answers({ button: 'NO' });
      expect(maya.choose(menu, one.label).error, one.label).toBeUndefined();
    }
    expect(maya.sidebar?.title).toBe(menu);
    expect(failures(sim)).toEqual([]);
  });

  it('is there in a workbook that has nothing of Baton’s yet, in the language of the spreadsheet', () => {
    const sim = openAddOn('zh-CN');
    expect(sim.user(LIN).open().menus[0]!.title).toBe('接力');
    expect(failures(sim)).toEqual([]);
  });
});
