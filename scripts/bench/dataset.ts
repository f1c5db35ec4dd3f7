/** Workbooks of any number of tasks, as raw cells. */
import { isoOf } from '../../core/time/day.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { columnsOf, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { cycled } from '../lists.ts';

/** The day the benchmark's sweeps happen: a Friday. */
export const BENCH_NOW = '2026-03-06T09:00:00+08:00';
export const TODAY = 20518; // 2026-03-06

export const sheet = (tab: TabKey, rows: readonly Readonly<Record<string, RawCell>>[]): RawSheet => {
  const columns = columnsOf(tab);
  return {
    title: tabOf(tab).title['zh-CN'],
    merges: [],
    rows: [
      { at: 1, cells: columns.map(([, { header }]) => header['zh-CN']) },
      ...rows.map((row, i) => ({ at: i + 2, cells: columns.map(([key]) => row[key] ?? null) })),
    ],
  };
};

const STATUS = ['已完成', '已完成', '已完成', '已完成', '已完成', '进行中', '进行中', '进行中', '未开始', '滞后'];
const VERB = ['完成', '推进', '评审', '梳理', '对接', '上线', '验收', '编制'];
const OBJECT = ['季度经营分析报告', '供应商准入资料', '门店巡检清单', '年度预算初稿', '客户回访记录', '新品包装设计稿'];

const PEOPLE = 200;

/**
 * A workbook of `items` tracked tasks as they are in a running company: half of them done, a tenth late, so many
 * people in ten departments, every tenth task waiting for another. Deterministic.
 */
export const benchWorkbook = (items: number, people = PEOPLE): RawWorkbook => {
  const raci: Record<string, RawCell>[] = [];
  const tracker: Record<string, RawCell>[] = [];
  for (let i = 0; i < items; i++) {
    const id = `T-${String(i + 1).padStart(4, '0')}`;
    const status = cycled(STATUS, i);
    const due = status === '滞后' ? TODAY - 3 - (i % 7) : status === '已完成' ? TODAY - (i % 90) : TODAY + (i % 60);
    raci.push({
      id,
      name: `${VERB[i % VERB.length]}${OBJECT[i % OBJECT.length]}（第${i}批）`,
      department: `部门${i % 10}`,
      responsible: `员工${i % people}`,
      accountable: `员工${(i * 7 + 1) % people}`,
      consulted: `员工${(i + 3) % people}、员工${(i + 11) % people}`,
      informed: `员工${(i + 5) % people}`,
      start: due - 20 + 25569,
      due: due + 25569,
      output: cycled(OBJECT, i + 1),
      predecessors: i % 10 === 9 ? `T-${String(i).padStart(4, '0')}` : null,
    });
    tracker.push({
      id,
      status,
      progress: status === '已完成' ? 1 : (i % 9) / 10,
      output: status === '已完成' ? `V${i % 5}.0` : null,
      reason: status === '滞后' && i % 2 ? '供应商材料晚到' : null,
      updatedOn: isoOf(TODAY - (i % 5)),
    });
  }
  return workbookOf([sheet('raci', raci), sheet('tracker', tracker)], people);
};

/** Sheets of work among so many people in ten departments, swept for the first time. */
export const workbookOf = (work: readonly RawSheet[], people = PEOPLE): RawWorkbook => ({
  name: 'bench',
  location: 'bench',
  movedFrom: () => false,
  foundAt: async () => null,
  dateSystem: 1900,
  sheets: [
    ...work,
    sheet(
      'directory',
      Array.from({ length: people }, (_, i) => ({
        name: `员工${i}`,
        email: `p${i}@example.com`,
        department: `部门${i % 10}`,
      })),
    ),
    sheet(
      'departments',
      Array.from({ length: 10 }, (_, i) => ({ name: `部门${i}`, head: `员工${i}`, divisionLeader: `员工${i + 10}` })),
    ),
    sheet(
      'settings',
      Object.entries({
        workbookId: 'bench',
        workbookHome: 'bench',
        keeper: '员工20',
        projectLead: '员工21',
        executive: '员工22',
      }).map(([key, value]) => ({ key, value })),
    ),
    sheet('_state', []),
    sheet('_ledger', []),
    sheet('_runs', []),
  ],
});
