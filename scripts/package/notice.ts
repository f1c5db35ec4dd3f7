/** NOTICE: the packages whose code is in the bundle, each with its licence, as their licences ask for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { ROOT } from '../deploy/bundle.ts';

interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** What stands in its files LICENSE, COPYING and NOTICE; '' where it has none. */
  readonly text: string;
}

/** Folders of the packages of which something is in the bundle. */
const foldersIn = ({ outputs }: Metafile): string[] => {
  const folders = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
      return folder && bytesInOutput > 0 ? [folder] : [];
    }),
  );
  return [...new Set(folders)];
};

const readPackage = (folder: string): Bundled => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
    .sort();
  // Where there is a choice, and a text for each, it is used under the MIT licence.
  const chosen = / OR /.test(license ?? '') ? files.filter((file) => /^licen[cs]e[.-]mit/i.test(file)) : [];
  const text = (chosen.length > 0 ? chosen : files)
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim())
    .join('\n\n');
  if (!license && !text) throw new Error(`${name} ${version} names no licence`);
  return { name, version, license: license ?? 'see below', text };
};

/** Data that has a licence of its own beside that of the package's code. */
const ALSO: Readonly<Record<string, string>> = {
  'date-holidays':
    'Its data of holidays, in holidays/, says that it is under CC-BY-SA-3 (https://creativecommons.org/licenses/by-sa/3.0/); attributions stand at https://github.com/commenthol/date-holidays#attributions. The data is cut into one file for each country, and otherwise unchanged.',
};

const RULE = '-'.repeat(80);

/** The same bundle gives the same text. Licences of the same wording stand there once. */
export const noticeOf = (metafile: Metafile): string => {
  const bundled = new Map(
    foldersIn(metafile).map((folder) => {
      const one = readPackage(resolve(ROOT, folder));
      return [`${one.name} ${one.version}`, one] as const;
    }),
  );
  const sorted = [...bundled.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const byText = new Map<string, Bundled[]>();
  for (const one of sorted) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  const parts = [...byText].map(([text, all]) => {
    const names = all.map(({ name, version, license }) => `${name} ${version} (${license})`);
    const also = all.flatMap(({ name }) => ALSO[name] ?? []);
    return [RULE, ...names, '', ...(also.length > 0 ? [...also, ''] : []), text || NO_TEXT, ''].join('\n');
  });
  return [HEAD, ...parts].join('\n');
};

const NO_TEXT = 'It comes without a text of its licence; the licence named above holds.';

const HEAD = `Baton is bundled with the packages below, which belong to their authors. Each stands with the licence under which it may
be used. Baton itself comes without a licence to use or pass on: that is its owner's to give.

This file is written by \`npm run package -- --notice\`; a test holds it to what is bundled.
`;

export const NOTICE = join(ROOT, 'NOTICE');

/** What stands in the file today; '' where there is none. */
export const writtenNotice = (): string => (existsSync(NOTICE) ? readFileSync(NOTICE, 'utf8') : '');
