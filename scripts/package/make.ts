/** The package as it is installed: scripts, templates, holidays, the add-on and papers in one folder, without packages of others to fetch. */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeZip } from '../../functions/xlsx/zip.ts';
import { buildAppsScript } from '../build-apps-script.ts';
import { ROOT } from '../deploy/bundle.ts';
import { asInstalled, type Bundle, bundleCommandLine, countryFiles, SCRIPTS } from './bundle.ts';

/** Packages that are no JavaScript and so cannot be bundled: npm fetches what fits the machine, and Baton does without where it cannot. */
const NATIVE = ['@napi-rs/keyring'];

/** Files of the repository that are in the package under the same name. */
const PAPERS = ['NOTICE', 'CHANGELOG.md', 'LICENSE'];

/** Pages of docs/ that are in the package, and what they are called there. */
const PAGES = [
  ['install.md', 'README.md'],
  ['install.zh-CN.md', 'README.zh-CN.md'],
  ['add-on.md', 'add-on.md'],
  ['add-on.zh-CN.md', 'add-on.zh-CN.md'],
] as const;

/** A page as it stands in the package: calls as they are typed there, and links only to pages that are there too. */
const pageOf = (text: string): string =>
  asInstalled(text).replaceAll(/\[([^\]]+)\]\(([\w.-]+\.md)(#[^)]*)?\)/g, (_, words: string, page: string) => {
    const [, as] = PAGES.find(([from]) => from === page) ?? [];
    return as === undefined ? words : `[${words}](${as})`;
  });

/** Where the add-on's files lie in the package; functions/cli/commands/add-on.ts looks there. */
const ADD_ON = 'apps-script';

/** What goes with them where they travel alone: how they are pasted, and whose code is in them. */
const BESIDE_ADD_ON = ['add-on.md', 'add-on.zh-CN.md', 'NOTICE'];

interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const readManifest = async (): Promise<Manifest> => JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));

/** The bundle, without what cannot be in it. */
export const bundlePackage = (): Promise<Bundle> => bundleCommandLine(NATIVE);

const manifestOf = ({ version, description, license, optionalDependencies }: Manifest): object => {
  const native = Object.entries(optionalDependencies).filter(([name]) => NATIVE.includes(name));
  return {
    name: 'baton',
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=22.12' },
    bin: { baton: `${SCRIPTS}/baton.js` },
    ...(native.length > 0 && { optionalDependencies: Object.fromEntries(native) }),
  };
};

export interface Made {
  /** The folder that can be published or packed. */
  readonly folder: string;
  /** The packed file. */
  readonly file: string;
  /** The add-on's files by themselves, for whoever has a browser and nothing else. */
  readonly addOn: string;
  readonly bundle: Bundle;
}

/** Builds the package into `folder`/baton and packs it beside. What was there before is gone. `buildAddOn`: where the add-on comes from. */
export const makePackage = async (folder: string, buildAddOn = buildAppsScript): Promise<Made> => {
  const manifest = await readManifest();
  const target = join(folder, 'baton');
  const bundle = await bundlePackage();
  await rm(target, { recursive: true, force: true });
  await mkdir(join(target, SCRIPTS), { recursive: true });
  for (const [name, text] of bundle.files) await writeFile(join(target, SCRIPTS, name), text);
  await chmod(join(target, SCRIPTS, 'baton.js'), 0o755);
  for (const [name, text] of countryFiles()) {
    await mkdir(join(target, dirname(name)), { recursive: true });
    await writeFile(join(target, name), text);
  }
  await cp(join(ROOT, 'sheet-templates/generated'), join(target, 'sheet-templates/generated'), { recursive: true });
  for (const paper of PAPERS) await cp(join(ROOT, paper), join(target, paper)).catch(ifAbsent);
  for (const [page, as] of PAGES)
    await writeFile(join(target, as), pageOf(await readFile(join(ROOT, 'docs', page), 'utf8')));
  const addOn = await buildAddOn();
  await mkdir(join(target, ADD_ON), { recursive: true });
  for (const [name, text] of Object.entries(addOn)) await writeFile(join(target, ADD_ON, name), text);
  const addOnFile = join(folder, `baton-add-on-${manifest.version}.zip`);
  const beside = await Promise.all(
    BESIDE_ADD_ON.map(async (name) => [name, await readFile(join(target, name), 'utf8')] as const),
  );
  const inFolder = Object.entries(addOn).map(([name, text]) => [`${ADD_ON}/${name}`, text] as const);
  await writeFile(addOnFile, zipOf([...inFolder, ...beside]));
  await writeFile(join(target, 'package.json'), `${JSON.stringify(manifestOf(manifest), null, 2)}\n`);
  const file = join(folder, `baton-${manifest.version}.tgz`);
  await rm(file, { force: true });
  pack(target, folder);
  return { folder: target, file, addOn: addOnFile, bundle };
};

/** A licence is its owner's to write; until then there is none to pack. */
const ifAbsent = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'ENOENT') throw error;
};

/** Texts as a zip that any system opens. */
const zipOf = (texts: readonly (readonly [name: string, text: string])[]): Buffer =>
  writeZip({ entries: [], comment: Buffer.alloc(0) }, new Map(texts.map(([name, text]) => [name, Buffer.from(text)])));

/** By npm itself, so that the file is what `npm publish` would take. */
const pack = (target: string, into: string): void => {
  const { status, stderr } = spawnSync('npm', ['pack', '--silent', '--pack-destination', into, target], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    // What was asked of the npm that runs this script is not asked of that one.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_config_'))),
  });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
};
