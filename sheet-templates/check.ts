/** The check column, and which tabs have it in templates. */
import { type Column, w } from './types.ts';

/**
 * The column in which Baton's check of a row says what it found. It is no column of a tab: no row is read by it, and it is
 * found in every sheet that has it, adopted ones among them, by a header that nobody else would choose.
 */
export const CHECK = {
  header: w('接力检查', 'Baton check'),
  aliases: [],
  type: 'long-text',
  help: w(
    '由接力填写：这一行要改什么、怎么写。改好之后会清空。',
    'Filled in by Baton: what to mend in this row and how. It empties once the row is right.',
  ),
  width: 26,
} as const satisfies Column;

/** Its name in writes. */
export const CHECK_KEY = 'check';

/** Tabs that have it in templates, where most is typed from day to day. */
export const CHECKED: readonly string[] = [
  'requests',
  'confirmations',
  'raci',
  'tracker',
  'meetings',
  'actions',
  'escalations',
];
