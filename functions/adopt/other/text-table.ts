/** A table that is text: how its characters are encoded, and its cells. */
import { detectDelimiter, parseCsv } from 'hucre/csv';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** The text and how it was encoded; null for bytes that are no text. */
export const decodedText = (bytes: Buffer): { readonly text: string; readonly encoding: Encoding } | null => {
  const encoding = encodingOf(bytes);
  return encoding && { text: new TextDecoder(encoding).decode(bytes), encoding };
};

/**
 * Programs say it by a mark at the beginning or not at all. Bytes that are UTF-8 are; else Chinese ones stand in pairs, each
 * of which is a character people write, and what is left is western.
 */
const encodingOf = (bytes: Buffer): Encoding | null => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return null;
  // A piece of a longer text may end within a character.
  if (isUtf8(bytes)) return 'utf-8';
  return isChinese(bytes) ? 'gb18030' : 'windows-1252';
};

const isUtf8 = (bytes: Buffer): boolean => {
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      // one byte less
    }
  }
  return false;
};

/** GB 2312's characters are two bytes from A1 on: in western text two such bytes seldom stand together. */
const isChinese = (bytes: Buffer): boolean => {
  let [pairs, alone] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    if ((bytes[i] ?? 0) >= 0xa1 && (bytes[i + 1] ?? 0) >= 0xa1) {
      pairs++;
      i++;
    } else alone++;
  }
  return pairs > alone;
};

/** Its rows of cells, all of them text. */
export const tableCells = (text: string): readonly (readonly string[])[] =>
  parseCsv(text, { delimiter: delimiterOf(text) }).map((row) => row.map((cell) => String(cell ?? '').trim()));

/** Tabs are no accident; the other marks are counted. */
const delimiterOf = (text: string): string => {
  const top = text.slice(0, 64 * 1024);
  const lines = top.split(/\r?\n/).filter((line) => line !== '');
  return lines.filter((line) => line.includes('\t')).length * 2 > lines.length ? '\t' : detectDelimiter(top);
};
