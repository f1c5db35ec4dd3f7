import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

/** Rows of a page's tables that say what somebody could do: what, what stops it, and which tests show that. */
const rowsOf = (page: string, section: string) =>
  readFileSync(new URL(page, ROOT), 'utf8')
    .split('\n## ')
    .find((each) => each.startsWith(section))!
    .split('\n')
    .filter(
      (line, at, lines) => line.startsWith('| ') && !lines[at + 1]?.startsWith('| ---') && !line.startsWith('| ---'),
    )
    .map((line) => line.slice(2, -2).split(' | '));
const rows = rowsOf('docs/security.md', 'Who could do what');
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

  it('is on the Chinese page as well, shown by the same tests', () => {
    const shown = (row: readonly string[]) => testsIn(row[2]);
    expect(rowsOf('docs/security.zh-CN.md', '谁能做什么').map(shown)).toEqual(rows.map(shown));
  });

  it('is tried in test/security, and the page names each file there', () => {
    const tried = globSync('test/security/*.test.ts', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));
    const named = new Set(rows.flatMap(([, , shown]) => testsIn(shown)));
    expect(tried.filter((path) => !named.has(path) && !path.endsWith('/threats.test.ts'))).toEqual([]);
    expect(rows.length).toBeGreaterThan(35);
  });
});
