/** What a language needs in a sheet besides its words: its font, how its dates are written, and room. */
import type { Locale } from '../index.ts';
import type { Font } from './grid.ts';

export interface Typography {
  /** One that every desktop of the language has; others fall back to their own sans. */
  readonly font: Font & { readonly size: number };
  /** A date; a day that is not in this year; a day on which a week begins or ends. */
  readonly date: string;
  readonly dateWithYear: string;
  readonly week: string;
  /** By how much its lines are wider than their characters tell. */
  readonly spread: number;
  /** Heights of the overview's header and of a form's, in points. */
  readonly overviewHeader: number;
  readonly formHeader: number;
  /** People's names above the matrix are turned, where they are too long to stand upright. */
  readonly turnsNames: boolean;
  /** Characters of an issue that fit before its date, from the full width of its letters. */
  readonly issue: number;
  /** Words in brackets. */
  aside(words: readonly string[]): string;
}

/**
 * 3月6日 星期五 / Fri 6 Mar. The language stands in the format, so that it reads alike on every machine. The short
 * Chinese weekday does not: `ddd` is 周五 in newer Excels, 五 in older ones and in LibreOffice.
 */
export const TYPOGRAPHY: Readonly<Record<Locale, Typography>> = {
  'zh-CN': {
    font: { name: 'Microsoft YaHei', size: 10 },
    date: '[$-804]m"月"d"日" dddd;@',
    dateWithYear: '[$-804]yyyy/m/d dddd;@',
    week: '[$-804]m"月"d"日"',
    spread: 1.1,
    overviewHeader: 25,
    formHeader: 20,
    turnsNames: false,
    issue: 30,
    aside: (words) => `（${words.join('、')}）`,
  },
  en: {
    font: { name: 'Calibri', size: 11 },
    date: '[$-409]ddd d mmm;@',
    dateWithYear: '[$-409]ddd d mmm yyyy;@',
    week: '[$-409]d mmm',
    spread: 1.05,
    overviewHeader: 42,
    formHeader: 22,
    turnsNames: true,
    issue: 58,
    aside: (words) => `(${words.join(', ')})`,
  },
};
