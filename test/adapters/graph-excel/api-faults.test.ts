import { beforeAll, describe, expect, test } from 'vitest';
import type { How } from '../../support/graph/wire/script.ts';
import {
  createMemoryMailer,
  delivered,
  MONDAY,
  openOffice,
  outcomeOf,
  run,
  snapshotOf,
  tasks,
} from '../../support/office.ts';
import { randomOf } from '../../support/random.ts';
import { type Book, closeBook, openBook } from './book.ts';

/** Rows without ids, so that a sweep has ids, tracker rows, memories and mails to write. */
const open = async () =>
  openBook(await openOffice({ raci: tasks.map(({ id: _, ...typed }) => typed) }), { way: 'api' });
const clockOf = ({ graph }: Book) => ({ clock: () => new Date(graph.clock.now()).toISOString() });

let clean: Awaited<ReturnType<typeof outcomeOf>>;
let everything: string[];
/** How many requests a sweep takes, and which of all that the service deals with are parts of them. */
let whole: number;
let parts: number[];
beforeAll(async () => {
  const book = await open();
  const mailer = createMemoryMailer({ batch: 2 });
  expect(await run(book.store, mailer, clockOf(book))).toMatchObject({ outcome: 'done' });
  whole = book.graph.requests.filter(({ batched }) => !batched).length;
  parts = book.graph.requests.flatMap(({ batched }, i) => (batched ? i + 1 : []));
  clean = await outcomeOf(book.store);
  everything = delivered(mailer);
  await closeBook(book);
});

test('without a fault, five people hear of two tasks each, in eleven requests', () => {
  expect(everything).toHaveLength(10);
  expect(clean).toMatchObject({ chain: true, open: 0, claims: 0 });
  expect(whole).toBe(11);
});

/** A sweep that meets this notices nothing. */
const unnoticed = async (label: unknown, prepare: (book: Book) => void) => {
  const book = await open();
  prepare(book);
  const mailer = createMemoryMailer({ batch: 2 });
  const { outcome, conflicts } = await run(book.store, mailer, clockOf(book));
  book.graph.calm();
  expect([label, outcome, conflicts]).toEqual([label, 'done', []]);
  expect([label, delivered(mailer)]).toEqual([label, everything]);
  expect([label, await outcomeOf(book.store)]).toEqual([label, clean]);
  await closeBook(book);
};

const BATCH = { api: 'graph', method: 'batch' } as const;
const PASSING: readonly (readonly [string, How])[] = [
  ['a connection that breaks before anything is done', 'drop-before'],
  ['a connection that breaks when all is done', 'drop-after'],
  ['429 with Retry-After', { status: 429, retryAfter: 7 }],
  ['503', { status: 503 }],
  ['504 when it is done', { status: 504, after: true }],
  ['a token that ends before its time', 'expire-token'],
];

test.each(PASSING)('%s, at any request of a sweep, is not noticed', async (_, how) => {
  for (let nth = 1; nth <= whole; nth++) await unnoticed(nth, ({ graph }) => graph.fail({ ...BATCH, nth, how }));
});

/** What one of twenty requests in one may answer, while those before it were done and those after it were not tried. */
const WITHIN: readonly How[] = [
  { status: 429, retryAfter: 3 },
  { status: 500, code: 'generalException' },
  { status: 503, inner: 'serviceUnavailableUncategorized' },
  { status: 504, after: true },
  { status: 404, code: 'InvalidSession', inner: 'invalidSessionReCreatable' },
  { status: 409, code: 'AccessConflict', inner: 'accessConflict' },
];

test.each([0, 1, 2, 3, 4, 5])('any part of any request may fail by itself (%d)', async (first) => {
  for (const nth of parts.filter((_, i) => i % WITHIN.length === first))
    await unnoticed(nth, ({ graph }) =>
      graph.fail({ api: 'graph', nth, how: WITHIN[(nth + Math.floor(nth / WITHIN.length)) % WITHIN.length]! }),
    );
});

describe.each(['drop-before', 'drop-after'] as const)('a sweep that dies at any request (%s)', (how) => {
  test.each([
    ['once its claim has run out', 16 * 60_000, undefined],
    ['on the next workday', 3 * 24 * 60 * 60_000, MONDAY],
  ])('is completed by the next one, %s', async (_, later, now) => {
    for (let nth = 1; nth <= whole; nth++) {
      const book = await open();
      book.graph.fail({ ...BATCH, nth, how });
      const mailer = createMemoryMailer({ batch: 2 });
      const died = await run(book.open({ mortal: true }), mailer, clockOf(book)).catch(({ message }) => message);
      // Tables whose making was not answered are looked for at once, without anything that could die.
      if (typeof died !== 'string') expect([how, nth]).toEqual(['drop-after', 3]);
      await book.graph.clock.advance(later);
      const { outcome } = await run(book.store, mailer, { ...clockOf(book), ...(now && { now }) });
      expect([nth, outcome]).toEqual([nth, 'done']);
      expect([nth, delivered(mailer)]).toEqual([nth, everything]);
      expect([nth, await outcomeOf(book.store)]).toEqual([nth, clean]);
      await closeBook(book);
    }
  });
});

test.each(Array.from({ length: 10 }, (_, i) => i + 1))(
  'seed %d: with a fifth of all requests failing, a sweep ends as without',
  async (seed) => {
    const random = randomOf(seed);
    await unnoticed(seed, ({ graph }) => {
      for (let nth = 1; nth <= 60; nth++)
        if (random() < 0.2) graph.fail({ ...BATCH, nth, how: PASSING[Math.floor(random() * 5)]![1] });
    });
  },
);

/** Everything is refused for so many seconds, from now on. */
const throttleFor = ({ graph }: Book, seconds: number) => {
  const until = graph.clock.now() + seconds * 1000;
  const refuse = () => {
    if (graph.clock.now() < until) graph.fail({ ...BATCH, how: { status: 429, retryAfter: 30 } });
  };
  for (let nth = 1; nth <= 30; nth++) graph.meanwhile({ ...BATCH, nth, act: refuse });
  refuse();
};

test('throttled for three minutes, a sweep ends as without', async () => {
  await unnoticed('three minutes', (book) => throttleFor(book, 180));
});

test('throttled for longer, a sweep says so, and a later one does it all', async () => {
  const book = await open();
  throttleFor(book, 600);
  const mailer = createMemoryMailer({ batch: 2 });
  await expect(run(book.store, mailer, clockOf(book))).rejects.toMatchObject({ code: 'graph-throttled' });
  await book.graph.clock.advance(10 * 60_000);
  book.graph.calm();
  expect(await run(book.store, mailer, clockOf(book))).toMatchObject({ outcome: 'done' });
  expect(delivered(mailer)).toEqual(everything);
  expect(await outcomeOf(book.store)).toEqual(clean);
});

test('of two sweeps at once one does the work, and each person hears of each task once', async () => {
  const book = await open();
  const mailer = createMemoryMailer({ batch: 2 });
  const both = await Promise.all([1, 2].map(() => run(book.open(), mailer, clockOf(book))));
  expect(both.map(({ sent }) => sent.length).sort()).toEqual([0, 5]);
  expect(delivered(mailer)).toEqual(everything);
  expect(await outcomeOf(book.store)).toEqual(clean);
});

test('a sweep that sleeps through its claim, and its session, finds out before it writes again', async () => {
  const book = await open();
  const mailer = createMemoryMailer({ batch: 1 });
  let slept = false;
  const sleepy = {
    ...mailer,
    send: async (mail: Parameters<typeof mailer.send>[0]) => {
      const sent = await mailer.send(mail);
      if (!slept) {
        slept = true;
        await book.graph.clock.advance(20 * 60_000);
        expect(await run(book.open(), mailer, clockOf(book))).toMatchObject({ outcome: 'done' });
      }
      return sent;
    },
  };
  expect(await run(book.store, sleepy, clockOf(book))).toMatchObject({ outcome: 'left' });
  expect(delivered(mailer)).toEqual(everything);
  expect((await snapshotOf(book.store)).ledger.length).toBeGreaterThan(0);
  expect(await outcomeOf(book.store)).toEqual(clean);
});
