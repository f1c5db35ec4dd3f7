import { beforeAll, describe, expect, test } from 'vitest';
import { stillSending } from '../../core/record/open-mail.ts';
import { BatonError } from '../../functions/errors.ts';
import type { Mailer, WorkbookStore } from '../../functions/ports.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { w } from '../../sheet-templates/index.ts';
import { guarded } from '../support/guarded.ts';
import {
  createClock,
  createMemoryMailer,
  delivered,
  FRIDAY,
  MONDAY,
  openOffice,
  outcomeOf,
  run,
  snapshotOf,
  tasks,
} from '../support/office.ts';
import { keysOnly } from '../support/scripted.ts';
import { setOf } from '../support/starter.ts';

type When = 'before' | 'after';
/** `once`: one call fails; `dead`: from that call on nothing answers any more, as when the process is killed. */
type Fault = { readonly at: number; readonly when: When; readonly kind: 'once' | 'dead' };

const injected = () => new BatonError('backend', 'injected', w('测试用的故障', 'A failure made by the test'));

/** Counts the calls of both backends together and fails at one of them, before or after it had its effect. */
const faulty = (store: WorkbookStore, mailer: Mailer, fault: Fault | null) => {
  let calls = 0;
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    const hit = fault && (fault.kind === 'dead' ? calls > fault.at : false);
    if (hit) throw injected();
    if (fault?.at !== calls) return call();
    if (fault.when === 'after') await call();
    throw injected();
  };
  return {
    calls: () => calls,
    ...guarded(guard, store, mailer),
  };
};

/** Rows without ids, so that a sweep has ids, tracker rows, memories and mails to write. */
const open = () => openOffice({ raci: tasks.map(({ id: _, ...typed }) => typed) });

let clean: Awaited<ReturnType<typeof outcomeOf>>;
let everything: string[];
let calls: number;
beforeAll(async () => {
  const [store, mailer] = [await open(), createMemoryMailer({ batch: 2 })];
  const parts = faulty(store, mailer, null);
  expect(await run(parts.store, parts.mailer)).toMatchObject({ outcome: 'done' });
  clean = await outcomeOf(store);
  everything = delivered(mailer);
  calls = parts.calls();
});

test('a first sweep that dies at any call leaves a workbook that the next one knows as its own', async () => {
  const later = { clock: createClock('2026-03-06T02:00:00.000Z').read };
  for (let at = 1; at <= calls; at++) {
    const rows = { raci: tasks.map(({ id: _, ...typed }) => typed) };
    const [store, mailer] = [
      await openOffice(rows, { workbookId: '', workbookHome: '' }),
      createMemoryMailer({ batch: 2 }),
    ];
    const dead = faulty(store, mailer, { at, when: 'after', kind: 'dead' });
    await run(dead.store, dead.mailer).catch(() => {});
    expect(await run(store, mailer, later), `call ${at}`).toMatchObject({ outcome: 'done' });
    expect(delivered(mailer), `call ${at}`).toEqual(everything);
    const { workbookId, workbookHome } = (await snapshotOf(store)).policy;
    expect([workbookId === '', workbookHome], `call ${at}`).toEqual([false, 'memory:starter']);
  }
});

test('without a fault, five people hear of two tasks each', () => {
  expect(everything).toHaveLength(10);
  expect(new Set(everything).size).toBe(10);
  expect(clean).toMatchObject({ chain: true, open: 0, claims: 0 });
  expect(clean.remembered.map(({ scope }) => scope)).toEqual(tasks.map(({ name }) => name));
  expect(calls).toBeGreaterThan(10);
});

const faults = (kind: Fault['kind']) => async (check: (fault: Fault) => Promise<void>) => {
  for (let at = 1; at <= calls; at++) for (const when of ['before', 'after'] as const) await check({ at, when, kind });
};

describe('wherever a sweep breaks off, the next one completes it', () => {
  const breakOff = async (fault: Fault, batch: number) => {
    const [store, mailer, clock] = [await open(), createMemoryMailer({ batch }), createClock()];
    const parts = faulty(store, mailer, fault);
    await run(parts.store, parts.mailer, { clock: clock.read }).catch((error) => expect(error.code).toBe('injected'));
    return { store, mailer, clock };
  };

  test.each([1, 2, 20])('after one failed call, at once, with %d mails between two writes', async (batch) => {
    await faults('once')(async (fault) => {
      const { store, mailer, clock } = await breakOff(fault, batch);
      const again = await run(store, mailer, { clock: clock.read });
      expect([fault, again.outcome]).toEqual([fault, 'done']);
      expect([fault, delivered(mailer)]).toEqual([fault, everything]);
      expect([fault, await outcomeOf(store)]).toEqual([fault, clean]);
    });
  });

  test.each([1, 2, 20])(
    'after a death, once its claim has run out, with %d mails between two writes',
    async (batch) => {
      await faults('dead')(async (fault) => {
        const { store, mailer, clock } = await breakOff(fault, batch);
        clock.pass(16);
        await run(store, mailer, { clock: clock.read });
        expect([fault, delivered(mailer)]).toEqual([fault, everything]);
        expect([fault, await outcomeOf(store)]).toEqual([fault, clean]);
      });
    },
  );

  test('after a death, on the next workday', async () => {
    await faults('dead')(async (fault) => {
      const { store, mailer, clock } = await breakOff(fault, 2);
      clock.pass(3 * 24 * 60);
      await run(store, mailer, { clock: clock.read, now: MONDAY });
      expect([fault, delivered(mailer)]).toEqual([fault, everything]);
      expect([fault, await outcomeOf(store)]).toEqual([fault, clean]);
    });
  });

  test('a death in the middle of clearing up after a death is cleared up as well', async () => {
    for (let first = 3; first <= calls; first += 2) {
      for (let second = 3; second <= calls; second++) {
        const { store, mailer, clock } = await breakOff({ at: first, when: 'after', kind: 'dead' }, 2);
        clock.pass(16);
        const parts = faulty(store, mailer, { at: second, when: 'after', kind: 'dead' });
        await run(parts.store, parts.mailer, { clock: clock.read }).catch(() => {});
        clock.pass(16);
        await run(store, mailer, { clock: clock.read });
        expect([first, second, delivered(mailer)]).toEqual([first, second, everything]);
        expect([first, second, await outcomeOf(store)]).toEqual([first, second, clean]);
      }
    }
  });
});

describe('where the mail system cannot tell what it has sent', () => {
  test('nothing arrives twice, and what may be lost is held and reported', async () => {
    await faults('dead')(async (fault) => {
      const [store, mailer, clock] = [await open(), createMemoryMailer({ batch: 1 }), createClock()];
      const parts = faulty(store, { ...mailer, find: async () => 'unknown' }, fault);
      await run(parts.store, parts.mailer, { clock: clock.read }).catch(() => {});
      clock.pass(16);
      const forgetful: Mailer = { batch: 1, send: mailer.send, find: async () => 'unknown' };
      const again = await run(store, forgetful, { clock: clock.read });

      const arrived = delivered(mailer);
      expect([fault, new Set(arrived).size]).toEqual([fault, arrived.length]);
      const { ledger, state } = await snapshotOf(store);
      const held = ledger.filter(({ status }) => status === 'held').map(({ key, to }) => `${key} -> ${to}`);
      expect([fault, [...new Set([...arrived, ...held])].sort()]).toEqual([fault, everything]);
      // At most the one mail that was under way, and somebody is told.
      const mails = again.problems.filter(({ code }) => code === 'mail-held').length;
      expect([fault, mails]).toEqual([fault, held.length > 0 ? 1 : 0]);
      expect([fault, state.size]).toEqual([fault, tasks.length]);
      expect([fault, stillSending(ledger)]).toEqual([fault, []]);
      expect(again.plan.at).toBe(FRIDAY);
    });
  });
});

describe('with the real rules', () => {
  const byRules: typeof decide = (raw, context) => ({ ...decide(raw, context), render: keysOnly });
  const THURSDAY = '2026-03-05T09:00:00+08:00';

  /** A workbook that was swept on Thursday; since then a task is late, one has a new owner, one is new. */
  const openFriday = async () => {
    const raci = tasks.map((task, i) => ({ ...task, due: i === 1 ? '2026-03-05' : '2026-03-20' }));
    const store = await openOffice({ raci });
    await run(store, createMemoryMailer(), { now: THURSDAY, decide: byRules });
    await store.apply([
      setOf('raci', 'T-0001', { responsible: 'Sun Jie' }),
      setOf('raci', 'T-0003', { due: '2026-03-18', id: null }, {}),
      setOf('tracker', 'T-0004', { status: 'delayed', newDue: '2026-03-25' }),
    ]);
    return store;
  };

  const friday = async (fault: Fault | null) => {
    const [store, mailer, clock] = [await openFriday(), createMemoryMailer({ batch: 2 }), createClock()];
    const parts = faulty(store, mailer, fault);
    await run(parts.store, parts.mailer, { clock: clock.read, decide: byRules }).catch(() => {});
    clock.pass(16);
    return { store, mailer, clock, calls: parts.calls() };
  };

  test('a sweep that died is completed on the same day as if nothing had been', async () => {
    const expected = await friday(null);
    const all = delivered(expected.mailer);
    expect(all.length).toBeGreaterThan(6);
    for (let at = 1; at <= expected.calls; at++) {
      for (const when of ['before', 'after'] as const) {
        const { store, mailer, clock } = await friday({ at, when, kind: 'dead' });
        await run(store, mailer, { clock: clock.read, decide: byRules });
        expect([at, when, delivered(mailer)]).toEqual([at, when, all]);
        expect([at, when, await outcomeOf(store)]).toEqual([at, when, await outcomeOf(expected.store)]);
      }
    }
  });

  test('and on the next workday nothing is told twice, and no change is lost', async () => {
    const expected = await friday(null);
    const changes = (mailer: typeof expected.mailer) =>
      delivered(mailer).filter((line) => line.startsWith('task.changed'));
    expect(changes(expected.mailer).length).toBeGreaterThan(3);
    for (let at = 1; at <= expected.calls; at++) {
      const { store, mailer, clock } = await friday({ at, when: 'after', kind: 'dead' });
      await run(store, mailer, { clock: clock.read, decide: byRules, now: MONDAY });
      const arrived = delivered(mailer);
      expect([at, arrived.length]).toEqual([at, new Set(arrived).size]);
      expect([at, changes(mailer)]).toEqual([at, changes(expected.mailer)]);
    }
  });
});
