/** Yes and no in cells. */
import { w } from './types.ts';

/** Yes and no as cells say them: the word that is written and offered, and others people use. */
export const YES = { label: w('是', 'Yes'), aliases: ['在职', '有效', 'y', 'true', '1', '√', '✓', 'active'] } as const;
export const NO = {
  label: w('否', 'No'),
  aliases: ['离职', '停用', '无效', 'n', 'false', '0', '×', 'x', 'inactive'],
} as const;
