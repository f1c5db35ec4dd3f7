/**
 * The functions as they are uploaded: one bundle, cut where the code imports lazily, and a package.json for Google's build.
 * The functions framework stays outside, or its launcher finds no function.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where the bundle is written, from the project's folder. */
export const SOURCE = 'build/functions';

const FRAMEWORK = '@google-cloud/functions-framework';

/** What our sources ask for by require so that Node loads less with it: here it is bundled like all else. */
export const requiring = (source: string): string =>
  source.replaceAll("createRequire(import.meta.url)('nodemailer/", "require('nodemailer/");

const required: Plugin = {
  name: 'required',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]functions[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: requiring(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** How anything is bundled that runs in the cloud. */
export const BUNDLED: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  splitting: true,
  minify: true,
  charset: 'utf8',
  platform: 'node',
  format: 'esm',
  target: 'node24',
  legalComments: 'none',
  logLevel: 'warning',
  external: [FRAMEWORK],
  plugins: [required],
  // Packages of the older kind ask for Node's own modules by require.
  banner: { js: "import{createRequire as nodeRequire}from'node:module';const require=nodeRequire(import.meta.url);" },
};

let bundled: Promise<ReadonlyMap<string, string>> | undefined;
/** File names and their texts; the same source gives the same bytes, which a process therefore makes once. */
export const bundleFunctions = (): Promise<ReadonlyMap<string, string>> => {
  bundled ??= bundle();
  return bundled;
};

const bundle = async (): Promise<ReadonlyMap<string, string>> => {
  const { outputFiles } = await build({
    ...BUNDLED,
    entryPoints: [join(ROOT, 'functions/service/main.ts')],
    outdir: join(ROOT, SOURCE),
    write: false,
  });
  const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const manifest = {
    name: 'baton-functions',
    private: true,
    type: 'module',
    main: 'main.js',
    engines: { node: '24' },
    dependencies: { [FRAMEWORK]: dependencies[FRAMEWORK] },
  };
  const files = outputFiles.map(({ path, text }) => [basename(path), text] as const);
  return new Map([...files, ['package.json', `${JSON.stringify(manifest, null, 2)}\n`] as const]);
};

/** The same for the same files, whatever their order. */
export const hashOf = (files: ReadonlyMap<string, string>): string => {
  const hash = createHash('sha256');
  for (const name of [...files.keys()].sort()) hash.update(JSON.stringify([name, files.get(name)]));
  return hash.digest('hex');
};

/** Into `folder`, which then holds nothing else. */
export const writeBundle = async (files: ReadonlyMap<string, string>, folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
};

if (import.meta.main) await writeBundle(await bundleFunctions(), join(ROOT, SOURCE));
