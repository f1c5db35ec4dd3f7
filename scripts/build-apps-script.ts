/**
 * Builds the add-on for Google Sheets: one script for the server, and pages with everything in them, since Apps Script
 * knows neither modules nor files beside a page. `npm run apps-script:build` writes build/apps-script/.
 */

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { lineOf } from '../apps-script/server/sweep/official-lines.ts';
import type { Language } from '../core/messages/language.ts';
import { must } from '../core/text/must.ts';
import { officialDaysOf, officialListsOf } from '../functions/reading/holidays.ts';
import { COUNTRIES, type Country } from '../sheet-templates/countries.ts';
import { NO_WEEKEND } from '../sheet-templates/weekends.ts';
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

/** What Node alone can do, and what Apps Script has in its place. */
const REPLACED: Readonly<Record<string, string>> = {
  'functions/base/this-process.ts': 'sweep/this-process.ts',
  'functions/reading/holidays.ts': 'sweep/official-days.ts',
};

/** Parts of the catalogue that only programs for a computer or a server say. */
const UNSAID = [
  'addOnInstall',
  'adopt',
  'asking',
  'calls',
  'cli',
  'connect',
  'dingtalk',
  'feishu',
  'formats',
  'google',
  'guess',
  'keep',
  'login',
  'mailing',
  'microsoft',
  'people',
  'reply',
  'review',
  'schedule',
  'setup',
  'slack',
  'standIn',
  'templates',
  'wecom',
  'week',
] as const satisfies readonly (keyof Language)[];

const replacing: Plugin = {
  name: 'replacing',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]functions[\\/](?:base[\\/]this-process|reading[\\/]holidays)\.ts$/ }, ({ path }) => {
      const name = path.slice(ROOT.length).replaceAll('\\', '/');
      const own = must(REPLACED[name], `what takes the place of ${name}`);
      return { contents: `export * from '${SOURCE}server/${own}';`, loader: 'ts', resolveDir: ROOT };
    });
    onLoad({ filter: /[\\/]core[\\/]messages[\\/](?:en|zh-CN)[\\/][\w-]+\.ts$/ }, ({ path }) => {
      const name = basename(path, '.ts').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const isUnsaid = UNSAID.some((part) => part === name);
      return isUnsaid ? { contents: `export const ${name} = {};`, loader: 'ts' } : undefined;
    });
  },
};

/** An edit is checked without the names of countries, which a sweep knows: there any text is one. */
const anyCountry: Plugin = {
  name: 'any country',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]sheet-templates[\\/]countries\.ts$/ }, () => ({
      contents: 'export const countryNamed = (text) => text.trim().toUpperCase() || null;',
      loader: 'ts',
    }));
  },
};

/** Nor does it say what became of mails and of cards in groups, and how often sweeps come: that is of no row that somebody edits, and the sweep says it. */
const noMails: Plugin = {
  name: 'no mails',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]core[\\/](?:record[\\/](?:open-mail|group|untold)|read[\\/]hours)\.ts$/ }, () => ({
      contents: ['held', 'refused', 'deferred', 'group', 'webhook', 'hours']
        .map((what) => `export const ${what}Problems = () => [];`)
        .join(''),
      loader: 'ts',
    }));
  },
};

/** Years whose official days the script brings along: as long as somebody may leave it as it was pasted. */
const [FIRST_YEAR, LAST_YEAR] = [2025, 2031];

/** The official days of these countries, a line each (apps-script/server/sweep/official-days.ts). */
const officialDays = async (countries: readonly Country[]): Promise<string> => {
  const lines: string[] = [];
  for (const country of countries) {
    // A team may keep other days off than its country: a holiday on a Saturday counts where Saturdays are worked.
    const { days, horizonYear } = await officialDaysOf(country, FIRST_YEAR, LAST_YEAR, NO_WEEKEND);
    // Where lists are published, they name the weekend days that are worked in return.
    const listed = (await officialListsOf(country)) ? await officialDaysOf(country, FIRST_YEAR, LAST_YEAR) : null;
    const worked = listed?.days.filter(({ kind }) => kind === 'work') ?? [];
    const all = [...days, ...worked].sort((one, other) => one.date - other.date);
    lines.push(lineOf({ country, horizonYear: horizonYear ?? LAST_YEAR, days: all }));
  }
  return lines.join('\n');
};

const bundle = async (entry: string, more: BuildOptions): Promise<string> => {
  const { outputFiles } = await build({ ...OPTIONS, ...more, write: false, entryPoints: [entry] });
  return must(outputFiles?.[0], `script of ${entry}`).text;
};

/** The add-on tells no other program: what keeps and posts events stays out of its script. */
const noEvents: Plugin = {
  name: 'no events',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]functions[\\/]sweep[\\/]events\.ts$/ }, () => ({
      contents:
        'export const eventsDue = () => null; export const decidedEvents = () => []; export const postEvents = () => {};',
      loader: 'ts',
    }));
    onLoad({ filter: /[\\/]core[\\/]planning[\\/]event\.ts$/ }, () => ({
      contents: 'export const eventOf = () => null;',
      loader: 'ts',
    }));
  },
};

/** Names that main.ts exports: what Apps Script and the pages call. */
const exportsOf = async (entry: string): Promise<readonly string[]> => {
  const { metafile } = await build({ ...OPTIONS, entryPoints: [entry], format: 'esm', metafile: true });
  return must(Object.values(metafile.outputs)[0], `script of ${entry}`).exports.toSorted();
};

/** The names must be functions at the top level: triggers and menus find no other. */
const serverScript = async (): Promise<string> => {
  const entry = `${SOURCE}server/main.ts`;
  const code = await bundle(entry, { format: 'iife', globalName: 'Baton', plugins: [anyCountry, noMails] });
  const wrappers = (await exportsOf(entry)).map((name) => `function ${name}(){return Baton.${name}(...arguments)}`);
  return `${code}${wrappers.join('\n')}\n`;
};

/**
 * The second script, as a page (apps-script/server/second.ts). Code that waits becomes code that answers at once, over promises of
 * its own (apps-script/server/sweep/promise.ts).
 */
const secondScript = async (countries: readonly Country[]): Promise<string> => {
  const folder = `${SOURCE}server/sweep/`;
  const promise = await bundle(`${folder}promise.ts`, { format: 'iife', globalName: 'BatonPromise' });
  const code = await bundle(`${folder}main.ts`, {
    format: 'iife',
    globalName: 'BatonSecond',
    supported: { 'async-await': false, 'for-await': false, 'async-generator': false },
    define: { OFFICIAL_DAYS: JSON.stringify(await officialDays(countries)) },
    plugins: [replacing, noEvents],
  });
  const wrapped = `${promise}var BatonSecond=(function(Promise){${code}return BatonSecond})(BatonPromise.QueuedPromise);`;
  return `<script>${wrapped.replaceAll('</script', '<\\/script')}</script>`;
};

/** To follow a sheet says nothing of how its cells are worded: the lists of vague words stay out of that page. */
const noWording: Plugin = {
  name: 'no wording',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]core[\\/]wording[\\/]vague\.ts$/ }, () => ({
      contents: 'export const vagueWords = () => [];',
      loader: 'ts',
    }));
  },
};

/** Each page is `client/page.html` with a script of its own. */
const PAGES = ['follow', 'meeting', 'request', 'sidebar', 'sign', 'task'] as const;

const clientPart = (name: string): Promise<string> =>
  bundle(`${SOURCE}client/${name}`, {
    format: 'iife',
    target: `es${ECMASCRIPT.pages}`,
    plugins: name === 'follow.ts' ? [noWording] : [],
  });

const clientScript = async (name: string): Promise<string> =>
  `<script>${(await clientPart(`${name}.ts`)).replaceAll('</script', '<\\/script')}</script>`;

/** The pages by their names, each with its script and the style of all in it. */
const pages = async (): Promise<Record<string, string>> => {
  const html = await readFile(`${SOURCE}client/page.html`, 'utf8');
  const style = `<style>${await clientPart('page.css')}</style>`;
  const styled = html.replace('<link rel="stylesheet" href="./page.css">', () => style);
  const page = async (name: string) => {
    const script = await clientScript(name);
    return [`${name}.html`, styled.replace('<script src="./page.ts"></script>', () => script)] as const;
  };
  return Object.fromEntries(await Promise.all(PAGES.map(page)));
};

/** All files that are pushed, by name. `countries`: those whose official days come along. */
export const buildAppsScript = async (countries = COUNTRIES): Promise<Record<string, string>> => {
  return {
    'appsscript.json': await readFile(`${SOURCE}appsscript.json`, 'utf8'),
    'Code.js': await serverScript(),
    'second.html': await secondScript(countries),
    'answer.html': `${await clientScript('answer')}\n`,
    ...(await pages()),
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
