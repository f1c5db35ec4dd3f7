import { describe, expect, it } from 'vitest';
import { cellOf, signedText } from '../../core/text/signed-text.ts';
import { TONES } from '../../sheet-templates/palette.ts';
import { RefusedBySheets } from '../support/apps-script/simulator.ts';
import { FIRST, LIN, MAYA, openSheets, RACI, task } from '../support/sheets.ts';

const NEW = FIRST + 3;

/** A workbook whose triggers somebody installed; its first edit told the script so. */
const attended = async () => {
  const book = await openSheets({ tabs: { raci: RACI } });
  book.sim.user(MAYA).run('batonTakeOver');
  book.sim.user(MAYA).type(book.at('raci', FIRST, 'output'), 'A box');
  return book;
};

describe('with the installed trigger', () => {
  it('the simple one keeps to its calls, in the directory too, and who was added is known at once', async () => {
    const { sim, at } = await attended();
    const lin = sim.user(LIN);
    lin.type(at('directory', FIRST + 8, 'name'), 'Ma Nan');
    expect(sim.last('onEdit').calls).toBeLessThanOrEqual(6);
    lin.type(at('directory', FIRST + 8, 'email'), 'ma@example.com');
    lin.type(at('directory', FIRST + 8, 'department'), 'Design');
    expect(sim.last('onEdit')).toMatchObject({ calls: 3, error: undefined });
    lin.type(at('raci', FIRST, 'responsible'), 'Ma Nan');
    expect(sim.last('onEdit')).toMatchObject({ calls: 3, error: undefined });
    expect(sim.cell(at('raci', FIRST, 'responsible'))).toMatchObject({ value: 'Ma Nan', note: '' });
  });

  it('a new row has its id as soon as it says something, and the tracker knows it', async () => {
    const { sim, at } = await attended();
    sim.user(LIN).type(at('raci', NEW, 'name'), 'Pack the box');
    expect(sim.last('onEdit').calls).toBeLessThanOrEqual(6);
    expect(sim.cell(at('raci', NEW, 'id')).value).toBe('T-0004');
    sim.user(LIN).type(at('tracker', FIRST, 'id'), 'T-0004');
    expect(sim.cell(at('tracker', FIRST, 'id'))).toMatchObject({ value: 'T-0004', note: '' });
  });

  it('copied rows get ids of their own, one each, within the calls', async () => {
    const { sim, at, area } = await attended();
    sim.user(LIN).copyPaste(area('raci', [FIRST, 'id'], [FIRST + 1, 'due']), at('raci', NEW, 'id'));
    expect(sim.last('onEdit').calls).toBeLessThanOrEqual(6);
    expect(sim.shown(area('raci', [FIRST, 'id'], [NEW + 1, 'id'])).flat()).toEqual([
      'T-0001',
      'T-0002',
      'T-0003',
      'T-0004',
      'T-0005',
    ]);
  });

  it('what one of two people wrote into a row while the other’s edit was judged is judged as well', async () => {
    const { sim, at } = await attended();
    sim.meanwhile({
      at: 'Range.getBackgrounds',
      in: 'onEdit',
      action: () => void sim.user(MAYA).type(at('raci', FIRST, 'doneWhen'), 'Roughly done'),
    });
    sim.user(LIN).type(at('raci', FIRST, 'due'), '2026-04-18');
    for (const column of ['due', 'doneWhen']) {
      expect(sim.cell(at('raci', FIRST, column)).note, column).toContain('Baton: ');
    }
    sim.user(LIN).type(at('raci', FIRST, 'due'), '2026-04-17');
    expect(sim.cell(at('raci', FIRST, 'due')).note).toBe('');
    expect(sim.cell(at('raci', FIRST, 'doneWhen')).note).toContain('Baton: ');
  });

  it('a mark goes when what mends it stands in another row', async () => {
    const { sim, at } = await attended();
    const lin = sim
      .user(LIN)
      .type(at('tracker', FIRST, 'id'), 'T-0001')
      .type(at('tracker', FIRST + 1, 'id'), 'T-0001');
    expect(sim.cell(at('tracker', FIRST + 1, 'id')).note).toContain('Baton: ');
    lin.type(at('tracker', FIRST, 'id'), 'T-0002');
    expect(sim.cell(at('tracker', FIRST + 1, 'id'))).toMatchObject({ note: '', background: '#ffffff' });
  });

  it('an impossible value goes back once, and leaves no mark behind', async () => {
    const { sim, at } = await attended();
    sim.user(LIN).type(at('raci', FIRST, 'responsible'), 'Li Ming, Wang Fang');
    expect(sim.cell(at('raci', FIRST, 'responsible'))).toMatchObject({ value: 'Li Ming', note: '' });
    expect(sim.user(LIN).toasts).toHaveLength(1);
    expect(sim.executions.every(({ error }) => error === undefined)).toBe(true);
  });
});

describe('what people do to sheets', () => {
  it('a paste into hidden and filtered rows is checked like any other', async () => {
    const { sim, at } = await openSheets({ tabs: { raci: RACI } });
    sim
      .user(LIN)
      .select(at('raci', FIRST, 'id'))
      .hideRows(FIRST + 1);
    sim.user(LIN).paste(at('raci', FIRST, 'due'), [['2026-04-16'], ['2026-04-18'], ['2026-04-17']]);
    expect(sim.cell(at('raci', FIRST + 1, 'due'))).toMatchObject({ background: TONES.soon.ground });
    expect(sim.cell(at('raci', FIRST + 2, 'due')).background).toBe('#ffffff');
  });

  it('a paste across a protected column is refused by Sheets, and nothing is marked', async () => {
    const { sim, at, area } = await openSheets({ tabs: { raci: RACI } });
    sim.user(LIN).protect(area('raci', [FIRST, 'accountable'], [FIRST + 20, 'accountable']));
    const before = sim.executions.length;
    expect(() => sim.user(MAYA).paste(at('raci', FIRST, 'responsible'), [['x', 'y', 'z']])).toThrow(RefusedBySheets);
    expect(sim.executions).toHaveLength(before);
  });

  it('merged cells are judged as the cell they show', async () => {
    const { sim, at, area } = await openSheets({ tabs: { raci: RACI } });
    sim.user(LIN).mergeCells(area('raci', [FIRST, 'description'], [FIRST, 'request']));
    sim.user(LIN).type(at('raci', FIRST, 'name'), 'Draw asap');
    expect(sim.cell(at('raci', FIRST, 'name')).note).toContain('Baton: ');
    expect(sim.last().error).toBeUndefined();
  });

  it('50,000 pasted cells are marked within the time of a simple trigger', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => task(`T-${String(i + 1).padStart(4, '0')}`));
    const { sim, at } = await openSheets({ tabs: { raci: rows } });
    const line = ['', '', '', '', 'Li Ming', 'Chen Jie', '', '', '', '2026-03-09', '2026-04-18'].slice(1);
    sim.user(LIN).paste(
      at('raci', FIRST, 'request'),
      rows.map(() => line),
    );
    expect(sim.last()).toMatchObject({ timedOut: false, error: undefined });
    expect(sim.cell(at('raci', FIRST, 'request')).note).toContain('50000 cells came in');
    expect(sim.cell(at('raci', FIRST + 4999, 'due')).background).toBe(TONES.soon.ground);
  });

  it('undoing a paste takes its marks and its receipt away', async () => {
    const { sim, at } = await openSheets({ tabs: { raci: RACI } });
    sim
      .user(LIN)
      .paste(at('raci', FIRST, 'due'), [['next week'], ['2026-04-18']])
      .undo();
    for (const row of [FIRST, FIRST + 1]) {
      expect(sim.cell(at('raci', row, 'due'))).toMatchObject({ note: '', background: '#ffffff' });
    }
  });

  it('filling a marked cell down and mending the copies leaves no colour behind', async () => {
    const { sim, at, area } = await openSheets({ tabs: { raci: RACI } });
    sim
      .user(LIN)
      .type(at('raci', FIRST, 'due'), '2026-04-18')
      .fillDown(area('raci', [FIRST, 'due'], [FIRST + 2, 'due']));
    expect(sim.cell(at('raci', FIRST + 2, 'due')).note).toContain('Baton: ');
    sim.user(LIN).type(at('raci', FIRST + 2, 'due'), '2026-04-17');
    expect(sim.cell(at('raci', FIRST + 2, 'due'))).toMatchObject({ note: '', background: '#ffffff' });
  });
});

describe('a signed text', () => {
  it('that is changed says whose signature no longer holds, until it is put back', async () => {
    const fields = { 'requests.name': 'Launch', 'requests.goal': '500 sold', 'confirmations.answer': 'can' };
    const { sim, at } = await openSheets({
      tabs: {
        requests: [
          { id: 'Q-0001', name: 'Launch', initiatingDepartment: 'Marketing', initiator: 'Wang Fang', goal: '500 sold' },
        ],
        confirmations: [{ id: 'C-0001', request: 'Q-0001', department: 'Design', answer: 'Can do', lead: 'Li Ming' }],
        signoffs: [
          {
            id: 'S-0001',
            document: 'C-0001',
            kind: 'Confirmation',
            version: 1,
            signer: 'Chen Jie',
            askedOn: '2026-03-02',
            signedOn: '2026-03-03',
            fingerprint: cellOf(signedText({ ...fields, 'confirmations.lead': 'Li Ming' })),
          },
        ],
      },
    });
    const goal = at('requests', FIRST, 'goal');
    sim.user(LIN).type(goal, '600 sold');
    expect(sim.cell(goal).note).toMatch(/^Baton: This was signed by Chen Jie\./);
    expect(sim.cell(goal).background).toBe(TONES.soon.ground);
    sim.user(LIN).type(goal, '500 sold');
    expect(sim.cell(goal).note).toBe('');
    sim.user(LIN).type(at('confirmations', FIRST, 'lead'), 'Chen Jie');
    expect(sim.cell(at('confirmations', FIRST, 'lead')).note).toContain('Chen Jie');
  });
});
