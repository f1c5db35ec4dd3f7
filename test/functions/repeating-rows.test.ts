/** A task that repeats, whose owner sorts the plan between the sweeps. */
import { describe, expect, test } from 'vitest';
import { locate, textOf } from '../../core/read/locate.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { decide } from '../../functions/sweep/decide.ts';
import type { TabKey } from '../../sheet-templates/index.ts';
import { createMemoryMailer, openOffice, run } from '../support/office.ts';
import { setOf } from '../support/starter.ts';

const OWN = { responsible: 'Li Na', accountable: 'Ana Silva', department: 'Sales', output: 'Report' };
const PLAN = [
  { id: 'T-0001', name: 'Weekly report', ...OWN, due: '2026-03-02', repeats: 'every Monday' },
  { id: 'T-0002', name: 'Audit', ...OWN, due: '2026-06-30' },
  { id: 'T-0003', name: 'Zones', ...OWN, due: '2026-06-29' },
];

/** A sheet as it stands, and its rows that have an id. */
const sheetOf = async (store: MemoryStore, tab: TabKey) => {
  const place = locate(await store.read()).tabs.get(tab);
  if (!place) throw new Error(`no ${tab}`);
  const { sheet, headerRow, columns } = place;
  const of = (cells: readonly unknown[], column: string) => textOf(cells[(columns.get(column) ?? 0) - 1] as never);
  const rows = sheet.rows
    .filter(({ at, cells }) => at > headerRow && of(cells, 'id') !== '')
    .map(({ at, cells }) => ({ at, cells, of: (column: string) => of(cells, column) }));
  return { title: sheet.title, rows };
};

/** Whole rows change places. */
const sortBackwards = async (store: MemoryStore, tab: TabKey): Promise<void> => {
  const { title, rows } = await sheetOf(store, tab);
  const sorted = [...rows].reverse();
  const wide = Math.max(...rows.map(({ cells }) => cells.length));
  store.type(
    rows.flatMap(({ at }, i) =>
      Array.from({ length: wide }, (_, column) => {
        const value = sorted[i]?.cells[column] ?? null;
        return { sheet: title, row: at, column: column + 1, value: typeof value === 'object' ? null : value };
      }),
    ),
  );
};

const sweepAt = (store: MemoryStore, day: string) =>
  run(store, createMemoryMailer(), { decide, now: `${day}T09:00:00+08:00` });

/** The day after each Monday on which the one before has passed; the last one is done by then. */
const TUESDAYS = ['2026-03-03', '2026-03-10', '2026-03-17', '2026-03-24'];

describe('a plan that is sorted between the sweeps, and twice on one day', () => {
  test.each([
    ['the plan', ['raci']],
    ['how far it is', ['tracker']],
    ['both', ['raci', 'tracker']],
  ] as const)('gets one next row a week, below the last one: %s', async (_, tabs) => {
    const store = await openOffice({ raci: PLAN });
    const sort = async () => {
      for (const tab of tabs) await sortBackwards(store, tab);
    };
    await sweepAt(store, '2026-03-02');
    const ids = ['T-0001', 'T-0002', 'T-0003'];
    for (const [i, tuesday] of TUESDAYS.entries()) {
      const last = i === 0 ? 'T-0001' : `T-000${i + 3}`;
      await store.apply([setOf('tracker', last, { status: 'done', output: 'Folder' })]);
      await sort();
      const before = await sheetOf(store, 'raci');
      expect((await sweepAt(store, tuesday)).outcome).toBe('done');
      await sort();
      expect((await sweepAt(store, tuesday)).outcome).toBe('done');
      ids.push(`T-000${i + 4}`);

      const { rows } = await sheetOf(store, 'raci');
      expect(rows.map((row) => row.of('id')).toSorted()).toEqual(ids);
      const places = before.rows.map(({ at }) => at);
      expect(rows.map(({ at }) => at)).toEqual([...places, Math.max(...places) + 1]);
      const fresh = rows.find((row) => row.of('id') === ids[ids.length - 1]);
      expect([fresh?.of('name'), fresh?.of('series'), fresh?.of('repeats')]).toEqual(['Weekly report', 'T-0001', '']);
      const tracked = (await sheetOf(store, 'tracker')).rows;
      expect(tracked.map((row) => row.of('id')).toSorted()).toEqual(ids);
      // What people wrote went with its row.
      const done = tracked.filter((row) => row.of('status') === 'Done').map((row) => row.of('id'));
      expect(done.toSorted()).toEqual(ids.filter((id) => id !== 'T-0002' && id !== 'T-0003' && id !== ids.at(-1)));
    }
  });
});
