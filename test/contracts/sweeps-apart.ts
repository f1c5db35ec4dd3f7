import { expect, test } from 'vitest';
import { locate } from '../../core/read/locate.ts';
import type { MemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import {
  createMemoryMailer,
  delivered,
  type openOffice,
  outcomeOf,
  run,
  snapshotOf,
  tasks,
} from '../support/office.ts';

/** A workbook of which several processes know. */
interface Shared {
  readonly store: WorkbookStore;
  /** Another process with it. */
  readonly open: () => WorkbookStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly advance: (ms: number) => Promise<void>;
}

/** Rows without ids, so that a sweep has ids, tracker rows, memories and mails to write. */
export const UNSWEPT = { raci: tasks.map(({ id: _, ...typed }) => typed) } satisfies Parameters<typeof openOffice>[0];

/**
 * After days of faults, deaths and busy people: the plan’s rows say what was typed and have ids of their own, and
 * everything was told once. `label` is shown where that is not so.
 */
export const toldOnceAndWhole = async (
  store: WorkbookStore,
  mailer: MemoryMailer,
  typed: readonly { readonly name: string; readonly responsible: string }[],
  label: unknown = '',
): Promise<void> => {
  const { sheet, headerRow, columns } = locate(await store.read()).tabs.get('raci')!;
  const rows = sheet.rows
    .filter(({ at }) => at > headerRow)
    .map(({ cells }) => ({
      id: cells[columns.get('id')! - 1] ?? null,
      name: cells[columns.get('name')! - 1] ?? null,
      responsible: cells[columns.get('responsible')! - 1] ?? null,
    }))
    // A process that dies before it could take back what went astray leaves an id in an empty row, which nobody reads.
    .filter(({ name }) => name !== null);
  const said = typed.map(({ name, responsible }) => `${name}: ${responsible}`);
  expect([label, rows.map(({ name, responsible }) => `${name}: ${responsible}`).sort()]).toEqual([label, said]);
  const ids = rows.map(({ id }) => id);
  expect([label, new Set(ids).size, ids.includes(null)]).toEqual([label, typed.length, false]);
  const told = delivered(mailer);
  expect([label, told.length, new Set(told).size]).toEqual([label, 10, 10]);
  expect(await outcomeOf(store)).toMatchObject({ chain: true, open: 0, claims: 0 });
};

/** What sweeps of one workbook keep to that know nothing of each other. What single faults do is tried in scripts/chaos/matrix. */
export const sweepsApart = (open: () => Promise<Shared>): void => {
  const clockOf = ({ now }: Shared) => ({ clock: () => new Date(now()).toISOString() });
  /** What one sweep leaves that nothing disturbs. */
  const undisturbed = async () => {
    const [book, mailer] = [await open(), createMemoryMailer({ batch: 2 })];
    expect(await run(book.store, mailer, clockOf(book))).toMatchObject({ outcome: 'done' });
    const [clean, everything] = [await outcomeOf(book.store), delivered(mailer)];
    expect(everything).toHaveLength(10);
    expect(clean).toMatchObject({ chain: true, open: 0, claims: 0 });
    return { clean, everything };
  };

  test('of two sweeps at once one does the work, and each person hears of each task once', async () => {
    const { clean, everything } = await undisturbed();
    const [book, mailer] = [await open(), createMemoryMailer({ batch: 2 })];
    const both = await Promise.all([1, 2].map(() => run(book.open(), mailer, clockOf(book))));
    // The other leaves, or comes to write when there is nothing left to do.
    expect(both.map(({ sent }) => sent.length).sort()).toEqual([0, 5]);
    expect(delivered(mailer)).toEqual(everything);
    expect(await outcomeOf(book.store)).toEqual(clean);
  });

  test('a sweep that sleeps through its claim finds out before it writes again', async () => {
    const { clean, everything } = await undisturbed();
    const [book, mailer] = [await open(), createMemoryMailer({ batch: 1 })];
    let slept = false;
    const sleepy = {
      ...mailer,
      send: async (mail: Parameters<typeof mailer.send>[0]) => {
        const sent = await mailer.send(mail);
        if (!slept) {
          slept = true;
          await book.advance(20 * 60_000);
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
};
