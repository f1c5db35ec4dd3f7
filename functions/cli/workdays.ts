/** A number of workdays as somebody typed it. */
import { inAll } from '../../core/messages/in-all.ts';
import { BatonError } from '../errors.ts';

const say = inAll('calls');

/** A count of workdays as it was typed, 1 to `most`. Throws BatonError `not-workdays` (call). */
export const mustBeWorkdays = (text: string, most: number): number => {
  const count = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new BatonError('call', 'not-workdays', say.notWorkdays({ text, most }));
};
