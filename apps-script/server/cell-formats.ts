/** How a cell has to be formatted for what is written into it to stay what it is. */
import type { CellEdit } from '../../core/workbook.ts';

/** How a cell shows what it holds, where that is no text. */
const FORMATS = { date: 'yyyy-mm-dd', percent: '0%', number: '0.##', clock: 'hh:mm', text: '@' } as const;
/** What Sheets says of a cell that nobody gave a look: there a date would show as a number. */
const UNFORMATTED: ReadonlySet<string> = new Set(['', 'General', '0.###############', '@']);
/** What Sheets would read as something else than the text it is. */
const IS_NO_PLAIN_TEXT = /^[=+\-@'\d]|^(?:true|false)$|^[a-z]{3,9}[ .-]*\d/i;

type Put = Pick<CellEdit, 'value' | 'formula' | 'format'>;

export const isNoPlainText = ({ value, formula }: Put): boolean =>
  typeof value === 'string' && formula === undefined && IS_NO_PLAIN_TEXT.test(value);

/** The number format it needs, given the one it has; the same where that will do. */
export const formatFor = (put: Put, now: string): string => {
  const { value, formula, format } = put;
  // In a cell of plain text a formula would show itself.
  if (formula !== undefined) return now === FORMATS.text ? 'General' : now;
  if (isNoPlainText(put)) return FORMATS.text;
  return typeof value === 'number' && format !== undefined && UNFORMATTED.has(now) ? FORMATS[format] : now;
};
