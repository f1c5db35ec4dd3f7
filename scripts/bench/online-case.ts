/**
 * One measured process: `node online-case.ts CASE BOOK.xlsx` reads a workbook, sets an output in 20 of its tasks and appends
 * 20 more, and prints its peak memory in KiB. `file`: where it lies. `online`: the same file in a library of Microsoft 365, as
 * the fake plays it in the same process, so that its work and the way through the machine's own network count as well.
 * `make`: fills the starter first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Write } from '../../core/plan.ts';
import { must } from '../../core/text/must.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { peakKiB } from './peak.ts';

const [, , name = '', path = '', rows = ''] = process.argv;

const EDITS = 20;
const idOf = (n: number) => `T-${String(n).padStart(6, '0')}`;
const taskOf = (n: number, output: string): Write => ({
  tab: 'raci',
  kind: 'append',
  item: idOf(n),
  values: {
    id: idOf(n),
    name: `任务 ${n}`,
    responsible: `员工${n % 200}`,
    due: '2026-03-06',
    doneWhen: '交付并确认',
    output,
  },
  expected: {},
});

const work = async (store: WorkbookStore, count: number) => {
  await store.read();
  const set = (n: number): Write => ({
    tab: 'raci',
    kind: 'set',
    item: idOf(n),
    values: { output: '报告' },
    expected: { output: '初稿' },
  });
  const step = Math.floor(count / EDITS);
  const writes = Array.from({ length: EDITS }, (_, i) => [set(1 + i * step), taskOf(count + 1 + i, '')]).flat();
  const receipts = await store.apply(writes);
  if (receipts.some(({ outcome }) => outcome !== 'written')) throw new Error('not all was written');
};

const file = async (count: number) => {
  const { openXlsxFile } = await import('../../functions/adapters/xlsx-file/store.ts');
  await work(openXlsxFile(path), count);
};

const online = async (count: number) => {
  const { openGraphWorkbook } = await import('../../functions/adapters/graph-excel/store.ts');
  const { openGraph } = await import('../../test/support/graph/graph.ts');
  const graph = await openGraph();
  const drive = graph.drive();
  const item = drive.file('book.xlsx', readFileSync(path));
  const token = graph.token();
  const store = openGraphWorkbook(`${drive.id}/${item.id}`, {
    way: 'file',
    rootUrl: graph.url,
    token: async () => token,
  });
  await work(store, count);
  await graph.close();
};

const make = async (count: number) => {
  const { filled } = await import('./filled.ts');
  writeFileSync(
    path,
    filled(
      'zh-CN',
      Array.from({ length: count }, (_, i) => taskOf(i + 1, '初稿')),
    ),
  );
};

const cases: Readonly<Record<string, (count: number) => Promise<void>>> = { file, online, make };
await must(cases[name], `case ${name}`)(Number(rows));
console.log(peakKiB());
