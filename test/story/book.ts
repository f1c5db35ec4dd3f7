import { sayBecause } from '../../core/messages/index.ts';
import type { WriteValue } from '../../core/plan.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { Person } from '../../core/snapshot.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { keyColumn, type TabKey } from '../../sheet-templates/index.ts';
import { type Given, workbookOf } from '../support/scenario.ts';

type Values = Readonly<Record<string, WriteValue>>;

/** A workbook as a team works on it: people add rows and change cells, and every morning it is swept. */
export const openBook = (given: Omit<Given, 'steps'>) => {
  const store = openMemory(workbookOf(given));
  const mailer = createMemoryMailer();
  let now = '2026-01-01T09:00';

  const snapshot = async () => readSnapshot(await store.read(), { now });

  const written = async (receipts: ReturnType<typeof store.apply>) => {
    for (const { write, outcome } of await receipts) {
      if (outcome !== 'written') throw new Error(`${write.tab} ${write.item}: ${outcome}`);
    }
  };

  return {
    snapshot,

    /** A row somebody types in whole; without an id it gets one at the next sweep. */
    add: (tab: TabKey, row: Values) =>
      written(
        store.apply([{ tab, kind: 'append', item: String(row[keyColumn(tab)] ?? ''), values: row, expected: {} }]),
      ),

    /** Cells of the last row in which all of `where` stands. */
    set: async (tab: keyof Awaited<ReturnType<typeof snapshot>>['rows'], where: Values, values: Values) => {
      const { rows } = await snapshot();
      const text = (value: unknown): string => (value as { name?: string } | null)?.name ?? String(value ?? '');
      const found = rows[tab].findLast((row) =>
        Object.entries(where).every(
          ([key, value]) => text((row.values as Readonly<Record<string, unknown>>)[key]) === String(value),
        ),
      );
      if (!found) throw new Error(`${now}: no row of ${tab} with ${JSON.stringify(where)}`);
      await written(store.apply([{ tab, kind: 'set', item: found.id, values, expected: {} }]));
    },

    /** The sweep of a morning: who is told what and why, and the mails as they are read. */
    sweep: async (at: string) => {
      now = at;
      const before = mailer.sent.length;
      const { plan } = await sweepWorkbook({ store, mailer, now, clock: () => `${now}:00+08:00` });
      const { today } = await snapshot();
      // What waits for a later mail is told on the day on which that leaves.
      const leaves = (key: string) => (person: Person) =>
        plan.mails.some((mail) => mail.to === person && mail.notices.some((notice) => notice.key === key));
      const notices = plan.notices.flatMap(({ key, rule, item, level, to, cc, because }) => {
        const what = `${rule}${level > 0 ? ` (level ${level})` : ''} ${item}`;
        const why = sayBecause(because, given.locale ?? 'en', today);
        return [
          ...to.filter(leaves(key)).map(({ name }) => ({ name, what, why })),
          ...cc.filter(leaves(key)).map(({ name }) => ({ name, what: `${what}, copied`, why })),
        ];
      });
      return { notices, mails: mailer.sent.slice(before), problems: plan.problems };
    },
  };
};

export type Book = ReturnType<typeof openBook>;
