import { expect, test } from 'vitest';
import { locate } from '../../../core/read/locate.ts';
import type { CellEdit, RawWorkbook } from '../../../core/workbook.ts';
import { patchWorkbook } from '../../../functions/xlsx/patch.ts';
import { readWorkbook } from '../../../functions/xlsx/read.ts';
import { toldOnceAndWhole } from '../../contracts/sweeps-apart.ts';
import type { How } from '../../support/graph/wire/script.ts';
import { createMemoryMailer, openOffice, run, tasks } from '../../support/office.ts';
import { randomOf } from '../../support/random.ts';
import { type Book, openBook } from './book.ts';

/** Each is a story of three sweeps. */
const SEEDS = 25;
const FAULTS: readonly How[] = [
  'drop-before',
  'drop-after',
  'expire-token',
  { status: 429, retryAfter: 3 },
  { status: 500 },
  { status: 503, after: true },
  { status: 423, inner: 'resourceLocked' },
];

const readingOf = ({ item }: Book): RawWorkbook => ({
  name: '',
  location: '',
  movedFrom: () => false,
  foundAt: async () => null,
  ...readWorkbook(item.bytes),
});

/** The plan's rows as they stand, and how to write into one of their columns. */
const planOf = (book: Book) => {
  const { sheet, headerRow, columns } = locate(readingOf(book)).tabs.get('raci')!;
  const rows = sheet.rows.filter(({ at }) => at > headerRow);
  const value = (row: (typeof rows)[number], column: string) => row.cells[columns.get(column)! - 1] ?? null;
  const cell = (row: number, column: number, text: unknown): CellEdit => ({
    sheet: sheet.title,
    row,
    column,
    value: text as CellEdit['value'],
  });
  return { rows: rows.filter((row) => value(row, 'name') !== null), columns, value, cell };
};

const save = (book: Book, edits: readonly CellEdit[]) =>
  book.item.replace(patchWorkbook(book.item.bytes, { edits, addSheets: [] }));

/** Two rows of the plan change places. */
const swap = (book: Book, random: () => number) => {
  const { rows, columns, cell } = planOf(book);
  const [a, b] = [0, 1].map(() => rows[Math.floor(random() * rows.length)]!) as [(typeof rows)[0], (typeof rows)[0]];
  const typed = [...columns].filter(([key]) => !['status', 'progress'].includes(key)).map(([, at]) => at);
  save(
    book,
    typed.flatMap((at) => [cell(a.at, at, b.cells[at - 1] ?? null), cell(b.at, at, a.cells[at - 1] ?? null)]),
  );
};

test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  'seed %d: sweeps with faults and busy people tell everything once and lose nothing',
  async (seed) => {
    const random = randomOf(seed);
    const typed = tasks.map(({ id: _, ...row }) => row);
    const book = await openBook(await openOffice({ raci: typed }));
    const { clock } = book.graph;
    const notes = new Map<string, string>();
    const note = () => {
      const { rows, columns, value, cell } = planOf(book);
      const row = rows[Math.floor(random() * rows.length)]!;
      const text = `Note ${notes.size + 1}`;
      notes.set(String(value(row, 'name')), text);
      save(book, [cell(row.at, columns.get('doneWhen')!, text)]);
    };
    const moves = [
      () => swap(book, random),
      note,
      () => book.item.rename(`Launch #${Math.floor(random() * 100)}%.xlsx`),
      () => book.item.touch(),
      () => {
        book.item.lock();
        clock.at(clock.now() + 30_000, () => book.item.release());
      },
    ];

    const mailer = createMemoryMailer({ batch: 1 + Math.floor(random() * 5) });
    const time = { clock: () => new Date(clock.now()).toISOString() };
    for (let sweep = 0; sweep < 3; sweep++) {
      for (let i = Math.floor(random() * 3); i > 0; i--) {
        const how = FAULTS[Math.floor(random() * FAULTS.length)]!;
        book.graph.fail({ api: 'graph', nth: 1 + Math.floor(random() * 6), how });
      }
      for (let i = Math.floor(random() * 3); i > 0; i--) {
        const act = moves[Math.floor(random() * moves.length)]!;
        book.graph.meanwhile({ api: 'graph', nth: 1 + Math.floor(random() * 7), act });
      }
      const mortal = random() < 0.3;
      await run(book.open({ mortal }), mailer, time).catch(() => {});
      await clock.advance(16 * 60_000);
    }
    book.graph.calm();
    expect(await run(book.open(), mailer, time)).toMatchObject({ outcome: 'done' });

    const { rows, value } = planOf(book);
    for (const [name, text] of notes)
      expect([name, value(rows.find((row) => value(row, 'name') === name)!, 'doneWhen')]).toEqual([name, text]);
    await toldOnceAndWhole(book.store, mailer, typed);
  },
);
