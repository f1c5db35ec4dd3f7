/** The command line as one bundle: cut where the code imports lazily, so that a call loads what it needs and no more. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { data as holidays } from 'date-holidays/data';
import { build, type Metafile, type Plugin } from 'esbuild';
import { BUNDLED, requiring } from '../deploy/bundle.ts';
import { ECMASCRIPT } from '../engines.ts';

/** Where scripts of the package lie in it: as deep as in the repository, since some ask for files beside theirs. */
export const SCRIPTS = 'lib/cli';

/** Entries, by the name of what is made of them. */
const ENTRIES = { baton: 'functions/cli/bin.ts' } as const;

export interface Bundle {
  /** Names and texts; the same source gives the same bytes. */
  readonly files: ReadonlyMap<string, string>;
  readonly metafile: Metafile;
}

/** A call of the command line, as sentences and scripts write it, as somebody types it who has the package. */
export const asInstalled = (text: string): string => text.replaceAll(/npm run -s baton (?:--|'--')/g, 'baton');

/** Our sources say how to call what is installed, and have no effect but what they export: what nobody needs is left out. */
const ours: Plugin = {
  name: 'ours',
  setup: ({ onLoad, onResolve, resolve }) => {
    onLoad({ filter: /[\\/](?:core|functions)[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: requiring(asInstalled(await readFile(path, 'utf8'))),
      loader: 'ts',
    }));
    onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, async ({ path, pluginData, ...args }) => {
      if (pluginData === ours || args.kind === 'entry-point') return null;
      const { with: _, namespace: __, ...options } = args;
      const found = await resolve(path, { ...options, pluginData: ours });
      return found.errors.length > 0 ? found : { ...found, sideEffects: path.endsWith('/main.ts') };
    });
  },
};

/** Where each country's holidays lie in the package: a sweep reads those of its own, and what they refer to. */
const HOLIDAYS = 'holidays';

export const countryFiles = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(holidays.holidays).map(([code, country]) => [`${HOLIDAYS}/${code}.json`, JSON.stringify(country)]),
  );

/** What date-holidays loads of its 800 kB of data: names that countries share, and each country when it is asked for. */
const dataByCountry = (): string => `
import { readFileSync } from 'node:fs';
const read = (code) => JSON.parse(readFileSync(new URL('../../${HOLIDAYS}/' + code + '.json', import.meta.url), 'utf8'));
const holidays = {};
for (const code of ${JSON.stringify(Object.keys(holidays.holidays))}) {
  let country;
  Object.defineProperty(holidays, code, { enumerable: true, get: () => (country ??= read(code)) });
}
export const data = { holidays, names: ${JSON.stringify(holidays.names)} };
`;

const oneCountry: Plugin = {
  name: 'one country',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]date-holidays[\\/]src[\\/]data\.js$/ }, () => ({ contents: dataByCountry(), loader: 'js' }));
  },
};

export const bundleCommandLine = async (external: readonly string[]): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    ...BUNDLED,
    entryPoints: Object.entries(ENTRIES).map(([out, path]) => ({ in: path, out })),
    outdir: 'build/package',
    write: false,
    metafile: true,
    // Names stay: who meets an error passes on where it was.
    minify: false,
    minifySyntax: true,
    minifyWhitespace: true,
    target: [`es${ECMASCRIPT.node}`, 'node22'],
    external: [...external],
    plugins: [ours, oneCountry],
  });
  return { files: new Map(outputFiles.map(({ path, text }) => [basename(path), text])), metafile };
};
