/** For `doctor`: when a workbook file was saved, and which of its sheets are protected. */
import { stat } from 'node:fs/promises';
import { openPackage } from '../../xlsx/parts.ts';
import { attribute, findTag, isTrue } from '../../xlsx/xml.ts';
import { readWorkbookFile } from './file.ts';

/** What a file says besides its cells. */
export interface FileFacts {
  /** ISO 8601, by the clock of the disk. */
  readonly savedAt: string;
  /** Those of the sheets asked for that nobody can type into, by title. */
  readonly protectedSheets: ReadonlySet<string>;
}

/** Throws what reading the file throws. */
export const examineXlsxFile = async (given: string, titles: readonly string[]): Promise<FileFacts> => {
  const { path, bytes } = await readWorkbookFile(given);
  const { sheets, text } = openPackage(bytes);
  const isProtected = (part: string) => {
    const xml = text(part);
    // It stands after the cells.
    const tag = findTag(xml.slice(Math.max(0, xml.lastIndexOf('sheetData'))), 'sheetProtection');
    return tag !== undefined && isTrue(attribute(tag, 'sheet'));
  };
  return {
    savedAt: (await stat(path)).mtime.toISOString(),
    protectedSheets: new Set(
      sheets.flatMap(({ title, path }) => (titles.includes(title) && isProtected(path) ? [title] : [])),
    ),
  };
};
