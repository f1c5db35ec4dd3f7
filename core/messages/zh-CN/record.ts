/** In Chinese: what rollover, backup and restore print. */
import type { Language } from '../language.ts';

const rowsSaid = ({ ledger, runs }: { readonly ledger: number; readonly runs: number }) =>
  `寄信记录 ${ledger} 条、检查记录 ${runs} 条`;
const stays = (kept: number) => `_ledger 里留下 ${kept} 条：之后各年的，以及未完成事项的全部记录。`;

export const record: Language['cli']['record'] = {
  rollover: {
    moved: (rows, sheets, kept) => `${rowsSaid(rows)}，已转入 ${sheets.join('、')}。${stays(kept)}`,
    would: (rows, kept) => `${rowsSaid(rows)}，将转入归档。${stays(kept)}这是试运行，什么都没有改。`,
    nothing: (year) => `没有 ${year} 年及以前的记录要转入归档。`,
  },
  backup: {
    made: (path, items, entries, sweeps) => `已备份 ${items} 个事项、${entries} 条寄信记录、${sweeps} 次检查：${path}`,
    same: (path) => `${path} 已经是最新的。`,
    broken: (row) =>
      `寄信记录从第 ${row} 条起对不上，restore 不会采用这份备份。请看：npm run -s baton -- verify 工作簿`,
  },
  restore: {
    nothing: '什么都没有丢：备份里有的，工作簿里都有。',
    brought: '已从备份补回：',
    would: '备份可以补回以下内容。这是试运行，什么都没有改。',
    of: { _state: '事项的时钟', _ledger: '寄信记录', _runs: '检查' },
    added: (rows) => `补上 ${rows} 条`,
    changed: (rows) => `更新 ${rows} 条`,
    adopted: (id) => `这本工作簿从此就是 ${id}；原来那本请不要再检查。`,
    wouldAdopt: (id) => `这本工作簿从此将是 ${id}。`,
  },
};
