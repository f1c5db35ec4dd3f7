/** A number of workdays as somebody typed it. */
import { w } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';

/** A count of workdays as it was typed, 1 to `most`. Throws BatonError `not-workdays` (call). */
export const mustBeWorkdays = (text: string, most: number): number => {
  const count = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new BatonError(
    'call',
    'not-workdays',
    w(
      `“${text}”不是工作日数。请写 1 到 ${most} 的整数。`,
      `“${text}” is no count of workdays. Write a number from 1 to ${most}.`,
    ),
  );
};
