/** Files as they would be if nobody knew the words of their headers: each is another word, which is in no list. */
import type { RawRow, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { columnNumber } from '../../functions/xlsx/cells.ts';
import { accepted, LABELLED_ROLES, type LabelledRole, type LabelledSheet, type StrangersFile } from './labels.ts';

export const BLIND = ['all', ...LABELLED_ROLES] as const;
/** Whose headers are other words: all that stand in the header's row, or those of one role. */
export type Blind = (typeof BLIND)[number];

export const blinded = (raw: RawWorkbook, { sheets }: StrangersFile, which: Blind): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((sheet) => {
    const label = sheets.find((one) => one.sheet === sheet.title || one.sheet === '*');
    return label ? withoutWords(sheet, label, which) : sheet;
  }),
});

const withoutWords = (sheet: RawSheet, label: LabelledSheet, which: Blind): RawSheet => {
  const lines = headerRows(sheet, label);
  const columns = which === 'all' ? null : columnsOf(label, which);
  const isMeant = (index: number) => columns === null || columns.has(index + 1);
  const changed = (row: RawRow): RawRow => ({
    ...row,
    cells: row.cells.map((cell, index) =>
      typeof cell === 'string' && cell.trim() !== '' && isMeant(index) ? instead(cell, index) : cell,
    ),
  });
  return { ...sheet, rows: sheet.rows.map((row) => (lines.has(row.at) ? changed(row) : row)) };
};

/** The header's rows, with those above that are merged over its columns. */
export const headerRows = ({ merges }: RawSheet, { header }: Pick<LabelledSheet, 'header'>): ReadonlySet<number> => {
  const rows = header.split('/').map(Number);
  const last = Math.max(...rows);
  const above = merges.filter(
    ({ top, bottom, left, right }) =>
      (top < last && bottom >= last) || (top === last - 1 && bottom === last - 1 && left < right),
  );
  return new Set([...rows, ...above.map(({ top }) => top)]);
};

const columnsOf = (label: LabelledSheet, role: LabelledRole): ReadonlySet<number> =>
  new Set(accepted(label[role]).flatMap((letters) => (letters === null ? [] : [columnNumber(letters)])));

export const HAN = '琛珩璟翊昱晗甯湛濯筠芃栩渌攸岑皎簌翎澹曦';
export const LATIN = 'brivo talm quens zorv melk drast plovi garn tusk wendo firl nabsk corv yald hesp'.split(' ');

/** As long, in the same script, the same each time and another one in each column. */
const instead = (header: string, index: number): string => {
  if (/\p{Script=Han}/u.test(header)) {
    const length = Math.max(2, Math.min(6, [...header.replace(/\s/g, '')].length));
    return Array.from({ length }, (_, i) => HAN.charAt((7 * index + 3 * i + i * i) % HAN.length)).join('');
  }
  const words = Math.max(1, Math.min(3, header.trim().split(/\s+/).length));
  const word = (i: number) => `${LATIN[(index + i) % LATIN.length]}${LATIN[(5 * index + 4 * i + 3) % LATIN.length]}`;
  const text = Array.from({ length: words }, (_, i) => word(i)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};
