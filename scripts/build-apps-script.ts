/**
 * Builds the add-on for Google Sheets: one script for the server, and pages with everything in them, since Apps Script
 * knows neither modules nor files beside a page. `npm run apps-script:build` writes build/apps-script/.
 */

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { must } from '../core/text/must.ts';
import { ECMASCRIPT } from './engines.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = `${ROOT}apps-script/`;
const TARGET = `${ROOT}build/apps-script/`;

const OPTIONS = {
  bundle: true,
  minify: true,
  charset: 'utf8',
  target: `es${ECMASCRIPT.appsScript}`,
  legalComments: 'none',
  write: false,
  logLevel: 'warning',
  absWorkingDir: ROOT,
  alias: { luxon: `${SOURCE}server/zone.ts` },
} as const satisfies BuildOptions;

const bundle = async (entry: string, more: BuildOptions): Promise<string> => {
  const { outputFiles } = await build({ ...OPTIONS, ...more, write: false, entryPoints: [entry] });
  return must(outputFiles?.[0], `script of ${entry}`).text;
};

/** Names that main.ts exports: what Apps Script and the pages call. */
const exportsOf = async (entry: string): Promise<readonly string[]> => {
  const { metafile } = await build({ ...OPTIONS, entryPoints: [entry], format: 'esm', metafile: true });
  return must(Object.values(metafile.outputs)[0], `script of ${entry}`).exports.toSorted();
};

/** The names must be functions at the top level: triggers and menus find no other. */
const serverScript = async (): Promise<string> => {
  const entry = `${SOURCE}server/main.ts`;
  const code = await bundle(entry, { format: 'iife', globalName: 'Baton' });
  const wrappers = (await exportsOf(entry)).map((name) => `function ${name}(){return Baton.${name}(...arguments)}`);
  return `${code}${wrappers.join('\n')}\n`;
};

/** A page with its script and its style in it. */
const page = async (name: string): Promise<string> => {
  const html = await readFile(`${SOURCE}client/${name}`, 'utf8');
  const parts = html.split(/<(?:script src|link rel="stylesheet" href)="\.\/([\w-]+\.(?:ts|css))"(?:><\/script>|>)/);
  const filled = await Promise.all(
    parts.map(async (part, index) => {
      if (index % 2 === 0) return part;
      const code = await bundle(`${SOURCE}client/${part}`, { format: 'iife', target: `es${ECMASCRIPT.pages}` });
      return part.endsWith('.css')
        ? `<style>${code}</style>`
        : `<script>${code.replaceAll('</script', '<\\/script')}</script>`;
    }),
  );
  return filled.join('');
};

/** All files that are pushed, by name. */
export const buildAppsScript = async (): Promise<Record<string, string>> => {
  const pages = (await readdir(`${SOURCE}client`)).filter((name) => name.endsWith('.html')).toSorted();
  return {
    'appsscript.json': await readFile(`${SOURCE}appsscript.json`, 'utf8'),
    'Code.js': await serverScript(),
    ...Object.fromEntries(await Promise.all(pages.map(async (name) => [name, await page(name)]))),
  };
};

if (import.meta.main) {
  const files = await buildAppsScript();
  await rm(TARGET, { recursive: true, force: true });
  await mkdir(TARGET, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(`${TARGET}${name}`, text);
    console.log(`${name}: ${Buffer.byteLength(text).toLocaleString('en')} bytes`);
  }
}
