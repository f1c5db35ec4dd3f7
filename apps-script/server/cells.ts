/** What Apps Script gives for a cell, as core reads it. */
import type { RawCell, RawRow } from '../../core/workbook.ts';
import { offsetAt } from './zone.ts';

const DAY = 86_400_000;
/** Day 0 of a sheet is 1899-12-30; 1970-01-01 is its day 25,569. */
const EPOCH = 25_569;

/** What getValues gives for a formula that failed. A text of the same letters cannot be told from it. */
const FAILED = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|ERROR!|SPILL!|CALC!)$/;

/**
 * Reads what getValues gives as core's cells. A date comes as an instant; its wall clock in the spreadsheet's zone is
 * what people see, and a time of day is one on 1899-12-30 (developers.google.com/apps-script/reference/spreadsheet/range#getvalues).
 */
export const cellReader = (zone: string): ((value: unknown) => RawCell) => {
  const serials = new Map<number, number>();
  const serialOf = (at: number): number => {
    const known = serials.get(at);
    if (known !== undefined) return known;
    const wall = Math.round((at + offsetAt(at, zone) * 60_000) / 1000) * 1000;
    const serial = wall / DAY + EPOCH;
    serials.set(at, serial);
    return serial;
  };
  return (value) => {
    if (isDate(value)) return serialOf(value.getTime());
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    if (typeof value !== 'string' || value === '') return null;
    if (FAILED.test(value)) return { fault: 'error', text: value };
    return value === 'Loading...' ? { fault: 'no-cached-value', text: value } : value;
  };
};

/** Where a script is used as a library, dates come from another realm, and are no instances of this one's Date. */
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

/** Rows that hold something, from a rectangle that begins in A1. */
export const rawRows = (values: readonly (readonly unknown[])[], read: (value: unknown) => RawCell): RawRow[] => {
  const rows: RawRow[] = [];
  values.forEach((line, index) => {
    let last = line.length;
    while (last > 0 && line[last - 1] === '') last--;
    if (last > 0) rows.push({ at: index + 1, cells: line.slice(0, last).map(read) });
  });
  return rows;
};
