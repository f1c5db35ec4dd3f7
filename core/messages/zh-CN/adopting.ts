/** In Chinese: what adopting and mending write into a workbook. */
import type { Language } from '../language.ts';

export const adopting: Language['adopting'] = {
  idHeader: '接力编号',
  boundSheet: '这项内容在哪张工作表里。',
  alsoFollowed: '表头一样、一起跟进的工作表：写表名，中间用 / 隔开；* 表示全部。',
  notThisSheet: '标题相同，但不是这项内容。',
  boundColumn: '这一列在那张表里的表头。',
  noSuchColumn: '那张表里没有这一列。',
  ownStates: '本工作簿里也表示这个状态的写法，用分号隔开。',
  noStates: '状态列里不算状态的写法，用分号隔开。',
  ownRows: '只写了名称的行：heading 是小标题，task 是任务。',
  ownMarks: '从矩阵抄任务时，算作这个字母的写法，用分号隔开。',
  ownName: '表里的这个称呼指谁，写通讯录里的姓名。',
};
