/** Where shared rows come from, and the column that says so. */
import { type Column, w } from './types.ts';

/** Where a row of people, departments or days comes from: this workbook's own, or what several teams share. */
export const OURS = {
  key: 'ours',
  label: w('自定', 'Ours'),
  aliases: ['公司', '本公司', '自己', 'Own', 'Company'],
} as const;
export const SHARED = { key: 'shared', label: w('共享', 'Shared'), aliases: ['共用', '共享通讯录'] } as const;

/** The column that says so, of people and of departments; the calendar's has a third source, the official days. */
export const ROW_SOURCE = {
  header: w('来源', 'Source'),
  aliases: ['行的来源', 'Row source'],
  type: 'option',
  options: [SHARED, OURS],
  help: w(
    '空着就是“自定”，接力不会改动这一行。“共享”的行由团队共用的通讯录更新。',
    'Empty means ours: Baton never touches the row. A shared row is kept up to date from the address book of all teams.',
  ),
  width: 10,
  since: 6,
} as const satisfies Column;
