import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../scripts/fuzz/run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CASES = new URL('cases/', import.meta.url);

const node = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [`scripts/fuzz/${script}`, ...args], { cwd: ROOT, encoding: 'utf8' });
type Tried = Result & { readonly kept: boolean };
const fuzz = (...args: string[]): Tried[] => {
  const { stdout, stderr } = node('main.ts', '--json', ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Tried[];
};
const found = (results: readonly Result[]) =>
  results.flatMap(({ target, findings }) => findings.map((one) => `${target}: ${String(one)}`));

describe('what comes from outside is taken or refused in words, in time', () => {
  // One process: to start it takes longer than to try them.
  let results: readonly Tried[];
  beforeAll(() => {
    results = fuzz('--kept', '--seed', '8', '--inputs', '24');
  }, 240_000);

  test('inputs that were findings once', () => {
    const again = results.filter(({ kept }) => kept);
    expect(found(again)).toEqual([]);
    const kept = readdirSync(CASES).map((target) => [target, readdirSync(new URL(target, CASES)).length]);
    expect(again.map(({ target, tried }) => [target, tried]).sort()).toEqual(kept.sort());
  });

  test('inputs drawn by a seed, of every kind', () => {
    const drawn = results.filter(({ kept }) => !kept);
    expect(found(drawn)).toEqual([]);
    expect(drawn.map(({ target, tried }) => [target, tried])).toEqual(drawn.map(({ target }) => [target, 24]));
    expect(drawn.length).toBeGreaterThan(10);
  });
});

test('every regular expression was judged, and no text makes one slow; npm run fuzz:regexps judges new ones', () => {
  expect(node('list-regexps.ts', '--check').stdout).toBe('');
}, 240_000);
