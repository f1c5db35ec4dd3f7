import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { CHILD_ENV } from './child-env.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const SCRIPTS = {
  baton: fileURLToPath(new URL('../../functions/cli/main.ts', import.meta.url)),
  start: fileURLToPath(new URL('../../functions/cli/start.ts', import.meta.url)),
};

/** Runs the real command line in a folder, in English unless the environment says otherwise; `input` comes through its pipe. */
export const run = (
  script: keyof typeof SCRIPTS,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Ran> => start(script, folder, args, env, input).ended;

/** A command line at work; `kill` ends it as a machine that loses its power does, and its code is -1 then. */
interface AtWork {
  readonly ended: Promise<Ran>;
  readonly kill: () => void;
}

export const start = (
  script: keyof typeof SCRIPTS,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input = '',
): AtWork => {
  const child = spawn(process.execPath, [SCRIPTS[script], ...args], {
    cwd: folder,
    env: { ...CHILD_ENV, LANG: 'en_GB.UTF-8', BATON_CONFIG: join(folder, 'no-config.json'), ...env },
  });
  child.stdin.on('error', () => {}).end(input);
  const ended = new Promise<Ran>((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
  return { ended, kill: () => child.kill('SIGKILL') };
};

const folders: string[] = [];

// Said here, where the test file is being read: what a running hook or test asks for is never done.
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A folder that is gone after the test file. */
export const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-cli-'));
  folders.push(folder);
  return folder;
};
