import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../scripts/fuzz/run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CASES = new URL('cases/', import.meta.url);

const node = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [`scripts/fuzz/${script}`, ...args], { cwd: ROOT, encoding: 'utf8' });
const fuzz = (...args: string[]): Result[] => {
  const { stdout, stderr } = node('main.ts', '--json', ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Result[];
};
const found = (results: readonly Result[]) =>
  results.flatMap(({ target, findings }) => findings.map((one) => `${target}: ${String(one)}`));

describe('what comes from outside is taken or refused in words, in time', () => {
  test('inputs that were findings once', () => {
    const results = fuzz('--kept');
    expect(found(results)).toEqual([]);
    const kept = readdirSync(CASES).map((target) => [target, readdirSync(new URL(target, CASES)).length]);
    expect(results.map(({ target, tried }) => [target, tried]).sort()).toEqual(kept.sort());
  }, 240_000);

  test('inputs drawn by a seed, of every kind', () => {
    const results = fuzz('--seed', '8', '--inputs', '24');
    expect(found(results)).toEqual([]);
    expect(results.map(({ target, tried }) => [target, tried])).toEqual(results.map(({ target }) => [target, 24]));
    expect(results.length).toBeGreaterThan(10);
  }, 240_000);
});

test('every regular expression was judged, and no text makes one slow; npm run fuzz:regexps judges new ones', () => {
  expect(node('list-regexps.ts', '--check').stdout).toBe('');
}, 240_000);
