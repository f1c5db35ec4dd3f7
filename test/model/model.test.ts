import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, history } from './history.ts';
import { live } from './run.ts';

/** A failure prints its seed and path: `npm run model -- --seed=… --path …` lives through it again, and makes it short. */
const holds = (where: 'memory' | 'file', runs: number, seed?: number) =>
  fc.assert(
    fc.asyncProperty(history, async (given) => {
      expect((await live(given, where)).broken).toEqual([]);
    }),
    { numRuns: runs, endOnFailure: true, ...(seed !== undefined && { seed }) },
  );

describe('whatever happens to a workbook, each sweep tells exactly those whom the model names', () => {
  it('in lives that are the same in every run', { timeout: 300_000 }, () => holds('memory', 70, 1));
  it('in lives nobody has seen before', { timeout: 300_000 }, () => holds('memory', 30));
  it('in real files', { timeout: 300_000 }, () => holds('file', 4));
});

/** Found by such lives and made as short as they get; each is named for what was wrong. */
describe('lives that once went wrong', () => {
  const folder = join(import.meta.dirname, 'kept');
  for (const name of readdirSync(folder)) {
    it(name.replace(/\.json$/, ''), async () => {
      const given = JSON.parse(readFileSync(join(folder, name), 'utf8')) as History;
      expect((await live(given)).broken).toEqual([]);
    });
  }
});
