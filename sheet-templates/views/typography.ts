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
  /** How those say the weekday, where that differs from program to program, and the days from Sunday on as people write them. */
  readonly weekday: string;
  readonly weekdays: readonly string[];
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
 * 3月6日 周五 / Fri 6 Mar. The language stands in the format, so that it reads alike on every machine. The short Chinese
 * weekday does not: `aaa` is 五 in LibreOffice and in older Excels, and may be 周五 in newer ones. There a condition puts the word into the
 * format; LibreOffice takes the first condition that holds, which may be a colour, and shows what the format itself says.
 */
export const TYPOGRAPHY: Readonly<Record<Locale, Typography>> = {
  'zh-CN': {
    font: { name: 'Microsoft YaHei', size: 10 },
    date: '[$-804]m"月"d"日" "周"aaa;@',
    dateWithYear: '[$-804]yyyy/m/d "周"aaa;@',
    week: '[$-804]m"月"d"日"',
    weekday: '"周"aaa',
    weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
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
    weekday: 'ddd',
    weekdays: [],
    spread: 1.05,
    overviewHeader: 42,
    formHeader: 22,
    turnsNames: true,
    issue: 58,
    aside: (words) => `(${words.join(', ')})`,
  },
};
