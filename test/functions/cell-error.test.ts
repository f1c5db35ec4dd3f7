import { describe, expect, test } from 'vitest';
import { sayProblem } from '../../core/messages/index.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { columnsOf, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { type TypedRow, workbookOf } from '../support/scenario.ts';

/** What a formula leaves behind once the row it pointed to is gone; of an adopted sheet, in columns that people fill in. */
const REF = { fault: 'error', text: '#REF!' } as const;
const UNCALCULATED = { fault: 'no-cached-value', text: 'A2&"-1"' } as const;

const DAYS = ['2026-03-05T09:00', '2026-03-06T09:00', '2026-03-09T09:00'];
const PLAN = { responsible: 'Li Ming', accountable: 'Chen Jie', due: '2026-03-05', output: 'Print file' };
const FIRST = { id: 'T-0001', name: 'Draw the box', ...PLAN };
const SECOND = { id: 'T-0002', name: 'Print the box', ...PLAN };
const STARTED = { id: 'T-0001', status: 'In progress' };

const openWith = (tabs: Partial<Record<TabKey, readonly TypedRow[]>>) => {
  const store = openMemory(workbookOf({ tabs }));
  const mailer = createMemoryMailer();
  return {
    mailer,
    rows: async (tab: TabKey) => (await store.read()).sheets.find(({ title }) => title === tabOf(tab).title.en)!.rows,
    /** Somebody's cell of a tab's n-th row. */
    type: (tab: TabKey, nth: number, column: string, value: unknown) =>
      store.type([
        {
          sheet: tabOf(tab).title.en,
          row: 3 + nth,
          column: columnsOf(tab).findIndex(([key]) => key === column) + 1,
          value: value as string,
        },
      ]),
    snapshot: async () => readSnapshot(await store.read(), { now: DAYS.at(-1)! }),
    sweepOn: (now: string) => sweepWorkbook({ store, mailer, decide, now, clock: () => `${now}:00+08:00` }),
  };
};

const foundIn = ({ plan }: Awaited<ReturnType<typeof sweepWorkbook>>) =>
  plan.problems
    .filter(({ code }) => code !== 'late-without-reason')
    .map(({ tab, row, column, code, item }) => [tab, row, column, code, item].join(' '));

describe('a row whose ID is an error is left alone until it has one', () => {
  test.each([
    ['an error', REF, 'cell-error'],
    ['a formula nobody has calculated', UNCALCULATED, 'no-cached-value'],
  ])('%s: no sweep gives it another ID, writes at it or tells of it as a task', async (_name, cell, code) => {
    const { sweepOn, rows } = openWith({
      raci: [FIRST, { ...SECOND, id: cell }],
      tracker: [STARTED, { id: 'T-0002', status: 'In progress' }],
    });
    for (const now of DAYS) {
      const swept = await sweepOn(now);
      expect(swept.conflicts).toEqual([]);
      expect(foundIn(swept)).toEqual([`raci 5 id ${code} `]);
      const told = swept.plan.notices.filter(({ rule }) => rule.startsWith('task.')).map(({ item }) => item);
      expect([...new Set(told)]).toEqual(['T-0001']);
    }
    expect((await rows('raci')).at(-1)!.cells[0]).toEqual(cell);
    expect((await rows('_state')).slice(1).map(({ cells }) => cells[0])).toEqual(['T-0001']);
  });

  test('the keeper hears of it once, by its row, and what to do', async () => {
    const { sweepOn, mailer } = openWith({ raci: [FIRST, { ...SECOND, id: REF }], tracker: [STARTED] });
    const keys: string[] = [];
    for (const now of DAYS) {
      const { plan } = await sweepOn(now);
      keys.push(...plan.notices.filter(({ rule }) => rule === 'digest.keeper').map(({ key }) => key));
    }
    expect(keys).toHaveLength(1);
    const mail = mailer.sent.find(({ to }) => to.name === 'Wu Kai')!.text;
    expect(mail.replace(/\s+/g, ' ')).toContain(
      'RACI, row 5, “Task ID”: The ID of “Print the box” is #REF!, so Baton leaves the row alone. Type the ID it had; if it never had one, clear the cell and Baton gives it one.',
    );
    expect(mail).not.toContain('T-0003');
  });

  test('a second row of that kind is another finding', async () => {
    const { sweepOn, type } = openWith({ raci: [FIRST, SECOND, { ...SECOND, id: REF, name: 'Fold' }] });
    const told = async (now: string) =>
      (await sweepOn(now)).plan.notices.filter(({ rule }) => rule === 'digest.keeper').length;
    expect(await told(DAYS[0]!)).toBe(1);
    type('raci', 2, 'id', REF);
    expect(await told(DAYS[1]!)).toBe(1);
  });

  test('mended, it goes on as what it was', async () => {
    const { sweepOn, type } = openWith({ raci: [FIRST, SECOND], tracker: [STARTED] });
    await sweepOn(DAYS[0]!);
    type('raci', 2, 'id', REF);
    await sweepOn(DAYS[1]!);
    type('raci', 2, 'id', 'T-0002');
    const { plan } = await sweepOn(DAYS[2]!);
    expect(plan.notices.map(({ key }) => key)).toContain('task.overdue:T-0002:2026-03-05:2');
    expect(plan.writes.filter(({ tab }) => tab === 'raci')).toEqual([]);
  });

  test('in Chinese it says the same', async () => {
    const { snapshot } = openWith({ raci: [FIRST, { ...SECOND, id: REF }] });
    const { problems, today } = await snapshot();
    expect(sayProblem(problems[0]!, 'zh-CN', today)).toBe(
      '“Print the box”的编号是 #REF!，接力先不动这一行。请填回它原来的编号；从未有过编号的，清空这一格，接力会给它编号。',
    );
  });
});

describe('a row of progress whose ID is an error', () => {
  const broken = async () => {
    const book = openWith({
      raci: [FIRST, SECOND],
      tracker: [STARTED, { id: 'T-0002', status: 'Done', progress: 1, output: 'Print file' }],
    });
    await book.sweepOn(DAYS[0]!);
    book.type('tracker', 2, 'id', REF);
    return book;
  };

  test('opens no task again that was done, and is not doubled by an empty row', async () => {
    const { sweepOn, rows } = await broken();
    const before = (await rows('tracker')).length;
    for (const now of DAYS.slice(1)) {
      const swept = await sweepOn(now);
      expect(foundIn(swept)).toEqual(['tracker 5 id cell-error ']);
      expect(swept.plan.notices.map(({ item }) => item)).not.toContain('T-0002');
      expect(swept.plan.writes.filter(({ item }) => item === 'T-0002')).toEqual([]);
    }
    expect(await rows('tracker')).toHaveLength(before);
  });

  test('a task that is new gets its row all the same', async () => {
    const { sweepOn, type } = await broken();
    for (const [column, value] of Object.entries({ ...FIRST, id: null, name: 'Fold the box' }))
      type('raci', 3, column, value);
    const { plan } = await sweepOn(DAYS[1]!);
    expect(plan.writes.filter(({ tab, kind }) => tab === 'tracker' && kind === 'append')).toMatchObject([
      { item: 'T-0003' },
    ]);
  });
});

test('a level that is an error is not written at sweep after sweep', async () => {
  const dispute = { id: 'E-0001', item: 'T-0001', kind: 'Stuck', issue: 'It waits', source: 'Baton', level: REF };
  const { sweepOn } = openWith({
    raci: [FIRST],
    tracker: [{ id: 'T-0001', status: 'Blocked', reason: 'Paper' }],
    escalations: [{ ...dispute, openedOn: '2026-03-02', parties: 'Li Ming, Chen Jie' }],
  });
  for (const now of [...DAYS, '2026-03-10T09:00', '2026-03-11T09:00', '2026-03-12T09:00']) {
    const swept = await sweepOn(now);
    expect(swept.conflicts, now).toEqual([]);
  }
});
