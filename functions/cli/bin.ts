#!/usr/bin/env node
/** Entry of the packed `baton`: where Node is too old it says so, before anything is loaded that such a Node cannot read. */
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this system keeps what programs can make again. */
const cacheFolder = ({ env, platform }: Pick<NodeJS.Process, 'env' | 'platform'>): string => {
  if (platform === 'win32') return env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : env.XDG_CACHE_HOME || join(homedir(), '.cache');
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  const { version } = process;
  process.stderr.write(
    `Baton needs Node 22.12 or newer, and this is ${version}.\n接力需要 Node 22.12 或更新的版本，这里是 ${version}。\n`,
  );
  process.exitCode = 2;
} else {
  // What Node made of these scripts is kept for the next call. In a folder of one's own, since who can write there can have anything run.
  module.enableCompileCache?.(join(cacheFolder(process), 'baton'));
  await import('./main.ts');
}
