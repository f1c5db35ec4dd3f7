import { beforeAll, expect, test } from 'vitest';
import { sweepsApart, UNSWEPT } from '../../contracts/sweeps-apart.ts';
import type { How } from '../../support/graph/wire/script.ts';
import { createMemoryMailer, delivered, openOffice, outcomeOf, run } from '../../support/office.ts';
import { randomOf } from '../../support/random.ts';
import { type Book, closeBook, openBook } from './book.ts';

// What faults at single requests do is tried field by field in scripts/chaos/matrix.
const open = async () => openBook(await openOffice(UNSWEPT));
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

sweepsApart(async () => {
  const { store, open: another, graph } = await open();
  return { store, open: another, now: graph.clock.now, advance: (ms) => graph.clock.advance(ms) };
});
