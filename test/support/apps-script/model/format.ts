import { wallDate } from './dates.ts';
import type { Scalar } from './input.ts';
import type { SheetLocale } from './locale.ts';

const unquoted = (pattern: string): string => pattern.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');

/** A pattern that makes a date or a time of a number (developers.google.com/sheets/api/guides/formats). */
export const isDateFormat = (pattern: string): boolean =>
  pattern !== '@' && /[ydhs]|m/i.test(unquoted(pattern).replace(/am\/pm|general|e\+/gi, ''));

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const showDate = (serial: number, pattern: string): string => {
  const date = wallDate(serial);
  const half = /am\/pm/i.test(pattern);
  const tokens = pattern.match(/"[^"]*"|\\.|am\/pm|y+|m+|d+|h+|s+|./gi) ?? [];
  let afterHour = false;
  return tokens
    .map((token, i) => {
      const key = token[0]!.toLowerCase();
      const width = token.length;
      if (token.startsWith('"')) return token.slice(1, -1);
      if (token.startsWith('\\')) return token.slice(1);
      if (/^am\/pm$/i.test(token)) return date.getUTCHours() < 12 ? 'AM' : 'PM';
      if (key === 'y') return width > 2 ? pad(date.getUTCFullYear(), 4) : pad(date.getUTCFullYear() % 100, 2);
      if (key === 'd') return pad(date.getUTCDate(), width > 1 ? 2 : 1);
      if (key === 'h') {
        afterHour = true;
        return pad(half ? date.getUTCHours() % 12 || 12 : date.getUTCHours(), width);
      }
      if (key === 's') return pad(date.getUTCSeconds(), width);
      if (key === 'm') {
        const minutes = afterHour || /^[^ymd]*s/i.test(tokens.slice(i + 1).join(''));
        if (minutes) return pad(date.getUTCMinutes(), width);
        const name = MONTHS[date.getUTCMonth()]!;
        return width > 3 ? name : width === 3 ? name.slice(0, 3) : pad(date.getUTCMonth() + 1, width);
      }
      return token;
    })
    .join('');
};

const showNumber = (value: number, pattern: string, { decimal, group }: SheetLocale): string => {
  const plain = unquoted(pattern);
  if (!/[0#]/.test(plain) || pattern === '') return String(Number(value.toPrecision(15))).replace('.', decimal);
  const percent = plain.includes('%');
  const places = /\.(0+)/.exec(plain)?.[1]?.length ?? 0;
  const [whole, fraction] = (percent ? value * 100 : value).toFixed(places).split('.');
  const grouped = plain.includes(',') ? whole!.replace(/\B(?=(\d{3})+$)/g, group) : whole!;
  const prefix = /^[$€£¥]/.exec(plain)?.[0] ?? '';
  return `${prefix}${grouped}${fraction ? decimal + fraction : ''}${percent ? '%' : ''}`;
};

/** The text a cell shows. Covers the formats that typing brings and plain patterns of 0, #, comma, percent; not fractions, colours, conditions. */
export const display = (value: Scalar, pattern: string, locale: SheetLocale): string => {
  if (typeof value === 'boolean') return value ? locale.yes : locale.no;
  if (typeof value === 'string') return value;
  return isDateFormat(pattern) ? showDate(value, pattern) : showNumber(value, pattern, locale);
};
