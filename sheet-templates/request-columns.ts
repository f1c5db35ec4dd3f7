/** Columns that several tabs of a request have alike. */
import { type Column, w } from './types.ts';

/** Whose row it is. */
export const OF_REQUEST = {
  header: w('所属需求', 'Request'),
  aliases: ['需求编号', 'Request ID'],
  type: 'text',
  names: ['requests'],
  required: true,
  help: w('需求名称或编号，例如 Q-0001。', 'The request’s name or its ID, such as Q-0001.'),
  width: 11,
} as const satisfies Column;

export const ROW_NOTE = {
  header: w('备注', 'Note'),
  aliases: ['说明', 'Notes', 'Remarks'],
  type: 'long-text',
  help: w('其他想说的；不影响任何时限。', 'Anything else; it moves no clock.'),
  width: 24,
} as const satisfies Column;
