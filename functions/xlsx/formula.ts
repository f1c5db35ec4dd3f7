/** Reads a cell's formula, and moves the addresses in it to another cell. */
import type { Rect } from '../../core/workbook.ts';
import { columnName, columnNumber, LAST_COLUMN, LAST_ROW, rectOf } from './cells.ts';
import type { SheetCursor } from './sheet-cursor.ts';
import { attribute, findTag, unescapeXml } from './xml.ts';

/** What a cell's <f> element says. */
export interface Formula {
  readonly text: string;
  readonly kind: 'normal' | 'shared' | 'array' | 'dataTable';
  /** The group of a shared formula. */
  readonly group: string | null;
  /** The cells it stands for: on the master of a shared formula and on array formulas. */
  readonly ref: Rect | null;
}

/** The present cell's formula, or null. */
export const formulaOf = (cursor: SheetCursor): Formula | null => {
  if (cursor.formulaStart < 0) return null;
  const xml = cursor.bytes.toString('utf8', cursor.formulaStart, cursor.formulaEnd);
  const tag = findTag(xml, 'f')!;
  const close = xml.lastIndexOf('</');
  return {
    text: tag.kind === 'empty' ? '' : unescapeXml(xml.slice(tag.end, close)),
    kind: (attribute(tag, 't') ?? 'normal') as Formula['kind'],
    group: attribute(tag, 'si') ?? null,
    ref: rectOf(attribute(tag, 'ref') ?? ''),
  };
};

/**
 * One token after another of a formula: text, quoted sheet names and bracketed names (which hold no addresses to
 * move), names, functions and sheet names that only look like an address, then addresses, columns and rows.
 */
const TOKEN =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:[^[\]]|\[[^\]]*\])*\]|(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\p{L}\p{N}_.(!])|(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\p{L}\p{N}_.(!])|(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\p{L}\p{N}_.(!])|[\p{L}_\\][\p{L}\p{N}_.\\?]*|[\d.]+(?:[Ee][+-]?\d+)?|[\s\S]/gu;

const REF_ERROR = '#REF!';

/** The formula as it reads `rows` further down and `columns` further right: what is not absolute moves along. */
export const shiftFormula = (formula: string, rows: number, columns: number): string => {
  const column = (fixed: string, name: string): string | null => {
    if (fixed) return `$${name}`;
    const n = columnNumber(name) + columns;
    return n >= 1 && n <= LAST_COLUMN ? columnName(n) : null;
  };
  const row = (fixed: string, digits: string): string | null => {
    if (fixed) return `$${digits}`;
    const n = Number(digits) + rows;
    return n >= 1 && n <= LAST_ROW ? String(n) : null;
  };
  const join = (a: string | null, between: string, b: string | null) =>
    a === null || b === null ? REF_ERROR : a + between + b;

  return formula.replace(TOKEN, (...m: (string | undefined)[]) => {
    if (m[2] && columnNumber(m[2]) <= LAST_COLUMN) return join(column(m[1]!, m[2]), '', row(m[3]!, m[4]!));
    if (m[6]) return join(column(m[5]!, m[6]), ':', column(m[7]!, m[8]!));
    if (m[10]) return join(row(m[9]!, m[10]), ':', row(m[11]!, m[12]!));
    return m[0]!;
  });
};
