/** The report on an adopted workbook as lines of text. */
import { LANGUAGES } from '../../core/messages/languages.ts';
import { oneLine, shorten } from '../../core/text/width.ts';
import { countryNamed } from '../../sheet-templates/countries.ts';
import { type Column, type Locale, type TabKey, tabOf } from '../../sheet-templates/index.ts';
import { asTyped } from '../base/as-typed.ts';
import { countryWords } from '../reading/holidays.ts';
import { AHEAD } from './ahead.ts';
import { indented } from './lines.ts';
import { matrixLines } from './matrix.ts';
import type { AdoptedSheet, AdoptReport, RowsReport } from './report.ts';

/** What a tab's sheet is called in the workbook, be it theirs or added. */
const titleOf = (tab: TabKey, { sheets, added, kept }: AdoptReport, locale: Locale): string =>
  sheets.find(({ mapped }) => mapped.some((column) => column.tab === tab))?.title ??
  [...added, ...kept].find((sheet) => sheet.tab === tab)?.title ??
  tabOf(tab).title[locale];

/** Two columns of a line; the first is padded to those beside it. */
type Pair = readonly [string, string];

/** The report as lines for people. `path` is the file as it can be typed; `widthOf` counts a text's columns. */
export const adoptLines = (
  report: AdoptReport,
  path: string,
  locale: Locale,
  widthOf: (text: string) => number,
): string[] => {
  const { sheets, added } = report;
  const begin = BEGIN[report.outcome](report, path, locale);
  const additions = added.length > 0 ? [addedLine(report, locale)] : [];
  // Before all else: what is to be done before the next sweep.
  const warning = report.recordLost ? [LANGUAGES[locale].adopt.recordLost({ path: asTyped(path) }), ''] : [];
  if (report.outcome === 'nothing-to-do') return [begin];
  if (report.outcome === 'copy') return [...warning, begin, ...additions, '', ...next(report, path, locale)];

  const blocks = [
    [begin, ...additions, ...(report.outcome === 'changed' ? [] : [calendarLine(report, locale)])],
    ...sheets.filter(({ mapped }) => mapped.length > 0).map((sheet) => sheetLines(sheet, locale, widthOf)),
    ...(report.matrix ? [matrixLines(report.matrix, locale)] : []),
    otherSheets(
      sheets.filter(({ title }) => title !== report.matrix?.title),
      report.matrix !== null,
      locale,
    ),
    ...(report.rows ? [rowLines(report.rows, report, locale)] : []),
    missingLines(report, locale),
    forecastLines(report, locale),
    next(report, path, locale),
  ].filter((lines) => lines.length > 0);
  return [...warning, ...blocks.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]))];
};

const BEGIN: Readonly<Record<AdoptReport['outcome'], (report: AdoptReport, path: string, locale: Locale) => string>> = {
  'nothing-to-do': ({ workbook }, _, locale) => LANGUAGES[locale].adopt.nothingToDo(workbook),
  copy: ({ workbook }, _, locale) => LANGUAGES[locale].adopt.copy(workbook),
  adopted: (_, path, locale) => LANGUAGES[locale].adopt.adopted({ path }),
  changed: (_, path, locale) => LANGUAGES[locale].adopt.changed({ path }),
};

const addedLine = ({ added, ids, overview }: AdoptReport, locale: Locale): string => {
  const tabs = added.filter(({ tab }) => !tabOf(tab).machine).map(({ title }) => title);
  const hidden = added.length - tabs.length;
  const shown = overview === undefined ? tabs : [overview, ...tabs];
  return LANGUAGES[locale].adopt.added({ ids: ids?.added ? ids : null, shown, hidden });
};

const calendarLine = (report: AdoptReport, locale: Locale): string => {
  const { zone, country } = report;
  const known = countryNamed(country ?? '');
  const say = LANGUAGES[locale].adopt;
  const holidays = known && countryWords(known)[locale];
  return say.calendar({
    spoken: say.spoken[report.locale],
    zone,
    holidays,
    settings: titleOf('settings', report, locale),
  });
};

const sheetLines = (sheet: AdoptedSheet, locale: Locale, widthOf: (text: string) => number): string[] => {
  const say = LANGUAGES[locale].adopt.sheet;
  const tabs = [...new Set(sheet.mapped.map(({ tab }) => tab))];
  const pairs = sheet.mapped.map(
    ({ tab, column, header, cell }): Pair => [
      columnName(tab, column, locale),
      `${header || LANGUAGES[locale].review.noHeader}  (${cell})`,
    ],
  );
  const width = Math.max(...pairs.map(([name]) => widthOf(name)));
  const nameOf = (column: string) => columnName(tabs[0]!, column, locale, 'tracker');
  const row = sheet.headerRow ?? 0;
  const calledHere = (tab: TabKey) => (tab === 'raci' || tab === 'tracker' ? say.tasks : tabOf(tab).title[locale]);
  return indented(say.readAs({ title: sheet.title, tabs: [...new Set(tabs.map(calledHere))], row }), [
    ...pairs.map(([name, header]) => `${name}${' '.repeat(width - widthOf(name))}  ←  ${header}`),
    ...sheet.ambiguous.map(({ column, headers, setting, flag }) =>
      say.unsure({ headers, name: nameOf(column), setting, flag }),
    ),
    ...sheet.contradicted.map(({ column, header, examples }) =>
      say.notDates({ header, name: nameOf(column), examples }),
    ),
    sheet.other.length > 0 && say.others({ headers: sheet.other }),
    ...sheet.furtherTables.map((at) => say.furtherTable({ row: at })),
  ]);
};

/** A column's name for people; `also` is looked in where the first tab has no such column. */
const columnName = (tab: TabKey, column: string, locale: Locale, also: TabKey = tab): string => {
  const columns = { ...tabOf(also).columns, ...tabOf(tab).columns } as Record<string, Column>;
  return columns[column]?.header[locale] ?? column;
};

const otherSheets = (sheets: readonly AdoptedSheet[], ofMatrix: boolean, locale: Locale): string[] => {
  const say = LANGUAGES[locale].adopt.alone;
  const OF_KIND: Partial<Record<AdoptedSheet['kind'], (sheet: { readonly title: string }) => string>> = {
    'second-tasks': say.secondTasks,
    together: say.together,
    matrix: ofMatrix ? say.secondMatrix : say.matrix,
    colours: say.colours,
  };
  const unread = sheets.filter(({ mapped }) => mapped.length === 0);
  // Of some workbooks these are dozens, most of them hidden.
  const others = unread.filter(({ kind }) => !OF_KIND[kind]).map(({ title }) => title);
  return [
    ...unread.flatMap(({ title, kind }) => OF_KIND[kind]?.({ title }) ?? []),
    ...(others.length > 0 ? [say.others({ titles: others })] : []),
  ];
};

const rowLines = (rows: RowsReport, { ids }: AdoptReport, locale: Locale): string[] => {
  const say = LANGUAGES[locale].adopt.rows;
  const { tasks, headings, withoutOwner, severalOwners, collective, statuses, dates } = rows;
  const lines = [
    ids !== null && !ids.added && say.theirIds(ids),
    headings.count > 0 && say.headings(headings),
    withoutOwner.count > 0 && say.withoutOwner(withoutOwner),
    severalOwners.count > 0 && say.severalOwners(shown(severalOwners)),
    collective.count > 0 && say.collective(shown(collective)),
    statuses.read + statuses.unread.length + statuses.left.length > 0 && say.statuses(wordsShown(statuses)),
    dates.read + dates.unread.count > 0 && say.dates({ ...dates, unread: shown(dates.unread) }),
    dates.ordered !== null && say.ordered({ ...dates.ordered, text: shortText(dates.ordered.text) }),
  ].filter((line) => line !== false);
  return indented(say.tasks({ tasks, more: lines.length > 0 }), lines);
};

/** What stands in a cell may be as long as a page. */
const LONGEST = 40;
const shortText = (text: string) => shorten(oneLine(text), LONGEST);
const shown = ({ count, examples }: RowsReport['collective']) => ({ count, examples: examples.map(shortText) });

/** The call is shown with a word that can be typed: the shortest. */
const wordsShown = ({ read, unread, left }: RowsReport['statuses']) => ({
  read,
  unread: unread.map(({ word, count }) => ({ word: shortText(word), count })),
  left: left.map(({ word, count }) => ({ word: shortText(word), count })),
  such: unread.map(({ word }) => word).reduce((a, b) => (b.length < a.length ? b : a), unread[0]?.word ?? ''),
});

const MOST_NAMES = 5;

const missingLines = (report: AdoptReport, locale: Locale): string[] => {
  const say = LANGUAGES[locale].adopt.missing;
  const { columns, addresses } = report.missing;
  const tracker = report.added.find(({ tab }) => tab === 'tracker')?.title;
  const lines: readonly (string | false)[] = [
    addresses.without > 0 && say.addresses({ ...addresses, names: addresses.names.slice(0, MOST_NAMES) }),
    // Where no column says whose a task is, that is said below.
    addresses.people === 0 && !columns.includes('responsible') && say.people,
    ...(['responsible', 'due'] as const).map((column) => columns.includes(column) && say.without[column]),
    tracker !== undefined && report.matrix === null && say.status({ tracker }),
    rolesLine(report, locale) ?? false,
  ];
  return lines.every((line) => line === false) ? [] : indented(say.title, lines);
};

/** Who is not named yet that a sweep turns to; null where all are. */
export const rolesLine = (report: AdoptReport, locale: Locale): string | null => {
  const say = LANGUAGES[locale].adopt.missing;
  const roles = report.missing.roles.map((role) => say.role[role]);
  return roles.length === 0 ? null : say.roles({ settings: titleOf('settings', report, locale), roles });
};

/** How much mail will come of it, or what would bring some. */
const forecastLines = ({ forecast, missing }: AdoptReport, locale: Locale): string[] => {
  if (!forecast) return [];
  const say = LANGUAGES[locale].adopt.ahead;
  const { mails20: mails, people, none, days, tasks } = forecast;
  return [
    none === null ? say.mails({ mails, people, days, without: missing.addresses.without }) : say.none[none](days),
    ...(days < AHEAD ? [say.shortened({ days, of: AHEAD, tasks })] : []),
  ];
};

const next = (report: AdoptReport, path: string, locale: Locale): string[] => {
  const directory = report.missing.addresses.without > 0 ? titleOf('directory', report, locale) : null;
  const { next: say, aList } = LANGUAGES[locale].adopt;
  return indented(say({ directory, list: `npm run -s baton -- people ${asTyped(path)} ${aList}` }), [
    `npm run -s baton -- check ${asTyped(path)}`,
    `npm run -s baton -- sweep ${asTyped(path)} --dry-run`,
  ]);
};
