/** Values as cells hold them, and in a form in which they can be compared. */
import { type Column, type Locale, NO, type TabKey, tabOf, YES } from '../../sheet-templates/index.ts';
import { formatClock, joined } from '../messages/format.ts';
import type { WriteValue } from '../plan.ts';
import { readerOf } from '../read/cells.ts';
import { parseClock } from '../read/clock.ts';
import { idOf, textOf } from '../read/locate.ts';
import { NOBODY } from '../read/people.ts';
import { splitNames } from '../text/words.ts';
import { dayFromIso, isoOf, MINUTES_A_DAY, serialOf } from '../time/day.ts';
import type { CellFormat, RawCell } from '../workbook.ts';

const isList = ({ type }: Column) => type === 'people' || type === 'departments' || type === 'ids';
const listOf = (text: string) => splitNames(text, () => false);

/** A write's value as it stands in a cell of the workbook. */
export const encode = (
  column: Column,
  value: WriteValue,
  system: 1900 | 1904,
  locale: Locale,
): string | number | boolean | null => {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return column.type === 'flag' ? (value ? YES : NO).label[locale] : value;
  if (typeof value === 'number') return value;
  if (column.type === 'date') {
    const day = dayFromIso(value);
    return day === null ? value : serialOf(day, system);
  }
  if (column.type === 'clock') {
    const clock = parseClock(value);
    return 'minute' in clock ? clock.minute / MINUTES_A_DAY : value;
  }
  if (column.type === 'option') return column.options?.find(({ key }) => key === value)?.label[locale] ?? value;
  if (isList(column)) return joined(listOf(value), locale);
  return value;
};

export const formatOf = ({ type }: Column): CellFormat =>
  type === 'date' || type === 'clock' || type === 'percent' || type === 'number' ? type : 'text';

/** A write's value as text in which equal meaning is equal text; empty is ''. */
export const canonical = (column: Column | undefined, value: WriteValue): string => {
  if (value === null) return '';
  const text = column?.type === 'id' ? idOf(value) : textOf(value);
  return column && isList(column) ? listOf(text).join('\n') : text;
};

/** Columns whose cells mean the same in many spellings: `2026/3/5`, `2pm`, `70%`, `Doing`. */
const READ_BY_MEANING: ReadonlySet<Column['type']> = new Set(['date', 'clock', 'number', 'percent', 'option', 'flag']);

/** A cell in the same form, read as a sweep reads it. What cannot be read stands for its text. */
export const canonicalReader = (tab: TabKey, name: string, column: Column, dateSystem: 1900 | 1904) => {
  const read = READ_BY_MEANING.has(column.type) ? readerOf(name, column, tabOf(tab)) : null;
  const context = { dateSystem, people: NOBODY, departments: new Map<string, string>() };
  return (cell: RawCell): string => {
    if (cell === null || cell === '') return '';
    // As an answer quotes a cell nobody can read (answer/rows.ts): who saw the error may write over it.
    if (typeof cell === 'object') return cell.text;
    const value = read?.(cell, context, () => {}) as WriteValue | undefined;
    if (value === null || value === undefined) return canonical(column, cell);
    if (column.type === 'date') return isoOf(value as number);
    return column.type === 'clock' ? formatClock(value as number) : String(value);
  };
};
