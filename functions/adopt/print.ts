/** The report on an adopted workbook as lines of text. */
import { plural } from '../../core/messages/en/format.ts';
import { listOf } from '../../core/messages/format.ts';
import { type Column, type Locale, type TabKey, tabOf, type Words, w } from '../../sheet-templates/index.ts';
import { COUNTRIES } from '../reading/holidays.ts';
import { matrixLines } from './matrix.ts';
import type { AdoptReport, RowsReport, SheetReport } from './report.ts';

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
  const say = (words: Words) => words[locale];
  const { sheets, added } = report;
  if (report.outcome === 'nothing-to-do') return [say(NOTHING_TO_DO(report.workbook.name))];
  const begin = report.outcome === 'copy' ? COPY(report.workbook.name) : ADOPTED(path);
  const additions = added.length > 0 ? [ADDED(report, locale)] : [];
  // Before all else: what is to be done before the next sweep.
  const warning = report.recordLost ? [say(LOST(path)), ''] : [];
  if (report.outcome === 'copy')
    return [...warning, ...[begin, ...additions].map(say), '', ...next(report, path, locale)];

  const blocks = [
    [begin, ...additions, CALENDAR(report, locale)].map(say),
    ...sheets.filter(({ mapped }) => mapped.length > 0).map((sheet) => sheetLines(sheet, locale, widthOf)),
    ...(report.matrix ? [matrixLines(report.matrix, locale)] : []),
    otherSheets(
      sheets.filter(({ title }) => title !== report.matrix?.title),
      report.matrix !== null,
      locale,
    ),
    ...(report.rows ? [rowLines(report.rows, report, locale)] : []),
    missingLines(report, locale),
    next(report, path, locale),
  ].filter((lines) => lines.length > 0);
  return [...warning, ...blocks.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]))];
};

const NOTHING_TO_DO = (name: string) =>
  w(`${name} 已经是接力的工作簿，没有要做的。`, `${name} is a Baton workbook already; there is nothing to do.`);

const COPY = (name: string) =>
  w(
    `${name} 是一本接力工作簿的复制件，现在有了自己的编号，从此单独寄信。原来的寄信记录留着：已经说过的不会再说一遍。`,
    `${name} is a copy of a Baton workbook. It now has an id of its own and mails on its own. Its record of mails stays, so that nothing is told twice.`,
  );

const ADOPTED = (path: string) =>
  w(`已接管 ${path}，原有的内容都保持原样。`, `Adopted ${path}; all that was in it stays as it was.`);

const LOST = (path: string) =>
  w(
    `寄信记录（_ledger）不在了，从空的开始：以前说过的可能再说一遍。有备份的话，请在下一次检查之前运行 ${BATON} restore ${quoted(path)} 备份`,
    `The record of mails (_ledger) was gone and starts empty: what was told before may be told again. With a backup run, before the next sweep: ${BATON} restore ${quoted(path)} BACKUP`,
  );

const NUMBERS = [w('零', 'no'), w('一', 'one'), w('两', 'two'), w('三', 'three')];
const HIDDEN = (n: number) =>
  w(`${NUMBERS[n]!['zh-CN']}张隐藏的记录表`, `${NUMBERS[n]!.en} hidden ${plural(n, 'sheet')} for Baton’s notes`);

const ADDED = ({ added, ids }: AdoptReport, locale: Locale) => {
  const shown = added
    .filter(({ tab }) => !tabOf(tab).machine)
    .map(({ title }) => (locale === 'en' ? title : `“${title}”`));
  const hidden = added.length - shown.length;
  const zhIds = ids?.added ? `“${ids.header}”列（${ids.given} 个编号）和` : '';
  const enIds = ids?.added ? `the column ${ids.header} (${ids.given} ${plural(ids.given, 'ID')}) and ` : '';
  return w(
    `添加了${zhIds}${[
      shown.length > 0 ? `工作表${listOf(shown, 'zh-CN')}` : '',
      hidden > 0 ? HIDDEN(hidden)['zh-CN'] : '',
    ]
      .filter(Boolean)
      .join('，以及')}。`,
    `Added: ${enIds}${shown.length > 0 ? 'the sheets ' : ''}${listOf([...shown, ...(hidden > 0 ? [HIDDEN(hidden).en] : [])], 'en')}.`,
  );
};

const CALENDAR = (report: AdoptReport, locale: Locale) => {
  const { zone, country, locale: language } = report;
  const settings = titleOf('settings', report, locale);
  const known = Object.entries(COUNTRIES).find(([code]) => code === country)?.[1].words[locale];
  const spoken = LANGUAGES[language][locale];
  return w(
    `工作簿语言：${spoken}；时区：${zone}；假期：${known ?? '只按周一到周五'}。不对的话，请在“${settings}”里改。`,
    `Language: ${spoken}; time zone: ${zone}; holidays: ${known ?? 'Monday to Friday only'}. Change them in ${settings} if they are wrong.`,
  );
};

const LANGUAGES: Readonly<Record<Locale, Words>> = { 'zh-CN': w('中文', 'Chinese'), en: w('英文', 'English') };

const TABS = w('读作', 'read as');

const sheetLines = (sheet: SheetReport, locale: Locale, widthOf: (text: string) => number): string[] => {
  const tabs = [...new Set(sheet.mapped.map(({ tab }) => tab))];
  const names = tabs.map((tab) => tabOf(tab).title[locale]);
  const pairs = sheet.mapped.map(
    ({ tab, column, header, cell }): Pair => [columnName(tab, column, locale), `${header}  (${cell})`],
  );
  const width = Math.max(...pairs.map(([name]) => widthOf(name)));
  const zh = locale === 'zh-CN';
  const row = sheet.headerRow ?? 0;
  return [
    zh
      ? `“${sheet.title}”${TABS[locale]}${listOf(names, locale)}，表头在第 ${row} 行：`
      : `“${sheet.title}” is ${TABS[locale]} ${listOf(names, locale)}; its header is row ${row}:`,
    ...pairs.map(([name, header]) => `  ${name}${' '.repeat(width - widthOf(name))}  ←  ${header}`),
    ...sheet.ambiguous.map(({ column, headers }) => {
      const name = columnName(tabs[0]!, column, locale, 'tracker');
      return zh
        ? `  拿不准：${listOf(headers, locale)} 都可能是“${name}”，都没有用。请只留一个这样的表头。`
        : `  Not sure: ${listOf(headers, locale)} may each be ${name}; none is used. Leave only one such header.`;
    }),
    ...sheet.contradicted.map(({ column, header, examples }) => {
      const name = columnName(tabs[0]!, column, locale, 'tracker');
      return zh
        ? `  没有用：“${header}”像是“${name}”，但里面不是日期（${listOf(examples, locale)}）。`
        : `  Not used: “${header}” looks like ${name}, but holds no dates (${examples.join(', ')}).`;
    }),
    ...(sheet.other.length > 0
      ? [
          zh
            ? `  其余的列保持原样：${sheet.other.join('、')}`
            : `  Other columns, left alone: ${sheet.other.join(', ')}`,
        ]
      : []),
    ...sheet.furtherTables.map((at) =>
      zh
        ? `  第 ${at} 行像是另一张表的表头。请把那张表移到别的工作表，否则它的行会被当成任务。`
        : `  Row ${at} looks like the header of another table. Move that table to a sheet of its own, or its rows are read as tasks.`,
    ),
  ];
};

/** A column's name for people; `also` is looked in where the first tab has no such column. */
const columnName = (tab: TabKey, column: string, locale: Locale, also: TabKey = tab): string => {
  const columns = { ...tabOf(also).columns, ...tabOf(tab).columns } as Record<string, Column>;
  return columns[column]?.header[locale] ?? column;
};

const otherSheets = (sheets: readonly SheetReport[], ofMatrix: boolean, locale: Locale): string[] => {
  const zh = locale === 'zh-CN';
  return sheets
    .filter(({ mapped }) => mapped.length === 0)
    .map(({ title, kind }) => {
      const name = `“${title}”`;
      if (kind === 'second-tasks')
        return zh
          ? `${name}也是任务表，但一本工作簿只读一张，没有动它。要一起跟踪，请把它的行并进来，或另存成一本工作簿再接管。`
          : `${name} holds tasks as well, but one sheet a workbook is read; it was left alone. To follow it too, move its rows over, or save it as a workbook and adopt that.`;
      if (kind === 'matrix' && ofMatrix)
        return zh
          ? `${name}也是 RACI 矩阵，但一本工作簿只抄一张，没有动它。要一起跟踪，请另存成一本工作簿再接管。`
          : `${name} is a RACI matrix as well, but one a workbook is taken over; it was left alone. To follow it too, save it as a workbook and adopt that.`;
      if (kind === 'matrix')
        return zh
          ? `${name}是 RACI 矩阵，但这本工作簿的任务读自别的工作表，没有动它。要从矩阵开始，请把它另存成一本工作簿再接管。`
          : `${name} is a RACI matrix, but this workbook’s tasks are read from another sheet; it was left alone. To begin with the matrix, save it as a workbook and adopt that.`;
      if (kind === 'colours')
        return zh
          ? `${name}的状态只在格子的颜色里，颜色读不出来，没有动它。`
          : `The status in ${name} is only a cell’s colour, and colours cannot be read; it was left alone.`;
      return zh ? `${name}不是任务表，没有动它。` : `${name} holds no tasks and was left alone.`;
    });
};

const rowLines = (rows: RowsReport, { ids }: AdoptReport, locale: Locale): string[] => {
  const zh = locale === 'zh-CN';
  const { tasks, headings, withoutOwner, severalOwners, collective, statuses, dates } = rows;
  const unread = statuses.unread.reduce((sum, { count }) => sum + count, 0);
  const such = (examples: readonly string[], count: number, between = zh ? '；' : '; ') => {
    const shown = examples.join(between);
    return examples.length < count ? `${shown} …` : shown;
  };
  const numbers = (list: { count: number; rows: readonly number[] }) =>
    such(list.rows.map(String), list.count, zh ? '、' : ', ');
  const lines: (string | false)[] = [
    zh ? `读到 ${tasks} 个任务：` : `${tasks} ${plural(tasks, 'task')} read:`,
    ids !== null &&
      !ids.added &&
      (zh
        ? `  编号用“${ids.header}”列原来的值。请不要重新编号：接力靠它认任务。`
        : `  The values in “${ids.header}” are their IDs. Please do not renumber them: Baton knows a task by its ID.`),
    headings.count > 0 &&
      (zh
        ? `  ${headings.count} 行只有名称，当作标题，不跟踪（第 ${numbers(headings)} 行）。写上负责人、日期或状态就是任务。`
        : `  ${headings.count} ${plural(headings.count, 'row has', 'rows have')} only a name and ${plural(headings.count, 'counts as a heading', 'count as headings')} (row ${numbers(headings)}). With an owner, a date or a status it becomes a task.`),
    withoutOwner.count > 0 &&
      (zh
        ? `  ${withoutOwner.count} 个任务没有负责人（第 ${numbers(withoutOwner)} 行）。`
        : `  ${withoutOwner.count} ${plural(withoutOwner.count, 'has', 'have')} no owner (row ${numbers(withoutOwner)}).`),
    severalOwners.count > 0 &&
      (zh
        ? `  ${severalOwners.count} 个任务写了几位负责人，请只留一位：${such(severalOwners.examples, severalOwners.count)}`
        : `  ${severalOwners.count} ${plural(severalOwners.count, 'names', 'name')} several owners; leave one: ${such(severalOwners.examples, severalOwners.count)}`),
    collective.count > 0 &&
      (zh
        ? `  ${collective.count} 个任务的负责人不是具体的人：${such(collective.examples, collective.count)}`
        : `  ${collective.count} ${plural(collective.count, 'is', 'are')} owned by nobody in particular: ${such(collective.examples, collective.count)}`),
    statuses.read + unread > 0 &&
      (zh
        ? `  状态：读懂 ${statuses.read} 个${unread > 0 ? `，读不懂 ${unread} 个（${wordsOf(statuses.unread)}）` : ''}。`
        : `  Status: ${statuses.read} understood${unread > 0 ? `, ${unread} not (${wordsOf(statuses.unread)})` : ''}.`),
    dates.read + dates.unread.count > 0 &&
      (zh
        ? `  日期：读懂 ${dates.read} 个${dates.unread.count > 0 ? `，读不懂 ${dates.unread.count} 个（${such(dates.unread.examples, dates.unread.count)}）` : ''}。`
        : `  Dates: ${dates.read} understood${dates.unread.count > 0 ? `, ${dates.unread.count} not (${such(dates.unread.examples, dates.unread.count)})` : ''}.`),
  ];
  return lines.filter((line) => line !== false);
};

const MOST_WORDS = 5;
const wordsOf = (unread: RowsReport['statuses']['unread']): string =>
  unread
    .slice(0, MOST_WORDS)
    .map(({ word, count }) => (count > 1 ? `${word} × ${count}` : word))
    .join(', ') + (unread.length > MOST_WORDS ? ' …' : '');

const MOST_NAMES = 5;

const missingLines = (report: AdoptReport, locale: Locale): string[] => {
  const { missing, added } = report;
  const zh = locale === 'zh-CN';
  const { columns, addresses, roles } = missing;
  const lost = columns.filter((column) => column !== 'status');
  const names = lost.map((column) => columnName('raci', column, locale));
  const tracker = added.find(({ tab }) => tab === 'tracker')?.title;
  const people =
    addresses.names.slice(0, MOST_NAMES).join(zh ? '、' : ', ') + (addresses.without > MOST_NAMES ? ' …' : '');
  const lines: (string | false)[] = [
    addresses.without > 0 &&
      (zh
        ? `  邮箱：${addresses.people} 人中有 ${addresses.without} 人没有（${people}）。没有邮箱就不寄信。`
        : `  Addresses: ${addresses.without} of ${addresses.people} people have none (${people}). Without one nobody is mailed.`),
    addresses.people === 0 &&
      (zh
        ? '  人：表里没有写任何人，所以还没有人可以通知。'
        : '  People: the sheet names nobody, so there is nobody to tell yet.'),
    lost.length > 0 &&
      (zh
        ? `  列：没有${listOf(
            names.map((name) => `“${name}”`),
            locale,
          )}。加一列这样的表头，下一次检查就会读到。`
        : `  Columns: nothing is headed ${names.join(' or ')}. Add such a column and the next sweep reads it.`),
    tracker !== undefined &&
      report.matrix === null &&
      (zh
        ? `  状态：表里没有状态列，所以添加了“${tracker}”，任务做到哪里写在那里。下一次检查会把任务列进去；不写“已完成”，过期的就会一直提醒。`
        : `  Status: the sheet has no such column, so “${tracker}” was added for it. The next sweep lists the tasks there; what is not marked done counts as open.`),
    roles.length > 0 &&
      (zh
        ? `  ${titleOf('settings', report, locale)}：还没有写${listOf(
            roles.map((role) => ROLES[role][locale]),
            locale,
          )}。`
        : `  ${titleOf('settings', report, locale)}: ${listOf(
            roles.map((role) => ROLES[role][locale]),
            locale,
          )} ${plural(roles.length, 'is', 'are')} not set.`),
  ].filter((line) => line !== false);
  return lines.length === 0 ? [] : [zh ? '还缺：' : 'Still missing:', ...(lines as string[])];
};

const ROLES: Readonly<Record<AdoptReport['missing']['roles'][number], Words>> = {
  keeper: w('专人', 'the keeper'),
  projectLead: w('项目负责人', 'the project lead'),
  executive: w('分管高管', 'the executive'),
};

/** As the command line is called. */
const BATON = 'npm run -s baton --';
const quoted = (path: string) => (/[\s'"()&;]/.test(path) ? `"${path}"` : path);

const next = (report: AdoptReport, path: string, locale: Locale): string[] => {
  const directory = titleOf('directory', report, locale);
  const fill = report.missing.addresses.without > 0;
  return [
    locale === 'zh-CN'
      ? `下一步：${fill ? `在“${directory}”里填上邮箱，然后` : ''}运行`
      : `Next: ${fill ? `fill in the addresses in “${directory}”, then run` : 'run'}`,
    `  ${BATON} check ${quoted(path)}`,
    `  ${BATON} sweep ${quoted(path)} --dry-run`,
  ];
};
