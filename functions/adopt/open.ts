/** Reads a workbook of any format before it is adopted; nothing is written. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { RawWorkbook } from '../../core/workbook.ts';
import { openXlsxFile } from '../adapters/xlsx-file/store.ts';
import { withLists } from '../xlsx/lists.ts';
import { readWorkbook } from '../xlsx/read.ts';
import { type OtherFormat, otherFormatOf } from './other/format.ts';

/** A file whose values go into a new .xlsx. */
export interface OtherFile {
  readonly bytes: Buffer;
  readonly format: OtherFormat;
}

/** Null for an .xlsx, and for what cannot be read at all, of which opening it says why. */
export const otherFormat = async (file: string): Promise<OtherFile | null> => {
  const bytes = await readFile(file).catch(() => null);
  const format = bytes && otherFormatOf(bytes, file);
  return bytes && format ? { bytes, format } : null;
};

/** The workbook as adopting finds it; of another format, what its values would be in a new file. */
export const readToAdopt = async (file: string): Promise<RawWorkbook> => {
  const other = await otherFormat(file);
  if (!other) return withLists(await openXlsxFile(file).read());
  const name = basename(file, extname(file));
  // Loaded where it is needed: no other file costs the time.
  const { convert } = await import('./other/convert.ts');
  return readConverted((await convert(other.bytes, other.format, name)).bytes, name);
};

/** An .xlsx that lies nowhere yet. */
export const readConverted = (bytes: Buffer, name: string): RawWorkbook => ({
  name,
  location: '',
  movedFrom: () => false,
  foundAt: async () => null,
  ...readWorkbook(bytes),
});
