/** `npm run templates`: writes the workbooks that are copied for a new one; `-- --check` says what is stale. */
import { readFile, writeFile } from 'node:fs/promises';
import { LOCALES } from '../sheet-templates/index.ts';
import { TEMPLATE_NAMES, TEMPLATES } from '../sheet-templates/views.ts';
import { zipParts } from './templates/parts.ts';
import { buildWorkbook } from './templates/workbook.ts';

/** The generated workbooks: each template in each language. */
const FILES = TEMPLATE_NAMES.flatMap((template) =>
  LOCALES.map((locale) => ({ name: `${template}-${locale}.xlsx`, locale, sheets: TEMPLATES[template] })),
);
const FOLDER = new URL('../sheet-templates/generated/', import.meta.url);

/** Writes every template into `folder`, a directory URL that ends with a slash. */
const writeTemplates = async (folder: URL = FOLDER): Promise<void> => {
  for (const { name, locale, sheets } of FILES) {
    await writeFile(new URL(name, folder), await buildWorkbook(locale, sheets));
  }
};

/**
 * What differs between the files in `folder` and the declarations, as `file: part`. Parts are compared unzipped:
 * another zlib packs the same content into other bytes.
 */
export const staleTemplates = async (folder: URL = FOLDER): Promise<string[]> => {
  const stale: string[] = [];
  for (const { name, locale, sheets } of FILES) {
    const wanted = zipParts(await buildWorkbook(locale, sheets));
    const found = zipParts(await readFile(new URL(name, folder)));
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
