import { serialOf } from './dates.ts';
import type { SheetLocale } from './locale.ts';

/** What a cell holds; '' is an empty cell. A date is a number with a date's format. */
export type Scalar = string | number | boolean;

/** Typed text understood: a value with the format it brings, or a formula. */
type Entry =
  | { readonly value: Scalar; readonly format?: string; readonly formula?: undefined }
  | { readonly formula: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const readNumber = (text: string, { decimal, group }: SheetLocale): Entry | undefined => {
  const digits = `(?:\\d{1,3}(?:${escaped(group)}\\d{3})+|\\d+)`;
  const shape = new RegExp(`^([-+]?)([$€£¥]?)(${digits}?)(?:${escaped(decimal)}(\\d*))?(e[-+]?\\d+)?\\s*(%?)$`, 'i');
  const found = shape.exec(text);
  if (!found) return undefined;
  const [, sign = '', currency, whole = '', fraction, exponent = '', percent] = found;
  if (!whole && !fraction) return undefined;
  const plain = Number(`${sign}${whole.replaceAll(group, '') || '0'}.${fraction || '0'}${exponent}`);
  if (percent) return { value: Number((plain / 100).toPrecision(15)), format: fraction ? '0.00%' : '0%' };
  if (currency) return { value: plain, format: `${currency}#,##0.00` };
  if (exponent) return { value: plain, format: '0.00E+00' };
  return whole.includes(group) ? { value: plain, format: fraction ? '#,##0.00' : '#,##0' } : { value: plain };
};

const readTime = (
  text: string,
  locale: SheetLocale,
): { readonly fraction: number; readonly format: string } | undefined => {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text);
  if (!found) return undefined;
  const [, hour, minute, second = '0', half] = found;
  let h = Number(hour);
  if (half) {
    if (h < 1 || h > 12) return undefined;
    h = (h % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  if (h > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return { fraction: (h * 3600 + Number(minute) * 60 + Number(second)) / 86_400, format: locale.time };
};

const fullYear = (year: string): number =>
  year.length > 2 ? Number(year) : Number(year) + (Number(year) < 30 ? 2000 : 1900);

const readDay = (text: string, locale: SheetLocale, thisYear: number): Entry | undefined => {
  const dated = (year: number, month: number, day: number, format = locale.date): Entry | undefined => {
    const serial = year < 1900 || year > 9999 ? undefined : serialOf(year, month, day);
    return serial === undefined ? undefined : { value: serial, format };
  };
  const iso = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso) return dated(Number(iso[1]), Number(iso[3]), Number(iso[4]), iso[2] === '-' ? 'yyyy-mm-dd' : locale.date);
  const han = locale.han && /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]$/.exec(text);
  if (han)
    return dated(
      han[1] ? Number(han[1]) : thisYear,
      Number(han[2]),
      Number(han[3]),
      han[1] ? 'yyyy"年"m"月"d"日"' : 'm"月"d"日"',
    );
  const named = locale.english && /^(\d{1,2})[-\s]([a-z]{3,9})\.?(?:[-\s,]+(\d{4}|\d{2}))?$/i.exec(text);
  const turned = locale.english && /^([a-z]{3,9})\.?[-\s](\d{1,2})(?:,?\s+(\d{4}))?$/i.exec(text);
  if (named || turned) {
    const [day, name, year] = named
      ? [named[1], named[2], named[3]]
      : [(turned as string[])[2], (turned as string[])[1], (turned as string[])[3]];
    const month = MONTHS.findIndex((start) => name!.toLowerCase().startsWith(start)) + 1;
    return month
      ? dated(year ? fullYear(year) : thisYear, month, Number(day), year ? 'd-mmm-yyyy' : 'd-mmm')
      : undefined;
  }
  const parts = new RegExp(`^(\\d{1,2})([-/${locale.dots ? '.' : ''}])(\\d{1,2})(?:\\2(\\d{4}|\\d{2})?)?$`).exec(text);
  if (!parts) return undefined;
  const [, a, separator, b, year] = parts;
  // "5.3" is a number with a dot in many locales, and a day without its year only where dots part dates.
  if (separator === '.' && !locale.dots) return undefined;
  if (locale.order === 'ymd') return year ? undefined : dated(thisYear, Number(a), Number(b), 'm"月"d"日"');
  const [month, day] = locale.order === 'mdy' ? [a, b] : [b, a];
  return dated(year ? fullYear(year) : thisYear, Number(month), Number(day));
};

/**
 * What Sheets makes of typed text, by the spreadsheet's locale: number, percent, money, date, time, TRUE, formula, or
 * text. A leading apostrophe makes text of anything and is not part of it.
 *
 * `thisYear` completes a date typed without its year.
 */
export const readInput = (typed: string, locale: SheetLocale, thisYear: number): Entry => {
  if (typed.startsWith("'")) return { value: typed.slice(1) };
  const text = typed.trim();
  if (text === '') return { value: typed };
  const number = readNumber(text, locale);
  if (number) return number;
  if (text.startsWith('=') && text.length > 1) return { formula: text };
  if (/^[+-](\$?[A-Z]{1,3}\$?\d|[A-Z]+\()/i.test(text)) return { formula: `=${text}` };
  const upper = text.toUpperCase();
  if (upper === 'TRUE' || upper === locale.yes) return { value: true };
  if (upper === 'FALSE' || upper === locale.no) return { value: false };
  const day = readDay(text, locale, thisYear);
  if (day) return day;
  const time = readTime(text, locale);
  if (time) return { value: time.fraction, format: time.format };
  const both = /^(\S.*?)[\sT]+(\d{1,2}:\d{2}.*)$/.exec(text);
  const date = both && readDay(both[1]!, locale, thisYear);
  const clock = both && readTime(both[2]!, locale);
  if (date && clock && 'value' in date) {
    return { value: Number(date.value) + clock.fraction, format: `${date.format} ${clock.format}` };
  }
  return { value: typed };
};
