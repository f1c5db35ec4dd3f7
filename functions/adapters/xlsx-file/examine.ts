/** Looks at a workbook file for `doctor`: whether it can be replaced, when it was saved, which of its sheets are protected. */
import { stat } from 'node:fs/promises';
import { ofDoctor as say } from '../../../core/messages/of-doctor.ts';
import type { Examiner } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { openPackage } from '../../xlsx/parts.ts';
import { attribute, findTag, isTrue } from '../../xlsx/xml.ts';
import { mustBeReplaceable, readWorkbookFile } from './file.ts';
import { openXlsxFile } from './store.ts';

/** Only rights are looked at; nothing is written. */
export const examineXlsxFile = (given: string): Examiner => ({
  read: () => openXlsxFile(given).read({ archives: true }),
  write: async () => {
    await mustBeReplaceable(given);
    return WRITABLE;
  },
  beside: async (notes) => {
    const { path, bytes } = await readWorkbookFile(given);
    const { sheets, text } = openPackage(bytes);
    const open = sheets.filter(({ title, path: part }) => notes.includes(title) && !isProtected(text(part)));
    const at = (await stat(path)).mtime.toISOString();
    return {
      times: [{ at, of: say.lastSave, exact: false }],
      unprotected: open.map(({ title }) => title),
    };
  },
});

const isProtected = (xml: string): boolean => {
  // It stands after the cells.
  const tag = findTag(xml.slice(Math.max(0, xml.lastIndexOf('sheetData'))), 'sheetProtection');
  return tag !== undefined && isTrue(attribute(tag, 'sheet'));
};

const WRITABLE = fine('writable', say.fileWritable);
