import { columnLetters } from '../../../../sheet-templates/index.ts';

/** A rectangle, 0-based, ends exclusive; absent ends run to the edge of the grid (GridRange). */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const quote = (title: string): string =>
  /^[A-Za-z_\p{L}][\p{L}\p{N}_]*$/u.test(title) && !/^[A-Za-z]{1,3}\d+$/.test(title)
    ? title
    : `'${title.replaceAll("'", "''")}'`;

/** 0-based row and column to `B7`. */
export const cellName = (row: number, column: number): string => `${columnLetters(column + 1)}${row + 1}`;

/** `Sheet1!B2:C9`, as the API names ranges in its answers. */
export const boxName = (title: string, { top, left, bottom, right }: Box): string => {
  const first = cellName(top, left);
  const last = cellName(bottom - 1, right - 1);
  return `${quote(title)}!${first === last ? first : `${first}:${last}`}`;
};

export const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

export interface A1 {
  /** Absent: the first visible sheet. */
  readonly title?: string;
  /** Absent ends: the whole row, column or sheet. */
  readonly top?: number;
  readonly left?: number;
  readonly bottom?: number;
  readonly right?: number;
}

/** Splits `'A sheet'!B2:C` or `B:B` or `A sheet`; null where it is no reference of cells. */
const CELLS = /^(?:([A-Za-z]{1,3})?(\d+)?)(?::(?:([A-Za-z]{1,3})?(\d+)?))?$/;

const cells = (text: string): A1 | null => {
  const found = CELLS.exec(text);
  if (!text || !found) return null;
  const [, c1, r1, c2, r2] = found;
  const single = !text.includes(':');
  if (single && !(c1 && r1)) return null;
  if (!single && !((c1 || r1) && (c2 || r2))) return null;
  const columns = [c1, single ? c1 : c2].filter((c) => c !== undefined).map(columnOf);
  const rows = [r1, single ? r1 : r2].filter((r) => r !== undefined).map((r) => Number(r) - 1);
  if (rows.some((row) => row < 0)) return null;
  return {
    ...(c1 && { left: c2 ? Math.min(...columns) : columns[0]! }),
    ...((c2 || (single && c1)) && { right: Math.max(...columns) + 1 }),
    ...(r1 && { top: r2 ? Math.min(...rows) : rows[0]! }),
    ...((r2 || (single && r1)) && { bottom: Math.max(...rows) + 1 }),
  };
};

/**
 * Reads A1 notation; https://developers.google.com/workspace/sheets/api/guides/concepts#cell. `isTitle` settles what
 * `Sheet1` alone means: a sheet's name comes first. Null: `Unable to parse range`.
 */
export const parseA1 = (text: string, isTitle: (title: string) => boolean): A1 | null => {
  const unquote = (title: string) => (/^'.*'$/s.test(title) ? title.slice(1, -1).replaceAll("''", "'") : title);
  if (isTitle(unquote(text))) return { title: unquote(text) };
  const bang = text.startsWith("'") ? text.search(/'!/) + 1 : text.indexOf('!');
  if (bang <= 0) return cells(text);
  const title = unquote(text.slice(0, bang));
  const range = cells(text.slice(bang + 1));
  return range && isTitle(title) ? { title, ...range } : null;
};
