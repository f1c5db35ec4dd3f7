/** A package's documents as .xlsx files. */
import type { Pack, PackDocument } from '../../core/pack/index.ts';
import type { PackCell, PackTable } from '../../core/pack/table.ts';
import { serialOf } from '../../core/time/day.ts';
import type { NewSheet } from '../../core/workbook.ts';
import { newWorkbook } from '../xlsx/new-workbook.ts';
import { headingOf } from './text.ts';

const MINUTES_A_DAY = 24 * 60;

/** Title, a line that says what it belongs to, then the header. */
const HEADER_ROW = 3;

/** A document as a workbook, a sheet for each of its tables. */
export const documentXlsx = (pack: Pack, { tables }: PackDocument): Buffer =>
  newWorkbook(tables.map((table) => sheetOf(pack, table)));

const sheetOf = (pack: Pack, table: PackTable): NewSheet => {
  const { columns, rows, widths } = table.layout === 'form' ? standing(table) : lying(table);
  return {
    title: table.title,
    hidden: false,
    protect: false,
    wrap: true,
    widths,
    headerRow: HEADER_ROW,
    rows: [[{ value: table.title }], [{ value: headingOf(pack) }], columns.map((value) => ({ value })), ...rows],
  };
};

type Rows = NewSheet['rows'];

const lying = ({ columns, rows }: PackTable) => ({
  columns: columns.map(({ header }) => header),
  widths: columns.map(({ width }) => width),
  rows: rows.map((cells) => cells.map(cellOf)) as Rows,
});

/** A form's lines: what is asked, and what was answered; the first line is the header. */
const standing = ({ columns, rows }: PackTable) => {
  const [first, ...lines] = columns.flatMap(({ header }, i) =>
    rows.flatMap((row) => row.slice(i, i + 1).map((cell) => [{ value: header }, cellOf(cell)] as const)),
  );
  return { columns: (first ?? []).map(({ value }) => value), widths: [24, 90], rows: lines as Rows };
};

const cellOf = ({ value, format }: PackCell) =>
  typeof value !== 'number' || format === 'number' || format === 'percent'
    ? { value, format }
    : { value: format === 'date' ? serialOf(value, 1900) : value / MINUTES_A_DAY, format };
