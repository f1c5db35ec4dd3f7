/** A small office that a sweep has been through on Friday morning, 2026-03-06: what comes in meets people, tasks and a ledger. */
import type { RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { type MemoryStore, openMemory } from '../../functions/adapters/memory/store.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { newWorkbook } from '../../functions/xlsx/new-workbook.ts';
import { FULL, STARTER, type TabKey } from '../../sheet-templates/index.ts';
import { addressOf, PEOPLE } from '../../test/support/office.ts';
import { openStarter } from '../../test/support/starter.ts';
import { cycled } from '../lists.ts';

/** Friday, in the middle of the morning. */
export const NOW = '2026-03-06T02:00:00.000Z';
const HOME = 'memory:starter';

const tasks = PEOPLE.map((name, i) => ({
  id: `T-000${i + 1}`,
  name: cycled(['Packaging artwork', '客户回访记录', 'Report', 'Budget draft (v2)', '上线'], i),
  request: 'Q-0001',
  responsible: name,
  accountable: cycled(PEOPLE, i + 1),
  start: '2026-03-02',
  due: i < 3 ? '2026-03-04' : '2026-03-20',
  output: 'A report',
}));

export const openOffice = async (tabs: readonly TabKey[] = STARTER): Promise<MemoryStore> => {
  const store = await openStarter(
    {
      directory: PEOPLE.map((name, i) => ({
        name,
        email: addressOf(name),
        department: 'Sales',
        ...(i % 2 && { language: 'zh-CN' }),
      })),
      departments: [{ name: 'Sales', head: 'Li Na', divisionLeader: 'Zhao Min' }],
      requests: [
        {
          id: 'Q-0001',
          name: 'Relaunch',
          initiatingDepartment: 'Sales',
          initiator: 'Li Na',
          contact: 'Sun Jie',
          goal: 'Sell 30% more by June',
        },
      ],
      raci: tasks,
    },
    { tabs, settings: { workbookId: 'W-1', workbookHome: HOME } },
  );
  let ids = 0;
  await sweepWorkbook({
    store,
    mailer: createMemoryMailer(),
    now: '2026-03-06T09:00:00+08:00',
    clock: () => '2026-03-06T01:00:00Z',
    uniqueId: () => `${String(++ids).padStart(8, '0')}-fuzz`,
  });
  return store;
};

/** As it stood; a store of its own, which may be written to. */
export const copyOf = (raw: RawWorkbook): MemoryStore => openMemory(raw);

export const rawOffice = async (tabs?: readonly TabKey[]): Promise<RawWorkbook> => (await openOffice(tabs)).read();

/** The same as a file. */
export const bytesOf = ({ sheets }: RawWorkbook): Buffer =>
  newWorkbook(
    sheets.map(({ title, rows }) => {
      const byRow = new Map(rows.map((row) => [row.at, row.cells]));
      return {
        title,
        hidden: false,
        protect: false,
        widths: [10, 20],
        headerRow: 3,
        rows: Array.from({ length: rows.at(-1)?.at ?? 0 }, (_, i) =>
          (byRow.get(i + 1) ?? []).map((cell) => ({ value: typeof cell === 'object' ? null : cell })),
        ),
      };
    }),
  );

export { FULL };
