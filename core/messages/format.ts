/** Dates, clock times, lists of names and counts, as each language writes them. */
import type { Locale } from '../../sheet-templates/index.ts';
import { type Day, dayFromIso } from '../time/day.ts';
import { format as en } from './en/format.ts';
import type { Format } from './format-words.ts';
import { format as zh } from './zh-CN/format.ts';

/** By itself, so that a page that only writes dates carries no sentences. */
export const FORMAT: Readonly<Record<Locale, Format>> = { 'zh-CN': zh, en };

/** `3月6日 周五` / `Fri 6 Mar`; with its year when that is not today's: `2027年1月4日 周一` / `Mon 4 Jan 2027`. */
export const formatDay = (day: Day, locale: Locale, today: Day): string => FORMAT[locale].day(day, today);

/** The same for an ISO date (`2026-03-06`) as facts carry it; text that is no date is shown as it stands. */
export const formatIso = (iso: string, locale: Locale, today: Day): string => {
  const day = dayFromIso(iso);
  return day === null ? iso : formatDay(day, locale, today);
};

/** Minutes after midnight as `09:00`. */
export const formatClock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Names as a cell holds them: `李明、王丽` / `Li Ming, Wang Li`. */
export const joined = (names: readonly string[], locale: Locale): string => names.join(FORMAT[locale].comma);

/** `李明、王丽、赵一` / `Li Ming, Wang Li and Zhao Yi`. */
export const listOf = (names: readonly string[], locale: Locale): string => FORMAT[locale].list(names);

/** A count of things in words up to ten (`两` as in 两件), in digits beyond. */
export const countWord = (n: number, locale: Locale): string => FORMAT[locale].count(n);
