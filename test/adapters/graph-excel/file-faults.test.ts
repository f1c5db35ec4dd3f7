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
const open = async () => openBook(await openOffice({ raci: tasks.map(({ id: _, ...typed }) => typed) }));
const clockOf = ({ graph }: Book) => ({ clock: () => new Date(graph.clock.now()).toISOString() });

let clean: Awaited<ReturnType<typeof outcomeOf>>;
let everything: string[];
let count: number;
beforeAll(async () => {
  const book = await open();
  const mailer = createMemoryMailer({ batch: 2 });
  expect(await run(book.store, mailer, clockOf(book))).toMatchObject({ outcome: 'done' });
  count = book.requests().length;
  clean = await outcomeOf(book.store);
  everything = delivered(mailer);
  await closeBook(book);
});

test('without a fault, five people hear of two tasks each, and each write is one request', () => {
  expect(everything).toHaveLength(10);
  expect(clean).toMatchObject({ chain: true, open: 0, claims: 0 });
  expect(count).toBe(7);
});

test('a sweep with nothing to do asks Graph twice: for the file, and to save that it was there', async () => {
  const book = await open();
  await run(book.store, createMemoryMailer(), clockOf(book));
  book.requests();
  const before = book.graph.storage.requests.length;
  expect(await run(book.open(), createMemoryMailer(), clockOf(book))).toMatchObject({ outcome: 'done' });
  expect(book.requests()).toEqual(['driveitem-get', 'driveitem-put-content']);
  expect(book.graph.storage.requests.slice(before).map(({ method }) => method)).toEqual(['download']);
});

/** Each request of a sweep in turn. */
const atEach = async (check: (nth: number) => Promise<void>) => {
  for (let nth = 1; nth <= count; nth++) await check(nth);
};

const PASSING: readonly (readonly [string, How])[] = [
  ['a connection that breaks before anything is done', 'drop-before'],
  ['a connection that breaks when it is done', 'drop-after'],
  ['429 with Retry-After', { status: 429, retryAfter: 7 }],
  ['500', { status: 500 }],
  ['503', { status: 503 }],
  ['504 when it is done', { status: 504, after: true }],
  ['509, too much at once', { status: 509 }],
  ['423, open for a moment', { status: 423, inner: 'resourceLocked' }],
  ['a token that ends before its time', 'expire-token'],
];

describe.each(PASSING)('%s', (_, how) => {
  test('at any request of a sweep is not noticed', async () => {
    await atEach(async (nth) => {
      const book = await open();
      book.graph.fail({ api: 'graph', nth, how });
      const mailer = createMemoryMailer({ batch: 2 });
      const { outcome, conflicts } = await run(book.store, mailer, clockOf(book));
      expect([nth, outcome, conflicts]).toEqual([nth, 'done', []]);
      expect([nth, delivered(mailer)]).toEqual([nth, everything]);
      expect([nth, await outcomeOf(book.store)]).toEqual([nth, clean]);
      await closeBook(book);
    });
  });
});

test.each<How>(['drop-before', 'drop-after', { status: 503 }, { status: 404 }])(
  'a download that fails (%s) is tried again',
  async (how) => {
    const book = await open();
    book.graph.fail({ api: 'storage', method: 'download', nth: 1, how });
    const mailer = createMemoryMailer({ batch: 2 });
    expect(await run(book.store, mailer, clockOf(book))).toMatchObject({ outcome: 'done' });
    expect(delivered(mailer)).toEqual(everything);
  },
);

describe.each(['drop-before', 'drop-after'] as const)('a sweep that dies at any request (%s)', (how) => {
  const die = async (nth: number) => {
    const book = await open();
    book.graph.fail({ api: 'graph', nth, how });
    const mailer = createMemoryMailer({ batch: 2 });
    await expect(run(book.open({ mortal: true }), mailer, clockOf(book))).rejects.toThrow('dead');
    return { book, mailer };
  };

  test.each([
    ['once its claim has run out', 16 * 60_000, undefined],
    ['on the next workday', 3 * 24 * 60 * 60_000, MONDAY],
  ])('is completed by the next one, %s', async (_, later, now) => {
    await atEach(async (nth) => {
      const { book, mailer } = await die(nth);
      await book.graph.clock.advance(later);
      const { outcome } = await run(book.store, mailer, { ...clockOf(book), ...(now && { now }) });
      expect([nth, outcome]).toEqual([nth, 'done']);
      expect([nth, delivered(mailer)]).toEqual([nth, everything]);
      expect([nth, await outcomeOf(book.store)]).toEqual([nth, clean]);
      await closeBook(book);
    });
  });
});

const DICE: readonly How[] = [
  'drop-before',
  'drop-after',
  { status: 429, retryAfter: 3 },
  { status: 500 },
  { status: 503, after: true },
  { status: 504, after: true },
];

test.each(Array.from({ length: 10 }, (_, i) => i + 1))(
  'seed %d: with a fifth of all requests failing, a sweep ends as without',
  async (seed) => {
    const random = randomOf(seed);
    const book = await open();
    for (const api of ['graph', 'storage'] as const)
      for (let nth = 1; nth <= 60; nth++)
        if (random() < 0.2) book.graph.fail({ api, nth, how: DICE[Math.floor(random() * DICE.length)]! });
    const mailer = createMemoryMailer({ batch: 2 });
    expect(await run(book.store, mailer, clockOf(book))).toMatchObject({ outcome: 'done', conflicts: [] });
    book.graph.calm();
    expect(delivered(mailer)).toEqual(everything);
    expect(await outcomeOf(book.store)).toEqual(clean);
  },
);

test('of two sweeps at once one does the work, and each person hears of each task once', async () => {
  const book = await open();
  const mailer = createMemoryMailer({ batch: 2 });
  const both = await Promise.all([1, 2].map(() => run(book.open(), mailer, clockOf(book))));
  // The other leaves, or comes to write when there is nothing left to do.
  expect(both.map(({ sent }) => sent.length).sort()).toEqual([0, 5]);
  expect(delivered(mailer)).toEqual(everything);
  expect(await outcomeOf(book.store)).toEqual(clean);
});

test('a sweep that sleeps through its claim finds out before it writes again', async () => {
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
