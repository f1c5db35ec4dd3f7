import { describe, expect, it } from 'vitest';
import type { WriteValue } from '../../core/plan.ts';
import { courtsAfter, readCourts } from '../../core/process/court.ts';
import { readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { dayFromIso } from '../../core/time/day.ts';
import { courtsOf, sharesOf } from '../../core/what-if/court.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { type Given, workbookOf } from '../support/scenario.ts';

type Edit = readonly [tab: 'raci' | 'tracker' | 'confirmations', item: string, set: Record<string, WriteValue>];

/** Sweeps each of these mornings; what people change on a day stands there before its sweep. */
const play = async (tabs: NonNullable<Given['tabs']>, mornings: Readonly<Record<string, readonly Edit[]>>) => {
  const store = openMemory(workbookOf({ tabs }));
  let now = '';
  for (const [day, edits] of Object.entries(mornings)) {
    await store.apply(edits.map(([tab, item, values]) => ({ tab, kind: 'set', item, values, expected: {} })));
    now = `${day}T09:00`;
    await sweepWorkbook({ store, mailer: createMemoryMailer(), now, clock: () => `${now}:00+08:00` });
  }
  const read = async () => {
    const snapshot = readSnapshot(await store.read(), { now });
    const courts = courtsOf(readFacts(snapshot));
    return { snapshot, courts, of: (id: string) => courts.find((court) => court.id === id) };
  };
  return { store, read, ...(await read()) };
};

const task = (id: string, more: Readonly<Record<string, string>> = {}) => ({
  id,
  name: `Task ${id}`,
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  due: '2026-03-31',
  ...more,
});
const held = (court: { held: ReadonlyMap<string, number> } | undefined) => Object.fromEntries(court?.held ?? []);

describe('a task is held', () => {
  it('by the department whose it is, and by another from the day it goes there, days off not counted', async () => {
    const { of } = await play(
      { raci: [task('T-0001')], tracker: [{ id: 'T-0001', status: 'In progress' }] },
      {
        '2026-03-02': [],
        '2026-03-04': [],
        '2026-03-05': [['raci', 'T-0001', { department: 'Marketing', responsible: 'Wang Fang' }]],
        '2026-03-10': [],
      },
    );
    expect(held(of('T-0001'))).toEqual({ Design: 3, Marketing: 3 });
    expect(of('T-0001')!.now).toEqual(['Marketing']);
  });

  it('until the day it was done, and no longer', async () => {
    const { of } = await play(
      { raci: [task('T-0001')], tracker: [{ id: 'T-0001', status: 'In progress' }] },
      {
        '2026-03-02': [],
        '2026-03-04': [],
        // Done on Thursday, seen on Friday.
        '2026-03-06': [['tracker', 'T-0001', { status: 'done', output: 'V1', updatedOn: '2026-03-05' }]],
        '2026-03-12': [],
      },
    );
    expect(held(of('T-0001'))).toEqual({ Design: 3 });
    expect(of('T-0001')!.now).toEqual([]);
  });

  it('only once its turn has come: its start is there, and what it waits for is done', async () => {
    const { of } = await play(
      {
        raci: [
          task('T-0001'),
          task('T-0002', { predecessors: 'T-0001', department: 'Marketing', responsible: 'Wang Fang' }),
          task('T-0003', { start: '2026-03-05' }),
        ],
        tracker: [{ id: 'T-0001', status: 'In progress' }],
      },
      {
        '2026-03-02': [],
        '2026-03-04': [['tracker', 'T-0001', { status: 'done', output: 'V1' }]],
        '2026-03-05': [],
        '2026-03-06': [],
      },
    );
    expect(held(of('T-0001'))).toEqual({ Design: 2 });
    expect(held(of('T-0002'))).toEqual({ Marketing: 2 });
    expect(held(of('T-0003'))).toEqual({ Design: 1 });
  });

  it('by those it was escalated to, from that day on', async () => {
    const { of } = await play(
      { raci: [task('T-0001', { due: '2026-03-02' })], tracker: [{ id: 'T-0001', status: 'In progress' }] },
      { '2026-03-02': [], '2026-03-03': [], '2026-03-06': [], '2026-03-09': [], '2026-03-12': [] },
    );
    // Late on Monday evening, stuck by Thursday evening: the division leader hears of it on Friday, the executive after three workdays.
    expect(held(of('T-0001'))).toEqual({ Design: 4, 'Zhao Yi': 4, 'Zhou Zong': 0 });
    expect(of('T-0001')!.now).toEqual(['Zhou Zong']);
  });
});

describe('a department’s answer', () => {
  it('is held by the department from the day it was asked until it answered', async () => {
    const { courts, of } = await play(
      {
        requests: [
          {
            id: 'Q-0001',
            name: 'Launch',
            initiatingDepartment: 'Marketing',
            initiator: 'Wang Fang',
            goal: '500 units by May',
            departments: 'Design',
            expected: 'A box',
            wantedFinish: '2026-05-29',
            submittedOn: '2026-03-02',
            reviewResult: 'Pass',
            reviewedOn: '2026-03-02',
          },
        ],
        confirmations: [],
      },
      {
        '2026-03-02': [],
        '2026-03-03': [],
        '2026-03-05': [['confirmations', 'C-0001', { answer: 'can', answeredOn: '2026-03-04' }]],
        '2026-03-10': [],
      },
    );
    expect(courts.map(({ id }) => id)).toContain('C-0001');
    expect(held(of('C-0001'))).toEqual({ Design: 2 });
  });
});

describe('what is remembered', () => {
  it('is written when hands change, and on no other day', async () => {
    const { store, snapshot } = await play(
      { raci: [task('T-0001')], tracker: [{ id: 'T-0001', status: 'In progress' }] },
      { '2026-03-02': [], '2026-03-03': [] },
    );
    expect(snapshot.state.get('T-0001')!.courts).toBe('[["2026-03-02","Design"]]');
    const { plan } = await sweepWorkbook({
      store,
      mailer: createMemoryMailer(),
      now: '2026-03-04T09:00',
      clock: () => '2026-03-04T09:00:00+08:00',
    });
    expect(plan.writes).toEqual([]);
  });

  it('keeps a text nobody can read for no history, and of one day the last', () => {
    const day = (iso: string) => dayFromIso(iso)!;
    expect(readCourts('[["2026-03-02","Design"')).toEqual([]);
    expect(readCourts('Design')).toEqual([]);
    const on = day('2026-03-05');
    const first = courtsAfter('', { by: ['Design'], on: day('2026-03-02') }, on);
    const second = courtsAfter(first, { by: ['Marketing'], on }, on);
    expect(second).toBe('[["2026-03-02","Design"],["2026-03-05","Marketing"]]');
    expect(courtsAfter(second, { by: ['Design'], on }, on)).toBe('[["2026-03-02","Design"]]');
    expect(courtsAfter(second, { by: ['Marketing'], on: on + 9 }, on)).toBe(second);
    expect(courtsAfter(second, { by: [], on: day('2026-03-03') }, on)).toBe('[["2026-03-02","Design"],["2026-03-05"]]');
    // A day to come is nobody's yet, and one before the last change is that day.
    expect(courtsAfter(first, { by: [], on: on + 9 }, on)).toBe('[["2026-03-02","Design"],["2026-03-05"]]');
  });

  it('stays short enough for a cell, however often an item changes hands', () => {
    let text = '';
    for (let day = 20_000; day < 21_000; day++)
      text = courtsAfter(text, { by: [`Department ${day % 2}`], on: day }, day);
    expect(text.length).toBeLessThan(32_000);
    expect(readCourts(text).at(-1)).toEqual({ from: 20_999, by: ['Department 1'] });
  });
});

it('shares add up over items, the largest first', async () => {
  const { courts } = await play(
    {
      raci: [task('T-0001'), task('T-0002'), task('T-0003', { department: 'Marketing', responsible: 'Wang Fang' })],
      tracker: ['T-0001', 'T-0002', 'T-0003'].map((id) => ({ id, status: 'In progress' })),
    },
    { '2026-03-02': [], '2026-03-04': [['tracker', 'T-0002', { status: 'done', output: 'V1' }]], '2026-03-05': [] },
  );
  expect(sharesOf(courts)).toEqual([
    { holder: 'Design', days: 5, items: 2, now: 1 },
    { holder: 'Marketing', days: 3, items: 1, now: 1 },
  ]);
});
