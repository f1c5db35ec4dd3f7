import { w } from './types.ts';

/** Where a row of people, departments or days comes from: this workbook's own, or what several teams share. */
export const OURS = {
  key: 'ours',
  label: w('自定', 'Ours'),
  aliases: ['公司', '本公司', '自己', 'Own', 'Company'],
} as const;
export const SHARED = { key: 'shared', label: w('共享', 'Shared'), aliases: ['共用', '共享通讯录'] } as const;

export const ROW_SOURCES = [SHARED, OURS] as const;
