import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Component, componentsIn, sbom } from '../../scripts/sbom.ts';

const json = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
const { packages } = json('package-lock.json') as {
  packages: Record<string, { integrity?: string; resolved?: string; hasInstallScript?: boolean; link?: boolean }>;
};
const others = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);

/** Licences that ask for no more than their text and their author's name. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Unlicense',
]);

describe('what comes from others', () => {
  it('is pinned by its hash, and comes from the registry alone', () => {
    expect(others.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
    const elsewhere = ({ resolved = '' }) => /^(git|file|ssh)|^https?:.*\.git/.test(resolved);
    expect(others.filter(([, one]) => elsewhere(one)).map(([path]) => path)).toEqual([]);
  });

  it('runs nothing while it is installed but what package.json allows by name', () => {
    const { allowScripts } = json('package.json') as { allowScripts: Record<string, boolean> };
    const scripted = others.filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(scripted.map(([path]) => path.slice('node_modules/'.length)).sort()).toEqual(
      Object.keys(allowScripts).sort(),
    );
  });

  it('is listed with its hash and its licence: all that runs, and nothing of development', () => {
    const { components } = sbom() as { components: Component[] };
    const { dependencies } = json('package.json') as Record<string, Record<string, string>>;
    const names = new Set(components.map(({ name }) => name));
    expect(Object.keys(dependencies!).filter((name) => !names.has(name))).toEqual([]);
    expect(['vitest', 'exceljs', 'playwright-core'].filter((name) => names.has(name))).toEqual([]);
    // What a dependency brings along.
    expect(names.has('express')).toBe(true);
    for (const { name, hashes, licenses } of components) {
      expect([name, hashes.length, licenses.length]).toEqual([name, 1, 1]);
      // Of several to choose from, one that is permissive will do; NOTICE has the text of it.
      const choices = licenses[0]!.expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
      const strict = choices.map((choice) => choice.split(/ AND |[()]/).filter((one) => one && !PERMISSIVE.has(one)));
      expect([name, strict.some((left) => left.length === 0) ? [] : strict]).toEqual([name, []]);
    }
  });

  it('a scoped package, one within another and one under another name are called what they are', () => {
    const of = (path: string, locked = {}) =>
      componentsIn({ [path]: { version: '1.0.0', integrity: 'sha512-AAAA', license: 'MIT', ...locked } })[0]?.purl;
    expect(of('node_modules/@a/b')).toBe('pkg:npm/%40a/b@1.0.0');
    expect(of('node_modules/x/node_modules/y')).toBe('pkg:npm/y@1.0.0');
    expect(of('node_modules/x', { name: 'z' })).toBe('pkg:npm/z@1.0.0');
    expect(of('node_modules/x', { dev: true })).toBeUndefined();
  });
});
