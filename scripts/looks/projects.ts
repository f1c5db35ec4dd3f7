/** The demo's tasks under other names, as those of other projects of the same people. */
import type { Notice } from '../../core/plan.ts';
import type { RawCell, RawWorkbook } from '../../core/workbook.ts';
import { DEMO_WORDS } from '../../functions/demo/book.ts';
import { type Locale, STARTER, tabOf } from '../../sheet-templates/index.ts';
import { tabIn } from '../tab-in.ts';

/** Some of the demo's tasks under other names, as those of another project of the same people. */
interface OtherProject {
  readonly name: string;
  /** By the demo's id. */
  readonly tasks: Readonly<Record<string, string>>;
}

export const OTHER_PROJECTS: Readonly<Record<Locale, readonly OtherProject[]>> = {
  'zh-CN': [
    {
      name: '办公室搬迁',
      tasks: {
        'T-0009': '老办公室退租',
        'T-0016': '新楼层签租约',
        'T-0017': '画出平面图',
        'T-0021': '通知供应商新地址',
        'T-0024': '会议室家具验收',
        'T-0025': '门禁名单',
        'T-0028': '排好座位',
      },
    },
    {
      name: '渠道大会',
      tasks: {
        'T-0013': '展台搭建方案',
        'T-0014': '展台预算复核',
        'T-0018': '订好酒店房间',
        'T-0021': '邀请函定稿',
        'T-0023': '展架设计',
        'T-0033': '邀请 60 家经销商',
      },
    },
  ],
  en: [
    {
      name: 'Office move',
      tasks: {
        'T-0009': 'Give notice for the old office',
        'T-0016': 'Sign the lease for the new floor',
        'T-0017': 'Draw the floor plan',
        'T-0021': 'Tell suppliers the new address',
        'T-0024': 'Take over the meeting rooms’ furniture',
        'T-0025': 'List who gets a key card',
        'T-0028': 'Agree who sits where',
      },
    },
    {
      name: 'Dealers’ fair',
      tasks: {
        'T-0013': 'Agree how the stand is built',
        'T-0014': 'Check the stand’s budget',
        'T-0018': 'Book the hotel rooms',
        'T-0021': 'Finish the invitation',
        'T-0023': 'Design the display walls',
        'T-0033': 'Invite 60 dealers',
      },
    },
  ],
};

const ID = /^T-\d{4}$/;
const isId = (cell: RawCell | undefined): cell is string => typeof cell === 'string' && ID.test(cell);

/** The demo's workbook with the tasks of another project only, and without what else there is about the demo's. */
export const asProject = (demo: RawWorkbook, { name, tasks }: OtherProject, locale: Locale): RawWorkbook => {
  const titles: readonly string[] = STARTER.map((tab) => tabOf(tab).title[locale]);
  const { sheet: plan, column } = tabIn(demo, 'raci');
  const first = Object.keys(tasks)[0] ?? '';
  const told = new Map<RawCell, RawCell>([[DEMO_WORDS[locale].project, name]]);
  for (const { cells } of plan.rows) {
    const at = cells.findIndex(isId);
    const renamed = tasks[String(cells[at])];
    if (!renamed) continue;
    told.set(cells[at + 1] ?? null, renamed);
    told.set(cells[column('doneWhen') - 1] ?? null, null);
  }
  return {
    ...demo,
    name: `${name}.xlsx`,
    sheets: demo.sheets
      .filter((sheet) => titles.includes(sheet.title))
      .map((sheet) => ({
        ...sheet,
        rows: sheet.rows
          .filter(({ cells }) => (cells.find(isId) ?? first) in tasks)
          .map((row) => ({ ...row, cells: row.cells.map((cell) => told.get(cell) ?? (told.has(cell) ? null : cell)) })),
      })),
  };
};

/** Another name is no change that anybody is told of. */
export const bringsNews = ({ rule, facts }: Notice): boolean =>
  rule !== 'task.changed' || !facts.changes.some((change) => change.startsWith('scope'));
