/** Files as they would be if a part of the words in their headers had never been seen: these are other words, which are in no list. */
import { createHash } from 'node:crypto';
import { recogniseWorkbook } from '../../core/adopt/index.ts';
import { textOf } from '../../core/read/headers.ts';
import type { RawCell, RawRow, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { HAN, headerRows, LATIN } from './blind.ts';
import type { LabelledSheet, StrangersFile } from './labels.ts';

/** Of so many parts of all words the one that is forgotten, from 1: `2/4`. */
export interface Forgotten {
  readonly part: number;
  readonly of: number;
}

/** Where a sheet's header is. */
type LabelledHeader = Pick<LabelledSheet, 'sheet' | 'header'>;

/** Null for what is no part of a whole. */
export const forgottenIn = (text: string): Forgotten | null => {
  const [, part = 0, of = 0] = (/^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? []).map(Number);
  return part >= 1 && part <= of ? { part, of } : null;
};

/**
 * A word is forgotten in every header of every file, and none in a sheet that nobody has labelled, unless it has such a header as well. Of a
 * file that is none no sheet is labelled: its headers are what Baton takes for them.
 */
export const forgetful = (raw: RawWorkbook, { sheets }: StrangersFile, forgotten: Forgotten): RawWorkbook => {
  const labelled = sheets.length > 0 ? sheets : headersFound(raw);
  const headers = new Set(
    raw.sheets.flatMap((sheet) => {
      const label = labelled.find((one) => one.sheet === sheet.title || one.sheet === '*');
      if (!label) return [];
      const at = headerRows(sheet, label);
      return sheet.rows.filter((row) => at.has(row.at)).flatMap(({ cells }) => cells.map(textOf).filter(Boolean));
    }),
  );
  const changed = (cell: RawCell): RawCell =>
    typeof cell === 'string' && headers.has(textOf(cell)) ? withoutWords(cell, forgotten) : cell;
  const without = (sheet: RawSheet): RawSheet => ({
    ...sheet,
    rows: sheet.rows.map((row) => (isHeader(row, headers) ? { ...row, cells: row.cells.map(changed) } : row)),
  });
  return { ...raw, sheets: raw.sheets.map(without) };
};

const headersFound = (raw: RawWorkbook): readonly LabelledHeader[] =>
  recogniseWorkbook(raw).sheets.flatMap(({ sheet, line: { top, at } }) =>
    at === 0 ? [] : [{ sheet: sheet.title, header: [top, at].join('/') }],
  );

/** Also one that stands again further down, or over another sheet. */
const isHeader = ({ cells }: RawRow, headers: ReadonlySet<string>): boolean => {
  const texts = cells.map(textOf).filter(Boolean);
  return texts.filter((text) => headers.has(text)).length * 2 > texts.length;
};

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
const withoutWords = (header: string, forgotten: Forgotten): string =>
  [...WORDS.segment(header)]
    .map(({ segment }) => (isForgotten(segment, forgotten) ? unheardOf(segment) : segment))
    .join('');

/** By, of, 的, 人: everybody knows those. */
const A_WORD = /^(?:\p{Script=Han}{2,}|\p{L}{3,})$/u;
const isForgotten = (word: string, { part, of }: Forgotten): boolean =>
  A_WORD.test(word) && numberOf(word) % of === part - 1;

/** The same for a word each time, in its script. */
const unheardOf = (word: string): string => {
  const n = numberOf(`instead of ${word}`);
  if (/\p{Script=Han}/u.test(word)) return Array.from(word, (_, i) => HAN[(n + 5 * i + i * i) % HAN.length]).join('');
  const other = `${LATIN[n % LATIN.length]}${LATIN[(n >>> 8) % LATIN.length]}`;
  return /^\p{Lu}/u.test(word) ? `${other.charAt(0).toUpperCase()}${other.slice(1)}` : other;
};

const numberOf = (word: string): number => createHash('sha256').update(word.toLowerCase()).digest().readUInt32BE(0);
