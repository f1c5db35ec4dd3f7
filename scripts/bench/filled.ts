/** A workbook of the starter with these rows, as a file. */
import { readFileSync } from 'node:fs';
import type { Write } from '../../core/plan.ts';
import { resolveWrites } from '../../core/write/write.ts';
import { openPackage } from '../../functions/xlsx/parts.ts';
import { patchPackage } from '../../functions/xlsx/patch.ts';
import { readPackage } from '../../functions/xlsx/read.ts';
import type { Locale } from '../../sheet-templates/index.ts';

export const filled = (locale: Locale, writes: readonly Write[]): Buffer => {
  const template = new URL(`../../sheet-templates/generated/starter-${locale}.xlsx`, import.meta.url);
  const parts = openPackage(readFileSync(template));
  const nowhere = { name: '', location: '', movedFrom: () => false, foundAt: async () => null };
  const { edits } = resolveWrites({ ...nowhere, ...readPackage(parts) }, writes);
  return patchPackage(parts, { edits, addSheets: [] });
};
