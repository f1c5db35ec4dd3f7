import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notesOf, obstaclesIn, type ReleaseFacts } from '../../scripts/release.ts';

const FINE: ReleaseFacts = {
  wanted: '1.2.0',
  versions: ['1.2.0', '1.2.0'],
  changelog: '# Changes\n\n## 1.2.0 (2026-12-01)\n\n- Something.\n\n## 1.1.0 (2026-11-30)\n\n- Older.\n',
  changed: [],
  tags: ['v1.1.0'],
};

describe('a release', () => {
  it('has nothing against it where the tree is clean and the version is named everywhere', () => {
    expect(obstaclesIn(FINE)).toEqual([]);
    expect(notesOf(FINE.changelog, '1.2.0')).toBe('- Something.');
  });

  it.each<[string, Partial<ReleaseFacts>, RegExp]>([
    ['is no version', { wanted: '1.2' }, /no version/],
    ['has something uncommitted', { changed: ['README.md'] }, /README\.md/],
    ['has another version in the lock file', { versions: ['1.2.0', '1.1.0'] }, /1\.2\.0 and 1\.1\.0/],
    ['is not in the changelog', { changelog: FINE.changelog.replace('## 1.2.0', '## 1.3.0') }, /CHANGELOG/],
    ['has no day', { changelog: FINE.changelog.replace('2026-12-01', 'soon') }, /CHANGELOG/],
    ['has nothing to say', { changelog: FINE.changelog.replace('- Something.', '') }, /CHANGELOG/],
    ['is tagged already', { tags: ['v1.2.0'] }, /already/],
  ])('that %s is not made', (_, changed, why) => {
    expect(obstaclesIn({ ...FINE, ...changed }).join('\n')).toMatch(why);
  });

  it('is noted in this repository, for the version that it is', () => {
    const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(JSON.parse(read('package-lock.json')).version).toBe(version);
    expect(notesOf(read('CHANGELOG.md'), version)).not.toBe('');
  });
});
