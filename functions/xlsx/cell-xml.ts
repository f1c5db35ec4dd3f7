/** Writes a cell's XML: its value, type and formula. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import type { CellValue } from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { cellAddress } from './cells.ts';
import { escapeCellText, escapeXml, withAttribute } from './xml.ts';

/** Excel's limit for the text of one cell. */
const LONGEST_TEXT = 32_767;

/** A <c> element from its start tag, with or without `>`, and its type and content. */
export const element = (tag: string, prefix: string, content: { type: string; xml: string }): string => {
  const open = content.type ? withAttribute(tag, 't', content.type) : tag;
  return content.xml ? `${open}>${content.xml}</${prefix}c>` : `${open}/>`;
};

/** An <f> element. */
export const formulaXml = (prefix: string, formula: string): string => `<${prefix}f>${escapeXml(formula)}</${prefix}f>`;

/**
 * A cell's `t` and content. Text stands in the cell (inlineStr), not among the shared strings: those may be as large as
 * the sheet and would have to be read and written again for one word; Excel moves it there when it next saves.
 */
export const cellContent = (
  value: CellValue,
  row: number,
  column: number,
  prefix: string,
  formula: string,
): { type: string; xml: string } => {
  const cached = (text: string) => `${formula}<${prefix}v>${text}</${prefix}v>`;
  if (value === null || (value === '' && !formula)) return { type: '', xml: formula };
  if (typeof value === 'boolean') return { type: 'b', xml: cached(value ? '1' : '0') };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${cellAddress(row, column)}: ${value} is no number for a cell`);
    return { type: '', xml: cached(String(value)) };
  }
  if (value.length > LONGEST_TEXT) throw textTooLong(cellAddress(row, column));
  if (formula) return { type: 'str', xml: cached(escapeCellText(value)) };
  if (isPlain(value)) return { type: 'inlineStr', xml: `<${prefix}is><${prefix}t>${value}</${prefix}t></${prefix}is>` };
  const space = /^\s|\s$|[\n\t]/.test(value) ? ' xml:space="preserve"' : '';
  return {
    type: 'inlineStr',
    xml: `<${prefix}is><${prefix}t${space}>${escapeCellText(value)}</${prefix}t></${prefix}is>`,
  };
};

/** A text in which nothing is to be escaped and no blank to be kept, as most are: told in one look, and by more only where that is unsure. */
const isPlain = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Blanks within a text are kept as they are; _ & < > and control characters are escaped.
    if (code < 0x7f ? !PLAIN_ASCII[code] : !isIdeograph(code)) return false;
  }
  return text.charCodeAt(0) !== BLANK && text.charCodeAt(text.length - 1) !== BLANK;
};
const BLANK = 32;
const PLAIN_ASCII = Array.from(
  { length: 0x7f },
  (_, code) => code >= BLANK && !'&<>_'.includes(String.fromCharCode(code)),
);
const isIdeograph = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xff00 && code <= 0xffef);

const textTooLong = (cell: string) => new BatonError('data', 'text-too-long', say.textTooLong({ cell }));
