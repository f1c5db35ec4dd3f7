/** `npm run release -- VERSION`: checks that a version can be released, builds and packs it, and tags it. Nothing is pushed or published. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './deploy/bundle.ts';
import { makePackage } from './package/make.ts';
import { noticeOf, writtenNotice } from './package/notice.ts';

/** What was found in the repository before a release. */
export interface ReleaseFacts {
  /** As it was asked for: `1.2.3`. */
  readonly wanted: string;
  /** In package.json and package-lock.json. */
  readonly versions: readonly string[];
  readonly changelog: string;
  /** Paths that git sees as changed or new. */
  readonly changed: readonly string[];
  readonly tags: readonly string[];
}

/** Why this cannot be released, a sentence each; none where it can. */
export const obstaclesIn = ({ wanted, versions, changelog, changed, tags }: ReleaseFacts): string[] => [
  ...(/^\d+\.\d+\.\d+$/.test(wanted) ? [] : [`“${wanted}” is no version. Write it like 1.2.3.`]),
  ...(changed.length === 0 ? [] : [`Commit first, or take away: ${changed.join(', ')}`]),
  ...(versions.every((version) => version === wanted)
    ? []
    : [
        `package.json and package-lock.json say ${[...new Set(versions)].join(' and ')}: npm version ${wanted} --no-git-tag-version`,
      ]),
  ...(datedIn(changelog, wanted)
    ? []
    : [`CHANGELOG.md has no heading “## ${wanted} (YYYY-MM-DD)” with something below it.`]),
  ...(tags.includes(`v${wanted}`) ? [`v${wanted} is a tag already.`] : []),
];

/** The notes of a version; '' where it has none. */
export const notesOf = (changelog: string, version: string): string => {
  const parts = changelog.split(/^(?=## )/m);
  const own = parts.find((part) => part.startsWith(`## ${version} (`)) ?? '';
  return own.split('\n').slice(1).join('\n').trim();
};

const datedIn = (changelog: string, version: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(changelog.split(`\n## ${version} (`)[1]?.split(')')[0] ?? '') &&
  notesOf(changelog, version) !== '';

const git = (...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  return stdout.trim();
};

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const versionIn = (file: string): string => JSON.parse(readFileSync(join(ROOT, file), 'utf8')).version;

const release = async (wanted: string): Promise<string[]> => {
  const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
  const obstacles = obstaclesIn({
    wanted,
    versions: ['package.json', 'package-lock.json'].map(versionIn),
    changelog,
    changed: lines(git('status', '--porcelain')).map((line) => line.slice(3)),
    tags: lines(git('tag', '--list')),
  });
  if (obstacles.length > 0) return obstacles;
  const { file, addOn, bundle } = await makePackage(join(ROOT, 'dist'));
  if (noticeOf(bundle.metafile) !== writtenNotice())
    return ['NOTICE is not what is bundled: npm run package -- --notice, and commit it.'];
  // As it stands: git would take a line that begins with # for a comment.
  git(
    'tag',
    '--annotate',
    '--cleanup=verbatim',
    `v${wanted}`,
    '--message',
    `Baton ${wanted}\n\n${notesOf(changelog, wanted)}\n`,
  );
  console.log(`Tagged v${wanted}; packed ${file} and ${addOn}. To pass it on: git push origin v${wanted}`);
  return [];
};

if (import.meta.main) {
  const obstacles = await release(process.argv[2] ?? '');
  for (const obstacle of obstacles) console.error(obstacle);
  if (obstacles.length > 0) process.exitCode = 1;
}
