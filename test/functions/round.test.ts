import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ensure } from '../../core/text/maps.ts';
import type { MemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { BatonError } from '../../functions/errors.ts';
import type { Mailer, WorkbookStore } from '../../functions/ports.ts';
import { holderOf } from '../../functions/sweep/claim.ts';
import { type Decide, decide as decideByRules, type MailPart } from '../../functions/sweep/decide.ts';
import { sweepRound } from '../../functions/sweep/round.ts';
import type { Ended } from '../../functions/sweep/sweep.ts';
import { w } from '../../sheet-templates/index.ts';
import { shortLetter } from '../support/letter.ts';
import {
  addressOf,
  createClock,
  createMemoryMailer,
  FRIDAY,
  openOffice,
  outcomeOf,
  PEOPLE,
  run,
  snapshotOf,
  uniqueId,
} from '../support/office.ts';
import { tellRenames } from '../support/scripted.ts';
import { setOf } from '../support/starter.ts';

/** A task of a workbook by its two people. */
type Pair = readonly [responsible: number, accountable: number];
type Team = readonly (readonly Pair[])[];

const openTeam = (team: Team, due = '2026-03-20'): Promise<MemoryStore[]> =>
  Promise.all(
    team.map((pairs, i) => {
      // Rows without ids, so that there are ids, tracker rows, memories and mails to write.
      const raci = pairs.map(([responsible, accountable], n) => ({
        name: `Task ${n + 1}`,
        responsible: PEOPLE[responsible]!,
        accountable: PEOPLE[accountable]!,
        due,
      }));
      return openOffice({ raci }, { workbookId: `W-${i + 1}` });
    }),
  );

/** Mails that say nothing but whose notices they bring: a line a notice, with its workbook. */
const linesOf = ({ facts, mail }: Pick<MailPart, 'facts' | 'mail'>): string[] =>
  mail.notices.map(({ key }) => `${facts.snapshot.policy.workbookId} ${key}`);
const plainly = (parts: readonly MailPart[]) => ({
  subject: `${parts.length} workbooks`,
  letter: shortLetter(),
  text: parts.flatMap(linesOf).join('\n'),
  html: '',
});
const tell: Decide = (raw, context) => {
  const decision = tellRenames(raw, context);
  return { ...decision, render: (mail) => plainly([decision.part(mail)]) };
};

/** What reached whom, once for every time it arrived. */
const delivered = (mailer: MemoryMailer): string[] =>
  mailer.sent.flatMap(({ to, text }) => text.split('\n').map((line) => `${line} -> ${to.address}`)).sort();

const sweepTeam = (
  stores: readonly WorkbookStore[],
  mailer: Mailer,
  clock = createClock(),
  decide: Decide = tell,
): Promise<readonly Ended[]> =>
  sweepRound(
    stores.map((store) => async () => ({ store, now: FRIDAY, decide, clock: clock.read, uniqueId })),
    { mailer, compose: plainly },
  );

const endings = (ended: readonly Ended[]) =>
  ended.map((one) => ('error' in one ? (one.error as BatonError).code : one.result.outcome));

const injected = () => new BatonError('backend', 'injected', w('测试用的故障', 'A failure made by the test'));

/**
 * `dead`: from a call on nothing answers any more, as when the process is killed. `once`: one call fails. `gone`: from that
 * call on one workbook's backend fails. `buried`: a workbook's claim is taken back. `slept`: the process stands still for
 * longer than its claims last, and somebody else sweeps one workbook meanwhile.
 */
type Fault = {
  readonly kind: 'dead' | 'once' | 'gone' | 'buried' | 'slept';
  readonly at: number;
  readonly when: 'before' | 'after';
  readonly member: number;
};

/** Counts the calls of all backends together, and lets one thing go wrong. */
const faulty = (
  stores: readonly MemoryStore[],
  mailer: MemoryMailer,
  fault: Fault | null,
  clock: ReturnType<typeof createClock>,
) => {
  let calls = 0;
  const elsewhere = async () => {
    const store = stores[fault!.member % stores.length]!;
    if (fault!.kind === 'slept') {
      clock.pass(16);
      await run(store, mailer, { clock: clock.read, decide: tell });
    } else {
      const claimed = (await snapshotOf(store)).runs.filter(({ status }) => status === 'claimed');
      await store.apply(claimed.map(({ run }) => setOf('_runs', run, { status: 'failed' })));
    }
  };
  const guard = async <T>(call: () => Promise<T>, member: number | null): Promise<T> => {
    calls += 1;
    if (fault === null) return call();
    const { kind, at, when } = fault;
    const isPast = calls > at;
    if (kind === 'dead' && isPast) throw injected();
    if (kind === 'gone' && isPast && member === fault.member % stores.length) throw injected();
    if (calls !== at) return call();
    if (kind === 'buried' || kind === 'slept') {
      // A mail that takes longer to leave than a claim lasts is for the mail system to prevent.
      if (when === 'before' && !(kind === 'slept' && member === null)) await elsewhere();
      const answer = await call();
      if (when === 'after') await elsewhere();
      return answer;
    }
    if (when === 'after') await call();
    throw injected();
  };
  return {
    calls: () => calls,
    stores: stores.map(
      (store, i): WorkbookStore => ({
        read: () => guard(() => store.read(), i),
        apply: (writes) => guard(() => store.apply(writes), i),
      }),
    ),
    mailer: {
      batch: mailer.batch,
      send: (mail) => guard(() => mailer.send(mail), null),
      find: (id, trace) => guard(() => mailer.find(id, trace), null),
    } as Mailer,
  };
};

/** Li Na is on all three, Wang Wei and Zhao Min on two, Ana Silva on one. */
const THREE: Team = [
  [
    [0, 1],
    [1, 0],
  ],
  [
    [0, 2],
    [2, 1],
  ],
  [
    [0, 2],
    [4, 0],
  ],
];

describe('a round over several workbooks', () => {
  test('sends each person one mail, and each ledger says what became of its part', async () => {
    const [stores, mailer] = [await openTeam(THREE), createMemoryMailer()];
    const ended = await sweepTeam(stores, mailer);
    expect(endings(ended)).toEqual(['done', 'done', 'done']);
    expect(mailer.sent.map(({ to }) => to.address)).toEqual(
      ['Li Na', 'Wang Wei', 'Zhao Min', 'Ana Silva'].map(addressOf),
    );
    expect(mailer.sent.map(({ subject }) => subject)).toEqual([
      '3 workbooks',
      '2 workbooks',
      '2 workbooks',
      '1 workbooks',
    ]);
    const ledgers = await Promise.all(stores.map(async (store) => (await snapshotOf(store)).ledger));
    const [letter] = mailer.sent;
    for (const ledger of ledgers) {
      const own = ledger.filter(({ to }) => to === addressOf('Li Na'));
      const words = own.map(
        ({ mail, receipt, status }) => `${mail} ${status} ${receipt.replace(/^\{.*\}$/, 'notice')}`,
      );
      expect(new Set(words)).toEqual(new Set([`${letter!.id} sending notice`, `${letter!.id} sent memory-1`]));
    }
    for (const store of stores) expect(await outcomeOf(store)).toMatchObject({ chain: true, open: 0, claims: 0 });
  });

  test('repeated on the same day sends nothing', async () => {
    const [stores, mailer] = [await openTeam(THREE), createMemoryMailer()];
    await sweepTeam(stores, mailer);
    expect(endings(await sweepTeam(stores, mailer))).toEqual(['done', 'done', 'done']);
    expect(mailer.sent).toHaveLength(4);
  });

  test('of one workbook sends the mails of a sweep, under the same ids', async () => {
    const [[alone], [team]] = [await openTeam([THREE[0]!]), await openTeam([THREE[0]!])];
    const [mails, letters] = [createMemoryMailer(), createMemoryMailer()];
    await run(alone!, mails, { decide: tell });
    await sweepTeam([team!], letters);
    expect(letters.sent).toEqual(mails.sent);
    expect(letters.sent.length).toBeGreaterThan(1);
  });

  test('goes on without a workbook that cannot be read, is held by another sweep, or is a copy', async () => {
    const [stores, mailer] = [await openTeam([...THREE, THREE[0]!]), createMemoryMailer()];
    const [read, held, copied, fine] = stores;
    await run(copied!, createMemoryMailer(), { decide: tell });
    const broken: WorkbookStore = { ...read!, read: () => Promise.reject(injected()) };
    const elsewhere: WorkbookStore = {
      ...copied!,
      read: async () => ({ ...(await copied!.read()), location: 'memory:elsewhere' }),
    };
    const ended: (readonly Ended[])[] = [];
    const busy: WorkbookStore = {
      ...held!,
      read: async (how) => {
        // Its own sweep is in the middle of it.
        if ((await snapshotOf(held!)).runs.length > 0 && ended.length === 0) {
          ended.push(await sweepTeam([broken, held!, elsewhere, fine!], mailer));
        }
        return held!.read(how);
      },
    };
    await run(busy, createMemoryMailer(), { decide: tell });
    expect(endings(ended[0]!)).toEqual(['injected', 'left', 'copy', 'done']);
    expect(delivered(mailer).every((line) => line.startsWith('W-4 '))).toBe(true);
    expect(mailer.sent.map(({ subject }) => subject)).toEqual(['1 workbooks', '1 workbooks']);
  });

  test('makes letters anew without a workbook that cannot note them, and none leaves under the old id', async () => {
    const [stores, mailer] = [await openTeam(THREE), createMemoryMailer()];
    let applied = 0;
    const [first, second, third] = stores;
    const failing: WorkbookStore = {
      ...second!,
      // Its claim, then its first letters: written, but nobody hears of it, and the file is not to be reached any more.
      apply: async (writes) => {
        applied += 1;
        if (applied === 1) return second!.apply(writes);
        if (applied === 2) await second!.apply(writes);
        throw injected();
      },
    };
    const ended = await sweepTeam([first!, failing, third!], mailer);
    expect(endings(ended)).toEqual(['done', 'injected', 'done']);
    expect(mailer.sent.map(({ to, subject }) => `${to.address} ${subject}`)).toEqual([
      'ana.silva@example.com 1 workbooks',
      'li.na@example.com 2 workbooks',
      'wang.wei@example.com 1 workbooks',
      'zhao.min@example.com 1 workbooks',
    ]);
    const noted = (await snapshotOf(second!)).ledger.map(({ mail }) => mail);
    expect(noted.length).toBeGreaterThan(0);
    expect(mailer.sent.filter(({ id }) => noted.includes(id))).toEqual([]);

    const clock = createClock();
    clock.pass(16);
    expect(endings(await sweepTeam(stores, mailer, clock))).toEqual(['done', 'done', 'done']);
    expect(delivered(mailer)).toEqual(await everything(THREE));
  });

  test('with a mail that cannot be written tells each workbook’s part in a mail of its own', async () => {
    const [stores, mailer] = [await openTeam(THREE), createMemoryMailer()];
    const ended = await sweepRound(
      stores.map((store) => async () => ({ store, now: FRIDAY, decide: tell, clock: createClock().read, uniqueId })),
      {
        mailer,
        compose: () => {
          throw new Error('a defect');
        },
      },
    );
    expect(endings(ended)).toEqual(['done', 'done', 'done']);
    expect(delivered(mailer)).toEqual(await everything(THREE));
  });

  /** Workbooks that are claimed, and whose claim is over: anybody may take them. */
  const unheld = async (stores: readonly WorkbookStore[], now: string) => {
    const runs = await Promise.all(stores.map(async (store) => (await snapshotOf(store)).runs));
    return runs.filter((rows) => rows.some(({ status }) => status === 'claimed') && holderOf(rows, now) === null);
  };

  test('keeps the claims of workbooks that wait while others are opened', async () => {
    const [stores, mailer, clock] = [await openTeam([...THREE, ...THREE]), createMemoryMailer(), createClock()];
    const slow: WorkbookStore[] = stores.map((store) => ({
      ...store,
      read: async () => {
        clock.pass(3);
        expect(await unheld(stores, clock.read())).toEqual([]);
        return store.read();
      },
    }));
    expect(endings(await sweepTeam(slow, mailer, clock))).toEqual(stores.map(() => 'done'));
  });

  test('keeps the claim of a workbook whose letters come late in a long row', async () => {
    const [stores, clock] = [await openTeam([[[0, 1]], [[2, 3]]]), createClock()];
    const mailer = createMemoryMailer({ batch: 1 });
    const slow: Mailer = {
      ...mailer,
      send: async (mail) => {
        clock.pass(7);
        expect(await unheld(stores, clock.read())).toEqual([]);
        return mailer.send(mail);
      },
    };
    clock.pass(1);
    expect(endings(await sweepTeam(stores, slow, clock))).toEqual(['done', 'done']);
    expect(mailer.sent).toHaveLength(4);
  });

  test('writes one mail by the rules, a chapter a workbook', async () => {
    const [stores, mailer] = [await openTeam(THREE, '2026-03-05'), createMemoryMailer()];
    const named = stores.map(
      (store, i): WorkbookStore => ({
        ...store,
        read: async () => ({ ...(await store.read()), name: `Book ${i + 1}.xlsx` }),
      }),
    );
    await sweepRound(
      named.map((store) => async () => ({ store, now: FRIDAY, decide: decideByRules, clock: createClock().read })),
      { mailer },
    );
    const [letter] = mailer.sent;
    expect(letter!.to).toEqual({ name: 'Li Na', address: addressOf('Li Na') });
    expect(letter!.subject).toMatch(/3 projects|三个项目/);
    for (const book of ['Book 1', 'Book 2', 'Book 3']) expect(letter!.text).toContain(`\n${book}\n======\n`);
    expect(new Set(mailer.sent.map(({ to }) => to.address)).size).toBe(mailer.sent.length);
  });
});

const known = new Map<Team, Promise<string[]>>();
/** What a team's members hear in all. */
const everything = (team: Team): Promise<string[]> =>
  ensure(known, team, async () => {
    const [stores, mailer] = [await openTeam(team), createMemoryMailer()];
    await sweepTeam(stores, mailer);
    return delivered(mailer);
  });

describe('wherever a round breaks off, the next one completes it', () => {
  const breakOff = async (team: Team, batch: number, fault: Fault | null) => {
    const [stores, mailer, clock] = [await openTeam(team), createMemoryMailer({ batch }), createClock()];
    const parts = faulty(stores, mailer, fault, clock);
    await sweepTeam(parts.stores, parts.mailer, clock);
    return { stores, mailer, clock, calls: parts.calls() };
  };

  const check = async (team: Team, batch: number, fault: Fault) => {
    const { stores, mailer, clock } = await breakOff(team, batch, fault);
    clock.pass(16);
    const again = await sweepTeam(stores, mailer, clock);
    expect([fault, endings(again)]).toEqual([fault, team.map(() => 'done')]);
    expect([fault, delivered(mailer)]).toEqual([fault, await everything(team)]);
    for (const store of stores) {
      const { remembered, tracked, chain, open, claims } = await outcomeOf(store);
      expect([fault, chain, open, claims]).toEqual([fault, true, 0, 0]);
      expect([fault, remembered.length]).toEqual([fault, tracked.length]);
    }
  };

  const KINDS = ['dead', 'once', 'gone', 'buried', 'slept'] as const;

  test.each(KINDS)('whatever the call: %s', async (kind) => {
    const team: Team = [[[0, 1]], [[1, 0]]];
    const { calls } = await breakOff(team, 1, null);
    expect(calls).toBeGreaterThan(10);
    for (let at = 1; at <= calls; at++) {
      for (const when of ['before', 'after'] as const) await check(team, 1, { kind, at, when, member: at });
    }
  });

  test('for workbooks whose first letter was still to come when the mail system failed', async () => {
    const team: Team = [[[1, 1]], [[2, 2]], [[0, 0]]];
    const { calls } = await breakOff(team, 1, null);
    for (let at = 1; at <= calls; at++) await check(team, 1, { kind: 'once', at, when: 'before', member: 0 });
  });

  test('for teams, orders of letters and faults at random', async () => {
    const person = fc.integer({ min: 0, max: PEOPLE.length - 1 });
    const workbook = fc.array(fc.tuple(person, person), { minLength: 1, maxLength: 3 });
    const cases = fc.record({
      team: fc.array(workbook, { minLength: 2, maxLength: 4 }),
      batch: fc.constantFrom(1, 2, 20),
      fault: fc.record({
        kind: fc.constantFrom(...KINDS),
        at: fc.integer({ min: 1, max: 60 }),
        when: fc.constantFrom('before', 'after'),
        member: fc.nat(3),
      }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ team, batch, fault }) => {
        const { mailer } = await breakOff(team, batch, null);
        const addresses = mailer.sent.map(({ to }) => to.address);
        expect(new Set(addresses).size).toBe(addresses.length);
        await check(team, batch, fault);
      }),
      { numRuns: 25 },
    );
  });
});
