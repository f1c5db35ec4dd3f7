import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { ensure } from '../../../../core/text/maps.ts';
import { asText, CellError, type Value } from './operand.ts';

const DAY = 86_400_000;
/** Day 0 of the serial numbers: https://developers.google.com/workspace/sheets/api/reference/rest/v4/DateTimeRenderOption */
const ZERO = Date.UTC(1899, 11, 30);

export const ERROR_TEXT: Readonly<Record<string, string>> = {
  ERROR: '#ERROR!',
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
};

/** Serial number of a wall clock. */
export const serialOf = (year: number, month: number, day: number, ms = 0): number =>
  (Date.UTC(year, month - 1, day) + ms - ZERO) / DAY;

/** One for each zone: to make it takes as long as a hundred dates. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const clockOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/** Serial number of an instant in a zone. */
export const serialIn = (zone: string, instant: number): number => {
  const parts = ensure(clocks, zone, () => clockOf(zone)).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  return serialOf(of('year'), of('month'), of('day'), ((of('hour') * 60 + of('minute')) * 60 + of('second')) * 1000);
};

const two = (n: number) => String(n).padStart(2, '0');

const asDate = (serial: number, pattern: string): string => {
  const date = new Date(Math.round((ZERO + serial * DAY) / 1000) * 1000);
  let timeSeen = false;
  return pattern.replace(/yyyy|yy|mmmm?|mm?|dd?|hh?|ss?|"[^"]*"/gi, (part) => {
    if (part.startsWith('"')) return part.slice(1, -1);
    const lower = part.toLowerCase();
    const pad = (n: number) => (part.length > 1 ? two(n) : String(n));
    if (lower.startsWith('h')) {
      timeSeen = true;
      return pad(date.getUTCHours());
    }
    if (lower === 'yyyy') return String(date.getUTCFullYear());
    if (lower === 'yy') return two(date.getUTCFullYear() % 100);
    if (lower.startsWith('d')) return pad(date.getUTCDate());
    if (lower.startsWith('s')) return pad(date.getUTCSeconds());
    if (lower.length > 2)
      return date.toLocaleString('en-US', { month: lower.length > 3 ? 'long' : 'short', timeZone: 'UTC' });
    // An m after an hour is a minute.
    return pad(timeSeen ? date.getUTCMinutes() : date.getUTCMonth() + 1);
  });
};

const DEFAULT_PATTERNS: Readonly<Record<string, string>> = {
  DATE: 'M/d/yyyy',
  TIME: 'h:mm:ss',
  DATE_TIME: 'M/d/yyyy h:mm:ss',
  PERCENT: '0.00%',
};

export const isDateFormat = (format: sheets_v4.Schema$CellFormat | undefined): boolean =>
  ['DATE', 'TIME', 'DATE_TIME'].includes(format?.numberFormat?.type ?? '');

/** What the cell shows; the common patterns of https://developers.google.com/workspace/sheets/api/guides/formats only. */
export const formatted = (value: Value, format: sheets_v4.Schema$CellFormat | undefined): string => {
  if (value instanceof CellError) return ERROR_TEXT[value.kind]!;
  if (typeof value !== 'number') return asText(value);
  const { type = '', pattern = '' } = format?.numberFormat ?? {};
  const shape = pattern || DEFAULT_PATTERNS[type ?? ''] || '';
  if (isDateFormat(format)) return asDate(value, shape);
  const digits = /0\.(0+)/.exec(shape)?.[1]?.length ?? 0;
  if (shape.includes('%')) return `${(value * 100).toFixed(digits)}%`;
  if (/^[#,0]+(\.0+)?$/.test(shape))
    return value.toLocaleString('en-US', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: shape.includes(','),
    });
  return String(Number(value.toPrecision(10)));
};

/** What typing a text makes of it: a cell's value, and the format it brings along. For en_US locales. */
export const typed = (
  text: string,
): { value?: sheets_v4.Schema$ExtendedValue; numberFormat?: sheets_v4.Schema$NumberFormat } => {
  if (text === '') return {};
  if (text.startsWith("'")) return { value: { stringValue: text.slice(1) } };
  if (text.startsWith('=') && text.length > 1) return { value: { formulaValue: text } };
  if (/^(true|false)$/i.test(text)) return { value: { boolValue: text.toLowerCase() === 'true' } };
  const number = text.trim().replace(/^([+-]?\d{1,3}(?:,\d{3})+)(?=\.|$)/, (grouped) => grouped.replaceAll(',', ''));
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number)) return { value: { numberValue: Number(number) } };
  if (/^[+-]?\d+(\.\d+)?%$/.test(number))
    return {
      value: { numberValue: Number(number.slice(0, -1)) / 100 },
      numberFormat: { type: 'PERCENT', pattern: '0.00%' },
    };
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(number);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(number);
  const parts = iso ? [iso[1], iso[2], iso[3]] : american ? [american[3], american[1], american[2]] : null;
  if (parts) {
    const [year, month, day] = parts.map(Number) as [number, number, number];
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() === month - 1 && date.getUTCDate() === day)
      return {
        value: { numberValue: serialOf(year, month, day) },
        numberFormat: { type: 'DATE', pattern: iso ? 'yyyy-mm-dd' : 'm/d/yyyy' },
      };
  }
  return { value: { stringValue: text } };
};
