import { readFile, writeFile } from 'node:fs/promises';
import { LOCALES, STARTER } from '../sheet-templates/index.ts';
import { partsOf } from './templates/parts.ts';
import { buildWorkbook } from './templates/workbook.ts';

/** The generated workbooks: each template in each language. */
const TEMPLATES = LOCALES.map((locale) => ({ name: `starter-${locale}.xlsx`, locale, tabs: STARTER }));
const FOLDER = new URL('../sheet-templates/generated/', import.meta.url);

/** Writes every template into `folder`, a directory URL that ends with a slash. */
export const writeTemplates = async (folder: URL = FOLDER): Promise<void> => {
  for (const { name, locale, tabs } of TEMPLATES) {
    await writeFile(new URL(name, folder), await buildWorkbook(locale, tabs));
  }
};

/**
 * What differs between the files in `folder` and the declarations, as `file: part`. Parts are compared unzipped:
 * another zlib packs the same content into other bytes.
 */
export const staleTemplates = async (folder: URL = FOLDER): Promise<string[]> => {
  const stale: string[] = [];
  for (const { name, locale, tabs } of TEMPLATES) {
    const wanted = partsOf(await buildWorkbook(locale, tabs));
    const found = partsOf(await readFile(new URL(name, folder)));
    for (const part of new Set([...wanted.keys(), ...found.keys()])) {
      const [a, b] = [wanted.get(part), found.get(part)];
      if (!a || !b || !a.equals(b)) stale.push(`${name}: ${part}`);
    }
  }
  return stale;
};

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = await staleTemplates();
    for (const part of stale) console.error(part);
    if (stale.length > 0) {
      console.error('The generated workbooks do not match the declared tabs. Run: npm run templates');
      process.exitCode = 1;
    }
  } else {
    await writeTemplates();
  }
}
