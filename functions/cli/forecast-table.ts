/** The mails to come as a table for the terminal: a row a person, a column a workday, in each how many things their mail is about. */
import { FORMAT } from '../../core/messages/format.ts';
import type { Mail } from '../../core/plan.ts';
import { ensure } from '../../core/text/maps.ts';
import { shorten, widthOf } from '../../core/text/width.ts';
import { type Day, mondayOf, partsOf } from '../../core/time/day.ts';
import type { ForecastDay } from '../../core/what-if/forecast.ts';
import { onOneLine } from './plain.ts';
import { kindsOf } from './report.ts';
import type { Terminal } from './terminal.ts';

/** Columns of a day, and what stands between two weeks. */
const CELL = 3;
const BETWEEN_WEEKS = ' ';
/** Four working weeks beside one another; a narrow terminal takes fewer. */
const MOST = 20;
const FEWEST = 5;
const LONGEST_NAME = 16;
/** People who are listed, those with most mail; the page and `--json` have all. */
const PEOPLE = 25;

interface Row {
  readonly name: string;
  /** By day: how many things the mail of that day is about. */
  readonly mails: ReadonlyMap<Day, number>;
}

/** What leaves on a day: nothing where there is more than anybody can have meant. */
export const mailsOn = ({ mails, fuse }: ForecastDay): readonly Mail[] => (fuse ? [] : mails);

/** The tables, one below the other where the days do not fit side by side, and how many people are left out. */
export const forecastTable = (
  terminal: Terminal,
  days: readonly ForecastDay[],
): { readonly lines: readonly string[]; readonly more: number } => {
  const all = rowsOf(days);
  const shown = all.slice(0, PEOPLE);
  const { who, mails } = terminal.say.forecast;
  const names = [who, mails, ...shown.map(({ name }) => name)];
  const lead = Math.max(...names.map(widthOf)) + 1;
  const room = Math.floor((terminal.width - lead) / (CELL + 0.25));
  const fit = Math.max(FEWEST, Math.min(MOST, room));
  const blocks = Array.from({ length: Math.ceil(days.length / fit) }, (_, i) => days.slice(i * fit, (i + 1) * fit));
  return {
    lines: blocks.flatMap((block) => ['', ...blockOf(terminal, block, shown, lead)]),
    more: all.length - shown.length,
  };
};

/** Whoever gets most mails comes first. */
const rowsOf = (days: readonly ForecastDay[]): Row[] => {
  const found = new Map<string, { readonly name: string; readonly mails: Map<Day, number> }>();
  for (const each of days)
    for (const mail of mailsOn(each)) {
      const { name, email } = mail.to;
      const row = ensure(found, email ?? name, () => ({
        name: shorten(onOneLine(name), LONGEST_NAME),
        mails: new Map<Day, number>(),
      }));
      row.mails.set(each.date, kindsOf(mail).size);
    }
  return [...found.values()].sort((a, b) => b.mails.size - a.mails.size);
};

const blockOf = (
  { say, locale, paint }: Terminal,
  days: readonly ForecastDay[],
  rows: readonly Row[],
  lead: number,
): string[] => {
  const { month, weekdayShort } = FORMAT[locale];
  const line = (name: string, cell: (date: Day, at: number) => string): string =>
    (
      name +
      ' '.repeat(lead - widthOf(name)) +
      days.map(({ date }, at) => (isNewWeek(days, at) ? BETWEEN_WEEKS : '') + right(cell(date, at))).join('')
    ).trimEnd();
  const monthOf = (date: Day, at: number): string =>
    at > 0 && partsOf(days[at - 1]?.date ?? date).month === partsOf(date).month ? '' : month(date);
  return [
    paint('quiet', line('', monthOf)),
    paint('quiet', line('', weekdayShort)),
    paint(
      'quiet',
      line(say.forecast.who, (date) => String(partsOf(date).date)),
    ),
    ...rows.map(({ name, mails }) => line(name, (date) => String(mails.get(date) ?? '-'))),
    paint(
      'quiet',
      line(say.forecast.mails, (_, at) => String(days.slice(at, at + 1).flatMap(mailsOn).length)),
    ),
  ];
};

const isNewWeek = (days: readonly ForecastDay[], at: number): boolean => {
  const [before, date] = [days[at - 1]?.date, days[at]?.date];
  return before !== undefined && date !== undefined && mondayOf(before) !== mondayOf(date);
};

const right = (text: string): string => ' '.repeat(Math.max(0, CELL - widthOf(text))) + text;
