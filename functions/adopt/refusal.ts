/** Why a file cannot be adopted, and what it would take. */
import type { Recognised } from '../../core/adopt/index.ts';
import { columnAt, type Kind, type SheetReading } from '../../core/adopt/recognise.ts';
import { oneLine } from '../../core/text/width.ts';
import { columnLetters, type Locale, type Words, w } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { type SheetReport, sheetReport } from './report.ts';

/** No sheet of the workbook holds tasks that can be followed: what was found instead, and what it would take. */
export class NothingToAdopt extends BatonError {
  readonly sheets: readonly SheetReport[];
  constructor({ raw, sheets }: Recognised) {
    const found = (locale: Locale) => foundIn(sheets, locale);
    super(
      'data',
      'nothing-to-adopt',
      w(
        `${raw.name} 里没有可以跟踪的任务表，文件没有改动。${found('zh-CN')}接力需要一张表：一列任务，再加负责人、截止日期、状态中的至少一列，每列都有表头。`,
        `${raw.name} holds no table of tasks that can be followed, and was not changed. ${found('en')}Baton needs one sheet with a column of tasks and at least one of owner, due date and status, each under a header.`,
      ),
    );
    this.sheets = sheets.map((reading) => sheetReport(reading, false));
  }
}

/** A table as text is no workbook: it has one sheet and no room for more. */
export const textTable = (path: string): BatonError => {
  const name = path.replace(/^.*[\\/]/, '');
  return new BatonError(
    'data',
    'text-table',
    w(
      `${name} 是文本表格，不是工作簿，放不下接力需要的工作表。请用 Excel 或 WPS 打开它，另存为 .xlsx，再接管那个文件。`,
      `${name} is a table as text, not a workbook, and has no room for the sheets Baton needs. Open it in Excel, save it as .xlsx, and adopt that file.`,
    ),
  );
};

/** Sheets that are nearly something are worth a word; of the others nothing can be said. */
const MOST_SHEETS = 3;

const foundIn = (sheets: readonly SheetReading[], locale: Locale): string =>
  sheets
    .flatMap((reading) => {
      const words = NEARLY[reading.kind]?.(reading);
      return words ? [words[locale]] : [];
    })
    .slice(0, MOST_SHEETS)
    .map((sentence) => (locale === 'en' ? `${sentence} ` : sentence))
    .join('');

const NEARLY: Partial<Record<Kind, (reading: SheetReading) => Words | null>> = {
  colours: ({ sheet: { title } }) =>
    w(
      `“${title}”是按日期铺开的进度图，状态只在格子的颜色里，颜色读不出来。`,
      `“${title}” is a schedule with days across, whose status is only a cell’s colour; colours cannot be read.`,
    ),
  unnamed: ({ sheet: { title }, unnamed }) =>
    w(
      `“${title}”的 ${columnLetters(unnamed!.at)} 列像是任务（${unnamed!.examples.join('、')}），但没有表头，不能确定。`,
      `Column ${columnLetters(unnamed!.at)} of “${title}” may hold tasks (${unnamed!.examples.join(', ')}), but has no header to say so.`,
    ),
  other: ({ sheet: { title }, mapping, line }) => {
    const task = columnAt(mapping, 'raci', 'name');
    const header = task === undefined ? '' : oneLine(line!.cells[task - 1]!);
    return header === '' || header.toLowerCase() === 'name'
      ? null
      : w(
          `“${title}”有“${header}”列，但没有认出负责人、截止日期或状态。`,
          `“${title}” has a column “${header}”, but no owner, due date or status was recognised.`,
        );
  },
  directory: ({ sheet: { title } }) => w(`“${title}”是通讯录。`, `“${title}” is a directory of people.`),
  departments: ({ sheet: { title } }) => w(`“${title}”是部门清单。`, `“${title}” is a list of departments.`),
};
