import { describe, expect, it } from 'vitest';
import type { SetUpDone } from '../../apps-script/protocol.ts';
import { TONES } from '../../sheet-templates/palette.ts';
import type { Simulator } from '../support/apps-script/simulator.ts';
import type { TypedRow } from '../support/scenario.ts';
import { FIRST, LIN, MAYA, openSheets, RACI, task } from '../support/sheets.ts';

/** The built script in the simulator, as people use the sheet. */

const open = (rows: readonly TypedRow[] = RACI, more: Parameters<typeof openSheets>[1] = {}) =>
  openSheets({ tabs: { raci: rows } }, more);

const LATE = TONES.late.ground;
const SOON = TONES.soon.ground;
const WHITE = '#ffffff';
const look = (sim: Simulator, where: string) => {
  const { note, background } = sim.cell(where);
  return [note, background];
};
const toasts = (sim: Simulator, who = LIN) => sim.user(who).toasts.map(({ message }) => message);

describe('a sheet under another name', () => {
  /** The sheet and the workbook as nobody has looked at them since. */
  const renamed = async (title: string) => {
    const book = await open(RACI, { cold: true });
    book.sim.user(LIN).renameSheet('RACI', title);
    return { ...book, due: book.at('raci', FIRST, 'due').replace('RACI', `'${title}'`) };
  };

  it('is checked as before', async () => {
    const { sim, due } = await renamed('Who does what 2027');
    sim.user(LIN).renameSheet('Settings', 'What is set 2027');
    sim.user(LIN).type(due, '2026-04-18');
    expect(sim.last().error).toBeUndefined();
    expect(look(sim, due)).toEqual([expect.stringMatching(/^Baton: Sat 18 Apr is a day off/), SOON]);
    sim.user(LIN).type(due, '2026-04-17');
    expect(sim.last()).toMatchObject({ calls: 6, error: undefined });
    expect(look(sim, due)).toEqual(['', WHITE]);
  });

  it('is left alone where its copy may be meant as well, in one call an edit', async () => {
    const { sim, due } = await renamed('RACI Q4');
    sim.user(LIN).copySheet('RACI Q4').renameSheet('Copy of RACI Q4', 'RACI Q3');
    sim.user(LIN).type(due, '2026-04-18');
    expect(look(sim, due)).toEqual(['', WHITE]);
    sim.user(LIN).type(due, '2026-04-19');
    expect(sim.last()).toMatchObject({ calls: 1, error: undefined });
    expect(look(sim, due)).toEqual(['', WHITE]);
  });

  it('is not made anew by setting up again, and neither are the notes', async () => {
    const { sim } = await renamed('RACI Q4');
    sim.user(LIN).renameSheet('_ledger', 'What was mailed');
    const before = sim.sheets;
    const keeper = { name: 'Lin', email: LIN };
    const done = sim.user(LIN).run('batonSetUp', { locale: 'en', template: 'starter', keeper }) as SetUpDone;
    expect(done.added.filter((tab) => tab === 'raci' || tab === '_ledger')).toEqual([]);
    expect(sim.sheets).toEqual(expect.arrayContaining([...before]));
    expect(sim.sheets).not.toContain('_ledger');
  });
});

describe('one cell', () => {
  it('that is fine stays as it is, in three calls', async () => {
    const { sim, at } = await open();
    sim.user(LIN).type(at('raci', FIRST, 'due'), '2026-04-16');
    expect(sim.last()).toMatchObject({ calls: 3, error: undefined });
    expect(look(sim, at('raci', FIRST, 'due'))).toEqual(['', WHITE]);
  });

  it('with a problem gets a note and a colour, in six calls; when it is mended both go', async () => {
    const { sim, at } = await open();
    const due = at('raci', FIRST, 'due');
    sim.user(LIN).type(due, '2026-04-18');
    expect(sim.last()).toMatchObject({ calls: 6, error: undefined });
    expect(look(sim, due)).toEqual([expect.stringMatching(/^Baton: Sat 18 Apr is a day off/), SOON]);
    sim.user(LIN).type(due, '2026-04-17');
    expect(sim.last()).toMatchObject({ calls: 6, error: undefined });
    expect(look(sim, due)).toEqual(['', WHITE]);
  });

  it('emptied where something is needed says so, and undoing it takes that back', async () => {
    const { sim, at } = await open();
    const who = at('raci', FIRST, 'responsible');
    sim.user(LIN).type(who, '');
    expect(look(sim, who)).toEqual([expect.stringContaining('Baton: '), LATE]);
    sim.user(LIN).undo();
    expect([sim.cell(who).value, ...look(sim, who)]).toEqual(['Li Ming', '', WHITE]);
  });

  it.each([
    ['due', 'next week', '2026-04-15'],
    ['due', '2026-02-30', '2026-04-15'],
    ['responsible', 'Li Ming, Wang Fang', 'Li Ming'],
    ['responsible', 'everyone', 'Li Ming'],
    ['name', '=HYPERLINK("https://example.com","x")', 'Draw box T-0001'],
    ['name', '＝SUM(A1)', 'Draw box T-0001'],
  ])('%s %s cannot stand there: what stood there is back, and a toast says why', async (column, typed, before) => {
    const { sim, at } = await open();
    const cell = at('raci', FIRST, column);
    sim.user(LIN).type(cell, typed);
    expect(sim.cell(cell)).toMatchObject({ shown: before, note: '', background: WHITE, formula: '' });
    expect(toasts(sim)).toEqual([expect.stringMatching(/^What stood there is back\. ./)]);
    expect(sim.last().calls).toBeLessThanOrEqual(6);
  });

  it('the toast is in the workbook’s language', async () => {
    const { sim, at } = await openSheets({
      locale: 'zh-CN',
      tabs: { raci: [task('T-0001', { responsible: '李明', accountable: '陈洁' })] },
    });
    sim.user(LIN).type(at('raci', FIRST, 'due'), '下周');
    expect(toasts(sim)).toEqual([expect.stringMatching(/^已恢复原来的内容。/)]);
    sim.user(LIN).type(at('raci', FIRST, 'due'), '2026-04-18');
    expect(sim.cell(at('raci', FIRST, 'due')).note).toMatch(/^接力：/);
  });

  it('an impossible value in an empty cell leaves it empty', async () => {
    const { sim, at } = await open();
    sim.user(LIN).type(at('raci', FIRST, 'start'), 'soon');
    expect(sim.cell(at('raci', FIRST, 'start')).value).toBe('');
    expect(toasts(sim)).toEqual([expect.stringMatching(/^The cell is empty again\./)]);
  });

  it('a formula behind an apostrophe is one for everyone who reads the cell: no advice to put one there', async () => {
    const { sim, at } = await open();
    sim.user(LIN).type(at('raci', FIRST, 'name'), "'=SUM(A1)");
    expect(sim.cell(at('raci', FIRST, 'name')).value).toBe('Draw box T-0001');
    expect(toasts(sim)).toEqual([expect.stringMatching(/would run as a formula\. Begin with a word\.$/)]);
  });

  it('a formula in an empty cell for text is taken out again', async () => {
    const { sim, at } = await open();
    sim.user(LIN).type(at('raci', FIRST, 'description'), '=IMPORTDATA("https://example.com")', { shows: 'x' });
    expect(sim.cell(at('raci', FIRST, 'description'))).toMatchObject({ value: '', formula: '' });
    expect(toasts(sim)).toEqual([expect.stringMatching(/^The cell is empty again\./)]);
  });

  it('a date as the spreadsheet’s locale writes it is a date', async () => {
    const { sim, at } = await open(RACI, { locale: 'de_DE', timeZone: 'Europe/Berlin' });
    sim.user(LIN).type(at('raci', FIRST, 'due'), '5.3.2027');
    expect(look(sim, at('raci', FIRST, 'due'))).toEqual(['', WHITE]);
    sim.user(LIN).type(at('raci', FIRST, 'due'), '18.4.2026');
    expect(sim.cell(at('raci', FIRST, 'due')).note).toMatch(/Baton: Sat 18 Apr is a day off/);
  });

  it('a formula that calculates a date is left alone', async () => {
    const { sim, at } = await open();
    sim.user(LIN).type(at('raci', FIRST, 'due'), '=TODAY()+30', { shows: 46_120 });
    expect(sim.cell(at('raci', FIRST, 'due'))).toMatchObject({ formula: '=TODAY()+30', note: '' });
    expect(toasts(sim)).toEqual([]);
  });
});

describe('a person’s own note and colour', () => {
  it('stand above and come back', async () => {
    const { sim, at } = await open();
    const due = at('raci', FIRST, 'due');
    sim.user(LIN).setNote(due, 'Ask Sun Li\nfirst').setBackground(due, '#fff2cc').type(due, '2026-04-18');
    expect(look(sim, due)).toEqual([expect.stringMatching(/^Ask Sun Li\nfirst\nBaton: .+\nWas #fff2cc$/), SOON]);
    sim.user(LIN).type(due, '2026-04-19');
    expect(sim.cell(due).note).toMatch(/^Ask Sun Li\nfirst\nBaton: [^\n]+\nWas #fff2cc$/);
    sim.user(LIN).type(due, '2026-04-17');
    expect(look(sim, due)).toEqual(['Ask Sun Li\nfirst', '#fff2cc']);
  });

  it('a colour chosen after the mark stays', async () => {
    const { sim, at } = await open();
    const due = at('raci', FIRST, 'due');
    sim.user(LIN).type(due, '2026-04-18').setBackground(due, '#00ff00').type(due, '2026-04-19');
    expect(look(sim, due)).toEqual([expect.stringContaining('Baton: '), '#00ff00']);
    sim.user(LIN).type(due, '2026-04-17');
    expect(look(sim, due)).toEqual(['', '#00ff00']);
  });

  it('beside a marked cell are left alone', async () => {
    const { sim, at } = await open();
    const [name, due] = [at('raci', FIRST, 'name'), at('raci', FIRST, 'due')];
    sim.user(LIN).setNote(name, 'mine').setBackground(name, '#cfe2f3').type(due, '2026-04-18').type(name, 'Draw asap');
    expect(look(sim, name)).toEqual([expect.stringMatching(/^mine\nBaton: /), SOON]);
    sim.user(LIN).type(name, 'Draw it');
    expect(look(sim, name)).toEqual(['mine', '#cfe2f3']);
    expect(look(sim, due)).toEqual([expect.stringContaining('Baton: '), SOON]);
  });
});

describe('a new row', () => {
  it('that is begun is marked softly and without a toast; complete it gets its id', async () => {
    const { sim, at } = await open();
    const row = FIRST + 3;
    const lin = sim.user(LIN).type(at('raci', row, 'name'), 'Pack the box');
    for (const column of ['responsible', 'accountable', 'due']) {
      expect(look(sim, at('raci', row, column))).toEqual([expect.stringContaining('Baton: '), SOON]);
    }
    lin.type(at('raci', row, 'responsible'), 'Wang Fang').type(at('raci', row, 'accountable'), 'Sun Li');
    lin.type(at('raci', row, 'due'), '2026-04-20');
    lin.type(at('raci', row, 'output'), 'A box');
    expect(sim.cell(at('raci', row, 'id')).value).toBe('T-0004');
    expect(look(sim, at('raci', row, 'due'))).toEqual(['', WHITE]);
    expect(toasts(sim)).toEqual([]);
  });

  const whole = ['Pack the box', '', '', '', '', 'Wang Fang', 'Sun Li', '', '', '', '', '2026-04-20'];

  it('pasted whole gets its id at once, and the tracker knows it', async () => {
    const { sim, at } = await open();
    sim.user(LIN).paste(at('raci', FIRST + 3, 'name'), [whole]);
    expect(sim.cell(at('raci', FIRST + 3, 'id')).value).toBe('T-0004');
    sim.user(LIN).type(at('tracker', FIRST, 'id'), 'T-0004');
    expect(look(sim, at('tracker', FIRST, 'id'))).toEqual(['', WHITE]);
  });

  it.each([
    [FIRST + 3, 'T-0050', 'T-0050'],
    [FIRST + 4, 'T-0004', 'T-0005'],
  ])('keeps what row %i got meanwhile', async (row, taken, given) => {
    const { sim, at } = await open();
    sim.user(LIN).paste(at('raci', FIRST + 4, 'name'), [['Ship the box']]);
    sim.meanwhile({ at: 'Lock.tryLock', action: () => sim.api.setValues(at('raci', row, 'id'), [[taken]]) });
    sim.user(LIN).paste(at('raci', FIRST + 3, 'name'), [whole]);
    expect(sim.cell(at('raci', FIRST + 3, 'id')).value).toBe(given);
    expect(sim.cell(at('raci', row, 'id')).value).toBe(taken);
  });

  it('in the directory is known to the plan', async () => {
    const { sim, at } = await open();
    const lin = sim.user(LIN).type(at('directory', FIRST + 8, 'name'), 'Ma Nan');
    lin.type(at('raci', FIRST, 'responsible'), 'Ma Nan');
    expect(sim.cell(at('raci', FIRST, 'responsible'))).toMatchObject({ value: 'Ma Nan', note: '' });
  });

  it.each([0, 1])('in the directory that takes another’s name is told so, above it and below (%i)', async (typed) => {
    const { sim, at } = await open();
    const [cell, other] = [at('directory', FIRST + typed, 'name'), at('directory', FIRST + 1 - typed, 'name')];
    const before = sim.cell(cell).value;
    sim.user(LIN).type(cell, String(sim.cell(other).value));
    expect(sim.cell(cell).value).toBe(before);
    expect(toasts(sim)).toEqual([expect.stringContaining('is in the directory twice')]);
  });
});

describe('ids', () => {
  it('typed over go back', async () => {
    const { sim, at } = await open();
    sim.user(LIN).type(at('raci', FIRST, 'id'), 'T-0099');
    expect(sim.cell(at('raci', FIRST, 'id')).value).toBe('T-0001');
    expect(toasts(sim)).toEqual([expect.stringContaining('T-0001 is back')]);
    sim.user(LIN).type(at('raci', FIRST, 'id'), '');
    expect(sim.cell(at('raci', FIRST, 'id')).value).toBe('T-0001');
  });

  it('filled down or pasted over go back', async () => {
    const { sim, at, area } = await open();
    sim.user(LIN).fillDown(area('raci', [FIRST, 'id'], [FIRST + 2, 'id']));
    expect(sim.shown(area('raci', [FIRST, 'id'], [FIRST + 2, 'id']))).toEqual([['T-0001'], ['T-0002'], ['T-0003']]);
    sim.user(LIN).paste(at('raci', FIRST, 'id'), [['x'], ['y']]);
    expect(sim.shown(area('raci', [FIRST, 'id'], [FIRST + 2, 'id']))).toEqual([['T-0001'], ['T-0002'], ['T-0003']]);
  });

  it('of copied rows are new', async () => {
    const { sim, at, area } = await open();
    const row = area('raci', [FIRST, 'id'], [FIRST, 'due']);
    sim.user(LIN).copyPaste(row, at('raci', FIRST + 3, 'id'));
    expect(sim.cell(at('raci', FIRST, 'id')).value).toBe('T-0001');
    expect(sim.cell(at('raci', FIRST + 3, 'id')).value).toBe('T-0004');
  });

  it('go with a row that is dragged elsewhere', async () => {
    const { sim, at, area } = await open();
    sim.user(LIN).move(area('raci', [FIRST, 'id'], [FIRST, 'due']), at('raci', FIRST + 4, 'id'));
    expect(sim.cell(at('raci', FIRST + 4, 'id')).value).toBe('T-0001');
  });
});

describe('several cells', () => {
  it('a paste with problems is kept and marked in six calls, and its first cell says what to do', async () => {
    const { sim, at } = await open();
    sim.user(LIN).paste(at('raci', FIRST, 'due'), [['next week'], ['2026-04-16'], ['2026-04-18']]);
    expect(sim.last()).toMatchObject({ calls: 6, error: undefined });
    expect(sim.cell(at('raci', FIRST, 'due'))).toMatchObject({ value: 'next week', background: LATE });
    const [receipt, problem] = sim.cell(at('raci', FIRST, 'due')).note.split('\n');
    expect(receipt).toMatch(/^Baton: 3 cells came in; 2 cells need another look, in rows 4, 6\. Begin with [A-Z]+4: /);
    expect(problem).toMatch(/^Baton: /);
    expect(sim.cell(at('raci', FIRST + 2, 'due')).background).toBe(SOON);
    expect(toasts(sim)).toEqual([]);
  });

  it('a paste with problems in one row speaks of one row', async () => {
    const { sim, at } = await open();
    sim.user(LIN).paste(at('raci', FIRST, 'due'), [['next week'], ['2026-04-16']]);
    expect(sim.cell(at('raci', FIRST, 'due')).note).toContain('1 cell needs another look, in row 4. Begin with ');
  });

  it('a single pasted cell costs no more than a typed one, and is kept', async () => {
    const { sim, at } = await open();
    const who = at('raci', FIRST, 'responsible');
    sim.user(LIN).paste(who, [['Wang Fang']]);
    expect(sim.last()).toMatchObject({ calls: 3, error: undefined });
    sim.user(LIN).paste(who, [['Li Ming, Wang Fang']]);
    expect(sim.last()).toMatchObject({ calls: 6, error: undefined });
    expect(sim.cell(who)).toMatchObject({ value: 'Li Ming, Wang Fang', background: LATE });
  });

  it('5,000 cells are checked in as many calls as one', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => task(`T-${String(i + 1).padStart(4, '0')}`));
    const { sim, at } = await open(rows);
    // Consulted, informed, start, due and output.
    const paste = (due: string) =>
      Array.from({ length: 1000 }, () => ['Wang Fang', 'Sun Li', '2026-03-09', due, 'A box']);
    const from = at('raci', FIRST, 'consulted');
    sim.user(LIN).paste(from, paste('2026-04-16'));
    expect(sim.last()).toMatchObject({ calls: 3, error: undefined });
    sim.user(LIN).paste(from, paste('2026-04-18'));
    expect(sim.last()).toMatchObject({ calls: 6, error: undefined, timedOut: false });
    expect(sim.cell(at('raci', FIRST + 999, 'due')).background).toBe(SOON);
  });

  it('a column filled down 5,000 rows costs as many calls as well', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => task(`T-${String(i + 1).padStart(4, '0')}`));
    const { sim, at } = await open(rows);
    const fill = (due: string) => sim.user(LIN).paste(at('raci', FIRST, 'due'), Array<string[]>(5000).fill([due]));
    fill('2026-04-16');
    expect(sim.last()).toMatchObject({ calls: 3, error: undefined });
    fill('2026-04-18');
    expect(sim.last()).toMatchObject({ calls: 6, error: undefined, timedOut: false });
    expect(sim.cell(at('raci', FIRST + 4999, 'due')).background).toBe(SOON);
  });

  it('cleared rows lose their marks', async () => {
    const { sim, at, area } = await open();
    sim.user(LIN).type(at('raci', FIRST, 'due'), '2026-04-18');
    sim.user(LIN).clear(area('raci', [FIRST, 'id'], [FIRST, 'next']));
    expect(look(sim, at('raci', FIRST, 'due'))).toEqual(['', WHITE]);
    expect(sim.last().error).toBeUndefined();
  });

  it('more than there is time for: what was checked is marked, and the receipt says so', async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => task(`T-${String(i + 1).padStart(4, '0')}`));
    const { sim, at } = await open(rows, { limits: { cellMs: 0.15 } });
    sim.user(LIN).paste(
      at('raci', FIRST, 'start'),
      Array.from({ length: 2500 }, () => ['2026-03-09', '2026-04-18']),
    );
    expect(sim.last()).toMatchObject({ timedOut: false, error: undefined });
    expect(sim.last().ms).toBeLessThan(30_000);
    const { note } = sim.cell(at('raci', FIRST, 'start'));
    expect(note).toMatch(/Baton: Rows .* are checked\. There was no time for the others/);
    expect(sim.cell(at('raci', FIRST, 'due')).background).toBe(SOON);
    expect(sim.cell(at('raci', FIRST + 2499, 'due')).background).toBe(WHITE);
  });
});

describe('when things go wrong', () => {
  it.each([
    'Cache.getAll',
    'Range.getValues',
    'Range.getNotes',
    'Range.getBackgrounds',
    'Range.setNotes',
    'Range.setBackgrounds',
  ])('a failing %s is tried again', async (of) => {
    const { sim, at } = await open();
    sim.fail({ call: 1, of });
    sim.user(LIN).type(at('raci', FIRST, 'due'), '2026-04-18');
    expect(look(sim, at('raci', FIRST, 'due'))).toEqual([expect.stringContaining('Baton: '), SOON]);
    expect(sim.last().error).toBeUndefined();
  });

  it.each(['Range.setNotes', 'Range.setBackgrounds'])('where %s keeps failing there is no half mark', async (of) => {
    const { sim, at } = await open();
    const due = at('raci', FIRST, 'due');
    sim.user(LIN).setNote(due, 'mine').setBackground(due, '#fff2cc');
    sim.fail({ call: 1, of });
    sim.fail({ call: 2, of });
    sim.user(LIN).type(due, '2026-04-18');
    expect(look(sim, due)).toEqual(['mine', '#fff2cc']);
    expect(sim.last().error).toBeUndefined();
  });

  it('the cache has forgotten: the tabs are read again', async () => {
    const { sim, at } = await open(RACI, { cold: true });
    sim.user(LIN).type(at('raci', FIRST, 'due'), '2026-04-18');
    expect(look(sim, at('raci', FIRST, 'due'))).toEqual([expect.stringContaining('Baton: '), SOON]);
  });

  it('edits made offline that arrive together are all marked', async () => {
    const { sim, at } = await open();
    sim.together(() => {
      sim.user(LIN).type(at('raci', FIRST, 'due'), '2026-04-18');
      sim.user(MAYA).type(at('raci', FIRST + 1, 'name'), 'Draw it asap');
      sim.user(MAYA).type(at('raci', FIRST, 'name'), 'Draw that asap');
    });
    for (const [row, column] of [
      [FIRST, 'due'],
      [FIRST + 1, 'name'],
      [FIRST, 'name'],
    ] as const) {
      expect(look(sim, at('raci', row, column)), column).toEqual([expect.stringContaining('Baton: '), SOON]);
    }
  });

  it('rows added by two people at once get different ids', async () => {
    const { sim, at } = await open();
    sim.together(() => {
      for (const [who, at_] of [
        [LIN, FIRST + 3],
        [MAYA, FIRST + 4],
      ] as const) {
        const lin = sim.user(who);
        for (const [column, text] of [
          ['name', `Pack ${who}`],
          ['responsible', 'Wang Fang'],
          ['accountable', 'Sun Li'],
          ['due', '2026-04-20'],
        ] as const) {
          lin.type(at('raci', at_, column), text);
        }
      }
    });
    sim
      .user(LIN)
      .type(at('raci', FIRST + 3, 'output'), 'Box')
      .type(at('raci', FIRST + 4, 'output'), 'Lid');
    expect([sim.cell(at('raci', FIRST + 3, 'id')).value, sim.cell(at('raci', FIRST + 4, 'id')).value].sort()).toEqual([
      'T-0004',
      'T-0005',
    ]);
  });

  it('a paste over the header says what is lost', async () => {
    const { sim, at } = await open();
    sim.user(LIN).paste(at('raci', FIRST - 1, 'due'), [['Sometime'], ['2026-04-16']]);
    expect(look(sim, at('raci', FIRST - 1, 'due'))).toEqual([expect.stringContaining('Baton: '), LATE]);
    sim.user(LIN).type(at('raci', FIRST - 1, 'due'), 'Due');
    expect(look(sim, at('raci', FIRST - 1, 'due'))).toEqual(['', WHITE]);
  });

  it('a column was inserted unseen: the marks come where the column is now', async () => {
    const { sim, at } = await open();
    sim
      .user(LIN)
      .select(at('raci', FIRST, 'id'))
      .insertColumns(2)
      .type('C4', 'Draw asap');
    expect(sim.cell(`${at('raci', FIRST, 'id').split('!')[0]}!C4`).note).toContain('Baton: ');
  });

  it('a protected column beside the marked cells is passed over', async () => {
    const { sim, at } = await open();
    sim
      .user(LIN)
      .protect(
        `${at('raci', FIRST, 'accountable').replace(/\d+$/, '')}1:${at('raci', FIRST, 'accountable').split('!')[1]!.replace(/\d+$/, '')}1000`,
      );
    sim.user(MAYA).type(at('raci', FIRST, 'name'), 'Draw asap');
    sim.user(MAYA).type(at('raci', FIRST, 'due'), '2026-04-18');
    expect(sim.cell(at('raci', FIRST, 'due')).note).toContain('Baton: ');
    expect(sim.cell(at('raci', FIRST, 'name')).note).toContain('Baton: ');
  });

  it('a sheet that is none of Baton’s costs one call', async () => {
    const { sim } = await open();
    sim.user(LIN).addSheet('Mine').type('Mine!A1', 'x');
    sim.user(LIN).type('Mine!A1', '=1');
    expect(sim.last()).toMatchObject({ calls: 1, error: undefined });
  });
});
