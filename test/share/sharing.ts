import { readSnapshot } from '../../core/read/index.ts';
import type { Shared } from '../../core/read/shared.ts';
import { readShared } from '../../core/share/book.ts';
import { sharing } from '../../core/share/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { decide } from '../../functions/sweep/decide.ts';
import type { TabKey } from '../../sheet-templates/index.ts';
import { createMemoryMailer, FRIDAY, run } from '../support/office.ts';
import { openStarter, type Rows, setOf } from '../support/starter.ts';

export const li = { name: 'Li Na', email: 'li.na@example.com', department: 'Sales' };
export const wang = { name: 'Wang Wei', email: 'wang.wei@example.com', department: 'Plant' };
export const zhao = { name: 'Zhao Min', email: 'zhao.min@example.com', department: 'Plant' };
export const sales = { name: 'Sales', head: 'Li Na' };
export const plant = { name: 'Plant', head: 'Zhao Min' };
/** Due on the Friday of the sweep. */
export const task = (responsible: string, more = {}) => ({
  id: 'T-0001',
  name: 'Choose a supplier for the packaging',
  responsible,
  accountable: 'Li Na',
  due: '2026-03-06',
  ...more,
});

/** A book elsewhere than the workbooks of `openTeam`. */
export const openBook = async (rows: Rows): Promise<RawWorkbook> => ({
  ...(await (await openStarter(rows)).read()),
  location: 'memory:book',
});

export const bookOf = async (rows: Rows): Promise<Shared> => readShared(await openBook(rows))!;

/** A team's workbook, by default with nobody listed in it. */
export const openTeam = (rows: Rows = {}, settings: Record<string, string> = {}): Promise<MemoryStore> =>
  openStarter({ raci: [task('Wang Wei')], ...rows }, { settings: { country: '', projectLead: 'Li Na', ...settings } });

/** One sweep of a workbook with the book, and what came of it. */
export const sweepWith = async (store: MemoryStore, shared: Shared | null, now = FRIDAY) => {
  const mailer = createMemoryMailer();
  const result = await run(store, mailer, {
    now,
    decide: (raw, context) => decide(raw, { ...context, ...(shared && { shared: sharing(shared) }) }),
  });
  const mails = mailer.sent.map(({ to }) => to.address).sort();
  return { result, mails, problems: result.problems.map(({ code }) => code) };
};

/** Rows of a tab as they stand in the cells, by column key; what is empty is left out. */
export const rowsOf = async (store: MemoryStore, tab: TabKey) => {
  const { locate } = await import('../../core/read/locate.ts');
  const place = locate(await store.read()).tabs.get(tab)!;
  return place.sheet.rows
    .filter(({ at }) => at > place.headerRow)
    .map(({ cells }) =>
      Object.fromEntries(
        [...place.columns].flatMap(([key, at]) => {
          const cell = cells[at - 1] ?? null;
          return cell === null || cell === '' ? [] : [[key, cell]];
        }),
      ),
    )
    .filter((row) => Object.keys(row).length > 0);
};

export const snapshotAt = async (store: MemoryStore, now = FRIDAY) => readSnapshot(await store.read(), { now });
export { setOf };
