/** A short fingerprint of a text, and of the progress columns of a tracker row, to notice a change. */
import { columnsOf } from '../../sheet-templates/index.ts';
import type { RecordOf } from '../snapshot.ts';

const isBlank = (c: number) => c <= 0x20 || c === 0xa0 || c === 0x3000 || c === 0xfeff;

/**
 * A short fingerprint of a text, blanks apart: two 32-bit multiplicative hashes, 53 bits in decimal. It tells
 * "changed" from "the same" in somebody's own sheet; it protects nothing (the ledger has SHA-256 for that).
 */
export const fingerprintOf = (text: string): string => {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isBlank(c)) continue;
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x5bd1e995);
    b ^= b >>> 13;
  }
  // 53 bits as one integer: the cheapest text there is for a number. The letter keeps it text in a cell.
  return `f${(a >>> 0) * 0x200000 + (b >>> 11)}`;
};

const PROGRESS = columnsOf('tracker')
  .filter(([, column]) => column.progress)
  .map(([key]) => key as keyof RecordOf<'tracker'>);

/** Keeps the end of one value apart from the start of the next: no cell can hold it. */
const END = '\uffff';

/** What a meaningful change would change: the columns declared `progress`, typed values compared without blanks. */
export const progressFingerprint = (values: RecordOf<'tracker'> | undefined): string => {
  let text = '';
  // One text grown in a loop, for there is one for each task at each sweep.
  for (const key of PROGRESS) {
    const value = values?.[key] ?? null;
    if (key !== PROGRESS[0]) text += END;
    if (value !== null) text += String(value);
    else if (key === 'status') text += 'not-started';
  }
  return fingerprintOf(text);
};
