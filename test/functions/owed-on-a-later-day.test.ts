import { describe, expect, it } from 'vitest';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { BatonError } from '../../functions/errors.ts';
import type { Mailer } from '../../functions/ports.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { w } from '../../sheet-templates/index.ts';
import { type Given, live, type Step, workbookOf } from '../support/scenario.ts';
import { keysOnly } from '../support/scripted.ts';

type Tabs = NonNullable<Given['tabs']>;
/** A sweep decides and cannot send; people go on with their sheets, and the sweep of a later day makes up for what still holds. */
type Day = Step & { readonly cut?: true };

const gone: Omit<Mailer, 'batch'> = {
  find: async () => 'unsent',
  send: async () => {
    throw new BatonError('backend', 'test', w('测试', 'A test'));
  },
};

/** What the last of these sweeps mailed, `key -> address`. */
const lastDay = async (tabs: Tabs, days: readonly Day[]): Promise<string[]> => {
  const store = openMemory(workbookOf({ tabs }));
  const mailer = createMemoryMailer();
  let before = 0;
  for (const day of days) {
    await live(store, 'en', day);
    before = mailer.sent.length;
    const result = await sweepWorkbook({
      store,
      mailer: day.cut ? { ...mailer, ...gone } : mailer,
      now: day.now,
      clock: () => new Date(`${day.now}:00+08:00`).toISOString(),
      decide: (raw, context) => ({ ...decide(raw, context), render: keysOnly }),
    });
    expect(result.outcome).toBe(day.cut ? 'failed' : 'done');
  }
  return mailer.sent
    .slice(before)
    .flatMap(({ to, text }) => text.split('\n').map((key) => `${key} -> ${to.address.split('@')[0]}`))
    .sort();
};

const LATE = {
  id: 'T-0001',
  name: 'Final packaging design',
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  start: '2026-02-23',
  due: '2026-02-27',
};
const task = (row: object = {}, progress: object = {}): Tabs => ({
  raci: [{ ...LATE, output: 'Print file', ...row }],
  tracker: [{ id: 'T-0001', status: 'In progress', progress: 0.4, reason: 'Mould', output: 'Draft', ...progress }],
  escalations: [],
});
/** The last reminder before the task goes up, which nobody gets on its day. */
const CUT: readonly Day[] = [
  { now: '2026-03-02T09:00' },
  { now: '2026-03-03T09:00' },
  { now: '2026-03-04T09:00' },
  { now: '2026-03-05T09:00', cut: true },
];
const REMINDER = /^task\.overdue/;

describe('on the day after a sweep that could not send', () => {
  it('an owner gets the reminder that the escalation of that day does not say again', async () => {
    const mailed = await lastDay(task(), [...CUT, { now: '2026-03-06T09:00' }]);
    expect(mailed.filter((line) => REMINDER.test(line))).toEqual(['task.overdue:T-0001:2026-02-27:4 -> li']);
  });

  it('an owner who said that they know is left in peace', async () => {
    const know = { by: 'Li Ming', item: 'T-0001', kind: 'snooze', typed: { again: '2026-03-11' } } as const;
    const mailed = await lastDay(task(), [...CUT, { now: '2026-03-06T09:00', answers: [know] }]);
    expect(mailed.filter((line) => REMINDER.test(line))).toEqual([]);
    expect(mailed).toContain('task.stuck:T-0001:2026-03-02:1 -> chen');
  });

  it('an owner who handed the task on is not reminded of it', async () => {
    const handedOn = { tab: 'raci', item: 'T-0001', set: { responsible: 'Wang Fang' } } as const;
    const mailed = await lastDay(task(), [...CUT, { now: '2026-03-06T09:00', edits: [handedOn] }]);
    expect(mailed.filter((line) => REMINDER.test(line))).toEqual(['task.overdue:T-0001:2026-02-27:5 -> wang']);
  });

  it('an owner is not told that a task is late which a new day off has given more time', async () => {
    const [from, until] = ['2026-03-02', '2026-03-06'];
    const days: readonly Day[] = [
      { now: '2026-02-27T09:00' },
      { now: '2026-03-02T09:00', cut: true },
      {
        now: '2026-03-09T09:00',
        add: ['2026-02-27', from, '2026-03-03', '2026-03-04', '2026-03-05', until].map((date) => ({
          tab: 'calendar',
          row: { date, kind: 'Off' },
        })),
      },
    ];
    expect((await lastDay(task(), days)).filter((line) => REMINDER.test(line))).toEqual([]);
  });

  it('nobody is asked for evidence that is there by now', async () => {
    const evidence = { tab: 'tracker', item: 'T-0001', set: { output: 'Print file 4' } } as const;
    const mailed = await lastDay(task({}, { output: '' }), [
      { now: '2026-03-03T09:00' },
      { now: '2026-03-04T09:00', cut: true },
      { now: '2026-03-05T09:00', edits: [evidence] },
    ]);
    expect(mailed.filter((line) => line.startsWith('task.collect'))).toEqual([]);
  });

  it('nobody is told that an update is missing which has been written by now', async () => {
    const updated = { tab: 'tracker', item: 'T-0001', set: { updatedOn: '2026-03-06', progress: 0.6 } } as const;
    const onTime = task({ due: '2026-03-31' });
    const [first, friday]: readonly Day[] = [{ now: '2026-03-02T09:00' }, { now: '2026-03-06T09:00', cut: true }];
    const update = /^update\.weekly/;
    const still = await lastDay(onTime, [first!, friday!, { now: '2026-03-09T09:00' }]);
    expect(still.filter((line) => update.test(line))).toEqual([
      'update.weekly:Design:2026-03-06:2 -> chen',
      'update.weekly:Design:2026-03-06:2 -> wu',
    ]);
    const written = await lastDay(onTime, [first!, friday!, { now: '2026-03-09T09:00', edits: [updated] }]);
    expect(written.filter((line) => update.test(line))).toEqual([]);
  });

  it('both sides of a dispute that was brought up by hand hear on Friday that it went up, their leaders at once', async () => {
    const dispute = { id: 'E-0001', issue: 'Who pays', parties: 'Li Ming, Sun Li', level: 1, openedOn: '2026-03-04' };
    const days = [
      { now: '2026-03-04T09:00', cut: true as const },
      { now: '2026-03-05T09:00' },
      { now: '2026-03-06T09:00' },
    ];
    const toldOn = async (count: number) =>
      (await lastDay({ escalations: [dispute] }, days.slice(0, count)))
        .filter((line) => line.startsWith('dispute:E-0001:2026-03-04:4'))
        .map((line) => line.split(' -> ')[1]);
    expect(await toldOn(2)).toEqual(['qian', 'zhao']);
    expect(await toldOn(3)).toEqual(['li', 'sun', 'wang']);
  });
});
