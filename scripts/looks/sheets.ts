/** Sheets of a demo that was swept, as LibreOffice prints them. Needs `pdftotext` and `pdftoppm`. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { type Locale, TABS } from '../../sheet-templates/index.ts';
import { VIEWS } from '../../sheet-templates/views.ts';
import { asPdf, findLibreOffice, pagesOf } from '../../test/support/libreoffice.ts';

const call = promisify(execFile);
/** Dots an inch: as large as on a screen of 1,440 px. */
const DPI = '110';

/** A sheet by the title on its first page. */
export const SHEETS = {
  tracker: TABS.tracker.title,
  dashboard: VIEWS.dashboard.title,
  matrix: VIEWS.matrix.title,
} as const;
export type SheetName = keyof typeof SHEETS;

/** Writes the first page of each sheet into a folder, and answers the files by name. The program's own clock says what is late. */
export const sheetsIn = async (locale: Locale, folder: string): Promise<ReadonlyMap<SheetName, string>> => {
  const soffice = findLibreOffice();
  if (!soffice) return new Map();
  const now = new Date().toISOString();
  const path = join(folder, `sheets.${locale}.xlsx`);
  await makeDemo({ path, template: 'full', locale, zone: 'UTC', country: 'CN', now });
  await sweepWorkbook({ store: openXlsxFile(path), mailer: createMemoryMailer(), now });
  const pdf = await asPdf(soffice, await readFile(path));
  const pages = await pagesOf(pdf);
  const file = join(folder, `sheets.${locale}.pdf`);
  await writeFile(file, pdf);
  const found = new Map<SheetName, string>();
  for (const [name, title] of Object.entries(SHEETS) as [SheetName, (typeof SHEETS)[SheetName]][]) {
    const at = pages.findIndex((page) => page.trimStart().split('\n', 1)[0]?.trim() === title[locale]) + 1;
    const to = join(folder, `${name}.${locale}`);
    await call('pdftoppm', ['-f', String(at), '-l', String(at), '-r', DPI, '-png', '-singlefile', file, to]);
    found.set(name, `${to}.png`);
  }
  return found;
};
