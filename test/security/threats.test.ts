import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const PAGE = readFileSync(new URL('docs/security.md', ROOT), 'utf8');

/** Rows of the tables that say what somebody could do: what, what stops it, and which tests show that. */
const rows = PAGE.split('\n## ')
  .find((section) => section.startsWith('Who could do what'))!
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what |') && !line.startsWith('| ---'))
  .map((line) => line.slice(2, -2).split(' | '));
const testsIn = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);

describe('each way in that docs/security.md knows', () => {
  it.each(rows.map((row) => [row[0]!, row]))('%s: is shown by a test, or said to remain', (_, row) => {
    expect(row).toHaveLength(3);
    const [, , shown] = row;
    if (shown!.startsWith('Remains')) return;
    const tests = testsIn(shown);
    expect(tests).not.toEqual([]);
    for (const path of tests) {
      expect(path).toMatch(/^test\/.+\.ts$/);
      expect([path, existsSync(new URL(path, ROOT))]).toEqual([path, true]);
      // A contract is run by each of its adapters' tests.
      expect(readFileSync(new URL(path, ROOT), 'utf8')).toMatch(/\b(?:it|test)(?:\.each)?(?:<.*>)?\(/);
    }
  });

  it('is tried in test/security, and the page names each file there', () => {
    const tried = globSync('test/security/*.test.ts', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));
    const named = new Set(rows.flatMap(([, , shown]) => testsIn(shown)));
    expect(tried.filter((path) => !named.has(path) && !path.endsWith('/threats.test.ts'))).toEqual([]);
    expect(rows.length).toBeGreaterThan(35);
  });
});
