/** Values that pass from a script to a page, and outlive the script's world. */
import { classOf } from './strict.ts';

export const tag = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

/** Numbers, texts, booleans, null, and lists and objects of them. */
export const isPlain = (value: unknown): boolean => {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return ['string', 'number', 'boolean'].includes(typeof value);
  if (Array.isArray(value)) return value.every(isPlain);
  return tag(value) === 'Object' && classOf(value) === undefined && Object.values(value).every(isPlain);
};

/** The same value, and nothing of the world it was made in. */
export const copied = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (JSON.parse(JSON.stringify(value)) as unknown) : value;
