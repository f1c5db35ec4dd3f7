import { describe, expect, test, vi } from 'vitest';
import { stillSending } from '../../core/record/open-mail.ts';
import { BatonError, RecipientError } from '../../functions/errors.ts';
import type { LetterLog, Mailer, WorkbookStore } from '../../functions/ports.ts';
import { withRecord } from '../../functions/sweep/recorded.ts';
import { resend } from '../../functions/sweep/resend.ts';
import type { SweepResult } from '../../functions/sweep/sweep.ts';
import { w } from '../../sheet-templates/index.ts';
import { guarded } from '../support/guarded.ts';
import { createMemoryLog, logging } from '../support/letter-log.ts';
import {
  createClock,
  createMemoryMailer,
  delivered,
  FRIDAY,
  openOffice,
  outcomeOf,
  run,
  runRound,
  snapshotOf,
  tasks,
} from '../support/office.ts';

/** A mail server: it takes mails, and says nothing of them afterwards. */
const forgetful = (mailer: Mailer): Mailer => ({ batch: 1, send: mailer.send, find: async () => 'unknown' });

const injected = () => new BatonError('backend', 'injected', w('测试用的故障', 'A failure made by the test'));
type Fault = { readonly at: number; readonly when: 'before' | 'after'; readonly kind: 'once' | 'dead' };

/** Counts the calls of workbook, record and mail system together, and fails at one of them. */
const faulty = (store: WorkbookStore, mailer: Mailer, fault: Fault | null) => {
  let calls = 0;
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (fault?.kind === 'dead' && calls > fault.at) throw injected();
    if (fault?.at !== calls) return call();
    if (fault.when === 'after') await call();
    throw injected();
  };
  return { calls: () => calls, ...guarded(guard, store, mailer) };
};

/** Rows without ids, so that a sweep has ids, tracker rows, memories and mails to write. */
const open = () => openOffice({ raci: tasks.map(({ id: _, ...typed }) => typed) });

/** The same record, which does not take one kind of note. */
const refusing = (log: LetterLog, note: 'begin' | 'end'): LetterLog => ({
  ...log,
  open: async (run) => ({ ...(await log.open(run)), [note]: () => Promise.reject(injected()) }),
});

const undisturbed = async (log: LetterLog = createMemoryLog().log) => {
  const [store, mailer] = [await open(), createMemoryMailer()];
  let writes = 0;
  const parts = faulty(logging(store, log), forgetful(mailer), null);
  const { apply } = parts.store;
  const counted: WorkbookStore = {
    ...parts.store,
    apply: (...given) => {
      writes += 1;
      return apply(...given);
    },
  };
  await run(counted, parts.mailer);
  return {
    all: delivered(mailer),
    outcome: await outcomeOf(store),
    calls: parts.calls(),
    writes,
    letters: mailer.sent.length,
  };
};

/** What is to arrive, what arrived, and what is held, after a sweep that went wrong and the next one. */
const meet = async (fault: Fault, lost: 'nothing' | 'record') => {
  const [store, mailer, clock, { log, left }] = [await open(), createMemoryMailer(), createClock(), createMemoryLog()];
  const parts = faulty(logging(store, log), forgetful(mailer), fault);
  await run(parts.store, parts.mailer, { clock: clock.read }).catch(() => {});
  clock.pass(16);
  const there = lost === 'record' ? createMemoryLog().log : log;
  const again = await run(logging(store, there), forgetful(mailer), { clock: clock.read });
  const { ledger } = await snapshotOf(store);
  const held = ledger.filter(({ status }) => status === 'held');
  return {
    again,
    arrived: delivered(mailer),
    held: held.map(({ key, to }) => `${key} -> ${to}`),
    heldMails: new Set(held.map(({ mail }) => mail)).size,
    open: stillSending(ledger).length,
    outcome: await outcomeOf(store),
    left: left(),
  };
};

describe('letters by a mail server, with one write for many', () => {
  test('the workbook is written once before them and once after them', async () => {
    const { writes, letters } = await undisturbed();
    expect(letters).toBe(5);
    // Claimed, decided, ended.
    expect(writes).toBe(3);
  });

  test('where the record cannot be had, each is noted in the workbook', async () => {
    const { log } = createMemoryLog();
    const { writes, letters, all } = await undisturbed({ ...log, open: () => Promise.reject(injected()) });
    expect([letters, all.length]).toEqual([5, 10]);
    expect(writes).toBe(7);
  });

  test('wherever a sweep breaks off, the next one completes it; at most one letter is held, and nothing comes twice', async () => {
    const { all, outcome, calls } = await undisturbed();
    expect(all).toHaveLength(10);
    for (let at = 1; at <= calls; at++) {
      for (const when of ['before', 'after'] as const) {
        for (const kind of ['once', 'dead'] as const) {
          const met = await meet({ at, when, kind }, 'nothing');
          const name = `${kind} ${when} call ${at}`;
          expect(new Set(met.arrived).size, name).toBe(met.arrived.length);
          expect([...new Set([...met.arrived, ...met.held])].sort(), name).toEqual(all);
          expect(met.heldMails, name).toBeLessThanOrEqual(1);
          expect(met.again.problems.filter(({ code }) => code === 'mail-held').length, name).toBe(met.heldMails);
          expect([met.open, met.left], name).toEqual([0, 0]);
          expect(met.outcome, name).toEqual(outcome);
        }
      }
    }
  });

  test('the workbook alone, without its record, sends nothing twice: what may have left is held and said', async () => {
    const { all, calls } = await undisturbed();
    let most = 0;
    for (let at = 1; at <= calls; at++) {
      const met = await meet({ at, when: 'after', kind: 'dead' }, 'record');
      expect(new Set(met.arrived).size, `call ${at}`).toBe(met.arrived.length);
      expect([...new Set([...met.arrived, ...met.held])].sort(), `call ${at}`).toEqual(all);
      expect(met.again.problems.filter(({ code }) => code === 'mail-held').length, `call ${at}`).toBe(met.heldMails);
      expect(met.open, `call ${at}`).toBe(0);
      most = Math.max(most, met.heldMails);
    }
    // All of a batch, where it died among its letters.
    expect(most).toBe(5);
  });

  test('after a sweep that died among its letters, whoever asks is told what the record knows, and nothing is taken from it', async () => {
    const [store, mailer, clock, { log, left }] = [
      await open(),
      createMemoryMailer(),
      createClock(),
      createMemoryLog(),
    ];
    const book = logging(store, log);
    let letters = 0;
    const dying: Mailer = {
      ...forgetful(mailer),
      // The first is taken, the second refused; with the third the process dies.
      send: async (mail) => {
        letters += 1;
        if (letters === 2) throw new RecipientError('refused', 'no-such-user', w('测试', 'A test'), '550 No such user');
        if (letters === 3) await new Promise(() => {});
        return mailer.send(mail);
      },
    };
    void run(book, dying, { clock: clock.read });
    await vi.waitFor(() => expect(letters).toBe(3));
    const begun = stillSending((await snapshotOf(store)).ledger);
    expect(new Set(begun.map(({ mail }) => mail)).size).toBe(5);

    const statuses = ({ owed }: Pick<SweepResult, 'owed'>) => owed.map(({ status }) => status).sort();
    // While it may be alive, they are its own to say.
    expect(statuses(await run(book, mailer, { clock: clock.read }))).toEqual(Array(5).fill('sending'));
    const asItIs = await snapshotOf(store);
    expect(await withRecord(book, asItIs, clock.read())).toBe(asItIs);
    clock.pass(16);
    const looked = await run(book, mailer, { clock: clock.read, dryRun: true });
    expect(statuses(looked)).toEqual(['due', 'due', 'refused', 'sending']);
    expect(looked.plan.mails).toHaveLength(2);
    const { to } = looked.owed.find(({ status }) => status === 'refused')!;
    const again = await resend({ store: book, mail: to, dryRun: true, now: FRIDAY, clock: clock.read });
    expect(again).toMatchObject([{ to, was: 'refused' }]);
    expect(
      stillSending((await withRecord(book, await snapshotOf(store), clock.read())).ledger).map(({ mail }) => mail),
    ).toEqual([
      ...looked.owed.filter(({ status }) => status === 'sending').flatMap(({ mail, keys }) => keys.map(() => mail)),
    ]);
    expect(left()).toBe(1);
    // The next sweep does what it was said to do.
    const swept = await run(book, forgetful(mailer), { clock: clock.read });
    expect(swept.sent).toHaveLength(2);
    expect(statuses(swept)).toEqual(['held', 'refused']);
  });

  test('a record that nobody can read keeps nobody from being told what the workbook says', async () => {
    const [store, mailer, { log }] = [await open(), createMemoryMailer(), createMemoryLog()];
    let letters = 0;
    const dying: Mailer = {
      ...forgetful(mailer),
      send: () => {
        letters += 1;
        return new Promise(() => {});
      },
    };
    void run(logging(store, log), dying);
    await vi.waitFor(() => expect(letters).toBe(1));
    const broken = logging(store, { ...log, peek: () => Promise.reject(injected()) });
    const snapshot = await snapshotOf(store);
    expect(await withRecord(broken, snapshot, '2030-01-01T00:00:00Z')).toBe(snapshot);
  });

  test.each([1, 2, 3, 4])(
    'a sweep that is taken over while its letter no. %d is on its way sends no other',
    async (nth) => {
      const { all } = await undisturbed();
      const [store, mailer, { log, left }] = [await open(), createMemoryMailer(), createMemoryLog()];
      const book = logging(store, log);
      let letters = 0;
      const slow: Mailer = {
        ...forgetful(mailer),
        send: async (mail) => {
          if (++letters === nth) await run(book, forgetful(mailer), { takeOver: true });
          return mailer.send(mail);
        },
      };
      expect(await run(book, slow)).toMatchObject({ outcome: 'left' });
      expect(letters).toBe(nth);
      const arrived = delivered(mailer);
      expect(new Set(arrived).size).toBe(arrived.length);
      expect(arrived).toEqual(all);
      // The one that was on its way: whoever took over could not know.
      const held = (await snapshotOf(store)).ledger.filter(({ status }) => status === 'held');
      expect(new Set(held.map(({ mail }) => mail)).size).toBe(1);
      expect(left()).toBe(0);
    },
  );

  test('a claim that grows old among slow letters is renewed, and they go on', async () => {
    const { all } = await undisturbed();
    const [store, mailer, clock, { log }] = [await open(), createMemoryMailer(), createClock(), createMemoryLog()];
    const slow: Mailer = {
      ...forgetful(mailer),
      send: async (mail) => {
        clock.pass(6);
        return mailer.send(mail);
      },
    };
    expect(await run(logging(store, log), slow, { clock: clock.read })).toMatchObject({ outcome: 'done' });
    expect(delivered(mailer)).toEqual(all);
  });

  test('in a round with a workbook that keeps no such record, each is noted in that one before it leaves', async () => {
    const [book, plain] = [await open(), await openOffice({}, { workbookId: 'W-2' })];
    let letters = 0;
    const dying: Mailer = {
      ...forgetful(createMemoryMailer()),
      send: async () => {
        letters += 1;
        return letters === 3 ? new Promise(() => {}) : { receipt: '' };
      },
    };
    void runRound([logging(book, createMemoryLog().log), plain], dying);
    await vi.waitFor(() => expect(letters).toBe(3));
    const begun = stillSending((await snapshotOf(plain)).ledger);
    expect(new Set(begun.map(({ mail }) => mail)).size).toBe(1);
  });

  test('a letter whose beginning the record does not take stays here, and leaves with the next sweep', async () => {
    const { all } = await undisturbed();
    const [store, mailer, { log, left }] = [await open(), createMemoryMailer(), createMemoryLog()];
    await expect(run(logging(store, refusing(log, 'begin')), forgetful(mailer))).rejects.toMatchObject({
      code: 'injected',
    });
    expect(mailer.sent).toEqual([]);
    expect(await run(logging(store, log), forgetful(mailer))).toMatchObject({ outcome: 'done' });
    expect(delivered(mailer)).toEqual(all);
    expect(left()).toBe(0);
  });

  test('where the record does not take what came of a letter, no other leaves, and the workbook is free for the next sweep', async () => {
    const { all } = await undisturbed();
    const [store, mailer, { log, left }] = [await open(), createMemoryMailer(), createMemoryLog()];
    await expect(run(logging(store, refusing(log, 'end')), forgetful(mailer))).rejects.toMatchObject({
      code: 'injected',
    });
    expect(mailer.sent).toHaveLength(1);
    expect(await run(logging(store, log), forgetful(mailer))).toMatchObject({ outcome: 'done' });
    expect(delivered(mailer)).toEqual(all);
    expect(left()).toBe(0);
  });

  test('a letter of which the server’s answer got lost is held, also where the workbook could not be told', async () => {
    const { all } = await undisturbed();
    const [store, mailer, clock, { log }] = [await open(), createMemoryMailer(), createClock(), createMemoryLog()];
    const book = logging(store, log);
    let isCutOff = false;
    const cut: WorkbookStore = {
      ...book,
      apply: (...given) => (isCutOff ? Promise.reject(injected()) : book.apply(...given)),
    };
    const silent: Mailer = {
      ...forgetful(mailer),
      send: async (mail) => {
        await mailer.send(mail);
        isCutOff = true;
        throw injected();
      },
    };
    await run(cut, silent, { clock: clock.read }).catch(() => {});
    clock.pass(16);
    const again = await run(book, forgetful(mailer), { clock: clock.read });
    expect(again.problems.filter(({ code }) => code === 'mail-held')).toHaveLength(1);
    expect(delivered(mailer)).toEqual(all);
    expect(stillSending((await snapshotOf(store)).ledger)).toEqual([]);
  });

  test('letters that left when the workbook could no longer be reached are known by the record: none is held, none comes twice', async () => {
    const { all } = await undisturbed();
    const [store, mailer, clock, { log, left }] = [
      await open(),
      createMemoryMailer(),
      createClock(),
      createMemoryLog(),
    ];
    const book = logging(store, log);
    const cut: WorkbookStore = {
      ...book,
      apply: (...given) => (mailer.sent.length > 0 ? Promise.reject(injected()) : book.apply(...given)),
    };
    await expect(run(cut, forgetful(mailer), { clock: clock.read })).rejects.toMatchObject({ code: 'injected' });
    expect(delivered(mailer)).toEqual(all);
    clock.pass(16);
    expect(await run(book, forgetful(mailer), { clock: clock.read })).toMatchObject({ outcome: 'done', owed: [] });
    expect(delivered(mailer)).toEqual(all);
    expect(left()).toBe(0);
  });
});
