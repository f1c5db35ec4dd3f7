/** Tells by a file's first bytes which format it is, whatever its name says. */
import { inAll } from '../../../core/messages/in-all.ts';
import { BatonError } from '../../errors.ts';
import { compoundRefusal, isCompound } from '../../xlsx/compound.ts';
import { inflateEntry, readZip } from '../../xlsx/zip.ts';
import { decodedText } from './text-table.ts';

const say = inAll('formats');

/**
 * What Baton can take the values of: `xls` (Excel 97–2003), `ods`, `xlsb`, `html` (a table of a web page, which many systems
 * export as .xls), `text` (CSV and its like).
 */
export type OtherFormat = 'xls' | 'ods' | 'xlsb' | 'html' | 'text';

/** .xlsx and .xlsm are changed in place: null. Anything else that cannot be read is refused when it is opened. */
export const otherFormatOf = (bytes: Buffer, path: string): OtherFormat | null => {
  if (isCompound(bytes)) {
    const refusal = compoundRefusal(bytes);
    if (refusal.code !== 'xls-file') throw refusal;
    return 'xls';
  }
  if (isZip(bytes)) return formatOfZip(bytes);
  const beginning = decodedText(bytes.subarray(0, 4096))?.text.trimStart().toLowerCase() ?? '';
  if (beginning.includes('progid="excel.sheet"') || beginning.includes('schemas-microsoft-com:office:spreadsheet"')) {
    if (!/^<(?:!doctype|html)/.test(beginning)) throw new BatonError('data', 'xml-2003-file', say.xml2003);
  }
  if (/^<(?:!doctype html|html|head|meta|table|style)\b/.test(beginning)) return 'html';
  return TEXT.test(path) || OLD.test(path) ? 'text' : null;
};

const TEXT = /\.(?:csv|tsv|txt)$/i;
/** Exports of other systems bear this ending, whatever they are. */
const OLD = /\.xls$/i;

const isZip = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50;

const formatOfZip = (bytes: Buffer): OtherFormat | null => {
  const { entries } = readZip(bytes);
  const named = (name: string) => entries.find((entry) => entry.name.toLowerCase() === name);
  if (named('xl/workbook.bin')) return 'xlsb';
  const mime = named('mimetype');
  return mime && inflateEntry(mime).toString('latin1').includes('opendocument.spreadsheet') ? 'ods' : null;
};
