import { test } from 'vitest';
import { toldOnceAndWhole } from '../../contracts/sweeps-apart.ts';
import type { How } from '../../support/graph/wire/script.ts';
import { createMemoryMailer, openOffice, run, tasks } from '../../support/office.ts';
import { randomOf } from '../../support/random.ts';
import { HEADER_ROW } from '../../support/starter.ts';
import { type Book, openBook } from './book.ts';
import { columnInserted, reordered, rowsInserted, rowsOf } from './people.ts';

const RACI = 'RACI';
/** More have been run by hand; each is a story of three sweeps. */
const SEEDS = 15;
const FAULTS: readonly How[] = [
  'drop-before',
  'drop-after',
  'expire-token',
  { status: 429, retryAfter: 3 },
  { status: 503 },
  { status: 504, after: true },
];

/** Where the plan begins now, whatever was inserted. */
const top = ({ item }: Book) => rowsOf(item, RACI).findIndex((row) => row.includes('Task')) + 1 || HEADER_ROW;
const MOVES: readonly ((book: Book, random: () => number) => void)[] = [
  (book, random) => {
    const first = top(book) + 1;
    const order = [0, 1, 2, 3, 4].map((i) => ({ row: first + i, at: random() })).sort((a, b) => a.at - b.at);
    reordered(
      book.item,
      RACI,
      first,
      order.map(({ row }) => row),
    );
  },
  (book, random) => rowsInserted(book.item, RACI, 1 + Math.floor(random() * 8)),
  (book, random) => columnInserted(book.item, RACI, 1 + Math.floor(random() * 6)),
  (book) => book.graph.sessions.end(book.item),
];

test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  'seed %d: sweeps with faults and busy people tell everything once and lose nothing',
  async (seed) => {
    const random = randomOf(seed);
    const typed = tasks.map(({ id: _, ...row }) => row);
    const book = await openBook(await openOffice({ raci: typed }), { way: 'api' });
    const mailer = createMemoryMailer({ batch: 1 + Math.floor(random() * 5) });
    const clock = () => new Date(book.graph.clock.now()).toISOString();
    const moved: string[] = [];
    for (let sweep = 0; sweep < 3; sweep++) {
      for (let i = Math.floor(random() * 3); i > 0; i--) {
        const how = FAULTS[Math.floor(random() * FAULTS.length)]!;
        book.graph.fail({ api: 'graph', method: 'batch', nth: 1 + Math.floor(random() * 10), how });
      }
      if (random() < 0.7) {
        const move = Math.floor(random() * MOVES.length);
        const nth = 1 + Math.floor(random() * 60);
        moved.push(`${move}@${sweep}.${nth}`);
        book.graph.meanwhile({ api: 'graph', nth, act: () => MOVES[move]!(book, random) });
      }
      const mortal = random() < 0.3;
      await run(book.open({ mortal }), mailer, { clock }).catch(() => {});
      await book.graph.clock.advance(16 * 60_000);
    }
    book.graph.calm();
    await run(book.store, mailer, { clock });

    await toldOnceAndWhole(book.store, mailer, typed, moved);
  },
);
