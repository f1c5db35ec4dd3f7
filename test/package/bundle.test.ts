import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundlePackage } from '../../scripts/package/make.ts';
import { noticeOf, writtenNotice } from '../../scripts/package/notice.ts';

/** What the packed command line loads for which call, and whose code is in it. */

let metafile: Metafile;
beforeAll(async () => {
  ({ metafile } = await bundlePackage());
}, 300_000);

/** What is loaded with a source as entry, without what is imported only later. */
const loadedWith = (...sources: string[]) => {
  const files = new Map(Object.entries(metafile.outputs));
  const waiting = [...files].flatMap(([name, { entryPoint }]) => (sources.includes(entryPoint ?? '') ? [name] : []));
  expect(waiting).toHaveLength(sources.length);
  const loaded = new Set<string>();
  for (const name of waiting) {
    if (loaded.has(name)) continue;
    loaded.add(name);
    const { imports = [] } = files.get(name) ?? {};
    waiting.push(
      ...imports.flatMap(({ kind, path }) => (kind === 'import-statement' && files.has(path) ? [path] : [])),
    );
  }
  const outputs = [...loaded].flatMap((name) => files.get(name) ?? []);
  const packages = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      return name && bytesInOutput > 0 ? [name] : [];
    }),
  );
  return { bytes: outputs.reduce((sum, { bytes }) => sum + bytes, 0), packages: [...new Set(packages)].sort() };
};

const HELP = ['functions/cli/bin.ts', 'functions/cli/main.ts'];

describe('a call loads what it needs', () => {
  it('help: the words and commander, and no package that works on workbooks', () => {
    const { bytes, packages } = loadedWith(...HELP);
    expect(packages).toEqual(['commander']);
    expect(bytes).toBeLessThan(700_000);
  });

  it('a sweep: no client of any cloud, nothing that sends mail, no holidays', () => {
    const { bytes, packages } = loadedWith(...HELP, 'functions/cli/commands/sweep.ts');
    expect(packages).toEqual(['@noble/hashes', 'commander', 'ical-generator', 'luxon']);
    expect(bytes).toBeLessThan(1_500_000);
  });
});

it('NOTICE names what is bundled, with its licences', () => {
  expect(writtenNotice(), 'npm run package -- --notice writes it').toBe(noticeOf(metafile));
});

it('a Node that is too old is told so in both languages, before anything else is loaded', () => {
  const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.11.0' } });";
  const bin = fileURLToPath(new URL('../../functions/cli/bin.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(older)}`, bin, '--help'],
    { encoding: 'utf8' },
  );
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    /^Baton needs Node 22\.12 or newer, and this is v[\d.]+\.\n接力需要 Node 22\.12 或更新的版本，这里是 v[\d.]+。\n$/,
  );
});
