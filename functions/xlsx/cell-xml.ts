/** Writes a cell's XML: its value, type and formula. */
import { ofFiles as say } from '../../core/messages/words-of-files.ts';
import type { CellValue } from '../../core/workbook.ts';
import { BatonError } from '../errors.ts';
import { cellAddress } from './cells.ts';
import { escapeCellText, escapeXml, withAttribute } from './xml.ts';

/** Excel's limit for the text of one cell. */
const LONGEST_TEXT = 32_767;

/** A <c> element from its start tag, with or without `>`, its type and its content. */
export const element = (tag: string, prefix: string, type: string, xml: string): string => {
  const open = type ? withAttribute(tag, 't', type) : tag;
  return xml ? `${open}>${xml}</${prefix}c>` : `${open}/>`;
};

/** An <f> element. */
export const formulaXml = (prefix: string, formula: string): string => `<${prefix}f>${escapeXml(formula)}</${prefix}f>`;

/**
 * A cell's `t`. Text stands in the cell (inlineStr), not among the shared strings: those may be as large as
 * the sheet and would have to be read and written again for one word; Excel moves it there when it next saves.
 */
export const cellType = (value: CellValue, hasFormula: boolean): string => {
  if (typeof value === 'boolean') return 'b';
  if (typeof value !== 'string') return '';
  if (hasFormula) return 'str';
  return value === '' ? '' : 'inlineStr';
};

/** What stands between a cell's tags. `formula`: its element, '' for none. */
export const cellXml = (value: CellValue, row: number, column: number, prefix: string, formula: string): string => {
  const tags = TAGS.get(prefix) ?? tagsFor(prefix);
  if (value === null || (value === '' && !formula)) return formula;
  if (typeof value === 'boolean') return `${formula}${tags.value}${value ? '1' : '0'}${tags.valueEnd}`;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${cellAddress(row, column)}: ${value} is no number for a cell`);
    return `${formula}${tags.value}${value}${tags.valueEnd}`;
  }
  if (value.length > LONGEST_TEXT) throw textTooLong(cellAddress(row, column));
  if (formula) return `${formula}${tags.value}${escapeCellText(value)}${tags.valueEnd}`;
  if (isPlain(value)) return `${tags.text}${value}${tags.textEnd}`;
  const isSpaced = /^\s|\s$|[\n\t]/.test(value);
  return `${isSpaced ? tags.spacedText : tags.text}${escapeCellText(value)}${tags.textEnd}`;
};

/** By a sheet's prefix, each made once: there are millions of cells. */
const TAGS = new Map<string, ReturnType<typeof tagsFor>>();

const tagsFor = (prefix: string) => {
  const tags = {
    value: `<${prefix}v>`,
    valueEnd: `</${prefix}v>`,
    text: `<${prefix}is><${prefix}t>`,
    spacedText: `<${prefix}is><${prefix}t xml:space="preserve">`,
    textEnd: `</${prefix}t></${prefix}is>`,
  };
  TAGS.set(prefix, tags);
  return tags;
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
