/** Baton as it was, in a folder of its own with this one's packages, to be measured side by side. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Release {
  /** What it was asked for by. */
  readonly name: string;
  readonly commit: string;
  /** Path of one of its files; null where it had none of that name. */
  file(path: string): string | null;
  remove(): void;
}

const git = (...args: readonly string[]): string | null => {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
};

/** The newest tag `v…`; before there is one, the commit that recorded the last figures. Null outside a clone. */
const lastRelease = (): string | null =>
  git('describe', '--tags', '--abbrev=0', '--match', 'v*') ||
  git('log', '-1', '--format=%h', '--', 'docs/benchmarks.md');

/** Checks a commit out, by default the last release; null where there is none to be had. */
export const checkOut = (wanted?: string): Release | null => {
  const name = wanted ?? lastRelease();
  const commit = name && git('rev-parse', '--short', `${name}^{commit}`);
  if (!name || !commit) return null;
  const folder = mkdtempSync(join(tmpdir(), 'baton-release-'));
  const tree = join(folder, 'tree');
  if (git('worktree', 'add', '--detach', tree, commit) === null) return null;
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  return {
    name,
    commit,
    file: (path) => (existsSync(join(tree, path)) ? join(tree, path) : null),
    remove: () => {
      git('worktree', 'remove', '--force', tree);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
