import { test } from 'vitest';
import { toldOnceAndWhole } from '../../contracts/sweeps-apart.ts';
import type { How } from '../../support/google/wire/script.ts';
import { createMemoryMailer, openOffice, run, tasks } from '../../support/office.ts';
import { randomOf } from '../../support/random.ts';
import { columnOf, HEADER_ROW } from '../../support/starter.ts';
import { type Book, openBook } from './book.ts';

const RACI = 'RACI';
/** More have been run by hand; each is a story of three sweeps. */
const SEEDS = 40;
const FAULTS: readonly How[] = [
  'drop-before',
  'drop-after',
  'expire-token',
  { status: 429, retryAfter: 3 },
  { status: 500 },
  { status: 503, after: true },
];

/** Where the plan begins now, whatever was inserted. */
const top = ({ workbook }: Book) => workbook.rows(RACI).findIndex((row) => row.includes('Task')) + 1 || HEADER_ROW;
const MOVES: readonly ((book: Book, random: () => number) => void)[] = [
  (book) => book.workbook.sort(RACI, { column: columnOf('raci', 'name'), from: top(book) + 1, descending: true }),
  (book) => book.workbook.sort(RACI, { column: columnOf('raci', 'name'), from: top(book) + 1 }),
  (book, random) => book.workbook.insertRows(RACI, 1 + Math.floor(random() * 8)),
  (book, random) => book.workbook.move(RACI, 'ROWS', top(book) + 1 + Math.floor(random() * 5), top(book) + 1),
  (book, random) => book.workbook.insertColumns(RACI, 1 + Math.floor(random() * 6)),
];

test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  'seed %d: sweeps with faults and busy people tell everything once and lose nothing',
  async (seed) => {
    const random = randomOf(seed);
    const typed = tasks.map(({ id: _, ...row }) => row);
    const book = await openBook(await openOffice({ raci: typed }));
    const mailer = createMemoryMailer({ batch: 1 + Math.floor(random() * 5) });
    const clock = () => new Date(book.google.clock.now()).toISOString();
    const moved: string[] = [];
    for (let sweep = 0; sweep < 3; sweep++) {
      for (let i = Math.floor(random() * 3); i > 0; i--) {
        const how = FAULTS[Math.floor(random() * FAULTS.length)]!;
        book.google.fail({ api: 'sheets', nth: 1 + Math.floor(random() * 5), how });
      }
      if (random() < 0.7) {
        const move = Math.floor(random() * MOVES.length);
        const nth = 1 + Math.floor(random() * 6);
        moved.push(`${move}@${sweep}.${nth}`);
        book.meanwhile(() => MOVES[move]!(book, random), { nth });
      }
      const mortal = random() < 0.3;
      await run(book.open({ mortal }), mailer, { clock }).catch(() => {});
      await book.google.clock.advance(16 * 60_000);
    }
    // Whatever is still waiting for its request meets one.
    for (let i = 0; i < 8; i++) await book.store.read();
    await run(book.store, mailer, { clock });

    await toldOnceAndWhole(book.store, mailer, typed, moved);
  },
);
