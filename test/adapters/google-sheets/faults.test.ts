import { beforeAll, describe, expect, test } from 'vitest';
import type { How } from '../../support/google/wire/script.ts';
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
import { type Book, openBook } from './book.ts';

/** Rows without ids, so that a sweep has ids, tracker rows, memories and mails to write. */
const open = async () => openBook(await openOffice({ raci: tasks.map(({ id: _, ...typed }) => typed) }));
const clockOf = ({ google }: Book) => ({ clock: () => new Date(google.clock.now()).toISOString() });

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
  await book.google.close();
});

test('without a fault, five people hear of two tasks each, in eight requests', () => {
  expect(everything).toHaveLength(10);
  expect(clean).toMatchObject({ chain: true, open: 0, claims: 0 });
  expect(count).toBe(8);
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
  ['503 when it is done', { status: 503, after: true }],
  ['504 when it is done', { status: 504, after: true }],
  ['a token that ends before its time', 'expire-token'],
];

describe.each(PASSING)('%s', (_, how) => {
  test('at any request of a sweep is not noticed', async () => {
    await atEach(async (nth) => {
      const book = await open();
      book.google.fail({ api: 'sheets', nth, how });
      const mailer = createMemoryMailer({ batch: 2 });
      const { outcome, conflicts } = await run(book.store, mailer, clockOf(book));
      expect([nth, outcome, conflicts]).toEqual([nth, 'done', []]);
      expect([nth, delivered(mailer)]).toEqual([nth, everything]);
      expect([nth, await outcomeOf(book.store)]).toEqual([nth, clean]);
      await book.google.close();
    });
  });
});

describe.each(['drop-before', 'drop-after'] as const)('a sweep that dies at any request (%s)', (how) => {
  const die = async (nth: number) => {
    const book = await open();
    book.google.fail({ api: 'sheets', nth, how });
    const mailer = createMemoryMailer({ batch: 2 });
    await expect(run(book.open({ mortal: true }), mailer, clockOf(book))).rejects.toThrow('dead');
    return { book, mailer };
  };

  test('is completed by the next one, once its claim has run out', async () => {
    await atEach(async (nth) => {
      const { book, mailer } = await die(nth);
      await book.google.clock.advance(16 * 60_000);
      const { outcome } = await run(book.store, mailer, clockOf(book));
      expect([nth, outcome]).toEqual([nth, 'done']);
      expect([nth, delivered(mailer)]).toEqual([nth, everything]);
      expect([nth, await outcomeOf(book.store)]).toEqual([nth, clean]);
      await book.google.close();
    });
  });

  test('is completed on the next workday', async () => {
    await atEach(async (nth) => {
      const { book, mailer } = await die(nth);
      await book.google.clock.advance(3 * 24 * 60 * 60_000);
      await run(book.store, mailer, { ...clockOf(book), now: MONDAY });
      expect([nth, delivered(mailer)]).toEqual([nth, everything]);
      expect([nth, await outcomeOf(book.store)]).toEqual([nth, clean]);
      await book.google.close();
    });
  });
});

test('of two sweeps at once one does the work, and each person hears of each task once', async () => {
  const book = await open();
  const mailer = createMemoryMailer({ batch: 2 });
  const both = await Promise.all([1, 2].map(() => run(book.open(), mailer, clockOf(book))));
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['done', 'left']);
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
        await book.google.clock.advance(20 * 60_000);
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
