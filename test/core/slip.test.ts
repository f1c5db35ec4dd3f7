import { describe, expect, it } from 'vitest';
import { readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';
import { slipOf } from '../../core/what-if/slip.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { type Given, workbookOf } from '../support/scenario.ts';

/** Monday 2 March 2026, 09:00; nobody's own days off. */
const NOW = '2026-03-02T09:00';

const task = (id: string, due: string, more: Readonly<Record<string, string>> = {}) => ({
  id,
  name: `Task ${id}`,
  request: 'Q-0001',
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  due,
  ...more,
});

/** Artwork, then the print with a start, then the launch without; the launch is Wang Fang's. */
const CHAIN = [
  task('T-0001', '2026-03-06', { informed: 'Sun Li' }),
  task('T-0002', '2026-03-12', { start: '2026-03-09', predecessors: 'T-0001', responsible: 'Chen Jie' }),
  task('T-0003', '2026-03-13', { predecessors: 'T-0002', responsible: 'Wang Fang', department: 'Marketing' }),
  task('T-0004', '2026-03-13'),
];

type Tabs = NonNullable<Given['tabs']>;
const given = (tabs: Tabs) => workbookOf({ tabs: { raci: CHAIN, ...tabs } });

/** The workbook after Baton has seen it once, on the Friday before. */
const factsOf = async (tabs: Tabs = {}, now = NOW) => {
  const store = openMemory(given(tabs));
  const first = '2026-02-27T09:00';
  await sweepWorkbook({ store, mailer: createMemoryMailer(), now: first, clock: () => `${first}:00+08:00` });
  return { store, facts: readFacts(readSnapshot(await store.read(), { now })) };
};

const slip = async (item: string, to: string, tabs: Tabs = {}) => {
  const { facts } = await factsOf(tabs);
  const { moves, nodes, told } = slipOf(facts, facts.items.get(item)!, dayFromIso(to)!);
  return {
    moves: moves.map(({ item, from, to }) => `${item.id} ${isoOf(from)} → ${isoOf(to)}`),
    nodes: nodes.map(({ kind, name, from, planned, to }) => {
      const broken = planned > from ? ` (planned ${isoOf(planned)})` : '';
      return `${kind} ${name} ${isoOf(from)}${broken} → ${isoOf(to)}`;
    }),
    told: told.map(({ name }) => name),
  };
};

describe('what waits for it moves', () => {
  it('by the workdays that it has to begin later, one after the other', async () => {
    // Thursday 12 instead of Friday 6: the print begins on Friday 13 instead of Monday 9, four workdays later.
    expect((await slip('T-0001', '2026-03-12')).moves).toEqual([
      'T-0002 2026-03-12 → 2026-03-18',
      // Without a start it can end on the day after, at the earliest.
      'T-0003 2026-03-13 → 2026-03-19',
    ]);
  });

  it('and no further than where there is still room', async () => {
    const room = [CHAIN[0]!, { ...CHAIN[1]!, start: '2026-03-10' }, CHAIN[2]!];
    expect((await slip('T-0001', '2026-03-09', { raci: room })).moves).toEqual([]);
    expect((await slip('T-0001', '2026-03-10', { raci: room })).moves).toEqual([
      'T-0002 2026-03-12 → 2026-03-13',
      'T-0003 2026-03-13 → 2026-03-16',
    ]);
  });

  it('but not what has begun, is over, or is held up longer by something else', async () => {
    const begun = { tracker: [{ id: 'T-0002', status: 'In progress' }] };
    expect((await slip('T-0001', '2026-03-12', begun)).moves).toEqual([]);
    expect((await slip('T-0001', '2026-03-12', { tracker: [{ id: 'T-0002', status: 'Done' }] })).moves).toEqual([]);
    const other = [...CHAIN.slice(0, 1), { ...CHAIN[1]!, predecessors: 'T-0001, T-0004' }, CHAIN[3]!];
    const replanned = { raci: other, tracker: [{ id: 'T-0004', newDue: '2026-03-20' }] };
    expect((await slip('T-0001', '2026-03-12', replanned)).moves).toEqual([]);
  });

  it('counts days off as nobody works on them', async () => {
    const calendar = [{ date: '2026-03-13', kind: 'off' }];
    expect((await slip('T-0001', '2026-03-12', { calendar })).moves[0]).toBe('T-0002 2026-03-12 → 2026-03-19');
    expect((await slip('T-0001', '2026-03-11', { calendar })).moves[0]).toBe('T-0002 2026-03-12 → 2026-03-18');
  });

  it('nothing moves where the date comes sooner, and a circle of predecessors ends', async () => {
    expect((await slip('T-0001', '2026-03-05')).moves).toEqual([]);
    const circle = [CHAIN[0]!, { ...CHAIN[1]!, predecessors: 'T-0001, T-0003' }, CHAIN[2]!];
    expect((await slip('T-0001', '2026-03-12', { raci: circle })).moves).toEqual([]);
  });
});

describe('what others count on', () => {
  const requests = [
    { id: 'Q-0001', name: 'Launch', wantedFinish: '2026-03-18', initiator: 'Sun Li', departments: 'Design' },
  ];
  const stages = [
    { id: 'S-0001', request: 'Q-0001', name: 'First deliverable', stage: 'First deliverable', due: '2026-03-10' },
    { id: 'S-0002', request: 'Q-0001', name: 'Review', stage: 'Review', due: '2026-03-31' },
  ];

  it('falls or holds, by the last day of the work', async () => {
    expect((await slip('T-0001', '2026-03-12', { requests, stages, acceptance: [] })).nodes).toEqual([
      'stage First deliverable 2026-03-10 → 2026-03-12',
      'stage Review 2026-03-31 → 2026-03-31',
      // Two workdays after the last task, which moves from the 13th to the 19th.
      'acceptance Launch 2026-03-17 → 2026-03-23',
      'wanted-finish Launch 2026-03-18 → 2026-03-19',
    ]);
    expect((await slip('T-0001', '2026-03-09', { requests })).nodes).toEqual([
      'wanted-finish Launch 2026-03-18 → 2026-03-18',
    ]);
  });

  it('a date that the plan misses anyway is not missed for this, and not called kept either', async () => {
    const early = [{ ...requests[0]!, wantedFinish: '2026-03-10' }];
    expect((await slip('T-0001', '2026-03-09', { requests: early, raci: [CHAIN[0]!, CHAIN[3]!] })).nodes).toEqual([
      'wanted-finish Launch 2026-03-10 (planned 2026-03-13) → 2026-03-13',
    ]);
  });

  it('an acceptance that is planned as a stage falls where it cannot be over by then', async () => {
    const planned = [{ id: 'S-0003', request: 'Q-0001', name: 'Handover', stage: 'Acceptance', due: '2026-03-20' }];
    const nodes = (to: string) =>
      slip('T-0001', to, { requests, stages: planned, acceptance: [] }).then((s) => s.nodes[0]);
    expect(await nodes('2026-03-10')).toBe('acceptance Launch 2026-03-20 → 2026-03-20');
    expect(await nodes('2026-03-12')).toBe('acceptance Launch 2026-03-20 → 2026-03-23');
  });
});

describe('who is told', () => {
  it('is who the next sweep tells when the date is typed, and would not have told', async () => {
    for (const [item, to] of [
      ['T-0001', '2026-03-12'],
      ['T-0003', '2026-03-20'],
      ['T-0002', '2026-03-10'],
    ] as const) {
      const { facts } = await factsOf();
      const forecast = slipOf(facts, facts.items.get(item)!, dayFromIso(to)!).told.map(({ name }) => name);
      const told = async (typed: boolean) => {
        const { store } = await factsOf();
        if (typed) await store.apply([{ tab: 'tracker', kind: 'set', item, values: { newDue: to }, expected: {} }]);
        const mailer = createMemoryMailer();
        const { plan } = await sweepWorkbook({ store, mailer, now: NOW, clock: () => `${NOW}:00+08:00` });
        return new Set(plan.notices.flatMap(({ key, to }) => to.map(({ name }) => `${key} ${name}`)));
      };
      const [without, withIt] = [await told(false), await told(true)];
      const fresh = [...withIt].filter((line) => !without.has(line)).map((line) => line.slice(line.indexOf(' ') + 1));
      expect(new Set(forecast)).toEqual(new Set(fresh));
      expect(forecast.length).toBeGreaterThan(0);
    }
  });

  it('leaves out who is told of something else', async () => {
    const soon = task('T-0005', '2026-03-05', { responsible: 'Wu Kai' });
    const { told } = await slip('T-0001', '2026-03-12', { raci: [...CHAIN, soon] });
    expect(told).toEqual(['Li Ming', 'Wang Fang', 'Chen Jie', 'Sun Li']);
  });

  it('on a day off it is the next workday’s sweep', async () => {
    const { facts } = await factsOf({}, '2026-03-01T09:00');
    const { told } = slipOf(facts, facts.items.get('T-0001')!, dayFromIso('2026-03-12')!);
    expect(told.map(({ name }) => name)).toEqual(['Li Ming', 'Wang Fang', 'Chen Jie', 'Sun Li']);
  });
});
