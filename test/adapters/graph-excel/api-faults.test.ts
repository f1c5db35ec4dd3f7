import { beforeAll, expect, test } from 'vitest';
import { sweepsApart, UNSWEPT } from '../../contracts/sweeps-apart.ts';
import type { How } from '../../support/graph/wire/script.ts';
import { createMemoryMailer, delivered, openOffice, outcomeOf, run } from '../../support/office.ts';
import { randomOf } from '../../support/random.ts';
import { type Book, closeBook, openBook } from './book.ts';

// What faults at single requests do is tried field by field in scripts/chaos/matrix.
const open = async () => openBook(await openOffice(UNSWEPT), { way: 'api' });
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

sweepsApart(async () => {
  const { store, open: another, graph } = await open();
  return { store, open: another, now: graph.clock.now, advance: (ms) => graph.clock.advance(ms) };
});
