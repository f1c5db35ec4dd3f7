/** The report on a RACI matrix whose tasks were taken over. */
import type { MatrixAdoption } from '../../core/adopt/from-matrix.ts';
import type { AdoptChoices, Recognised } from '../../core/adopt/index.ts';
import type { MatrixReading } from '../../core/adopt/take-over.ts';
import { plural } from '../../core/messages/en/format.ts';
import { listOf } from '../../core/messages/format.ts';
import { textOf } from '../../core/read/locate.ts';
import { oneLine } from '../../core/text/width.ts';
import { columnLetters, type Locale, tabOf } from '../../sheet-templates/index.ts';
import { type AdoptReport, type MatrixReport, rowsOf, sheetReport } from './report.ts';

type Found = Pick<Recognised, 'raw' | 'sheets' | 'directory' | 'departments'> & { readonly matrix: MatrixReading };

export const matrixAdoptedReport = (
  { raw, sheets, directory, departments, matrix }: Found,
  adoption: MatrixAdoption,
  { locale, zone, country, workbookId }: AdoptChoices,
): AdoptReport => {
  const { added, people, withoutAddress } = adoption;
  return {
    outcome: 'adopted',
    workbook: { id: workbookId, name: raw.name },
    locale,
    zone,
    country,
    sheets: sheets.map((reading) => sheetReport(reading, reading === directory || reading === departments)),
    added,
    kept: [],
    recordLost: false,
    ids: null,
    rows: null,
    matrix: matrixReport(matrix, adoption),
    missing: {
      columns: [],
      addresses: { people: people.length, without: withoutAddress.length, names: withoutAddress.slice(0, 50) },
      roles: ['keeper', 'projectLead', 'executive'],
    },
  };
};

const matrixReport = (
  { sheet, line, mapping, matrix }: MatrixReading,
  { edits, added, taken, people, departments, withoutHead }: MatrixAdoption,
): MatrixReport => {
  const rows = new Map(sheet.rows.map((row) => [row.at, row]));
  const nameAt = mapping.mapped.find(({ tab, column }) => tab === 'raci' && column === 'name')!.at;
  const headerOf = new Map(matrix.across.map(({ at, names }) => [at, oneLine(names[0] ?? '')]));
  const along = mapping.mapped
    .filter(({ tab, column }) => !(tab === 'raci' && LETTERED.has(column)))
    .sort((a, b) => a.at - b.at);
  const nobody = taken.actors.filter(({ kind }) => kind === 'placeholder');
  return {
    title: sheet.title,
    headerRow: line!.at,
    into: added.find(({ tab }) => tab === 'raci')!.title,
    columns: along.map(({ tab, column, header, at }) => ({
      tab,
      column,
      header: oneLine(header),
      cell: `${columnLetters(at)}${line!.at}`,
    })),
    other: line!.cells.filter((text, index) => text !== '' && !along.some(({ at }) => at === index + 1)).map(oneLine),
    tasks: taken.tasks.length,
    people,
    departments,
    nobody: {
      columns: nobody.map(({ at, name }) => `${columnLetters(at)}${line!.at} ${name}`.trim()),
      letters: taken.underNobody,
    },
    headings: rowsOf(taken.headings),
    nameless: rowsOf(taken.nameless),
    withoutLead: rowsOf(taken.withoutLead),
    severalLeads: rowsOf(taken.severalLeads),
    unread: taken.unread.map(({ row, column, text }) => {
      const task = oneLine(textOf(rows.get(row)?.cells[nameAt - 1]));
      return `${columnLetters(column)}${row} “${oneLine(text)}” (${task} / ${headerOf.get(column)})`;
    }),
    asSupport: Object.entries(taken.asSupport).map(([letter, count]) => ({ letter, count })),
    withoutHead: { departments: withoutHead, letters: taken.toNobody },
    listed: [...Map.groupBy(edits, (edit) => edit.sheet)].map(([title, own]) => ({
      title,
      names: own.map(({ value }) => String(value)),
    })),
  };
};

/** What the letters say, and no column beside them. */
const LETTERED: ReadonlySet<string> = new Set(['responsible', 'accountable', 'supporting', 'consulted', 'informed']);

/** Cells that could not be read are shown up to this many; `--json` has them all. */
const MOST_UNREAD = 10;
const MOST_ACROSS = 12;

/** What was taken over from a matrix, as lines for people. */
export const matrixLines = (report: MatrixReport, locale: Locale): string[] => {
  const zh = locale === 'zh-CN';
  const { title, into, tasks, people, departments, nobody, headings, nameless, withoutLead, severalLeads } = report;
  const { unread, asSupport, withoutHead, listed, other } = report;
  const across = (list: readonly string[]) =>
    list.slice(0, MOST_ACROSS).join(zh ? '、' : ', ') + (list.length > MOST_ACROSS ? ' …' : '');
  const numbers = ({ count, rows }: MatrixReport['headings']) =>
    rows.join(zh ? '、' : ', ') + (rows.length < count ? ' …' : '');
  const columns = report.columns
    .filter(({ column }) => column !== 'name')
    .map(({ tab, column, header }) => {
      const name = tabOf(tab).columns[column]!.header[locale];
      return name === header ? name : `${name} ← ${header}`;
    });
  const hasDue = report.columns.some(({ column }) => column === 'due');
  const lines: (string | false)[] = [
    zh
      ? `“${title}”是 RACI 矩阵（表头在第 ${report.headerRow} 行），没有动它。${tasks} 个任务抄进了“${into}”，以后以“${into}”为准：`
      : `“${title}” is a RACI matrix (its header is row ${report.headerRow}) and was left as it is. Its ${tasks} ${plural(tasks, 'task')} now ${plural(tasks, 'stands', 'stand')} in “${into}”, which counts from here on:`,
    people.length > 0 &&
      (zh
        ? `  上方有 ${people.length} 个人：${across(people)}`
        : `  ${people.length} ${plural(people.length, 'person', 'people')} across: ${across(people)}`),
    departments.length > 0 &&
      (zh
        ? `  上方有 ${departments.length} 个部门或角色：${across(departments)}`
        : `  ${departments.length} ${plural(departments.length, 'department or role', 'departments or roles')} across: ${across(departments)}`),
    columns.length > 0 &&
      (zh ? `  一起抄来的列：${columns.join('、')}` : `  Columns taken along: ${columns.join(', ')}`),
    other.length > 0 &&
      (zh ? `  只留在矩阵里的列：${other.join('、')}` : `  Columns that stay in the matrix alone: ${other.join(', ')}`),
    nobody.columns.length > 0 &&
      (zh
        ? `  没有写明是谁的列，${nobody.letters} 个字母没有用：${nobody.columns.join('、')}`
        : `  Columns that name nobody, whose ${nobody.letters} ${plural(nobody.letters, 'letter was', 'letters were')} not used: ${nobody.columns.join(', ')}`),
    headings.count > 0 &&
      (zh
        ? `  ${headings.count} 行没有字母，当作标题，没有抄（矩阵第 ${numbers(headings)} 行）。`
        : `  ${headings.count} ${plural(headings.count, 'row holds', 'rows hold')} no letter and ${plural(headings.count, 'was', 'were')} left out as ${plural(headings.count, 'a heading', 'headings')} (matrix row ${numbers(headings)}).`),
    nameless.count > 0 &&
      (zh
        ? `  ${nameless.count} 行有字母，没有任务名称，没有抄（矩阵第 ${numbers(nameless)} 行）。`
        : `  ${nameless.count} ${plural(nameless.count, 'row holds', 'rows hold')} letters and no task, and ${plural(nameless.count, 'was', 'were')} left out (matrix row ${numbers(nameless)}).`),
    withoutLead.count > 0 &&
      (zh
        ? `  ${withoutLead.count} 个任务没有 R（矩阵第 ${numbers(withoutLead)} 行）。`
        : `  ${withoutLead.count} ${plural(withoutLead.count, 'task has', 'tasks have')} no R (matrix row ${numbers(withoutLead)}).`),
    severalLeads.count > 0 &&
      (zh
        ? `  ${severalLeads.count} 个任务有几个 R，都写进了负责人一格，请只留一位（矩阵第 ${numbers(severalLeads)} 行）。`
        : `  ${severalLeads.count} ${plural(severalLeads.count, 'task has', 'tasks have')} several R; all stand in one cell, leave one (matrix row ${numbers(severalLeads)}).`),
    asSupport.length > 0 &&
      (zh
        ? `  ${listOf(
            asSupport.map(({ letter, count }) => `${letter}（${count} 格）`),
            locale,
          )}当作 S（支持）。`
        : `  Read as S, supporting: ${listOf(
            asSupport.map(({ letter, count }) => `${letter} (${count} ${plural(count, 'cell')})`),
            locale,
          )}.`),
    unread.length > 0 &&
      (zh
        ? `  ${unread.length} 格读不懂，没有用：${unread.slice(0, MOST_UNREAD).join('；')}${unread.length > MOST_UNREAD ? ' …' : ''}`
        : `  ${unread.length} ${plural(unread.length, 'cell')} could not be read: ${unread.slice(0, MOST_UNREAD).join('; ')}${unread.length > MOST_UNREAD ? ' …' : ''}`),
    withoutHead.departments.length > 0 &&
      (zh
        ? `  部门或角色不是一个人，也没有写明负责人的有：${across(withoutHead.departments)}。它们的 R 写进了“责任部门”，负责人空着${withoutHead.letters > 0 ? `，${withoutHead.letters} 个 C、I 没有抄` : ''}。请在“${into}”里写上人。`
        : `  No one person, and no sheet names their head: ${across(withoutHead.departments)}. Their R stands in the column Department, and Responsible is empty${withoutHead.letters > 0 ? `; ${withoutHead.letters} of their C and I ${plural(withoutHead.letters, 'was', 'were')} left out` : ''}. Name people in “${into}”.`),
    ...listed.map(({ title: own, names }) =>
      zh ? `  补进“${own}”：${across(names)}` : `  Added to “${own}”: ${across(names)}`,
    ),
    !hasDue &&
      (zh ? `  矩阵里没有截止日期，请填在“${into}”里。` : `  The matrix has no due dates; fill them in in “${into}”.`),
  ];
  return lines.filter((line) => line !== false);
};
