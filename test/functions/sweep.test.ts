import { describe, expect, test, vi } from 'vitest';
import { sayProblem } from '../../core/messages/index.ts';
import { factOf } from '../../core/problem.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { onlyWithin } from '../../functions/base/recipients.ts';
import { BatonError, RecipientError } from '../../functions/errors.ts';
import type { Mailer, WorkbookStore } from '../../functions/ports.ts';
import { type Decide, decide } from '../../functions/sweep/decide.ts';
import { STARTER, tabOf, w } from '../../sheet-templates/index.ts';
import {
  addressOf,
  createClock,
  createMemoryMailer,
  delivered,
  FRIDAY,
  MONDAY,
  openOffice,
  PEOPLE,
  run,
  SATURDAY,
  snapshotOf,
  tasks,
} from '../support/office.ts';
import { tellRenames } from '../support/scripted.ts';
import { appendOf, openStarter, type Rows, setOf, starter } from '../support/starter.ts';

const sheetsOf = async (store: WorkbookStore) => (await store.read()).sheets;
const contentOf = async (store: WorkbookStore) =>
  (await sheetsOf(store)).filter(({ title }) => title !== '_runs').map(({ title, rows }) => ({ title, rows }));
const lastRun = async (store: WorkbookStore) => (await snapshotOf(store)).runs.at(-1)!;

/** The same workbook as another file would be read: elsewhere, and knowing or not where it came from. */
const elsewhere = async (store: WorkbookStore, more: Partial<RawWorkbook> = {}) =>
  openMemory({ ...(await store.read()), location: 'memory:elsewhere', ...more });

const failing = (mailer: Mailer, fails: (address: string) => BatonError | null, effect = false): Mailer => ({
  ...mailer,
  send: async (mail) => {
    const error = fails(mail.to.address);
    if (!error || effect) await mailer.send(mail);
    if (error) throw error;
    return { receipt: 'ok' };
  },
});
const refused = (said: string) => new RecipientError('refused', 'no-such-user', w('测试', 'A test'), said);
const deferred = (said: string) => new RecipientError('deferred', 'mailbox-full', w('测试', 'A test'), said);
const error = (kind: 'data' | 'backend', code: string) => new BatonError(kind, code, w('测试', 'A test'));

describe('a sweep', () => {
  test('sends each person one mail, and the ledger says what became of it', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    const result = await run(store, mailer);
    expect(result).toMatchObject({ outcome: 'done', conflicts: [] });
    expect(result.sent.map(({ to }) => to)).toEqual(PEOPLE.map(addressOf));
    const { ledger, runs, state } = await snapshotOf(store);
    expect(ledger.map(({ status }) => status)).toEqual([...Array(10).fill('sending'), ...Array(10).fill('sent')]);
    expect(ledger.at(-1)).toMatchObject({ receipt: 'memory-5', run: runs[0]!.run });
    expect(runs[0]).toMatchObject({ status: 'done', notices: 5, mails: 5 });
    expect(verifyLedger(ledger, headsOf(runs))).toEqual({ ok: true, rows: 20 });
    expect(state.get('T-0003')).toMatchObject({ scope: 'Task 3', revision: 1 });
  });

  test('repeated on the same day sends nothing and leaves one row', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    await run(store, mailer);
    const before = await contentOf(store);
    const again = await run(store, mailer);
    expect(again).toMatchObject({ outcome: 'done', sent: [] });
    expect(mailer.sent).toHaveLength(5);
    expect(await contentOf(store)).toEqual(before);
    expect(await lastRun(store)).toMatchObject({ status: 'done', mails: 0, run: again.run });
  });

  test('that is quiet reads once and writes once', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    await run(store, mailer);
    const calls: string[] = [];
    const counted: WorkbookStore = {
      read: () => {
        calls.push('read');
        return store.read();
      },
      apply: (writes) => {
        calls.push('apply');
        return store.apply(writes);
      },
    };
    await run(counted, mailer);
    expect(calls).toEqual(['read', 'apply']);
  });

  test('decides once, and again where somebody typed something before it had its claim', async () => {
    const decisions = async (typed: boolean) => {
      const store = await openOffice();
      let [decided, reads] = [0, 0];
      const watched: WorkbookStore = {
        ...store,
        read: async () => {
          if (++reads === 2 && typed) await store.apply([setOf('raci', 'T-0003', { name: 'Task 3 and more' })]);
          return store.read();
        },
      };
      const result = await run(watched, createMemoryMailer(), {
        decide: (raw, context) => {
          decided++;
          return tellRenames(raw, context);
        },
      });
      expect(result).toMatchObject({ outcome: 'done' });
      expect(result.sent).toHaveLength(5);
      return decided;
    };
    expect(await decisions(false)).toBe(1);
    expect(await decisions(true)).toBe(2);
  });

  test('as a dry run plans the same and touches nothing', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    const before = await sheetsOf(store);
    const dry = await run(store, mailer, { dryRun: true });
    expect(dry).toMatchObject({ outcome: 'done', run: null, sent: [] });
    expect(await sheetsOf(store)).toBe(before);
    expect(mailer.sent).toEqual([]);
    expect((await run(store, mailer)).plan).toEqual(dry.plan);
  });

  test('on a day off mails nobody, and Monday’s tells what changed', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    await run(store, mailer);
    await store.apply([setOf('raci', 'T-0001', { name: 'Renamed on Saturday' })]);
    const saturday = await run(store, mailer, { now: SATURDAY });
    expect(saturday).toMatchObject({ outcome: 'day-off', sent: [] });
    const monday = await run(store, mailer, { now: MONDAY });
    expect(monday.sent.map(({ to }) => to)).toEqual([addressOf('Li Na'), addressOf('Wang Wei')]);
  });

  test('on a day off holds back even mails that a plan has', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    const eager: Decide = (raw, context) => {
      const decision = tellRenames(raw, { ...context, now: FRIDAY });
      return { ...decision, plan: { ...decision.plan, workday: false } };
    };
    expect(await run(store, mailer, { decide: eager })).toMatchObject({ outcome: 'day-off', sent: [] });
    expect(mailer.sent).toEqual([]);
  });

  test('gives a typed row its id before anybody is told it', async () => {
    const [store, mailer] = [await openOffice({ raci: [{ name: 'New', responsible: 'Li Na' }] }), createMemoryMailer()];
    const seen: string[] = [];
    const watching: Mailer = {
      ...mailer,
      send: async (mail) => {
        seen.push(...(await snapshotOf(store)).rows.raci.map(({ id, fresh }) => `${id} ${fresh}`));
        return mailer.send(mail);
      },
    };
    await run(store, watching);
    expect(seen).toEqual(['T-0001 false']);
    expect((await snapshotOf(store)).rows.tracker.map(({ id }) => id)).toEqual(['T-0001']);
  });

  test('tells nobody an id that its row did not get, because somebody was typing there', async () => {
    const typed = { name: 'Half a na', responsible: 'Li Na', accountable: 'Ana Silva' };
    const store = await openOffice({ raci: [typed, { ...tasks[1]!, accountable: 'Li Na' }] });
    const mailer = createMemoryMailer();
    let applied = 0;
    const busy: WorkbookStore = {
      read: store.read,
      apply: async (writes) => {
        // Between the reading under the claim and the first write.
        if (++applied === 2) store.type([{ sheet: 'RACI', row: 4, column: 2, value: 'Half a name' }]);
        return store.apply(writes);
      },
    };
    const result = await run(busy, mailer);
    expect(result.conflicts.map(({ write }) => write.tab).sort()).toEqual(['_state', 'raci', 'tracker']);
    // Li Na hears of her other task meanwhile, and Ana Silva of nothing.
    const told = (id: string, name: string) => `task.changed:${id}:name:1 -> ${addressOf(name)}`;
    const others = [told('T-0002', 'Li Na'), told('T-0002', 'Wang Wei')];
    expect(delivered(mailer)).toEqual(others);
    expect((await snapshotOf(store)).rows.tracker.map(({ id }) => id)).toEqual(['T-0002']);
    await run(store, mailer);
    expect(delivered(mailer)).toEqual([...others, told('T-0003', 'Ana Silva'), told('T-0003', 'Li Na')]);
  });

  test('tells everybody of a task of which somebody changed a cell meanwhile, and leaves the cell', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    const decide: Decide = (raw, context) => {
      const { plan, ...rest } = tellRenames(raw, context);
      const late = setOf('raci', 'T-0001', { due: '2026-03-27' }, { due: '2026-03-13' });
      return { ...rest, plan: { ...plan, writes: [...plan.writes, late] } };
    };
    const { conflicts } = await run(store, mailer, { decide });
    expect(conflicts.map(({ write }) => write.item)).toEqual(['T-0001']);
    expect(new Set(delivered(mailer)).size).toBe(10);
  });

  test('gives the mail system back what it said of a person before, with a letter and when it is asked about one', async () => {
    const directory = [{ name: 'Li Na', email: addressOf('Li Na'), phone: '138 0013 8000', department: 'Sales' }];
    const raci = [{ id: 'T-0001', name: 'Task 1', responsible: 'Li Na' }];
    const [store, mailer] = [await openOffice({ directory, raci }), createMemoryMailer()];
    await run(store, mailer);
    await store.apply([setOf('raci', 'T-0001', { name: 'Renamed' })]);
    const known: unknown[] = [];
    const blind: Mailer = {
      batch: 1,
      send: async ({ remembered, to: { phone } }) => {
        known.push({ remembered, phone });
        throw error('backend', 'timeout');
      },
      find: async (_, { remembered, phone }) => {
        known.push({ remembered, phone });
        return 'unknown';
      },
    };
    // Sent and asked about at once; asked about once more by the next.
    await run(store, blind, { now: MONDAY });
    await run(store, blind, { now: MONDAY });
    expect(known).toEqual(Array(3).fill({ remembered: ['memory-1'], phone: expect.stringContaining('0013') }));
  });
});

describe('two sweeps at once', () => {
  test('the one whose claim came second leaves', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    const results = await Promise.all([run(store, mailer), run(store, mailer)]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'left']);
    expect(new Set(delivered(mailer)).size).toBe(10);
    expect(delivered(mailer)).toHaveLength(10);
    const { runs, ledger } = await snapshotOf(store);
    expect(runs.map(({ status }) => status).sort()).toEqual(['done', 'left']);
    expect(verifyLedger(ledger, headsOf(runs)).ok).toBe(true);
  });

  test('a sweep that was away for longer than its claim stops when another has taken over', async () => {
    const [store, mailer, clock] = [await openOffice(), createMemoryMailer({ batch: 1 }), createClock()];
    let other: Awaited<ReturnType<typeof run>> | undefined;
    const sleepy: Mailer = {
      ...mailer,
      send: async (mail) => {
        const receipt = await mailer.send(mail);
        if (!other) {
          clock.pass(20);
          other = await run(store, mailer, { clock: clock.read });
        }
        return receipt;
      },
    };
    const result = await run(store, sleepy, { clock: clock.read });
    expect(other).toMatchObject({ outcome: 'done' });
    expect(result).toMatchObject({ outcome: 'left', sent: [{ to: addressOf('Li Na') }] });
    expect(delivered(mailer)).toHaveLength(10);
    expect(new Set(delivered(mailer)).size).toBe(10);
    const { runs, ledger } = await snapshotOf(store);
    expect(runs.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(verifyLedger(ledger, headsOf(runs)).ok).toBe(true);
  });

  test('a claim whose sweep died is marked as failed, even when nothing else is to be done', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    await run(store, mailer);
    const values = { run: 'dead', status: 'claimed', until: '2026-03-06T08:15:00+08:00' };
    await store.apply([appendOf('_runs', values)]);
    expect(await run(store, mailer)).toMatchObject({ outcome: 'done' });
    expect((await snapshotOf(store)).runs.map(({ status }) => status)).toEqual(['done', 'failed', 'done']);
  });

  test('a sweep that was buried before it began stays buried', async () => {
    const [store, mailer, clock] = [await openOffice(), createMemoryMailer(), createClock()];
    let reads = 0;
    const slow: WorkbookStore = {
      apply: store.apply,
      read: async () => {
        if (++reads === 2) {
          clock.pass(20);
          await run(store, mailer, { clock: clock.read });
        }
        return store.read();
      },
    };
    expect(await run(slow, mailer, { clock: clock.read })).toMatchObject({ outcome: 'left', sent: [] });
    expect((await snapshotOf(store)).runs.map(({ status }) => status)).toEqual(['failed', 'done']);
  });

  test('a sweep sends nothing more under a claim that has run out', async () => {
    const [store, mailer, clock] = [await openOffice(), createMemoryMailer({ batch: 20 }), createClock()];
    const slow: Mailer = {
      ...mailer,
      send: async (mail) => {
        clock.pass(8);
        return mailer.send(mail);
      },
    };
    expect(await run(store, slow, { clock: clock.read })).toMatchObject({ outcome: 'left' });
    expect(mailer.sent).toHaveLength(2);
    expect(await run(store, mailer, { clock: clock.read })).toMatchObject({ outcome: 'done' });
    expect(delivered(mailer)).toHaveLength(10);
    expect(new Set(delivered(mailer)).size).toBe(10);
  });
});

describe('the ledger', () => {
  test('has the last word, whatever a rule says', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer()];
    const untouched = await store.read();
    /** Rules that have forgotten everything: each sweep finds every notice due. */
    const forgetful: Decide = (raw, context) => ({
      ...tellRenames(untouched, context),
      snapshot: readSnapshot(raw, context),
    });
    await run(store, mailer, { decide: forgetful });
    const again = await run(store, mailer, { decide: forgetful });
    expect(again.plan.mails).toHaveLength(5);
    expect(again.sent).toEqual([]);
    expect(mailer.sent).toHaveLength(5);
  });
});

describe('a copy', () => {
  const swept = async () => {
    const store = await openOffice();
    await run(store, createMemoryMailer());
    await store.apply([setOf('raci', 'T-0001', { name: 'Renamed' })]);
    return store;
  };

  test('of a workbook with a history mails nobody and is left as it is', async () => {
    const [copy, mailer] = [await elsewhere(await swept()), createMemoryMailer()];
    const before = await sheetsOf(copy);
    const result = await run(copy, mailer);
    expect(result.outcome).toBe('copy');
    expect(result.problems).toContainEqual(
      expect.objectContaining({ code: 'copy', facts: { recorded: 'memory:starter', location: 'memory:elsewhere' } }),
    );
    expect(mailer.sent).toEqual([]);
    expect(await sheetsOf(copy)).toBe(before);
    expect((await run(copy, mailer, { dryRun: true })).outcome).toBe('copy');
  });

  /** Copied before the first sweep, then filled; where it came from lies a workbook, or nobody can tell. */
  const filledCopy = async (original: WorkbookStore | null) =>
    elsewhere(await openOffice(), { foundAt: async () => (await original?.read()) ?? null });

  test('made before the first sweep mails nobody while the original holds tasks', async () => {
    const [copy, mailer] = [await filledCopy(await openOffice()), createMemoryMailer()];
    const before = await sheetsOf(copy);
    const result = await run(copy, mailer);
    expect(result.outcome).toBe('copy');
    expect(result.problems.map(({ code }) => code)).toContain('copy');
    expect(mailer.sent).toEqual([]);
    expect(await sheetsOf(copy)).toBe(before);
    const tracked = await openOffice({ raci: [], tracker: [{ id: 'T-0001', status: 'in-progress' }] });
    expect((await run(await filledCopy(tracked), mailer)).outcome).toBe('copy');
  });

  test.each([
    ['is still empty', () => openOffice({ raci: [] })],
    ['cannot be looked at', () => null],
    ['has become another workbook', () => openOffice({}, { workbookId: 'W-2' })],
  ])('of a template that %s becomes a workbook of its own', async (_, original) => {
    const [copy, mailer] = [await filledCopy(await original()), createMemoryMailer()];
    expect((await run(copy, mailer)).sent).toHaveLength(5);
    const { policy } = await snapshotOf(copy);
    expect(policy).toMatchObject({ workbookHome: 'memory:elsewhere' });
    expect(['', 'W-1', 'W-2']).not.toContain(policy.workbookId);
  });

  test('is told by its history alone where it has one: nothing else is read', async () => {
    const foundAt = async () => {
      throw new Error('read');
    };
    expect((await run(await elsewhere(await swept(), { foundAt }), createMemoryMailer())).outcome).toBe('copy');
  });

  test('is not what a renamed file is: it keeps its id and goes on', async () => {
    const moved = await elsewhere(await swept(), { movedFrom: (recorded) => recorded === 'memory:starter' });
    const mailer = createMemoryMailer();
    expect((await run(moved, mailer)).sent).toHaveLength(2);
    expect((await snapshotOf(moved)).policy).toMatchObject({ workbookId: 'W-1', workbookHome: 'memory:elsewhere' });
  });

  test('is not what a workbook is whose location was never written down', async () => {
    const store = await swept();
    await store.apply([setOf('settings', 'workbookHome', { value: '' })]);
    expect((await run(store, createMemoryMailer())).outcome).toBe('done');
    expect((await snapshotOf(store)).policy).toMatchObject({ workbookId: 'W-1', workbookHome: 'memory:starter' });
  });

  test.each([
    ['', {}],
    [', also where there is nothing to tell', { raci: [] }],
  ])('a workbook nobody has swept yet gets an id, and keeps it%s', async (_, rows) => {
    const store = await openOffice(rows, { workbookId: '', workbookHome: '' });
    await run(store, createMemoryMailer());
    const { workbookId } = (await snapshotOf(store)).policy;
    expect(workbookId).not.toBe('');
    await run(store, createMemoryMailer());
    expect((await snapshotOf(store)).policy.workbookId).toBe(workbookId);
  });
});

describe('the fuse', () => {
  test('stops before the first of more mails than the limit allows', async () => {
    const [store, mailer] = [await openOffice({}, { mailLimit: '4' }), createMemoryMailer()];
    const before = await contentOf(store);
    const result = await run(store, mailer);
    expect(result).toMatchObject({ outcome: 'fuse', because: { facts: { mails: 5, limit: 4 } } });
    expect(mailer.sent).toEqual([]);
    expect(await contentOf(store)).toEqual(before);
    expect(await lastRun(store)).toMatchObject({ status: 'failed' });
    expect((await run(store, mailer, { dryRun: true })).outcome).toBe('fuse');
    await store.apply([setOf('settings', 'mailLimit', { value: '5' })]);
    expect((await run(store, mailer)).sent).toHaveLength(5);
  });
});

test('a mail that cannot be put into words ends the sweep with that error, and leaves with the next', async () => {
  const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 2 })];
  const speechless: Decide = (raw, context) => {
    const { render, ...rest } = tellRenames(raw, context);
    return {
      ...rest,
      render: (mail) => {
        if (mail.to.name === 'Zhao Min') throw new Error('no words');
        return render(mail);
      },
    };
  };
  await expect(run(store, mailer, { decide: speechless })).rejects.toThrow('no words');
  expect(await run(store, mailer)).toMatchObject({ outcome: 'done' });
  expect(delivered(mailer)).toHaveLength(10);
  expect(new Set(delivered(mailer)).size).toBe(10);
});

describe('a mail system that fails', () => {
  test('for one address: the others get theirs, and the refusal is reported once', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 2 })];
    const refusing = failing(mailer, (to) => (to === addressOf('Zhao Min') ? refused('550 5.1.1 No such user') : null));
    const result = await run(store, refusing);
    expect(result.outcome).toBe('done');
    expect(result.sent).toHaveLength(4);
    expect(result.problems).toContainEqual(
      expect.objectContaining({
        code: 'mail-refused',
        facts: expect.objectContaining({ text: addressOf('Zhao Min') }),
      }),
    );
    const { ledger, state } = await snapshotOf(store);
    expect(ledger.filter(({ to }) => to === addressOf('Zhao Min')).at(-1)!.status).toBe('refused');
    expect(state.get('T-0003')).toMatchObject({ scope: 'Task 3' });
    expect((await run(store, refusing)).sent).toEqual([]);

    // The keeper reads of it with the next digest, until the address takes mail or is another one.
    const refusals = async (now: string) =>
      (await run(store, refusing, { now, dryRun: true })).problems.filter(({ code }) => code === 'mail-refused');
    expect(await refusals(MONDAY)).toEqual([
      expect.objectContaining({
        facts: { text: addressOf('Zhao Min'), name: 'Zhao Min', day: '2026-03-06', said: '550 5.1.1 No such user' },
      }),
    ]);
    await store.apply([setOf('directory', 'Zhao Min', { email: 'zhao.min@example.org' })]);
    expect(await refusals(MONDAY)).toEqual([]);
  });

  test('for everybody asked first: nothing is taken for their fault, and the others come first next time', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 1 })];
    const [first, second, third] = PEOPLE.map(addressOf);
    const full = failing(mailer, (to) =>
      [first, second, third].includes(to) ? deferred('452 4.2.2 Mailbox full') : null,
    );
    // Everybody in the order of the directory, as plans have them.
    const inOrder: Decide = (raw, context) => {
      const { plan, ...rest } = tellRenames(raw, context);
      const at = ({ to }: (typeof plan.mails)[number]) => PEOPLE.indexOf(to.name);
      return { ...rest, plan: { ...plan, mails: [...plan.mails].sort((a, b) => at(a) - at(b)) } };
    };
    expect(await run(store, full, { decide: inOrder })).toMatchObject({
      outcome: 'failed',
      error: { code: 'mail-refused-for-all' },
      sent: [],
    });
    expect((await snapshotOf(store)).ledger.some(({ status }) => status === 'refused')).toBe(false);
    const next = await run(store, full, { decide: inOrder });
    expect(next.outcome).toBe('done');
    expect(next.sent.map(({ to }) => to).sort()).toEqual(PEOPLE.slice(3).map(addressOf).sort());
    await run(store, mailer);
    expect(new Set(delivered(mailer)).size).toBe(10);
    expect(delivered(mailer)).toHaveLength(10);
  });

  test('for the only address there is a mail for: that is its own fault, and reported', async () => {
    const raci = [{ id: 'T-0001', name: 'Task 1', responsible: 'Li Na' }];
    const [store, mailer] = [await openOffice({ raci }), createMemoryMailer()];
    const refusing = failing(mailer, () => refused('550 5.1.1 No such user'));
    const result = await run(store, refusing);
    expect(result).toMatchObject({ outcome: 'done', owed: [{ status: 'refused' }] });
    expect(result.problems.map(({ code }) => code)).toContain('mail-refused');
  });

  test('before the mail left: it is due again, and so are the ones after it', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 2 })];
    const broken = failing(mailer, (to) => (to === addressOf('Zhao Min') ? error('backend', 'refused-for-now') : null));
    const result = await run(store, broken);
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'refused-for-now' } });
    expect(result.sent.map(({ to }) => to)).toEqual(['Li Na', 'Wang Wei'].map(addressOf));
    expect(await lastRun(store)).toMatchObject({ status: 'failed', mails: 2 });
    await run(store, mailer, { now: MONDAY });
    expect(delivered(mailer)).toHaveLength(10);
    expect(new Set(delivered(mailer)).size).toBe(10);
  });

  test('after the mail left: the provider is asked, and it is not sent again', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 20 })];
    const result = await run(
      store,
      failing(mailer, (to) => (to === addressOf('Sun Jie') ? error('backend', 'timeout') : null), true),
    );
    expect(result).toMatchObject({ outcome: 'done' });
    expect(result.sent).toHaveLength(5);
    expect(delivered(mailer)).toHaveLength(10);
  });

  test('and cannot tell: the mail is held, and the next sweep says so', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 1 })];
    const blind: Mailer = { ...mailer, find: async () => 'unknown' };
    const broken = failing(blind, (to) => (to === addressOf('Wang Wei') ? error('backend', 'timeout') : null));
    expect(await run(store, broken)).toMatchObject({ outcome: 'failed' });
    const next = await run(store, blind);
    expect(next.problems.filter(({ code }) => code === 'mail-held')).toEqual([
      expect.objectContaining({ facts: expect.objectContaining({ to: addressOf('Wang Wei'), day: '2026-03-06' }) }),
    ]);
    expect(delivered(mailer).filter((line) => line.includes(addressOf('Wang Wei')))).toEqual([]);
    expect(delivered(mailer)).toHaveLength(8);
    const later = async (now: string) => (await run(store, blind, { now })).problems.map(({ code }) => code);
    expect(await later('2026-03-12T09:00:00+08:00')).toContain('mail-held');
    expect(await later('2026-03-13T09:00:00+08:00')).not.toContain('mail-held');
  });

  test('and cannot even be asked: the mail is held as well, and the workbook is free for the next sweep', async () => {
    const [store, mailer] = [await openOffice({ raci: [tasks[0]!] }), createMemoryMailer({ batch: 1 })];
    const down = async () => Promise.reject(error('backend', 'unreachable'));
    expect(await run(store, { ...mailer, send: down, find: down })).toMatchObject({ outcome: 'failed' });
    const next = await run(store, { ...mailer, find: async () => 'unknown' });
    expect(next.problems.map(({ code }) => code)).toContain('mail-held');
    expect(next.outcome).toBe('done');
  });

  test('when it is asked about a dead sweep’s letter: that is asked about again, and nothing comes twice', async () => {
    const [store, mailer, clock] = [await openOffice(), createMemoryMailer({ batch: 1 }), createClock()];
    const dying: Mailer = {
      ...mailer,
      send: async (mail) => {
        await mailer.send(mail);
        return new Promise(() => {});
      },
    };
    void run(store, dying, { clock: clock.read });
    await vi.waitFor(() => expect(mailer.sent).toHaveLength(1));
    clock.pass(16);
    const down = { ...mailer, find: async () => Promise.reject(error('backend', 'unreachable')) };
    await expect(run(store, down, { clock: clock.read })).rejects.toMatchObject({ code: 'unreachable' });
    expect(await run(store, mailer, { clock: clock.read })).toMatchObject({ outcome: 'done' });
    expect(delivered(mailer)).toHaveLength(10);
    expect(new Set(delivered(mailer)).size).toBe(10);
  });

  test('and cannot tell, and nothing else is to be done: the mail is held all the same', async () => {
    const [store, mailer] = [await openOffice({ raci: [tasks[0]!] }), createMemoryMailer({ batch: 1 })];
    const blind: Mailer = { ...mailer, find: async () => 'unknown' };
    await run(
      store,
      failing(blind, () => error('backend', 'timeout')),
    );
    const nothingDue: Decide = (raw, context) => {
      const { plan, ...rest } = tellRenames(raw, context);
      return { ...rest, plan: { ...plan, notices: [], mails: [], writes: [] } };
    };
    const next = await run(store, blind, { decide: nothingDue });
    expect(next.problems.map(({ code }) => code)).toContain('mail-held');
  });

  test('the same digest has the same id in every attempt, and another in another workbook', async () => {
    const idsOf = async (settings: Record<string, string>) => {
      const mailer = createMemoryMailer();
      await run(await openOffice({}, settings), mailer);
      return mailer.sent.map(({ id }) => id);
    };
    const first = await idsOf({});
    expect(new Set(first).size).toBe(5);
    expect(await idsOf({})).toEqual(first);
    expect(await idsOf({ workbookId: 'W-2' })).not.toContain(first[0]);
  });
});

describe('who is still owed what, when a sweep ends', () => {
  const owedIn = ({ owed }: Awaited<ReturnType<typeof run>>) =>
    owed.map(({ name, status, said, keys }) => [name, status, said, keys.length]);

  test('is nobody where everybody got theirs, and stands in the ledger for any outcome that sends nothing', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 2 })];
    expect((await run(store, mailer, { dryRun: true })).owed).toEqual([]);
    const turning = failing(mailer, (to) =>
      to === addressOf('Zhao Min')
        ? refused('550 5.1.1 No such user')
        : to === addressOf('Sun Jie')
          ? new RecipientError('deferred', 'later', w('测试', 'A test'), '452 Mailbox full')
          : null,
    );
    const first = await run(store, turning);
    const owed = [
      ['Zhao Min', 'refused', '550 5.1.1 No such user', 2],
      ['Sun Jie', 'deferred', '452 Mailbox full', 2],
    ];
    expect([first.outcome, owedIn(first)]).toEqual(['done', owed]);
    const ledger = (await snapshotOf(store)).ledger.filter(({ status }) => status === 'refused');
    expect(first.owed[0]).toMatchObject({
      to: addressOf('Zhao Min'),
      mail: ledger[0]!.mail,
      keys: ledger.map(({ key }) => key),
    });
    const dry = await run(store, mailer, { dryRun: true });
    const off = await run(store, mailer, { now: SATURDAY });
    expect([owedIn(dry), off.outcome, owedIn(off)]).toEqual([owed, 'day-off', owed]);
    const last = await run(store, mailer);
    expect(owedIn(last)).toEqual(owed.slice(0, 1));
    expect(owedIn(await run(store, mailer))).toEqual(owed.slice(0, 1));
  });

  test('is everybody after the one at whom the server failed; none is said of a copy', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 2 })];
    const broken = failing(mailer, (to) => (to === addressOf('Zhao Min') ? error('backend', 'gone') : null));
    const result = await run(store, broken);
    expect(owedIn(result)).toEqual(['Ana Silva', 'Zhao Min', 'Sun Jie'].map((name) => [name, 'due', '', 2]));
    expect((await run(await elsewhere(store), mailer)).owed).toEqual([]);
    expect((await run(store, mailer, { now: MONDAY })).owed).toEqual([]);
  });

  test('says of a held mail for as long as asking its reader helps', async () => {
    const [store, mailer] = [await openOffice(), createMemoryMailer({ batch: 1 })];
    const blind: Mailer = { ...mailer, find: async () => 'unknown' };
    const broken = failing(blind, (to) => (to === addressOf('Wang Wei') ? error('backend', 'timeout') : null));
    expect(owedIn(await run(store, broken))).toContainEqual(['Wang Wei', 'sending', '', 2]);
    const held = async (now: string) => owedIn(await run(store, blind, { now }));
    expect(await held(FRIDAY)).toEqual([['Wang Wei', 'held', '', 2]]);
    expect(await held('2026-03-12T09:00:00+08:00')).toEqual([['Wang Wei', 'held', '', 2]]);
    expect(await held('2026-03-13T09:00:00+08:00')).toEqual([]);
  });
});

test('an address outside the domains that may be mailed is said to be that, by later readings too', async () => {
  const [store, mailer] = [await openOffice(), createMemoryMailer()];
  await run(store, onlyWithin(['example.org'], mailer));
  const { problems, plan, owed } = await run(store, mailer, { now: MONDAY, dryRun: true });
  expect(
    problems
      .filter(({ code }) => code === 'mail-refused')
      .map(({ facts }) => [factOf(facts, 'said'), factOf(facts, 'why')]),
  ).toEqual(PEOPLE.map(() => ['', 'outside-address']));
  expect(owed.map(({ said, why }) => [said, why])).toEqual(PEOPLE.map(() => ['', 'outside-address']));
  const said = plan.problems.map((problem) => sayProblem(problem, 'en', 0)).join('\n');
  expect(said).toContain('outside the domains that may be mailed (BATON_RECIPIENTS)');
  expect(said).not.toContain('outside-address');
});

test('a workbook without Baton’s own sheets is refused with what to do', async () => {
  const store = await openStarter({}, { tabs: STARTER.filter((tab) => tab !== '_ledger') });
  await expect(run(store, createMemoryMailer())).rejects.toMatchObject({
    kind: 'data',
    code: 'not-a-baton-workbook',
    words: { en: expect.stringContaining('npm run -s baton -- adopt FILE') },
  });
});

test.each([
  ['notes', STARTER.filter((tab) => !tabOf(tab).machine)],
  ['settings and notes', ['raci', 'tracker', 'directory', 'departments'] as const],
])('a dry run needs no sheets for %s: it plans as ever and writes nothing', async (_, tabs) => {
  const late = tasks.map((task) => ({ ...task, due: '2026-03-04' }));
  const rows: Rows = { raci: late, directory: PEOPLE.map((name) => ({ name, email: addressOf(name) })) };
  const [bare, whole] = [await openStarter(rows, { tabs }), await openStarter(rows)];
  const before = await sheetsOf(bare);
  const dry = { dryRun: true, decide };
  const { outcome, plan, run: id } = await run(bare, createMemoryMailer(), dry);
  expect([outcome, id]).toEqual(['done', null]);
  expect(plan.notices).not.toEqual([]);
  expect(plan.notices).toEqual((await run(whole, createMemoryMailer(), dry)).plan.notices);
  expect(await sheetsOf(bare)).toBe(before);
});

test('a dry run of a workbook in which nothing is recognised is refused', async () => {
  const refused = run(openMemory({ ...starter('en', []), sheets: [] }), createMemoryMailer(), { dryRun: true });
  await expect(refused).rejects.toMatchObject({ code: 'not-a-baton-workbook' });
});

test('progress is told mail by mail', async () => {
  const seen: string[] = [];
  await run(await openOffice(), createMemoryMailer({ batch: 2 }), {
    onProgress: (done, total) => seen.push(`${done}/${total}`),
    now: FRIDAY,
  });
  expect(seen).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
});
