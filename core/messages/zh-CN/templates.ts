/** In Chinese: what the sheets say of a cell that does not fit its column, and around it. */
import type { Language } from '../language.ts';

export const templates: Language['templates'] = {
  required: '必填。',
  footer: '&L&A&R第 &P 页，共 &N 页',
  refusals: {
    date: '请写完整的日期，例如 2026-03-06。',
    clock: '请写几点几分，例如 14:30。',
    percent: '请写 0% 到 100% 之间的数。',
    number: '请写数字。',
    option: '请从下拉列表中选一个。',
    flag: '请选“是”或“否”。',
    email: '请写一个邮箱地址，例如 li@example.com。',
    id: '没有这个名称或编号。确定写对了就保留。',
    person: '通讯录里没有这个名字。确定写对了就保留，并把他加到通讯录。',
    department: '“部门”表里没有这个部门。确定写对了就保留，并把它加到“部门”表。',
  },
  settings: {
    list: '请从下拉列表中选一个。',
    count: '请写 0 或更大的整数。',
    clock: '请写几点几分，例如 18:00。',
  },
};
